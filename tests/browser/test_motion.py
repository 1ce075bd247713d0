"""Who asks for less motion gets none: the map jumps, nothing fades or slides."""

import pytest
from playwright.sync_api import Page

from tests.browser.atlas import Atlas
from tests.browser.pages import PAGES, visit
from tests.browser.server import Server
from tests.browser.tabs import OpenPage

# Listens to the map: how often it moved, and whether a zoom was a glide.
_LISTEN = """() => {
    window.motion = { moves: 0, glides: 0, ends: 0 }
    eventLayer.map.on("move", () => { window.motion.moves += 1 })
    eventLayer.map.on("zoomanim", () => { window.motion.glides += 1 })
    eventLayer.map.on("moveend", () => { window.motion.ends += 1 })
}"""

# What moves by itself, with a transition or an animation that takes time; shadow roots too.
_MOVING = """() => {
    const found = new Set()
    const seconds = (words) => Math.max(...words.split(",").map(parseFloat))
    const look = root => {
        for (const one of root.querySelectorAll("*")) {
            const { transitionDuration, animationDuration, animationName } = getComputedStyle(one)
            const animated = animationName !== "none" && seconds(animationDuration) > 0.01
            if (seconds(transitionDuration) > 0.01 || animated) {
                found.add(`${one.tagName} ${one.className} ${transitionDuration}`)
            }
            if (one.shadowRoot) look(one.shadowRoot)
        }
    }
    look(document)
    return [...found]
}"""


def moved(atlas: Atlas) -> dict[str, int]:
    """Wait until the map has come to rest after a move; how it moved since the last time."""
    atlas.frame.wait_for_function("motion.ends > 0")
    found: dict[str, int] = atlas.frame.evaluate("motion")
    atlas.frame.evaluate("Object.assign(motion, { moves: 0, glides: 0, ends: 0 })")
    return found


def ways(atlas: Atlas) -> list[dict[str, int]]:
    """How the map moves by its button, by a key, and when the reader looks for a place."""
    page = atlas.page
    atlas.frame.evaluate(_LISTEN)
    found = []
    atlas.frame.get_by_role("button", name="Zoom in").click()
    found.append(moved(atlas))
    atlas.frame.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowRight")
    found.append(moved(atlas))
    field = page.get_by_role("combobox", name="Find a place")
    field.click()
    field.fill("Uri")
    page.get_by_role("listbox", name="Places").get_by_role("option").first.click()
    found.append(moved(atlas))
    return found


def test_the_map_jumps_for_who_asks_for_less_motion(open_page: OpenPage, server: Server) -> None:
    atlas = Atlas(open_page(reduced_motion="reduce"), server).open()

    for way in ways(atlas):
        assert way["moves"] <= 1
        assert way["glides"] == 0


def test_the_map_glides_for_others(page: Page, server: Server) -> None:
    zoomed, panned, gone = ways(Atlas(page, server).open())

    assert zoomed["glides"] == 1
    assert panned["moves"] > 1
    assert gone["glides"] + gone["moves"] > 1


def test_the_wish_is_followed_while_the_page_is_open(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()

    page.emulate_media(reduced_motion="reduce")

    atlas.frame.wait_for_function("!eventLayer.map.options.inertia")
    assert all(way["glides"] == 0 for way in ways(atlas))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_fades_or_slides_for_who_asks_for_less_motion(
    open_page: OpenPage, server: Server, name: str
) -> None:
    page = open_page(reduced_motion="reduce")
    visit(page, server, name)

    assert page.evaluate(_MOVING) == []


def test_streamlits_own_fading_is_there_for_others(page: Page, server: Server) -> None:
    visit(page, server, "methods")

    assert page.evaluate(_MOVING)
