"""Stories as a reader walks them."""

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.selection import OPENING_STORY, STORY_PERIOD, Selection
from kashmir_map.telling import cards, path


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def test_every_story_has_a_card_and_the_articles_comes_first(catalog: Catalog) -> None:
    told = cards(catalog)

    assert {card["id"] for card in told} == set(catalog.stories)
    assert told[0]["id"] == OPENING_STORY
    starts = [catalog.stories[card["id"]].window.start for card in told[1:]]
    assert starts == sorted(starts)


def test_a_path_tells_its_article_and_its_steps(catalog: Catalog) -> None:
    told = path(catalog, OPENING_STORY, None)

    assert told["at"] is None
    assert told["article"] is not None
    assert told["article"]["publisher"] == "The Moscow Times"
    assert told["card"]["steps"] == len(told["steps"])
    assert told["steps"][0]["event"] == "2025-04-22-pahalgam-attack"
    assert told["steps"][0]["when"] == "22 April 2025"


def test_the_open_event_is_the_step_that_a_link_opens_at(catalog: Catalog) -> None:
    step = catalog.stories[OPENING_STORY].steps[3].event
    selection, _ = Selection.from_query({"story": OPENING_STORY, "event": step}, catalog)

    assert selection.event == step
    assert path(catalog, OPENING_STORY, selection.event)["at"] == 3
    assert path(catalog, OPENING_STORY, "1949-01-01-ceasefire")["at"] is None


def test_loading_a_story_shows_its_window_before_the_first_step(catalog: Catalog) -> None:
    for story in catalog.stories:
        selection = Selection.opening(catalog).telling(story, catalog)

        assert (selection.story, selection.event) == (story, None)
        assert selection.window == catalog.stories[story].window
        assert selection.period == STORY_PERIOD


def test_each_step_opens_its_event_in_a_window_that_holds_it(catalog: Catalog) -> None:
    for story, told in catalog.stories.items():
        selection = Selection.opening(catalog).telling(story, catalog)
        for number, step in enumerate(told.steps):
            selection = selection.stepped(number, catalog)
            assert selection.event == step.event
            assert step.event in selection.events(catalog)
            assert told.window.start <= selection.window.start
            assert selection.window.end <= told.window.end
            assert path(catalog, story, selection.event)["at"] == number


def test_a_step_or_a_story_that_is_not_there_changes_nothing(catalog: Catalog) -> None:
    selection = Selection.opening(catalog)

    assert selection.stepped(999, catalog) == selection
    assert selection.stepped(-1, catalog) == selection
    assert selection.telling("nobody-told-it", catalog) == selection
