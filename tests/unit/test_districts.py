"""Where an event that is known only by district is shown."""

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.districts import Districts, districts_of


@pytest.fixture(scope="module")
def districts() -> Districts:
    return Districts.load()


@pytest.mark.parametrize(
    ("latitude", "longitude", "name", "unit"),
    [
        (34.0837, 74.7973, "Srinagar", "JK"),
        (33.77, 74.0925, "Poonch", "JK"),
        (33.8578, 73.7604, "Poonch", "AJK"),
        (34.37, 73.4711, "Muzaffarabad", "AJK"),
        (34.1526, 77.5771, "Leh", "LA"),
        (35.2971, 75.6333, "Skardu", "GB"),
        (31.634, 74.8723, "Amritsar", "PB_IN"),
        (32.4945, 74.5229, "Sialkot", "PB_PK"),
    ],
)
def test_a_point_lies_in_its_district(
    latitude: float, longitude: float, name: str, unit: str, districts: Districts
) -> None:
    found = districts.at(latitude, longitude)

    assert found is not None
    assert (found.name, found.unit) == (name, unit)


def test_outside_all_districts_there_is_none(districts: Districts) -> None:
    assert districts.at(55.75, 37.62) is None


def test_words_name_a_district_and_the_marker_tells_two_of_one_name_apart(
    districts: Districts,
) -> None:
    here, across = districts.at(33.77, 74.0925), districts.at(33.8578, 73.7604)

    assert districts.named("Loran, Poonch district, Jammu and Kashmir", here) == here
    assert districts.named("Poonch district, Azad Jammu and Kashmir", across) == across
    assert districts.named("a forest", here) is None


def test_events_known_only_by_district_get_one_and_no_others(districts: Districts) -> None:
    catalog = Catalog.load()
    found = dict(zip(catalog.events.index, districts_of(catalog, districts), strict=True))
    known = catalog.events["location_precision"] == "district"

    assert all(found[event] is None for event in catalog.events.index[~known])
    inside = known & catalog.events["longitude"].between(73, 79)
    missing = [event for event in catalog.events.index[inside] if found[event] is None]
    assert len(missing) <= len(found) // 20, missing
