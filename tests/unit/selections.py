"""Selections over the real record, drawn at random, and what makes one sound."""

from hypothesis import settings
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.dates import DAY, Window
from kashmir_map.selection import EVENT_TYPES, STORY_PERIOD, Selection, period_titles

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
    )


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
    assert [name for name, _ in period_titles(catalog, selection.story)].count(
        selection.period
    ) == 1
