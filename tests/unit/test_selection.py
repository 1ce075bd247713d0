from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.dates import DAY, Moment, Window
from kashmir_map.selection import (
    EVENT_TYPES,
    OPENING_STORY,
    STORY_PERIOD,
    WHOLE_RECORD,
    Selection,
    period_titles,
)

Edit = Callable[[str, str, str], None]

STABLE = settings(derandomize=True, deadline=None, max_examples=200)
CRISIS = Window.from_query("2025-04-22", "2025-05-10")
SINDOOR = "2025-05-07-operation-sindoor"

HOSTILE = [
    "",
    " ",
    "\0",
    "null",
    "NaN",
    "__proto__",
    "constructor",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "${7*7}{{7*7}}",
    "../../etc/passwd",
    "２０２５-０５-０７",
    "٢٠٢٥",
    "2025-05-07T01:05+05:30",
    "2025-02-30",
    "0000",
    "9999",
    "-2025",
    "1e9",
    "5" * 100_000,
    "attack," * 20_000 + "volcano",
    "\u202eevil\u202c",
    "🏔" * 50,
]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


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


# ---- the opening ---------------------------------------------------------------------------------


def test_without_a_word_in_the_link_the_story_opens(catalog: Catalog) -> None:
    selection, notices = Selection.from_query({}, catalog)

    assert notices == ()
    assert selection == Selection.opening(catalog)
    assert selection.story == OPENING_STORY == "moscow-urges-restraint"
    assert selection.period == STORY_PERIOD
    assert selection.window == CRISIS
    assert selection.window.to_query() == ("2025-04-22", "2025-05-10")
    assert (selection.event, selection.hidden) == (None, frozenset())


def test_names_in_the_link_that_are_not_ours_are_left_alone(catalog: Catalog) -> None:
    query = {"utm_source": "<b>", "embed": "true", "FROM": "1947", "Event": "x"}

    assert Selection.from_query(query, catalog) == (Selection.opening(catalog), ())


def test_a_record_without_that_story_opens_whole(folder: Path) -> None:
    catalog = Catalog.load(folder)

    selection, notices = Selection.from_query({}, catalog)

    assert notices == ()
    assert (selection.story, selection.period) == (None, WHOLE_RECORD)
    assert set(selection.events(catalog)) == set(catalog.events.index)


# ---- the link ------------------------------------------------------------------------------------


@STABLE
@given(data=st.data())
def test_a_link_brings_back_what_it_was_made_from(catalog: Catalog, data: st.DataObject) -> None:
    selection = draw_selection(data, catalog)
    link = urlencode(selection.to_query())

    assert Selection.from_query(dict(parse_qsl(link)), catalog) == (selection, ())


def test_a_link_reads_well(catalog: Catalog) -> None:
    selection = Selection(
        CRISIS, STORY_PERIOD, OPENING_STORY, SINDOOR, frozenset({"drone", "attack"})
    )

    assert list(selection.to_query().items()) == [
        ("from", "2025-04-22"),
        ("to", "2025-05-10"),
        ("period", "story"),
        ("story", "moscow-urges-restraint"),
        ("event", SINDOOR),
        ("hide", "attack,drone"),
    ]
    assert list(Selection.opening(catalog).to_query()) == ["from", "to", "period", "story"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            {"from": "2025-05-07", "to": "2025-05-07"},
            {"window": ("2025-05-07", "2025-05-07"), "period": "crisis-2025", "story": None},
        ),
        (
            {"from": "1947", "to": "1948"},
            {"window": ("1947", "1948"), "period": "1947-1972", "story": None},
        ),
        (
            {"period": "kargil-1999"},
            {"window": ("1999-05", "1999-08"), "period": "kargil-1999", "story": None},
        ),
        (
            {"story": OPENING_STORY},
            {"window": ("2025-04-22", "2025-05-10"), "period": "story", "story": OPENING_STORY},
        ),
        (
            {"period": "story"},
            {"window": ("2025-04-22", "2025-05-10"), "period": "story", "story": OPENING_STORY},
        ),
        (
            {"hide": "drone"},
            {"window": ("2025-04-22", "2025-05-10"), "period": "story", "story": OPENING_STORY},
        ),
        (
            {"event": SINDOOR},
            {"window": ("2025-05-04", "2025-05-10"), "period": "crisis-2025", "story": None},
        ),
        # A period that cannot hold the dates gives way: the dates are what was asked for.
        (
            {"from": "1947", "to": "1948", "period": "kargil-1999"},
            {"window": ("1947", "1948"), "period": "1947-1972", "story": None},
        ),
        (
            {"from": "1947", "to": "2025", "story": OPENING_STORY, "period": "story"},
            {"window": ("1947", "2025"), "period": "record", "story": OPENING_STORY},
        ),
    ],
)
def test_part_of_a_link_is_enough(
    query: dict[str, str], expected: dict[str, object], catalog: Catalog
) -> None:
    selection, notices = Selection.from_query(query, catalog)

    assert notices == ()
    assert {
        "window": selection.window.to_query(),
        "period": selection.period,
        "story": selection.story,
    } == expected


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"event": "nobody-knows"}, "an event"),
        ({"story": "nobody-knows"}, "a story"),
        ({"period": "nobody-knows"}, "a period"),
        ({"hide": "attack,volcano"}, "a type of event that does not exist"),
        ({"from": "2025-05-10", "to": "2025-05-07"}, "could not be read"),
        ({"from": "yesterday", "to": "today"}, "could not be read"),
        ({"from": "2025-05-07"}, "one end"),
        ({"to": "2025-05-07"}, "one end"),
        ({"from": "1066", "to": "1067"}, "outside the record"),
        ({"from": "1066", "to": "2025"}, "outside the record"),
        ({"from": "2025", "to": "9998"}, "outside the record"),
    ],
)
def test_what_a_link_asks_in_vain_is_said(
    query: dict[str, str], words: str, catalog: Catalog
) -> None:
    selection, notices = Selection.from_query(query, catalog)

    assert_sound(selection, catalog)
    assert len(notices) == 1
    assert words in notices[0]
    assert selection.window == CRISIS


