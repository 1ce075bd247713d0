"""One cell of the comparison: one peer with so many events, measured until it fails."""

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from benchmarks import libraries
from benchmarks.adapters import Peer
from benchmarks.readings import tail
from tests.browser.server import Server, ServerError, serving

LIMIT: Final = 60.0
"""Seconds until a peer that has not answered has failed."""
MEMORY: Final = 6 << 30
"""Bytes of the server beyond which a peer has failed."""
_QUIET: Final = 0.5  # s without another picture: the answer is complete
_POLL: Final = 0.05
_PLAYED: Final = 5.0
_LEAST: Final = 2
_MEGABYTE: Final = 1_000_000
_PAINT: Final = Path(__file__).with_name("paint.js")


class FailureError(Exception):
    """A peer did not do what was asked; the message says how."""


@dataclass(slots=True)
class Cell:
    """What was measured: milliseconds, frames a second, bytes an event, MB; and how it failed."""

    peer: str
    events: int
    first_paint: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    filters: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    frames: float | None = None
    payload: float | None = None
    heap: float | None = None
    session: float | None = None
    failure: str = ""

    def summary(self) -> dict[str, Any]:
        """Medians and tails, as plain values."""

        def median(values: list[float]) -> float | None:
            return statistics.median(values) if values else None

        return {
            "peer": self.peer,
            "events": self.events,
            "first paint ms": median(self.first_paint),
            "step ms": median(self.steps),
            "step p95 ms": tail(self.steps) if self.steps else None,
            "frames a second": self.frames,
            "filter ms": median(self.filters),
            "click ms": median(self.clicks),
            "bytes an event": self.payload,
            "heap MB": self.heap,
            "session MB": self.session,
            "failure": self.failure,
            "values": {
                "first paint": self.first_paint,
                "step": self.steps,
                "filter": self.filters,
                "click": self.clicks,
            },
        }


@dataclass(frozen=True, slots=True)
class Times:
    """How often things are done in a cell, and after how many seconds no more of a kind."""

    steps: int = 30
    others: int = 8
    seconds: float = 20


