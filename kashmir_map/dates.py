"""
Dates as intervals of wall minutes, and dates in words.

A wall minute is an integer: minutes since 1970-01-01T00:00 on the local clock at the event's
place. Offsets from UTC are read, kept in the text and shown to people, but never counted with: a
day in Srinagar is the same 1,440 minutes as a day in Moscow. Intervals are half open,
`start <= minute < end`; minutes before 1970 are negative. The calendar is proleptic Gregorian.
Nothing here asks the machine for its time zone.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["year", "month", "day", "hour", "minute"]

HOUR = 60
DAY = 24 * HOUR

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

INDIA_OFFSET = 5 * HOUR + 30
PAKISTAN_OFFSET = 5 * HOUR
CLOCK_NAMES = {INDIA_OFFSET: "IST", PAKISTAN_OFFSET: "PKT"}
"""What the two clocks are called, by minutes east of UTC."""

_UNITS: tuple[Precision, ...] = ("year", "month", "day", "hour", "minute")
_TIMES = ("hour", "minute")
_EPOCH = date(1970, 1, 1).toordinal()
_LAST_YEAR = 9998  # so that the end of the last year is itself a day that `date` can hold
_FIRST = (date.min.toordinal() - _EPOCH) * DAY
_LAST = (date(_LAST_YEAR + 1, 1, 1).toordinal() - _EPOCH) * DAY

_PREFIX = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2})(?::([0-9]{2}))?([+-][0-9]{2}:[0-9]{2})?)?)?)?"
)

# Pakistan's clock from each day on: India's until 1951, and daylight saving time in three summers.
# Only needed to tell a reader what the clocks showed on the other side of the line.
_PAKISTAN_CLOCK = (
    (date(1947, 8, 14), INDIA_OFFSET),
    (date(1951, 9, 30), PAKISTAN_OFFSET),
    (date(2002, 4, 7), PAKISTAN_OFFSET + HOUR),
    (date(2002, 10, 6), PAKISTAN_OFFSET),
    (date(2008, 6, 1), PAKISTAN_OFFSET + HOUR),
    (date(2008, 11, 1), PAKISTAN_OFFSET),
    (date(2009, 4, 15), PAKISTAN_OFFSET + HOUR),
    (date(2009, 11, 1), PAKISTAN_OFFSET),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """
    One ISO prefix as it was read.

    Parameters
    ----------
    start, end
        Wall minutes, half open: all that the text may mean.
    precision
        The last part that the text has: `2025` is a year, `2025-05-07T05` an hour.
    offset
        Minutes east of UTC, or None where the text has no offset. Never counted with.
    """

    start: int
    end: int
    precision: Precision
    offset: int | None

    @classmethod
    @lru_cache(maxsize=8192)  # a record writes few days, and each of them many times
    def parse(cls, text: str) -> Moment:
        """
        Read `2025`, `2025-05`, `2025-05-07`, `2025-05-07T05` or `2025-05-07T05:30`.

        Hours and minutes may carry an offset from UTC (`+05:30`).

        Raises
        ------
        ValueError
            Saying what is wrong with the text, without repeating it: "is not a date like …".
        """
        match = _PREFIX.fullmatch(text)
        if match is None:
            raise ValueError("is not a date like 2025, 2025-05, 2025-05-07 or 2025-05-07T05:30")
        numbers = [int(part) for part in match.groups()[:-1] if part is not None]
        precision = _UNITS[len(numbers) - 1]
        year, month, day, hour, minute = numbers + [1, 1, 1, 0, 0][len(numbers) :]
        try:
            ordinal = date(year, month, day).toordinal()
        except ValueError:
            raise ValueError("is not a day of the calendar") from None
        if year > _LAST_YEAR:
            raise ValueError("leaves the calendar (years 1 to 9998)")
        if hour >= 24 or minute >= HOUR:  # noqa: PLR2004 - hours of a day
            raise ValueError("is not a time of the day (00:00 … 23:59)")
        start = (ordinal - _EPOCH) * DAY + hour * HOUR + minute
        offset = None if match[6] is None else _offset(match[6])
        return cls(start, _next(start, precision), precision, offset)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """
    A stretch of time to look at; never empty, within the years 1 … 9998.

    Parameters
    ----------
    start
        Wall minute at which it begins.
    end
        Wall minute at which it has ended (exclusive).

    Raises
    ------
    ValueError
        If it would be empty or reversed, or leave the calendar.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("The window ends before it begins.")
        if self.start < _FIRST or self.end > _LAST:
            raise ValueError("The window leaves the calendar (years 1 to 9998).")

    @classmethod
    def from_query(cls, text_from: str, text_to: str) -> Window:
        """
        Read the two ends as links and YAML files write them.

        Parameters
        ----------
        text_from
            First year, month, day, hour or minute: an ISO prefix without an offset.
        text_to
            Last one, inclusive: `2025` means to the end of that year.

        Raises
        ------
        ValueError
            With a sentence for the reader; it does not repeat what was typed.
        """
        moments = []
        for name, text in (("from", text_from), ("to", text_to)):
            try:
                moment = Moment.parse(text)
            except ValueError as error:
                raise ValueError(f"The window’s “{name}” {error}.") from None
            if moment.offset is not None:
                raise ValueError(f"The window’s “{name}” has an offset; leave it out.")
            moments.append(moment)
        return cls(moments[0].start, moments[1].end)

    def to_query(self) -> tuple[str, str]:
        """From and to, inclusive, each in the shortest ISO prefix that is exact."""
        return (
            _iso(self.start, _coarsest(self.start)),
            # The unit that ends where the window ends is named by its last minute.
            _iso(self.end - 1, _coarsest(self.end)),
        )

    def meets(self, start: int, end: int) -> bool:
        """Whether the half-open interval of wall minutes and the window share a minute."""
        return start < self.end and end > self.start


