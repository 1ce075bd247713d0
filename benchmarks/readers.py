"""Measure ten readers at once, and print a Markdown table.

`uv run python benchmarks/readers.py [--readers N] [--steps N] [--json FILE]` starts the app and
reads it as so many browsers would, over Streamlit's own protocol but without drawing: every reader
moves the window or opens an event, waits a second or so, and goes on. The browsers' own work,
which on a reader's computer takes nothing from the server, is so left out.
"""

import argparse
import json
import random
import tempfile
import threading
import time
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.sync.client import ClientConnection, connect

from benchmarks.readings import Reading, machine, table, tail, write_json
from kashmir_map.catalog import Catalog
from kashmir_map.dates import DAY, Window
from tests.browser.server import APP, serving

_SEED: Final = 1947
_STEP_TARGET: Final = 500  # ms, of the 95th percentile
_MEMORY_TARGET: Final = 25  # MB a reader
_REST: Final = (0.5, 1.5)  # s between two steps of a reader
_LOOK: Final = 0.2  # s between two looks at the memory
_WAIT: Final = 60  # s for an answer
_MEGABYTE: Final = 1_000_000
_FIRST: Final = Window.from_query("2000-01-01", "2000-01-01").start
_LAST: Final = Window.from_query("2026-01-01", "2026-01-01").end
_SHORT, _LONG = 2 * DAY, 400 * DAY
_TRIGGERS: Final = "$$STREAMLIT_INTERNAL_KEY_{}__events"


@dataclass(slots=True)
class Seen:
    """What one reader saw: milliseconds of each kind of step, and what went wrong."""

    opened: list[float] = field(default_factory=list)
    scrubbed: list[float] = field(default_factory=list)
    clicked: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Reader:
    """
    One session on the map page.

    Parameters
    ----------
    socket
        Connection to the app.
    seen
        Where times and errors go.
    """

    def __init__(self, socket: ClientConnection, seen: Seen) -> None:
        self.seen = seen
        self._parts: dict[str, Any] = {}
        self._page = ""
        self._fragment = ""
        self._serial = 0
        self._view: dict[str, Any] | None = None
        self._socket = socket
        seen.opened.append(self._run(BackMsg()))

    def scrub(self, window: Window) -> None:
        """Move the window, as the timeline reports it when the hand lets go."""
        self._serial += 1
        self._view = {
            "start": window.start,
            "end": window.end,
            "period": self._data("timeline")["period"],
            "resting": True,
            "serial": self._serial,
        }
        self.seen.scrubbed.append(self._step())
        self._expect("the window", self._data("panel")["window"], [window.start, window.end])

    def click(self, event: str) -> None:
        """Open an event."""
        self.seen.clicked.append(self._step({"event": "open", "value": event}))
        self._expect("the event", self._data("panel")["selected"], event)

    def _data(self, name: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self._parts[name].json)
        return data

    def _step(self, trigger: dict[str, str] | None = None) -> float:
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.fragment_id = self._fragment
        states = message.rerun_script.widget_states.widgets
        if self._view:
            states.add(id=self._parts["timeline"].id, json_value=json.dumps({"view": self._view}))
        if trigger:
            name = _TRIGGERS.format(self._parts["panel"].id)
            states.add(id=name, json_trigger_value=json.dumps([trigger]))
        return self._run(message)

    def _run(self, message: BackMsg) -> float:
        """Milliseconds from asking to the last word of the answer."""
        message.rerun_script.SetInParent()
        began = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            data = self._socket.recv(timeout=_WAIT)
            answer = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._page = answer.new_session.page_script_hash
            elif kind == "delta":
                self._take(answer)
            elif kind == "script_finished":
                took = 1000 * (time.perf_counter() - began)
                done = ForwardMsg.ScriptFinishedStatus.Name(answer.script_finished)
                if "SUCCESSFULLY" not in done:
                    self.seen.errors.append(done)
                return took

    def _take(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        if element.HasField("exception"):
            self.seen.errors.append(element.exception.message)
        if element.HasField("bidi_component"):
            component = element.bidi_component
            name = component.component_name.removeprefix("kashmir_map_")
            self._parts[name] = component
            if name == "panel":
                self._fragment = answer.delta.fragment_id

    def _expect(self, what: str, shown: object, asked: object) -> None:
        if shown != asked:
            self.seen.errors.append(f"{what}: {shown!r} is shown, {asked!r} was asked for")


def connected(url: str) -> AbstractContextManager[ClientConnection]:
    """Connect to the app as a browser does."""
    return connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        compression=None,
        proxy=None,
    )


