"""How good the record is, in words, bars and charts: the upper part of the sources page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any, Final

import streamlit as st

from kashmir_map.catalog import Catalog
from kashmir_map.countries import country_name
from kashmir_map.coverage import SIDES, coverage_years
from kashmir_map.evidence import Evidence
from kashmir_map.quality import MEASURES, Publishers, Quality, Share, empty_years, stretch_words

COUNTRIES_SHOWN: Final = 11
"""Countries with a bar of their own; the others share one."""

YEAR_STEPS: Final = (1, 2, 5, 10, 50)
"""Least number of events of each tint in the chart of years."""

COVERAGE_YEARS: Final = 12
"""Years that the picture of the coverage strip shows."""

COVERAGE_WORDS: Final = (
    (
        "Under the bars of the timeline lies a grey strip of three rows. A cell says how many "
        "different articles the record cites for the events of its hour, day, month or year, by "
        "where they were published: in India, in Pakistan, or elsewhere. The stronger the grey, "
        "the more articles; the faintest has none."
    ),
    (
        "It shows how much has been read for this record, not how much happened or was written. "
        "Time without events may be time without sources, and a row that stays faint says that one "
        "side was hardly read. An article that several events of a cell cite counts once. Filters "
        "leave the strip as it is."
    ),
)

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


def panel_data(
    catalog: Catalog, evidence: Mapping[str, Evidence], found: Quality, version: str
) -> dict[str, Any]:
    """
    All that the panel shows, as plain values that JSON can carry.

    Parameters
    ----------
    catalog, evidence
        The record as readers see it, and claims and sources by event.
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
        "coverage": _coverage(catalog, evidence, found.years),
    }


def _coverage(
    catalog: Catalog, evidence: Mapping[str, Evidence], years: dict[int, int]
) -> dict[str, Any]:
    """The strip of the timeline for the last years of the record, with what it means."""
    last = max(years, default=0)
    first = max(min(years, default=0), last - COVERAGE_YEARS + 1)
    rows = coverage_years(catalog, evidence, first, last)
    most = max(map(max, rows))
    return {
        "words": list(COVERAGE_WORDS),
        "years": list(range(first, last + 1)),
        "rows": [
            {
                "name": side,
                "cells": [
                    {"count": count, "percent": _ink(count, most), "words": _many(count, "article")}
                    for count in counts
                ],
            }
            for side, counts in zip(SIDES, rows, strict=True)
        ],
        "note": f"The strip from {first} to {last}, a cell a year, with its number of articles.",
    }


def _ink(count: int, most: int) -> float:
    """Percent of ink in a cell, as the timeline draws it: a root scale, pale where nothing is."""
    if not count:
        return 5.5
    return round(22 + 63 * sqrt((count - 1) / max(1, most - 1)), 1)


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
