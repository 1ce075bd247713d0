"""Selections over the real record, drawn at random, and what makes one sound."""

from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.dates import DAY, Window
from kashmir_map.evidence import Evidence, gather_evidence
from kashmir_map.facets import facets_of
from kashmir_map.filters import FACETS, NO_FILTER, Facet, Filter, plain_text
from kashmir_map.quality import sides_heard
from kashmir_map.reading import units_of
from kashmir_map.regions import Regions, Unit
from kashmir_map.selection import STORY_PERIOD, Selection, period_titles
from kashmir_map.vocabulary import EVENT_TYPES
from kashmir_map.writing import folded

# The same examples at each run: a check before a merge must not fail by chance.
STABLE = settings(derandomize=True, deadline=None, max_examples=200)


def spans(catalog: Catalog, story: str | None) -> dict[str, Window]:
    """Return what the timeline offers, as the record's files say it."""
    known = {period.id: period.window for period in catalog.periods}
    return known if story is None else {**known, STORY_PERIOD: catalog.stories[story].window}


def draw_window(data: st.DataObject, span: Window, unit: int = 1) -> Window:
    start = data.draw(st.integers(span.start // unit, (span.end - 1) // unit)) * unit
    end = data.draw(st.integers(start // unit + 1, span.end // unit)) * unit
    return Window(start, end)


def draw_selection(data: st.DataObject, catalog: Catalog) -> Selection:
    story = data.draw(st.sampled_from([None, *catalog.stories]))
    period = data.draw(st.sampled_from(sorted(spans(catalog, story))))
    unit = data.draw(st.sampled_from([1, 60, DAY]))
    return Selection(
        window=draw_window(data, spans(catalog, story)[period], unit),
        period=period,
        story=story,
        event=data.draw(st.sampled_from([None, *catalog.events.index])),
        hidden=data.draw(st.frozensets(st.sampled_from(EVENT_TYPES))),
        filter=data.draw(st.just(NO_FILTER) | filters(catalog)),
    )


WORDS = ("teetwal", "pahalgam", "indian army", "Múzaffarābād", "nothing like this", "the", "اڑی")


def filters(catalog: Catalog) -> st.SearchStrategy[Filter]:
    """Filters that the record can answer; most of them let something pass."""
    chosen: dict[Facet, st.SearchStrategy[frozenset[str]]] = {
        facet: st.just(frozenset[str]())
        | st.frozensets(st.sampled_from(sorted(facets_of(catalog).names[facet])))
        for facet in FACETS
    }
    text = st.just("") | st.sampled_from(WORDS) | st.text(max_size=100).map(plain_text)
    return st.builds(Filter, **chosen, several=st.booleans(), text=text)


def passing_events(catalog: Catalog, chosen: Filter) -> set[str]:
    """Events that pass a filter, looked up one by one in the tables."""
    facets = facets_of(catalog)
    found = {list(catalog.events.index)[place] for place in facets.found(chosen.text)}
    return {
        event
        for event in catalog.events.index
        if all(
            not chosen.chosen(facet) or chosen.chosen(facet) & values
            for facet, values in _values(catalog, event).items()
        )
        and (not chosen.several or len(sides_heard(_evidence(catalog)[event])) > 1)
        and (not chosen.text or event in found)
    }


@cache
def _evidence(catalog: Catalog) -> dict[str, Evidence]:
    return gather_evidence(catalog)


@cache
def _units(catalog: Catalog) -> dict[str, Unit | None]:
    return dict(zip(catalog.events.index, units_of(catalog, Regions.load()), strict=True))


@cache
def _values(catalog: Catalog, event: str) -> dict[Facet, set[str]]:
    row, evidence, unit = catalog.events.loc[event], _evidence(catalog)[event], _units(catalog)
    held = unit[event]
    named = {folded(name) for name in row["actors"]}
    named |= {folded(name.partition(" (")[0]) for name in row["actors"]}
    names = facets_of(catalog).names["actor"]
    return {
        "unit": {held.code if held else "elsewhere"},
        "actor": {slug for slug, name in names.items() if folded(name) in named},
        "side": {claim.side for claim in evidence.claims},
        "confidence": {row["confidence"]},
        "precision": {row["location_precision"]},
        "source": {source.kind for source in evidence.sources},
    }


def assert_sound(selection: Selection, catalog: Catalog) -> None:
    """Check that a selection holds nothing that the record does not."""
    offered = spans(catalog, selection.story)
    span = offered[selection.period]
    assert span == selection.span(catalog)
    assert span.start <= selection.window.start
    assert selection.window.end <= span.end
    assert selection.story is None or selection.story in catalog.stories
    assert selection.event is None or selection.event in set(catalog.events.index)
    assert selection.hidden <= set(EVENT_TYPES)
    if selection.filter != NO_FILTER:
        names = facets_of(catalog).names
        assert all(selection.filter.chosen(facet) <= names[facet].keys() for facet in FACETS)
    assert plain_text(selection.filter.text) == selection.filter.text
    assert [name for name, _ in period_titles(catalog, selection.story)].count(
        selection.period
    ) == 1
