"""Statements: what one speaker says, told once however many articles and events carry it.

Here also stands the one rule by which two statements contradict each other or agree. It is narrow
on purpose: it judges stances and numbers, never the meaning of words.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Final, Literal, NamedTuple

from kashmir_map.evidence import MOST_KEPT, ClaimRow, Evidence, claim_words
from kashmir_map.vocabulary import Claimant, Side, Subject

SIDE_NAMES: Final[dict[Side, str]] = {
    "india": "India",
    "pakistan": "Pakistan",
    "china": "China",
    "armed-group": "Armed groups",
    "residents": "Residents",
    "elsewhere": "Elsewhere",
}
CLAIMANT_NAMES: Final[dict[Claimant, str]] = {
    "government": "Government",
    "military": "Armed forces",
    "police": "Police, investigators",
    "local-officials": "Local officials",
    "court": "Courts, inquiries",
    "armed-group": "Armed groups",
    "hospital": "Hospitals",
    "residents": "Residents",
    "civil-society": "Civil society",
    "party": "Parties",
    "media": "News media",
    "un": "United Nations",
    "foreign-government": "Other governments",
    "researcher": "Researchers",
    "unknown": "Not named",
}
SUBJECT_NAMES: Final[dict[Subject, str]] = {
    "targets": "Targets",
    "responsibility": "Responsibility",
    "deaths": "Deaths",
    "injured": "Injured",
    "aircraft": "Aircraft",
    "damage": "Damage",
    "other": "Also said",
}
COUNTED_SUBJECTS: Final[tuple[Subject, ...]] = ("deaths", "injured")
STATE: Final[tuple[Claimant, ...]] = ("government", "military", "police", "local-officials")
"""Who speaks for a government, the highest first."""

Relation = Literal["contradicts", "agrees", ""]


class Statement(NamedTuple):
    """What one speaker says of one subject, with the same words and number wherever it is told.

    Attributes
    ----------
    claim
        Its first telling.
    told
        The claims that tell it, each by its event and its place there, in the order given.
    against, agreeing
        Other sides that contradict it, or whose numbers meet its own, at one of these events.
    """

    claim: ClaimRow
    told: tuple[tuple[str, int], ...]
    against: tuple[Side, ...]
    agreeing: tuple[Side, ...]


def relation(one: ClaimRow, other: ClaimRow) -> Relation:
    """How two claims about one event and one subject relate.

    Claims of one side never contradict each other here, nor do claims that count different people
    or things. Across sides they contradict if one denies what the other asserts, or if both assert
    numbers of the same that cannot both be right; they agree if those numbers can.
    """
    if one.side == other.side or one.subject != other.subject:
        return ""
    if one.counted and other.counted and one.counted != other.counted:
        return ""
    if one.stance != other.stance:
        return "contradicts"
    if one.stance == "denies" or one.low is None or other.low is None or not one.counted:
        return ""
    return "agrees" if _meet(one, other) else "contradicts"


def _meet(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether some number fits both; no upper end means "at least"."""
    one_low, other_low = one.low or 0, other.low or 0
    return (one.high is None or other_low <= one.high) and (
        other.high is None or one_low <= other.high
    )


def statements(evidence: Mapping[str, Evidence], events: Iterable[str]) -> tuple[Statement, ...]:
    """Return what is said about some events, each statement once, in the order of the events."""
    found: dict[tuple[object, ...], _Gathered] = {}
    for event in events:
        for said in _said(event, evidence[event]):
            gathered = found.get(said.name)
            if gathered is None:
                gathered = found[said.name] = _Gathered(said.claim, [], {}, {})
            gathered.told.append(said.told)
            gathered.against.update(said.against)
            gathered.agreeing.update(said.agreeing)
    return tuple(
        Statement(
            claim=one.claim,
            told=tuple(one.told),
            against=tuple(one.against),
            agreeing=tuple(one.agreeing),
        )
        for one in found.values()
    )


class _Gathered(NamedTuple):
    """A statement while its events are gone through; its sides keep their order."""

    claim: ClaimRow
    told: list[tuple[str, int]]
    against: dict[Side, None]
    agreeing: dict[Side, None]


class _Said(NamedTuple):
    """One claim of one event: what makes it a statement, and the sides it meets there."""

    name: tuple[object, ...]
    claim: ClaimRow
    told: tuple[str, int]
    against: dict[Side, None]
    agreeing: dict[Side, None]


@lru_cache(maxsize=MOST_KEPT)
def _said(event: str, found: Evidence) -> tuple[_Said, ...]:
    names = [identity(event, claim) for claim in found.claims]
    met: dict[tuple[object, ...], dict[Relation, dict[Side, None]]] = {
        name: {"contradicts": {}, "agrees": {}} for name in names
    }
    for one, other, how in related(found):
        for a, b in ((one, other), (other, one)):
            met[identity(event, a)][how][b.side] = None
    return tuple(
        _Said(
            name,
            claim,
            (event, place),
            against=met[name]["contradicts"],
            agreeing=met[name]["agrees"],
        )
        for place, (name, claim) in enumerate(zip(names, found.claims, strict=True))
    )


def identity(event: str, claim: ClaimRow) -> tuple[object, ...]:
    """What makes two claims one statement: all but the article and the day.

    A number belongs to its event: "1 killed" here and "1 killed" there are two statements.
    """
    bare = claim._replace(article="", stated="", who="")
    return bare if claim.low is None else (event, *bare)


@lru_cache(maxsize=MOST_KEPT)
def related(found: Evidence) -> tuple[tuple[ClaimRow, ClaimRow, Relation], ...]:
    """Pairs of one event's claims that contradict each other or agree."""
    pairs = ((one, other, relation(one, other)) for one, other in combinations(found.claims, 2))
    return tuple(pair for pair in pairs if pair[2])


def speaks_for(claim: ClaimRow, side: Side) -> bool:
    """Whether the claim is a government's own: ministers, forces, police or officials."""
    return claim.side == side and claim.claimant in STATE


def counted_words(claim: ClaimRow) -> str:
    """Who or what a number counts, where the claim's own words leave it open."""
    if claim.low is None or not claim.counted or claim.counted in claim_words(claim):
        return ""
    return claim.counted
