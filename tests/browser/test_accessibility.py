"""What axe-core, the usual checker of WCAG, finds on every page: nothing, in any size or theme."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kashmir_map.map.style import PALETTE
from tests.browser.atlas import Atlas
from tests.browser.pages import PAGES, visit
from tests.browser.server import Server
from tests.browser.tabs import MAP_FRAME, OpenPage

_UPLOADER = 'data-testid="stFileUploaderDropzone"'
SIZES = ((1440, 900), (390, 844))


def violations(page: Page) -> list[str]:
    """What axe finds in the page and in its frames, with where and why, whatever its impact."""
    axe = Axe()
    for frame in page.frames:  # axe looks into a frame only if it is in there too
        frame.evaluate(axe.axe_script)
    found: list[dict[str, Any]] = axe.run(page).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {one['help']}: {node['target']} {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
        if _UPLOADER not in node["html"]  # Streamlit's own, and minor
    ]


def in_both_themes(page: Page) -> list[str]:
    """What axe finds in the light and in the dark, each once the page has taken it on."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        colour = getattr(PALETTE["page"], theme)
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        background = f"rgb({red}, {green}, {blue})"
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", background)
        found += [f"{theme}: {one}" for one in violations(page)]
    return found


@pytest.mark.parametrize(("width", "height"), SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_violates_no_rule(
    open_page: OpenPage, server: Server, name: str, width: int, height: int
) -> None:
    page = open_page(width=width, height=height, touch=width < 900)
    visit(page, server, name)

    assert in_both_themes(page) == []


@pytest.mark.parametrize(("width", "height"), SIZES, ids=["desk", "phone"])
def test_the_open_search_list_violates_no_rule(
    open_page: OpenPage, server: Server, width: int, height: int
) -> None:
    page = open_page(width=width, height=height, touch=width < 900)
    Atlas(page, server).open()
    page.get_by_role("combobox", name="Find a place").fill("Poonch")
    expect(page.get_by_role("option").first).to_be_visible()

    assert in_both_themes(page) == []


@pytest.mark.parametrize(("width", "height"), SIZES, ids=["desk", "phone"])
def test_what_unfolds_violates_no_rule(
    open_page: OpenPage, server: Server, width: int, height: int
) -> None:
    page = open_page(width=width, height=height, touch=width < 900)
    Atlas(page, server).open()
    # Again and again, for what unfolds may hold something that does.
    unfolded = page.locator("details:not([open]) > summary").filter(visible=True)
    for _ in range(12):
        if not unfolded.count():
            break
        unfolded.first.click()

    expect(unfolded).to_have_count(0)
    assert in_both_themes(page) == []


def test_the_maps_frame_has_a_title_in_words(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()

    expect(page.locator(MAP_FRAME)).to_have_attribute("title", "Map of events")
    event = atlas.listed()[0]
    atlas.row(event).click()
    atlas.tells(event)  # a run of the page leaves the frame as it is
    expect(page.locator(MAP_FRAME)).to_have_attribute("title", "Map of events")
