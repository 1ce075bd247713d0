"""
How well an event is supported, by rule: from what it was compared with, not by feeling.

Two texts are independent if they come from different origins; a text that a newspaper took from
an agency, or from another newsroom, has the origin and the country of that one, wherever it is
printed. Encyclopedias, blogs and copies count for nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from kashmir_map.vocabulary import WEAK_KINDS, Confidence, Kind, Side

SIDE_OF_COUNTRY: Final[dict[str, Side]] = {"IN": "india", "PK": "pakistan", "CN": "china"}
"""Sides of the dispute that articles are published on, by ISO 3166 code."""

AGENCY_COUNTRIES: Final[dict[str, str]] = {
    "ABC (Australia)": "AU",
    "ABC News": "US",
    "AFP": "FR",
    "ANI": "IN",
    "ANSA": "IT",
    "AP": "US",
    "APP": "PK",
    "Al Jazeera": "QA",
    "Anadolu": "TR",
    "BBC": "GB",
    "CGTN": "CN",
    "CNA": "SG",
    "CNN": "US",
    "Daily Times": "PK",
    "Dawn": "PK",
    "EFE": "ES",
    "Firstpost": "IN",
    "Fox News": "US",
    "GNS": "IN",
    "Hindustan Standard": "IN",
    "Hindustan Times": "IN",
    "Human Rights Watch": "US",
    "IANS": "IN",
    "IRNA": "IR",
    "JKNS": "IN",
    "Kashmir Media Service": "PK",
    "Kashmir Observer": "IN",
    "Kyodo News": "JP",
    "Los Angeles Times": "US",
    "NDTV": "IN",
    "NPR": "US",
    "New York Herald Tribune": "US",
    "News18": "IN",
    "PTI": "IN",
    "Reuters": "GB",
    "Rising Kashmir": "IN",
    "Sky News": "GB",
    "TASS": "RU",
    "The Economic Times": "IN",
    "The Friday Times": "PK",
    "The Guardian": "GB",
    "The Hindu": "IN",
    "The Indian Express": "IN",
    "The New York Times": "US",
    "The Times of India": "IN",
    "The Tribune": "IN",
    "The Washington Post": "US",
    "The Wire": "IN",
    "ThoughtCo": "US",
    "UNI": "IN",
    "UPI": "US",
    "United Nations": "UN",
    "Voice of America": "US",
    "World Sikh News": "US",
    "Xinhua": "CN",
}
"""Seats of agencies, and of newsrooms whose texts others print, by the codes of publishers."""


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


def home(source: Source) -> str:
    """Country that a text comes from: the agency's, else the publisher's; empty if unknown."""
    return AGENCY_COUNTRIES.get(source.agency, "") if source.agency else source.publisher_country


def countries(sources: Iterable[Source]) -> frozenset[str]:
    """Countries that these come from, as far as known, without the weak kinds."""
    return frozenset(home(s) for s in sources if home(s) and s.kind not in WEAK_KINDS)


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
