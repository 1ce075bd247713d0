"""Where there is nothing to show, the page says why and what to do next, and that works."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import Atlas
from tests.browser.expected import opening, record, selected
from tests.browser.pages import visit
from tests.browser.server import Server
from tests.browser.tabs import WAIT_MILLISECONDS

NOTHING = "xqzjw"  # no word of the record
QUIET = "?from=1960-01-01&to=1960-01-02&period=record"
STRIKES = "?from=2025-05-07&to=2025-05-08&period=crisis-2025"
LAST = "?from=2026-12-01&to=2026-12-05&period=record"


def test_a_window_without_events_leads_to_the_next(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(QUIET)
    none = atlas.panel.locator(".none")

    expect(none).to_contain_text("No events in this window.")
    expect(none).to_contain_text("Or widen the window on the timeline.")
    none.get_by_role("button", name="Next: ").click()

    starts = record().events["start_minute"]
    event = str(starts[starts >= selected(QUIET).window.end].idxmin())
    atlas.shows(selected(QUIET).opened(event, record()))


def test_a_window_after_all_events_leads_back_to_the_last(page: Page, server: Server) -> None:
    assert not len(selected(LAST).events(record()))
    atlas = Atlas(page, server).open(LAST)
    none = atlas.panel.locator(".none")

    expect(none).to_contain_text("No events in this window.")
    none.get_by_role("button", name="The last before it: ").click()

    expect(atlas.event.get_by_role("heading", level=2)).to_be_focused()


def test_a_filter_that_hides_all_says_how_many_and_shows_them(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(f"{STRIKES}&text={NOTHING}")
    count = int(selected(STRIKES).in_window(record()).sum())
    none = atlas.panel.locator(".none")

    expect(none).to_contain_text(f"The filter hides all {count} events of this window.")
    none.get_by_role("button", name="Show them").click()

    atlas.shows(selected(STRIKES))
    expect(none).to_be_hidden()


def test_hidden_types_that_are_all_there_are_say_the_same(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(STRIKES)

    for family in ("violence", "military", "diplomacy", "politics"):
        atlas.family(family).click()
        expect(atlas.family(family)).to_have_attribute("aria-checked", "false")
    atlas.panel.get_by_role("button", name="Show them").click()

    atlas.shows(selected(STRIKES))


def test_a_place_that_nobody_knows(page: Page, server: Server) -> None:
    Atlas(page, server).open()

    page.get_by_role("combobox", name="Find a place").fill(NOTHING)

    said = page.get_by_role("status").filter(has_text="No place has a name like this.")
    expect(said).to_contain_text("Try another spelling")
    expect(said).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("path", ["", "chronology", "disagreement", "retelling"])
def test_a_broken_link_leads_to_the_start(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}?event=none&story=none")
    notices = page.get_by_role("alert").filter(has_text="it was left out")
    expect(notices.first).to_be_visible(timeout=3 * WAIT_MILLISECONDS)

    page.get_by_role("link", name="open the start").click()

    atlas = Atlas(page, server)
    atlas.shows(opening())
    expect(notices).to_have_count(0)


def test_a_chronology_without_events_is_freed_from_its_filter(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/chronology?text={NOTHING}")
    nothing = page.locator(".chronology .nothing")
    expect(nothing).to_contain_text(
        "No event of the record is like this.", timeout=3 * WAIT_MILLISECONDS
    )

    nothing.get_by_role("button", name="Show what is filtered out").click()

    expect(page.locator(".chronology .row")).to_have_count(len(record().events))


def test_a_chronology_of_an_empty_window_widens(page: Page, server: Server) -> None:
    visit(page, server, "map with an empty window")
    page.get_by_role("link", name="Chronology").click()
    page.get_by_role("checkbox", name="Only the map’s window").check()
    nothing = page.locator(".chronology .nothing")
    expect(nothing).to_contain_text("There is no event in the map’s window.")

    nothing.get_by_role("button", name="look in the whole record").click()

    expect(page.locator(".chronology .row")).to_have_count(len(record().events))


@pytest.mark.parametrize("name", ["disagreement", "retelling"])
def test_days_without_accounts_lead_on(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.url}/{name}{QUIET}")
    empty = page.locator(".body > .empty")
    expect(empty).to_contain_text("choose other days above", timeout=3 * WAIT_MILLISECONDS)
    empty.get_by_role("button", name="Next: ").click()
    expect(empty).to_have_count(0)

    page.goto(f"{server.url}/{name}{STRIKES}&text={NOTHING}")
    expect(empty).to_be_visible(timeout=3 * WAIT_MILLISECONDS)
    empty.get_by_role("button", name="Show what is filtered out").click()
    expect(empty).to_have_count(0)


def test_an_article_that_nobody_cited(page: Page, server: Server) -> None:
    visit(page, server, "sources")

    page.locator(".articles").get_by_role("searchbox").fill(NOTHING)

    expect(page.get_by_text("Try fewer words, or take a filter away.")).to_be_visible()


def test_the_end_of_a_period_says_how_to_go_on(page: Page, server: Server) -> None:
    link = "?from=2025-06-29&to=2025-06-30&period=crisis-2025"
    atlas = Atlas(page, server).open(link)

    atlas.button("Next event").press("Enter")  # it is greyed out, but can be asked why

    said = "No later event in this period. Choose another period to go on."
    expect(atlas.timeline.get_by_role("alert").filter(has_text=said)).to_be_visible()
    atlas.shows(selected(link))
