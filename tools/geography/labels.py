"""Names on the map: where they stand, how they turn, what is written."""

import math
from pathlib import Path
from typing import Any

import pyproj
import shapely
import yaml
from shapely.geometry.base import BaseGeometry as Shape

from geography import names
from geography.readers import Units

MERCATOR = pyproj.Transformer.from_crs(4326, 3857, always_xy=True)
TABLE = Path(__file__).with_name("labels.yaml")

Entry = dict[str, Any]


def read() -> dict[str, list[Entry]]:
    """Content of the table of labels, by kind."""
    content: dict[str, list[Entry]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return content


def anchor_along(
    course: Shape, latitude: float, longitude: float, span_km: float
) -> tuple[float, float, float]:
    """Point of a line nearest to a place, and the line's direction around it.

    Returns longitude, latitude and the angle in degrees clockwise from due east on a
    Mercator map, between −90 and 90, so that text turned by it is never upside down.
    """
    place = shapely.Point(longitude, latitude)
    part = min(shapely.get_parts(course).tolist(), key=lambda line: float(line.distance(place)))
    middle = part.project(place)
    point = part.interpolate(middle)
    # A degree of latitude is 111 km; near enough for the length over which a name turns.
    half = span_km / 2 / 111
    start, end = part.interpolate(max(middle - half, 0)), part.interpolate(middle + half)
    (x0, y0), (x1, y1) = MERCATOR.transform(start.x, start.y), MERCATOR.transform(end.x, end.y)
    if x1 < x0:
        x0, y0, x1, y1 = x1, y1, x0, y0
    return point.x, point.y, -math.degrees(math.atan2(y1 - y0, x1 - x0))


def labels(courses: dict[str, Shape], rivers: Units) -> list[tuple[Entry, Entry]]:
    """Every label as its properties and its GeoJSON geometry."""
    table = read()
    result = []
    for entry in table["units"]:
        country = names.CORE[entry["code"]].administered_by
        own = {"note": entry.get("note", f"administered by {country}"), "rank": 1}
        result.append(_label("unit", entry | own))
    for kind, group in (
        ("country", "countries"),
        ("province", "provinces"),
        ("lake", "lakes"),
        ("glacier", "glaciers"),
    ):
        result += [_label(kind, {"short": ""} | entry) for entry in table[group]]
    for entry in table["lines"]:
        result.append(_along("line", entry, courses[entry["line"]]))
    for entry in table["rivers"]:
        result.append(_along("river", {"text": entry["river"]} | entry, rivers[entry["river"]]))
    return result


def _along(kind: str, entry: Entry, course: Shape) -> tuple[Entry, Entry]:
    latitude, longitude = entry["at"]
    x, y, angle = anchor_along(course, latitude, longitude, entry.get("span", 30))
    turned = {"at": [y, x], "angle": 0.0 if entry.get("horizontal") else angle}
    short = entry["text"] if kind == "line" and entry.get("rank", 1) == 1 else ""
    return _label(kind, {"short": short} | entry | turned)


def _label(kind: str, entry: Entry) -> tuple[Entry, Entry]:
    latitude, longitude = entry["at"]
    leader = entry.get("leader")
    properties = {
        "kind": kind,
        "code": entry.get("code", entry.get("line", "")),
        "text": entry["text"],
        "note": entry.get("note", ""),
        "short": entry["short"],
        "rank": entry.get("rank", 1),
        "angle": round(entry.get("angle", 0.0), 1),
        "align": entry.get("align", "middle"),
        "dx": entry.get("dx", 0),
        "dy": entry.get("dy", 0),
        "leader": [[x, y] for y, x in leader] if leader else None,
    }
    return properties, {
        "type": "Point",
        "coordinates": [round(longitude, 4), round(latitude, 4)],
    }
