"""The search box in a page of its own."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from kashmir_map.gazetteer import Gazetteer
from kashmir_map.ui.search import _query, candidate
from tests.pages.views import view


def page() -> None:
    from kashmir_map.gazetteer import Gazetteer  # noqa: PLC0415 - AppTest runs this text alone
    from kashmir_map.ui.search import search_box  # noqa: PLC0415

    search_box("a-channel", Gazetteer.load())


def test_before_a_question_there_are_no_candidates() -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert view(app).parts["search"] == {
        "channel": "a-channel",
        "serial": 0,
        "candidates": [],
    }


def test_a_candidate_says_where_the_map_goes_and_what_is_shown() -> None:
    gazetteer = Gazetteer.load()
    place = gazetteer.find("Uri")[0].place
    data = candidate(place, gazetteer.unit_name(place))
    assert json.loads(json.dumps(data)) == {
        "id": "uri",
        "name": "Uri",
        "local": "اڑی",
        "language": "ur",
        "about": "town · Jammu and Kashmir",
        "latitude": 34.086,
        "longitude": 74.032,
        "zoom": 9.5,
    }


@pytest.mark.parametrize(
    ("text", "about"), [("Ladakh", "unit"), ("Rajouri district", "Jammu and Kashmir")]
)
def test_a_candidate_says_nothing_twice(text: str, about: str) -> None:
    gazetteer = Gazetteer.load()
    place = gazetteer.find(text)[0].place
    assert candidate(place, gazetteer.unit_name(place))["about"] == about


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        ({"query": {"text": "Uri", "serial": 7}}, ("Uri", 7)),
        ({"query": {"text": 5, "serial": "x"}}, ("", 0)),
        ({"query": "Uri"}, ("", 0)),
        ({}, ("", 0)),
        (None, ("", 0)),
    ],
)
def test_whatever_the_browser_sends_is_read(state: object, asked: tuple[str, int]) -> None:
    assert _query(state) == asked
