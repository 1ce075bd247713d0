"""Rivers and reservoirs: courses of several sources, joined under their names."""

from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Shape
from shapely.ops import substring

from geography import names, readers
from geography.elevation import Drainage, Heights
from geography.readers import Units

SPACING = 0.003  # degrees between the points at which a course is compared with another
NEAR = 0.02  # degrees within which two courses are the same river's


def rivers(
    folder: Path, drainage: Drainage, line_of_control: Shape
) -> dict[str, tuple[str, Shape]]:
    """Courses of all rivers by name, each with the source it comes from."""
    drawn = readers.rivers(folder, names.RIVERS)
    drawn["Indus"] = shapely.union_all([drawn["Indus"], drawn.pop("Shiquan")])
    pieces = readers.river_pieces()
    digitised = shapely.union_all(list(pieces.values()))
    result = {
        name: ("Natural Earth, GSHHG", _closer(course, digitised)) for name, course in drawn.items()
    }
    for name, numbers in names.DIGITISED_RIVERS.items():
        parts = [pieces[number] for number in numbers]
        result[name] = ("GSHHG", shapely.line_merge(shapely.union_all(parts)))
    for name, (source, into) in names.VALLEY_RIVERS.items():
        result[name] = ("GLOBE", drainage.course(source, result[into][1]))
    for name, (start, end) in names.RIVERS_ON_THE_LINE.items():
        origin, course = result[name]
        result[name] = (origin, _along_line(course, line_of_control, start, end))
    return result


def _closer(course: Shape, digitised: Shape) -> Shape:
    """Course moved onto the more closely digitised one where that is near."""
    dense = shapely.segmentize(shapely.line_merge(course), SPACING)
    near = digitised.intersection(shapely.box(*course.bounds).buffer(NEAR))

    def moved(points: np.ndarray) -> np.ndarray:
        ways = np.array([shapely.shortest_line(shapely.Point(point), near) for point in points])
        ends = shapely.get_coordinates(shapely.get_point(ways, 1))
        close = np.array(shapely.length(ways)) < NEAR
        return np.where(close[:, None], ends, points)

    return shapely.transform(dense, moved)


def _along_line(
    course: Shape, line: Shape, start: tuple[float, float], end: tuple[float, float]
) -> Shape:
    """Course that follows a line between the points of it nearest to start and end."""
    main = max(shapely.get_parts(line).tolist(), key=lambda part: float(part.length))
    first, last = (main.project(shapely.Point(point)) for point in (start, end))
    points = shapely.get_coordinates(_part(main, first, last))
    before = course.project(shapely.Point(points[0]))
    after = course.project(shapely.Point(points[-1]))
    upper = shapely.get_coordinates(_part(course, 0, before))
    lower = shapely.get_coordinates(_part(course, after, course.length))
    return shapely.LineString(np.vstack([upper[:-1], points, lower[1:]]))


def _part(line: Shape, start: float, end: float) -> Shape:
    """Line between two lengths along it, backwards if the second is the smaller."""
    return substring(shapely.LineString(shapely.get_coordinates(line)), start, end)


def simplify(courses: dict[str, Shape], tolerance: float) -> Units:
    """Courses joined and simplified to a tolerance in degrees."""
    return {
        name: shapely.normalize(
            shapely.line_merge(
                shapely.simplify(shapely.line_merge(shapely.union_all([course])), tolerance)
            )
        )
        for name, course in courses.items()
    }


def reservoirs(grid: Heights) -> dict[str, Shape]:
    """Largest water between two heights inside the box of each reservoir."""
    longitudes, latitudes = grid.centres()
    result = {}
    for name, ((low, high), (west, south, east, north)) in names.RESERVOIRS.items():
        flooded = (
            (grid.metres >= low)
            & (grid.metres <= high)
            & (longitudes > west)
            & (longitudes < east)
            & (latitudes > south)
            & (latitudes < north)
        )
        # Opened and closed again: the steps of the cells become a shore.
        pool = grid.outline(flooded).buffer(0.006).buffer(-0.008).buffer(0.003)
        result[name] = max(shapely.get_parts(pool).tolist(), key=lambda part: float(part.area))
    return result
