"""The window in time: whatever moves it, the map shows exactly the events that Python selects."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.dates import DAY, Window
from kashmir_map.selection import Selection
from kashmir_map.vocabulary import FAMILIES
from tests.browser.atlas import Atlas
from tests.browser.expected import ids, link_of, opening, record, selected
from tests.browser.server import Server
from tests.browser.tabs import OpenPage

CRISIS = "?from=2025-05-01&to=2025-05-04&period=crisis-2025"


def days(first: str, last: str) -> Window:
    return Window.from_query(first, last)


# Dragging


@pytest.mark.parametrize(
    ("side", "pixels"), [("start", 260), ("end", -320)], ids=["the start", "the end"]
)
def test_dragging_an_end_moves_the_map_at_once_and_the_page_on_release(
    page: Page, server: Server, side: str, pixels: int
) -> None:
    atlas = Atlas(page, server).open()
    atlas.shows(opening())
    slider = atlas.start if side == "start" else atlas.end
    listed = atlas.listed()
    x, y = atlas.take(slider)
    sent = atlas.sent

    windows = [atlas.window]
    for part in (0.4, 0.7, 1):
        page.mouse.move(x + part * pixels, y)
        windows.append(atlas.moved_from(windows[-1]))
        held = replace(opening(), window=windows[-1])
        atlas.paints(held)
        atlas.tells_count(held)

    assert atlas.sent == sent, "the server was asked while the mouse was down"
    assert atlas.listed() == listed
    assert atlas.link == link_of(opening())
    if side == "start":
        assert [window.end for window in windows] == [opening().window.end] * 4
    else:
        assert [window.start for window in windows] == [opening().window.start] * 4

    page.mouse.up()

    atlas.shows(replace(opening(), window=windows[-1]))
    assert len(ids(replace(opening(), window=windows[-1]))) < len(listed)


def test_dragging_the_window_itself_keeps_its_length(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(CRISIS)
    before = selected(CRISIS)
    start, end = atlas.start.bounding_box(), atlas.end.bounding_box()
    assert start is not None
    assert end is not None
    y = start["y"] + start["height"] - 6
    x = (start["x"] + start["width"] + end["x"]) / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=4)
    moved = atlas.moved_from(before.window)
    atlas.paints(replace(before, window=moved))
    page.mouse.up()

    atlas.shows(replace(before, window=moved))
    assert moved.start > before.window.start
    assert moved.end - moved.start == before.window.end - before.window.start


# Keys, buttons, typed dates


def test_the_keys_move_either_end(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(CRISIS)
    selection = selected(CRISIS)
    span = selection.span(record())
    steps = [
        (atlas.end, "ArrowRight", days("2025-05-01", "2025-05-05")),
        (atlas.end, "ArrowUp", days("2025-05-01", "2025-05-06")),
        (atlas.end, "ArrowLeft", days("2025-05-01", "2025-05-05")),
        (atlas.end, "PageUp", days("2025-05-01", "2025-05-12")),
        (atlas.start, "ArrowRight", days("2025-05-02", "2025-05-12")),
        (atlas.start, "PageDown", days("2025-04-25", "2025-05-12")),
        (atlas.start, "Home", Window(span.start, days("2025-05-12", "2025-05-12").end)),
        (atlas.end, "End", span),
    ]
    for slider, key, window in steps:
        slider.focus()
        page.keyboard.press(key)
        atlas.paints(replace(selection, window=window))

    atlas.shows(replace(selection, window=span))


def test_the_buttons_step_and_find_the_next_event(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(CRISIS)
    selection = selected(CRISIS)

    atlas.button("Step forward").click()
    atlas.paints(replace(selection, window=days("2025-05-02", "2025-05-05")))
    atlas.button("Step back").click()
    atlas.button("Step back").click()
    atlas.shows(replace(selection, window=days("2025-04-30", "2025-05-03")))

    atlas.button("Next event").click()
    moved = atlas.moved_from(days("2025-04-30", "2025-05-03"))

    atlas.shows(replace(selection, window=moved))
    starts = record().events["start_minute"]
    following = int(starts[starts >= days("2025-05-03", "2025-05-03").end].min())
    assert moved.start == following // DAY * DAY
    assert moved.end - moved.start == 4 * DAY


def test_typed_dates_set_the_window(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(CRISIS)
    selection = selected(CRISIS)
    first = page.get_by_role("textbox", name="From date")
    last = page.get_by_role("textbox", name="To date")

    last.fill("10 May 2025")
    last.press("Enter")
    atlas.paints(replace(selection, window=days("2025-05-01", "2025-05-10")))
    first.fill("2025-05-07")
    first.press("Enter")
    atlas.shows(replace(selection, window=days("2025-05-07", "2025-05-10")))

    first.fill("the day before yesterday")
    first.press("Enter")

    expect(atlas.timeline.get_by_role("alert").filter(has_text="is not a date")).to_be_visible()
    atlas.shows(replace(selection, window=days("2025-05-07", "2025-05-10")))


def test_a_typed_clock_time_stands_in_the_link(page: Page, server: Server) -> None:
    link = "?from=2025-05-07&to=2025-05-07&period=crisis-2025"
    atlas = Atlas(page, server).open(link)
    last = page.get_by_role("textbox", name="To date")

    last.fill("2025-05-07 02:00")
    last.press("Enter")

    night = selected("?from=2025-05-07&to=2025-05-07T01&period=crisis-2025")
    atlas.shows(night)
    assert 0 < len(ids(night)) < len(ids(selected(link)))


# Periods and modes


def test_every_period_shows_its_own_events(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    period = atlas.choice("Period")
    titles = {one.id: one.title for one in record().periods} | {"story": "This story"}

    for name, title in titles.items():
        before = atlas.selection
        period.select_option(label=title)
        after = before.moved(before.window.start, before.window.end, name, record())
        atlas.shows(after)
        assert period.input_value() == name


def test_up_to_shows_everything_since_the_beginning_and_window_comes_back(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open(CRISIS)
    selection = selected(CRISIS)
    span = selection.span(record())

    page.get_by_role("radio", name="Up to").check()
    atlas.shows(replace(selection, window=Window(span.start, selection.window.end)))
    expect(atlas.start).to_be_hidden()
    atlas.button("Step forward").click()
    atlas.paints(replace(selection, window=Window(span.start, selection.window.end + DAY)))

    page.get_by_role("radio", name="Window").check()
    atlas.shows(replace(selection, window=days("2025-05-02", "2025-05-05")))


# Playback


def play_from(atlas: Atlas, selection: Selection, *, speed: str) -> Callable[[], set[str]]:
    """Start to play, and return what tells which events were painted since."""
    atlas.paints(selection)
    atlas.choice("Speed").select_option(speed)
    atlas.frame.evaluate("""() => {
        window.painted = new Set()
        const look = () => {
            for (const id of eventLayer.visible()) window.painted.add(id)
            requestAnimationFrame(look)
        }
        look()
    }""")
    atlas.button("Play").click()
    return lambda: set(atlas.frame.evaluate("[...window.painted]"))


def test_playing_shows_every_event_up_to_the_end_and_stops(page: Page, server: Server) -> None:
    link = "?from=2025-05-01&to=2025-05-02&period=story&story=moscow-urges-restraint"
    atlas = Atlas(page, server).open(link)
    start = selected(link)
    span = start.span(record())
    painted = play_from(atlas, start, speed="4")

    expect(atlas.button("Pause")).to_be_visible()
    atlas.moved_from(start.window)
    expect(atlas.button("Play")).to_be_visible()

    atlas.shows(replace(start, window=Window(span.end - 2 * DAY, span.end)))
    rest = Window(start.window.start, span.end)
    assert painted() == set(ids(replace(start, window=rest)))


def test_playing_can_be_paused_and_the_page_follows(page: Page, server: Server) -> None:
    link = "?from=1947&to=1948&period=record"
    atlas = Atlas(page, server).open(link)
    start = selected(link)
    play_from(atlas, start, speed="4")

    once = atlas.moved_from(start.window)
    atlas.moved_from(once)
    atlas.button("Pause").click()

    expect(atlas.button("Play")).to_be_visible()
    paused = replace(start, window=atlas.window)
    atlas.shows(paused)
    assert start.window.start < paused.window.start < start.span(record()).end


def test_who_asks_for_less_motion_gets_one_step_and_no_animation(
    open_page: OpenPage, server: Server
) -> None:
    page = open_page(reduced_motion="reduce")
    atlas = Atlas(page, server).open(CRISIS)
    selection = selected(CRISIS)

    atlas.button("Play").click()

    after = replace(selection, window=days("2025-05-02", "2025-05-05"))
    atlas.shows(after)  # which waits for the report of a window at rest
    expect(atlas.button("Pause")).to_have_count(0)
    atlas.paints(after)


# What is said of a step


_COUNT_SPOKEN = """region => {
    window.spoken = []
    const listen = () => window.spoken.push(region.textContent)
    new MutationObserver(listen).observe(region, { childList: true, characterData: true,
        subtree: true })
}"""


def new_words(before: Selection, after: Selection) -> str:
    now = ids(after)
    fresh = len(set(now) - set(ids(before)))
    noun = "event" if len(now) == 1 else "events"
    return f"{len(now)} {noun}, {fresh or 'none'} new" if now else "no events"


def test_a_step_is_said_in_words(page: Page, server: Server) -> None:
    before = selected(CRISIS)
    atlas = Atlas(page, server).open(CRISIS)
    expect(atlas.spoken).to_have_text("")  # what stands there at first is read with the page
    expect(atlas.spoken).to_have_attribute("role", "status")

    atlas.button("Step forward").click()
    after = replace(before, window=days("2025-05-02", "2025-05-05"))
    expect(atlas.spoken).to_have_text(f"2 – 5 May 2025: {new_words(before, after)}")

    atlas.button("Step forward").click()
    atlas.button("Step forward").click()
    last = replace(before, window=days("2025-05-04", "2025-05-07"))
    expect(atlas.spoken).to_have_text(f"4 – 7 May 2025: {new_words(after, last)}")
    assert "none new" not in new_words(after, last)


def test_what_is_said_names_the_window_as_the_timeline_does(page: Page, server: Server) -> None:
    link = "?from=1999-04-01&to=1999-04-30&period=kargil-1999"
    atlas = Atlas(page, server).open(link)
    atlas.choice("Step").select_option(label="1 month")

    atlas.button("Step forward").click()

    after = replace(selected(link), window=days("1999-05-01", "1999-05-31"))
    words = new_words(selected(link), after)
    expect(atlas.spoken).to_have_text(f"May 1999: {words}")
    expect(atlas.timeline.locator(".words")).to_have_text("May 1999")


def test_a_drag_and_a_playback_are_said_once_at_their_end(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(CRISIS)
    atlas.spoken.evaluate(_COUNT_SPOKEN)

    x, y = atlas.take(atlas.end)
    windows = set()
    for step in range(1, 9):
        page.mouse.move(x + 12 * step, y)
        atlas.settles()
        windows.add(atlas.window)
    assert len(windows) > 2
    assert page.evaluate("spoken") == []
    page.mouse.up()
    expect(atlas.spoken).to_have_text(re.compile(r" May 2025: \d+ events, \d+ new$"))
    assert len(page.evaluate("spoken")) == 1

    atlas.choice("Speed").select_option(label="4×")
    atlas.button("Play").click()
    once = atlas.moved_from(atlas.window)
    twice = atlas.moved_from(once)
    atlas.moved_from(twice)
    assert len(page.evaluate("spoken")) == 1
    atlas.button("Pause").click()
    expect(atlas.spoken).to_have_text(re.compile(rf"^{re.escape(words_of(atlas))}: "))
    assert len(page.evaluate("spoken")) == 2


def words_of(atlas: Atlas) -> str:
    return atlas.timeline.locator(".words").inner_text()


def test_a_filter_is_said_too(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(CRISIS)

    atlas.family("violence").click()

    hidden = replace(selected(CRISIS), hidden=frozenset(FAMILIES["violence"]))
    expect(atlas.spoken).to_have_text(f"1 – 4 May 2025: {len(ids(hidden))} events")


# A thumb


@pytest.mark.parametrize(
    "link",
    [
        "",  # the whole span: both grips at an end
        "?from=2025-05-05&to=2025-05-05&period=crisis-2025",  # a bar in the middle
        "?from=2025-04-01&to=2025-04-01&period=crisis-2025",  # … at the very beginning
        "?from=2025-06-30&to=2025-06-30&period=crisis-2025",  # … and at the very end
    ],
)
def test_a_thumb_finds_both_grips(open_page: OpenPage, server: Server, link: str) -> None:
    page = open_page(width=390, height=844, touch=True)
    atlas = Atlas(page, server).open(link)
    boxes = [box for grip in (atlas.start, atlas.end) if (box := grip.bounding_box())]
    start, end = boxes

    for box in boxes:
        assert box["height"] >= 44
        assert box["width"] >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert start["x"] + start["width"] <= end["x"] + 0.5