def read(reader: Reader, steps: int, dice: random.Random, events: list[str]) -> None:
    """Read for so many steps, every third of them a click; an error ends it and is told."""
    try:
        for step in range(steps):
            time.sleep(dice.uniform(*_REST))
            if step % 3 == 2:  # noqa: PLR2004 - every third
                reader.click(dice.choice(events))
            else:
                length = dice.randrange(_SHORT, _LONG, DAY)
                start = dice.randrange(_FIRST, _LAST - length, DAY)
                reader.scrub(Window(start, start + length))
    except (OSError, TimeoutError, KeyError) as error:
        reader.seen.errors.append(repr(error))


def measure(count: int, steps: int) -> list[Reading]:
    """Let so many readers read at the same time, and see what that takes of the server."""
    events = list(Catalog.load().events.index)
    dice = random.Random(_SEED)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(APP, folder=Path(folder)) as server,
        ExitStack() as open_,
    ):
        process = psutil.Process(server.process.pid)
        first = Reader(
            open_.enter_context(connected(server.url)), Seen()
        )  # all that readers share is loaded for this one
        read(first, 3 * 3, dice, events)
        shared = process.memory_info().rss
        seen = [Seen() for _ in range(count)]
        readers: list[Reader] = []
        threads = []
        for one in seen:
            readers.append(Reader(open_.enter_context(connected(server.url)), one))
            its = random.Random(dice.random())
            threads.append(threading.Thread(target=read, args=(readers[-1], steps, its, events)))
            threads[-1].start()
        cpu, began = process.cpu_times(), time.perf_counter()
        most = shared
        while any(thread.is_alive() for thread in threads):
            time.sleep(_LOOK)
            most = max(most, process.memory_info().rss)
        took = time.perf_counter() - began
        spent = process.cpu_times()
        grown = (most - shared) / count / _MEGABYTE
    errors = [*first.seen.errors, *(error for one in seen for error in one.errors)]
    for error in errors[:10]:
        print(f"Error: {error}")
    scrubbed, clicked, opened = (
        [value for one in seen for value in getattr(one, name)]
        for name in ("scrubbed", "clicked", "opened")
    )
    busy = (spent.user + spent.system - cpu.user - cpu.system) / took
    return [
        Reading(
            "Step of the server, 95th percentile",
            "ms",
            [tail(scrubbed + clicked)],
            most=_STEP_TARGET,
        ),
        Reading("Moving the window", "ms", scrubbed),
        Reading("Opening an event", "ms", clicked),
        Reading("Opening the page, without its files", "ms", opened),
        Reading("Steps a second", "", [len(scrubbed + clicked) / took]),
        Reading("Cores busy in the server", "", [busy]),
        Reading("Memory a reader, at the most", "MB", [grown], most=_MEMORY_TARGET),
        Reading("Errors", "", [len(errors)], most=0),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=10, help="how many read at once")
    parser.add_argument("--steps", type=int, default=30, help="steps of each of them")
    parser.add_argument("--json", type=Path, help="file for every value")
    chosen = parser.parse_args()
    readings = measure(chosen.readers, chosen.steps)
    print(f"{machine()}; {chosen.readers} readers at once, {chosen.steps} steps each.\n")
    print(table(readings))
    if chosen.json:
        write_json(chosen.json, machine(), readings)


if __name__ == "__main__":
    main()
