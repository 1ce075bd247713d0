"""Who says what in a window or about one event: a matrix, figures on one axis, two accounts.

Claims stay claims: each keeps its speaker and its source. Figures are grouped by event and by who
is counted, and are never added up, nor is a range made of figures that count different people.
"""

from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from kashmir_map.accounts import two_accounts
from kashmir_map.catalog import Catalog
from kashmir_map.evidence import ClaimRow, Evidence
from kashmir_map.figures import Axis, shared_axis
from kashmir_map.statements import (
    CLAIMANT_NAMES,
    COUNTED_SUBJECTS,
    SIDE_NAMES,
    SUBJECT_NAMES,
    Statement,
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
        `words` in one sentence; `events`, the ids given; `matrix`; `numbers` (figures by subject);
        `accounts` (India's and Pakistan's beside each other). Claims are named by their places, as
        in `quotes`.
    """
    said = statements(evidence, events)
    limits = Limits() if len(events) <= _LONG else _IN_LONG
    return {
        "words": _words(said, events),
        "events": list(events),
        "matrix": _matrix(said, limits.statements),
        "numbers": [
            figures
            for subject in COUNTED_SUBJECTS
            if (figures := _figures(subject, evidence, events, limits.figures))
        ],
        "accounts": two_accounts(catalog, evidence, events, limits.topics),
    }


def side_words(sides: Collection[Side]) -> str:
    """Names of sides in the order of the record: "India, Residents"."""
    return ", ".join(name for side, name in SIDE_NAMES.items() if side in sides)


def _words(said: Sequence[Statement], events: Sequence[str]) -> str:
    if not said:
        return ""
    speakers = len({one.claim.speaker for one in said})
    about = {event for one in said for event, _ in one.told}
    words = f"{_count(len(said), 'statement')} by {_count(speakers, 'speaker')}"
    if len(events) == 1:
        return f"{words}."
    return f"{words} about {len(about)} of {_count(len(events), 'event')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ---- the matrix ----------------------------------------------------------------------------------


def _matrix(said: Sequence[Statement], most: int) -> dict[str, Any]:
    """Claimants by side in rows, subjects across; `told` are places in `statements`."""
    spoken = {one.claim.subject for one in said}
    subjects = [one for one in SUBJECT_NAMES if one in spoken]
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
        "statements": [
            {
                "told": one.told,
                "against": side_words(one.against),
                "agreeing": side_words(one.agreeing),
            }
            for one in told
        ],
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
    groups: dict[str, dict[tuple[object, ...], dict[str, Any]]] = {}
    for claim in sorted(claims, key=_low_to_high):
        # The same speaker may say the same elsewhere: that is one figure with two sources.
        said = claim._replace(article="", who="", claimant="unknown")
        row = groups.setdefault(claim.counted, {}).setdefault(said, _row(claim, axis))
        row["told"].append(found.place[claim])
    return {
        "event": event,
        "groups": [
            {"who": capitalised(who), "claims": list(rows.values())} for who, rows in groups.items()
        ],
    }


def _row(claim: ClaimRow, axis: Axis) -> dict[str, Any]:
    to = None if claim.high is None else axis.place(claim.high)
    return {"told": [], "at": axis.place(claim.low or 0), "to": to}


def _counted(subject: Subject, claims: Sequence[ClaimRow]) -> list[ClaimRow]:
    return [claim for claim in claims if claim.subject == subject and claim.low is not None]


def _low_to_high(claim: ClaimRow) -> tuple[int, float, str]:
    high = float("inf") if claim.high is None else claim.high
    return claim.low or 0, high, claim.stated
