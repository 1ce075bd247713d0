"""
Doubts: what an editor should look at, though it may well be right.

Each doubt has a name, a rule that yields what it applies to, and the first line of the rule's
docstring as its explanation. `check` counts them against the baseline of the record
(`baseline.py`), so that no kind of them grows unseen.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from kashmir_map.check import own_texts
from kashmir_map.confidence import SIDE_OF_COUNTRY, home, origins
from kashmir_map.dates import DAY
from kashmir_map.dossier import Dossier, dossiers
from kashmir_map.errors import Problem
from kashmir_map.geodesy import distance_km
from kashmir_map.language import weighted_words
from kashmir_map.record import ARTICLES_FILE, CLAIMS_FILE, EVENTS_FILE, Record
from kashmir_map.vocabulary import Family, Side

Doubt = Callable[[Record], Iterator[Problem]]

TITLE_LONG: Final = 70
"""Characters of a title that a list still shows in two lines."""

DUPLICATE_METRES: Final = 5000
"""Geodesic distance within which two events may be one."""

SIDE_WORDS: Final[dict[Side, str]] = {
    "india": "the Indian side",
    "pakistan": "the Pakistani side",
    "china": "the Chinese side",
    "armed-group": "armed groups",
    "residents": "residents",
    "elsewhere": "elsewhere",
}

_INEXACT = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|approximately|at least|more than|over|up to)\s+\d",
    re.IGNORECASE,
)


def doubts(record: Record) -> dict[str, list[Problem]]:
    """Return what each rule finds, by the rule's name; a rule that finds nothing is there too."""
    return {name: list(rule(record)) for name, rule in DOUBTS.items()}


def explanation(name: str) -> str:
    """What a doubt means, in one sentence."""
    return (inspect.getdoc(DOUBTS[name]) or "").partition("\n")[0]


def not_compared(record: Record) -> Iterator[Problem]:
    """The event has not been compared with its sources yet."""
    for row, event in record.events.rows:
        if not event.checked:
            rule, fix = "is not compared with its sources yet", "fill in checked and compared"
            yield Problem(EVENTS_FILE, row, "id", event.id, rule, fix)


def weighted_language(record: Record) -> Iterator[Problem]:
    """A word of our own may weigh for one side."""
    for file, row, column, text in own_texts(record):
        for word, reason in weighted_words(text):
            yield Problem(file, row, column, word, reason, "quote whoever says it, or change it")


def sources_of_one_side(record: Record) -> Iterator[Problem]:
    """All sources of the event come from one country of the dispute."""
    for dossier in dossiers(record):
        countries = {home(article) for article in dossier.cited}
        side = SIDE_OF_COUNTRY.get(next(iter(countries), "")) if len(countries) == 1 else None
        if side:
            rule, fix = f"has sources from {SIDE_WORDS[side]} alone", "look for another side’s"
            yield _about(dossier, rule, fix)


def claims_of_one_side(record: Record) -> Iterator[Problem]:
    """All claims about the event are made by one side of the dispute."""
    for dossier in dossiers(record):
        sides = {claim.side for _, claim in dossier.claims}
        if len(sides) == 1 and "elsewhere" not in sides:
            rule = f"has claims from {SIDE_WORDS[sides.pop()]} alone"
            yield _about(dossier, rule, "look for another side’s account")


def one_origin(record: Record) -> Iterator[Problem]:
    """The event rests on the texts of one origin, or on weak sources alone."""
    for dossier in dossiers(record):
        found = sorted(origins(dossier.cited))
        if len(found) <= 1:
            rule = f"rests on {found[0]} alone" if found else "rests on weak sources alone"
            yield _about(dossier, rule, "look for an independent source")


def near_duplicates(record: Record) -> Iterator[Problem]:
    """Two unrelated events of one family lie within 5 km on one local day."""
    groups: defaultdict[tuple[Family, int], list[Dossier]] = defaultdict(list)
    for dossier in dossiers(record):
        event = dossier.event
        nominal = event.location_precision in {"region", "country"}
        if event.date_precision in {"day", "time"} and not nominal:
            groups[event.family, event.interval[0] // DAY].append(dossier)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if other.event.id not in one.event.related and _metres(one, other) <= DUPLICATE_METRES:
                rule = f"may be the same event as {one.event.id}"
                yield _about(other, rule, "withdraw one of the two, or relate them")


def long_titles(record: Record) -> Iterator[Problem]:
    """The title has more than 70 characters."""
    for row, event in record.events.rows:
        if len(event.title) > TITLE_LONG:
            rule = f"has {len(event.title)} characters"
            fix = f"say it in {TITLE_LONG}"
            yield Problem(EVENTS_FILE, row, "title", event.title, rule, fix)


def inexact_numbers(record: Record) -> Iterator[Problem]:
    """The claim says “about” or “at least”, and its number is exact."""
    for row, claim in record.claims.rows:
        if claim.low is not None and claim.low == claim.high and _INEXACT.search(claim.value_text):
            rule = f"is no exact number, and low and high are both {claim.low}"
            fix = "leave high empty for “at least”, or write a range"
            yield Problem(CLAIMS_FILE, row, "value_text", claim.value_text, rule, fix)


def articles_without_country(record: Record) -> Iterator[Problem]:
    """The country that the article's text comes from is not known."""
    for row, article in record.articles.rows:
        if home(article):
            continue
        if not article.agency:
            rule, fix = f"is empty for {article.publisher}", "write the country of its seat"
            yield Problem(ARTICLES_FILE, row, "publisher_country", "", rule, fix)
        else:
            rule, fix = "is no agency whose country is known", "name its country in confidence.py"
            yield Problem(ARTICLES_FILE, row, "agency", article.agency, rule, fix)


def articles_without_date(record: Record) -> Iterator[Problem]:
    """The day on which the article was published is not known."""
    for row, article in record.articles.rows:
        if not article.published:
            rule, fix = f"is empty for {article.id}", "write it if the page shows it"
            yield Problem(ARTICLES_FILE, row, "published", "", rule, fix)


DOUBTS: Final[dict[str, Doubt]] = {
    "not-compared": not_compared,
    "weighted-language": weighted_language,
    "sources-of-one-side": sources_of_one_side,
    "claims-of-one-side": claims_of_one_side,
    "one-origin": one_origin,
    "near-duplicates": near_duplicates,
    "long-titles": long_titles,
    "inexact-numbers": inexact_numbers,
    "articles-without-country": articles_without_country,
    "articles-without-date": articles_without_date,
}
"""Every doubt by its name, as the baseline and the command line write it."""


def _about(dossier: Dossier, rule: str, fix: str) -> Problem:
    return Problem(EVENTS_FILE, dossier.row, "id", dossier.event.id, rule, fix)


def _metres(one: Dossier, other: Dossier) -> float:
    place = (other.event.latitude, other.event.longitude)
    return 1000 * distance_km(one.event.latitude, one.event.longitude, place)
