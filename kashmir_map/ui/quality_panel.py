"""The sources page in words: how good the record is, and every article that it draws on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pandas as pd
import streamlit as st

from kashmir_map.catalog import Catalog
from kashmir_map.countries import country_name
from kashmir_map.quality import MEASURES, Publishers, Quality, Share, empty_years, stretch_words

COUNTRIES_SHOWN: Final = 11
"""Countries with a bar of their own; the others share one."""

YEAR_STEPS: Final = (1, 2, 5, 10, 50)
"""Least number of events of each tint in the chart of years."""

TITLE_WIDTH: Final = 320
"""Pixels of the titles' column: on a phone the next column is seen to begin."""

ROW_HEIGHT: Final = 57
"""Pixels of a row of articles: above four times the font's size Streamlit breaks long titles."""

TABLE_HEIGHT: Final = 640
"""Pixels of the table of articles."""

_DECADE: Final = 10
_FRONTEND: Final = files("kashmir_map.ui").joinpath("frontend")


@cache
def _component() -> Callable[..., Any]:
    scripts = (_FRONTEND.joinpath(name).read_text("utf-8") for name in ("dom.js", "quality.js"))
    return st.components.v2.component(
        "kashmir_map_quality",
        html='<div class="quality"></div>',
        css=_FRONTEND.joinpath("quality.css").read_text(encoding="utf-8"),
        js="\n".join(scripts),
    )


def quality_panel(data: dict[str, Any]) -> None:
    """Mount the panel with what `panel_data` says."""
    _component()(key="quality", data=data)


def sources_style() -> str:
    """The layout of the sources page, as CSS; `page_style` brings the palette."""
    return _FRONTEND.joinpath("sources.css").read_text(encoding="utf-8")


def panel_data(catalog: Catalog, found: Quality, version: str) -> dict[str, Any]:
    """
    All that the panel shows, as plain values that JSON can carry.

    Parameters
    ----------
    catalog
        The record as readers see it.
    found
        What was measured of it.
    version
        Version of the data; empty if it is not known.
    """
    publishers = catalog.articles["publisher"].nunique()
    sentence = f"Version {version} of the data. " if version else ""
    return {
        "title": "What the record rests on",
        "lead": (
            f"{_many(len(catalog.events), 'event')} drawn from "
            f"{_many(len(catalog.articles), 'article')} of {_many(publishers, 'publisher')}. "
            f"{sentence}The shares describe this record, which is a selection; they say nothing "
            "about how often things happened."
        ),
        "shares": [
            {"name": measure.name, "definition": measure.definition}
            | _share(found.overall[measure.id])
            for measure in MEASURES
        ],
        "periods": {
            "heads": [[period.years, period.title] for period in found.periods],
            "events": [next(iter(period.shares.values())).whole for period in found.periods],
            "rows": [
                {
                    "name": measure.name,
                    "cells": [_share(period.shares[measure.id]) for period in found.periods],
                }
                for measure in MEASURES
            ],
            "note": f"Periods: {'; '.join(period.title for period in found.periods)}.",
        },
        "countries": _countries(found.publishers),
        "decades": _decades(found.years),
        "yearsNote": _years_note(found.years),
    }


def article_rows(catalog: Catalog) -> pd.DataFrame:
    """
    Every article as a row for readers, the newest first, those without a date last.

    Columns: title, publisher, country, kind, published, events, claims, url; `events` and
    `claims` count what the article supports.
    """
    articles = catalog.articles
    described = articles["title_is_description"].map({True: " (our words)", False: ""})
    agency = articles["agency"].where(
        articles["agency"].eq("") | articles["agency"].eq(articles["publisher"]),
        " (" + articles["agency"] + ")",
    )
    rows = pd.DataFrame(
        {
            "title": articles["title"] + described,
            "publisher": articles["publisher"] + agency.where(agency.str.startswith(" ("), ""),
            "country": articles["publisher_country"].map(country_name),
            "kind": articles["kind"].str.capitalize(),
            "published": articles["published"],
            "events": _times(catalog.citations["article"], articles.index),
            "claims": _times(catalog.claims["article"], articles.index),
            "url": articles["url"],
        }
    )
    return rows.sort_values(["published", "title"], ascending=[False, True], kind="stable")


