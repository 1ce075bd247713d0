"""Desk and phone, light and dark: nothing is cut off, nothing too small to read or to touch."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.map.style import PALETTE
from tests.browser.atlas import Atlas
from tests.browser.expected import opening
from tests.browser.server import Server
from tests.browser.tabs import MAP_FRAME, OpenPage

Theme = Literal["light", "dark"]

LEAST_TEXT = 11  # CSS pixels

# Words smaller than the given size, through shadow roots: "size: words".
_SMALL = """least => {
    const found = new Set()
    const look = root => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
        while (walk.nextNode()) {
            const node = walk.currentNode
            if (node.shadowRoot) look(node.shadowRoot)
            const parent = node.parentElement
            if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || !parent) continue
            if (["STYLE", "SCRIPT", "NOSCRIPT"].includes(parent.tagName)) continue
            if (!parent.checkVisibility({ visibilityProperty: true })) continue
            const size = parseFloat(getComputedStyle(parent).fontSize)
            if (size < least) found.add(`${size}: ${node.data.trim().slice(0, 40)}`)
        }
    }
    look(document)
    return [...found]
}"""

# What is wider than the page and would make it scroll sideways.
_OVERFLOW = """() => [document.documentElement, document.body, ...document.querySelectorAll(
    "[data-testid=stMain], .st-key-atlas")].map(one => one.scrollWidth - one.clientWidth)"""


def check_page(atlas: Atlas) -> None:
    page = atlas.page
    assert max(page.evaluate(_OVERFLOW)) <= 0
    assert atlas.frame.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(_SMALL, LEAST_TEXT) == []
    assert atlas.frame.evaluate(_SMALL, LEAST_TEXT) == []


def check_map_fills_its_place(page: Page) -> None:
    frame, place = (
        page.locator(name).bounding_box()
        for name in (MAP_FRAME, "[data-testid=stLayoutWrapper]:has(> .st-key-map-area)")
    )
    assert frame is not None
    assert place is not None
    for part in ("x", "y", "width", "height"):
        assert frame[part] == pytest.approx(place[part], abs=1.5), part
    inside = page.frame_locator(MAP_FRAME).locator(".leaflet-container").bounding_box()
    assert inside is not None
    assert inside["width"] == pytest.approx(frame["width"], abs=3)
    assert inside["height"] > 0.7 * frame["height"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_desk_shows_everything_at_once(open_page: OpenPage, server: Server, theme: Theme) -> None:
    atlas = Atlas(open_page(color_scheme=theme), server).open()
    page = atlas.page
    atlas.shows(opening())

    check_page(atlas)
    check_map_fills_its_place(page)
    for part in (
        page.get_by_role("heading", level=1),
        page.get_by_role("button", name="Copy link"),
        page.get_by_role("region", name="Article"),
        page.get_by_role("textbox", name="From date"),
        page.get_by_role("textbox", name="To date"),
        *(atlas.button(name) for name in ("Step back", "Play", "Step forward", "Next event")),
        *(atlas.choice(name) for name in ("Period", "Step", "Speed")),
        *(atlas.family(name) for name in ("violence", "military", "diplomacy", "politics")),
        atlas.row(atlas.listed()[0]),
        page.locator(MAP_FRAME),
    ):
        expect(part).to_be_in_viewport()
    expect(page.get_by_test_id("stApp")).to_have_css(
        "background-color", _rgb(getattr(PALETTE["page"], theme))
    )
    ground = atlas.frame.locator(".leaflet-container")
    expect(ground).to_have_css("background-color", _rgb(getattr(PALETTE["land"], theme)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_everything_one_below_the_other(
    open_page: OpenPage, server: Server, theme: Theme
) -> None:
    page = open_page(width=390, height=844, color_scheme=theme, touch=True)
    atlas = Atlas(page, server).open()
    atlas.shows(opening())

    check_page(atlas)
    check_map_fills_its_place(page)
    expect(page.locator(MAP_FRAME)).to_be_in_viewport()
    for name in ("Step back", "Play", "Step forward"):
        expect(atlas.button(name)).to_be_visible()
    expect(atlas.choice("Step")).to_be_hidden()
    atlas.button("More controls").tap()
    expect(atlas.choice("Step")).to_be_visible()
    expect(atlas.family("violence")).to_be_hidden()
    page.get_by_text("Key and filter").tap()
    expect(atlas.family("violence")).to_be_visible()
    check_page(atlas)

    event = atlas.listed()[0]
    atlas.row(event).tap()
    atlas.tells(event)
    expect(atlas.event.get_by_role("heading", level=2)).to_be_in_viewport()
    check_page(atlas)


def test_the_open_event_leaves_the_map_a_place_that_it_fills(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?event=2025-05-07-operation-sindoor")

    check_page(atlas)
    check_map_fills_its_place(page)
    expect(page.locator(MAP_FRAME)).to_be_in_viewport()
    atlas.event.get_by_role("heading", level=2).press("Escape")
    expect(atlas.event).to_have_count(0)
    check_map_fills_its_place(page)


def test_a_touch_on_a_symbol_opens_its_event(open_page: OpenPage, server: Server) -> None:
    page = open_page(width=390, height=844, touch=True)
    atlas = Atlas(page, server).open()
    event = atlas.singles()[0]

    page.touchscreen.tap(*atlas.point(event))

    atlas.tells(event)


def test_the_theme_follows_the_system_while_the_page_is_open(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    ground = atlas.frame.locator(".leaflet-container")
    expect(ground).to_have_css("background-color", _rgb(PALETTE["land"].light))

    page.emulate_media(color_scheme="dark")

    expect(ground).to_have_css("background-color", _rgb(PALETTE["land"].dark))


def _rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"
