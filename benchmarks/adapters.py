"""The peers: one small class each, all with the same calls, so that one loop measures them."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from playwright.sync_api import Frame, Locator, Page

from benchmarks import events
from benchmarks.baselines.shown import EVENTS
from kashmir_map.archives.importer import Wishes, import_file
from kashmir_map.archives.store import FOLDER_VARIABLE, Store
from kashmir_map.regions import Regions
from tests.browser.server import APP
from tests.browser.tabs import MAP_FRAME

_ARCHIVE: Final = "peers"
_DAYS: Final = events.first_window()
_AWAITED: Final = f"""() => {{
    const seen = () => {{
        const one = eventLayer.archives()["{_ARCHIVE}"];
        const drawn = one.window.join() === eventLayer.window().join();
        return drawn && JSON.stringify([one.window, one.counts]);
    }};
    const before = seen();
    window.answered = new Promise((resolve) => {{
        const ended = new MessageChannel();
        ended.port1.onmessage = () => {{
            const now = seen();
            if (now && now !== before) resolve(performance.timeOrigin + performance.now());
            else requestAnimationFrame(() => ended.port2.postMessage(0));
        }};
        ended.port2.postMessage(0);
    }});
}}"""
"""In the map's frame: a promise of the end of the next frame that shows something else."""
_APPS: Final = Path(__file__).with_name("baselines")


