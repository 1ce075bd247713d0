from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.dates import Window
from kashmir_map.filters import FACETS, NO_FILTER, PARAMETERS, Filter
from kashmir_map.selection import (
    OPENING_STORY,
    STORY_PERIOD,
    WHOLE_RECORD,
    Selection,
)
from kashmir_map.vocabulary import EVENT_TYPES
from tests.unit.selections import STABLE, assert_sound, draw_selection, spans

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
    "\uff12\uff10\uff12\uff15",
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


# ---- the opening ---------------------------------------------------------------------------------


def test_without_a_word_in_the_link_the_story_opens(catalog: Catalog) -> None:
    selection, notices = Selection.from_query({}, catalog)

    assert notices == ()
    assert selection == Selection.opening(catalog)
    assert selection.story == OPENING_STORY == "moscow-urges-restraint"
    assert selection.period == STORY_PERIOD
    assert selection.window == CRISIS
    assert selection.window.to_query() == ("2025-04-22", "2025-05-10")
    assert (selection.event, selection.hidden, selection.filter) == (None, frozenset(), NO_FILTER)


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


def test_a_filter_reads_well_in_a_link(catalog: Catalog) -> None:
    chosen = Filter(
        unit=frozenset({"JK", "AJK"}),
        actor=frozenset({"pakistan-army"}),
        side=frozenset({"india", "pakistan"}),
        confidence=frozenset({"high"}),
        precision=frozenset({"exact", "town"}),
        source=frozenset({"official"}),
        several=True,
        text="line of control",
    )

    assert chosen.to_query() == {
        "unit": "AJK,JK",
        "actor": "pakistan-army",
        "side": "india,pakistan",
        "confidence": "high",
        "precision": "exact,town",
        "source": "official",
        "heard": "several",
        "text": "line of control",
    }
    assert Selection.from_query(chosen.to_query(), catalog)[0].filter == chosen


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
        ({"unit": "JK,XX"}, "a territory that this record does not hold"),
        ({"actor": "nobody"}, "an actor that"),
        ({"side": "both"}, "a side that"),
        ({"confidence": "utter"}, "a confidence that"),
        ({"precision": "perfect"}, "a precision of places that"),
        ({"source": "hearsay"}, "a kind of source that"),
        ({"heard": "all"}, "sides in a way that is not known"),
        ({"text": "…"}, "shortened or left out"),
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

    assert (selection.event, selection.hidden) == (SINDOOR, frozenset({"drone"}))
    assert SINDOOR in selection.events(catalog)
    assert len(notices) == 3


NAMES = ("from", "to", "event", "story", "period", "hide", *PARAMETERS)
LENIENT = {"hide", "heard", *FACETS}
"""Of these an empty value says that nothing is filtered."""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_no_value_breaks_the_page(name: str, value: str, catalog: Catalog) -> None:
    selection, notices = Selection.from_query({name: value}, catalog)

    assert_sound(selection, catalog)
    searched = " ".join(value.split())
    expected = bool(value) if name in LENIENT else True
    if name == "text":
        expected = selection.filter.text != searched
    assert bool(notices) == expected
    assert sum(map(len, notices)) < 200


MARKED = "ǂ"
"""No sentence of ours holds this letter: where it shows up, a link's own text was repeated."""


def values(catalog: Catalog) -> st.SearchStrategy[str]:
    known = [
        *EVENT_TYPES,
        *catalog.stories,
        *(period.id for period in catalog.periods),
        *catalog.events.index[:5],
        *("JK,AJK", "indian-army", "pakistan", "high", "exact", "newspaper", "several", "teetwal"),
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
    names = st.sampled_from([*NAMES, "other"])
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
    chosen = selection.filter
    if any(
        {value for value in query.get(facet, "").split(",") if value} != chosen.chosen(facet)
        for facet in FACETS
    ):
        return True
    return (
        asked != selection.hidden
        or query.get("heard", "") != ("several" if chosen.several else "")
        or " ".join(query.get("text", "").split()) != chosen.text
        or ("event" in query and query["event"] != selection.event)
        or ("story" in query and query["story"] != selection.story)
        or ("period" in query and query["period"] not in periods)
    )


def test_archives_stand_in_the_link_in_the_order_of_their_signs(catalog: Catalog) -> None:
    selection = replace(Selection.opening(catalog), archives=("ucdp", "my-table"))

    query = selection.to_query()

    assert query["archives"] == "ucdp,my-table"
    assert Selection.from_query(query, catalog) == (selection, ())


@pytest.mark.parametrize(
    ("written", "archives", "said"),
    [
        ("a,a,b", ("a", "b"), ""),
        ("../x,b", ("b",), "no name"),
        ("a,b,c,d", ("a", "b", "c"), "more than 3"),
        ("", (), ""),
    ],
)
def test_a_link_with_strange_archives_is_followed_as_far_as_it_goes(
    written: str, archives: tuple[str, ...], said: str, catalog: Catalog
) -> None:
    selection, notices = Selection.from_query({"archives": written}, catalog)

    assert selection.archives == archives
    assert said in " ".join(notices)
    assert bool(notices) == bool(said)


# ---- steps of stories ----------------------------------------------------------------------------


def test_a_story_with_an_event_of_its_path_is_that_step(catalog: Catalog) -> None:
    for name, story in catalog.stories.items():
        for number, step in enumerate(story.steps):
            selection, notices = Selection.from_query({"story": name, "event": step.event}, catalog)
            assert notices == ()
            told = Selection.opening(catalog).telling(name, catalog)
            assert selection == told.stepped(number, catalog)


def test_a_link_that_says_its_days_keeps_them_at_a_step(catalog: Catalog) -> None:
    story = catalog.stories["moscow-urges-restraint"]
    query = {"story": "moscow-urges-restraint", "event": story.steps[0].event, "period": "story"}
    selection, _ = Selection.from_query(query, catalog)

    assert selection.window == story.window
    assert selection.event == story.steps[0].event


def test_a_story_with_an_event_of_another_time_shows_the_event(catalog: Catalog) -> None:
    event = "1949-01-01-ceasefire"
    selection, _ = Selection.from_query({"story": "kargil-1999", "event": event}, catalog)

    assert event in selection.events(catalog)
    assert (selection.story, selection.event) == ("kargil-1999", event)
