"""Measure how fast the map is, against baselines on the same machine in the same run.

`uv run python benchmarks/measure.py` prints a Markdown table; `--json FILE` also writes every
value. The machine should have nothing else to do.
"""

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import answers, sessions
from benchmarks.readings import Reading, machine, table, write_json
from kashmir_map.catalog import Catalog
from tests.browser.chromium import chromium
from tests.browser.conftest import ARGUMENTS
from tests.browser.server import APP, serving

_BASELINES: Final = Path(__file__).with_name("baselines")


def catalog_load() -> list[Reading]:
    """Read the whole record."""
    values = []
    for _ in range(5):
        gc.collect()
        began = time.perf_counter()
        Catalog.load()
        values.append(time.perf_counter() - began)
    return [Reading("Catalog.load, whole record", "s", values, most=1)]


class Bench:
    """The app and the baselines, running, and a browser to look at them."""

    def __init__(self, browser: Browser, app: str, bare: str, empty: str, share: float) -> None:
        self.browser = browser
        self.app = app
        self.bare = bare
        self.empty = empty
        self.share = share

    def times(self, number: int) -> int:
        """So many repetitions, or fewer in a quick look."""
        return max(2, round(number * self.share))

    def paint(self) -> list[Reading]:
        """First paint against a bare map, in turns, after one visit each."""
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(self.times(12) + 1):
            mine = sessions.first_paint(self.browser, self.app)
            bare = sessions.first_paint(self.browser, self.bare)
            if number:
                ours.append(mine)
                theirs.append(bare)
        return [Reading("First paint of symbols", "ms", ours, theirs, most_ratio=1.5)]

    def scrub(self) -> list[Reading]:
        """Mouse move to painted map, in the story and in the whole record."""
        readings = []
        for name, link in (("story", sessions.STORY), ("whole record", sessions.RECORD)):
            found = sessions.scrub(self.browser, self.app + link, self.times(200))
            readings += [
                Reading(f"Scrub, {name}: move → painted", "ms", found.painted, most=17),
                Reading(f"Scrub, {name}: move → told to the map", "ms", found.told),
                Reading(f"Scrub, {name}: move → end of the page's own frame", "ms", found.floor),
            ]
        return readings

    def release(self) -> list[Reading]:
        """Letting go to list and link, against an empty fragment, in turns."""
        lists, links, both, empty = [], [], [], []
        with sessions.releasing(self.browser, self.app, self.empty) as (hand, button):
            hand.release()
            button.release()
            for _ in range(self.times(30)):
                ours = hand.release()
                lists.append(ours["list"])
                links.append(ours["link"])
                both.append(max(ours.values()))
                empty.append(button.release())
        return [
            Reading("Release → list and link", "ms", both, empty, most_ratio=1.5),
            Reading("Release → list", "ms", lists, empty),
            Reading("Release → link", "ms", links, empty),
        ]

    def filter(self) -> list[Reading]:
        """A filter's change on every page that has one, against an empty fragment, in turns."""
        readings = []
        for name in answers.PAGES:
            ours, theirs = [], []
            with answers.answering(self.browser, self.app, name, self.empty) as (page, empty):
                for turn in range(self.times(20) + 2):
                    mine, nothing = page.change(), empty.change()
                    if turn > 1:  # each way was gone once
                        ours.append(mine)
                        theirs.append(nothing)
            words = f"Filter, {name}: hand → answer painted"
            readings.append(Reading(words, "ms", ours, theirs, most_ratio=1.5))
        return readings

    def session(self) -> list[Reading]:
        """Long sessions: the heap, and the map's frame."""
        steps = self.times(1000)
        grown = sessions.heap_growth(self.browser, self.app + sessions.STORY, steps)
        mixed = self.times(200)
        mounts = sessions.mounts(self.browser, self.app, mixed)
        return [
            Reading(f"Heap growth in {steps} steps", "MB", [grown], most=5),
            Reading(f"Frames made anew in {mixed} mixed steps", "", [mounts], most=0),
        ]

    def pan(self) -> list[Reading]:
        """Dragging and zooming with every layer on."""
        dragged, zoomed = sessions.pan(self.browser, self.app + sessions.RECORD, self.times(300))
        return [
            Reading("Pan at zoom 9, every layer: frame to frame", "ms", dragged, most=17),
            Reading("Zoom 9 ↔ 10, every layer: frame to frame", "ms", zoomed, most=17),
        ]

    def size(self) -> list[Reading]:
        """Read the event file's size."""
        size, count = sessions.event_file_size(self.browser, self.app)
        return [Reading("Event file per event", "bytes", [size / count], most=150)]


def measure(parts: list[str], share: float) -> list[Reading]:
    """Measure the named parts, or all."""
    readings: list[Reading] = []
    if not parts or "load" in parts:
        readings += catalog_load()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        app, bare, empty = (
            stack.enter_context(serving(script, folder=folder)).url
            for script in (APP, _BASELINES / "bare_map.py", _BASELINES / "empty_fragment.py")
        )
        playwright = stack.enter_context(sync_playwright())
        path = chromium(Path(playwright.chromium.executable_path))
        as_root = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=path, args=[*ARGUMENTS, *as_root, "--enable-precise-memory-info"]
        )
        stack.callback(browser.close)
        bench = Bench(browser, app, bare, empty, share)
        steps: tuple[Callable[[], list[Reading]], ...] = (
            bench.paint,
            bench.scrub,
            bench.release,
            bench.filter,
            bench.session,
            bench.pan,
            bench.size,
        )
        for step in steps:
            if not parts or step.__name__ in parts:
                readings += step()
    return readings


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="file for every value")
    parser.add_argument("--quick", action="store_true", help="a fifth of the repetitions")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=["load", "paint", "scrub", "release", "filter", "session", "pan", "size"],
        help="this part only (may be given several times)",
    )
    chosen = parser.parse_args()
    readings = measure(chosen.only, 0.2 if chosen.quick else 1)
    print(f"{machine()}. Medians; the machine’s other work makes figures noisy, ratios less so.\n")
    print(table(readings))
    if chosen.json:
        write_json(chosen.json, machine(), readings)


if __name__ == "__main__":
    main()
