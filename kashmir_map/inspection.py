"""What `kashmir-map check` says: counts, shares by period, warnings beside their baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kashmir_map.baseline import above, below
from kashmir_map.catalog import Catalog
from kashmir_map.countries import country_name
from kashmir_map.doubts import explanation
from kashmir_map.quality import MEASURES, Quality, empty_years, stretch_words

PUBLISHERS_SHOWN = 6
"""Countries that `check` names; the page "Sources" lists all."""


def count_words(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 story", "7 periods"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size_words(catalog: Catalog) -> str:
    """One line on how large a record is; the catalog holds what is not published too."""
    counts = [
        count_words(len(catalog.events), "event"),
        count_words(len(catalog.articles), "article"),
        count_words(len(catalog.claims), "claim"),
        count_words(len(catalog.citations), "citation"),
        count_words(len(catalog.stories), "story", "stories"),
        count_words(len(catalog.periods), "period"),
    ]
    published = int((catalog.events["status"] == "published").sum())
    return f"{', '.join(counts)}; {published:,} events are published; no problems"


def quality_lines(found: Quality) -> Iterator[str]:
    """Shares as a table, one line a measure; then publishers, and years without events."""
    heads = ["all", *(f"({number})" for number in range(1, len(found.periods) + 1))]
    columns = [found.overall, *(period.shares for period in found.periods)]
    wide = max(len(measure.name) for measure in MEASURES)
    yield f"{'Share of the published events':{wide}}" + "".join(f"{head:>6}" for head in heads)
    whole = [next(iter(column.values())).whole for column in columns]
    yield f"{'events':{wide}}" + "".join(f"{number:6,}" for number in whole)
    for measure in MEASURES:
        cells = (f"{column[measure.id].percent:5}%" for column in columns)
        yield f"{measure.name:{wide}}" + "".join(cells)
    for number, period in enumerate(found.periods, start=1):
        yield f"  ({number}) {period.title}"
    first = ", ".join(
        f"{country_name(one.country)} {one.articles:,}"
        for one in found.publishers[:PUBLISHERS_SHOWN]
    )
    rest = found.publishers[PUBLISHERS_SHOWN:]
    more = f", {count_words(len(rest), 'other')} {sum(r.articles for r in rest):,}" if rest else ""
    yield f"Articles by country: {first}{more}"
    empty = ", ".join(stretch_words(*stretch) for stretch in empty_years(found.years))
    yield f"Years without events: {empty or 'none'}"


def warning_lines(counts: Mapping[str, int], baseline: Mapping[str, int]) -> Iterator[str]:
    """Warnings by rule, what they mean, and how they stand beside the baseline."""
    yield f"{count_words(sum(counts.values()), 'warning')} by rule; the baseline is in brackets"
    wide = max(map(len, counts), default=0)
    for name, count in counts.items():
        known = f"({baseline[name]:,})" if name in baseline else "(new)" if count else ""
        yield f"  {name:{wide}} {count:6,} {known:>8}  {explanation(name)}"
    for name in above(counts, baseline):
        yield (
            f"{name} is above its baseline: look at them with --list-warnings {name}"
            if name in baseline
            else f"{name} has no baseline yet: look at them, then run check --lower-baseline"
        )
    if fallen := below(counts, baseline):
        yield f"Fallen: {', '.join(fallen)}; lower the baseline with check --lower-baseline"
