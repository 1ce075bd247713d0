"""Claims as readers meet them, in words: the browser holds each once, and is then told which.

A claim is named by its event and its place among the event's claims: a page that answers a filter
sends these places, and no words again.
"""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from kashmir_map.account import date_words
from kashmir_map.evidence import ClaimRow, Evidence, SourceRow, claim_words, figure
from kashmir_map.statements import SUBJECT_NAMES, counted_words
from kashmir_map.vocabulary import Side, Stance


class Quote(TypedDict):
    """One claim in words.

    `text` is all that is claimed, `figure` its number, `beside` what is said beside the figure,
    `counted` who is counted where the text leaves it open; `source` is (publisher, address).
    """

    name: str
    side: Side
    subject: str
    stance: Stance
    text: str
    figure: str
    beside: str
    counted: str
    stated: str
    source: tuple[str, str]


def quotes(evidence: Mapping[str, Evidence]) -> dict[str, list[Quote]]:
    """Return the claims of every event, by its id, in the order of its evidence."""
    return {
        event: [_quote(claim, found.source[claim.article]) for claim in found.claims]
        for event, found in evidence.items()
    }


def _quote(claim: ClaimRow, source: SourceRow) -> Quote:
    number = "" if claim.low is None else figure(claim.low, claim.high)
    stated = date_words(claim.stated)
    words = claim.value_text if claim.value_text.strip() != number else ""
    return {
        "name": claim.speaker,
        "side": claim.side,
        "subject": SUBJECT_NAMES[claim.subject],
        "stance": claim.stance,
        "text": claim_words(claim),
        "figure": number,
        "beside": _joined((words, stated)),
        "counted": counted_words(claim),
        "stated": stated,
        "source": (source.publisher, source.url),
    }


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
