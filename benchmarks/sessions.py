"""What is done in the browser: visits, scrubs, releases and long sessions."""

import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Frame, Locator, Page

from tests.browser.tabs import MAP_FRAME, map_frame

_PROBE: Final = Path(__file__).with_name("probe.js")
_WAIT: Final = 60_000  # ms
_REST: Final = 0.6  # s in which a gesture is reported and its rerun ends
_MEGABYTE: Final = 1_000_000
_DAY: Final = 70.0  # px of more than a day in the story's span
_EDGE: Final = 130.0  # px beside the bars
_STEPS_A_REST: Final = 10
_PAINTED: Final = "() => window.probe && window.probe.log.firstPaint"
_IDS: Final = "[...node.querySelectorAll('[data-event]')].map((row) => row.dataset.event).join()"

STORY: Final = "?from=2025-05-06&to=2025-05-07&period=story&story=moscow-urges-restraint"
# The end of a window that begins with the record is moved: up to all events are drawn.
RECORD: Final = "?from=1846-01-01&to=2010-12-31&period=record"


@dataclass(frozen=True, slots=True)
class Scrub:
    """Milliseconds of each move of the mouse.

    `painted` lasts until the map has drawn the move's window, `floor` until the end of the first
    frame in which the page could have drawn anything.
    """

    painted: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Page]:
    """Open a page in a browser context of its own, with nothing cached."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    with closing(context):
        context.set_default_timeout(_WAIT)
        context.add_init_script(path=_PROBE)
        page = context.new_page()
        page.goto(url, wait_until="commit")
        yield page


def first_paint(browser: Browser, url: str) -> float:
    """Milliseconds from the navigation's start to the frame in which the map is painted."""
    with opened(browser, url) as page:
        return float(_painted_frame(page).evaluate(_PAINTED))


def _painted_frame(page: Page) -> Frame:
    frame = map_frame(page)
    frame.wait_for_function(_PAINTED)
    return frame


@contextmanager
def reader(browser: Browser, url: str) -> Iterator[tuple[Page, Frame]]:
    """Open the app and wait until it stands still."""
    with opened(browser, url) as page:
        frame = _painted_frame(page)
        page.get_by_role("list", name="Events in view").wait_for()
        page.locator(".km-timeline .status").filter(has_text="of").first.wait_for()
        time.sleep(1.5)
        yield page, frame


def scrub(browser: Browser, url: str, moves: int) -> Scrub:
    """Drag the mouse over the timeline and time each move that changes the window."""
    found = Scrub()
    with reader(browser, url) as (page, frame):
        whole = "record" in url
        if whole:
            page.get_by_label("Step", exact=True).select_option("day")
        chart = page.locator(".km-timeline .chart")
        place = chart.bounding_box()
        start, end = (
            page.get_by_role("slider", name=f"Window {side}").locator("..").bounding_box()
            for side in ("start", "end")
        )
        assert place  # noqa: S101 (all three are shown)
        assert start  # noqa: S101
        assert end  # noqa: S101
        y = place["y"] + place["height"] * 0.4
        grip = end["x"] if whole else (start["x"] + end["x"]) / 2
        low, high = (
            (place["x"] + place["width"] * 0.55, place["x"] + place["width"] * 0.97)
            if whole
            else (place["x"] + 130, place["x"] + place["width"] - 130)
        )
        page.mouse.move(grip, y)
        page.mouse.down()
        x, step = grip, (5.0 if whole else 70.0)
        for _ in range(moves):
            if not low <= x + step <= high:
                step = -step
            x += step
            page.mouse.move(x, y)
            # Not in time with the screen: a move falls anywhere between two frames.
            time.sleep(random.uniform(0.03, 0.055))
        page.mouse.up()
        log: dict[str, Any] = page.evaluate("probe.log")
        painted: list[tuple[str, float]] = frame.evaluate("probe.log.painted")
    for move in log["moves"]:
        # The first frame after the move that shows its window, or one that came later still.
        when = [at for window, at in painted if window == move["window"] and at >= move["at"]]
        if when:
            found.painted.append(min(when) - move["at"])
        found.told.append(move["told"] - move["at"])
        found.floor.append(move["floor"] - move["at"])
    return found


@contextmanager
def releasing(browser: Browser, app: str, empty: str) -> Iterator[tuple["Hand", "Button"]]:
    """Open the app and the empty fragment side by side."""
    with reader(browser, app + STORY) as (page, _), opened(browser, empty) as other:
        other.get_by_text("count 0").wait_for()
        yield Hand(page), Button(other)


