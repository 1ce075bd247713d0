from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import DATA_DIR, Catalog
from kashmir_map.countries import UNKNOWN, country_name
from kashmir_map.evidence import ClaimRow, Evidence, SourceRow, gather_evidence
from kashmir_map.quality import (
    MEASURES,
    Publishers,
    Quality,
    Share,
    empty_years,
    quality,
    sides_heard,
    stretch_words,
)
from kashmir_map.vocabulary import Kind, Side

Edit = Callable[[str, str, str], None]


def source(country: str, kind: Kind = "newspaper") -> SourceRow:
    return SourceRow("a", "Paper", country, "", kind, "Title", False, "https://a.example/", "")


def claim(side: Side) -> ClaimRow:
    return ClaimRow("a", "X", "media", side, "other", "", "", None, None, "words", "", "asserts")


def measured(folder: Path) -> Quality:
    catalog = Catalog.load(folder)
    return quality(catalog, gather_evidence(catalog))


def test_each_measure_counts_the_events_that_it_holds_for(folder: Path) -> None:
    found = measured(folder).overall
    assert {name: tuple(share) for name, share in found.items()} == {
        "exact-place": (0, 3),
        "town": (3, 3),
        "exact-day": (2, 3),  # one is known to the month
        "compared": (2, 3),
        "independent": (1, 3),
        "countries": (1, 3),
        "sides": (1, 3),
        "weak": (1, 3),
    }


def test_periods_are_measured_by_themselves_but_for_the_whole_record(folder: Path) -> None:
    ((title, years, shares),) = measured(folder).periods
    assert (title, years) == ("Crisis of 2025", "2025")
    assert shares["compared"] == Share(2, 2)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [("1949", "1972", "1949–72"), ("1999-05", "2003", "1999–2003")],
)
def test_a_period_has_short_words(
    folder: Path, edit: Edit, first: str, last: str, words: str
) -> None:
    edit("periods.yaml", "from: 2025-04-22\n  to: 2025-05-10", f"from: {first}\n  to: {last}")
    assert [period.years for period in measured(folder).periods] == [words]


def test_publishers_are_counted_by_country(folder: Path) -> None:
    assert measured(folder).publishers == (
        Publishers("", 1, 1),
        Publishers("PK", 1, 1),
        Publishers("RU", 1, 1),
    )


def test_every_year_is_counted_also_those_without_events(folder: Path) -> None:
    years = measured(folder).years
    assert list(years) == list(range(1949, 2026))
    assert {year: count for year, count in years.items() if count} == {1949: 1, 2025: 2}
    assert empty_years(years) == [(1950, 2024)]


def test_years_without_events_are_told_in_stretches() -> None:
    years = {1947: 0, 1948: 2, 1949: 0, 1950: 0, 1951: 1, 1952: 0}
    assert [stretch_words(*stretch) for stretch in empty_years(years)] == [
        "1947",
        "1949–1950",
        "1952",
    ]


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 0, 0), (0, 5, 0), (5, 5, 100), (1, 1000, 1), (999, 1000, 99), (1, 3, 33), (2, 3, 67)],
)
def test_only_all_is_100_percent_and_only_none_is_0(part: int, whole: int, percent: int) -> None:
    assert Share(part, whole).percent == percent


@pytest.mark.parametrize(
    ("claims", "sources", "sides"),
    [
        ((), (), set()),
        ((claim("india"), claim("elsewhere")), (), {"india"}),
        ((claim("india"), claim("residents")), (), {"india", "residents"}),
        ((claim("india"),), (source("PK"),), {"india", "pakistan"}),
        ((claim("india"),), (source("PK", "blog"),), {"india"}),
        ((), (source("CN"), source("US"), source("")), {"china"}),
    ],
)
def test_a_side_is_heard_by_a_claim_or_by_a_source_of_its_own(
    claims: tuple[ClaimRow, ...], sources: tuple[SourceRow, ...], sides: set[str]
) -> None:
    assert sides_heard(Evidence(claims, sources)) == sides


def test_measures_are_told_in_words() -> None:
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    assert all(measure.definition.endswith(".") for measure in MEASURES)


def test_every_country_of_the_record_has_a_name() -> None:
    codes = set(Catalog.load(DATA_DIR, include_unpublished=True).articles["publisher_country"])
    assert [code for code in codes if country_name(code) == code] == []
    assert country_name("PK") == "Pakistan"
    assert country_name("XX") == "XX"
    assert country_name("") == UNKNOWN