@st.fragment
def article_table(rows: pd.DataFrame) -> None:
    """Draw what `article_rows` returns under its filter; a change runs only this again."""
    search, where, what = st.columns([2, 1, 1])
    text = search.text_input("Search title, publisher, address", key="article-search")
    countries = where.multiselect(
        "Country", sorted(set(rows["country"])), key="article-country", placeholder="All"
    )
    kinds = what.multiselect(
        "Kind", sorted(set(rows["kind"])), key="article-kind", placeholder="All"
    )
    shown = found_rows(rows, text, countries, kinds)
    st.markdown(count_words(len(shown), len(rows)))
    if len(shown):
        st.dataframe(
            shown,
            hide_index=True,
            height=TABLE_HEIGHT,
            row_height=ROW_HEIGHT,
            column_config=article_columns(),
        )


def article_columns() -> dict[str, Any]:
    """How the table shows the columns of `article_rows`."""
    column = st.column_config
    return {
        "title": column.TextColumn("Title", width=TITLE_WIDTH),
        "publisher": column.TextColumn("Publisher", width="medium"),
        "country": column.TextColumn("Country", width="small"),
        "kind": column.TextColumn("Kind", width="small"),
        "published": column.TextColumn("Published", width="small"),
        "events": column.NumberColumn("Events", width="small", help="Events that it supports"),
        "claims": column.NumberColumn("Claims", width="small", help="Claims that it reports"),
        "url": column.LinkColumn("Page", width="small", display_text="Open"),
    }


def found_rows(
    rows: pd.DataFrame, text: str, countries: Sequence[str], kinds: Sequence[str]
) -> pd.DataFrame:
    """
    Articles that hold every word searched for in title, publisher or address.

    Parameters
    ----------
    rows
        What `article_rows` returns.
    text
        Words in any case; empty finds all.
    countries, kinds
        As the rows write them; empty means all.
    """
    shown = pd.Series(data=True, index=rows.index)
    if countries:
        shown &= rows["country"].isin(countries)
    if kinds:
        shown &= rows["kind"].isin(kinds)
    words = (rows["title"] + " " + rows["publisher"] + " " + rows["url"]).str.casefold()
    for word in text.casefold().split():
        shown &= words.str.contains(word, regex=False)
    return rows[shown]


def count_words(shown: int, everything: int) -> str:
    """How many articles the table shows."""
    if not everything or shown == everything:
        return f"{_many(everything, 'article')}."
    if not shown:
        return "No article matches. Try fewer words, or take a filter away."
    return f"{shown:,} of {_many(everything, 'article')}."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def _share(share: Share) -> dict[str, Any]:
    return {"percent": share.percent, "words": f"{share.part:,} of {share.whole:,}"}


def _countries(publishers: Sequence[Publishers]) -> list[dict[str, Any]]:
    shown = [
        (country_name(one.country), one.publishers, one.articles)
        for one in publishers[:COUNTRIES_SHOWN]
    ]
    if rest := publishers[COUNTRIES_SHOWN:]:
        name = "1 other country" if len(rest) == 1 else f"{len(rest)} other countries"
        shown.append((name, sum(r.publishers for r in rest), sum(r.articles for r in rest)))
    most = max((articles for _, _, articles in shown), default=1)
    return [
        {
            "name": name,
            "width": round(100 * articles / most, 1),
            "words": f"{_many(articles, 'article')}, {_many(count, 'publisher')}",
        }
        for name, count, articles in shown
    ]


def _decades(years: dict[int, int]) -> list[dict[str, Any]]:
    """Rows of ten years; decades without any event are one row."""
    rows: list[dict[str, Any]] = []
    empty: list[int] = []
    for decade in sorted({year // _DECADE * _DECADE for year in years}):
        tens = range(decade, decade + _DECADE)
        if not any(years.get(year) for year in tens):
            empty.append(decade)
            continue
        if empty:
            rows.append({"label": _decade_words(empty), "cells": []})
            empty = []
        rows.append({"label": f"{decade}s", "cells": [_cell(year, years) for year in tens]})
    return rows


def _decade_words(decades: Sequence[int]) -> str:
    names = f"{decades[0]}s"
    return names if len(decades) == 1 else f"{names}–{decades[-1]}s"


def _cell(year: int, years: dict[int, int]) -> dict[str, int] | None:
    """One year of the chart: its events and their tint; None outside the record."""
    if year not in years:
        return None
    count = years[year]
    return {"year": year, "count": count, "step": sum(count >= least for least in YEAR_STEPS)}


def _years_note(years: dict[int, int]) -> str:
    note = "An event is counted in the year in which it began."
    empty = [stretch_words(*stretch) for stretch in empty_years(years)]
    if not empty:
        return note
    return (
        f"{note} No event: {', '.join(empty)}. A year without events may be a year without sources."
    )


def _times(ids: Iterable[str], index: pd.Index) -> pd.Series:
    return pd.Series(list(ids), dtype="str").value_counts().reindex(index, fill_value=0)
