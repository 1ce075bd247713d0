"""Two accounts: what India's and Pakistan's governments say, subject by subject, with the gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Literal

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import MOST_KEPT, ClaimRow, Evidence, figure
from kashmir_map.statements import (
    COUNTED_SUBJECTS,
    STATE,
    SUBJECT_NAMES,
    relation,
    speaks_for,
)
from kashmir_map.vocabulary import Subject
from kashmir_map.writing import capitalised

State = Literal["india", "pakistan"]

STATES: Final[tuple[State, State]] = ("india", "pakistan")
_ADJECTIVES: Final[dict[State, str]] = {"india": "Indian", "pakistan": "Pakistani"}
_NAMES: Final[dict[State, str]] = {"india": "India", "pakistan": "Pakistan"}
_MOST_IN_CELL: Final = 3


@dataclass(frozen=True, eq=False)
class _Topic:
    """One subject of one event, for deaths and injured one group of people, with who speaks."""

    event: str
    subject: Subject
    who: str
    claims: dict[State, list[ClaimRow]]

    @property
    def both(self) -> bool:
        return all(self.claims.values())

    @cached_property
    def contradictions(self) -> int:
        """How many pairs of claims, one of each, contradict each other."""
        return sum(
            relation(one, other) == "contradicts"
            for one in self.claims["india"]
            for other in self.claims["pakistan"]
        )


def two_accounts(
    catalog: Catalog, evidence: dict[str, Evidence], events: Sequence[str], most: int
) -> dict[str, Any]:
    """Return what the two governments say of the same events, and where one of them is silent.

    Parameters
    ----------
    catalog, evidence
        The record, and what each of its events rests on.
    events
        Ids of the events, in the order of reading.
    most
        How many events are told of a subject beside the first.

    Returns
    -------
    dict[str, Any]
        `subjects`, each with the topics that stand `first`, those that are `more`, by event, and
        how many were `left` out; `coverage`,
        the events by who speaks of them, with those where an account was looked for and not found.
        A cell's `claims` are places among those of its event.
    """
    topics = {event: _topics(event, evidence[event]) for event in events}
    missing = catalog.events["not_found"].to_dict()
    subjects = []
    for subject, name in SUBJECT_NAMES.items():
        first, more = _chosen(subject, list(topics.values()), evidence)
        if first:
            told = [
                [_told(topic, evidence[topic.event], missing[topic.event]) for topic in about]
                for about in [*first, *more[:most]]
            ]
            subjects.append(
                {
                    "name": name,
                    "first": told[: len(first)],
                    "more": told[len(first) :],
                    "left": len(more[most:]),
                }
            )
    return {"subjects": subjects, "coverage": _coverage(topics, missing)}


@lru_cache(maxsize=MOST_KEPT)
def _topics(event: str, found: Evidence) -> tuple[_Topic, ...]:
    """What the two governments say of an event, by subject and, for people, by who is counted."""
    topics: dict[tuple[Subject, str], _Topic] = {}
    for claim in found.claims:
        state = next((one for one in STATES if speaks_for(claim, one)), None)
        if state is None:
            continue
        who = claim.counted if claim.subject in COUNTED_SUBJECTS else ""
        empty = _Topic(event, claim.subject, who, {one: [] for one in STATES})
        topic = topics.setdefault((claim.subject, who), empty)
        topic.claims[state].append(claim)
    return tuple(topics.values())


def _chosen(
    subject: Subject, topics: Sequence[Sequence[_Topic]], evidence: dict[str, Evidence]
) -> tuple[list[list[_Topic]], list[list[_Topic]]]:
    """Topics of one subject by event, those that stand first and the others.

    First stands the event on which both speak, with the most contradictions and sources; what is
    "also said" is no one matter, so that sources alone decide there. Where
    they speak of the subject, but never of the same event, one event of each stands for it. Where
    one of them never speaks of the subject there is nothing to compare.
    """

    def weight(about: Sequence[_Topic]) -> tuple[int, int]:
        sources = len(evidence[about[0].event].sources)
        weighed = 0 if subject == "other" else sum(topic.contradictions for topic in about)
        return sources * weighed, sources

    by_event = [[topic for topic in about if topic.subject == subject] for about in topics]
    by_event = sorted((about for about in by_event if about), key=weight, reverse=True)
    joint = [about for about in by_event if all(_speaks(about, state) for state in STATES)]
    if joint:
        joint = _distinct(joint)
        return joint[:1], joint[1:]
    alone = [next((a for a in by_event if _speaks(a, state)), None) for state in STATES]
    return ([about for about in alone if about], []) if all(alone) else ([], [])


def _speaks(about: Sequence[_Topic], state: State) -> bool:
    return any(topic.claims[state] for topic in about)


def _distinct(by_event: Sequence[list[_Topic]]) -> list[list[_Topic]]:
    """Leave out events at which both only repeat what they say of an earlier one."""
    seen: set[tuple[State, tuple[object, ...]]] = set()
    kept = []
    for about in by_event:
        said = {
            (state, (claim.speaker, claim.stance, claim.value_text, claim.low, claim.high))
            for topic in about
            for state in STATES
            for claim in topic.claims[state]
        }
        if not said <= seen:
            kept.append(about)
        seen |= said
    return kept


@lru_cache(maxsize=MOST_KEPT)
def _told(topic: _Topic, found: Evidence, missing: tuple[str, ...]) -> dict[str, Any]:
    return {
        "event": topic.event,
        "who": capitalised(topic.who),
        "india": _cell(topic.claims["india"], found),
        "pakistan": _cell(topic.claims["pakistan"], found),
        "gaps": {state: _gap(topic, state, missing) for state in STATES},
        "contradicted": topic.contradictions > 0,
        "verdict": _verdict(topic),
    }


def _cell(claims: Sequence[ClaimRow], found: Evidence) -> dict[str, Any]:
    ranked = sorted(claims, key=_place_in_cell)
    told = {
        (claim.speaker, claim.stance, claim.value_text, claim.low, claim.high): claim
        for claim in reversed(ranked)
    }
    once = [found.place[claim] for claim in reversed(told.values())]
    return {"claims": once[:_MOST_IN_CELL], "more": len(once[_MOST_IN_CELL:])}


def _place_in_cell(claim: ClaimRow) -> tuple[int, str]:
    """Figures of people from low to high; else the government before its officials."""
    if claim.subject in COUNTED_SUBJECTS:
        return claim.low or 0, claim.stated
    return STATE.index(claim.claimant), claim.stated


def _gap(topic: _Topic, state: State, missing: Sequence[str]) -> str:
    """What stands in the place of a silent government; empty if it speaks."""
    if topic.claims[state]:
        return ""
    if state in missing:
        return f"No {_ADJECTIVES[state]} account was found."
    if topic.who:
        return "Gives no number for them in this record."
    return "Says nothing of this in this record."


def _verdict(topic: _Topic) -> str:
    """The difference in words, of one group of people or one thing only."""
    india, pakistan = topic.claims["india"], topic.claims["pakistan"]
    if not topic.both:
        speaker = _NAMES["india" if india else "pakistan"]
        return f"only {speaker} {'counts them' if topic.who else 'speaks of it'}"
    denied = [
        one
        for one, other in ((india, pakistan), (pakistan, india))
        if any(
            relation(a, b) == "contradicts" and a.stance == "asserts" and b.stance == "denies"
            for a in one
            for b in other
        )
    ]
    pair = _counted_alike(india, pakistan)
    numbers = [figure(claim.low or 0, claim.high) for claim in pair] if pair else []
    words = []
    if denied:
        denier = _NAMES["pakistan" if denied[0] is india else "india"]
        words.append("each denies" if len(denied) > 1 else f"{denier} denies")
    if pair and relation(*pair) == "contradicts":
        words.append(f"{numbers[0]} against {numbers[1]}")
    elif pair and not denied:
        words.append("the same number" if len(set(numbers)) == 1 else "both may be right")
    return "; ".join(words) or "no denial on record"


def _counted_alike(
    india: Sequence[ClaimRow], pakistan: Sequence[ClaimRow]
) -> tuple[ClaimRow, ClaimRow] | None:
    """A pair of numbers of the same thing, one of each side; one that contradicts, if any does."""
    pairs = [
        (a, b)
        for a in india
        for b in pakistan
        if a.stance == b.stance == "asserts" and relation(a, b)
    ]
    return next((p for p in pairs if relation(*p) == "contradicts"), pairs[0] if pairs else None)


# ---- coverage ------------------------------------------------------------------------------------


def _coverage(
    topics: Mapping[str, Sequence[_Topic]], missing: dict[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Events by which government speaks of them; each event stands in one group."""
    groups: dict[str, list[str]] = {
        name: [] for name in ("contradict", "both", "india", "pakistan", "none")
    }
    for event, about in topics.items():
        speaking = [state for state in STATES if _speaks(about, state)]
        if any(topic.contradictions for topic in about):
            groups["contradict"].append(event)
        elif len(speaking) == len(STATES):
            groups["both"].append(event)
        else:
            groups[speaking[0] if speaking else "none"].append(event)
    other: dict[str, State] = {"india": "pakistan", "pakistan": "india"}
    return [
        {
            "id": name,
            "events": events,
            "missing": [event for event in events if other.get(name) in missing[event]],
        }
        for name, events in groups.items()
    ]
