from collections.abc import Callable
from pathlib import Path

from kashmir_map.catalog import Catalog
from kashmir_map.coverage import coverage_years, side_of
from kashmir_map.evidence import gather_evidence

Edit = Callable[[str, str, str], None]


def years(folder: Path, first: int, last: int) -> list[list[int]]:
    catalog = Catalog.load(folder)
    return coverage_years(catalog, gather_evidence(catalog), first, last)


def test_an_article_counts_once_a_year_where_it_was_published(folder: Path) -> None:
    # The Moscow Times is cited by two events of 2025, Dawn by one; Wikipedia has no country.
    assert years(folder, 2024, 2025) == [[0, 0], [0, 1], [0, 1]]
    assert years(folder, 1949, 1949) == [[0], [0], [1]]


def test_an_event_of_several_years_counts_in_each(folder: Path, edit: Edit) -> None:
    edit("events.csv", "1949-01-01,,day", "1949-01-01,1951-02,day")
    assert years(folder, 1948, 1952)[2] == [0, 1, 1, 1, 0]


def test_what_is_neither_is_elsewhere() -> None:
    assert [side_of(country) for country in ("IN", "PK", "CN", "UN", "")] == [0, 1, 2, 2, 2]
