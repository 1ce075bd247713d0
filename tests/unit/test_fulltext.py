import time
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.fulltext import LONGEST_QUERY, FullText
from kashmir_map.gazetteer import Gazetteer
from kashmir_map.spellings import spellings
from tests.unit.selections import STABLE

MOST_MILLISECONDS = 20


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def record(catalog: Catalog) -> FullText:
    return FullText.of(catalog.events, Gazetteer.load())


def texts(*titles: str) -> FullText:
    return FullText([(1.0, title)] for title in titles)


def numbers(found: FullText, query: str) -> list[int]:
    return [hit.number for hit in found.find(query)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("teetwal", "Tithwal"),
        ("Tithwal", "Teetwal"),
        ("Chamb", "Chhamb sector"),
        ("chhamb", "Chamb"),
        ("MUZAFFARABAD", "Muzaffarābād"),
        ("Múzaffarābād", "Muzaffarabad"),
        ("muza", "Muzaffarabad"),
        ("pulwma", "Pulwama"),
        ("plebicite", "plebiscite"),
        ("lashkar e taiba", "Lashkar-e-Taiba"),
        ("Guterres António", "António Guterres"),
        ("peoples", "People’s Liberation Army"),
        ("اڑی", "اڑی"),
    ],
)
def test_a_word_is_found_in_any_spelling(query: str, text: str) -> None:
    assert numbers(texts("something else", text), query) == [1]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("uri", "Srinagar"),
        ("abrogation", "arbitration"),
        ("kargil handwara", "Kargil"),
        ("dras", "Uri"),
        ("", "Uri"),
        (" …!? ", "Uri"),
    ],
)
def test_what_is_only_a_little_alike_is_not_found(query: str, text: str) -> None:
    assert numbers(texts(text), query) == []


def test_likeness_counts_only_where_nothing_begins_or_sounds_so() -> None:
    assert numbers(texts("Kargil", "Kargyl road", "Karnil"), "kargil") == [0, 1]
    assert numbers(texts("Karnil"), "kargil") == [0]


def test_the_better_place_of_a_word_comes_first() -> None:
    found = FullText(
        [
            [(4.0, "A march"), (1.0, "It began in Uri.")],
            [(4.0, "Attack at Uri"), (1.0, "It was in the morning.")],
            [(4.0, "Attack at Uritown"), (1.0, "")],
        ]
    )

    assert numbers(found, "uri") == [1, 2, 0]
    assert [hit.score for hit in found.find("uri")] == sorted(
        (hit.score for hit in found.find("uri")), reverse=True
    )


def test_every_word_must_be_found() -> None:
    found = texts("India strikes", "India and Pakistan talk", "Pakistan strikes")

    assert numbers(found, "india pakistan") == [1]
    assert numbers(found, "pakistan, strikes!") == [2]


def test_no_texts_have_no_hits() -> None:
    assert FullText([]).find("uri") == ()


def test_the_record_is_searched_in_titles_places_actors_types_summaries_and_notes(
    catalog: Catalog, record: FullText
) -> None:
    events = catalog.events

    for column in ("title", "place", "summary", "note"):
        number, text = next((n, text) for n, text in enumerate(events[column]) if text)
        assert number in numbers(record, text[:LONGEST_QUERY].rsplit(" ", 1)[0])
    number, actors = next((n, names) for n, names in enumerate(events["actors"]) if names)
    assert number in numbers(record, actors[0])
    assert set(numbers(record, "airstrike")) >= {
        number for number, kind in enumerate(events["type"]) if kind == "airstrike"
    }


def test_teetwal_finds_the_battle_of_tithwal_first(catalog: Catalog, record: FullText) -> None:
    best = record.find("teetwal")[0].number

    assert "Tithwal" in catalog.events["title"].iloc[best]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("پہلگام", "Pahalgam"),
        ("श्रीनगर", "Srinagar"),
        ("سری نگر", "Srinagar"),
        ("سرینگر", "Srinagar"),
        ("पुंछ", "Poonch"),
        ("Punch", "Poonch"),
        ("Kargyl", "Kargil"),
        ("Shrinagar", "Srinagar"),
        ("مظفرآباد", "Muzaffarabad"),
    ],
)
def test_a_place_is_found_in_any_script_and_spelling(
    catalog: Catalog, record: FullText, query: str, place: str
) -> None:
    events = catalog.events
    named = {n for n, words in enumerate(events["place"]) if place in words.split(", ")}

    found = numbers(record, query)

    assert len(named) > 1
    assert named <= set(found)
    assert len(found) < len(events) / 4
    assert events["place"].iloc[found[0]].count(place)


def test_of_two_places_of_one_name_the_nearest_is_meant() -> None:
    gazetteer = Gazetteer.load()

    in_pakistan = spellings("Balakot", 34.54, 73.35, gazetteer)
    in_poonch = spellings("Balakot sector", 33.6, 74.2, gazetteer)

    assert "Balakot (Khyber Pakhtunkhwa)" in in_pakistan
    assert "Balakot (Khyber Pakhtunkhwa)" not in in_poonch
    assert "Balakote" in in_poonch
    assert spellings("An old mosque, Nowhere", 34.0, 74.0, gazetteer) == []


@STABLE
@given(query=st.text() | st.text(alphabet="aehiklmnrstu ‘’-", max_size=120))
def test_whatever_is_asked_is_answered(record: FullText, catalog: Catalog, query: str) -> None:
    hits = record.find(query)

    found = [hit.number for hit in hits]
    assert len(found) == len(set(found))
    assert all(0 <= number < len(catalog.events) for number in found)
    assert all(hit.score > 0 for hit in hits)
    assert hits == record.find(query)


@pytest.mark.parametrize("query", ["\0", "\ud800", "\u202e", "a" * 10**6, "a " * 10**5, "🏔", "ǂ"])
def test_odd_input_is_no_error(record: FullText, query: str) -> None:
    record.find(query)


def test_an_answer_takes_no_time_that_a_reader_would_notice(record: FullText) -> None:
    queries = ["teetwal", "pulwma", "xqzzt unknwn wrds", "a", "pahalgam attack claims by india"]

    def milliseconds(query: str) -> float:
        start = time.perf_counter()
        record.find(query)
        return (time.perf_counter() - start) * 1000

    for query in queries:
        assert median(milliseconds(query) for _ in range(5)) < MOST_MILLISECONDS
