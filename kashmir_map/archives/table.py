"""A table of the reader's own, whose columns are guessed by name and corrected by the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from kashmir_map.archives import readings
from kashmir_map.archives.cells import Cells
from kashmir_map.archives.layout import (
    COLUMNS,
    DATE_PRECISIONS,
    LOCATION_PRECISIONS,
    TYPES,
    words,
)
from kashmir_map.archives.scheme import Columns, Scheme, listed, worded
from kashmir_map.dates import Moment
from kashmir_map.errors import ArchiveError, Problem

GUESSES: Final[dict[str, tuple[str, ...]]] = {
    "latitude": ("latitude", "lat", "decimallatitude", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "decimallongitude", "x"),
    "start": (
        *("start", "date", "event_date", "date_start", "start_date", "eventdate", "day"),
        *("datetime", "timestamp", "time", "when", "year"),
    ),
    "end": ("end", "date_end", "end_date", "until"),
    "id": ("id", "event_id", "eventid", "uid", "uuid", "event_id_cnty"),
    "date_precision": ("date_precision",),
    "location_precision": ("location_precision",),
    "type": ("type", "event_type", "category", "kind"),
    "deaths_low": ("deaths_low", "low", "low_est"),
    "deaths_best": ("deaths_best", "deaths", "fatalities", "killed", "dead", "best"),
    "deaths_high": ("deaths_high", "high", "high_est"),
    "actors": ("actors", "actor", "perpetrator", "sides", "actor1"),
    "place": ("place", "location", "city", "town", "site", "place_name"),
    "archive_type": ("archive_type", "sub_event_type", "subtype"),
    "title": ("title", "headline", "name", "event"),
    "notes": ("notes", "description", "summary", "note", "text", "comment"),
    "source": ("source", "sources", "publisher", "url", "source_url"),
}
"""Names that a column may have, in the order in which they are tried, by ours."""

NEEDED: Final = ("latitude", "longitude", "start")

USUAL_TYPE: Final = "other"
"""Our type where a table has no column for it."""

USUAL_PLACE: Final = "town"
"""How exact a point is taken to be where a table has no column for it."""

_PRECISIONS: Final = {"hour": "time", "minute": "time"}


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How a reader wants a table to be read.

    Parameters
    ----------
    columns
        Column of the table by our name for it; an empty text leaves ours empty.
    types
        Our type by the table's word for it, in small letters; an empty text if none is meant.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)

    def over(self, other: Reading) -> Reading:
        """Return this one with what it does not say taken from another."""
        return Reading({**other.columns, **self.columns}, {**other.types, **self.types})

    def check(self, header: Sequence[str], file: str) -> None:
        """
        Refuse names that exist neither here nor there.

        Raises
        ------
        ArchiveError
            Naming all of them.
        """
        problems = []
        for ours, theirs in self.columns.items():
            if ours not in GUESSES:
                fix = f"ours are {', '.join(GUESSES)}"
                problems.append(Problem(file, None, "", ours, "is not a column of ours", fix))
            if theirs and theirs not in header:
                fix = f"it has {listed(header)}"
                problems.append(Problem(file, None, "", theirs, "is not a column of the file", fix))
        for kind in self.types.values():
            if kind and kind not in TYPES:
                fix = f"write one of: {', '.join(TYPES)}"
                problems.append(Problem(file, None, "", kind, "is not a type of ours", fix))
        if problems:
            raise ArchiveError(problems)


def scheme(
    header: Sequence[str],
    file: str,
    reading: Reading,
    *,
    title: str,
    licence: str,
    attribution: str,
) -> Scheme:
    """
    Fit a table by the reader's word and, where there is none, by guess.

    Parameters
    ----------
    header
        Names of the table's columns.
    file
        Its name, for messages.
    reading
        What the reader said, now or earlier.
    title, licence, attribution
        What it is called, its terms, and whom to credit.

    Raises
    ------
    ArchiveError
        If no column holds the coordinates or the date, or the reader named one that is not there.
    """
    reading.check(header, file)
    found = guessed(header) | {o: t for o, t in reading.columns.items() if t}
    for ours in (ours for ours, theirs in reading.columns.items() if not theirs):
        found.pop(ours, None)
    missing = [ours for ours in NEEDED if ours not in found]
    if missing:
        rule = "was not found among the columns"
        raise ArchiveError(
            Problem(
                *(file, None, ours, "", rule),
                fix=f"name it: --column {ours}=NAME; the file has {listed(header)}",
            )
            for ours in missing
        )
    remarks = []
    if "type" not in found:
        remarks.append(f"no column says the type: every event is “{USUAL_TYPE}”")
    if "location_precision" not in found:
        remarks.append(f"no column says how exact a point is: each is taken as a {USUAL_PLACE}")
    return Scheme(
        kind="table",
        title=title,
        licence=licence,
        attribution=attribution,
        found=found,
        convert=partial(convert, types={word: one for word, one in reading.types.items() if one}),
        absent=tuple(ours for ours in GUESSES if ours not in found),
        remarks=tuple(remarks),
    )


def guessed(header: Sequence[str]) -> dict[str, str]:
    """Guess the columns of a table by their names: a column of the table by our name for it."""
    present = {_plain(name): name for name in reversed(header)}
    found: dict[str, str] = {}
    for ours, names in GUESSES.items():
        for name in names:
            if name in present and present[name] not in found.values():
                found[ours] = present[name]
                break
    return found


def convert(cells: Cells, types: Mapping[str, str]) -> Columns:
    """
    Make the layout's columns of a table's.

    Parameters
    ----------
    cells
        Rows of the table.
    types
        Our type by the table's word, in small letters; our own words need none.
    """
    begin = cells.parse("start", readings.moment)
    start = begin.array(pa.int64(), lambda at: at.start)
    end = begin.array(pa.int64(), lambda at: at.end)
    if "end" in cells:
        close = cells.parse("end", readings.optional(readings.moment))
        end = pc.coalesce(close.array(pa.int64(), lambda at: at and at.end), end)
        cells.refuse_where(
            pc.less_equal(end, start), "end", "lies before the start", "swap the two, or mend one"
        )
    deaths = {
        name: cells.parse(name, readings.optional(readings.count)).array(pa.int32())
        for name in ("deaths_low", "deaths_best", "deaths_high")
    }
    for low, high in (
        ("deaths_low", "deaths_best"),
        ("deaths_best", "deaths_high"),
        ("deaths_low", "deaths_high"),
    ):
        rule = f"is above {high}"
        cells.refuse_where(pc.greater(deaths[low], deaths[high]), low, rule, "swap the two")
    texts = [name for name, (kind, _) in COLUMNS.items() if kind == pa.string()]
    columns: Columns = {name: cells.text(name) for name in texts if name in cells}
    if "id" in cells:
        columns["id"] = cells.parse("id", readings.name).array(pa.string())
    else:
        columns["id"] = pa.array([f"row-{row}" for row in cells.rows], pa.string())
    if "type" in cells and "archive_type" not in cells:
        columns["archive_type"] = cells.text("type")
    return (
        columns
        | deaths
        | {
            "start": start,
            "end": end,
            "date_precision": _date_precision(cells, begin.array(pa.string(), _precision)),
            "location_precision": _vocabulary(
                cells, "location_precision", LOCATION_PRECISIONS, USUAL_PLACE
            ),
            "type": _vocabulary(cells, "type", TYPES, USUAL_TYPE, types),
        }
    )


def _vocabulary(
    cells: Cells,
    column: str,
    ours: Sequence[str],
    usual: str,
    theirs: Mapping[str, str] | None = None,
) -> pa.DictionaryArray:
    if column not in cells:
        return words(column, pa.repeat(ours.index(usual), len(cells)))
    known = {word: word for word in ours} | dict(theirs or {})
    return worded(column, cells.parse(column, readings.code(known, fold=True)))


def _date_precision(cells: Cells, written: pa.Array) -> pa.DictionaryArray:
    """Precision by its own column, else by how the date is written."""
    spoken = pc.index_in(written, pa.array(DATE_PRECISIONS))
    if "date_precision" not in cells:
        return words("date_precision", spoken)
    known = {word: word for word in DATE_PRECISIONS}
    read = readings.optional(readings.code(known, fold=True))
    said = cells.parse("date_precision", read).array(pa.int8(), DATE_PRECISIONS.index)
    return words("date_precision", pc.coalesce(said, spoken.cast(pa.int8())))


def _precision(at: Moment) -> str:
    return _PRECISIONS.get(at.precision, at.precision)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")
