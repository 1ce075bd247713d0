"""ACLED: a reader's own export of the Armed Conflict Location & Event Data, as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from kashmir_map.archives import readings
from kashmir_map.archives.cells import Cells
from kashmir_map.archives.layout import code, words
from kashmir_map.archives.mapping import ACLED_DATES, ACLED_PLACES, ACLED_TYPES, ACLED_WEEK
from kashmir_map.archives.scheme import Columns, Scheme, fitted, joined, worded
from kashmir_map.dates import DAY, Moment, iso_prefix

TITLE: Final = "ACLED"

_NEEDED: Final = (
    *("event_id_cnty", "event_date", "time_precision", "event_type"),
    *("latitude", "longitude", "geo_precision"),
)
_USEFUL: Final = (
    *("sub_event_type", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2"),
    *("location", "source", "notes", "fatalities"),
)
_KINDS: Final = {kind: kind for kind in ACLED_TYPES}
_DATES: Final = {known: known for known in ACLED_DATES}
_SIGNS: Final = {"event_id_cnty", "event_date", "geo_precision"}


def is_acled(header: Sequence[str]) -> bool:
    """Whether the names of a file's columns are those of ACLED."""
    return {name.strip().lower() for name in header} >= _SIGNS


def scheme(header: Sequence[str], file: str) -> Scheme:
    """
    Fit the scheme to a file.

    Raises
    ------
    ArchiveError
        Naming the columns that are missing.
    """
    found, absent = fitted(header, file, title=TITLE, needed=_NEEDED, useful=_USEFUL, older={})
    return Scheme(
        kind="acled",
        title="Armed Conflict Location & Event Data (ACLED)",
        licence="ACLED's terms of use: for yourself only, not to be passed on",
        attribution="ACLED, acleddata.com",
        found=found,
        convert=convert,
        absent=absent,
    )


def convert(cells: Cells) -> Columns:
    """Make the layout's columns of ACLED's."""
    general = cells.parse("event_type", readings.code(_KINDS, fold=True))
    special = cells.parse("sub_event_type", str.lower)
    precision = cells.parse("time_precision", readings.code(_DATES))
    dates = cells.parse("event_date", readings.day)
    places = cells.parse("geo_precision", readings.code(ACLED_PLACES))
    start = dates.beside(precision, pa.int64(), lambda at, known: _span(at, known)[0])
    end = dates.beside(precision, pa.int64(), lambda at, known: _span(at, known)[1])
    return {
        "id": cells.parse("event_id_cnty", readings.name).array(pa.string()),
        "start": start,
        "end": end,
        "date_precision": worded("date_precision", precision, lambda known: ACLED_DATES[known][0]),
        "location_precision": worded("location_precision", places, lambda one: one[0]),
        "type": words("type", general.beside(special, pa.int8(), _type)),
        "archive_type": joined([cells.text("event_type"), cells.text("sub_event_type")], " – "),
        # One reported number, which is ACLED's claim: no lowest or highest is made of it.
        "deaths_best": cells.parse("fatalities", readings.optional(readings.count)).array(
            pa.int32()
        ),
        "actors": joined(
            [cells.text(n) for n in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")], "; "
        ),
        "place": cells.text("location"),
        "notes": cells.text("notes"),
        "source": cells.text("source"),
    }


def _type(general: str, special: str) -> int:
    usual, others = ACLED_TYPES[general]
    return code("type", others.get(special, usual))


def _span(at: Moment, known: str) -> tuple[int, int]:
    """Wall minutes that a date and its precision (ACLED's code) may mean."""
    if known == "2":
        return at.start - ACLED_WEEK * DAY, at.end + ACLED_WEEK * DAY
    if known == "3":
        month = Moment.parse(iso_prefix(at.start, at.end)[:7])
        return month.start, month.end
    return at.start, at.end
