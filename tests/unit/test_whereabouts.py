import pytest

from kashmir_map.regions import Regions, Unit
from kashmir_map.whereabouts import full_name, mentions, named_unit, names_unit

UNITS = Regions.load().units


def unit(code: str) -> Unit:
    return next(one for one in UNITS if one.code == code)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Baisaran meadow, Pahalgam, Anantnag district, Jammu and Kashmir", "JK"),
        ("Ladakh", "LA"),
        ("Muzaffarabad, Azad Jammu and Kashmir", "AJK"),
        ("Muzaffarabad, Azad Jammu and Kashmir, Pakistan", "AJK"),
        ("Amritsar, Punjab, India", "PB_IN"),
        ("Attari, India", "PB_IN"),
        ("Lahore, Punjab, Pakistan", "PB_PK"),
        ("New Delhi, India", "DL"),
        ("Balakot, Khyber Pakhtunkhwa", "KP"),
        ("Abbottabad, Pakistan", "KP"),
        ("Kandahar, Afghanistan", "AFG"),
    ],
)
def test_a_place_names_its_unit(place: str, code: str) -> None:
    assert names_unit(place, unit(code), UNITS)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Srinagar, India", "JK"),  # who governs it is not enough where that is disputed
        ("Muzaffarabad, Pakistan", "AJK"),
        ("Srinagar", "JK"),
        ("Uri, Jammu and Kashmir", "AJK"),
        ("Muzaffarabad, Azad Jammu and Kashmir", "JK"),
        ("Lahore, Punjab, Pakistan", "PB_IN"),
        ("Amritsar, Punjab", "PB_IN"),  # of two Punjabs the country tells which
        ("Amritsar, Punjab, India", "PB_PK"),
        ("Lahore, Punjab, Pakistan", "KP"),
        ("Lahore, Pakistan", "DL"),
    ],
)
def test_a_place_that_names_another_unit_or_none(place: str, code: str) -> None:
    assert not names_unit(place, unit(code), UNITS)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("JK", "Jammu and Kashmir"),
        ("PB_IN", "Punjab, India"),
        ("KP", "Khyber Pakhtunkhwa, Pakistan"),
        ("AFG", "Afghanistan"),
    ],
)
def test_the_words_that_a_place_should_end_with(code: str, words: str) -> None:
    assert full_name(unit(code)) == words
    assert names_unit(f"Somewhere, {words}", unit(code), UNITS)


def test_only_the_last_part_names_a_unit_of_the_disputed_land() -> None:
    assert named_unit("Leh, Ladakh", UNITS) == unit("LA")
    assert named_unit("Ladakh House, Delhi", UNITS) is None
    assert named_unit("Moscow, Russia", UNITS) is None


def test_a_longer_name_does_not_mention_the_shorter() -> None:
    assert mentions("It falls in Jammu and Kashmir.", unit("JK"), UNITS)
    assert not mentions("It falls in Azad Jammu and Kashmir.", unit("JK"), UNITS)
    assert mentions("It falls in Azad Jammu and Kashmir.", unit("AJK"), UNITS)
    assert mentions("The marker is in Punjab.", unit("PB_PK"), UNITS)
