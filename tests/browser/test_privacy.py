"""Nobody but this computer learns that a reader reads."""

import base64
import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, WebSocket, expect

from tests.browser.atlas import Atlas
from tests.browser.expected import opening
from tests.browser.guard import HERE, Guard
from tests.browser.server import Server
from tests.browser.tabs import MAP_FRAME


def test_a_whole_session_asks_no_other_computer(page: Page, server: Server) -> None:
    # The guard of every test fails it for a request elsewhere; here all of them are looked at.
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def note_socket(socket: WebSocket) -> None:
        asked.append(socket.url)

    page.context.on("request", note)
    page.on("websocket", note_socket)
    atlas = Atlas(page, server).open()
    atlas.shows(opening())
    atlas.end.press("PageDown")
    page.mouse.move(*atlas.point(atlas.singles()[0]))
    atlas.choice("Period").select_option(label="Kargil, 1999")
    atlas.family("violence").click()
    expect(atlas.family("violence")).to_have_attribute("aria-checked", "false")
    atlas.list.get_by_role("button").first.click()
    expect(atlas.event).to_be_visible()
    page.get_by_role("link", name="Methods").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Archives").click()
    expect(page.get_by_role("heading", name="Archives", level=1)).to_be_visible()

    seen = [urlsplit(url) for url in asked if not url.startswith(("data:", "blob:", "about:"))]
    assert {parts.hostname for parts in seen} <= HERE
    paths = [parts.path for parts in seen]
    for part in (
        "/_stcore/stream",
        "/map-",
        "/events-",
        "/words-",
        "/base-",
        ".woff2",
    ):
        assert any(part in path for path in paths), f"nothing was asked of {part}"


def test_a_link_to_a_source_does_not_tell_where_the_reader_came_from(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open("?event=2025-05-07-operation-sindoor")

    links = atlas.event.locator('a[href^="http"]')
    assert links.count() > 5
    told = links.evaluate_all("all => all.map(one => [one.rel, one.target])")
    assert {tuple(one) for one in told} == {("noopener noreferrer", "_blank")}


def test_a_background_is_asked_for_only_when_the_reader_turns_it_on_and_may_fail(
    page: Page, server: Server, guard: Guard
) -> None:
    atlas = Atlas(page, server).open()
    assert guard.report == ""
    notice = page.frame_locator(MAP_FRAME).locator(".background-notice")

    with page.expect_request(re.compile(r"^https://gibs\.earthdata\.nasa\.gov/")) as asked:
        page.get_by_role("radio", name="Relief").check()

    # Nobody answered here: the map of this computer stays, and says so.
    expect(notice).to_have_text(
        "“Relief” does not answer. The map shown is the one on this computer."
    )
    assert asked.value.header_value("referer") is None
    assert atlas.visible()
    expect(page.frame_locator(MAP_FRAME).locator(".leaflet-control-attribution")).to_contain_text(
        "NASA"
    )

    page.get_by_role("radio", name="This computer’s map").check()
    expect(notice).to_be_hidden()
    guard.forgive()

    # A new visit begins without it.
    atlas.open()
    expect(page.get_by_role("radio", name="This computer’s map")).to_be_checked()
    assert guard.report == ""


def test_a_background_that_answers_is_shown_and_whoever_draws_borders_is_named(
    page: Page, server: Server, guard: Guard
) -> None:
    picture = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    page.route(
        re.compile(r"^https://gibs"),
        lambda route: route.fulfill(body=picture, content_type="image/png"),
    )
    atlas = Atlas(page, server).open()

    page.get_by_role("radio", name="Satellite imagery").check()

    atlas.frame.wait_for_function("document.querySelectorAll('.leaflet-tile-loaded').length > 4")
    expect(page.frame_locator(MAP_FRAME).locator(".background-notice")).to_be_hidden()
    guard.forgive()

    atlas.frame.evaluate(
        """() => kashmirMap.hear({type: "background", picture: {
            title: "My map", url: "/x/{z}/{y}/{x}.png", max_zoom: 3, draws_borders: true,
            attribution: "me"}}, eventLayer.channel)"""
    )
    expect(page.frame_locator(MAP_FRAME).locator(".boundary-words")).to_contain_text(
        "The background “My map” draws borders and names of its own; they may differ."
    )
    guard.forgive()
