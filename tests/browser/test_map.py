"""The map itself: it paints, it opens what is clicked, and it is mounted once."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.map.style import PALETTE
from kashmir_map.regions import Regions
from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening, record, selected
from tests.browser.server import Server
from tests.browser.tabs import MAP_FRAME, OpenPage

STRIKES = "?from=2025-05-07&to=2025-05-07&period=crisis-2025"

# How many points of a pane's canvas have each colour; what is transparent is left out.
_COLOURS = """pane => {
    const found = {}
    for (const canvas of document.querySelectorAll(`.leaflet-${pane}-pane canvas`)) {
        const { width, height } = canvas
        const { data } = canvas.getContext("2d").getImageData(0, 0, width, height)
        for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] < 255) continue
            const hex = [data[i], data[i + 1], data[i + 2]]
                .map(part => part.toString(16).padStart(2, "0")).join("")
            found["#" + hex.toUpperCase()] = (found["#" + hex.toUpperCase()] || 0) + 1
        }
    }
    return found
}"""


def colours(atlas: Atlas, pane: str) -> dict[str, int]:
    found: dict[str, int] = atlas.frame.evaluate(_COLOURS, pane)
    return found


def is_painted(atlas: Atlas, pane: str, colour: str) -> None:
    """Wait until a pane of the map shows at least a few points of a colour."""
    atlas.frame.wait_for_function(
        f"([pane, colour]) => (({_COLOURS})(pane)[colour] || 0) > 20",
        arg=[pane, colour],
        polling=200,  # milliseconds: a look at every point of a canvas is slow
    )


# Painting


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_paints_land_by_administrator_names_and_symbols(
    open_page: OpenPage, server: Server, theme: str
) -> None:
    atlas = Atlas(open_page(color_scheme="dark" if theme == "dark" else "light"), server).open()

    for administrator in ("india", "pakistan", "china"):
        is_painted(atlas, "land", getattr(PALETTE[administrator], theme))
    is_painted(
        atlas, "labels", PALETTE["label"].light if theme == "light" else PALETTE["label"].dark
    )
    for family in ("violence", "diplomacy", "politics"):
        is_painted(atlas, "events", getattr(PALETTE[family], theme))
    assert getattr(PALETTE["military"], theme) not in colours(atlas, "events")


def test_the_map_opens_with_the_events_of_the_articles_window(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()

    atlas.shows(opening())
    assert len(atlas.visible()) > 100


def test_a_map_that_is_drawn_before_it_knows_the_window_shows_nothing_else(
    page: Page, server: Server
) -> None:
    # The window comes late; whatever the map selects since there is a layer is noted.
    page.add_init_script("""{
        const post = BroadcastChannel.prototype.postMessage
        BroadcastChannel.prototype.postMessage = function (message) {
            setTimeout(() => post.call(this, message), message.type === "state" ? 1500 : 0)
        }
        const painted = new Set()
        const look = layer => {
            for (const id of layer.visible()) painted.add(id)
            requestAnimationFrame(() => look(layer))
        }
        let its = null
        Object.defineProperty(window, "eventLayer", {
            get: () => its,
            set: layer => { its = layer; window.painted = painted; look(layer) },
        })
    }""")
    atlas = Atlas(page, server).open()

    atlas.paints(opening())
    assert set(atlas.frame.evaluate("[...window.painted]")) == set(ids(opening()))


def test_an_empty_window_paints_no_symbol(page: Page, server: Server) -> None:
    starts, ends = record().events["start_minute"], record().events["end_minute"]
    link = "?from=1850&to=1860&period=record"
    quiet = selected(link)
    assert not ((starts < quiet.window.end) & (ends > quiet.window.start)).any()

    atlas = Atlas(page, server).open(link)

    atlas.shows(quiet)
    atlas.frame.wait_for_function(f"() => Object.keys(({_COLOURS})('events')).length === 0")


# Clicking


def test_a_click_on_a_symbol_opens_its_event(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(STRIKES)
    event = atlas.singles()[0]

    atlas.click(event)

    atlas.shows(replace(selected(STRIKES), event=event))


def test_a_click_beside_all_symbols_opens_nothing(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?from=1850&to=1860&period=record")
    box = page.locator(MAP_FRAME).bounding_box()
    assert box is not None
    sent = atlas.sent

    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    atlas.frame.evaluate("() => new Promise(requestAnimationFrame)")

    expect(atlas.event).to_have_count(0)
    assert atlas.sent == sent


def test_pointing_at_a_symbol_tells_its_title_and_who_says_what(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(STRIKES)
    claimed = set(record().claims["event"])
    event = next(one for one in atlas.singles() if one in claimed)
    tooltip = atlas.frame.get_by_role("tooltip")
    expect(tooltip).to_be_hidden()

    page.mouse.move(*atlas.point(event))

    expect(tooltip).to_contain_text(record().events.loc[event, "title"])
    speakers = record().claims.loc[record().claims["event"] == event, "speaker"]
    assert any(speaker in tooltip.inner_text() for speaker in speakers)


def test_a_click_on_a_count_zooms_until_its_events_part(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(STRIKES)
    places = record().events[["latitude", "longitude"]]
    count = next(
        events for events in atlas.counts() if len(places.loc[list(events)].drop_duplicates()) > 1
    )

    atlas.click(count[0])

    atlas.frame.wait_for_function(
        """ids => new Set(ids.map(id => JSON.stringify(eventLayer.positionOf(id)))).size > 1""",
        arg=list(count),
    )
    atlas.shows(selected(STRIKES))  # a closer look changes neither window nor list


def test_a_count_of_one_place_is_listed_because_no_zoom_can_part_it(
    open_page: OpenPage, server: Server
) -> None:
    # Without motion a zoom is done at once.
    link = "?from=1846&to=2026&period=record"
    atlas = Atlas(open_page(reduced_motion="reduce"), server).open(link)
    places = record().events[["latitude", "longitude"]]

    def of_one_place(events: tuple[str, ...]) -> bool:
        return len(places.loc[list(events)].drop_duplicates()) == 1

    count, event = next(
        (events, event)
        for events in atlas.counts()
        for event in events
        if places.loc[list(events)].duplicated(keep=False)[event]
    )
    for _ in range(9):  # zoom levels
        if of_one_place(count):
            break
        atlas.click(event)
        count = next(one.events for one in atlas.symbols() if event in one.events)
    assert of_one_place(count)
    assert len(count) > 1
    atlas.shows(selected(link))

    atlas.click(event)

    atlas.lists(count)
    atlas.panel.get_by_role("button", name="Show all").click()
    atlas.lists(ids(selected(link)))


def test_a_click_on_a_pill_lists_what_is_known_by_region_only(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    pill = atlas.pills()[0]

    atlas.click(pill[0])

    atlas.lists(pill)
    page.get_by_role("button", name="Show all").click()
    atlas.lists(ids(opening()))


def test_what_lies_outside_the_view_is_counted_and_listed(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    delhi = atlas.frame.get_by_role("button", name="Delhi")
    number = int(delhi.inner_text().split()[-1])

    delhi.click()

    expect(page.get_by_text("Only Delhi.")).to_be_visible()
    expect(atlas.list.locator("[data-event]")).to_have_count(number)
    placed = record().events.loc[atlas.listed(), ["latitude", "longitude"]]
    assert placed["latitude"].between(28.3, 28.9).all()
    assert placed["longitude"].between(76.8, 77.5).all()


def test_every_event_is_on_the_map_or_counted_beside_it(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    # The frame tells the page a moment after it has painted.
    expect(page.get_by_text("on this map")).to_have_text(re.compile(r"^[1-9]\d* on this map$"))
    on_map = int(page.get_by_text("on this map").inner_text().split()[0])
    counted = atlas.frame.locator(".outside button").all_inner_texts()
    outside = sum(int(words.split()[-1]) for words in counted)

    # What is known by region stands under the names of the eight units, or outside the view.
    events = record().events.loc[ids(opening())]
    regional = events[events["location_precision"] == "region"]
    holders = [
        Regions.load().unit_at(latitude, longitude)
        for latitude, longitude in zip(regional["latitude"], regional["longitude"], strict=True)
        if Regions.load().covers(latitude, longitude)
    ]
    under_names = sum(holder is not None and holder.kind == "unit" for holder in holders)
    assert on_map + outside + under_names == len(events)


# One mount


def test_the_map_is_mounted_once_whatever_the_reader_does(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?from=2025-04-22&to=2025-05-10&period=crisis-2025")
    atlas.frame.evaluate("() => { window.marked = true }")
    frame = page.locator(MAP_FRAME)
    frame.evaluate("one => { one.marked = true }")

    def open_and_close() -> None:
        atlas.list.get_by_role("button").first.click()
        expect(atlas.event).to_be_visible()
        atlas.event.get_by_role("button", name=re.compile("^← [0-9]")).click()
        expect(atlas.event).to_have_count(0)

    hands: list[Callable[[], object]] = [
        lambda: atlas.end.press("ArrowLeft"),
        lambda: atlas.start.press("ArrowRight"),
        lambda: atlas.button("Step back").press("Enter"),
        lambda: atlas.button("Step forward").press("Enter"),
        lambda: atlas.end.press("ArrowRight"),
        lambda: atlas.start.press("ArrowLeft"),
        lambda: atlas.button("Step forward").press("Enter"),
        lambda: atlas.end.press("PageUp"),
        lambda: atlas.kind("missile").press("Enter"),
        lambda: atlas.end.press("PageDown"),
        lambda: atlas.family("violence").press("Enter"),
        lambda: atlas.button("Step back").press("Enter"),
        open_and_close,
    ]

    for hand in islice(cycle([*hands[:-1], *hands]), 200):
        hand()

    atlas.button("Step back").click()
    atlas.shows(replace(atlas.selection, window=atlas.moved_from(atlas.selection.window)))
    assert page.locator("iframe").count() == 1
    assert frame.evaluate("one => one.marked")
    assert atlas.frame.evaluate("window.marked")
