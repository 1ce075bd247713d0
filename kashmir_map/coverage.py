"""How much the record draws on, by where it was published: what the timeline's grey strip shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import Evidence

SIDES: Final = ("India", "Pakistan", "elsewhere")
"""Rows of the strip; what was published elsewhere, or where is not known, is the last."""

_SIDE_OF_COUNTRY: Final = {"IN": 0, "PK": 1}
_DIGITS_OF_YEAR: Final = 4


def side_of(country: str) -> int:
    """Row of the strip for a publisher's country: 0 India, 1 Pakistan, 2 elsewhere."""
    return _SIDE_OF_COUNTRY.get(country, len(SIDES) - 1)


def coverage_years(
    catalog: Catalog, evidence: Mapping[str, Evidence], first: int, last: int
) -> list[list[int]]:
    """
    Count the articles cited for the events of each year, a row a side, as the strip counts them.

    An article counts once a year, however many events of that year cite it; an event of several
    years counts in each.

    Parameters
    ----------
    catalog, evidence
        The record, and claims and sources by event.
    first, last
        Years, both inclusive.
    """
    cited: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    events = catalog.events[["start", "end"]].itertuples(name=None)
    for event, start, end in events:
        begun, ended = (int(text[:_DIGITS_OF_YEAR]) for text in (start, end or start))
        for year in range(max(begun, first), min(ended, last) + 1):
            for source in evidence[event].sources:
                cited[side_of(source.publisher_country), year].add(source.id)
    return [
        [len(cited[side, year]) for year in range(first, last + 1)] for side in range(len(SIDES))
    ]