def test_the_rest_of_a_broken_link_is_followed(catalog: Catalog) -> None:
    query = {"from": "x", "to": "y", "event": SINDOOR, "hide": "drone,volcano", "story": "?"}

    selection, notices = Selection.from_query(query, catalog)

    assert (selection.event, selection.hidden) == (SINDOOR, {"drone"})
    assert SINDOOR in selection.events(catalog)
    assert len(notices) == 3


@pytest.mark.parametrize("name", ["from", "to", "event", "story", "period", "hide"])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_no_value_breaks_the_page(name: str, value: str, catalog: Catalog) -> None:
    selection, notices = Selection.from_query({name: value}, catalog)

    assert_sound(selection, catalog)
    assert bool(notices) == (name != "hide" or bool(value))
    assert sum(map(len, notices)) < 200


MARKED = "ǂ"
"""No sentence of ours holds this letter: where it shows up, a link's own text was repeated."""


def values(catalog: Catalog) -> st.SearchStrategy[str]:
    known = [
        *EVENT_TYPES,
        *catalog.stories,
        *(period.id for period in catalog.periods),
        *catalog.events.index[:5],
        *("story", "1846", "1947", "2025", "2025-05", "2025-05-07", "2025-05-07T05:30", "attack,,"),
    ]
    strange = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE)).map(MARKED.__add__)
    return st.one_of(
        st.sampled_from(known), st.dates().map(str), strange, strange.map("attack,".__add__)
    )


@STABLE
@given(data=st.data())
def test_whatever_a_link_holds_the_page_works_and_says_what_it_left_out(
    catalog: Catalog, data: st.DataObject
) -> None:
    names = st.sampled_from(["from", "to", "event", "story", "period", "hide", "other"])
    query = data.draw(st.dictionaries(names, values(catalog)))

    selection, notices = Selection.from_query(query, catalog)

    assert_sound(selection, catalog)
    assert Selection.from_query(selection.to_query(), catalog) == (selection, ())
    assert MARKED not in "".join(notices)
    assert bool(notices) == left_out(query, selection, catalog)


def left_out(query: dict[str, str], selection: Selection, catalog: Catalog) -> bool:
    """Whether something that the link names is not in the selection."""
    asked = {kind for kind in query.get("hide", "").split(",") if kind}
    periods = {*spans(catalog, None), STORY_PERIOD}
    if "from" in query or "to" in query:
        try:
            window = Window.from_query(query["from"], query["to"])
        except (KeyError, ValueError):
            return True
        if window != selection.window:
            return True
    return (
        asked != selection.hidden
        or any(name in query and query[name] != getattr(selection, name) for name in ("event",))
        or ("story" in query and query["story"] != selection.story)
        or ("period" in query and query["period"] not in periods)
    )


# ---- what it shows -------------------------------------------------------------------------------


@STABLE
@given(data=st.data())
def test_the_events_are_those_that_meet_the_window_and_are_not_hidden(
    catalog: Catalog, data: st.DataObject
) -> None:
    selection = draw_selection(data, catalog)
    start, end = selection.window.start, selection.window.end

    expected = [
        event.Index
        for event in catalog.events.itertuples()
        if event.start_minute < end
        and event.end_minute > start
        and event.type not in selection.hidden
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
    assert (moved.story, moved.event, moved.hidden) == (
        selection.story,
        selection.event,
        selection.hidden,
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

    assert opened.window.to_query() == ("1947-10-23", "1947-10-29")
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
