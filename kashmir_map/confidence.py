"""
How well an event is supported, by rule: from what it was compared with, not by feeling.

Two texts are independent if they come from different origins; a text that a newspaper took from
an agency has the agency's origin. Encyclopedias, blogs and copies count for nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from kashmir_map.vocabulary import WEAK_KINDS, Confidence, Kind, Side

SIDE_OF_COUNTRY: Final[dict[str, Side]] = {"IN": "india", "PK": "pakistan", "CN": "china"}
"""Sides of the dispute that articles are published on, by ISO 3166 code."""


class Source(Protocol):
    """What the rule asks of an article."""

    @property
    def publisher(self) -> str:
        """Who published it."""

    @property
    def publisher_country(self) -> str:
        """ISO 3166 code; empty if unknown."""

    @property
    def agency(self) -> str:
        """Agency that the text comes from; empty if it is the publisher's own."""

    @property
    def kind(self) -> Kind:
        """Kind of publisher."""


def origins(sources: Iterable[Source]) -> frozenset[str]:
    """Whose texts these are, without encyclopedias, blogs and copies: agency or publisher."""
    return frozenset(s.agency or s.publisher for s in sources if s.kind not in WEAK_KINDS)


def countries(sources: Iterable[Source]) -> frozenset[str]:
    """Countries that these are published in, as far as known, without the weak kinds."""
    return frozenset(
        s.publisher_country for s in sources if s.publisher_country and s.kind not in WEAK_KINDS
    )


def rated(compared: Iterable[Source]) -> Confidence:
    """
    Confidence of an event.

    Parameters
    ----------
    compared
        The articles that its date, place and core statement were compared with.
    """
    sources = tuple(compared)
    independent = len(origins(sources))
    if independent > 1 and len(countries(sources)) > 1:
        return "high"
    return "medium" if independent else "low"