def interval(start: str, end: str = "") -> tuple[int, int]:
    """
    Wall minutes, half open, of an event's `start` and `end` as the table writes them.

    From the beginning of what `start` may mean to the ending of what `end` may mean; an empty
    `end` stands for `start`.

    Raises
    ------
    ValueError
        If a text is no ISO prefix, or the end lies before the start.
    """
    first = Moment.parse(start)
    last = Moment.parse(end) if end else first
    if last.end < first.end:
        raise ValueError("lies before the start")
    return first.start, last.end


def iso_prefix(start: int, end: int) -> str:
    """
    Write a half-open interval of wall minutes as one ISO prefix, without offset.

    Raises
    ------
    ValueError
        If the interval is not exactly one year, month, day, hour or minute.
    """
    for unit in _UNITS:
        if _starts(start, unit) and _next(start, unit) == end:
            return _iso(start, unit)
    raise ValueError("The interval is not one year, month, day, hour or minute.")


def day_words(minute: int, *, weekday: bool = False) -> str:
    """Words for the day of a wall minute: "7 May 2025", "Wednesday 7 May 2025"."""
    day = _date(minute)
    name = f"{WEEKDAYS[day.weekday()]} " if weekday else ""
    return f"{name}{_short_day(minute)} {day.year}"


def window_words(start: int, end: int) -> str:
    """
    Words for a half-open interval of wall minutes, in the coarsest unit that is exact.

    "1947 – 1972", "May 2025", "22 April – 10 May 2025", "7 May 2025, 05:00 – 09:00".
    """
    unit = max(_coarsest(start), _coarsest(end), key=_UNITS.index)
    if unit not in _TIMES:
        return _range_words(start, end - 1, unit)
    one_day = start // DAY == (end - 1) // DAY
    until = "" if one_day else f"{day_words(end - 1)}, "
    return f"{day_words(start)}, {_clock(start)} – {until}{_clock(end, ends=True)}"


def when_words(start: str, end: str = "") -> str:
    """
    Words for when an event happened, from `start` and `end` as the table writes them.

    "Wednesday 7 May 2025, 01:05–01:30 IST (00:35–01:00 in Pakistan)", "7 – 10 May 2025",
    "May 2025 (day not known)". Times are local to the place; what clocks showed in the other
    country is added where it was another time.
    """
    first = Moment.parse(start)
    last = Moment.parse(end) if end else first
    if first.precision in _TIMES:
        return _time_words(first, last)
    if first == last and first.precision == "day":
        return day_words(first.start, weekday=True)
    if first.precision == last.precision:
        words = _range_words(first.start, last.start, first.precision)
    else:
        words = f"{_words(first)} – {_words(last)}"
    unknown = {"year": "month", "month": "day"}.get(last.precision)
    if unknown is None:
        return words
    if first.precision != last.precision:
        return f"{words} (last {unknown} not known)"
    return f"{words} ({unknown if first == last else unknown + 's'} not known)"


