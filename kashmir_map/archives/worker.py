"""
The process in which an import runs; see `kashmir_map.archives.job`.

It is told what to do by a line of JSON on standard input and answers by lines of JSON on standard
output. It ends when nobody listens any more: the end of its standard input interrupts it.
"""

from __future__ import annotations

import _thread
import json
import os
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kashmir_map.archives.archive import Facts
from kashmir_map.archives.conversion import Terms
from kashmir_map.archives.importer import Wishes, import_file
from kashmir_map.archives.store import Store
from kashmir_map.archives.table import Reading
from kashmir_map.errors import ArchiveError, Problem
from kashmir_map.regions import Box


@dataclass(frozen=True, slots=True)
class Order:
    """
    What to import, and how; see `import_file`.

    Attributes
    ----------
    path, store, name, box, wishes
        File, the store's folder, name of the archive, map, and how.
    """

    path: Path
    store: Path
    name: str
    box: Box
    wishes: Wishes

    def line(self) -> bytes:
        """Write the order as a line for the process."""
        content = {
            "path": str(self.path),
            "store": str(self.store),
            "name": self.name,
            "box": list(self.box),
            "wishes": asdict(self.wishes),
        }
        return json.dumps(content).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Order:
        """Read such a line."""
        told = json.loads(line)
        wishes = told["wishes"]
        made = {"reading": Reading(**wishes["reading"]), "terms": Terms(**wishes["terms"])}
        return cls(
            path=Path(told["path"]),
            store=Path(told["store"]),
            name=told["name"],
            box=Box(*told["box"]),
            wishes=Wishes(**wishes | made),
        )


@dataclass(frozen=True, slots=True)
class Broken:
    """The import has ended for a reason that is not in the rows; the store is as it was."""

    reason: str


def outcome(told: dict[str, Any]) -> Facts | ArchiveError | Broken:
    """Read what the process said last."""
    if "facts" in told:
        return Facts.model_validate(told["facts"])
    if "broken" in told:
        return Broken(told["broken"])
    return ArchiveError(
        [Problem(**one) for one in told["problems"]],
        **told["counts"],
        report=Path(told["report"]) if told["report"] else None,
    )


def main() -> None:
    """Do what standard input says, and say on standard output what became of it."""
    with suppress(KeyboardInterrupt):
        order = Order.read(sys.stdin.buffer.readline())
        threading.Thread(target=_end_with_input, daemon=True).start()
        _tell(_done(order))


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    _thread.interrupt_main()


def _done(order: Order) -> dict[str, Any]:
    try:
        done = import_file(
            order.path,
            Store(order.store),
            order.name,
            order.box,
            order.wishes,
            progress=lambda count: _tell({"read": count}),
        )
    except ArchiveError as error:
        return {
            "problems": [asdict(one) for one in error.problems],
            "counts": {"rows": error.rows, "read": error.read, "rest": error.rest},
            "report": str(error.report) if error.report else "",
        }
    except OSError as error:
        return {"broken": f"{order.path.name}: {error.strerror or error}"}
    except MemoryError:
        return {"broken": f"{order.path.name}: there is not enough memory"}
    return {"facts": done.facts.model_dump(mode="json")}


def _tell(content: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
