"""Each event of a record with what belongs to it, as the editorial rules look at it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from kashmir_map.model import Article, Claim, Event
from kashmir_map.record import Record


class Dossier(NamedTuple):
    """
    One event with its sources and claims.

    Parameters
    ----------
    row
        Row of the event in its table, as a spreadsheet numbers it.
    event
        The event.
    cited
        Articles that it cites, in the order of the table of citations.
    compared
        Those of them that it was compared with.
    claims
        Row and content of each claim about it.
    """

    row: int
    event: Event
    cited: tuple[Article, ...]
    compared: tuple[Article, ...]
    claims: tuple[tuple[int, Claim], ...]


def dossiers(record: Record) -> list[Dossier]:
    """Every event with what belongs to it, in the order of the table; the record is sound."""
    articles = {article.id: article for _, article in record.articles.rows}
    cited: defaultdict[str, list[Article]] = defaultdict(list)
    for _, citation in record.citations.rows:
        cited[citation.event].append(articles[citation.article])
    claims: defaultdict[str, list[tuple[int, Claim]]] = defaultdict(list)
    for row, claim in record.claims.rows:
        claims[claim.event].append((row, claim))
    return [
        Dossier(
            row=row,
            event=event,
            cited=tuple(cited[event.id]),
            compared=tuple(articles[article] for article in event.compared),
            claims=tuple(claims[event.id]),
        )
        for row, event in record.events.rows
    ]
