"""The account of one event: everything a reader is told about it, ready to be set on a page.

Claims stand side by side with who makes them. Numbers are grouped by who is counted and never
added up; words are grouped by speaker.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from kashmir_map.catalog import Catalog
from kashmir_map.dates import Moment, day_words, when_words
from kashmir_map.evidence import (
    ClaimRow,
    Evidence,
    SourceRow,
    claim_words,
    source_counts,
    source_words,
)
from kashmir_map.figures import linear_axis, number
from kashmir_map.map.style import TYPE_NAMES
from kashmir_map.past import days_words
from kashmir_map.reading import PLACE_KNOWN
from kashmir_map.statements import COUNTED_SUBJECTS, SUBJECT_NAMES
from kashmir_map.vocabulary import FAMILY_NAMES, MISSING, Missing, Subject
from kashmir_map.writing import capitalised

_DATE_KNOWN: Final = {
    "time": "",
    "day": "known to the day",
    "month": "known to the month",
    "year": "known to the year",
}
_CONFIDENCE: Final = {
    "high": "well supported",
    "medium": "partly supported",
    "low": "weakly supported",
}


def account(catalog: Catalog, evidence: dict[str, Evidence], event: str) -> dict[str, Any]:
    """Return all that is shown of an event, as plain values that JSON can carry.

    Raises
    ------
    KeyError
        If the record holds no such event.
    """
    row = catalog.events.loc[event]
    found = evidence[event]
    sources = {source.id: source for source in found.sources}
    words, one_sided = source_words(found.sources)
    about = "" if row["location_precision"] == "exact" else "the marker stands for an area"
    where_known = "; ".join(
        part for part in (PLACE_KNOWN[row["location_precision"]], about) if part
    )
    return {
        "id": event,
        "type": row["type"],
        "typeName": TYPE_NAMES[row["type"]],
        "family": row["family"],
        "familyName": FAMILY_NAMES[row["family"]],
        "precision": row["location_precision"],
        "title": row["title"],
        "when": when_words(row["start"], row["end"]),
        "whenKnown": _aside(_DATE_KNOWN[row["date_precision"]]),
        "where": row["place"],
        "whereKnown": _aside(where_known),
        "summary": row["summary"],
        "note": row["note"],
        "missing": _missing(row["not_found"]),
        "checked": _checked(row["checked"], len(row["compared"]), len(found.sources)),
        "claimWords": _claim_words(found.claims),
        "spoken": _spoken(found.claims, sources),
        "counted": _counted(found.claims, sources),
        "sourceWords": f"{words}{f', {one_sided}' if one_sided else ''}"
        f" · {_CONFIDENCE[row['confidence']]}",
        "sourceCounts": source_counts(found.sources),
        "sources": [
            _source(source, core=not row["checked"] or source.id in row["compared"])
            for source in _in_reading_order(found.sources)
        ],
        "related": [_related(catalog, other) for other in row["related"]],
    }


@lru_cache(maxsize=8192)  # as many as days in a record; each is told many times
def date_words(date: str) -> str:
    """An ISO day, month or year in words, as exact as it is written; empty if it is."""
    if not date:
        return ""
    if Moment.parse(date).precision == "day":
        return day_words(Moment.parse(date).start)
    return when_words(date).split(" (")[0]


def _aside(words: str) -> str:
    return f"· {words}" if words else ""


def _missing(gaps: Sequence[Missing]) -> str:
    """What was looked for and not found, in a sentence; empty if nothing was missing."""
    return f"Looked for and not found: {'; '.join(MISSING[gap] for gap in gaps)}." if gaps else ""


def _checked(day: str, compared: int, cited: int) -> str:
    if not day:
        return "Not yet compared with its sources."
    sources = "one source" if compared == 1 else f"{compared} sources"
    others = {0: "", 1: " The other one stands for a claim or a remark."}
    rest = others.get(cited - compared, " The others stand for a claim or a remark.")
    return f"Compared with {sources} on {date_words(day)}.{rest}"


def _claim_words(claims: Sequence[ClaimRow]) -> str:
    if not claims:
        return "No claim about this event is recorded."
    speakers = len({claim.speaker for claim in claims})
    words = (
        f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'} by "
        f"{speakers} {'speaker' if speakers == 1 else 'speakers'}."
    )
    if sum(claim.subject in COUNTED_SUBJECTS for claim in claims) > 1:
        words += " Figures are claims; they are not added up."
    sides = {claim.side for claim in claims}
    if sides in ({"india"}, {"pakistan"}):
        words += f" Only {'Indian' if sides == {'india'} else 'Pakistani'} accounts were found."
    return words


def _by_subject(claims: Sequence[ClaimRow]) -> dict[Subject, list[ClaimRow]]:
    return {
        subject: about
        for subject in SUBJECT_NAMES
        if (about := [claim for claim in claims if claim.subject == subject])
    }


def _is_counted(claim: ClaimRow) -> bool:
    return claim.subject in COUNTED_SUBJECTS and claim.low is not None


def _spoken(claims: Sequence[ClaimRow], sources: dict[str, SourceRow]) -> list[dict[str, Any]]:
    groups = []
    in_words = [claim for claim in claims if not _is_counted(claim)]
    for subject, about in _by_subject(in_words).items():
        speakers: dict[str, dict[str, Any]] = {}
        for claim in about:
            speaker = speakers.setdefault(
                claim.speaker, {"name": claim.speaker, "side": claim.side, "claims": []}
            )
            speaker["claims"].append(
                {
                    "stance": claim.stance,
                    "text": claim_words(claim),
                    "stated": date_words(claim.stated),
                    "source": sources[claim.article].publisher,
                    "url": sources[claim.article].url,
                }
            )
        groups.append({"subject": SUBJECT_NAMES[subject], "speakers": list(speakers.values())})
    return groups


def _counted(claims: Sequence[ClaimRow], sources: dict[str, SourceRow]) -> list[dict[str, Any]]:
    groups = []
    for subject, about in _by_subject([claim for claim in claims if _is_counted(claim)]).items():
        axis = linear_axis(about)
        by_who: dict[str, list[dict[str, Any]]] = {}
        for claim in about:
            by_who.setdefault(claim.counted, []).append(
                number(claim, sources[claim.article], date_words(claim.stated))
            )
        groups.append(
            {
                "subject": SUBJECT_NAMES[subject],
                "most": axis.ticks[-1],
                "ticks": list(axis.ticks),
                "groups": [
                    {"who": capitalised(who), "claims": rows}
                    for who, rows in sorted(by_who.items(), key=_most_claimed_first)
                ],
            }
        )
    return groups


def _most_claimed_first(group: tuple[str, list[dict[str, Any]]]) -> tuple[int, int]:
    _, claims = group
    return -len(claims), max(claim["low"] for claim in claims)


def _source(source: SourceRow, *, core: bool) -> dict[str, Any]:
    """A source as readers see it; `core` if what, where and when were compared with it."""
    publisher = source.publisher
    if source.agency and source.agency != publisher:
        publisher += f" ({source.agency})"
    return {
        "publisher": publisher,
        "kind": source.kind,
        "core": core,
        "title": source.title,
        "described": source.title_is_description,
        "url": source.url,
        "published": date_words(source.published) or "no date",
    }


def _in_reading_order(sources: Sequence[SourceRow]) -> list[SourceRow]:
    """Dated sources first, the earliest on top; undated ones after them."""
    return sorted(sources, key=lambda source: (not source.published, source.published))


def _related(catalog: Catalog, event: str) -> dict[str, str]:
    row = catalog.events.loc[event]
    when = days_words(int(row["start_minute"]), int(row["end_minute"]))
    return {"id": event, "title": row["title"], "when": when}
