"""Tables of a reader's own: columns guessed, said, remembered; what their cells may hold."""

from pathlib import Path

import pytest

from kashmir_map.archives.memory import FILE, recalled, remember
from kashmir_map.archives.store import Store
from kashmir_map.archives.table import Reading, guessed
from kashmir_map.dates import window_words
from tests.unit.archives.conftest import Refused, Rows
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW, write


def test_columns_are_guessed_by_name() -> None:
    assert guessed(["LAT", "Long", "Event Date", "Killed", "Headline", "shoe size"]) == {
        "latitude": "LAT",
        "longitude": "Long",
        "start": "Event Date",
        "deaths_best": "Killed",
        "title": "Headline",
    }


def test_a_column_is_guessed_for_one_thing_only() -> None:
    assert guessed(["lat", "lon", "date", "event_type", "location"])["type"] == "event_type"
    assert "archive_type" not in guessed(["lat", "lon", "date", "event_type"])


def test_a_table_says_no_more_than_it_holds(taken: Rows) -> None:
    (event,) = taken([{"lat": "34", "lon": "75", "date": "1999-05"}])

    assert event["id"] == "row-2"
    assert (event["type"], event["location_precision"]) == ("other", "town")
    assert event["date_precision"] == "month"
    assert window_words(event["start"], event["end"]) == "May 1999"
    assert event["attribution"] == "file.csv"


@pytest.mark.parametrize(
    ("text", "precision", "words"),
    [
        ("1999", "year", "1999"),
        ("1999-05-02", "day", "2 May 1999"),
        ("2 May 1999", "day", "2 May 1999"),
        ("1999-05-02T06:30", "time", "2 May 1999, 06:30 – 06:31"),
        ("1999-05-02 06:30:59.5", "time", "2 May 1999, 06:30 – 06:31"),
        ("1999-05-02T06:30:00Z", "time", "2 May 1999, 06:30 – 06:31"),
        ("1999-05-02 06:30+0530", "time", "2 May 1999, 06:30 – 06:31"),
        ("1999-05-02 00:00:00", "day", "2 May 1999"),
    ],
)
def test_dates_are_as_exact_as_they_are_written(
    taken: Rows, text: str, precision: str, words: str
) -> None:
    (event,) = taken([TABLE_ROW | {"date": text}])

    assert event["date_precision"] == precision
    assert window_words(event["start"], event["end"]) == words


def test_an_end_may_be_said_or_not(taken: Rows) -> None:
    rows = [TABLE_ROW | {"end": "1999-07"}, TABLE_ROW | {"end": ""}]

    words = [window_words(event["start"], event["end"]) for event in taken(rows)]

    assert words == ["May – July 1999", "May 1999"]


def test_precisions_and_types_may_be_ours(taken: Rows) -> None:
    row = TABLE_ROW | {
        "type": "Shelling",
        "date_precision": "year",
        "location_precision": "District",
    }

    (event,) = taken([row])

    assert (event["type"], event["family"]) == ("shelling", "violence")
    assert (event["date_precision"], event["location_precision"]) == ("year", "district")
    assert event["archive_type"] == "Shelling"


def test_the_readers_word_goes_over_the_guess(taken: Rows) -> None:
    row = TABLE_ROW | {"y": "10", "what": "Bomb!", "memo": "words"}
    reading = Reading(
        {"latitude": "lat", "type": "what", "notes": "memo", "title": ""}, {"bomb!": "attack"}
    )

    (event,) = taken([row], reading=reading)

    assert (event["type"], event["archive_type"], event["notes"]) == ("attack", "Bomb!", "words")
    assert (event["latitude"], event["title"]) == (34.08, "")


def test_what_was_said_is_remembered_for_the_same_columns(
    taken: Rows, store: Store, tmp_path: Path
) -> None:
    row = {"a": "34", "b": "75", "c": "1999"}
    reading = Reading({"latitude": "a", "longitude": "b", "start": "c"})
    taken(write(tmp_path / "one.csv", [row]), reading=reading)

    assert taken(write(tmp_path / "two.csv", [row], columns="cba"))[0]["latitude"] == 34
    assert recalled(store.folder, ["a", "b"]) == Reading()


def test_what_is_said_now_goes_over_what_was_said(tmp_path: Path) -> None:
    remember(tmp_path, ["a", "b"], Reading({"title": "a", "notes": "b"}, {"x": "attack"}))
    remember(tmp_path, ["b", "a"], Reading({"title": "b"}))

    assert recalled(tmp_path, ["a", "b"]) == Reading({"title": "b", "notes": "b"}, {"x": "attack"})


@pytest.mark.parametrize("text", ["{", "[]", "\x00"])
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)

    assert recalled(tmp_path, ["a"]) == Reading()


def test_a_known_archive_may_be_read_as_a_table(taken: Rows) -> None:
    assert taken([UCDP_ROW], kind="csv")[0]["archive_type"] == ""


def test_columns_that_nobody_can_guess_are_asked_for(refused: Refused) -> None:
    said = refused([{"a": "34", "b": "75"}])

    assert said == [
        f"file.csv:{name}: was not found among the columns – "
        f"name it: --column {name}=NAME; the file has a, b"
        for name in ("latitude", "longitude", "start")
    ]


def test_names_that_exist_nowhere_are_refused(refused: Refused) -> None:
    reading = Reading({"height": "lat", "title": "heading"}, {"bomb": "boom"})

    said = refused([TABLE_ROW], reading=reading)

    assert [one.partition(" – ")[0] for one in said] == [
        'file.csv: "height" is not a column of ours',
        'file.csv: "heading" is not a column of the file',
        'file.csv: "boom" is not a type of ours',
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lat": ""}, "lat: is empty – write decimal degrees, such as 34.08"),
        ({"lon": "181"}, "lon: 181 is outside −180 … 180"),
        ({"date": "07/05/2025"}, 'date: "07/05/2025" is not a date like 2020, 2020-02, 2020-02-26'),
        ({"date": ""}, "date: is empty – write 2020, 2020-02, 2020-02-26 or 2020-02-26T05:30"),
        ({"date": "1999-05-02 25:00"}, 'date: "1999-05-02 25:00" is not a time of the day'),
        ({"type": "gossip"}, 'type: "gossip" is not a known value – write one of: attack, air'),
        ({"end": "1998"}, "end: 1998 lies before the start – swap the two, or mend one"),
        ({"deaths_low": "3", "deaths": "2"}, "deaths_low: 3 is above deaths_best – swap the two"),
        ({"deaths": "3", "deaths_high": "2"}, "deaths: 3 is above deaths_high – swap the two"),
        ({"deaths_low": "3", "deaths_high": "2"}, "deaths_low: 3 is above deaths_high – swap"),
        ({"id": ""}, "id: is empty – give every event a name of its own"),
        ({"location_precision": "here"}, 'location_precision: "here" is not a known value'),
        ({"date_precision": "era"}, 'date_precision: "era" is not a known value'),
    ],
)
def test_what_a_table_may_not_hold(refused: Refused, change: dict[str, str], said: str) -> None:
    (problem,) = refused([TABLE_ROW | change])

    assert problem.startswith(f"file.csv:row 2:{said}")