class Visit:
    """An open page of a peer, with what came over the wire, and a watch on the server's memory."""

    def __init__(
        self, stack: ExitStack, browser: Browser, server: Server, link: str, folder: Path
    ) -> None:
        self.server = psutil.Process(server.process.pid)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        stack.callback(context.close)
        context.set_default_timeout(LIMIT * 1000)
        context.add_init_script(path=_PAINT)
        libraries.serve(context, folder)
        self.page: Page = context.new_page()
        self.crashed = False
        self.bytes = 0
        self.page.on("crash", self._crash)
        self.tools = context.new_cdp_session(self.page)
        self.tools.send("Network.enable")
        self._data: set[str] = set()
        self.tools.on("Network.responseReceived", self._began)
        self.tools.on("Network.dataReceived", self._arrived)
        self.tools.on(
            "Network.webSocketFrameReceived",
            # Binary frames are told in base64: four letters for three bytes.
            lambda frame: self._count(len(frame["response"]["payloadData"]) * 3 // 4),
        )
        self.page.goto(server.url + link, wait_until="commit")

    def _began(self, told: dict[str, Any]) -> None:
        # Scripts, styles and fonts are no data.
        if told["type"] in {"Fetch", "XHR"}:
            self._data.add(told["requestId"])

    def _arrived(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self._data:
            self._count(told["dataLength"])

    def _crash(self, _: Page) -> None:
        self.crashed = True

    def _count(self, size: int) -> None:
        self.bytes += size

    def settled(self, since: float) -> float:
        """
        Wait for a picture that is there, newer than a time, and stays; return its time.

        Parameters
        ----------
        since
            Milliseconds since 1970.

        Raises
        ------
        FailureError
            If there is none within the limit.
        """
        began = time.monotonic()
        while True:
            self.check(began)
            log = self.log()
            newest = max(log["changes"], default=0.0)
            quiet = time.time() * 1000 - newest > _QUIET * 1000
            if newest > max(since, log["emptied"]) and quiet:
                return float(newest)
            time.sleep(_POLL)

    def log(self) -> dict[str, Any]:
        """What is known of the pictures: when they changed, and when they were last empty."""
        found: dict[str, Any] = self.page.evaluate("paint.log")
        return found

    def check(self, began: float) -> None:
        """Raise FailureError if the time is up, the page has crashed or the server is too large."""
        if self.crashed:
            raise FailureError("the page crashed")
        try:
            resident = self.server.memory_info().rss
        except psutil.NoSuchProcess:
            raise FailureError("the server ended") from None
        if resident > MEMORY:
            raise FailureError(f"the server took more than {MEMORY >> 30} GB")
        if time.monotonic() - began > LIMIT:
            raise FailureError(f"nothing was painted in {LIMIT:g} s")

    def answered(self, peer: Peer, act: Callable[[Page], None]) -> float:
        """Milliseconds from the hand to the picture that answers it."""
        before = time.time() * 1000
        painted = peer.painted(self.page, act)
        if painted is None:
            painted = self.settled(before)
        else:
            time.sleep(_QUIET)
        return painted - max(before, float(self.log()["hand"]))

    def told(self, peer: Peer) -> float:
        """Milliseconds from a click on the lone event to its detail."""
        before = time.time() * 1000
        began = time.monotonic()
        peer.click(self.page)
        while not peer.tells(self.page):
            if time.monotonic() - began > LIMIT:
                raise FailureError(f"a click told nothing in {LIMIT:g} s")
            time.sleep(_POLL / 10)
        return time.time() * 1000 - max(before, float(self.log()["hand"]))

    def frames(self, peer: Peer) -> float:
        """Pictures a second while it plays."""
        began = time.time() * 1000
        peer.play(self.page, _PLAYED)
        ended = time.time() * 1000
        changes = [at for at in self.log()["changes"] if began <= at <= ended]
        return len(changes) / _PLAYED

    def heap(self) -> float:
        """Megabytes of JavaScript's objects, garbage collected."""
        for _ in range(2):
            self.tools.send("HeapProfiler.collectGarbage")
        return float(self.tools.send("Runtime.getHeapUsage")["usedSize"]) / _MEGABYTE

    def resident(self) -> float:
        """Megabytes of the server."""
        return float(self.server.memory_info().rss) / _MEGABYTE


def measured(peer: Peer, count: int, browser: Browser, folder: Path, times: Times) -> Cell:
    """Measure one peer with so many events; what fails ends it, with a word in the cell."""
    cell = Cell(peer.name, count)
    try:
        with ExitStack() as stack:
            _measure(cell, peer, browser, folder, times, stack)
    except FailureError as failure:
        cell.failure = str(failure)
    except (PlaywrightError, ServerError) as error:
        cell.failure = str(error).splitlines()[0]
    return cell


def _measure(
    cell: Cell, peer: Peer, browser: Browser, folder: Path, times: Times, stack: ExitStack
) -> None:
    environment = peer.prepare(folder, cell.events)
    server = stack.enter_context(serving(peer.script, folder=folder, environment=environment))
    scripts = folder / "libraries"

    def visit() -> tuple[Visit, float]:
        opened = Visit(stack, browser, server, peer.link, scripts)
        began = time.monotonic()
        while not peer.shows(opened.page):
            opened.check(began)
            time.sleep(_POLL)
        settled = opened.settled(0)
        # Where more than events is drawn, the first picture need not hold them: the last one does.
        painted = opened.log()["changes"][0] if peer.bare else settled
        origin = float(opened.page.evaluate("performance.timeOrigin"))
        return opened, painted - origin

    warm, _ = visit()  # the server has read the events, the browser compiled the scripts
    received = warm.bytes
    before = warm.resident()
    page, painted = visit()
    cell.first_paint.append(painted)
    cell.session = page.resident() - before
    cell.payload = received / peer.sent(folder, cell.events)
    warm.page.context.close()
    cell.heap = page.heap()
    page.answered(peer, peer.step)  # the first one finds nothing prepared
    cell.steps += _repeated(lambda: page.answered(peer, peer.step), times.steps, times.seconds)
    cell.filters += _repeated(lambda: page.answered(peer, peer.filter), times.others, times.seconds)
    cell.clicks.append(page.told(peer))
    cell.frames = page.frames(peer)


def _repeated(measure: Callable[[], float], times: int, seconds: float) -> list[float]:
    """Measure so often, or, where that takes long, as often as the seconds allow and twice."""
    began = time.monotonic()
    found: list[float] = []
    while len(found) < times and (len(found) < _LEAST or time.monotonic() - began < seconds):
        found.append(measure())
    return found
