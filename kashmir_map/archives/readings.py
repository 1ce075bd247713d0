"""How one cell is read: coordinates, days, counts and codes; each says what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, TypeVar

from kashmir_map.archives.cells import CellError
from kashmir_map.dates import MONTHS, Moment

T = TypeVar("T")

DEATHS_MAX: Final = 10_000_000
GEOMETRIES: Final = frozenset(
    {
        *("LineString", "LinearRing", "Polygon", "MultiPoint", "MultiLineString"),
        *("MultiPolygon", "GeometryCollection", "no geometry", "an empty Point"),
    }
)
"""What a source of features writes in the place of a latitude if a feature is not one point."""

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WHOLE: Final = re.compile(r"\d+(\.0*)?", re.ASCII)
_MIDNIGHT: Final = re.compile(r"(.{10})[ T]00:00(:00(\.0+)?)?", re.ASCII)
_CLOCK: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_WORDED: Final = re.compile(r"(\d{1,2}) ([A-Za-z]+) (\d{4})", re.ASCII)
_DAY_FIX: Final = "write year, month and day, such as 2020-02-26"
_TIME_FIX: Final = "write 2020, 2020-02, 2020-02-26 or 2020-02-26T05:30"
_FIRST: Final = Moment.parse("1500")
_LAST: Final = Moment.parse("2200")
_MONTH_NUMBERS: Final = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}


def degrees(limit: int) -> Callable[[str], float]:
    """Return a reading of decimal degrees between −limit and limit (EPSG:4326)."""

    def read(text: str) -> float:
        fix = "write decimal degrees, such as 34.08"
        if text in GEOMETRIES:
            raise CellError("is not a point", "give one point for each event")
        if not text:
            raise CellError("is empty", fix)
        if not _NUMBER.fullmatch(text):
            raise CellError("is not a number", fix)
        value = float(text)
        if not math.isfinite(value) or abs(value) > limit:
            raise CellError(f"is outside −{limit} … {limit}", fix)
        return value

    return read


latitude = degrees(90)
longitude = degrees(180)


@lru_cache(maxsize=1 << 16)
def day(text: str) -> Moment:
    """Read one day: `2020-02-26`, also with a midnight after it, or `26 February 2020`."""
    if not text:
        raise CellError("is empty", _DAY_FIX)
    moment = _moment(_plain(text), _DAY_FIX, "a day like 2020-02-26")
    if moment.precision != "day":
        raise CellError("is not a day like 2020-02-26", _DAY_FIX)
    return moment


@lru_cache(maxsize=1 << 16)
def moment(text: str) -> Moment:
    """Read a year, month, day or time, ISO; seconds are dropped, `26 February 2020` is a day."""
    if not text:
        raise CellError("is empty", _TIME_FIX)
    plain = _plain(text)
    if clock := _CLOCK.fullmatch(plain):
        date, time, zone = clock.groups()
        zone = {None: "", "Z": "+00:00"}.get(zone, zone)
        plain = f"{date}T{time}{zone if ':' in zone or not zone else zone[:3] + ':' + zone[3:]}"
    return _moment(plain, _TIME_FIX, "a date like 2020, 2020-02, 2020-02-26 or 2020-02-26T05:30")


def optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """Return a reading that takes an empty cell for nothing."""

    def read_or_none(text: str) -> T | None:
        return read(text) if text else None

    return read_or_none


def count(text: str) -> int:
    """Read a whole number of people; `3.0`, as some programs write it, is 3."""
    if not text:
        raise CellError("is empty", "write a whole number, or 0")
    if not _WHOLE.fullmatch(text):
        raise CellError("is not a whole number", "write digits only")
    value = int(text.partition(".")[0])
    if value > DEATHS_MAX:
        raise CellError(f"is more than {DEATHS_MAX:,}", "check the number")
    return value


def name(text: str) -> str:
    """Read the name of an event; any text but none."""
    if not text:
        raise CellError("is empty", "give every event a name of its own")
    return text


def code(words: Mapping[str, T], *, fold: bool = False) -> Callable[[str], T]:
    """
    Return a reading of a closed list of codes.

    Parameters
    ----------
    words
        What each code means.
    fold
        Whether small and capital letters are the same; the codes then stand in small letters.
    """

    def read(text: str) -> T:
        key = text.lower() if fold else text.removesuffix(".0")
        if key in words:
            return words[key]
        rule = "is not a known value" if text else "is empty"
        raise CellError(rule, f"write one of: {', '.join(words)}")

    return read


def _plain(text: str) -> str:
    if match := _MIDNIGHT.fullmatch(text):
        return match[1]
    if match := _WORDED.fullmatch(text):
        number = _MONTH_NUMBERS.get(match[2].lower())
        if number:
            return f"{match[3]}-{number:02}-{int(match[1]):02}"
    return text


def _moment(text: str, fix: str, like: str) -> Moment:
    try:
        found = Moment.parse(text)
    except ValueError as error:
        rule = str(error)
        if rule.startswith("is not a date"):
            rule = f"is not {like}"
        raise CellError(rule, fix) from None
    if not _FIRST.start <= found.start < _LAST.end:
        raise CellError("is not between the years 1500 and 2200", fix)
    return found
