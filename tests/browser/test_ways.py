"""Ways between the pages: a click keeps the session, and every way is a real link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import Atlas
from tests.browser.guard import Guard
from tests.browser.server import Server
from tests.browser.tabs import WAIT_MILLISECONDS

STRIKES = "2025-05-07-operation-sindoor"
EVENT = f"?from=2025-05-07&to=2025-05-10&period=crisis-2025&event={STRIKES}"
DAYS = {"from": "2025-05-07", "to": "2025-05-10", "period": "crisis-2025"}
OTHERS = {
    "Who says what": ("disagreement", ".disagreement .body > *"),
    "Side by side": ("retelling", ".retelling .body > *"),
    "Chronology": ("chronology", ".chronology [data-event]"),
    "Sources": ("sources", ".quality > *"),
}


@pytest.fixture
def atlas(page: Page, server: Server) -> Atlas:
    """An event, open, in a page that would notice if it were loaded anew."""
    atlas = Atlas(page, server)
    atlas.open(EVENT)
    page.evaluate("window.sameVisit = true")
    return atlas


def stays(page: Page) -> None:
    """Check that the page has not been loaded anew."""
    assert page.evaluate("window.sameVisit") is True


@pytest.mark.parametrize("name", OTHERS)
def test_an_open_event_leads_to_every_other_page_and_back(atlas: Atlas, name: str) -> None:
    page = atlas.page
    path, content = OTHERS[name]
    way = atlas.event.get_by_role("link", name=name, exact=True)
    expect(way).to_have_attribute("href", re.compile(rf"^\./{path}\?.*event={STRIKES}"))

    way.click()

    page.locator(content).first.wait_for(timeout=2 * WAIT_MILLISECONDS)
    expect(page).to_have_url(re.compile(f"/{path}"))
    stays(page)
    page.get_by_role("link", name="Map", exact=True).click()
    atlas.event.wait_for()
    atlas.tells(STRIKES)
    assert {part: atlas.link[part] for part in DAYS} == DAYS
    stays(page)


def test_the_event_is_seen_where_it_stands_among_the_others(atlas: Atlas) -> None:
    page = atlas.page
    for name in ("Chronology", "Side by side"):
        atlas.event.get_by_role("link", name=name, exact=True).click()
        current = page.locator("[aria-current=true]").filter(has_text="Operation Sindoor").first
        expect(current).to_be_in_viewport(timeout=2 * WAIT_MILLISECONDS)
        page.get_by_role("link", name="Map", exact=True).click()
        atlas.event.wait_for()


@pytest.mark.parametrize("name", ["Chronology", "Who says what", "Side by side"])
def test_an_event_of_another_page_opens_on_the_map_and_a_chosen_background_survives(
    atlas: Atlas, name: str, guard: Guard
) -> None:
    page = atlas.page
    page.route(re.compile("^https://"), lambda route: route.fulfill(content_type="image/png"))
    page.get_by_role("radio", name="Relief").check()
    atlas.event.get_by_role("link", name=name, exact=True).click()
    title = page.locator(f'a[href^="./?"][href*="event={STRIKES}"]').first
    title.wait_for(timeout=2 * WAIT_MILLISECONDS)
    expect(atlas.timeline).to_have_count(0)

    title.click()

    atlas.event.wait_for()
    atlas.tells(STRIKES)
    assert {part: atlas.link[part] for part in DAYS} == DAYS
    expect(page.get_by_role("radio", name="Relief")).to_be_checked()
    stays(page)
    page.close()  # its map may still be asking for pieces of the background
    guard.forgive()


def test_another_tab_opens_by_the_same_link(atlas: Atlas) -> None:
    page = atlas.page
    way = atlas.event.get_by_role("link", name="Who says what", exact=True)

    with page.context.expect_page() as opened:
        way.click(modifiers=["ControlOrMeta"])

    other = opened.value
    expect(other).to_have_url(re.compile(f"/disagreement.*event={STRIKES}"))
    expect(other.locator(".disagreement h1")).to_be_visible(timeout=2 * WAIT_MILLISECONDS)
    atlas.tells(STRIKES)
    stays(page)
