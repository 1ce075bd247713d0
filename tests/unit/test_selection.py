from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.dates import Moment, Window
from kashmir_map.selection import STORY_PERIOD, WHOLE_RECORD, Selection
from kashmir_map.vocabulary import EVENT_TYPES
from tests.unit.selections import STABLE, assert_sound, draw_selection, passing_events, spans

Edit = Callable[[str, str, str], None]

CRISIS = Window.from_query("2025-04-22", "2025-05-10")
SINDOOR = "2025-05-07-operation-sindoor"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


# ---- what it shows -------------------------------------------------------------------------------


@STABLE
@given(data=st.data())
def test_the_events_are_those_that_meet_the_window_and_are_not_filtered_out(
    catalog: Catalog, data: st.DataObject
) -> None:
    selection = draw_selection(data, catalog)
    start, end = selection.window.start, selection.window.end
    passing = passing_events(catalog, selection.filter)

    expected = [
        event.Index
        for event in catalog.events.itertuples()
        if event.start_minute < end
        and event.end_minute > start
        and event.type not in selection.hidden
        and event.Index in passing
    ]

    assert list(selection.events(catalog)) == expected


def test_an_event_shows_up_to_its_last_minute_and_not_after(catalog: Catalog) -> None:
    first, last = catalog.events.loc[SINDOOR, ["start_minute", "end_minute"]]

    def shows(start: int, end: int) -> bool:
        return SINDOOR in Selection(Window(start, end)).events(catalog)

    assert shows(first - 60, first + 1)
    assert not shows(first - 60, first)
    assert shows(last - 1, last + 60)
    assert not shows(last, last + 60)


# ---- moving and opening --------------------------------------------------------------------------


@STABLE
@given(data=st.data())
def test_wherever_the_window_is_moved_the_selection_stays_sound(
    catalog: Catalog, data: st.DataObject
) -> None:
    selection = draw_selection(data, catalog)
    minute = st.integers(-(10**8), 10**8) | st.integers()
    start, end = data.draw(minute), data.draw(minute)
    period = data.draw(st.sampled_from([*spans(catalog, selection.story), "", "__proto__"]))

    moved = selection.moved(start, end, period, catalog)

    assert_sound(moved, catalog)
    assert (moved.story, moved.event, moved.hidden, moved.filter) == (
        selection.story,
        selection.event,
        selection.hidden,
        selection.filter,
    )


def test_a_window_moved_within_its_period_keeps_the_period(catalog: Catalog) -> None:
    opening = Selection.opening(catalog)
    day = Moment.parse("2025-05-07")

    moved = opening.moved(day.start, day.end, STORY_PERIOD, catalog)

    assert moved.window == Window(day.start, day.end)
    assert moved.period == STORY_PERIOD


def test_a_window_moved_out_of_its_period_finds_the_narrowest_that_holds_it(
    catalog: Catalog,
) -> None:
    opening = Selection.opening(catalog)

    def period_at(first: str, last: str) -> str:
        window = Window.from_query(first, last)
        moved = opening.moved(window.start, window.end, STORY_PERIOD, catalog)
        assert moved.window == window
        return moved.period

    assert period_at("2025-04-10", "2025-05-10") == "crisis-2025"
    assert period_at("1999-06", "1999-07") == "kargil-1999"
    assert period_at("1850", "2025") == WHOLE_RECORD


def test_a_period_just_chosen_keeps_a_window_that_it_holds(catalog: Catalog) -> None:
    opening = Selection.opening(catalog)
    start, end = opening.window.start, opening.window.end

    chosen = opening.moved(start, end, WHOLE_RECORD, catalog)

    assert (chosen.period, chosen.window) == (WHOLE_RECORD, opening.window)


def test_a_period_just_chosen_that_does_not_hold_the_window_shows_whole(catalog: Catalog) -> None:
    opening = Selection.opening(catalog)
    start, end = opening.window.start, opening.window.end

    chosen = opening.moved(start, end, "kargil-1999", catalog)

    assert chosen.period == "kargil-1999"
    assert chosen.window == Window.from_query("1999-05", "1999-08")


@pytest.mark.parametrize(("first", "last"), [("1066", "1067"), ("1066", "2025"), ("2025", "3000")])
def test_the_window_does_not_leave_the_record(first: str, last: str, catalog: Catalog) -> None:
    opening = Selection.opening(catalog)
    window = Window.from_query(first, last)

    assert opening.moved(window.start, window.end, STORY_PERIOD, catalog) == opening


