"""Who says what in a window or about one event: a matrix, figures on one axis, two accounts.

Claims stay claims: each keeps its speaker and its source. Figures are grouped by event and by who
is counted, and are never added up, nor is a range made of figures that count different people.
"""

from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from kashmir_map.account import date_words
from kashmir_map.accounts import two_accounts
from kashmir_map.catalog import Catalog
from kashmir_map.evidence import ClaimRow, Evidence, SourceRow, claim_words
from kashmir_map.figures import Axis, number, shared_axis
from kashmir_map.statements import (
    CLAIMANT_NAMES,
    COUNTED_SUBJECTS,
    SIDE_NAMES,
    SUBJECT_NAMES,
    Statement,
    counted_words,
    statements,
)
from kashmir_map.vocabulary import Side, Subject
from kashmir_map.writing import capitalised

_KINDS: Final = tuple(CLAIMANT_NAMES)
_MOST_SPEAKERS: Final = 16
"""More rows than that would be a list, no matrix: speakers are then gathered by their kind."""
_FIRST_EVENTS: Final = 6
"""Events whose figures stand open, those with the most figures; others are a click away."""
_LONG: Final = 120
"""Events of a window beyond which not everything is told: the page must stay quick to answer."""


class Limits(NamedTuple):
    """How much is told: statements of a cell, events of figures and of a subject beside the first.

    What is left out is counted, so that the page can say so.
    """

    statements: int = 1000
    figures: int = 1000
    topics: int = 1000


_IN_LONG: Final = Limits(statements=6, figures=24, topics=8)


def disagreement(
    catalog: Catalog, evidence: dict[str, Evidence], events: Sequence[str]
) -> dict[str, Any]:
    """Return all that the page shows of some events, as plain values that JSON can carry.

    Parameters
    ----------
    catalog, evidence
        The record, and what each of its events rests on.
    events
        Ids of the events, in the order of reading.

    Returns
    -------
    dict[str, Any]
        `words` in one sentence; `events` (title and day by id, those that are named); `matrix`;
        `numbers` (figures by subject); `accounts` (India's and Pakistan's beside each other).
    """
    said = statements(evidence, events)
    limits = Limits() if len(events) <= _LONG else _IN_LONG
    return {
        "words": _words(said, events),
        "events": _named(catalog, events),
        "matrix": _matrix(said, limits.statements),
        "numbers": [
            figures
            for subject in COUNTED_SUBJECTS
            if (figures := _figures(subject, evidence, events, limits.figures))
        ],
        "accounts": two_accounts(catalog, evidence, events, limits.topics),
    }


def statement_words(statement: Statement) -> dict[str, Any]:
    """A statement as plain values: words, stance, day, sources, events, and who contradicts it."""
    claim = statement.claim
    sources = {source.url: source.publisher for source in statement.sources}
    return {
        "name": claim.speaker,
        "side": claim.side,
        "stance": claim.stance,
        "text": claim_words(claim),
        "counted": counted_words(claim),
        "stated": date_words(claim.stated),
        "sources": [[publisher, url] for url, publisher in sources.items()],
        "events": list(statement.events),
        "against": side_words(statement.against),
        "agreeing": side_words(statement.agreeing),
    }


def side_words(sides: Collection[Side]) -> str:
    """Names of sides in the order of the record: "India, Residents"."""
    return ", ".join(name for side, name in SIDE_NAMES.items() if side in sides)


def _named(catalog: Catalog, events: Sequence[str]) -> dict[str, dict[str, str]]:
    """Title and day of events by id."""
    frame = catalog.events[["title", "start"]]
    told = {event: (title, start) for event, title, start in frame.itertuples(name=None)}
    return {
        event: {"title": told[event][0], "when": date_words(told[event][1][:10])}
        for event in events
    }


def _words(said: Sequence[Statement], events: Sequence[str]) -> str:
    if not said:
        return ""
    speakers = len({one.claim.speaker for one in said})
    about = {event for one in said for event in one.events}
    words = f"{_count(len(said), 'statement')} by {_count(speakers, 'speaker')}"
    if len(events) == 1:
        return f"{words}."
    return f"{words} about {len(about)} of {_count(len(events), 'event')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ---- the matrix ----------------------------------------------------------------------------------


