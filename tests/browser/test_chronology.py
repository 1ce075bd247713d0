"""The chronology: found, ordered, narrowed, jumped through, printed, and back on the map."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from kashmir_map.filters import Filter
from kashmir_map.selection import Selection
from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening, order, record, selected
from tests.browser.server import Server
from tests.browser.tabs import WAIT_MILLISECONDS, OpenPage

SINDOOR = "2025-05-07-operation-sindoor"


@pytest.fixture
def chronology(page: Page, server: Server) -> Page:
    return opened(page, server)


def opened(page: Page, server: Server, link: str = "") -> Page:
    """Open the map, where the app begins, and go on to the chronology; or open a link of it."""
    if link:
        page.goto(f"{server.url}/chronology{link}")
    else:
        Atlas(page, server).goto()
        page.get_by_role("link", name="Chronology").click()
    rows(page).first.wait_for(timeout=3 * WAIT_MILLISECONDS)
    return page


def rows(page: Page) -> Locator:
    return page.locator(".chronology [data-event]")


def listed(page: Page) -> list[str]:
    found: list[str] = rows(page).evaluate_all("some => some.map(one => one.dataset.event)")
    return found


def lists(page: Page, events: list[str]) -> None:
    """Check that the chronology holds these events in this order."""
    expect(rows(page)).to_have_count(len(events))
    with suppress(PlaywrightTimeoutError):  # the assertion shows the difference
        page.wait_for_function(
            """([root, events]) => [...root.querySelectorAll("[data-event]")]
                .map(one => one.dataset.event).join() === events.join()""",
            arg=[page.locator(".chronology").element_handle(), events],
            timeout=WAIT_MILLISECONDS / 2,
        )
    assert listed(page) == events


def in_order(selection: Selection) -> list[str]:
    return sorted(ids(selection), key=order().__getitem__)


def test_every_event_stands_in_its_year_and_day(chronology: Page) -> None:
    lists(chronology, sorted(record().events.index, key=order().__getitem__))
    count = len(record().events)
    expect(chronology.get_by_role("status").first).to_have_text(f"{count} events, 1846–2026")
    year = chronology.locator(".group[data-year='1999']")
    expect(year.get_by_role("heading", level=2)).to_contain_text("1999")
    expect(year.get_by_role("heading", level=3).first).to_have_text("Sunday 21 February")


def test_the_search_finds_tithwal_by_teetwal(chronology: Page) -> None:
    chronology.get_by_role("searchbox", name="Search").fill("teetwal")

    expect(rows(chronology)).not_to_have_count(len(record().events))
    expect(chronology.locator(".chronology").get_by_text("takes Tithwal")).to_be_visible()
    assert len(listed(chronology)) < 10
    expect(chronology).to_have_url(re.compile("text=teetwal"))

    chronology.get_by_role("button", name="show all").click()
    expect(rows(chronology)).to_have_count(len(record().events))
    expect(chronology.get_by_role("searchbox", name="Search")).to_have_value("")


def test_a_row_opens_the_event_on_the_map_with_the_readers_filters(
    chronology: Page, server: Server
) -> None:
    chronology.get_by_text("Type", exact=True).click()
    chronology.get_by_role("checkbox", name="Airstrike").check()
    filtered = {"hide": ",".join(sorted({*record().events["type"]} - {"airstrike"}))}
    expect(chronology).to_have_url(re.compile("hide="))

    chronology.locator(f"[data-event='{SINDOOR}']").click()

    atlas = Atlas(chronology, server)
    atlas.event.wait_for()
    atlas.tells(SINDOOR)
    assert set(filtered["hide"].split(",")) <= set(atlas.link["hide"].split(","))
    assert (atlas.link["from"], atlas.link["to"]) == opening().window.to_query()


def test_an_event_outside_the_window_opens_in_its_own_days(
    chronology: Page, server: Server
) -> None:
    chronology.locator("[data-event='1947-10-26-instrument-of-accession']").click()

    atlas = Atlas(chronology, server)
    atlas.event.wait_for()
    assert atlas.link["from"] == "1947-10-23"


def test_the_filter_goes_with_the_reader_to_the_map_and_back(
    chronology: Page, server: Server
) -> None:
    chronology.get_by_text("How well supported", exact=True).click()
    chronology.get_by_role("checkbox", name="Medium").check()
    expect(chronology).to_have_url(re.compile("confidence=medium"))

    chronology.get_by_role("link", name="Map", exact=True).click()
    atlas = Atlas(chronology, server)
    atlas.settles()
    medium = Filter(confidence=frozenset({"medium"}))
    assert atlas.selection.filter == medium
    atlas.shows(atlas.selection)

    chronology.get_by_role("link", name="Chronology").click()
    rows(chronology).first.wait_for()
    events = record().events
    expect(rows(chronology)).to_have_count(int((events["confidence"] == "medium").sum()))


def test_only_the_maps_window_and_the_other_orders(page: Page, server: Server) -> None:
    Atlas(page, server).goto()  # the app is at home in its first page
    link = "?from=1999&to=1999"
    opened(page, server, link)
    page.get_by_label("Only the map’s window, 1999").check()
    lists(page, in_order(selected(link)))

    page.get_by_role("combobox", name="Order").select_option("Newest first")
    expect(page).to_have_url(re.compile("order=newest"))
    lists(page, in_order(selected(link))[::-1])

    page.get_by_role("combobox", name="Order").select_option("Largest death claim first")
    expect(page.get_by_role("heading", level=2, name="Largest claim:").first).to_be_visible()
    assert sorted(listed(page)) == sorted(ids(selected(link)))


def test_a_year_is_gone_to(chronology: Page) -> None:
    chronology.get_by_role("button", name=re.compile(r"^1999, \d+ events$")).click()

    heading = chronology.get_by_role("heading", level=2, name="1999")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_it_is_printed_whole(page: Page, server: Server) -> None:
    Atlas(page, server).goto()
    opened(page, server, "?from=1999&to=2001&only=window")

    assert int(re.findall(rb"/Count (\d+)", page.pdf(format="A4"))[0]) > 1
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox", name="Search")).to_be_hidden()
    expect(page.get_by_role("link", name="Map", exact=True)).to_be_hidden()
    foot = page.locator(".foot")
    expect(foot).to_contain_text("Data of ")
    expect(foot).to_contain_text(f"{server.url}/chronology?from=1999&to=2001")


def test_a_phone_has_no_sideways_scroll_and_large_targets(
    open_page: OpenPage, server: Server
) -> None:
    page = open_page(width=390, height=844, touch=True)
    Atlas(page, server).goto()
    opened(page, server, "?order=oldest")

    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    for control in (
        page.get_by_role("searchbox", name="Search"),
        page.get_by_role("combobox", name="Order"),
        rows(page).first,
    ):
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 40
