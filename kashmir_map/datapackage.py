"""
The tables described for machines: a Frictionless Data Package, made from the models.

Whatever a model says of a column stands in the package: type, description, whether it may be
empty, which words it may hold. Rules that no such schema can say, such as those within a list of
ids, stay with `kashmir-map check`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, get_type_hints

from pydantic import TypeAdapter, ValidationError

from kashmir_map import values
from kashmir_map.catalog import DATA_DIR, TABLES
from kashmir_map.changelog import data_version
from kashmir_map.parts import Row

PACKAGE_FILE: Final = "datapackage.json"

RECORD_TITLE: Final = "Kashmir context map: a record of events with who says what"

_YEAR, _MONTH, _DAY = "[0-9]{4}", "-[0-9]{2}", "-[0-9]{2}"
_TIME = "T[0-9]{2}(:[0-9]{2})?[+-][0-9]{2}:[0-9]{2}"
_ID = values.ID_PATTERN.strip("^$")
_LIST_WORDS = f"A list within the cell, its items separated by “{values.SEPARATOR}”."

_EVENT_DATE = {"type": "string", "pattern": f"{_YEAR}({_MONTH}({_DAY}({_TIME})?)?)?"}
_CALENDAR_DATE = {"type": "string", "pattern": f"{_YEAR}({_MONTH}({_DAY})?)?"}
_KINDS: Final[tuple[tuple[object, dict[str, Any]], ...]] = (
    (values.EventDate, _EVENT_DATE),
    (values.OptionalEventDate, _EVENT_DATE),
    (values.CalendarDate, _CALENDAR_DATE),
    (values.FullDate, {"type": "date"}),
    (values.OptionalFullDate, {"type": "date"}),
    (values.Url, {"type": "string", "format": "uri"}),
    (values.Ids, {"type": "string", "pattern": f"{_ID}({values.SEPARATOR}{_ID})*"}),
)
"""What the kinds of values are that a model's own schema does not tell from plain text."""

_LIMITS: Final = ("minimum", "maximum", "maxLength", "pattern")

_UNIQUE: Final = frozenset({"articles.csv", "events.csv", "citations.csv", "withdrawn.csv"})
"""Tables whose sort key names one row; in the others it only keeps order."""

_REFERENCES: Final[dict[str, tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]]] = {
    "claims.csv": (
        (("event",), "events", ("id",)),
        (("article",), "articles", ("id",)),
        (("event", "article"), "citations", ("event", "article")),
    ),
    "citations.csv": (
        (("event",), "events", ("id",)),
        (("article",), "articles", ("id",)),
    ),
    "withdrawn.csv": ((("replaced_by",), "events", ("id",)),),
}
"""Columns that name a row of another table, that table, and its columns."""

_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def package_text(folder: Path = DATA_DIR) -> str:
    """
    Text of `datapackage.json` for a data folder; the same models and version, the same text.

    Raises
    ------
    ValueError
        If the folder's changelog names no version.
    """
    return json.dumps(package(data_version(folder)), ensure_ascii=False, indent=2) + "\n"


def package(version: str) -> dict[str, Any]:
    """Describe the tables as a Frictionless Data Package."""
    return {
        "profile": "tabular-data-package",
        "name": "kashmir-context-map",
        "title": RECORD_TITLE,
        "description": (
            "Events of the Kashmir conflict from 1846 to the present: what happened, where, how "
            "exactly that is known, who claims what, and from which published source. A "
            "selection, not a count. README.md describes every word that a cell may hold."
        ),
        "version": version,
        "keywords": ["Kashmir", "conflict", "events", "India", "Pakistan", "China"],
        "licenses": [_LICENCE],
        "sources": [{"title": "The published articles that articles.csv lists, each by its page"}],
        "contributors": [{"title": "Kashmir context map", "role": "author"}],
        "resources": [_resource(file, model) for file, model in TABLES.items()],
    }


def _resource(file: str, model: type[Row]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": _fields(model), "missingValues": [""]}
    if file in _UNIQUE:
        schema["primaryKey"] = list(model.key)
    if file in _REFERENCES:
        schema["foreignKeys"] = [
            {"fields": list(columns), "reference": {"resource": table, "fields": list(theirs)}}
            for columns, table, theirs in _REFERENCES[file]
        ]
    return {
        "profile": "tabular-data-resource",
        "name": file.removesuffix(".csv"),
        "path": file,
        "description": (model.__doc__ or "").strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _fields(model: type[Row]) -> list[dict[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    described = model.model_json_schema()["properties"]
    return [_field(name, hints[name], described[name]) for name in model.columns()]


def _field(name: str, hint: object, described: dict[str, Any]) -> dict[str, Any]:
    kind = next((dict(kind) for one, kind in _KINDS if one is hint), None) or _kind(described)
    constraints: dict[str, Any] = {"required": True} if _required(hint) else {}
    if "pattern" in kind:
        constraints["pattern"] = kind.pop("pattern")
    words = [word for word in described.get("enum", ()) if word]
    if words:
        constraints["enum"] = words
    constraints |= {limit: described[limit] for limit in _LIMITS if limit in described}
    description = described["description"]
    if described.get("type") == "array" and "separated by" not in description:
        description = f"{description} {_LIST_WORDS}"
    field = {"name": name, **kind, "description": description}
    return field | ({"constraints": constraints} if constraints else {})


def _kind(described: dict[str, Any]) -> dict[str, Any]:
    if described.get("type") == "boolean":
        return {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
    if described.get("type") == "number":
        return {"type": "number"}
    if described.get("type") == "array":
        words = described["items"].get("enum")
        item = f"({'|'.join(words)})" if words else f"[^{values.SEPARATOR.strip()}]+"
        return {"type": "string", "pattern": f"{item}({values.SEPARATOR}{item})*"}
    if any(one.get("type") == "integer" for one in described.get("anyOf", ())):
        return {"type": "integer"}
    return {"type": "string"}


def _required(hint: Any) -> bool:  # noqa: ANN401 - an annotation may be anything
    """Whether a cell of this kind may not be empty: the model is asked."""
    try:
        TypeAdapter(hint).validate_python("")
    except ValidationError:
        return True
    return False
