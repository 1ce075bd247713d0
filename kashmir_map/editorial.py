"""
Editorial rules: what must hold of an event once it has been compared with its sources.

An event that has not been compared yet breaks none of them; that it has not is a warning of its
own (`doubts.py`). Unlike the rules of `check.py` these do not keep the app from starting: they need
the geography, and they are about good work rather than sound tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kashmir_map.confidence import origins
from kashmir_map.dossier import Dossier, dossiers
from kashmir_map.errors import Problem
from kashmir_map.record import CLAIMS_FILE, EVENTS_FILE, Record
from kashmir_map.regions import Regions
from kashmir_map.values import cell
from kashmir_map.vocabulary import LOCATION_PRECISIONS
from kashmir_map.whereabouts import full_name, mentions, named_unit, names_unit

Rule = Callable[[Dossier], Iterator[Problem]]

INDEPENDENT_SOURCES = 2
"""Independent sources that an event is compared with, or it says that there is no second one."""

_NOMINAL = frozenset({"region", "country"})


def editorial_problems(record: Record, regions: Regions) -> list[Problem]:
    """Return what breaks the editorial rules, in the order of files and rows."""
    compared = [dossier for dossier in dossiers(record) if dossier.event.checked]
    found = [problem for rule in RULES for dossier in compared for problem in rule(dossier)]
    found += [
        problem for dossier in compared for problem in markers_lie_in_their_units(dossier, regions)
    ]
    return sorted(found, key=lambda problem: (problem.file, problem.row or 0, problem.column))


def coordinates_are_no_finer_than_known(dossier: Dossier) -> Iterator[Problem]:
    """Coordinates have no more decimals than the precision of the place deserves."""
    event = dossier.event
    most = LOCATION_PRECISIONS[event.location_precision][1]
    for column, value in (("latitude", event.latitude), ("longitude", event.longitude)):
        if len(cell(value).partition(".")[2]) > most:
            rule = f"is finer than a place known as {event.location_precision} can be"
            fix = f"write {most} decimal{'s' * (most != 1)}, or correct location_precision"
            yield Problem(EVENTS_FILE, dossier.row, column, cell(value), rule, fix)


def denials_answer_somebody(dossier: Dossier) -> Iterator[Problem]:
    """What is denied, somebody else asserts: on the same event, about the same subject."""
    asserted = {claim.subject for _, claim in dossier.claims if claim.stance == "asserts"}
    for row, claim in dossier.claims:
        if claim.stance == "denies" and claim.subject not in asserted:
            rule = f"has nothing to deny: nobody asserts {claim.subject} of {claim.event}"
            fix = "add the assertion, or correct subject or stance"
            yield Problem(CLAIMS_FILE, row, "stance", claim.stance, rule, fix)


def a_second_source_is_found_or_missed(dossier: Dossier) -> Iterator[Problem]:
    """Two independent sources were compared, or else the event says that none was found."""
    found = len(origins(dossier.compared))
    missed = "second-source" in dossier.event.not_found
    if found >= INDEPENDENT_SOURCES and missed:
        rule = f"is there: {found} independent sources were compared"
        yield Problem(EVENTS_FILE, dossier.row, "not_found", "second-source", rule, "delete it")
    if found < INDEPENDENT_SOURCES and not missed:
        rule = f"names {found or 'no'} independent source{'s' * (found != 1)}"
        fix = "compare with a second one, or write second-source into not_found"
        yield Problem(EVENTS_FILE, dossier.row, "compared", "", rule, fix)


def casualties_are_told_or_missed(dossier: Dossier) -> Iterator[Problem]:
    """Somebody says how many were killed or hurt in a violent event, or no figure was found."""
    event = dossier.event
    told = any(claim.subject in {"deaths", "injured"} for _, claim in dossier.claims)
    if event.family == "violence" and not told and "casualties" not in event.not_found:
        rule = f"is violent ({event.type}), and nobody says who was killed or hurt"
        fix = f"add a claim to {CLAIMS_FILE}, or write casualties into not_found"
        yield Problem(EVENTS_FILE, dossier.row, "id", event.id, rule, fix)


def markers_lie_in_their_units(dossier: Dossier, regions: Regions) -> Iterator[Problem]:
    """
    The marker lies in the unit that ends the words of its place, or the note names where it lies.

    Units are those of today, also for events of the past. Markers that stand for a region or a
    country are nominal and are not looked at.
    """
    event = dossier.event
    if event.location_precision in _NOMINAL:
        return
    here = (
        regions.unit_at(event.latitude, event.longitude)
        if regions.covers(event.latitude, event.longitude)
        else None
    )
    rule, fix = "", ""
    if here is None:
        if unit := named_unit(event.place, regions.units):
            rule = f"names {unit.name}, and the marker lies outside of every unit"
            fix = "correct the place or its coordinates"
    elif not names_unit(event.place, here, regions.units) and not mentions(
        event.note, here, regions.units
    ):
        rule = f"does not name the unit of its marker, {here.name}"
        fix = f"end it with {full_name(here)}, move the marker, or explain it in the note"
    if rule:
        yield Problem(EVENTS_FILE, dossier.row, "place", event.place, rule, fix)


RULES: tuple[Rule, ...] = (
    coordinates_are_no_finer_than_known,
    denials_answer_somebody,
    a_second_source_is_found_or_missed,
    casualties_are_told_or_missed,
)
