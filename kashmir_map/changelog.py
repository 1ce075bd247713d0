"""The version of the data: the top entry of `CHANGELOG.md` in the data folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from kashmir_map.catalog import DATA_DIR

CHANGELOG_FILE: Final = "CHANGELOG.md"

_ENTRY = re.compile(r"^## ([0-9]+\.[0-9]+\.[0-9]+) – [0-9]{4}-[0-9]{2}-[0-9]{2}$", re.MULTILINE)


def data_version(path: Path = DATA_DIR) -> str:
    """
    Version of a data folder, such as "1.0.0".

    Raises
    ------
    ValueError
        If its changelog is missing or names no version.
    """
    try:
        text = (path / CHANGELOG_FILE).read_text(encoding="utf-8")
    except OSError:
        raise ValueError(f"{CHANGELOG_FILE} cannot be read – add the file") from None
    entry = _ENTRY.search(text)
    if entry is None:
        raise ValueError(
            f"{CHANGELOG_FILE} names no version – begin an entry with “## 1.0.0 – 2026-11-24”"
        )
    return entry[1]
