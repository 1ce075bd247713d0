"""
Kinds of values in the record: what each may be, how a table's cell is read, how it is refused.

A cell arrives as text, so every number is read by a rule of its own: what a spreadsheet or Python
would silently take for a number ("1e3", "1,000", " 34") is refused. A refusal says what is wrong
and what to do, in words for the person at the spreadsheet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

import pandas as pd
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import ErrorDetails, PydanticCustomError

from kashmir_map.dates import Moment, Window
from kashmir_map.vocabulary import Missing

SEPARATOR = "; "
"""Stands between the items of a list within one cell."""

TITLE_MAX = 90
TEXT_MAX = 1200
LINE_MAX = 300
LABEL_MAX = 40
ID_MAX = 80
URL_MAX = 2000
EVENT_YEARS = (1800, 2100)
"""First and last year that an event may lie in: a guard against slips such as 0205."""

ID_PATTERN = "^[a-z0-9][a-z0-9-]*$"
OPTIONAL_ID_PATTERN = "^([a-z0-9][a-z0-9-]*)?$"
LANGUAGE_PATTERN = "^[a-z]{2}$"
SUBJECT_PATTERN = "^[A-Za-z][A-Za-z0-9_-]*$"
COUNTRY_PATTERN = "^([A-Z]{2})?$"

_SPAN_FIX = "write from: and to: with an ISO date each, both inclusive"
_PATTERNS = {
    ID_PATTERN: ("is not an id", "use small letters a–z, digits and hyphens"),
    OPTIONAL_ID_PATTERN: ("is not an id", "use small letters a–z, digits and hyphens"),
    LANGUAGE_PATTERN: ("is not an ISO 639-1 code", "write two small letters: en"),
    SUBJECT_PATTERN: ("is no unit and no line", "write its code or id as in geo/"),
    COUNTRY_PATTERN: ("is not an ISO 3166 code", "write two capital letters: IN"),
}
_EXPLANATIONS = {
    "rule": ("{rule}", "{fix}"),
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("is not a field of the record", "correct its name or delete it"),
    "string_too_short": ("is empty", "fill it in"),
    "string_too_long": ("has more than {max_length} characters", "shorten it"),
    "too_short": ("is empty", "add an item"),
    "too_long": ("has more than {max_length} items", "keep the most important ones"),
    "string_type": ("is not a text", "write one line of text"),
    "tuple_type": ("is not a list", "write one item a line, each after a hyphen"),
    "model_type": ("is not a set of fields", "write name: value, one a line"),
}
_DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_LINE_BREAKERS = {"Cc", "Cs", "Zl", "Zp"}
# Characters that turn the reading direction of what follows, and so can disguise a text.
_TURNERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_id(text: str) -> bool:
    """Whether a text may be an id."""
    return len(text) <= ID_MAX and re.fullmatch(ID_PATTERN, text) is not None and text[-1] != "\n"


def _wrong(rule: str, fix: str) -> PydanticCustomError:
    """Make an error that says what is wrong with the value, and what to do."""
    return PydanticCustomError("rule", "{rule} – {fix}", {"rule": rule, "fix": fix})


def _line(text: str) -> str:
    if not text:
        return text
    if not text.isprintable():
        for character in text:
            if unicodedata.category(character) in _LINE_BREAKERS or character in _TURNERS:
                raise _wrong(
                    f"holds the invisible character U+{ord(character):04X}",
                    "delete it; a cell is one line of plain text",
                )
    if text != text.strip():
        raise _wrong("begins or ends with a space", "delete the space")
    if text[0] in "=+-@":
        raise _wrong(
            f"begins with {text[0]}, which a spreadsheet would run as a formula",
            "begin with a word or a quotation mark",
        )
    return text


def _split(value: object) -> object:
    """Take a cell apart; leave what is a sequence already."""
    if not isinstance(value, str):
        return value
    if not value:
        return ()
    if "|" in value:
        raise _wrong("holds “|”", "separate the items with a semicolon and a space")
    items = value.split(SEPARATOR)
    if any(not item or ";" in item or item != item.strip() for item in items):
        raise _wrong(
            "is not a clean list", "put one semicolon and one space between the items, none last"
        )
    return tuple(items)


def _distinct(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(items)) != len(items):
        raise _wrong("names an item twice", "delete the second one")
    return items


def _degrees(limit: int) -> BeforeValidator:
    def read(value: object) -> object:
        if isinstance(value, str):
            if not _DECIMAL.fullmatch(value):
                raise _wrong(
                    "is not a number of degrees",
                    "write decimal degrees with a point and at most six decimals: 34.0837",
                )
            value = float(value)
        if isinstance(value, int | float) and not -limit <= value <= limit:
            raise _wrong(f"is outside −{limit} … {limit}", "write decimal degrees")
        return value

    return BeforeValidator(read)


def _whole(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not value:
        return None
    if not _WHOLE.fullmatch(value):
        raise _wrong("is not a whole number", "write digits only: 1500; words go to value_text")
    return int(value)


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise _wrong("is neither true nor false", "write true or false in small letters")
        return value == "true"
    return value


def _moment(text: str) -> Moment:
    try:
        return Moment.parse(text)
    except ValueError as error:
        raise _wrong(str(error), "write an ISO date such as 2025-05-07") from None


def _event_date(text: str) -> str:
    moment = _moment(text)
    if moment.precision in {"hour", "minute"} and moment.offset is None:
        raise _wrong(
            "has a time without an offset from UTC", "add +05:30 in India, +05:00 in Pakistan"
        )
    if not EVENT_YEARS[0] <= int(text[:4]) <= EVENT_YEARS[1]:
        raise _wrong(
            f"lies outside the years {EVENT_YEARS[0]} … {EVENT_YEARS[1]}", "correct the year"
        )
    return text


def _calendar_date(text: str) -> str:
    if _moment(text).precision in {"hour", "minute"}:
        raise _wrong("has a time of day", "write the date alone: 2025-05-07")
    return text


def _full_date(text: str) -> str:
    if _moment(text).precision != "day":
        raise _wrong("is not a full date", "write year, month and day: 2025-05-07")
    return text


def _or_empty(rule: Callable[[str], str]) -> AfterValidator:
    return AfterValidator(lambda text: rule(text) if text else text)


def _url(text: str) -> str:
    fix = "copy the address from the browser; it begins with https:// or http://"
    if not re.fullmatch(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f]+", text):
        raise _wrong("is not a web address", fix)
    try:
        parts = urlsplit(text)
        if not parts.hostname or "." not in parts.hostname or (parts.port or 1) < 1:
            raise _wrong("has no host name", fix)
    except ValueError:
        raise _wrong("is not a web address", fix) from None
    if parts.username is not None or parts.password is not None:
        raise _wrong("holds a user name", "delete all before the host name")
    return text


def _tile_url(text: str) -> str:
    plain = text
    for part in ("{z}", "{x}", "{y}"):
        if part not in text:
            raise _wrong(f"lacks {part}", "write {z}, {x} and {y} where a tile's numbers belong")
        plain = plain.replace(part, "0")
    _url(plain)
    return text


def _country(text: str) -> str:
    if text == "UK":
        raise _wrong("is not an ISO 3166 code", "write GB for the United Kingdom")
    return text


def _window_end(text: str) -> str:
    if _moment(text).offset is not None:
        raise _wrong("has an offset from UTC", "leave it out: windows use the clock at the place")
    return text


def span(text_from: str, text_to: str) -> Window:
    """Read a window from two inclusive ISO prefixes."""
    try:
        return Window.from_query(text_from, text_to)
    except ValueError as error:
        raise _wrong(f"is no window: {str(error).rstrip('.')}", _SPAN_FIX) from None


def _span(value: object) -> object:
    if isinstance(value, Window):
        return value
    match value:
        case {"from": str(first), "to": str(last), **rest} if not rest:
            return span(first, last)
    raise _wrong("is no window", _SPAN_FIX)


Line = Annotated[str, Field(max_length=LINE_MAX), AfterValidator(_line)]
Words = Annotated[str, Field(min_length=1, max_length=LINE_MAX), AfterValidator(_line)]
Label = Annotated[str, Field(min_length=1, max_length=LABEL_MAX), AfterValidator(_line)]
Title = Annotated[str, Field(min_length=1, max_length=TITLE_MAX), AfterValidator(_line)]
Text = Annotated[str, Field(max_length=TEXT_MAX), AfterValidator(_line)]
Summary = Annotated[str, Field(min_length=1, max_length=TEXT_MAX), AfterValidator(_line)]
Id = Annotated[str, Field(min_length=1, max_length=ID_MAX, pattern=ID_PATTERN)]
OptionalId = Annotated[str, Field(max_length=ID_MAX, pattern=OPTIONAL_ID_PATTERN)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_split), AfterValidator(_distinct)]
Names = Annotated[tuple[Words, ...], BeforeValidator(_split), AfterValidator(_distinct)]
EventDate = Annotated[str, Field(min_length=1), AfterValidator(_event_date)]
OptionalEventDate = Annotated[str, _or_empty(_event_date)]
CalendarDate = Annotated[str, _or_empty(_calendar_date)]
FullDate = Annotated[str, Field(min_length=1), AfterValidator(_full_date)]
OptionalFullDate = Annotated[str, _or_empty(_full_date)]
Gaps = Annotated[tuple[Missing, ...], BeforeValidator(_split), AfterValidator(_distinct)]
WindowEnd = Annotated[str, AfterValidator(_window_end)]
Span = Annotated[Window, BeforeValidator(_span)]
Latitude = Annotated[float, Field(ge=-90, le=90), _degrees(90)]
Longitude = Annotated[float, Field(ge=-180, le=180), _degrees(180)]
Count = Annotated[int | None, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_flag)]
SubjectCode = Annotated[str, Field(max_length=ID_MAX, pattern=SUBJECT_PATTERN)]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Country = Annotated[str, Field(pattern=COUNTRY_PATTERN), AfterValidator(_country)]
Url = Annotated[str, Field(min_length=1, max_length=URL_MAX), AfterValidator(_url)]
TileUrl = Annotated[str, Field(min_length=1, max_length=URL_MAX), AfterValidator(_tile_url)]


def cell(value: object) -> str:
    """Text of one value as a table holds it; degrees to six decimals, without idle zeros."""
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # Adding 0.0 makes −0.0 a plain zero.
        return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple | list):
        return SEPARATOR.join(value)
    return str(value)


def explain(error: ErrorDetails) -> tuple[str, str]:
    """
    What is wrong with a refused value, and what to do, without pydantic's wording.

    Parameters
    ----------
    error
        One of `ValidationError.errors()`.
    """
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return _PATTERNS[context["pattern"]]
    if kind == "literal_error":  # where a cell may be empty, the empty text leads the list
        expected = context["expected"].replace("'", "")
        or_nothing = ", or leave it empty" if expected.startswith(", ") else ""
        return "is not a known value", f"write {expected.removeprefix(', ')}{or_nothing}"
    rule, fix = _EXPLANATIONS.get(kind, ("is not valid here", "see what this field may hold"))
    return rule.format(**context), fix.format(**context)
