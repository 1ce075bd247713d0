"""UCDP GED and ACLED: every code, every column, every refusal."""

from pathlib import Path

import pytest

from kashmir_map.archives.mapping import (
    ACLED_DATES,
    ACLED_PLACES,
    ACLED_TYPES,
    UCDP_DATES,
    UCDP_PLACES,
    UCDP_TYPES,
)
from kashmir_map.archives.ucdp import COLUMNS
from kashmir_map.dates import window_words
from kashmir_map.vocabulary import family_of
from tests.unit.archives.conftest import Refused, Rows
from tests.unit.archives.samples import ACLED_ROW, UCDP_ROW, write


def test_a_row_of_ucdp_keeps_its_numbers_and_words(taken: Rows) -> None:
    (event,) = taken([UCDP_ROW])

    assert window_words(event["start"], event["end"]) == "1 October 2001"
    assert {name: event[name] for name in event if name not in {"start", "end", "geometry"}} == {
        "id": "1",
        "date_precision": "day",
        "latitude": 34.083656,
        "longitude": 74.797371,
        "location_precision": "town",
        "type": "clash",
        "family": "violence",
        "deaths_low": 1,
        "deaths_best": 2,
        "deaths_high": 3,
        "actors": "Government of India; Kashmir insurgents",
        "place": "Srinagar town",
        "archive_type": "state-based violence",
        "title": "A headline",
        "notes": "police",
        "source": "A paper, 2001-10-02",
        "attribution": ("UCDP GED, Uppsala Conflict Data Program, Uppsala University (CC BY 4.0)"),
    }
    assert (event["geometry"].x, event["geometry"].y) == (74.797371, 34.083656)


@pytest.mark.parametrize(("code", "ours"), UCDP_TYPES.items())
def test_types_of_ucdp(taken: Rows, code: str, ours: tuple[str, str]) -> None:
    (event,) = taken([UCDP_ROW | {"type_of_violence": code}])

    assert (event["type"], event["archive_type"]) == ours


@pytest.mark.parametrize(("code", "ours"), UCDP_PLACES.items())
def test_places_of_ucdp(taken: Rows, code: str, ours: tuple[str, str]) -> None:
    assert taken([UCDP_ROW | {"where_prec": code}])[0]["location_precision"] == ours[0]


@pytest.mark.parametrize(("code", "ours"), UCDP_DATES.items())
def test_dates_of_ucdp(taken: Rows, code: str, ours: tuple[str, str]) -> None:
    assert taken([UCDP_ROW | {"date_prec": code}])[0]["date_precision"] == ours[0]


def test_an_interval_of_ucdp_ends_with_its_last_day(taken: Rows) -> None:
    (event,) = taken([UCDP_ROW | {"date_end": "2001-10-07 00:00:00.000", "date_prec": "3"}])

    assert window_words(event["start"], event["end"]) == "1 – 7 October 2001"


def test_ucdp_without_a_header_is_read_by_the_order_of_its_columns(
    taken: Rows, tmp_path: Path
) -> None:
    rows = [UCDP_ROW, UCDP_ROW | {"id": "2", "source_original": "two\nlines, “quoted”"}]
    path = write(tmp_path / "ged.csv", rows, header=False, columns=COLUMNS)

    assert [event["notes"] for event in taken(path)] == ["police", "two\nlines, “quoted”"]


def test_older_releases_of_ucdp_have_other_names_and_another_order(
    taken: Rows, tmp_path: Path
) -> None:
    older = {"best": "best_est", "low": "low_est", "high": "high_est"}
    row = {older.get(name, name).upper(): cell for name, cell in reversed(UCDP_ROW.items())}
    del row["SOURCE_HEADLINE"]

    (event,) = taken(write(tmp_path / "ged.csv", [row]))

    assert (event["deaths_best"], event["title"]) == (2, "India: Kashmir")


def test_what_ucdp_lacks_is_named(refused: Refused, tmp_path: Path) -> None:
    row = {n: c for n, c in UCDP_ROW.items() if n not in {"date_start", "best"}}
    path = write(tmp_path / "ged.csv", [row], columns=[*row][:5] + [*row][5:])

    said = refused(path)

    assert [one.partition(" – ")[0] for one in said] == [
        "ged.csv:row 1:date_start: is not there, and UCDP GED cannot be read without it",
        "ged.csv:row 1:best: is not there, and UCDP GED cannot be read without it",
    ]
    assert all("it has id, relid, year" in one for one in said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": ""}, "id: is empty – give every event a name of its own"),
        (
            {"type_of_violence": "4"},
            "type_of_violence: 4 is not a known value – write one of: 1, 2, 3",
        ),
        ({"where_prec": ""}, "where_prec: is empty – write one of: 1, 2, 3, 4, 5, 6, 7"),
        ({"date_prec": "x"}, 'date_prec: "x" is not a known value – write one of: 1, 2, 3, 4, 5'),
        (
            {"latitude": "341.2"},
            "latitude: 341.2 is outside −90 … 90 – write decimal degrees, such as 34.08",
        ),
        (
            {"longitude": "74,8"},
            'longitude: "74,8" is not a number – write decimal degrees, such as 34.08',
        ),
        ({"latitude": "nan"}, 'latitude: "nan" is not a number – write decimal degrees'),
        (
            {"date_start": "2/26/2020"},
            'date_start: "2/26/2020" is not a day like 2020-02-26 – write year, month and day',
        ),
        ({"date_end": "2001-02-30"}, 'date_end: "2001-02-30" is not a day of the calendar'),
        ({"date_start": "2001"}, "date_start: 2001 is not a day like 2020-02-26"),
        ({"date_start": ""}, "date_start: is empty – write year, month and day"),
        (
            {"date_end": "0001-01-01"},
            'date_end: "0001-01-01" is not between the years 1500 and 2200',
        ),
        (
            {"date_end": "2001-09-30 00:00:00.000"},
            'date_end: "2001-09-30 00:00:00.000" lies before date_start – swap the two',
        ),
        ({"best": "-1"}, "best: -1 is not a whole number – write digits only"),
        ({"best": "2.5"}, "best: 2.5 is not a whole number – write digits only"),
        ({"high": ""}, "high: is empty – write a whole number, or 0"),
        ({"high": "99999999"}, "high: 99999999 is more than 10,000,000 – check the number"),
        ({"low": "3"}, "low: 3 is above best – check low, best and high"),
        ({"high": "1"}, "high: 1 is below best – check low, best and high"),
    ],
)
def test_what_ucdp_may_not_hold(refused: Refused, change: dict[str, str], said: str) -> None:
    (problem,) = refused([UCDP_ROW | {"id": "0"}, UCDP_ROW | change])

    assert problem.startswith(f"file.csv:row 3:{said}")