class Peer:
    """
    A way to show events in a Streamlit page that is measured.

    Attributes
    ----------
    name
        How the report calls it.
    script
        What Streamlit runs.
    link
        What is opened of it, from the question mark on.
    plugins
        Whether it needs the scripts of folium's plugins.
    windowed
        Whether the browser gets the events of the window alone, not all of them.
    bare
        Whether events are all that is drawn.
    canvas
        Where the map is, as a selector of the page.
    """

    name: ClassVar[str]
    script: ClassVar[Path]
    link: ClassVar[str] = ""
    plugins: ClassVar[bool] = False
    windowed: ClassVar[bool] = True
    bare: ClassVar[bool] = True
    canvas: ClassVar[str] = MAP_FRAME

    def prepare(self, folder: Path, count: int) -> dict[str, str]:
        """Write so many events into a folder; return the environment that the app needs."""
        return {EVENTS: str(events.written(folder, count))}

    def sent(self, folder: Path, count: int) -> int:
        """How many of so many events the browser gets when the page is opened."""
        return events.in_first_window(folder, count) if self.windowed else count

    def shows(self, page: Page) -> bool:  # noqa: ARG002
        """Whether the events are in the picture, not the map alone."""
        return True

    def painted(self, page: Page, act: Callable[[Page], None]) -> float | None:
        """
        Do something, and return when the answer is painted, if the map itself tells that.

        In milliseconds since 1970; None where pictures must be compared.
        """
        act(page)
        return None

    def step(self, page: Page) -> None:
        """Ask for the next window."""
        self._press(page, "Step")

    def filter(self, page: Page) -> None:
        """Ask for one type alone, or for all again."""
        self._press(page, "Filter")

    def play(self, page: Page, seconds: float) -> None:
        """Let the windows follow each other: the next is asked for as soon as one is seen."""
        page.evaluate(
            """async (seconds) => {
                const end = performance.now() + 1000 * seconds;
                const { changes } = paint.log;
                const frame = () => new Promise(requestAnimationFrame);
                const step = (one) => one.innerText === "Step";
                while (performance.now() < end) {
                    const before = changes.length;
                    [...document.querySelectorAll("button")].find(step).click();
                    while (changes.length === before && performance.now() < end) await frame();
                }
            }""",
            seconds,
        )

    def click(self, page: Page) -> None:
        """Click on the event that stands alone in the middle of the map."""
        box = page.locator(self.canvas).first.bounding_box()
        assert box is not None  # noqa: S101 (the map stands there)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def tells(self, page: Page) -> bool:
        """Whether the detail of that event is to be read."""
        return any(frame.get_by_text("event 0", exact=True).count() for frame in page.frames)

    def _frame(self, page: Page) -> Frame:
        frame = page.locator(MAP_FRAME).element_handle().content_frame()
        assert frame is not None  # noqa: S101 (it is an iframe)
        return frame

    def _press(self, page: Page, name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()


class FoliumMarkers(Peer):
    """Markers, made anew at each step."""

    name = "st_folium, markers anew"
    script = _APPS / "folium_markers.py"


class FoliumGroup(Peer):
    """One GeoJSON put into a map that stays."""

    name = "st_folium, feature_group_to_add"
    script = _APPS / "folium_group.py"


class FastCluster(Peer):
    """Clusters, made anew at each step."""

    name = "folium FastMarkerCluster"
    script = _APPS / "fast_cluster.py"
    plugins = True


class FoliumTimeline(Peer):
    """The plugin with every event in the browser and a slider of its own."""

    name = "folium Timeline"
    script = _APPS / "folium_timeline.py"
    plugins = True
    windowed = False

    def step(self, page: Page) -> None:
        """Move the plugin's own slider; its button goes to the next event, which is less."""
        self._frame(page).locator(".leaflet-timeline-control .time-slider").evaluate(
            """(slider, days) => {
                const { log, time } = window.top.paint;
                log.hand = time();
                slider.value = Number(slider.value) + days;
                slider.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            events.STEP,
        )

    def play(self, page: Page, seconds: float) -> None:
        """Press the plugin's own button."""
        self._frame(page).locator(".leaflet-timeline-control .play").click()
        time.sleep(seconds)


class Deck(Peer):
    """deck.gl, by WebGL."""

    name = "st.pydeck_chart, ScatterplotLayer"
    script = _APPS / "deck.py"
    canvas = "[data-testid=stDeckGlJsonChart]"


class Ours(Peer):
    """The map of this project, on which the events lie as an archive beside the record."""

    name = "Kashmir context map"
    script = APP
    windowed = False
    bare = False
    link = f"/?from={_DAYS[0]}&to={_DAYS[1]}&period=record&archives={_ARCHIVE}"

    def prepare(self, folder: Path, count: int) -> dict[str, str]:
        """Import so many events into a store of their own."""
        store = Store(folder / f"archives-{count}")
        if not store.names():
            table = folder / f"events-{count}.csv"
            events.written_as_table(folder, count, table)
            import_file(table, store, _ARCHIVE, Regions.load().box, Wishes())
        return {FOLDER_VARIABLE: str(store.folder)}

    def shows(self, page: Page) -> bool:
        """Whether the archive is drawn for the window of the timeline."""
        shown = f"""() => {{
            const one = window.eventLayer?.archives()["{_ARCHIVE}"];
            return Boolean(one?.counts) && one.window.join() === eventLayer.window().join();
        }}"""
        return bool(self._frame(page).evaluate(shown))

    def painted(self, page: Page, act: Callable[[Page], None]) -> float:
        """Do something and take the end of the frame that shows record and archive after it."""
        frame = self._frame(page)
        # Comparing pictures as well would cost the frame several times its own work.
        page.evaluate("paint.resting = true")
        frame.evaluate(_AWAITED)
        act(page)
        return float(frame.evaluate("answered"))

    def step(self, page: Page) -> None:
        """Press the timeline's button: the window moves by a month."""
        self._forward(page).click()

    def filter(self, page: Page) -> None:
        """Press the key's button of the types that are not the first: they go, or come back."""
        page.locator(".key").get_by_role("button", name=re.compile(r"^Protest \d+$")).click()

    def play(self, page: Page, seconds: float) -> None:
        """Press the timeline's button again as soon as its picture is seen."""
        self._frame(page).evaluate(f"window.awaitAnswer = {_AWAITED}")
        self._forward(page).evaluate(
            """async (button, seconds) => {
                const all = Array.from({ length: frames.length }, (_, i) => frames[i]);
                const map = all.find((one) => one.awaitAnswer);
                const end = performance.now() + 1000 * seconds;
                while (performance.now() < end) {
                    map.awaitAnswer();
                    button.click();
                    const late = new Promise((give) => setTimeout(give, end - performance.now()));
                    const at = await Promise.race([map.answered, late]);
                    if (at) paint.log.changes.push(at);
                }
            }""",
            seconds,
        )

    def click(self, page: Page) -> None:
        """Click on the event that stands alone."""
        box = page.locator(self.canvas).first.bounding_box()
        assert box is not None  # noqa: S101 (the map stands there)
        point = self._frame(page).evaluate(
            "(place) => eventLayer.map.latLngToContainerPoint(place)", list(events.CENTRE)
        )
        page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])

    def _forward(self, page: Page) -> Locator:
        return page.get_by_role("button", name="Step forward", exact=True)


PEERS: Final[tuple[Peer, ...]] = (
    Ours(),
    FoliumMarkers(),
    FoliumGroup(),
    FastCluster(),
    FoliumTimeline(),
    Deck(),
)
"""In the order of the report."""
