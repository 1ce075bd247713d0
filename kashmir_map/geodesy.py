"""Distances on the earth: geodesic on the ellipsoid of WGS 84, never in degrees."""

from __future__ import annotations

from typing import Final

import pyproj

GEOD: Final = pyproj.Geod(ellps="WGS84")


def distance_km(latitude: float, longitude: float, other: tuple[float, float]) -> float:
    """
    Kilometres along the geodesic between two points.

    Parameters
    ----------
    latitude, longitude
        The one, decimal degrees (EPSG:4326).
    other
        Latitude and longitude of the other.
    """
    return float(GEOD.inv(longitude, latitude, other[1], other[0])[2]) / 1000
