"""Every event in one row of words: what the list shows, and what a hover over the map says."""

from collections.abc import Sequence
from typing import Any, Final, TypedDict

from kashmir_map.catalog import Catalog
from kashmir_map.dates import CLOCK_NAMES, DAY, Moment, day_words, when_words
from kashmir_map.evidence import (
    Evidence,
    contrasting_claims,
    death_words,
    source_words,
)
from kashmir_map.map.style import TYPE_NAMES
from kashmir_map.regions import Regions, Unit

PLACE_KNOWN: Final = {
    "exact": "exact place",
    "town": "placed to the town",
    "district": "placed to the district",
    "region": "known by region only",
    "country": "known by country only",
}
_BY_PRECISION: Final = ("time", "day", "month", "year")


class Row(TypedDict):
    """One event as a list entry: texts for people, and its wall minutes (half open).

    `position` is its place in the event file, which has the order of `catalog.events`.
    """

    id: str
    position: int
    start: int
    end: int
    day: str
    title: str
    meta: str
    evidence: str
    oneSided: str
    type: str
    family: str
    precision: str


def list_rows(catalog: Catalog, evidence: dict[str, Evidence]) -> list[Row]:
    """Return the list entry of every event, in the order of `catalog.events`."""
    return [
        _list_row(event, position, evidence[event.Index])
        for position, event in enumerate(catalog.events.itertuples())
    ]


def reading_order(catalog: Catalog) -> dict[str, int]:
    """Return the place of every event in a list.

    By day, those with a clock time first; what is known by month or year only comes after the
    events of the first day that it may mean, so that all of one heading stand together.
    """

    def key(event: Any) -> tuple[int, int, int, str]:  # noqa: ANN401 (a row of a data frame)
        known = _BY_PRECISION.index(event.date_precision)
        return event.start_minute // DAY, known, event.start_minute, event.Index

    rows = sorted(catalog.events.itertuples(), key=key)
    return {row.Index: place for place, row in enumerate(rows)}


def _list_row(event: Any, position: int, found: Evidence) -> Row:  # noqa: ANN401 (a data frame)
    sources, one_sided = source_words(found.sources)
    precision = event.location_precision
    known = "" if precision in {"exact", "town"} else PLACE_KNOWN[precision]
    meta = (_clock(event.start), TYPE_NAMES[event.type], event.place, known)
    return Row(
        id=event.Index,
        position=position,
        start=int(event.start_minute),
        end=int(event.end_minute),
        day=_day(event.start, event.start_minute, event.date_precision),
        title=event.title,
        meta=" · ".join(part for part in meta if part),
        evidence=" · ".join(part for part in (death_words(found.claims), sources) if part)
        + (", " if one_sided else ""),
        oneSided=one_sided,
        type=event.type,
        family=event.family,
        precision=precision,
    )


def _day(start: str, minute: int, precision: str) -> str:
    if precision in {"day", "time"}:
        return day_words(minute // DAY * DAY, weekday=True)
    unknown = "day" if precision == "month" else "month"
    return f"{when_words(start).split(' (')[0]}, {unknown} not known"


def _clock(start: str) -> str:
    """The local time of a start that has one, with the name of its clock: "01:05 IST"."""
    moment = Moment.parse(start)
    if moment.precision != "minute" or moment.offset is None:
        return ""
    name = CLOCK_NAMES.get(moment.offset, "local time")
    return f"{moment.start // 60 % 24:02}:{moment.start % 60:02} {name}"


def units_of(catalog: Catalog, regions: Regions) -> list[Unit | None]:
    """Return the unit that holds each event's marker, in the order of `catalog.events`."""
    return [
        regions.unit_at(latitude, longitude) if regions.covers(latitude, longitude) else None
        for latitude, longitude in zip(
            catalog.events["latitude"], catalog.events["longitude"], strict=True
        )
    ]


def hover_words(
    catalog: Catalog, evidence: dict[str, Evidence], units: Sequence[Unit | None]
) -> dict[str, list[Any]]:
    """Return columns for the map's tooltips, in the order of `catalog.events`.

    `title`, `meta` and `where` are texts, `claims` up to two (speaker, verb, words), `sources`
    a number. `where` names the unit that holds the marker, or the place if no unit does.
    """
    words: dict[str, list[Any]] = {
        "title": [],
        "meta": [],
        "claims": [],
        "sources": [],
        "where": [],
    }
    for event, unit in zip(catalog.events.itertuples(), units, strict=True):
        found = evidence[event.Index]
        meta = (
            when_words(event.start, event.end).split(" (")[0],
            TYPE_NAMES[event.type],
            PLACE_KNOWN[event.location_precision],
        )
        words["title"].append(event.title)
        words["meta"].append(" · ".join(meta))
        words["claims"].append(contrasting_claims(found.claims))
        words["sources"].append(len(found.sources))
        words["where"].append(unit.name if unit else _locality(event.place))
    return words


def _locality(place: str) -> str:
    """The town of a place outside the map, which ends with its country: "Moscow, Russia"."""
    *town, country = place.split(", ")
    return town[-1] if town else country
