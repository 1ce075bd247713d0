"""Compare our map with other ways to show events in a Streamlit page, at growing numbers of events.

`uv run python benchmarks/peers.py` measures every peer with the same made-up events in the same
headless Chromium, writes `benchmarks/reports/peers.md`, `peers.json` and `peers.svg`, and prints
the table. The machine should have nothing else to do.
"""

import argparse
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Playwright, sync_playwright

from benchmarks import libraries
from benchmarks.adapters import PEERS, Peer
from benchmarks.cells import Cell, Times, measured
from benchmarks.comparison import write_report
from benchmarks.events import SIZES
from tests.browser.chromium import chromium
from tests.browser.conftest import ARGUMENTS

REPORTS: Final = Path(__file__).with_name("reports")
_LIBRARIES: Final = Path(__file__).parents[1] / "build" / "libraries"
_WEBGL: Final = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
_MEMORY: Final = "--js-flags=--max-old-space-size=4096"
_QUICK: Final = Times(steps=5, others=2)


def compare(
    sizes: list[int], peers: list[Peer], times: Times, told: Callable[[list[Cell]], object]
) -> list[Cell]:
    """Measure the peers, each up to the number with which it fails; tell what is known so far."""
    cells: list[Cell] = []
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        without = libraries.fetch(_LIBRARIES)
        if not without:
            shutil.copytree(_LIBRARIES, folder / "libraries")
        for peer in peers:
            failed = without if peer.plugins else ""
            for count in sizes:
                if failed:
                    cells.append(Cell(peer.name, count, failure=failed))
                    continue
                # A browser of its own: what one peer breaks or keeps is nothing to the next.
                with closing(_launched(playwright)) as browser:
                    cell = measured(peer, count, browser, folder, times)
                cells.append(cell)
                told(cells)
                print(f"{peer.name}, {count:,}: {cell.failure or 'measured'}", flush=True)
                if cell.failure:
                    failed = f"not tried: failed with {count:,}"
    return cells


def _launched(playwright: Playwright) -> Browser:
    """Chromium without a GPU, where WebGL is drawn by the processor."""
    as_root = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    without_webgl = {"--disable-gpu"}
    arguments = [one for one in ARGUMENTS if one not in without_webgl]
    return playwright.chromium.launch(
        executable_path=chromium(Path(playwright.chromium.executable_path)),
        args=[*arguments, *as_root, *_WEBGL, _MEMORY],
    )


def main() -> None:
    """Measure, write the report and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repetitions: does it run?")
    parser.add_argument(
        "--events",
        action="append",
        default=[],
        type=int,
        choices=SIZES,
        help="this number of events only (may be given several times)",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=[type(peer).__name__ for peer in PEERS],
        help="this peer only (may be given several times)",
    )
    parser.add_argument("--reports", type=Path, default=REPORTS, help="folder of the report")
    chosen = parser.parse_args()
    sizes = sorted(chosen.events or SIZES)
    peers = [one for one in PEERS if not chosen.only or type(one).__name__ in chosen.only]
    times = _QUICK if chosen.quick else Times()
    cells = compare(sizes, peers, times, lambda known: write_report(chosen.reports, known))
    print(write_report(chosen.reports, cells))


if __name__ == "__main__":
    main()
