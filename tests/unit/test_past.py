"""What happened before in the same place."""

from collections.abc import Sequence

import pyproj
import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.past import MOST, RADIUS_KM, days_words, past
from kashmir_map.reading import units_of
from kashmir_map.regions import Regions, Unit

POONCH = "2025-05-07-poonch-shelling"
STRIKES = "2025-05-07-operation-sindoor"
PLACED = ["exact", "town", "district"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def units(catalog: Catalog) -> Sequence[Unit | None]:
    return units_of(catalog, Regions.load())


def km(catalog: Catalog, one: str, other: str) -> float:
    rows = catalog.events.loc[[one, other]]
    geod = pyproj.Geod(ellps="WGS84")
    return float(geod.line_length(rows["longitude"], rows["latitude"])) / 1000


def test_what_is_told_was_over_before_and_is_near(
    catalog: Catalog, units: Sequence[Unit | None]
) -> None:
    events = catalog.events
    for event in events.index[events["location_precision"].isin(PLACED)][::7]:
        told = past(catalog, units, event)
        assert told is not None
        others = [one["id"] for one in told["events"]]
        assert event not in others
        for other in others:
            assert events.loc[other, "end_minute"] <= events.loc[event, "start_minute"]
            assert km(catalog, event, other) <= RADIUS_KM
            assert events.loc[other, "location_precision"] in PLACED
        starts = [events.loc[other, "start_minute"] for other in others]
        assert starts == sorted(starts, reverse=True)


def test_nothing_near_is_left_out(catalog: Catalog, units: Sequence[Unit | None]) -> None:
    events = catalog.events
    expected = {
        str(other)
        for other in events.index[events["end_minute"] <= events.loc[POONCH, "start_minute"]]
        if events.loc[other, "location_precision"] in PLACED
        and km(catalog, POONCH, str(other)) <= RADIUS_KM
    }
    told = past(catalog, units, POONCH)

    assert told is not None
    assert 3 < len(expected) <= MOST
    assert {one["id"] for one in told["events"]} == expected
    assert told["words"].startswith(f"{len(expected)} earlier events within 25 km, the first in ")
    assert told["head"] == "Before this, here"
    assert told["untold"] == ""


def test_a_distance_is_a_rough_one_unless_both_places_are_exact(
    catalog: Catalog, units: Sequence[Unit | None]
) -> None:
    precision = catalog.events["location_precision"]
    words: dict[bool, list[str]] = {True: [], False: []}
    for event in catalog.events.index[precision.isin(PLACED)]:
        told = past(catalog, units, event)
        for one in told["events"] if told else []:
            exact = precision[one["id"]] == precision[event] == "exact"
            words[exact].append(one["where"].rpartition(", ")[2])

    assert words[True]
    assert all(one == "same place" or one[0].isdigit() for one in words[True])
    assert all(one.startswith(("about ", "as far as known")) for one in words[False])


def test_what_is_known_by_region_only_is_followed_by_its_unit(
    catalog: Catalog, units: Sequence[Unit | None]
) -> None:
    unit = dict(zip(catalog.events.index, units, strict=True))
    told = past(catalog, units, STRIKES)

    assert told is not None
    assert told["head"] == "Before this, in Azad Jammu and Kashmir"
    assert len(told["events"]) == MOST
    assert told["untold"].endswith("the page Chronology lists all.")
    assert {found.code for one in told["events"] if (found := unit[one["id"]])} == {"AJK"}


def test_what_is_known_by_country_only_has_no_place(
    catalog: Catalog, units: Sequence[Unit | None]
) -> None:
    countrywide = catalog.events.index[catalog.events["location_precision"] == "country"]

    assert len(countrywide)
    assert all(past(catalog, units, event) is None for event in countrywide)


def test_that_nothing_came_before_is_said(catalog: Catalog, units: Sequence[Unit | None]) -> None:
    first = str(catalog.events["start_minute"].idxmin())
    told = past(catalog, units, first)

    assert told is not None
    assert told["events"] == []
    assert told["words"] == "This record holds no earlier event within 25 km"


def test_an_event_that_is_not_there_is_an_error(
    catalog: Catalog, units: Sequence[Unit | None]
) -> None:
    with pytest.raises(KeyError):
        past(catalog, units, "nobody-knows")


def test_days_are_whole() -> None:
    assert days_words(0, 1) == "1 January 1970"
    assert days_words(1439, 1441) == "1 – 2 January 1970"