def _matrix(said: Sequence[Statement], most: int) -> dict[str, Any]:
    """Claimants by side in rows, subjects across; `told` are places in `statements`."""
    subjects = [one for one in SUBJECT_NAMES if any(s.claim.subject == one for s in said)]
    by_speaker = len({one.claim.speaker for one in said}) <= _MOST_SPEAKERS
    rows: dict[Side, dict[str, dict[Subject, list[Statement]]]] = {side: {} for side in SIDE_NAMES}
    for statement in sorted(said, key=lambda one: _KINDS.index(one.claim.claimant)):
        claim = statement.claim
        name = claim.speaker if by_speaker else CLAIMANT_NAMES[claim.claimant]
        rows[claim.side].setdefault(name, {}).setdefault(claim.subject, []).append(statement)
    told: list[Statement] = []
    sides = []
    for side, named in rows.items():
        if named:
            lines = [
                {
                    "name": name,
                    "cells": [_cell(cells.get(subject, ()), told, most) for subject in subjects],
                }
                for name, cells in named.items()
            ]
            sides.append({"side": side, "name": SIDE_NAMES[side], "rows": lines})
    return {
        "bySpeaker": by_speaker,
        "subjects": [SUBJECT_NAMES[subject] for subject in subjects],
        "statements": [statement_words(one) for one in told],
        "sides": sides,
    }


def _cell(said: Sequence[Statement], told: list[Statement], most: int) -> dict[str, Any] | None:
    """One cell; the statements that it tells, those that are contradicted first, join `told`."""
    if not said:
        return None
    chosen = sorted(said, key=lambda one: not one.against)[:most]
    told += chosen
    return {
        "asserts": sum(one.claim.stance == "asserts" for one in said),
        "denies": sum(one.claim.stance == "denies" for one in said),
        "against": side_words({side for one in said for side in one.against}),
        "agreeing": side_words({side for one in said for side in one.agreeing}),
        "told": list(range(len(told) - len(chosen), len(told))),
        "left": len(said) - len(chosen),
    }


# ---- figures -------------------------------------------------------------------------------------


def _figures(
    subject: Subject, evidence: dict[str, Evidence], events: Sequence[str], most: int
) -> dict[str, Any]:
    """Figures of one subject: by event, then by who is counted, from low to high; {} if none."""
    by_event = {event: _counted(subject, evidence[event].claims) for event in events}
    by_event = {event: claims for event, claims in by_event.items() if claims}
    if not by_event:
        return {}
    axis = shared_axis([claim for claims in by_event.values() for claim in claims])
    ranked = sorted(by_event, key=lambda event: len(by_event[event]), reverse=True)
    first, more = set(ranked[:_FIRST_EVENTS]), set(ranked[_FIRST_EVENTS:][:most])
    return {
        "subject": SUBJECT_NAMES[subject],
        "ticks": [[tick, place] for tick, place in zip(axis.ticks, axis.places, strict=True)],
        "tenfold": axis.tenfold,
        "first": [_told(e, by_event[e], evidence[e], axis) for e in by_event if e in first],
        "more": [_told(e, by_event[e], evidence[e], axis) for e in by_event if e in more],
        "left": len(by_event) - len(first) - len(more),
    }


def _told(event: str, claims: Sequence[ClaimRow], found: Evidence, axis: Axis) -> dict[str, Any]:
    """Figures of one event by who is counted; each with its place on the axis."""
    sources = {source.id: source for source in found.sources}
    groups: dict[str, list[dict[str, Any]]] = {}
    for claim in sorted(claims, key=_low_to_high):
        row = _row(claim, sources[claim.article])
        row["at"] = axis.place(row["low"])
        row["to"] = None if row["high"] is None else axis.place(row["high"])
        _add(groups.setdefault(claim.counted, []), row)
    return {
        "event": event,
        "groups": [{"who": capitalised(who), "claims": rows} for who, rows in groups.items()],
    }


def _counted(subject: Subject, claims: Sequence[ClaimRow]) -> list[ClaimRow]:
    return [claim for claim in claims if claim.subject == subject and claim.low is not None]


def _low_to_high(claim: ClaimRow) -> tuple[int, float, str]:
    high = float("inf") if claim.high is None else claim.high
    return claim.low or 0, high, claim.stated


def _row(claim: ClaimRow, source: SourceRow) -> dict[str, Any]:
    row = number(claim, source, date_words(claim.stated))
    return row | {"sources": [[row.pop("source"), row.pop("url")]]}


def _add(rows: list[dict[str, Any]], row: dict[str, Any]) -> None:
    """Add a figure, or only its source where the same speaker says the same elsewhere."""
    for other in rows:
        if {**other, "sources": 0} == {**row, "sources": 0}:
            other["sources"] += [one for one in row["sources"] if one not in other["sources"]]
            return
    rows.append(row)
