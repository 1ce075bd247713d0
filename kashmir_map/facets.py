"""Which events have which values of a facet: the filter's answer, counted without a loop."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import Evidence, gather_evidence
from kashmir_map.filters import FACETS, NO_FILTER, Facet, Filter
from kashmir_map.fulltext import FullText
from kashmir_map.gazetteer import Gazetteer
from kashmir_map.quality import sides_heard
from kashmir_map.reading import units_of
from kashmir_map.regions import Regions, Unit
from kashmir_map.vocabulary import CONFIDENCES, KINDS
from kashmir_map.writing import folded

Mask = NDArray[np.bool_]

ELSEWHERE: Final = "elsewhere"
"""Value of the facet `unit` for events that lie off the map."""

SIDE_NAMES: Final = {
    "india": "India",
    "pakistan": "Pakistan",
    "china": "China",
    "armed-group": "armed groups",
    "residents": "residents",
    "elsewhere": "elsewhere",
}
_CONFIDENCE_NAMES: Final[dict[str, str]] = {name: name for name in CONFIDENCES}
_PRECISION_NAMES: Final = {
    "exact": "exactly",
    "town": "to the town",
    "district": "to the district",
    "region": "by region",
    "country": "by country",
}
_KIND_NAMES: Final[dict[str, str]] = {
    **{name: name for name in KINDS},
    "agency": "news agency",
}

# A name with a remark, in small letters: "Lashkar-e-Taiba (accused by India)". What else stands in
# brackets belongs to the name, unless the name stands alone elsewhere.
_REMARK: Final = re.compile(r"(?P<name>[^(]+) \([a-z].*\)")

_MOST_TEXTS: Final = 64


class Facets:
    """
    The values of every facet and the events that have them.

    Parameters
    ----------
    catalog
        The record.
    evidence
        Claims and sources of its events.
    units
        Unit that holds each event's marker, in the order of `catalog.events`.
    gazetteer
        Where other spellings of places are looked up; that of the committed geography if left out.
    """

    def __init__(
        self,
        catalog: Catalog,
        evidence: Mapping[str, Evidence],
        units: Sequence[Unit | None],
        gazetteer: Gazetteer | None = None,
    ) -> None:
        events = catalog.events
        self._positions = {event: place for place, event in enumerate(events.index)}
        actors, actor_names = _actors(events["actors"].tolist())
        unit_names = {
            unit.code: unit.name
            for unit in sorted(filter(None, units), key=lambda one: (one.kind != "unit", one.name))
        }
        found = [evidence[event] for event in events.index]
        values: dict[Facet, list[set[str]]] = {
            "unit": [{unit.code if unit else ELSEWHERE} for unit in units],
            "actor": actors,
            "side": [{claim.side for claim in one.claims} for one in found],
            "confidence": [{name} for name in events["confidence"]],
            "precision": [{name} for name in events["location_precision"]],
            "source": [{source.kind for source in one.sources} for one in found],
        }
        self.names: dict[Facet, dict[str, str]] = {
            "unit": {**unit_names, ELSEWHERE: "the rest of the world"},
            "actor": actor_names,
            "side": SIDE_NAMES,
            "confidence": _CONFIDENCE_NAMES,
            "precision": _PRECISION_NAMES,
            "source": _KIND_NAMES,
        }
        self._members: dict[Facet, Mask] = {
            facet: _matrix(list(self.names[facet]), values[facet]) for facet in FACETS
        }
        self._several: Mask = np.array([len(sides_heard(one)) > 1 for one in found], dtype=bool)
        self._events, self._gazetteer = events, gazetteer
        self._found: dict[str, tuple[int, ...]] = {}

    @cached_property
    def _text(self) -> FullText:
        """What a search looks in: made for the first one, for it takes a fifth of a second."""
        return FullText.of(self._events, self._gazetteer or Gazetteer.load())

    @cached_property
    def members(self) -> dict[str, Any]:
        """Who has what, for a page that filters by itself.

        `facets` has for each facet and value the positions of its events, `several` those of which
        several sides are heard; all in the order of `catalog.events`.
        """
        return {
            "facets": {
                facet: {
                    value: np.flatnonzero(row).tolist()
                    for value, row in zip(self.names[facet], self._members[facet], strict=True)
                }
                for facet in FACETS
            },
            "several": np.flatnonzero(self._several).tolist(),
        }

    def passing(self, chosen: Filter) -> Mask:
        """Whether each event passes, in the order of `catalog.events`."""
        parts = self._parts(chosen)
        return np.logical_and.reduce(list(parts.values()), axis=0) if parts else self._everything()

    def without(self, chosen: Filter) -> list[int]:
        """Positions of the events that do not pass, rising."""
        if chosen == NO_FILTER:
            return []
        positions: list[int] = np.flatnonzero(~self.passing(chosen)).tolist()
        return positions

    def counts(self, chosen: Filter, among: Mask) -> dict[Facet, dict[str, int]]:
        """
        For each value the number of events that have it and pass the other parts of the filter.

        Parameters
        ----------
        chosen
            The filter.
        among
            The events to count, in the order of `catalog.events`: those of a window.
        """
        counts = {}
        for facet in FACETS:
            others = among & self.passing(chosen.freed(facet))
            numbers = (self._members[facet] & others).sum(axis=1).tolist()
            counts[facet] = dict(zip(self.names[facet], numbers, strict=True))
        return counts

    def several(self, chosen: Filter, among: Mask) -> int:
        """Number of events of which several sides are heard, of those that pass the rest."""
        return int((self._several & among & self.passing(chosen.freed("several"))).sum())

    def found(self, text: str) -> tuple[int, ...]:
        """Positions of the events in which a text is found, best first."""
        found = self._found.get(text)
        if found is None:
            found = tuple(hit.number for hit in self._text.find(text))
            if len(self._found) >= _MOST_TEXTS:
                self._found.clear()
            self._found[text] = found
        return found

    def admitting(self, chosen: Filter, event: str) -> Filter:
        """Return the filter without the parts that would keep this event out."""
        position = self._positions[event]
        for name, part in self._parts(chosen).items():
            if not part[position]:
                chosen = chosen.freed(name)
        return chosen

    def _parts(self, chosen: Filter) -> dict[str, Mask]:
        """For each part of the filter that takes something out, what passes it."""
        parts: dict[str, Mask] = {}
        for facet in FACETS:
            asked = chosen.chosen(facet)
            if asked:
                rows = [name in asked for name in self.names[facet]]
                parts[facet] = np.logical_or.reduce(self._members[facet][rows], axis=0)
        if chosen.several:
            parts["several"] = self._several
        if chosen.text:
            parts["text"] = np.zeros(len(self._several), dtype=bool)
            parts["text"][list(self.found(chosen.text))] = True
        return parts

    def _everything(self) -> Mask:
        return np.ones(len(self._several), dtype=bool)


def facets_of(catalog: Catalog) -> Facets:
    """Return the facets of a record, those kept or else made on the committed geography."""
    facets = _KEPT.get(catalog)
    if facets is None:
        units = units_of(catalog, Regions.load())
        facets = keep_facets(catalog, gather_evidence(catalog), units)
    return facets


def keep_facets(
    catalog: Catalog,
    evidence: Mapping[str, Evidence],
    units: Sequence[Unit | None],
    gazetteer: Gazetteer | None = None,
) -> Facets:
    """Make the facets of a record, as `Facets` does, and keep them as long as the record is."""
    facets = _KEPT[catalog] = Facets(catalog, evidence, units, gazetteer)
    return facets


_KEPT: WeakKeyDictionary[Catalog, Facets] = WeakKeyDictionary()


def _actors(named: Sequence[Sequence[str]]) -> tuple[list[set[str]], dict[str, str]]:
    """Actors of each event as links name them, and their names, the most frequent first."""
    known = {name for names in named for name in names}
    remarked = {match.group("name") for match in map(_REMARK.fullmatch, known) if match}
    bare = {name: _bare(name, known | remarked) for name in known}
    slugs = [{_slug(bare[name]): bare[name] for name in names} for names in named]
    frequent = Counter(slug for names in slugs for slug in names)
    titles = {slug: title for names in slugs for slug, title in sorted(names.items())}
    ranked = sorted(frequent, key=lambda slug: (-frequent[slug], slug))
    return [set(names) for names in slugs], {slug: titles[slug] for slug in ranked}


def _bare(name: str, alone: set[str]) -> str:
    """A name without what stands in brackets, if the name is known to stand alone."""
    before = name.partition(" (")[0]
    return before if before in alone else name


def _slug(name: str) -> str:
    return folded(name).replace(" ", "-")


def _matrix(names: Sequence[str], values: Sequence[set[str]]) -> Mask:
    """One row a name, one column an event."""
    rows = [[name in one for one in values] for name in names]
    return np.array(rows, dtype=bool).reshape(len(names), len(values))
