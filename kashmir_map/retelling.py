"""The same time as told by two tellers, a side or a publisher each; gaps are told as gaps."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import MOST_KEPT, ClaimRow, Evidence, claim_words
from kashmir_map.reading import Row
from kashmir_map.statements import SIDE_NAMES, SUBJECT_NAMES, related
from kashmir_map.vocabulary import MISSING

_PUBLISHER: Final = "by."
"""Before a publisher's name in a link; a side stands there by its own id."""
_SUBJECTS: Final = tuple(SUBJECT_NAMES)
NOTHING: Final = "says nothing in this record"
NOT_FOUND: Final = "looked for, not found"
NOT_CITED: Final = "not among the sources of this event"
NO_CLAIM: Final = "cited for this event; no claim was taken from it"


class Teller(NamedTuple):
    """Whose account a column tells: a side's own claims, or all that a publisher reports."""

    kind: Literal["side", "publisher"]
    name: str

    @classmethod
    def from_link(cls, text: str, catalog: Catalog) -> "Teller | None":
        """Read a teller from a link; None if the record knows no such side or publisher."""
        if text in SIDE_NAMES:
            return cls("side", text)
        publisher = text.removeprefix(_PUBLISHER)
        if publisher != text and publisher in set(catalog.articles["publisher"]):
            return cls("publisher", publisher)
        return None

    @property
    def link(self) -> str:
        """How a link names it: "india", "by.Dawn"."""
        return self.name if self.kind == "side" else f"{_PUBLISHER}{self.name}"

    @property
    def title(self) -> str:
        """Its name for readers."""
        names = {str(side): name for side, name in SIDE_NAMES.items()}
        return names.get(self.name, self.name) if self.kind == "side" else self.name

    def tells(self, claim: ClaimRow, publishers: dict[str, str]) -> bool:
        """Whether the claim is its own; `publishers` by id of the event's articles."""
        if self.kind == "side":
            return claim.side == self.name
        return publishers[claim.article] == self.name


INDIA: Final = Teller("side", "india")
PAKISTAN: Final = Teller("side", "pakistan")


def retelling(
    catalog: Catalog,
    evidence: dict[str, Evidence],
    rows: Sequence[Row],
    tellers: tuple[Teller, Teller],
) -> dict[str, Any]:
    """Return what two tellers assert and deny of the same events, as values that JSON can carry.

    Parameters
    ----------
    catalog, evidence
        The record, and what each of its events rests on.
    rows
        List entries of the events, in the order of reading.
    tellers
        Left and right.

    Returns
    -------
    dict[str, Any]
        `words`, how many events each tells; `columns`, the tellers' titles and sides; `days`, the
        events with one cell a teller, which holds claims (their places, as in `quotes`, where the
        same words are `told`) or says what the gap is.
    """
    missing = catalog.events["not_found"].to_dict()
    days: dict[str, list[dict[str, Any]]] = {}
    counts = [0, 0, 0]
    for row in rows:
        event = row["id"]
        cells = _cells(evidence[event], missing[event], tellers)
        spoken = [bool(cell["claims"]) for cell in cells]
        for place, told in enumerate((*spoken, all(spoken))):
            counts[place] += told
        days.setdefault(row["day"], []).append(
            {
                "id": event,
                "cells": cells,
                "silent": not any(spoken),
            }
        )
    left, right = tellers
    return {
        "words": _words(counts, len(rows), left, right),
        "columns": [
            {"title": one.title, "side": one.name if one.kind == "side" else ""} for one in tellers
        ],
        "days": [{"day": day, "events": told} for day, told in days.items()],
    }


def tellers_on_offer(
    evidence: dict[str, Evidence], events: Sequence[str]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Tellers by kind, as (link, words): every side, and publishers with claims, most first."""
    counts: dict[str, int] = {}
    for event in events:
        publishers = {source.id: source.publisher for source in evidence[event].sources}
        for claim in evidence[event].claims:
            name = publishers[claim.article]
            counts[name] = counts.get(name, 0) + 1
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    return {
        "Sides": list(SIDE_NAMES.items()),
        "Publishers": [
            (Teller("publisher", name).link, f"{name} ({counts[name]})") for name in ranked
        ],
    }


def _words(counts: Sequence[int], events: int, left: Teller, right: Teller) -> str:
    if not events:
        return ""
    told = f"{left.title}: {counts[0]} of {_events(events)}"
    if left == right:
        return f"{told}."
    return f"{told}; {right.title}: {counts[1]}; both: {counts[2]}."


def _events(count: int) -> str:
    return f"{count} event" if count == 1 else f"{count} events"


@lru_cache(maxsize=MOST_KEPT)
def _cells(
    found: Evidence, missing: tuple[str, ...], tellers: tuple[Teller, Teller]
) -> list[dict[str, Any]]:
    """What each teller says of an event; a claim that the other's contradicts is marked."""
    publishers = {source.id: source.publisher for source in found.sources}
    told = [
        [claim for claim in found.claims if teller.tells(claim, publishers)] for teller in tellers
    ]
    against = {
        (id(a), id(b))
        for one, other, how in related(found)
        if how == "contradicts"
        for a, b in ((one, other), (other, one))
    }
    cells = []
    for place, teller in enumerate(tellers):
        others = told[1 - place]
        said: dict[tuple[str, str, str, str], dict[str, Any]] = {}
        for claim in sorted(told[place], key=_by_subject):
            words = said.setdefault(
                (claim.speaker, claim.subject, claim.stance, claim_words(claim)),
                {"told": [], "against": False},
            )
            words["told"].append(found.place[claim])
            words["against"] |= any((id(claim), id(other)) in against for other in others)
        cells.append(
            {
                "claims": list(said.values()),
                "gap": "" if said else _gap(teller, missing, set(publishers.values())),
            }
        )
    return cells


def _by_subject(claim: ClaimRow) -> tuple[int, str, int]:
    """The same subjects stand in the same order in both columns, figures from low to high."""
    return _SUBJECTS.index(claim.subject), claim.counted, claim.low or 0


def _gap(teller: Teller, missing: Sequence[str], publishers: set[str]) -> str:
    if teller.kind == "publisher":
        return NO_CLAIM if teller.name in publishers else NOT_CITED
    return NOT_FOUND if teller.name in missing and teller.name in MISSING else NOTHING
