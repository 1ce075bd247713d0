"""Read an outline map in SVG and lay it over the land: shapes in degrees, and how well they fit."""

import re
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry as Shape

from geography import sources
from geography.readers import Units

PATH = re.compile(r'<path\s+id="([^"]+)"\s+aria-label="[^"]+"\s+d="([^"]+)"')
TOKEN = re.compile(r"[a-zA-Z]|-?[\d.]+(?:e-?\d+)?")
LOOKS = 80  # times the fit looks again for the nearest points
WORST = 90  # per cent of the points that count; the rest lies where the two maps differ
EXTENT = (60.87, 23.70, 77.08, 37.09)  # Pakistan's: where the fit begins
INLAND = (64.2, 26.0)  # degrees east and north: beyond lie the edge of our box and the coast

Points = NDArray[np.float64]


def shapes(folder: Path) -> Units:
    """Districts of Pakistan in the units of the picture, by their name in it."""
    (path,) = sources.unpack(
        sources.PAKISTANI_DISTRICTS, ("package/pakistan.districts.svg",), folder
    )
    return {
        name: shapely.make_valid(
            shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in _rings(text)])
        )
        for name, text in PATH.findall(path.read_text(encoding="utf-8"))
    }


def _rings(text: str) -> list[list[tuple[float, float]]]:
    """Rings of a path of straight pieces."""
    tokens = TOKEN.findall(text)
    rings: list[list[tuple[float, float]]] = []
    x = y = 0.0
    command, position = "M", 0
    while position < len(tokens):
        if tokens[position].isalpha():
            command = tokens[position]
            position += 1
            if command in "zZ":
                x, y = rings[-1][0]
                continue
        across = command in "hH"
        down = command in "vV"
        values = [
            float(token) for token in tokens[position : position + (1 if across or down else 2)]
        ]
        position += len(values)
        ahead = (values[0], 0.0) if across else (0.0, values[0]) if down else tuple(values)
        if command.islower():
            x, y = x + ahead[0], y + ahead[1]
        else:
            x, y = (x if down else ahead[0]), (y if across else ahead[1])
        if command in "mM":
            rings.append([])
            command = "l" if command == "m" else "L"
        rings[-1].append((x, y))
    return [ring for ring in rings if len(ring) > 3]  # noqa: PLR2004 - a ring needs four points


def lay_over(drawn: Units, land: Shape) -> tuple[Units, float]:
    """Shapes in degrees after the affine fit of their outline to that of the land.

    Returns them with the median distance in degrees between the two outlines.
    """
    whole = shapely.union_all([shape.buffer(1.5) for shape in drawn.values()]).buffer(-1.5)
    own = _outline(whole, 4)
    target = _outline(land, 0.02)
    target = target[(target > INLAND).all(axis=1)]
    tree = shapely.STRtree([shapely.Point(point) for point in target])
    (left, top, right, bottom), (west, south, east, north) = whole.bounds, EXTENT
    scale = np.array([(east - west) / (right - left), (south - north) / (bottom - top)])
    matrix = np.array(
        [[scale[0], 0], [0, scale[1]], [west - left * scale[0], north - top * scale[1]]]
    )
    homogeneous = np.column_stack([own, np.ones(len(own))])
    distances = np.zeros(0)
    for _ in range(LOOKS):
        placed = homogeneous @ matrix
        inland = (placed > INLAND).all(axis=1)
        nearest = target[tree.nearest(shapely.points(placed[inland]))]
        distances = np.hypot(*(nearest - placed[inland]).T)
        good = distances <= np.percentile(distances, WORST)
        matrix = np.linalg.lstsq(homogeneous[inland][good], nearest[good], rcond=None)[0]

    def place(points: Points) -> Points:
        placed: Points = np.column_stack([points, np.ones(len(points))]) @ matrix
        return placed

    return (
        {name: shapely.transform(shape, place) for name, shape in drawn.items()},
        float(np.median(distances)),
    )


def _outline(shape: Shape, spacing: float) -> Points:
    largest = max(shapely.get_parts(shape).tolist(), key=lambda part: float(part.area))
    points: Points = shapely.get_coordinates(shapely.segmentize(largest.exterior, spacing))
    return points
