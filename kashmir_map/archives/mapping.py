"""
What the codes of UCDP GED and ACLED mean in our words.

The rule: never finer than the archive. Where an archive's code lies between two of our words, the
coarser one stands; the archive's own wording is kept beside it (`archive_type`). Our words are
explained in `kashmir_map.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kashmir_map.vocabulary import DatePrecision, EventType, LocationPrecision

UCDP_TYPES: Final[dict[str, tuple[EventType, str]]] = {
    # A state against an organised group or another state. UCDP does not tell shelling across a
    # line from a fight on the ground.
    "1": ("clash", "state-based violence"),
    # Two organised groups, neither of them a state.
    "2": ("clash", "non-state violence"),
    # A state or an organised group against civilians.
    "3": ("attack", "one-sided violence"),
}
"""`type_of_violence`: our type, and UCDP's name for it."""

UCDP_PLACES: Final[dict[str, tuple[LocationPrecision, str]]] = {
    # "Exact" means a named place, whose coordinates are those of the town or village.
    "1": ("town", "a named place"),
    "2": ("district", "within about 25 km of a named place"),
    "3": ("district", "a district (second-order administrative unit)"),
    "4": ("region", "a province (first-order administrative unit)"),
    "5": ("region", "along a line, such as a road or the Line of Control, or a fuzzy area"),
    "6": ("country", "a country"),
    "7": ("region", "over water or in the air"),
}
"""`where_prec`: our precision, and what the code means."""

UCDP_DATES: Final[dict[str, tuple[DatePrecision, str]]] = {
    "1": ("day", "the day"),
    "2": ("month", "two to six days"),  # coarser than a day; start and end say which days
    "3": ("month", "a week"),
    "4": ("month", "a month"),
    "5": ("year", "more than a month, up to a year"),
}
"""`date_prec`; the interval itself is UCDP's `date_start` to `date_end`."""

ACLED_TYPES: Final[dict[str, tuple[EventType, dict[str, EventType]]]] = {
    "battles": ("clash", {}),
    "explosions/remote violence": (
        "attack",  # suicide bomb, grenade, remote explosive/landmine/IED, chemical weapon
        {
            "air/drone strike": "airstrike",  # ACLED does not say which of the two
            "shelling/artillery/missile attack": "shelling",  # nor which of these
        },
    ),
    "violence against civilians": ("attack", {}),
    "protests": ("protest", {}),
    "riots": (
        "protest",  # violent demonstration
        {"mob violence": "attack"},
    ),
    "strategic developments": (
        "other",  # looting/property destruction, other
        {
            "agreement": "diplomacy",  # talks, truces and treaties alike
            "arrests": "political",
            "change to group/activity": "military-move",
            "disrupted weapons use": "military-move",
            "headquarters or base established": "military-move",
            "non-violent transfer of territory": "military-move",
        },
    ),
}
"""`event_type` in small letters: our type, and those `sub_event_type`s that mean another one."""

ACLED_PLACES: Final[dict[str, tuple[LocationPrecision, str]]] = {
    "1": ("town", "a town"),
    "2": ("district", "near a town, often drawn at it"),
    "3": ("region", "a larger region"),
}
"""`geo_precision`: our precision, and what the code means."""

ACLED_DATES: Final[dict[str, tuple[DatePrecision, str]]] = {
    "1": ("day", "the day"),
    "2": ("month", "a week: the date and three days on either side of it"),
    "3": ("month", "the whole month of the date"),
}
"""`time_precision`; ACLED gives one date only, so that the interval is made from both."""

ACLED_WEEK: Final = 3
"""Days on either side of `event_date` where the archive knows the week."""


class Meaning(NamedTuple):
    """What one code of an archive becomes: its column, the code, its meaning, our word."""

    column: str
    code: str
    theirs: str
    ours: str


def meanings(kind: str) -> list[Meaning]:
    """
    Return every code of a kind of archive with what it becomes.

    Parameters
    ----------
    kind
        `ucdp` or `acled`; any other kind has no codes of its own.
    """
    if kind == "ucdp":
        return [
            *_meanings("type_of_violence", UCDP_TYPES),
            *_meanings("where_prec", UCDP_PLACES),
            *_meanings("date_prec", UCDP_DATES),
        ]
    if kind == "acled":
        types = []
        for general, (usual, others) in ACLED_TYPES.items():
            rest = "every other sub-event" if others else ""
            types += [Meaning("event_type", general, special, o) for special, o in others.items()]
            types.append(Meaning("event_type", general, rest, usual))
        return [
            *types,
            *_meanings("geo_precision", ACLED_PLACES),
            *_meanings("time_precision", ACLED_DATES),
        ]
    return []


def _meanings(column: str, codes: Mapping[str, tuple[str, str]]) -> list[Meaning]:
    return [Meaning(column, code, theirs, ours) for code, (ours, theirs) in codes.items()]