def _time_words(first: Moment, last: Moment) -> str:
    zone = _zone_words(first.offset)
    shift, country = _other_clock(first)
    begin = first.start
    begin_words = f"{day_words(begin, weekday=True)}, {_clock(begin)}"
    if last.precision not in _TIMES:
        other = f" ({_apart(begin + shift, begin)} {country})" if country else ""
        return f"{begin_words}{zone}{other} – {_words(last)}"

    # An hour runs to its end, 05:00–06:00; a minute is said as it is, 01:05–01:30.
    ends = last.precision == "hour"
    close = last.end if ends else last.start
    if begin == close:
        words = begin_words
    elif begin // DAY == (close - ends) // DAY:
        words = f"{begin_words}–{_clock(close, ends=ends)}"
    else:
        day = day_words(close - ends, weekday=True)
        words = f"{begin_words} – {day}, {_clock(close, ends=ends)}"
    if not country:
        return words + zone

    there, until = begin + shift, close + shift
    other = _apart(there, begin)
    if until // DAY != there // DAY:
        other = f"{_short_day(there)}, {_clock(there)} – {_short_day(until)}, {_clock(until)}"
    elif begin != close:
        other += f"–{_clock(until)}"
    return f"{words}{zone} ({other} {country})"


def _other_clock(moment: Moment) -> tuple[int, str]:
    """Minutes to add for the other country's clock, and "in …"; ("" if it showed the same)."""
    day = _date(moment.start)
    pakistan = [offset for since, offset in _PAKISTAN_CLOCK if since <= day]
    if moment.offset == INDIA_OFFSET and pakistan and pakistan[-1] != INDIA_OFFSET:
        return pakistan[-1] - INDIA_OFFSET, "in Pakistan"
    if moment.offset == PAKISTAN_OFFSET and pakistan:
        return INDIA_OFFSET - PAKISTAN_OFFSET, "in India"
    return 0, ""


def _zone_words(offset: int | None) -> str:
    if offset is None:
        return ""
    sign = "−" if offset < 0 else "+"
    hours, minutes = divmod(abs(offset), HOUR)
    return f" {CLOCK_NAMES.get(offset, f'UTC{sign}{hours:02}:{minutes:02}')}"


def _offset(text: str) -> int:
    hours, minutes = int(text[1:3]), int(text[4:6])
    total = (hours * HOUR + minutes) * (-1 if text[0] == "-" else 1)
    if minutes >= HOUR or not -12 * HOUR <= total <= 14 * HOUR:
        raise ValueError("has an offset that no clock has (−12:00 … +14:00)")
    return total


def _date(minute: int) -> date:
    return date.fromordinal(minute // DAY + _EPOCH)


def _starts(minute: int, unit: Precision) -> bool:
    """Whether a unit begins (and so another has ended) at this wall minute."""
    if unit == "minute":
        return True
    if unit == "hour":
        return minute % HOUR == 0
    day = _date(minute)
    return (
        minute % DAY == 0 and (unit == "day" or day.day == 1) and (unit != "year" or day.month == 1)
    )


def _coarsest(minute: int) -> Precision:
    return next(unit for unit in _UNITS if _starts(minute, unit))


def _next(minute: int, unit: Precision) -> int:
    """Wall minute at which the unit that begins at this one has ended."""
    if unit in _TIMES:
        return minute + (HOUR if unit == "hour" else 1)
    day = _date(minute)
    days = 1 if unit == "day" else monthrange(day.year, day.month)[1]
    if unit == "year":
        days = 366 if isleap(day.year) else 365
    return minute + days * DAY


def _iso(minute: int, unit: Precision) -> str:
    text = f"{_date(minute).isoformat()}T{_clock(minute)}"
    return text[: {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16}[unit]]


def _clock(minute: int, *, ends: bool = False) -> str:
    clock = minute % DAY
    if ends and clock == 0:
        clock = DAY  # the end of a day reads 24:00, so that the day named before it stays right
    return f"{clock // HOUR:02}:{clock % HOUR:02}"


def _short_day(minute: int) -> str:
    day = _date(minute)
    return f"{day.day} {MONTHS[day.month - 1]}"


def _apart(minute: int, known: int) -> str:
    """Clock reading, with its day only if that is not the day of `known`."""
    day = "" if minute // DAY == known // DAY else f"{_short_day(minute)}, "
    return day + _clock(minute)


def _words(moment: Moment) -> str:
    return _range_words(moment.start, moment.start, moment.precision)


def _range_words(first: int, last: int, unit: Precision) -> str:
    """Words for the units that hold the first and the last wall minute (both inclusive)."""
    a, b = _date(first), _date(last)
    end = [str(b.year), f"{MONTHS[b.month - 1]} {b.year}", day_words(last)][_UNITS.index(unit)]
    if unit == "year":
        return end if a.year == b.year else f"{a.year} – {end}"
    start = MONTHS[a.month - 1] if unit == "month" else _short_day(first)
    if a.year != b.year:
        return f"{start} {a.year} – {end}"
    if a.month != b.month:
        return f"{start} – {end}"
    if unit == "month" or a.day == b.day:
        return end
    return f"{a.day} – {end}"
