"""
How good the record is, in shares of its events: how exact, how well sourced, how many sides.

Each measure is a yes or no for one event, so that a share can be checked by counting. The record
is a selection: shares describe it, not the conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from kashmir_map.catalog import Catalog
from kashmir_map.confidence import SIDE_OF_COUNTRY, countries, home, origins
from kashmir_map.evidence import Evidence
from kashmir_map.filters import SIDES_HEARD
from kashmir_map.vocabulary import WEAK_KINDS, Side

_NO_SIDE: Final[Side] = "elsewhere"


class Measure(NamedTuple):
    """A question that is answered with yes or no for each event."""

    id: str
    name: str
    definition: str
    holds: Callable[[Any, Evidence], bool]


class Share(NamedTuple):
    """Some events of many."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """The share in whole percent, 0 of nothing; rounded so that only all is 100, none is 0."""
        if self.part in {0, self.whole}:
            return 100 if self.part else 0
        return min(99, max(1, round(100 * self.part / self.whole)))


class PeriodShares(NamedTuple):
    """Shares of the events of one period; `years` are short words for it, such as "1947–72"."""

    title: str
    years: str
    shares: dict[str, Share]


class Publishers(NamedTuple):
    """What one country contributes; `country` is an ISO 3166 code, "UN", or empty if unknown."""

    country: str
    publishers: int
    articles: int


class Quality(NamedTuple):
    """
    The record's shares and counts.

    Parameters
    ----------
    overall
        Share by the measure's id, of all events.
    periods
        Each period that is not the whole record, in the order of the file.
    publishers
        Publishers and articles by country, the most articles first.
    years
        Number of events that begin in each year, from the first of the record to the last, also
        of years without any.
    """

    overall: dict[str, Share]
    periods: tuple[PeriodShares, ...]
    publishers: tuple[Publishers, ...]
    years: dict[int, int]


def sides_heard(evidence: Evidence) -> frozenset[str]:
    """Sides of the dispute that speak: by a claim, or by a source of theirs that is not weak."""
    speaking = {claim.side for claim in evidence.claims} - {_NO_SIDE}
    publishing = {
        SIDE_OF_COUNTRY[home(source)]
        for source in evidence.sources
        if home(source) in SIDE_OF_COUNTRY and source.kind not in WEAK_KINDS
    }
    return frozenset(speaking | publishing)


MEASURES: Final[tuple[Measure, ...]] = (
    Measure(
        "exact-place",
        "Exact in place",
        "The marker is the building, bridge or airfield itself.",
        lambda event, _: event.location_precision == "exact",
    ),
    Measure(
        "town",
        "To the town or better",
        "The town or village is known, or the exact place.",
        lambda event, _: event.location_precision in {"exact", "town"},
    ),
    Measure(
        "exact-day",
        "Exact in day",
        "The day is known, or even the time.",
        lambda event, _: event.date_precision in {"day", "time"},
    ),
    Measure(
        "compared",
        "Compared with sources",
        "Date, place and core statement were compared with at least one source.",
        lambda event, _: bool(event.checked),
    ),
    Measure(
        "independent",
        "Two or more independent sources",
        "Its sources come from two or more origins; weak sources do not count.",
        lambda _, evidence: len(origins(evidence.sources)) > 1,
    ),
    Measure(
        "countries",
        "Sources from more than one country",
        "The texts of its sources come from two or more countries; weak sources do not count.",
        lambda _, evidence: len(countries(evidence.sources)) > 1,
    ),
    Measure(
        "sides",
        "Two or more sides heard",
        SIDES_HEARD,
        lambda _, evidence: len(sides_heard(evidence)) > 1,
    ),
    Measure(
        "weak",
        "On weak sources alone",
        "It has no source besides encyclopedias, blogs and copies.",
        lambda _, evidence: not origins(evidence.sources),
    ),
)
"""What is measured, in the order of reading. Of the last, less is better."""


def quality(catalog: Catalog, evidence: Mapping[str, Evidence]) -> Quality:
    """
    Measure every event of a catalog; takes a few milliseconds for hundreds of events.

    Parameters
    ----------
    catalog
        The record.
    evidence
        Claims and sources by event, from `gather_evidence`.
    """
    events = list(catalog.events.itertuples())
    holds = {
        event.Index: {m.id for m in MEASURES if m.holds(event, evidence[event.Index])}
        for event in events
    }

    def shares(ids: list[str]) -> dict[str, Share]:
        return {m.id: Share(sum(m.id in holds[event] for event in ids), len(ids)) for m in MEASURES}

    periods = []
    for period in catalog.periods:
        inside = [
            event.Index
            for event in events
            if period.window.meets(int(event.start_minute), int(event.end_minute))
        ]
        if len(inside) < len(events):
            years = _year_words(period.first[:4], period.last[:4])
            periods.append(PeriodShares(period.title, years, shares(inside)))
    return Quality(
        overall=shares(list(holds)),
        periods=tuple(periods),
        publishers=_publishers(catalog),
        years=_years(str(event.start) for event in events),
    )


def empty_years(years: dict[int, int]) -> list[tuple[int, int]]:
    """Stretches of years without events, first and last inclusive, in order of time."""
    stretches: list[tuple[int, int]] = []
    for year in (year for year, count in sorted(years.items()) if not count):
        if stretches and stretches[-1][1] == year - 1:
            stretches[-1] = (stretches[-1][0], year)
        else:
            stretches.append((year, year))
    return stretches


def stretch_words(first: int, last: int) -> str:
    """Words for a stretch of years: "1930", "1847–1930"."""
    return str(first) if first == last else f"{first}–{last}"


def _year_words(first: str, last: str) -> str:
    if first == last:
        return first
    return f"{first}–{last[2:] if first[:2] == last[:2] else last}"


def _publishers(catalog: Catalog) -> tuple[Publishers, ...]:
    found = [
        Publishers(str(country), int(group["publisher"].nunique()), len(group))
        for country, group in catalog.articles.groupby("publisher_country")
    ]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.country)))


def _years(starts: Iterable[str]) -> dict[int, int]:
    counts = Counter(int(start[:4]) for start in starts)
    if not counts:
        return {}
    return {year: counts[year] for year in range(min(counts), max(counts) + 1)}
