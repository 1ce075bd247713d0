"""Nobody but this computer learns that a reader reads."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, WebSocket, expect

from tests.browser.atlas import Atlas
from tests.browser.expected import opening
from tests.browser.guard import HERE
from tests.browser.server import Server


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

    links = atlas.event.get_by_role("link")
    assert links.count() > 5
    told = links.evaluate_all("all => all.map(one => [one.rel, one.target])")
    assert {tuple(one) for one in told} == {("noopener noreferrer", "_blank")}
