"""Everything that was read from a data folder, as far as it was valid."""

from __future__ import annotations

from dataclasses import dataclass, field

from kashmir_map.model import (
    Article,
    Citation,
    Claim,
    Depiction,
    Event,
    Period,
    Perspective,
    Story,
    Withdrawn,
)
from kashmir_map.parts import Row
from kashmir_map.tables import Table

EVENTS_FILE = "events.csv"
CLAIMS_FILE = "claims.csv"
ARTICLES_FILE = "articles.csv"
PERIODS_FILE = "periods.yaml"
PERSPECTIVES_FILE = "perspectives.yaml"


def story_file(story: str) -> str:
    """Name of a story's file within the data folder."""
    return f"stories/{story}.yaml"


@dataclass(frozen=True, slots=True)
class Record:
    """
    Everything that was read, as far as it was valid.

    Parameters
    ----------
    articles, events, claims, citations, withdrawn, depictions
        The tables.
    stories
        Story by id, which is the name of its file.
    periods, perspectives
        In the order of their files.
    """

    articles: Table[Article]
    events: Table[Event]
    claims: Table[Claim]
    citations: Table[Citation]
    withdrawn: Table[Withdrawn]
    depictions: Table[Depiction]
    stories: dict[str, Story] = field(default_factory=dict)
    periods: tuple[Period, ...] = ()
    perspectives: tuple[Perspective, ...] = ()

    @property
    def tables(self) -> tuple[Table[Row], ...]:
        """All tables."""
        return (
            self.articles,
            self.events,
            self.claims,
            self.citations,
            self.withdrawn,
            self.depictions,
        )
