"""What the browser draws an archive from, and what it is told of the rows that are clicked."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from kashmir_map.archives.account import MOST_ROWS, deaths_words, rows_account
from kashmir_map.archives.archive import Archive
from kashmir_map.archives.drawing import BYTES, COLUMNS, UNKNOWN_DEATHS, drawing
from kashmir_map.archives.layout import LOCATION_PRECISIONS, TYPES
from kashmir_map.archives.store import Store
from kashmir_map.dates import Window
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW

Taken = Callable[..., list[dict[str, Any]]]


def event(number: int, day: int, **cells: str) -> dict[str, str]:
    date = f"2001-10-{day:02} 00:00:00.000"
    return UCDP_ROW | {"id": str(number), "date_start": date, "date_end": date} | cells


ROWS = [
    event(1, 3),
    event(2, 1, where_prec="4", type_of_violence="3"),
    event(3, 1, latitude="32.7", longitude="-0", date_end="2001-10-09 00:00:00.000"),
]


@pytest.fixture
def archive(taken: Taken, store: Store) -> Archive:
    taken([ROWS[0], ROWS[1], ROWS[2] | {"longitude": "75.123456"}])
    return store.open("file")


def columns(file: bytes) -> dict[str, list[int]]:
    count = len(file) // BYTES
    found, at = {}, 0
    for name, kind in COLUMNS:
        found[name] = np.frombuffer(file, kind, count, at).tolist()
        at += count * np.dtype(kind).itemsize
    assert at == len(file)
    return found


def test_an_event_takes_twenty_bytes_in_time_order(archive: Archive) -> None:
    file = drawing(archive)

    found = columns(file)
    day = Window.from_query("2001-10-01", "2001-10-01")
    assert len(file) == 20 * 3
    assert found["start"] == [day.start, day.start, day.start + 2 * 1440]
    assert found["length"] == [1440, 9 * 1440, 1440]
    assert found["latitude"] == [34083656, 32700000, 34083656]
    assert found["longitude"] == [74797371, 75123456, 74797371]
    assert found["deaths"] == [2, 2, 2]
    assert [TYPES[place] for place in found["type"]] == ["attack", "clash", "clash"]
    assert [LOCATION_PRECISIONS[place] for place in found["precision"]] == [
        "region",
        "town",
        "town",
    ]


def test_no_estimate_of_deaths_is_not_an_estimate_of_none(taken: Taken, store: Store) -> None:
    taken([TABLE_ROW])

    assert columns(drawing(store.open("file")))["deaths"] == [UNKNOWN_DEATHS]


def test_a_position_leads_to_the_row_that_it_was_drawn_from(archive: Archive) -> None:
    assert [row["id"] for row in archive.at([2, 0])] == ["1", "2"]

    archive.hold()
    assert [row["id"] for row in archive.at([1, 2])] == ["3", "1"]


def test_a_position_that_is_not_there_is_left_out(archive: Archive) -> None:
    assert archive.at([3, -1]) == []
    assert [row["id"] for row in archive.at([99, 2])] == ["1"]


def test_rows_are_told_in_the_archives_words_with_whom_to_credit(archive: Archive) -> None:
    told = rows_account(archive, [0], 1)

    (row,) = told["rows"]
    assert told["attribution"].startswith("UCDP GED")
    assert told["licence"] == "CC BY 4.0"
    assert row["title"] == "A headline"
    assert row["when"] == "1 October 2001"
    assert row["whereKnown"] == "known by region only"
    assert row["archiveType"] == "one-sided violence"
    assert row["deaths"] == "2, between 1 and 3"
    assert row["notes"] == "police"


def test_of_many_rows_the_first_are_told_with_the_number_of_all(archive: Archive) -> None:
    told = rows_account(archive, [0, 1, 2] * MOST_ROWS, 1234)

    assert len(told["rows"]) == MOST_ROWS
    assert told["total"] == 1234


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1, 2, 3), "2, between 1 and 3"),
        ((5, 5, 5), "5"),
        ((None, 1200, None), "1,200"),
        ((3, None, 8), "3 to 8"),
        ((4, None, 4), "4"),
        ((None, None, None), ""),
        ((0, 0, 0), "0"),
    ],
)
def test_deaths_are_said_with_their_bounds(
    numbers: tuple[int | None, int | None, int | None], words: str
) -> None:
    assert deaths_words(*numbers) == words
