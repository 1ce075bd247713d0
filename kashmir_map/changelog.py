"""The versions of the data, as `CHANGELOG.md` in the data folder tells them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from kashmir_map.catalog import DATA_DIR

CHANGELOG_FILE: Final = "CHANGELOG.md"

_ENTRY = re.compile(
    r"^## ([0-9]+\.[0-9]+\.[0-9]+) – ([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.MULTILINE | re.ASCII
)
_MARKUP = re.compile(r"\*\*|`")
_PARTS = 3


class Release(NamedTuple):
    """
    One version of the data.

    Parameters
    ----------
    version
        Such as "1.0.0".
    day
        ISO day of it.
    lines
        What changed: a paragraph or an entry of a list each, without markup.
    """

    version: str
    day: str
    lines: tuple[str, ...]


def releases(path: Path = DATA_DIR) -> tuple[Release, ...]:
    """
    Return every version of a data folder, the newest first as the file has them.

    Raises
    ------
    ValueError
        If its changelog is missing or names no version.
    """
    try:
        text = (path / CHANGELOG_FILE).read_text(encoding="utf-8")
    except OSError:
        raise ValueError(f"{CHANGELOG_FILE} cannot be read – add the file") from None
    _, *entries = _ENTRY.split(text)
    if not entries:
        raise ValueError(
            f"{CHANGELOG_FILE} names no version – begin an entry with “## 1.0.0 – 2026-11-24”"
        )
    return tuple(
        Release(version, day, _lines(told))
        for version, day, told in zip(*[iter(entries)] * _PARTS, strict=True)
    )


def data_version(path: Path = DATA_DIR) -> str:
    """
    Version of a data folder, such as "1.0.0".

    Raises
    ------
    ValueError
        If its changelog is missing or names no version.
    """
    return releases(path)[0].version


def version_number(version: str) -> tuple[int, int, int] | None:
    """Numbers of a version, by which versions are ordered; None if the text is none."""
    # More digits than these no version has, and a link may hold anything.
    found = re.fullmatch(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})", version, re.ASCII)
    if found is None:
        return None
    first, second, third = map(int, found.groups())
    return first, second, third


def _lines(told: str) -> tuple[str, ...]:
    """Paragraphs and entries of lists, each on one line."""
    blocks = re.split(r"\n\s*\n|\n(?=- )", told.strip())
    return tuple(
        _MARKUP.sub("", " ".join(block.removeprefix("- ").split())) for block in blocks if block
    )