def test_a_window_that_is_none_changes_nothing(catalog: Catalog) -> None:
    opening = Selection.opening(catalog)

    assert opening.moved(5, 5, STORY_PERIOD, catalog) == opening
    assert opening.moved(6, 5, WHOLE_RECORD, catalog) == opening
    assert opening.moved(-(10**12), 10**12, STORY_PERIOD, catalog) == opening


def test_an_event_in_the_window_opens_where_the_reader_is(catalog: Catalog) -> None:
    opening = Selection.opening(catalog)

    opened = opening.opened(SINDOOR, catalog)

    assert opened.event == SINDOOR
    assert (opened.window, opened.period, opened.story) == (
        opening.window,
        opening.period,
        opening.story,
    )
    assert opened.opened(None, catalog) == opening


def test_an_event_elsewhere_in_time_opens_with_the_days_around_it(catalog: Catalog) -> None:
    opened = Selection.opening(catalog).opened("1947-10-26-instrument-of-accession", catalog)

    # The event is of 26 and 27 October: three days more on either side.
    assert opened.window.to_query() == ("1947-10-23", "1947-10-30")
    assert opened.period == "1947-1972"


def test_an_event_that_is_not_there_closes_the_open_one(catalog: Catalog) -> None:
    opened = Selection.opening(catalog).opened(SINDOOR, catalog)

    assert opened.opened("__proto__", catalog).event is None


def test_opening_a_filtered_event_shows_its_type_again_and_no_other(catalog: Catalog) -> None:
    kind = catalog.events.loc[SINDOOR, "type"]
    hidden = Selection(CRISIS, hidden=frozenset(EVENT_TYPES))

    assert hidden.opened(SINDOOR, catalog).hidden == set(EVENT_TYPES) - {kind}


@STABLE
@given(data=st.data())
def test_an_event_that_is_open_can_be_seen(catalog: Catalog, data: st.DataObject) -> None:
    selection = draw_selection(data, catalog)
    event = data.draw(st.sampled_from(list(catalog.events.index)))

    opened = selection.opened(event, catalog)

    assert_sound(opened, catalog)
    assert opened.event == event
    assert event in opened.events(catalog)


def test_every_event_has_a_link_of_its_own(catalog: Catalog) -> None:
    for event in catalog.events.index:
        selection, notices = Selection.from_query({"event": event}, catalog)
        assert notices == ()
        assert selection.event == event
        assert event in selection.events(catalog)
        assert_sound(selection, catalog)


# ---- records that are not ours -------------------------------------------------------------------


def test_an_event_beyond_the_named_periods_can_be_opened_and_linked(
    folder: Path, edit: Edit
) -> None:
    edit("periods.yaml", "to: 2025\n", "to: 2024\n")
    edit("stories/four-days.yaml", "to: 2025-05-10", "to: 2027-05-10")
    catalog = Catalog.load(folder)

    opened = Selection.opening(catalog).opened("2025-05-07-strikes", catalog)
    assert "2025-05-07-strikes" in opened.events(catalog)
    assert Selection.from_query(opened.to_query(), catalog) == (opened, ())

    story, notices = Selection.from_query({"story": "four-days"}, catalog)
    assert notices == ()
    assert story.window == catalog.stories["four-days"].window
    assert Selection.from_query(story.to_query(), catalog) == (story, ())


def test_without_a_period_for_all_the_record_is_as_long_as_its_events(
    folder: Path, edit: Edit
) -> None:
    edit("periods.yaml", "- id: record\n", "- id: other\n")
    catalog = Catalog.load(folder)

    opening = Selection.opening(catalog)

    assert opening.period == WHOLE_RECORD
    assert set(opening.events(catalog)) == set(catalog.events.index)


def test_a_link_to_a_story_where_there_is_none_is_answered(folder: Path) -> None:
    catalog = Catalog.load(folder)

    selection, notices = Selection.from_query({"period": STORY_PERIOD}, catalog)

    assert selection == Selection.opening(catalog)
    assert len(notices) == 1


def test_the_days_around_an_event_end_where_the_record_does(folder: Path) -> None:
    catalog = Catalog.load(folder)
    selection = Selection(Window.from_query("2025-05-07", "2025-05-10"))

    opened = selection.opened("1949-01-01-ceasefire", catalog)

    assert opened.window == Window.from_query("1949-01-01", "1949-01-04")
