import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import gather_evidence
from kashmir_map.quality import MEASURES, quality
from kashmir_map.ui.quality_panel import (
    COUNTRIES_SHOWN,
    article_columns,
    article_rows,
    count_words,
    found_rows,
    panel_data,
)

Edit = Callable[[str, str, str], None]


def told(catalog: Catalog, version: str = "1.0.0") -> dict[str, object]:
    return panel_data(catalog, quality(catalog, gather_evidence(catalog)), version)


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


def test_all_of_it_is_plain_data(folder: Path) -> None:
    data = told(Catalog.load(folder))
    assert json.loads(json.dumps(data)) == data


# ---- the articles --------------------------------------------------------------------------------


def test_every_article_is_a_row_the_newest_first(folder: Path) -> None:
    rows = article_rows(Catalog.load(folder))
    assert rows.index.tolist() == ["dawn-strikes", "mt-restraint", "wp-ceasefire"]
    assert list(rows.columns) == list(article_columns())
    assert list(rows.loc["dawn-strikes"]) == [
        "Strikes, and what followed",
        "Dawn (AFP)",
        "Pakistan",
        "Newspaper",
        "2025-05-07",
        1,
        1,
        "https://www.dawn.com/1",
    ]
    assert rows.loc["wp-ceasefire", "title"] == "Ceasefire of 1949 (our words)"
    assert rows.loc["wp-ceasefire", "country"] == "Not known"
    assert rows["events"].tolist() == [1, 2, 1]


def test_an_agency_that_publishes_itself_is_named_once(folder: Path, edit: Edit) -> None:
    edit("articles.csv", "dawn-strikes,Dawn,PK", "dawn-strikes,AFP,PK")
    assert article_rows(Catalog.load(folder)).loc["dawn-strikes", "publisher"] == "AFP"


@pytest.mark.parametrize(
    ("text", "countries", "kinds", "ids"),
    [
        ("", [], [], ["dawn-strikes", "mt-restraint", "wp-ceasefire"]),
        ("STRIKES", [], [], ["dawn-strikes"]),
        ("moscow  restraint", [], [], ["mt-restraint"]),
        ("afp", [], [], ["dawn-strikes"]),
        ("en.wikipedia.org", [], [], ["wp-ceasefire"]),
        ("strikes restraint", [], [], []),
        (".*", [], [], []),
        ("", ["Russia", "Not known"], [], ["mt-restraint", "wp-ceasefire"]),
        ("", [], ["Encyclopedia"], ["wp-ceasefire"]),
        ("", ["Russia"], ["Encyclopedia"], []),
    ],
)
def test_articles_are_searched_and_filtered(
    folder: Path, text: str, countries: list[str], kinds: list[str], ids: list[str]
) -> None:
    rows = article_rows(Catalog.load(folder))
    assert found_rows(rows, text, countries, kinds).index.tolist() == ids


def test_the_count_is_told_in_words() -> None:
    assert count_words(1, 1) == "1 article."
    assert count_words(2016, 2016) == "2,016 articles."
    assert count_words(3, 2016) == "3 of 2,016 articles."
    assert count_words(0, 5) == "No article matches. Try fewer words, or take a filter away."
    assert count_words(0, 0) == "0 articles."
