"""Stories as the page tells them: a path of steps, and the cards that lead to it."""

from __future__ import annotations

from typing import TypedDict

from kashmir_map.account import date_words
from kashmir_map.catalog import Catalog
from kashmir_map.dates import window_words
from kashmir_map.selection import OPENING_STORY


class Card(TypedDict):
    """A story in few words: `when` is its window, `steps` their number."""

    id: str
    title: str
    when: str
    steps: int
    summary: str


class Source(TypedDict):
    """The article that a story starts from."""

    publisher: str
    published: str
    url: str
    title: str


class Step(TypedDict):
    """One step of a path: its event, when that was, and what it adds."""

    event: str
    title: str
    when: str
    caption: str


class Path(TypedDict):
    """A loaded story; `at` is the step whose event is open, counted from 0, or None."""

    card: Card
    article: Source | None
    steps: list[Step]
    at: int | None


def cards(catalog: Catalog) -> list[Card]:
    """Return every story as a card, the article's first, the others in order of time."""
    stories = sorted(
        catalog.stories,
        key=lambda name: (name != OPENING_STORY, catalog.stories[name].window.start, name),
    )
    return [_card(catalog, name) for name in stories]


def path(catalog: Catalog, story: str, event: str | None) -> Path:
    """
    Return a story as a path.

    Raises
    ------
    KeyError
        If the record holds no such story.
    """
    told = catalog.stories[story]
    steps = [step.event for step in told.steps]
    return Path(
        card=_card(catalog, story),
        article=None if told.article is None else _source(catalog, told.article),
        steps=[
            Step(
                event=step.event,
                title=str(catalog.events.loc[step.event, "title"]),
                when=_when(catalog, step.event),
                caption=step.caption,
            )
            for step in told.steps
        ],
        at=steps.index(event) if event in steps else None,
    )


def _card(catalog: Catalog, name: str) -> Card:
    story = catalog.stories[name]
    return Card(
        id=name,
        title=story.title,
        when=window_words(story.window.start, story.window.end),
        steps=len(story.steps),
        summary=story.summary,
    )


def _source(catalog: Catalog, article: str) -> Source:
    row = catalog.articles.loc[article]
    return Source(
        publisher=str(row["publisher"]),
        published=date_words(str(row["published"])) or "no date",
        url=str(row["url"]),
        title=str(row["title"]),
    )


def _when(catalog: Catalog, event: str) -> str:
    start = str(catalog.events.loc[event, "start"])
    return date_words(start[:10])
