"""A link is a view: what one reader sees, another sees from the address alone."""

import re
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.dates import Window
from kashmir_map.selection import Selection
from tests.browser.atlas import Atlas
from tests.browser.expected import link_of, opening, record, selected
from tests.browser.server import APP, Serve, Server
from tests.browser.tabs import WAIT_MILLISECONDS, OpenPage

VIEW = (
    "?from=2025-05-05&to=2025-05-08&period=crisis-2025&story=moscow-urges-restraint"
    "&event=2025-05-07-operation-sindoor&hide=drone"
)


def test_a_reloaded_page_shows_the_same_view(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    atlas.kind("drone").click()
    atlas.shows(replace(opening(), hidden=frozenset({"drone"})))
    atlas.start.press("PageUp")
    moved = replace(
        opening(), hidden=frozenset({"drone"}), window=atlas.moved_from(opening().window)
    )
    atlas.shows(moved)
    event = atlas.listed()[2]
    atlas.row(event).click()
    atlas.shows(replace(moved, event=event))

    page.reload()

    atlas.shows(replace(moved, event=event))


def test_a_link_opens_the_same_view_for_somebody_else(open_page: OpenPage, server: Server) -> None:
    atlas = Atlas(open_page(), server).open(VIEW)

    atlas.shows(selected(VIEW))
    assert atlas.link == link_of(selected(VIEW))


def test_a_broken_link_is_told_and_does_not_break_the_page(page: Page, server: Server) -> None:
    parts = {"from": "<img src=x>", "to": "never", "event": "none", "story": "none"}
    parts |= {"period": "none", "hide": "tanks"}
    expected, notices = Selection.from_query(parts, record())
    atlas = Atlas(page, server).open(f"?{urlencode(parts)}")

    told = page.locator(".masthead").get_by_role("alert")
    expect(told).to_have_text(notices)
    assert len(notices) == 5
    atlas.shows(expected)


def test_the_link_can_be_copied(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    Atlas(page, server).open(VIEW)

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_two_tabs_of_one_reader_do_not_mix(page: Page, server: Server) -> None:
    # In one browser context: only there do two tabs share broadcast channels.
    first = Atlas(page, server).open()
    second = Atlas(page.context.new_page(), server).open()
    first.shows(opening())

    second.end.press("PageDown")
    moved = replace(opening(), window=second.moved_from(opening().window))
    second.family("violence").click()
    expect(second.family("violence")).to_have_attribute("aria-checked", "false")
    second.list.get_by_role("button").first.click()
    expect(second.event).to_be_visible()

    second.shows(replace(second.selection, window=moved.window))
    assert second.selection != opening()
    first.shows(opening())
    expect(first.event).to_have_count(0)


@pytest.fixture(scope="module")
def words_by_zone() -> dict[str, list[str]]:
    return {}


@pytest.mark.parametrize(
    "timezone",
    ["Asia/Kolkata", "Pacific/Kiritimati", "America/St_Johns", "Pacific/Pago_Pago"],
)
def test_the_readers_own_time_zone_moves_nothing(
    open_page: OpenPage, server: Server, timezone: str, words_by_zone: dict[str, list[str]]
) -> None:
    link = "?from=1947-08-14&to=1947-10-27&period=1947-1972"
    atlas = Atlas(open_page(timezone=timezone), server).open(link)
    atlas.shows(selected(link))
    words = [_words(atlas)]

    atlas.choice("Period").select_option(label="Crisis of 2025")
    crisis = next(one for one in record().periods if one.id == "crisis-2025")
    atlas.shows(replace(selected(link), window=crisis.window, period=crisis.id))
    expect(atlas.spoken).to_have_text(re.compile("^1 April – 30 June 2025: "))
    words.append(_words(atlas))
    atlas.list.locator('[data-event="2025-05-10-ceasefire"]').click()
    atlas.tells("2025-05-10-ceasefire")
    words.append(atlas.event.inner_text())

    assert "14 August" in words[0]
    assert "17:00 IST" in words[1]
    words_by_zone[timezone] = words
    assert words == next(iter(words_by_zone.values()))


def _words(atlas: Atlas) -> str:
    fields = atlas.timeline.get_by_role("textbox").evaluate_all("all => all.map(one => one.value)")
    sliders = atlas.timeline.get_by_role("slider").evaluate_all(
        "all => all.map(one => one.ariaValueText)"
    )
    told = [part.inner_text() for part in (atlas.page.locator(".masthead"), atlas.timeline)]
    return "\n".join([*told, *fields, *sliders, *atlas.list.all_text_contents()])


def test_a_window_of_hours_is_linked_to_the_hour(page: Page, server: Server) -> None:
    link = "?from=2025-05-07T01&to=2025-05-07T05:30&period=crisis-2025"
    atlas = Atlas(page, server).open(link)

    assert atlas.window == Window.from_query("2025-05-07T01", "2025-05-07T05:30")
    atlas.shows(selected(link))


@pytest.mark.parametrize(
    ("name", "title"),
    [("methods", "The record: what it holds and how it is made"), ("chronology", "Chronology")],
)
def test_a_page_opened_right_after_a_start_is_the_apps(
    page: Page, serve: Serve, name: str, title: str
) -> None:
    fresh = serve(APP)

    page.goto(f"{fresh.url}/{name}")

    heading = page.get_by_role("heading", level=1, name=title)
    heading.wait_for(timeout=3 * WAIT_MILLISECONDS)
    expect(page.get_by_role("link", name="Who says what")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    expect(page).to_have_title("Kashmir context map")
