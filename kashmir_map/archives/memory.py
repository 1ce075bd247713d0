"""How a reader had the columns of a table read, kept for the next table with the same columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from kashmir_map.archives.archive import write_atomically
from kashmir_map.archives.table import Reading

FILE: Final = "columns.json"


def recalled(folder: Path, header: Sequence[str]) -> Reading:
    """
    Return what was said about tables with these columns; nothing if nothing was.

    Parameters
    ----------
    folder
        That of the store.
    header
        Names of the columns, in any order.
    """
    said = _read(folder / FILE).get(_key(header), {})
    return Reading(said.get("columns", {}), said.get("types", {}))


def remember(folder: Path, header: Sequence[str], reading: Reading) -> None:
    """
    Keep what was said about tables with these columns, over what was said before.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    whole = reading.over(recalled(folder, header))
    known = _read(folder / FILE)
    known[_key(header)] = {"columns": dict(whole.columns), "types": dict(whole.types)}
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(folder / FILE, text.encode() + b"\n")


def _key(header: Sequence[str]) -> str:
    return json.dumps(sorted(header), ensure_ascii=False)


def _read(path: Path) -> dict[str, Any]:
    # A damaged memory is an empty one: the reader is asked again, and sees what was guessed.
    try:
        known = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
