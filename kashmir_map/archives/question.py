"""Which events of an archive somebody asks for: those of a window, a box, some types."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kashmir_map.archives.layout import Part
from kashmir_map.dates import Window
from kashmir_map.regions import Box
from kashmir_map.vocabulary import EventType

MAP_COLUMNS: Final = (
    *("id", "start", "end", "latitude", "longitude"),
    *("location_precision", "type", "deaths_best"),
)
"""What a map draws; the words of an event are asked for when somebody opens it."""


@dataclass(frozen=True, slots=True)
class Question:
    """
    What an event must fulfil, all of it; None asks for nothing.

    Attributes
    ----------
    window
        Wall minutes; an event is in it when the two intervals meet.
    box
        Degrees (EPSG:4326); a point on its edge lies inside.
    types
        Our types; an empty set has no events.
    """

    window: Window | None = None
    box: Box | None = None
    types: frozenset[EventType] | None = None

    def may_be_in(self, part: Part) -> bool:
        """Whether a file can hold any of the events, by what it spans."""
        if self.types is not None and not self.types:
            return False
        if self.window and not self.window.meets(part.start, part.end):
            return False
        return self.box is None or (
            part.west <= self.box.east
            and part.east >= self.box.west
            and part.south <= self.box.north
            and part.north >= self.box.south
        )

    def condition(self) -> pc.Expression | None:
        """Return the question in the words of pyarrow, which skips what cannot fulfil it."""
        conditions = []
        if self.window:
            conditions += [
                pc.field("start") < self.window.end,
                pc.field("end") > self.window.start,
            ]
        if self.box:
            longitude, latitude = pc.field("longitude"), pc.field("latitude")
            conditions += [longitude >= self.box.west, longitude <= self.box.east]
            conditions += [latitude >= self.box.south, latitude <= self.box.north]
        if self.types is not None:
            conditions += [pc.field("type").isin(sorted(self.types))]
        return reduce(and_, conditions) if conditions else None


EVERYTHING: Final = Question()


class Held:
    """
    Events in memory, as far as a map draws them.

    Parameters
    ----------
    rows
        `MAP_COLUMNS`, in time order.
    """

    def __init__(self, rows: pa.Table) -> None:
        self._rows = rows.unify_dictionaries().combine_chunks()
        names = ("start", "end", "latitude", "longitude")
        self._numbers = {name: self._rows[name].to_numpy() for name in names}
        types = self._rows["type"].combine_chunks()
        self._types = types.dictionary.to_pylist()
        self._codes = types.indices.to_numpy()

    def select(self, question: Question) -> pa.Table:
        """Return the events that a question asks for."""
        found = np.arange(len(self._codes))
        numbers = self._numbers
        if window := question.window:
            # They are in the order of their starts, so that those too late are the last ones.
            found = found[: np.searchsorted(numbers["start"], window.end)]
            found = found[numbers["end"][found] > window.start]
        if box := question.box:
            for name, low, high in (
                ("latitude", box.south, box.north),
                ("longitude", box.west, box.east),
            ):
                values = numbers[name][found]
                found = found[(values >= low) & (values <= high)]
        if question.types is not None:
            codes = [code for code, kind in enumerate(self._types) if kind in question.types]
            found = found[np.isin(self._codes[found], codes)]
        return self._rows.take(pa.array(found))
