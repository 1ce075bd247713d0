"""
An import in a process of its own, which can be watched and cancelled.

A million rows need a gigabyte, which the app's own process would keep, and its readers would wait.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final

from kashmir_map.archives.archive import Facts
from kashmir_map.archives.store import Store
from kashmir_map.archives.worker import Broken, Order, outcome
from kashmir_map.errors import ArchiveError

READING: Final = 0.6
"""Share of an import's time in which the file is read; then rows are sorted and written."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The reader has cancelled the import; the store is as it was."""


Outcome = Facts | ArchiveError | Cancelled | Broken


class Job:
    """
    One import that runs.

    Parameters
    ----------
    order
        What to do; it names the archive.

    Raises
    ------
    ArchiveError
        If the archive cannot have this name.
    OSError
        If the file is not there.

    Attributes
    ----------
    outcome
        What became of it; None while it runs. An `ArchiveError` with `rows` waits for a decision:
        the same order with `accept_rest` takes the others.
    """

    def __init__(self, order: Order) -> None:
        Store(order.store).check(order.name)
        self.order = order
        self.outcome: Outcome | None = None
        self._size = max(1, order.path.stat().st_size)
        self._read = 0
        self._began = time.monotonic()
        self._all_read = 0.0
        self._cancelled = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kashmir_map.archives.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def cancel(self) -> None:
        """End it, unless it has ended."""
        self._cancelled = True
        with suppress(OSError):
            _pipe(self._process.stdin).close()

    def wait(self) -> Outcome:
        """Wait until it has ended, and return what became of it."""
        self._listener.join()
        if self.outcome is None:
            raise RuntimeError("the import has ended without an outcome")
        return self.outcome

    @property
    def cancelling(self) -> bool:
        """Whether it is about to end because the reader wants it to."""
        return self._cancelled and self.outcome is None

    @property
    def share(self) -> float:
        """How much of its time is over, as far as can be told, 0 to 1."""
        if not self._all_read:
            return READING * min(1.0, self._read / self._size)
        usual = (self._all_read - self._began) / READING
        return min(0.99, (time.monotonic() - self._began) / usual)

    @property
    def seconds_left(self) -> float | None:
        """How long it may still take; None as long as that cannot be told."""
        share, elapsed = self.share, time.monotonic() - self._began
        return elapsed * (1 - share) / share if share > 0 else None

    @property
    def reading(self) -> bool:
        """Whether it still reads the file."""
        return not self._all_read

    def _listen(self) -> None:
        found: Outcome | None = None
        with self._process:
            with suppress(OSError):  # it may have ended already; its exit code says more
                stdin = _pipe(self._process.stdin)
                stdin.write(self.order.line())
                stdin.flush()
            for line in _pipe(self._process.stdout):
                told = json.loads(line)
                if "read" in told:
                    self._read += told["read"]
                    if self._read >= self._size and not self._all_read:
                        self._all_read = time.monotonic()
                else:
                    found = outcome(told)
            with suppress(OSError):
                _pipe(self._process.stdin).close()
        store = Store(self.order.store)
        store.sweep(self._process.pid)
        if found is None and self.order.name in store:  # cancelled just after it was done
            found = store.open(self.order.name).facts
        if found is None:
            code = self._process.returncode
            reason = f"its process has ended with code {code}; perhaps memory or disk are full"
            found = Cancelled() if self._cancelled else Broken(reason)
        self.outcome = found


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("the process was started without pipes")
    return stream
