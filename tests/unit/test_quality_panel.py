import json
from collections.abc import Callable
from pathlib import Path

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import gather_evidence
from kashmir_map.quality import MEASURES, quality
from kashmir_map.ui.quality_panel import COUNTRIES_SHOWN, COVERAGE_YEARS, panel_data

Edit = Callable[[str, str, str], None]


def told(catalog: Catalog, version: str = "1.0.0") -> dict[str, object]:
    evidence = gather_evidence(catalog)
    return panel_data(catalog, evidence, quality(catalog, evidence), version)


def test_the_lead_says_how_much_there_is_and_of_which_version(folder: Path) -> None:
    catalog = Catalog.load(folder)
    assert told(catalog)["lead"] == (
        "3 events drawn from 3 articles of 3 publishers. Version 1.0.0 of the data. The shares "
        "describe this record, which is a selection; they say nothing about how often things "
        "happened."
    )
    assert "Version" not in str(told(catalog, "")["lead"])


def test_each_measure_has_a_bar_with_its_definition(folder: Path) -> None:
    shares = told(Catalog.load(folder))["shares"]
    assert isinstance(shares, list)
    assert [share["name"] for share in shares] == [measure.name for measure in MEASURES]
    assert shares[2] == {
        "name": "Exact in day",
        "definition": "The day is known, or even the time.",
        "percent": 67,
        "words": "2 of 3",
    }


def test_periods_stand_beside_each_other(folder: Path) -> None:
    periods = told(Catalog.load(folder))["periods"]
    assert isinstance(periods, dict)
    assert periods["heads"] == [["2025", "Crisis of 2025"]]
    assert periods["events"] == [2]
    assert periods["rows"][3] == {
        "name": "Compared with sources",
        "cells": [{"percent": 100, "words": "2 of 2"}],
    }
    assert periods["note"] == "Periods: Crisis of 2025."


def test_countries_have_bars_in_proportion() -> None:
    countries = told(Catalog.load())["countries"]
    assert isinstance(countries, list)
    assert len(countries) == COUNTRIES_SHOWN + 1
    assert countries[0]["name"] == "India"
    assert countries[0]["width"] == 100
    assert countries[1]["name"] == "Pakistan"
    assert countries[-1]["name"].endswith(" other countries")


def test_years_stand_in_decades_and_gaps_are_seen(folder: Path, edit: Edit) -> None:
    edit("events.csv", "1949-01-01,,day", "1846-03,,month")
    told_ = told(Catalog.load(folder))
    decades = told_["decades"]
    assert isinstance(decades, list)
    assert [row["label"] for row in decades] == ["1840s", "1850s–2010s", "2020s"]
    assert decades[0]["cells"] == [
        *[None] * 6,
        {"year": 1846, "count": 1, "step": 1},
        *({"year": year, "count": 0, "step": 0} for year in (1847, 1848, 1849)),
    ]
    assert decades[1]["cells"] == []
    assert decades[2]["cells"][5] == {"year": 2025, "count": 2, "step": 2}
    assert decades[2]["cells"][6:] == [None] * 4
    assert str(told_["yearsNote"]).startswith(
        "An event is counted in the year in which it began. No event: 1847–2024. A year without"
    )


def test_the_strip_of_the_last_years_is_shown_with_its_numbers() -> None:
    coverage = told(Catalog.load())["coverage"]
    assert isinstance(coverage, dict)
    assert len(coverage["years"]) == COVERAGE_YEARS
    assert [row["name"] for row in coverage["rows"]] == ["India", "Pakistan", "elsewhere"]
    cells = [cell for row in coverage["rows"] for cell in row["cells"]]
    assert len(cells) == 3 * COVERAGE_YEARS
    most = max(cells, key=lambda cell: cell["count"])
    assert (most["percent"], most["words"]) == (85, f"{most['count']} articles")
    assert "time without sources" in " ".join(coverage["words"])


def test_a_year_without_articles_is_faint_in_the_strip(folder: Path) -> None:
    coverage = told(Catalog.load(folder))["coverage"]
    assert isinstance(coverage, dict)
    india, pakistan, elsewhere = (
        [cell["count"] for cell in row["cells"]] for row in coverage["rows"]
    )
    assert (india[-1], pakistan[-1], elsewhere[-1]) == (0, 1, 1)
    assert coverage["rows"][0]["cells"][-1]["percent"] == 5.5
    assert coverage["rows"][1]["cells"][-1]["percent"] == 22


def test_all_of_it_is_plain_data(folder: Path) -> None:
    data = told(Catalog.load(folder))
    assert json.loads(json.dumps(data)) == data
