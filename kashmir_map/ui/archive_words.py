"""What the page says of archives, files and rows; whatever comes from a file is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Final

import pandas as pd
import pyarrow as pa
import streamlit as st

from kashmir_map.archives.archive import Archive, Facts
from kashmir_map.archives.conversion import Kind, Tally
from kashmir_map.archives.mapping import meanings
from kashmir_map.archives.worker import Broken
from kashmir_map.dates import window_words
from kashmir_map.errors import ArchiveError, Problem
from kashmir_map.map.style import TYPE_NAMES

KIND_NAMES: Final[dict[Kind, str]] = {
    "ucdp": "UCDP GED",
    "acled": "ACLED",
    "csv": "A table (CSV)",
    "geojson": "Features (GeoJSON)",
    "geoparquet": "A table (GeoParquet)",
}

COLUMN_NAMES: Final[dict[str, str]] = {
    "start": "Date",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "title": "Title",
    "notes": "Notes",
    "type": "Type",
    "deaths_best": "Deaths",
    "place": "Place",
    "actors": "Actors",
    "source": "Source",
    "end": "Last date",
    "id": "Name of the event",
    "date_precision": "Precision of the date",
    "location_precision": "Precision of the place",
    "deaths_low": "Deaths, lowest",
    "deaths_high": "Deaths, highest",
    "archive_type": "Type in its own words",
}
"""What a reader calls our columns, in the order in which they are asked for."""

_READ_AS: Final = {"ucdp": "UCDP GED", "acled": "ACLED", "table": "Table"}
_KILO: Final = 1000
_MARKDOWN: Final = frozenset(r"\`*_{}[]()<>#+-.!|~:$&\"'")


def tell(words: str, *, kind: str = "note", lines: Sequence[str] = ()) -> None:
    """
    Say something that may hold words of a file.

    Parameters
    ----------
    words
        One or two sentences, as they are.
    kind
        `lead`, `note`, `good` or `bad`; the last two are read out.
    lines
        What to list below.
    """
    role = {"good": ' role="status"', "bad": ' role="alert"'}.get(kind, "")
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(
        f'<div class="told {kind}"{role}><p>{escape(words)}</p>'
        + (f"<ul>{listed}</ul></div>" if listed else "</div>")
    )


def card(archive: Archive) -> str:
    """One archive as HTML: what it is, and where it comes from."""
    facts = archive.facts
    pairs = {
        "Events": f"{facts.rows_kept:,} of {rows(facts.rows_read)}",
        "Refused": f"{facts.rows_refused:,}",
        "Outside the map": f"{facts.rows_outside:,}",
        "Days": window_words(*facts.span),
        "Imported": _day(facts.imported),
        "File": facts.source,
        "SHA-256": f"{facts.sha256[:12]}…",
        "On disk": size(archive.size),
    }
    listed = "".join(f"<div><dt>{k}</dt><dd>{escape(v)}</dd></div>" for k, v in pairs.items())
    name = f"{_READ_AS.get(facts.kind, facts.kind)} · {facts.name}"
    terms = f"Licence: {facts.licence} · Credit: {facts.attribution}"
    return (
        f'<article class="archive"><h3>{escape(facts.title)}</h3><p class="name">{escape(name)}</p>'
        f'<p class="terms">{escape(terms)}</p><dl>{listed}</dl></article>'
    )


def done_words(facts: Facts) -> str:
    """What was imported."""
    words = f"Imported {events(facts.rows_kept)} of {rows(facts.rows_read)} as “{facts.name}”."
    if facts.rows_outside:
        words += f" {rows(facts.rows_outside)} outside the map: left out."
    return words if not facts.rows_refused else f"{words} {rows(facts.rows_refused)} refused."


def refused_words(error: ArchiveError) -> str:
    """How much of a file does not fit."""
    fits = "does not fit" if error.rows == 1 else "do not fit"
    words = f"{error.rows:,} of {rows(error.read)} {fits}. Nothing was imported so far."
    return words if error.rest else f"{words} No other row lies on the map."


def failed_words(outcome: ArchiveError | Broken) -> tuple[str, list[str]]:
    """Why an import has failed, and what is wrong, one thing a line."""
    words = "Nothing was imported; your archives are as they were."
    if isinstance(outcome, Broken):
        return words, [f"{outcome.reason}."]
    return words, [str(problem) for problem in outcome.problems]


def trial_words(tally: Tally, refused: int) -> str:
    """What became of the rows that were read on trial."""
    words = f"Of the first {rows(tally.read)}, {tally.kept:,} can be taken"
    if tally.outside:
        words += f", {tally.outside:,} {_lie(tally.outside)} outside the map"
    if refused:
        words += f", {refused:,} {'does not fit' if refused == 1 else 'do not fit'}"
    if tally.swapped:
        words += (
            f". {tally.swapped:,} of those outside would lie on it with latitude and longitude "
            "exchanged"
        )
    return f"{words}."


def problem_rows(problems: Iterable[Problem]) -> pd.DataFrame:
    """Things that are wrong as a table for readers."""
    return pd.DataFrame(
        [
            {
                "Row": "" if one.row is None else f"{one.row:,}",
                "Column": one.column,
                "Value": one.value,
                "What is wrong": one.rule,
                "What to do": one.fix,
            }
            for one in problems
        ]
    )


def taken_rows(table: pa.Table) -> pd.DataFrame:
    """Rows of the layout as a table for readers."""
    return pd.DataFrame(
        [
            {
                "Date": window_words(row["start"], row["end"]),
                "Latitude": row["latitude"],
                "Longitude": row["longitude"],
                "Place known to": row["location_precision"],
                "Type": TYPE_NAMES.get(row["type"], row["type"]),
                "Deaths": row["deaths_best"],
                "Title": row["title"],
                "Place": row["place"],
                "Notes": row["notes"],
                "Name": row["id"],
            }
            for row in table.to_pylist()
        ]
    )


def meaning_rows(kind: str) -> pd.DataFrame:
    """What the codes of a known archive become, as a table for readers."""
    return pd.DataFrame(
        [(one.column, one.code, one.theirs, one.ours) for one in meanings(kind)],
        columns=["Column", "Code", "Meaning there", "Here"],
    )


def left_words(seconds: float | None) -> str:
    """How long something will still take, roughly."""
    if seconds is None:
        return ""
    if seconds < 2:  # noqa: PLR2004 - one or two
        return "a moment left"
    if seconds < 90:  # noqa: PLR2004 - seconds are counted up to here
        return f"about {round(seconds)} s left"
    return f"about {round(seconds / 60)} minutes left"


def size(number: int) -> str:
    """Bytes in words."""
    value = float(number)
    for unit in ("bytes", "kB", "MB"):
        if value < _KILO:
            return f"{value:.0f} {unit}"
        value /= _KILO
    return f"{value:.1f} GB"


def column_words(name: str, sample: Mapping[str, Sequence[str]]) -> str:
    """A column of a file with the first thing that stands in it."""
    if not name:
        return "–"
    first = next((cell for cell in sample.get(name, ()) if cell.strip()), "")
    return f"{name} · {first[:24]}" if first else name


def plain(text: str) -> str:
    """Return text for a label, whose Markdown would otherwise be read as such."""
    return "".join(f"\\{c}" if c in _MARKDOWN else c for c in text if c.isprintable())


def events(number: int) -> str:
    """So many events."""
    return f"{number:,} {'event' if number == 1 else 'events'}"


def rows(number: int) -> str:
    """So many rows."""
    return f"{number:,} {'row' if number == 1 else 'rows'}"


def _lie(number: int) -> str:
    return "lies" if number == 1 else "lie"


def _day(stamp: str) -> str:
    at = datetime.fromisoformat(stamp)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"
