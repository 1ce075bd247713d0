"""Every article with what rests on it: events, the claims about them, stories, boundaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypedDict, cast

from kashmir_map.account import date_words
from kashmir_map.catalog import Catalog
from kashmir_map.countries import country_name
from kashmir_map.evidence import Evidence, claim_words


class Told(TypedDict):
    """An event as a list of articles names it."""

    id: str
    title: str
    when: str


class Support(TypedDict):
    """
    One event that an article supports.

    `event` is its position in the list of events; `compared` is true if date, place and core
    statement were compared with the article; `claims` holds speaker, "says" or "denies", and words.
    """

    event: int
    compared: bool
    claims: list[tuple[str, str, str]]


class ArticleRow(TypedDict):
    """
    One article.

    `published` is an ISO date for ordering, `date` the words for it, both as exact as it is known;
    `also` says what else rests on it, in sentences.
    """

    id: str
    title: str
    described: bool
    publisher: str
    agency: str
    country: str
    kind: str
    published: str
    date: str
    accessed: str
    language: str
    url: str
    supports: list[Support]
    also: list[str]


def told_events(catalog: Catalog) -> list[Told]:
    """Return every event in the order of time."""
    events = catalog.events[["title", "start"]]
    return [
        Told(id=event, title=title, when=date_words(start[:10]))
        for event, title, start in events.itertuples(name=None)
    ]


def article_rows(catalog: Catalog, evidence: Mapping[str, Evidence]) -> list[ArticleRow]:
    """Return every article, in the order of the table; takes some 50 ms for thousands."""
    supports = _supports(catalog, evidence)
    also = _also(catalog)
    rows = cast("dict[str, dict[str, Any]]", catalog.articles.to_dict("index"))
    return [
        ArticleRow(
            id=article,
            title=row["title"],
            described=row["title_is_description"],
            publisher=row["publisher"],
            agency="" if row["agency"] == row["publisher"] else row["agency"],
            country=country_name(row["publisher_country"]),
            kind=row["kind"],
            published=row["published"],
            date=date_words(row["published"]),
            accessed=date_words(row["accessed"]),
            language=row["language"],
            url=row["url"],
            supports=supports[article],
            also=also[article],
        )
        for article, row in rows.items()
    ]


def _supports(
    catalog: Catalog, evidence: Mapping[str, Evidence]
) -> defaultdict[str, list[Support]]:
    supports: defaultdict[str, list[Support]] = defaultdict(list)
    compared = catalog.events["compared"]
    for position, event in enumerate(catalog.events.index):
        found = evidence[event]
        claims: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for claim in found.claims:
            verb = "says" if claim.stance == "asserts" else "denies"
            claims[claim.article].append((claim.speaker, verb, claim_words(claim)))
        for source in found.sources:
            supports[source.id].append(
                Support(
                    event=position,
                    compared=source.id in compared[event],
                    claims=claims[source.id],
                )
            )
    return supports


def _also(catalog: Catalog) -> defaultdict[str, list[str]]:
    """What rests on an article besides events."""
    also: defaultdict[str, list[str]] = defaultdict(list)
    for story in catalog.stories.values():
        if story.article:
            also[story.article].append(f"The story “{story.title}” starts from it.")
    titles = {one.id: one.title for one in catalog.perspectives}
    cited = catalog.depictions[["source", "perspective"]].drop_duplicates()
    for source, perspective in cited.itertuples(index=False, name=None):
        title = titles.get(perspective, perspective)
        also[source].append(f"It is cited for how boundaries are drawn: {title}.")
    return also
