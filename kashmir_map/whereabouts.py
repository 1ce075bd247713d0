"""The words of a place held against the map: whether they name the unit of its marker."""

from __future__ import annotations

from collections.abc import Iterable

from kashmir_map.regions import Unit

PART = ", "
"""Stands between the parts of a place's words, the smallest first."""


def plain_name(unit: Unit) -> str:
    """Name of a unit without the country that tells two of one name apart: "Punjab"."""
    return unit.name.partition(" (")[0]


def full_name(unit: Unit) -> str:
    """Words that a place in this unit ends with: "Ladakh", "Punjab, India"."""
    name = plain_name(unit)
    disputed = unit.kind == "unit" and name == unit.name
    return name if disputed or name == unit.administered_by else f"{name}, {unit.administered_by}"


def names_unit(place: str, unit: Unit, units: Iterable[Unit]) -> bool:
    """
    Whether the last parts of a place's words name a unit.

    A unit of the disputed land is named by its own name, never by a country alone. Outside of it
    the country is enough, unless another of its units is named before it.

    Parameters
    ----------
    place
        Words of the place, such as "Uri, Baramulla district, Jammu and Kashmir".
    unit
        The unit that the marker lies in.
    units
        All units of the map.
    """
    tail = place.split(PART)[-2:]
    name = plain_name(unit)
    if name == unit.name and name in tail:
        return True
    if full_name(unit) == name or tail[-1] != unit.administered_by:
        return False
    return not {plain_name(other) for other in units if plain_name(other) != name} & {*tail[:-1]}


def named_unit(place: str, units: Iterable[Unit]) -> Unit | None:
    """The unit of the disputed land that the last part of a place's words names, if any."""
    last = place.rsplit(PART, maxsplit=1)[-1]
    return next((unit for unit in units if unit.kind == "unit" and unit.name == last), None)


def mentions(text: str, unit: Unit, units: Iterable[Unit]) -> bool:
    """Whether a text names a unit, and not only another whose name is longer."""
    name = plain_name(unit)
    for other in {plain_name(other) for other in units}:
        if name != other and name in other:
            text = text.replace(other, "")
    return name in text
