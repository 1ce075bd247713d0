"""What a reader is told of an archive's events: the archive's own words, with whom to credit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kashmir_map.archives.archive import Archive
from kashmir_map.dates import window_words
from kashmir_map.map.style import TYPE_NAMES
from kashmir_map.reading import PLACE_KNOWN

MOST_ROWS: Final = 50
"""Events that are told at once; the rest is found by looking closer or narrowing the window."""

_DAY_KNOWN: Final = {
    "time": "known to the minute",
    "day": "known to the day",
    "month": "known to the month",
    "year": "known to the year",
}


def rows_account(archive: Archive, positions: Sequence[int], total: int) -> dict[str, Any]:
    """
    Tell some events of an archive, as plain values that JSON can carry.

    Parameters
    ----------
    archive
        The archive.
    positions
        Of the events in time order, from 0; the first `MOST_ROWS` of them are told.
    total
        Number of events that were meant, told or not.

    Raises
    ------
    ArchiveError
        If a file of the archive is missing or damaged.
    """
    facts = archive.facts
    return {
        "title": facts.title,
        "licence": facts.licence,
        "attribution": facts.attribution,
        "total": total,
        "rows": [_row(row, facts.attribution) for row in archive.at(positions[:MOST_ROWS])],
    }


def _row(row: Mapping[str, Any], attribution: str) -> dict[str, Any]:
    own = row["attribution"] or ""
    return {
        "id": row["id"],
        "when": window_words(row["start"], row["end"]),
        "whenKnown": _DAY_KNOWN[row["date_precision"]],
        "where": row["place"] or "",
        "whereKnown": PLACE_KNOWN[row["location_precision"]],
        "typeName": TYPE_NAMES[row["type"]],
        "archiveType": row["archive_type"] or "",
        "deaths": deaths_words(row["deaths_low"], row["deaths_best"], row["deaths_high"]),
        "actors": row["actors"] or "",
        "title": row["title"] or "",
        "notes": row["notes"] or "",
        "source": row["source"] or "",
        "attribution": own if own != attribution else "",
    }


def deaths_words(low: int | None, best: int | None, high: int | None) -> str:
    """
    Say the archive's numbers of deaths: "5, between 3 and 8", "3 to 8", "5"; empty without any.

    Parameters
    ----------
    low, best, high
        Lowest number, the archive's own estimate, highest number; each may be missing.
    """
    if best is None:
        ends = [number for number in (low, high) if number is not None]
        return " to ".join(f"{number:,}" for number in dict.fromkeys(ends))
    if low is not None and high is not None and (low, high) != (best, best):
        return f"{best:,}, between {low:,} and {high:,}"
    return f"{best:,}"
