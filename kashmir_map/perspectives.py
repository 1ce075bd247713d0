"""
Boundaries as statements: how each perspective draws units and lines, and when that changed.

A perspective is cut into epochs: stretches of time in which nothing changes. Only de facto control
has several; an official depiction is that of its own day, whatever window the reader looks at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypedDict

from kashmir_map.catalog import Catalog
from kashmir_map.dates import Moment, day_words
from kashmir_map.vocabulary import LINE_STATUSES, TINTS, DrawnAs

DE_FACTO: Final = "de-facto"
_LEGEND_TINTS: Final = ("india", "pakistan", "china", "unsettled")
_UNDRAWN: Final = frozenset({"none", "quiet"})


class Look(NamedTuple):
    """How one unit or line is drawn, and what is written on it; empty texts are not written."""

    drawn_as: DrawnAs
    name: str
    note: str


class Epoch(TypedDict):
    """
    A stretch of time in which a perspective draws the same map.

    `start` is its first wall minute, None if it reaches back without end; `words` stand on the
    map; `units` and `lines` hold only what differs from the layers themselves.
    """

    start: int | None
    words: str
    units: dict[str, Look]
    lines: dict[str, Look]


class LegendEntry(TypedDict):
    """One tint or stroke of the legend: its key in the style, its name, a sentence on it."""

    key: str
    name: str
    sentence: str


class Legend(TypedDict):
    """What the legend must explain in one epoch: nothing more, nothing less than is drawn."""

    tints: list[LegendEntry]
    lines: list[LegendEntry]


def epochs(catalog: Catalog, perspective: str, lines: Sequence[str]) -> list[Epoch]:
    """
    Return the epochs of a perspective, in order of time; there is one at least.

    Parameters
    ----------
    catalog
        The record with its table of depictions.
    perspective
        Id of the perspective.
    lines
        Ids of the lines of the layers; every other subject is a unit.

    Raises
    ------
    KeyError
        If there is no such perspective.
    """
    words = {one.id: one.words for one in catalog.perspectives}[perspective]
    table = catalog.depictions
    rows: list[Any] = list(table[table["perspective"] == perspective].itertuples(index=False))
    cuts = sorted({_minute(date) for row in rows for date in (row.start, row.end) if date})
    result: list[Epoch] = []
    for start, end in zip([None, *cuts], [*cuts, None], strict=True):
        epoch = Epoch(start=start, words=_words(words, start, end), units={}, lines={})
        for row in rows:
            if _holds(row.start, row.end, start):
                group = epoch["lines"] if row.subject in lines else epoch["units"]
                group[row.subject] = Look(row.drawn_as, row.name, row.note)
        result.append(epoch)
    return result


def _holds(row_start: str, row_end: str, epoch: int | None) -> bool:
    if epoch is None:
        return not row_start
    return (not row_start or _minute(row_start) <= epoch) and (
        not row_end or _minute(row_end) > epoch
    )


def _minute(date: str) -> int:
    return Moment.parse(date).start


def _words(today: str, start: int | None, end: int | None) -> str:
    """What stands on the map; a map of the past says of which days, with whose courses."""
    if end is None:
        return today
    until = day_words(end - 1)
    span = f"until {until}" if start is None else f"from {day_words(start)} to {until}"
    return f"Boundaries as they were {span}; their courses are today’s. They endorse no claim."


def legend(epoch: Epoch, layers: Mapping[str, Any]) -> Legend:
    """
    Return what is drawn in an epoch, each with a sentence.

    Parameters
    ----------
    epoch
        One of `epochs`.
    layers
        The layers `units` and `lines` as GeoJSON (`kashmir_map.map.layers`).
    """
    tints = set()
    for feature in layers["units"]["features"]:
        about = feature["properties"]
        if about["kind"] == "unit":
            look = epoch["units"].get(about["code"])
            tints.add(look.drawn_as if look else about["administered_by"].lower())
    tints |= {look.drawn_as for look in epoch["units"].values()}
    notes: dict[str, set[tuple[str, str]]] = {}
    for feature in layers["lines"]["features"]:
        about = feature["properties"]
        look = epoch["lines"].get(about["id"])
        status = look.drawn_as if look else about["status"]
        if status in LINE_STATUSES and status not in _UNDRAWN:
            own = (look.name, look.note) if look and look.note else LINE_STATUSES[status]
            notes.setdefault(status, set()).add(own)
    return Legend(
        tints=[
            LegendEntry(key=tint, name=TINTS[tint][0], sentence=TINTS[tint][1])
            for tint in _LEGEND_TINTS
            if tint in tints
        ],
        lines=[_line_entry(status, notes[status]) for status in LINE_STATUSES if status in notes],
    )


def _line_entry(status: str, notes: set[tuple[str, str]]) -> LegendEntry:
    """One stroke, one entry: its own words if all lines of the status share them."""
    name, sentence = next(iter(notes)) if len(notes) == 1 else LINE_STATUSES[status]  # type: ignore[index]
    return LegendEntry(key=status, name=name, sentence=sentence)


def all_epochs(catalog: Catalog, layers: Mapping[str, Any]) -> dict[str, list[Epoch]]:
    """Epochs of every perspective, in the order of the switch; the layers name the lines."""
    lines = [feature["properties"]["id"] for feature in layers["lines"]["features"]]
    return {one.id: epochs(catalog, one.id, lines) for one in catalog.perspectives}
