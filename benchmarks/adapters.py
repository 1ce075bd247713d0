"""The peers: one small class each, all with the same calls, so that one loop measures them."""

import time
from pathlib import Path
from typing import ClassVar, Final

from playwright.sync_api import Frame, Page

from benchmarks import events
from benchmarks.baselines.shown import EVENTS
from tests.browser.tabs import MAP_FRAME

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
    plugins
        Whether it needs the scripts of folium's plugins.
    windowed
        Whether the browser gets the events of the window alone, not all of them.
    canvas
        Where the map is, as a selector of the page.
    """

    name: ClassVar[str]
    script: ClassVar[Path]
    plugins: ClassVar[bool] = False
    windowed: ClassVar[bool] = True
    canvas: ClassVar[str] = MAP_FRAME

    def prepare(self, folder: Path, count: int) -> dict[str, str]:
        """Write so many events into a folder; return the environment that the app needs."""
        return {EVENTS: str(events.written(folder, count))}

    def sent(self, folder: Path, count: int) -> int:
        """How many of so many events the browser gets when the page is opened."""
        return events.in_first_window(folder, count) if self.windowed else count

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

    def _frame(self, page: Page) -> Frame:
        frame = page.locator(MAP_FRAME).element_handle().content_frame()
        assert frame is not None  # noqa: S101 (it is an iframe)
        return frame


class Deck(Peer):
    """deck.gl, by WebGL."""

    name = "st.pydeck_chart, ScatterplotLayer"
    script = _APPS / "deck.py"
    canvas = "[data-testid=stDeckGlJsonChart]"


PEERS: Final[tuple[Peer, ...]] = (
    FoliumMarkers(),
    FoliumGroup(),
    FastCluster(),
    FoliumTimeline(),
    Deck(),
)
"""In the order of the report. Ours joins them with the archive layer of the map."""
