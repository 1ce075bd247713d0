from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.dates import DAY
from kashmir_map.evidence import gather_evidence
from kashmir_map.map.style import TYPE_NAMES
from kashmir_map.reading import Row, hover_words, list_rows, reading_order, units_of
from kashmir_map.regions import Regions
from kashmir_map.selection import Selection
from kashmir_map.vocabulary import family_of

Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def rows_of(catalog: Catalog) -> dict[str, Row]:
    return {row["id"]: row for row in list_rows(catalog, gather_evidence(catalog))}


def test_a_row_says_when_what_where_and_on_whose_word(folder: Path) -> None:
    catalog = Catalog.load(folder, include_unpublished=True)

    rows = rows_of(catalog)

    assert rows["2025-05-07-strikes"] == {
        "id": "2025-05-07-strikes",
        "position": list(catalog.events.index).index("2025-05-07-strikes"),
        "start": catalog.events.loc["2025-05-07-strikes", "start_minute"],
        "end": catalog.events.loc["2025-05-07-strikes", "end_minute"],
        "day": "Wednesday 7 May 2025",
        "title": "India strikes nine sites",
        "meta": "01:05 IST · Missile · Muzaffarabad, Azad Jammu and Kashmir",
        "evidence": "at least 26 killed, says Pakistan military · 2 sources",
        "oneSided": "",
        "type": "missile",
        "family": "violence",
        "precision": "town",
    }
    draft = rows["2025-05-08-draft"]
    assert draft["meta"] == "Shelling · Poonch · placed to the district"
    assert draft["evidence"] + draft["oneSided"] == (
        "3–5 killed, says Indian officials · 1 source, Pakistani"
    )


@pytest.mark.parametrize(
    ("start", "precision", "head", "clock"),
    [
        ("2025-05-07T01:05+05:30", "time", "Wednesday 7 May 2025", "01:05 IST · "),
        ("2025-05-07T00:35+05:00", "time", "Wednesday 7 May 2025", "00:35 PKT · "),
        ("2025-05-07T17:00+03:00", "time", "Wednesday 7 May 2025", "17:00 local time · "),
        ("2025-05-07", "day", "Wednesday 7 May 2025", ""),
        ("2025-05", "month", "May 2025, day not known", ""),
        ("2025", "year", "2025, month not known", ""),
    ],
)
def test_the_heading_is_as_exact_as_the_date(
    start: str, precision: str, head: str, clock: str, folder: Path, edit: Edit
) -> None:
    edit(
        "events.csv",
        "2025-05-07T01:05+05:30,2025-05-07T01:30+05:30,time,",
        f"{start},,{precision},",
    )
    catalog = Catalog.load(folder)

    row = rows_of(catalog)["2025-05-07-strikes"]

    assert row["day"] == head
    assert row["meta"] == f"{clock}Missile · Muzaffarabad, Azad Jammu and Kashmir"


def test_a_list_goes_by_day_and_by_the_clock_where_it_is_known(folder: Path, edit: Edit) -> None:
    edit("events.csv", "2025-05-08,2025-05-09,day", "2025-05-07,2025-05-09,day")
    catalog = Catalog.load(folder, include_unpublished=True)

    order = reading_order(catalog)

    assert sorted(order, key=order.__getitem__) == [
        "1949-01-01-ceasefire",
        "2025-05-07-restraint",  # all of May stands at its first day
        "2025-05-07-strikes",  # 01:05, although the other began with the day
        "2025-05-08-draft",
    ]


def test_what_stands_under_one_heading_stands_together(catalog: Catalog) -> None:
    rows = rows_of(catalog)
    order = reading_order(catalog)

    listed = sorted(rows, key=order.__getitem__)
    heads = [head for head, _ in groupby(rows[event]["day"] for event in listed)]

    assert sorted(order.values()) == list(range(len(catalog.events)))
    assert len(heads) == len(set(heads))


def test_timed_events_come_first_in_their_day(catalog: Catalog) -> None:
    events = catalog.events
    order = reading_order(catalog)
    days: dict[int, list[tuple[bool, int]]] = {}
    for event in sorted(order, key=order.__getitem__):
        minute = int(events.loc[event, "start_minute"])
        timed = events.loc[event, "date_precision"] == "time"
        days.setdefault(minute // DAY, []).append((not timed, minute if timed else 0))

    assert list(days) == sorted(days)
    assert all(found == sorted(found) for found in days.values())
    assert any(len({untimed for untimed, _ in found}) == 2 for found in days.values())


def test_every_event_has_a_row_of_words(catalog: Catalog) -> None:
    rows = rows_of(catalog)

    assert list(rows) == list(catalog.events.index)
    for event, row in rows.items():
        found = catalog.events.loc[event]
        assert row["id"] == event
        assert row["family"] == family_of(found["type"])
        assert TYPE_NAMES[found["type"]] in row["meta"]
        assert (row["start"], row["end"]) == (found["start_minute"], found["end_minute"])
        assert all(type(value) in {str, int} for value in row.values())
        assert all(row[part] for part in ("day", "title", "meta", "evidence"))
        assert " source" in row["evidence"]
        assert row["evidence"].endswith(", ") == bool(row["oneSided"])


def test_the_opening_window_lists_the_crisis_day_by_day(catalog: Catalog) -> None:
    rows = rows_of(catalog)
    order = reading_order(catalog)

    shown = sorted(Selection.opening(catalog).events(catalog), key=order.__getitem__)

    days = list(dict.fromkeys(rows[event]["day"] for event in shown))
    assert "Tuesday 22 April 2025" in days
    assert "Wednesday 7 May 2025" in days
    assert days.index("Wednesday 7 May 2025") < days.index("Saturday 10 May 2025")


# ---- hovers --------------------------------------------------------------------------------------


def test_a_hover_has_a_column_for_each_of_its_parts(catalog: Catalog) -> None:
    regions = Regions.load()
    units = units_of(catalog, regions)

    words = hover_words(catalog, gather_evidence(catalog), units)

    assert set(words) == {"title", "meta", "claims", "sources", "where"}
    assert {len(column) for column in words.values()} == {len(catalog.events)}
    assert all(words["title"])
    assert all(words["where"])
    assert all(count > 0 for count in words["sources"])
    place = list(catalog.events.index).index("2025-05-07-strike-muzaffarabad-bilal")
    unit = units[place]
    assert unit is not None
    assert unit.administered_by == "Pakistan"
    assert words["where"][place] == unit.name


@pytest.mark.parametrize(
    ("event", "where"),
    [
        ("2025-05-05-putin-modi-call", "Moscow"),
        ("2025-04-25-unsc-press-statement", "New York"),
    ],
)
def test_what_happened_far_away_is_told_by_its_town(
    event: str, where: str, catalog: Catalog
) -> None:
    units = units_of(catalog, Regions.load())
    place = list(catalog.events.index).index(event)

    words = hover_words(catalog, gather_evidence(catalog), units)

    assert units[place] is None
    assert words["where"][place] == where


def test_a_place_off_the_map_is_in_no_unit(folder: Path) -> None:
    catalog = Catalog.load(folder)
    by_event = dict(zip(catalog.events.index, units_of(catalog, Regions.load()), strict=True))

    assert by_event["2025-05-07-restraint"] is None  # Moscow
    unit = by_event["2025-05-07-strikes"]
    assert unit is not None
    assert unit.code == "AJK"
