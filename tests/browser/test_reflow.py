"""Small screens and large text: nothing is wider than the page, cut off, or laid over another."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import Atlas
from tests.browser.pages import ATLAS, PAGES, visit
from tests.browser.server import Server
from tests.browser.tabs import MAP_FRAME, OpenPage

# A phone; and a desk of 1280 by 1024 whose reader has set the browser's zoom to 200 %.
SIZES = {"phone": (390, 844), "desk at 200 %": (640, 512)}

# What makes the page scroll sideways, and in how many pixels.
_WIDE = """() => Object.fromEntries(
    [document.documentElement, document.body,
        ...document.querySelectorAll("[data-testid=stMain], .st-key-atlas")]
    .map(one => [one.id || one.className || one.tagName, one.scrollWidth - one.clientWidth])
    .concat([["window", document.documentElement.scrollWidth - innerWidth]])
    .filter(([, over]) => over > 0))"""

# Headings and controls whose own words do not fit into them, and controls beside the page.
_CUT = """() => {
    const found = []
    const name = one => `${one.tagName} ${(one.innerText || one.ariaLabel || "").slice(0, 40)}`
    const look = root => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) look(one.shadowRoot)
            if (!one.matches("button, summary, h1, h2, h3, h4, label, th, legend")) continue
            if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("svg")) continue
            if (one.closest("[data-testid=stDataFrame]")) continue // Streamlit's own, a canvas
            const { clip, clipPath, position } = getComputedStyle(one)
            if (clipPath !== "none" || (position === "absolute" && clip !== "auto")) continue
            const wide = one.scrollWidth - one.clientWidth
            const high = one.scrollHeight - one.clientHeight
            const cut = one.clientWidth && (wide > 1 || high > 4)
            if (cut) found.push(`${name(one)}: ${wide}, ${high}`)
            const { left, right, width } = one.getBoundingClientRect()
            const rolls = one.closest(".shelf, .outside") || width < 2
            const beside = left < -1 || right > innerWidth + 1
            if (beside && !rolls) found.push(`${name(one)} is beside`)
        }
    }
    look(document)
    return found
}"""


@pytest.fixture(params=SIZES)
def small(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    width, height = SIZES[request.param]
    return open_page(width=width, height=height, touch=width < 600)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_small_screen_and_no_control_is_cut(
    small: Page, server: Server, name: str
) -> None:
    visit(small, server, name)

    assert small.evaluate(_WIDE) == {}
    assert small.evaluate(_CUT) == []


def test_the_parts_of_the_map_page_stand_apart(small: Page, server: Server) -> None:
    for link in (ATLAS["map"], ATLAS["map with a step of a story"]):
        atlas = Atlas(small, server).open(link)
        parts = {
            "headline": small.get_by_role("heading", level=1),
            "stories": small.locator(".masthead .stories"),
            "map": small.locator(MAP_FRAME),
            "timeline": atlas.timeline,
            "key": small.locator(".key"),
            "panel": atlas.panel,
        }
        boxes = {
            name: box
            for name, part in parts.items()
            if part.count() and part.is_visible() and (box := part.bounding_box())
        }
        assert len(boxes) >= 5
        above = sorted(boxes, key=lambda name: boxes[name]["y"])
        for upper, lower in pairwise(above):
            assert _bottom(boxes[upper]) <= boxes[lower]["y"] + 1, (upper, lower)


def test_what_the_timeline_says_and_offers_stands_apart(small: Page, server: Server) -> None:
    atlas = Atlas(small, server).open()
    atlas.button("More controls").click()
    controls = [
        *(atlas.button(name) for name in ("Step back", "Play", "Step forward", "Next event")),
        *(atlas.choice(name) for name in ("Period", "Step", "Speed")),
        *(small.get_by_role("textbox", name=name) for name in ("From date", "To date")),
        atlas.timeline.locator(".words"),
        atlas.timeline.locator(".status"),
        atlas.timeline.locator(".chart"),
    ]
    boxes = []
    for control in controls:
        expect(control).to_be_visible()
        boxes.append(control.bounding_box())

    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert not _meet(one, other), (one, other)


@pytest.mark.parametrize("name", PAGES)
def test_twice_the_text_hides_nothing_under_the_header(
    open_page: OpenPage, server: Server, name: str
) -> None:
    page = open_page(width=1280, height=1024)
    visit(page, server, name)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    header = page.locator("header.stAppHeader").bounding_box()
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert header is not None
    assert heading is not None
    assert _bottom(header) <= heading["y"]
    assert page.evaluate(_WIDE) == {}
    assert page.evaluate(_CUT) == []


def _bottom(box: Any) -> float:  # noqa: ANN401 (Playwright's FloatRect)
    return float(box["y"] + box["height"])


def _meet(one: Any, other: Any) -> bool:  # noqa: ANN401 (Playwright's FloatRect)
    return all(
        one[at] + one[size] > other[at] + 1 and other[at] + other[size] > one[at] + 1
        for at, size in (("x", "width"), ("y", "height"))
    )
