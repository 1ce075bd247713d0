"""What happened before in the same place: earlier events near one, how far away and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypedDict

import numpy as np
import pandas as pd

from kashmir_map.catalog import Catalog
from kashmir_map.dates import DAY, window_words
from kashmir_map.geodesy import GEOD
from kashmir_map.regions import Unit
from kashmir_map.whereabouts import PART

RADIUS_KM: Final = 25
"""Geodesic distance within which an event counts as near."""
MOST: Final = 20
"""So many are told, the latest; of the others only the number."""

_PLACED: Final = ("exact", "town", "district")
_SAME_KM: Final = 0.5


class Earlier(TypedDict):
    """An event that came before; `where` is its place and how far away that is."""

    id: str
    title: str
    when: str
    where: str


class Past(TypedDict):
    """What came before in a place, the latest first; `words` is its number and how far it goes."""

    head: str
    words: str
    events: list[Earlier]
    untold: str


def past(catalog: Catalog, units: Sequence[Unit | None], event: str) -> Past | None:
    """
    Return what was over in the same place before an event began.

    Near are the events within `RADIUS_KM` of one whose place is known to the district or better.
    One that is known by region only has no place to measure from: its unit is looked at instead.

    Parameters
    ----------
    catalog
        The record.
    units
        Unit that holds each event's marker, in the order of `catalog.events`.
    event
        Id of the event.

    Returns
    -------
    Past | None
        None for an event that is known by country only, or by region outside the map's units.

    Raises
    ------
    KeyError
        If the record holds no such event.
    """
    events = catalog.events
    row = events.loc[event]
    before = events["end_minute"] <= row["start_minute"]
    if row["location_precision"] in _PLACED:
        found = _near(events[before & events["location_precision"].isin(_PLACED)], row)
        return _told(found, "here", f"within {RADIUS_KM} km")
    unit = units[events.index.get_loc(event)]
    if row["location_precision"] != "region" or unit is None:
        return None
    within = np.array([other is not None and other.code == unit.code for other in units])
    found = events[before & within & (events["location_precision"] != "country")]
    return _told(found.assign(away=""), f"in {unit.name}", f"in {unit.name}")


def days_words(start: int, end: int) -> str:
    """Words for the whole days that wall minutes (half open) reach over: "7 – 10 May 2025"."""
    return window_words(start // DAY * DAY, -(-end // DAY) * DAY)


def _near(others: pd.DataFrame, row: pd.Series[Any]) -> pd.DataFrame:
    """The events near one, with the words for how far away each is."""
    if others.empty:
        return others.assign(away="")
    count = len(others)
    metres = GEOD.inv(
        [row["longitude"]] * count,
        [row["latitude"]] * count,
        others["longitude"].tolist(),
        others["latitude"].tolist(),
    )[2]
    near = others.assign(km=[one / 1000 for one in metres])
    near = near[near["km"] <= RADIUS_KM]
    exact = (near["location_precision"] == "exact") & (row["location_precision"] == "exact")
    return near.assign(
        away=[_away(km, exact=sure) for km, sure in zip(near["km"], exact, strict=True)]
    )


def _away(km: float, *, exact: bool) -> str:
    """A distance in words; between places of which one is not exact it is a rough one."""
    if km < _SAME_KM:
        return "same place" if exact else "same place, as far as known"
    return f"{'' if exact else 'about '}{max(1, round(km))} km away"


def _told(found: pd.DataFrame, where: str, reach: str) -> Past:
    if found.empty:
        words = f"This record holds no earlier event {reach}"
        return Past(head=f"Before this, {where}", words=words, events=[], untold="")
    found = found.sort_values(["start_minute", "end_minute"], ascending=False)
    noun = "earlier event" if len(found) == 1 else "earlier events"
    since = "" if len(found) == 1 else f", the first in {str(found['start'].iloc[-1])[:4]}"
    rest = len(found) - MOST
    return Past(
        head=f"Before this, {where}",
        words=f"{len(found)} {noun} {reach}{since}",
        events=[_earlier(row) for row in found.head(MOST).itertuples()],
        untold=f"{rest} more before these; the page Chronology lists all." if rest > 0 else "",
    )


def _earlier(row: Any) -> Earlier:  # noqa: ANN401 (a row of a data frame)
    place = row.place.partition(PART)[0]
    return Earlier(
        id=row.Index,
        title=row.title,
        when=days_words(int(row.start_minute), int(row.end_minute)),
        where=f"{place}, {row.away}" if row.away else place,
    )