class Hand:
    """Drags the window of the app by a day and lets go."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator(".panel")
        self.chart = page.locator(".km-timeline .chart")
        self.way = 1

    def release(self) -> dict[str, float]:
        """Milliseconds from letting go to the new link, and to the new list."""
        self.page.bring_to_front()
        start, end = (
            self.page.get_by_role("slider", name=f"Window {side}").locator("..").bounding_box()
            for side in ("start", "end")
        )
        place = self.chart.bounding_box()
        assert place  # noqa: S101 (all three are shown)
        assert start  # noqa: S101
        assert end  # noqa: S101
        x = (start["x"] + end["x"]) / 2
        low, high = place["x"] + _EDGE, place["x"] + place["width"] - _EDGE
        if not low < x + _DAY * self.way < high:
            self.way = -self.way
        y = place["y"] + place["height"] * 0.4
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for share in (0.3, 0.6, 1):
            self.page.mouse.move(x + _DAY * self.way * share, y)
            time.sleep(0.03)
        _expect_change(self.panel, _IDS)
        self.page.mouse.up()
        listed = float(self.page.evaluate("probe.changed"))
        self.page.wait_for_function("probe.log.link > probe.log.up")
        log = self.page.evaluate("probe.log")
        time.sleep(_REST)
        return {"list": listed - log["up"], "link": log["link"] - log["up"]}


class Button:
    """Makes the empty fragment run again."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def release(self) -> float:
        """Milliseconds from letting go of the mouse to the new text."""
        self.page.bring_to_front()
        _expect_change(self.page.locator(".stApp"), "node.innerText")
        self.page.get_by_role("button", name="Send").click()
        shown = float(self.page.evaluate("probe.changed"))
        time.sleep(_REST / 2)
        return shown - float(self.page.evaluate("probe.log.up"))


def _expect_change(node: Locator, read: str) -> None:
    node.evaluate(f"(node) => {{ probe.changed = probe.awaitChange(node, () => {read}); }}")


def heap_growth(browser: Browser, url: str, steps: int) -> float:
    """Megabytes by which page and frame have grown after so many steps, garbage collected."""
    with reader(browser, url) as (page, _):
        session = page.context.new_cdp_session(page)

        def used() -> float:
            for _ in range(3):
                session.send("HeapProfiler.collectGarbage")
            return float(session.send("Runtime.getHeapUsage")["usedSize"])

        _walk(page, 60)  # what is made once is made
        before = used()
        _walk(page, steps)
        return (used() - before) / _MEGABYTE


def _walk(page: Page, steps: int) -> None:
    forward = page.get_by_role("button", name="Step forward")
    back = page.get_by_role("button", name="Step back")
    for number in range(steps):
        (forward if number // 12 % 2 == 0 else back).click()
        if number % _STEPS_A_REST == 0:  # come to rest: Python answers
            time.sleep(_REST)


def mounts(browser: Browser, url: str, steps: int) -> int:
    """Times that the map's frame was made anew in a session of mixed steps."""
    with reader(browser, url) as (page, frame):
        frame.evaluate("window.mark = 1")
        made = 0
        step = {way: page.get_by_role("button", name=f"Step {way}") for way in ("forward", "back")}
        row = page.locator(".panel button.row").first
        family = page.get_by_role("switch").last
        # In the end the filter is as it was.
        clicked = (step["forward"], row, family, step["back"], step["forward"], family)
        for number in range(steps):
            if page.locator(".panel.open").count():
                page.locator(".panel button").first.press("Escape")
                page.locator(".panel:not(.open)").wait_for()
            else:
                clicked[number % len(clicked)].click()
            time.sleep(0.15)
        now = page.locator(MAP_FRAME).element_handle().content_frame()
        if now is None or now.evaluate("window.mark") != 1:
            made += 1
        return made


def event_file_size(browser: Browser, url: str) -> tuple[int, int]:
    """Bytes of the event file as it is parsed, and the number of its events."""
    with reader(browser, url) as (_, frame):
        size, count = frame.evaluate(
            """async () => {
              const name = kashmirMapFiles.events;
              const [entry] = performance.getEntriesByType("resource")
                .filter((one) => one.name.endsWith(name));
              const file = await (await fetch(entry.name)).json();
              return [entry.decodedBodySize, file.id.length];
            }"""
        )
        return int(size), int(count)


_FRAMES: Final = """() => {
    window.intervals = [];
    let last = performance.now();
    const tick = (now) => {
        window.intervals.push(now - last);
        last = now;
        window.ticking = requestAnimationFrame(tick);
    };
    window.ticking = requestAnimationFrame(tick);
}"""
_FRAMES_END: Final = "() => (cancelAnimationFrame(window.ticking), window.intervals.slice(2))"


def pan(browser: Browser, url: str, moves: int) -> tuple[list[float], list[float]]:
    """
    Milliseconds between frames while the map is dragged, and while it zooms in and out.

    The view is the Line of Control at zoom 9, with the fine geometry, districts, relief, names
    and every event of the record.
    """
    with reader(browser, url) as (page, frame):
        frame.evaluate("() => { eventLayer.map.setView([34.1, 74.1], 9, {animate: false}) }")
        page.wait_for_load_state("networkidle")
        time.sleep(_REST)
        box = page.locator(MAP_FRAME).bounding_box()
        assert box is not None  # noqa: S101 (the map stands there)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        frame.evaluate(_FRAMES)
        for move in range(moves):
            swing = (move % 40) * 6 if move % 80 < 40 else (40 - move % 40) * 6  # noqa: PLR2004
            page.mouse.move(x + swing, y + swing / 2)
        dragged: list[float] = frame.evaluate(_FRAMES_END)
        page.mouse.up()
        time.sleep(_REST)
        zoomed: list[float] = []
        for step in (1, -1) * max(2, moves // 50):
            frame.evaluate(_FRAMES)
            frame.evaluate(
                "step => new Promise(done => {"
                " eventLayer.map.once('zoomend', () => done());"
                " eventLayer.map.setZoom(eventLayer.map.getZoom() + step); })",
                step,
            )
            zoomed += frame.evaluate(_FRAMES_END)
            time.sleep(_REST / 2)
        return dragged, zoomed
