"""What an event rests on, in few words: its death claims, its sources, and whose they are.

Claims are never added up or merged: where they count the same people their range is given, where
they count different people only their number is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from kashmir_map.catalog import Catalog
from kashmir_map.vocabulary import Claimant, Kind, Side, Stance, Subject

_ADJECTIVES: Final = {"IN": "Indian", "PK": "Pakistani", "CN": "Chinese"}
_TOOLTIP_SUBJECTS: Final = ("targets", "responsibility", "deaths", "aircraft", "damage", "other")
_WHOLE_TERRITORY: Final = (
    *("territory", "whole", "all areas", "both sides", "in the unrest", "in all the attacks"),
    *("in Indian-administered Kashmir", "in Jammu and Kashmir"),
)


MOST_KEPT: Final = 8192
"""Events of which what is worked out is kept; a larger record works it out anew."""


class ClaimRow(NamedTuple):
    """A row of `claims.csv`; `low` and `high` are None where empty."""

    article: str
    speaker: str
    claimant: Claimant
    side: Side
    subject: Subject
    who: str
    counted: str
    low: int | None
    high: int | None
    value_text: str
    stated: str
    stance: Stance


class SourceRow(NamedTuple):
    """A row of `articles.csv`, as far as readers see it."""

    id: str
    publisher: str
    publisher_country: str
    agency: str
    kind: Kind
    title: str
    title_is_description: bool
    url: str
    published: str


@dataclass(frozen=True, eq=False)
class Evidence:
    """
    All claims and all sources of one event, in the order of the tables.

    Two are never equal: what is worked out of one is kept under it, and found again at once.
    """

    claims: tuple[ClaimRow, ...]
    sources: tuple[SourceRow, ...]

    @cached_property
    def source(self) -> dict[str, SourceRow]:
        """Its sources by the article's id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def place(self) -> dict[ClaimRow, int]:
        """Where each of its claims stands among them."""
        return {claim: place for place, claim in enumerate(self.claims)}


def gather_evidence(catalog: Catalog) -> dict[str, Evidence]:
    """Claims and sources of every event, by the event's id."""
    columns = [name for name in SourceRow._fields if name != "id"]
    sources = {
        row[0]: SourceRow(*row)
        for row in catalog.articles[columns].itertuples(index=True, name=None)
    }
    claims: dict[str, list[ClaimRow]] = {event: [] for event in catalog.events.index}
    frame = catalog.claims[["event", *ClaimRow._fields]].astype({"low": object, "high": object})
    frame = frame.where(frame.notna(), None)
    for event, *cells in frame.itertuples(index=False, name=None):
        if event in claims:
            claims[event].append(ClaimRow(*cells))
    cited: dict[str, list[SourceRow]] = {event: [] for event in catalog.events.index}
    for event, article in catalog.citations[["event", "article"]].itertuples(
        index=False, name=None
    ):
        if event in cited:
            cited[event].append(sources[article])
    return {event: Evidence(tuple(claims[event]), tuple(cited[event])) for event in claims}


def largest_deaths(claims: Sequence[ClaimRow]) -> int:
    """Largest number of deaths that anyone claims for this event, 0 if nobody does."""
    claim = largest_death_claim(claims)
    return 0 if claim is None else _most(claim)


def largest_death_claim(claims: Sequence[ClaimRow]) -> ClaimRow | None:
    """Claim of the largest number of deaths, the first of equal ones; None if there is none.

    A claim about a wider territory counts deaths elsewhere and does not size this event.
    """
    counted = [
        claim
        for claim in claims
        if claim.subject == "deaths"
        and claim.stance == "asserts"
        and claim.low is not None
        and not any(word in claim.counted for word in _WHOLE_TERRITORY)
    ]
    return max(counted, key=_most, default=None)


def _most(claim: ClaimRow) -> int:
    return (claim.low or 0) if claim.high is None else claim.high


def figure(low: int, high: int | None) -> str:
    """A number as claimed: "26", "26–31" or, for "at least", "38+"."""
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def death_words(claims: Sequence[ClaimRow]) -> str:
    """One line on the death claims of an event; empty if there are none."""
    counted = [c for c in claims if c.subject == "deaths" and c.low is not None]
    counted = [c for c in counted if c.stance == "asserts"]
    if not counted:
        return ""
    if len(counted) == 1:
        return f"{_killed(counted[0])}, says {counted[0].speaker}"
    if len({claim.counted for claim in counted}) > 1:
        return f"{len(counted)} death claims, counting different people"
    lows = [claim.low for claim in counted if claim.low is not None]
    highs = [claim.low if claim.high is None else claim.high for claim in counted]
    most = max(high for high in highs if high is not None)
    more = " or more" if any(claim.high is None for claim in counted) else ""
    least = min(lows)
    span = f"each {least:,}" if least == most else f"{least:,}–{most:,}"
    return f"{len(counted)} death claims, {span}{more}"


def _killed(claim: ClaimRow) -> str:
    if claim.low is None:
        return ""
    if claim.high is None:
        return f"at least {claim.low:,} killed"
    if claim.high == 0:
        return "none killed"
    return f"{figure(claim.low, claim.high)} killed"


def source_words(sources: Sequence[SourceRow]) -> tuple[str, str]:
    """How many sources, and, if all come from one country of the dispute, whose they are."""
    count = len(sources)
    words = f"{count} source" if count == 1 else f"{count} sources"
    countries = {source.publisher_country for source in sources}
    adjective = _ADJECTIVES.get(next(iter(countries)), "") if len(countries) == 1 else ""
    if not adjective:
        return words, ""
    return words, adjective if count == 1 else f"all {adjective}"


def source_counts(sources: Sequence[SourceRow]) -> tuple[tuple[str, int], ...]:
    """Number of sources published in India, in Pakistan and elsewhere."""
    india = sum(source.publisher_country == "IN" for source in sources)
    pakistan = sum(source.publisher_country == "PK" for source in sources)
    return (
        ("published in India", india),
        ("in Pakistan", pakistan),
        ("elsewhere", len(sources) - india - pakistan),
    )


def contrasting_claims(claims: Sequence[ClaimRow]) -> list[tuple[str, str, str]]:
    """Up to two claims that a hover shows: (speaker, "says" or "denies", words).

    An assertion and its denial by another side come first; else two sides on one subject; else
    what there is.
    """
    for subject in _TOOLTIP_SUBJECTS:
        about = [claim for claim in claims if claim.subject == subject]
        for denial in (claim for claim in about if claim.stance == "denies"):
            for claim in about:
                if claim.stance == "asserts" and claim.side != denial.side:
                    return [_spoken(claim), _spoken(denial)]
    for subject in _TOOLTIP_SUBJECTS:
        by_side: dict[Side, ClaimRow] = {}
        for claim in claims:
            if claim.subject == subject:
                by_side.setdefault(claim.side, claim)
        if len(by_side) > 1:
            return [_spoken(claim) for claim in list(by_side.values())[:2]]
    return [_spoken(claim) for claim in claims[:1]]


def _spoken(claim: ClaimRow) -> tuple[str, str, str]:
    verb = "says" if claim.stance == "asserts" else "denies"
    return claim.speaker, verb, claim_words(claim)


def claim_words(claim: ClaimRow) -> str:
    """What is claimed, in words: the text of the claim, or its number with who is counted."""
    if claim.value_text:
        return claim.value_text
    number = "" if claim.low is None else figure(claim.low, claim.high)
    return f"{number} {claim.counted}".strip()
