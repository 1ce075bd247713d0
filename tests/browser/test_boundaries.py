"""Boundaries are drawn as somebody's: whose, as of when, and what the key says of them."""

import re

from playwright.sync_api import Locator, Page, expect

from kashmir_map.map.style import PALETTE
from tests.browser.atlas import Atlas
from tests.browser.server import Server
from tests.browser.tabs import MAP_FRAME

SRINAGAR = (34.05, 74.9)
MUZAFFARABAD = (34.55, 73.6)
SIACHEN = (35.47, 77.62)  # east of the glacier, which is drawn over the land


def words(atlas: Atlas) -> Locator:
    """What stands at the map's foot."""
    return atlas.page.frame_locator(MAP_FRAME).locator(".boundary-words")


def switch(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Boundaries:")


def names(atlas: Atlas, group: str) -> list[str]:
    """Names in one group of the key: tints or lines."""
    return atlas.page.locator(f".key .{group} li > :nth-child(2)").all_inner_texts()


def is_tinted(atlas: Atlas, place: tuple[float, float], tone: str) -> None:
    """Wait until the land at a place has this tint; relief lies on another sheet."""
    atlas.frame.wait_for_function(
        """([[latitude, longitude], tone]) => {
            const map = eventLayer.map;
            const canvas = map.getPane("land").querySelector("canvas");
            const box = canvas.getBoundingClientRect();
            const frame = map.getContainer().getBoundingClientRect();
            const point = map.latLngToContainerPoint([latitude, longitude]);
            const ratio = canvas.width / box.width;
            const x = (point.x + frame.left + map.getContainer().clientLeft - box.left) * ratio;
            const y = (point.y + frame.top + map.getContainer().clientTop - box.top) * ratio;
            const [r, g, b] = canvas.getContext("2d").getImageData(x, y, 1, 1).data;
            const hex = [r, g, b].map((one) => one.toString(16).padStart(2, "0")).join("");
            return `#${hex}`.toUpperCase() === tone;
        }""",
        arg=[list(place), PALETTE[tone].light],
    )


def test_the_map_opens_with_who_administers_the_land_and_says_so(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open()

    expect(words(atlas)).to_have_text(
        "Boundaries: who administers the land. They endorse no claim."
    )
    is_tinted(atlas, SRINAGAR, "india")
    is_tinted(atlas, MUZAFFARABAD, "pakistan")
    assert names(atlas, "tints") == ["India", "Pakistan", "China"]
    assert "Actual Ground Position Line" in names(atlas, "lines")
    assert "boundaries" not in atlas.link


def test_another_perspective_is_drawn_at_once_and_said_in_map_key_and_link(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open()
    atlas.frame.evaluate("window.stays = true")

    switch(page).select_option(label="As India depicts it")

    expect(words(atlas)).to_have_text(
        "Boundaries: as depicted by the Government of India, 2019 – not this project’s position"
    )
    is_tinted(atlas, MUZAFFARABAD, "india")
    expect(page.locator(".key .lines li")).to_have_text(
        [re.compile("^International boundary"), re.compile("^Internal line")]
    )
    page.wait_for_url(re.compile("boundaries=india"))
    assert atlas.frame.evaluate("window.stays") is True  # the map was not made anew


def test_a_link_opens_in_its_perspective(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?boundaries=pakistan")

    expect(switch(page)).to_have_value("pakistan")
    expect(words(atlas)).to_contain_text("as depicted by the Government of Pakistan, 2020")
    is_tinted(atlas, SRINAGAR, "pakistan")
    is_tinted(atlas, SIACHEN, "pakistan")


def test_a_perspective_that_does_not_exist_is_left_out_with_a_notice(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open("?boundaries=atlantis")

    expect(words(atlas)).to_contain_text("who administers the land")
    expect(page.get_by_role("alert")).to_contain_text("names a perspective")


def test_the_window_decides_what_existed(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?from=1948&to=1948")

    expect(words(atlas)).to_have_text(
        "Boundaries as they were from 26 October 1947 to 31 December 1948; their courses are "
        "today’s. They endorse no claim."
    )
    is_tinted(atlas, SRINAGAR, "unsettled")
    expect(page.locator(".key .tints")).to_contain_text("Unsettled")
    assert "Line of Control" not in names(atlas, "lines")
    assert "Ceasefire line" not in names(atlas, "lines")

    atlas.end.press("PageUp")  # further than January 1949, in one step and without a rerun
    expect(page.locator(".key .lines")).to_contain_text("Ceasefire line")
    is_tinted(atlas, SRINAGAR, "india")


def test_a_closer_look_brings_the_fine_geometry(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    atlas = Atlas(page, server).open()
    assert not any("/fine-" in url for url in asked)

    with page.expect_response(re.compile("/fine-")) as answer:
        atlas.frame.evaluate("() => { eventLayer.map.setView([34.1, 74.05], 9, {animate: false}) }")

    assert answer.value.ok
    is_tinted(atlas, (34.03, 74.3), "india")


def test_an_event_known_by_district_shows_its_district(page: Page, server: Server) -> None:
    atlas = Atlas(page, server)
    with page.expect_response(re.compile("/districts-")) as answer:
        atlas.open("?event=2025-05-09-loran-shelling")

    assert answer.value.ok
    atlas.frame.wait_for_function("eventLayer.district() === 'jk-poonch'")


def test_a_name_tells_how_it_is_written_where_it_stands(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?from=1972&to=1972")
    box = page.locator(MAP_FRAME).bounding_box()
    assert box is not None
    at = atlas.frame.evaluate("eventLayer.map.latLngToContainerPoint([35.2971, 75.6333])")

    page.mouse.move(box["x"] + at["x"] + 24, box["y"] + at["y"] + 1)

    note = page.frame_locator(MAP_FRAME).locator(".name-tooltip")
    expect(note).to_be_visible()
    expect(note.locator("b")).to_have_text("Skardu")
    urdu = note.locator("bdi[lang=ur]")
    expect(urdu).to_have_text("سکردو")
    assert urdu.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_a_place_is_found_by_any_spelling_and_flown_to(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()

    page.get_by_role("combobox", name="Find a place").fill("teetwal")
    page.locator(".search").get_by_role("option").first.click()

    atlas.frame.wait_for_function(
        """() => eventLayer.map.getZoom() >= 9
            && eventLayer.map.distance(eventLayer.map.getCenter(), [34.395, 73.775]) < 4000"""
    )