def test_every_mistake_of_a_row_is_told(refused: Refused) -> None:
    said = refused([UCDP_ROW | {"where_prec": "9", "best": "many"}])

    assert [one.split(":")[2] for one in said] == ["best", "where_prec"]


def test_an_id_that_stands_twice_is_refused_where_it_comes_again(refused: Refused) -> None:
    (said,) = refused([UCDP_ROW, UCDP_ROW | {"id": "2"}, UCDP_ROW])

    assert said == (
        "file.csv:row 4:id: 1 is the id of row 2 already – "
        "delete one of the rows, or give it an id of its own"
    )


def test_a_row_of_acled_keeps_its_numbers_and_words(taken: Rows) -> None:
    (event,) = taken([ACLED_ROW])

    assert window_words(event["start"], event["end"]) == "31 January 2023"
    assert event["deaths_best"] == 2
    assert str(event["deaths_low"]) == str(event["deaths_high"]) == "nan"
    assert event["actors"] == "Military Forces of India; Unidentified Armed Group; Somebody"
    assert event["archive_type"] == "Battles – Armed clash"
    assert event["notes"] == "On 31 January 2023, something happened."
    assert event["attribution"] == "ACLED, acleddata.com"


@pytest.mark.parametrize(
    ("general", "special", "ours"),
    [
        (general, special, kind)
        for general, (usual, others) in ACLED_TYPES.items()
        for special, kind in {"": usual, "Something new": usual, **others}.items()
    ],
)
def test_types_of_acled(taken: Rows, general: str, special: str, ours: str) -> None:
    row = ACLED_ROW | {"event_type": general.capitalize(), "sub_event_type": special.upper()}

    (event,) = taken([row])

    assert event["type"] == ours
    assert event["family"] == family_of(event["type"])


@pytest.mark.parametrize(("code", "ours"), ACLED_PLACES.items())
def test_places_of_acled(taken: Rows, code: str, ours: tuple[str, str]) -> None:
    assert taken([ACLED_ROW | {"geo_precision": code}])[0]["location_precision"] == ours[0]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1", "15 February 2023"),
        ("2", "12 – 18 February 2023"),
        ("3", "February 2023"),
    ],
)
@pytest.mark.parametrize("date", ["2023-02-15", "15 February 2023"])
def test_dates_of_acled(taken: Rows, code: str, words: str, date: str) -> None:
    (event,) = taken([ACLED_ROW | {"time_precision": code, "event_date": date}])

    assert window_words(event["start"], event["end"]) == words
    assert event["date_precision"] == ACLED_DATES[code][0]


def test_a_byte_order_mark_is_no_part_of_a_name(taken: Rows, tmp_path: Path) -> None:
    assert taken(write(tmp_path / "acled.csv", [ACLED_ROW], encoding="utf-8-sig"))


def test_acled_without_deaths_says_nothing_of_deaths(taken: Rows) -> None:
    (event,) = taken([ACLED_ROW | {"fatalities": ""}])

    assert str(event["deaths_best"]) == "nan"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"event_id_cnty": ""}, "event_id_cnty: is empty"),
        ({"event_date": "31/01/2023"}, 'event_date: "31/01/2023" is not a day like 2020-02-26'),
        ({"event_date": "31 Brumaire 2023"}, 'event_date: "31 Brumaire 2023" is not a day like'),
        ({"event_date": "31 February 2023"}, 'event_date: "31 February 2023" is not a day of the'),
        ({"time_precision": "4"}, "time_precision: 4 is not a known value – write one of: 1, 2, 3"),
        ({"geo_precision": ""}, "geo_precision: is empty – write one of: 1, 2, 3"),
        ({"event_type": "Gossip"}, 'event_type: "Gossip" is not a known value – write one of: b'),
        ({"fatalities": "two"}, 'fatalities: "two" is not a whole number'),
    ],
)
def test_what_acled_may_not_hold(refused: Refused, change: dict[str, str], said: str) -> None:
    (problem,) = refused([ACLED_ROW | change])

    assert problem.startswith(f"file.csv:row 2:{said}")


def test_what_acled_lacks_is_named(refused: Refused) -> None:
    row = {name: cell for name, cell in ACLED_ROW.items() if name != "event_type"}

    (said,) = refused([row])

    assert said.startswith(
        "file.csv:row 1:event_type: is not there, and ACLED cannot be read without it"
    )
