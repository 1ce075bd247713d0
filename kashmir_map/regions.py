"""Units and the Line of Control: who administers a place, how far it is from the line."""

import json
import math
from dataclasses import dataclass
from numbers import Real
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry as Shape

from kashmir_map.geodesy import distance_km

GEO_DIR = Path(__file__).resolve().parent.parent / "data" / "geo"


class Box(NamedTuple):
    """Corners of the map in degrees (EPSG:4326); a point on its edge lies inside."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Unit:
    """
    A territory by who administers it today.

    Parameters
    ----------
    code
        Short name that the layers use: `JK`, `AJK`, `GB` …
    name
        Name in English, without the administrator.
    administered_by
        Country, in English.
    kind
        `unit` for the eight units of the map, `context` for their neighbours.
    """

    code: str
    name: str
    administered_by: str
    kind: Literal["unit", "context"]


class Regions:
    """
    The map's geography as questions about points.

    Parameters
    ----------
    units
        Units in the order of the file.
    shapes
        Their polygons, longitude first, in the same order.
    line_of_control
        Course of the line, longitude first.
    box
        What the map covers.
    """

    def __init__(
        self,
        units: tuple[Unit, ...],
        shapes: list[Shape],
        line_of_control: Shape,
        box: Box,
    ) -> None:
        self.units = units
        self.box = box
        self._tree = shapely.STRtree(shapes)
        self._line_of_control = line_of_control

    @classmethod
    def load(cls, path: Path = GEO_DIR) -> "Regions":
        """
        Read `units.geojson`, `lines.geojson` and `sources.json` of a folder.

        Raises
        ------
        OSError
            If one of them cannot be read.
        ValueError
            If one of them is not JSON, or lacks a part.
        """
        try:
            features = _features(path / "units.geojson")
            lines = {line["properties"]["id"]: line for line in _features(path / "lines.geojson")}
            sources = json.loads((path / "sources.json").read_text(encoding="utf-8"))
            return cls(
                units=tuple(Unit(**feature["properties"]) for feature in features),
                shapes=[_shape(feature) for feature in features],
                line_of_control=_shape(lines["line-of-control"]),
                box=Box(**sources["box"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"a layer in {path.name} lacks a part: {error}") from None

    def covers(self, latitude: float, longitude: float) -> bool:
        """
        Whether a point lies on the map, its edge included.

        Parameters
        ----------
        latitude, longitude
            Decimal degrees, EPSG:4326.

        Raises
        ------
        ValueError
            If one of them is not a number or lies outside the globe.
        """
        _check("latitude", latitude, 90)
        _check("longitude", longitude, 180)
        box = self.box
        return box.south <= latitude <= box.north and box.west <= longitude <= box.east

    def unit_at(self, latitude: float, longitude: float) -> Unit | None:
        """
        Unit that holds a point; on an edge the first of the file.

        Parameters
        ----------
        latitude, longitude
            Decimal degrees, EPSG:4326.

        Returns
        -------
        Unit | None
            None at sea.

        Raises
        ------
        ValueError
            If one of them is not a number, or the point lies outside the map.
        """
        point = self._point(latitude, longitude)
        found = self._tree.query(point, predicate="intersects")
        return self.units[int(found.min())] if len(found) else None

    def line_of_control_km(self, latitude: float, longitude: float) -> float:
        """
        Shortest distance from a point to the Line of Control, on either side of it.

        The line runs from the working boundary to point NJ9842; beyond its ends the distance is
        that to the end.

        Parameters
        ----------
        latitude, longitude
            Decimal degrees, EPSG:4326.

        Returns
        -------
        float
            Geodesic distance on the WGS 84 ellipsoid in kilometres, not negative.

        Raises
        ------
        ValueError
            If one of them is not a number, or the point lies outside the map.
        """
        self._point(latitude, longitude)
        # Around its centre this projection keeps distances, so the nearest point is the nearest.
        local = pyproj.Proj(proj="aeqd", lat_0=latitude, lon_0=longitude, ellps="WGS84")
        line = shapely.transform(
            self._line_of_control, lambda points: np.column_stack(local(*points.T))
        )
        x, y = shapely.shortest_line(line, shapely.Point(0, 0)).coords[0]
        nearest_longitude, nearest_latitude = local(x, y, inverse=True)
        return distance_km(latitude, longitude, (nearest_latitude, nearest_longitude))

    def _point(self, latitude: float, longitude: float) -> shapely.Point:
        if self.covers(latitude, longitude):
            return shapely.Point(longitude, latitude)
        west, south, east, north = self.box
        swapped = south <= longitude <= north and west <= latitude <= east
        raise ValueError(
            f"the point {_degrees(latitude)}, {_degrees(longitude)} lies outside the map, which "
            f"covers latitudes {south:g} to {north:g} and longitudes {west:g} to {east:g}"
            + (" – write the latitude first" if swapped else "")
        )


def _check(name: str, value: object, limit: int) -> None:
    """Raise ValueError unless a value is a number between −limit and limit."""
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise ValueError(f"{name} {value!r} is not a number – write decimal degrees, such as 34.08")
    if abs(float(value)) > limit:
        raise ValueError(f"{name} {_degrees(value)} lies outside −{limit} … {limit}")


def _degrees(value: float | Real) -> str:
    """Shortest decimal form of a number, with a true minus sign."""
    return f"{float(value):.10g}".replace("-", "−")


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _shape(feature: dict[str, Any]) -> Shape:
    return shapely.from_geojson(json.dumps(feature["geometry"]))
