"""
A reader who has never seen the app, and has three clicks.

Who says how many died on 7 May 2025, and what happened before in the same place? The reader knows
nothing but what stands on the screen: each way begins at the start, and its clicks are counted.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from kashmir_map.past import RADIUS_KM
from tests.browser.atlas import Atlas
from tests.browser.expected import record
from tests.browser.server import Server

MOST = 3
POONCH = "2025-05-07-poonch-shelling"
STRIKES = "2025-05-07-operation-sindoor"


class Hand:
    """A mouse that scrolls as a reader does and counts its clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, target: Locator) -> None:
        """Click in the middle of what is seen of the target; without a click it is scrolled to."""
        target.scroll_into_view_if_needed()
        expect(target).to_be_in_viewport()
        box = target.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + min(box["width"], 120) / 2, box["y"] + box["height"] / 2)
        self.clicks += 1


def figures(atlas: Atlas) -> dict[str, set[str]]:
    """Figures of deaths that the reader sees, by who says them."""
    deaths = atlas.event.locator(".numbers").filter(
        has=atlas.page.get_by_role("heading", name="Deaths", exact=True)
    )
    deaths.scroll_into_view_if_needed()
    said: dict[str, set[str]] = {}
    for row in deaths.locator("tbody tr:has(td)").all():
        expect(row).to_be_visible()
        who, figure = row.locator("td.who").inner_text(), row.locator(".figure").inner_text()
        said.setdefault(who.strip(), set()).add(figure)
    return said


@pytest.mark.parametrize("event", [POONCH, STRIKES])
def test_who_says_how_many_died_and_what_was_before_in_three_clicks(
    page: Page, server: Server, event: str
) -> None:
    atlas = Atlas(page, server).open()
    hand = Hand(page)
    title = str(record().events.loc[event, "title"])

    article = page.get_by_role("region", name="Article")

    hand.click(article.get_by_text("All steps"))
    hand.click(article.get_by_role("button", name=title))
    atlas.tells(event)
    expect(atlas.event).to_contain_text("7 May 2025")

    said = figures(atlas)
    assert len(said) >= 3, said
    assert all(re.match(r"\d", figure) for some in said.values() for figure in some), said
    assert len(set.union(*said.values())) >= 3, said

    before = atlas.event.get_by_role("region", name=re.compile("^Before this, "))
    before.scroll_into_view_if_needed()
    entry = before.get_by_role("listitem").first
    expect(entry.locator(".day-of")).to_have_text(re.compile(r"\d{4}$"))
    earlier = entry.get_by_role("button")
    other = earlier.get_attribute("data-event")
    assert other is not None
    times = record().events.loc[[other, event]]
    assert times["end_minute"].iloc[0] <= times["start_minute"].iloc[1]
    if event == POONCH:
        expect(entry).to_contain_text(re.compile(r"about \d+ km away|same place"))
        expect(before).to_contain_text(f"within {RADIUS_KM} km")

    hand.click(earlier)
    atlas.tells(other)
    assert hand.clicks <= MOST


def test_the_facts_say_at_once_how_much_was_before_and_lead_there(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open(f"?event={POONCH}")
    lead = atlas.event.locator(".facts").get_by_role("button")

    expect(lead).to_have_text(re.compile(r"^\d+ earlier events within 25 km, the first in \d{4}$"))
    expect(lead).to_be_in_viewport()
    lead.click()

    head = atlas.event.get_by_role("heading", name="Before this, here")
    expect(head).to_be_focused()
    expect(head).to_be_in_viewport()


def test_from_the_list_it_takes_two(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    hand = Hand(page)

    hand.click(atlas.row(POONCH).locator(".title"))
    atlas.tells(POONCH)
    assert len(figures(atlas)) >= 3
    hand.click(atlas.event.locator(".earlier").get_by_role("button").first)

    assert hand.clicks < MOST
