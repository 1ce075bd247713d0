"""Common edges of a coverage: the lines between units and the outlines of neighbours."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry as Shape

from geography import names
from geography.readers import Units

Point = tuple[float, float]
Segment = tuple[Point, Point]  # the smaller end first, so that both sides name it alike


def segments(shape: Shape) -> Iterator[Segment]:
    """Straight pieces of all rings of a polygon or several."""
    for part in shapely.get_parts(shape):
        for ring in shapely.get_rings(part):
            points = [(float(x), float(y)) for x, y in shapely.get_coordinates(ring)]
            for start, end in pairwise(points):
                yield (min(start, end), max(start, end))


class Edges:
    """Edges of a coverage, each straight piece with the units on its sides."""

    def __init__(self, units: Units) -> None:
        sides: dict[Segment, list[str]] = {}
        for code, shape in units.items():
            for segment in segments(shape):
                sides.setdefault(segment, []).append(code)
        self._between: dict[frozenset[str], list[Segment]] = {}
        for segment, codes in sides.items():
            self._between.setdefault(frozenset(codes), []).append(segment)

    def between(self, one_side: Iterable[str], other_side: Iterable[str]) -> Shape:
        """Edge that any unit of one side shares with any of the other."""
        others = tuple(other_side)
        pairs = [frozenset((one, other)) for one in one_side for other in others]
        return _line(segment for pair in pairs for segment in self._between.get(pair, ()))

    def outlines(self, drawn: Iterable[names.Line]) -> dict[str, Shape]:
        """Edges that no line stands for: between countries, and inside one country."""
        taken = {
            frozenset((one, other))
            for line in drawn
            for one in line.one_side
            for other in line.other_side
        }
        levels: dict[str, list[Segment]] = {"country": [], "province": []}
        for codes, pieces in self._between.items():
            if len(codes) == 2 and codes not in taken:  # noqa: PLR2004 - one unit on each side
                countries = {names.ALL[code].administered_by for code in codes}
                levels["province" if len(countries) == 1 else "country"] += pieces
        return {level: _line(pieces) for level, pieces in levels.items()}


def _line(pieces: Iterable[Segment]) -> Shape:
    """Join pieces to lines as long as possible, in an order that does not change."""
    joined = shapely.line_merge(shapely.MultiLineString([list(piece) for piece in sorted(pieces)]))
    return shapely.normalize(joined)


def divide(line: Shape, point: Point) -> tuple[Shape, Shape]:
    """Cut a line at its vertex nearest to a point: the parts that begin at its two ends."""
    if line.geom_type != "LineString":
        raise ValueError("a line is broken: do the units still meet along it?")
    points = [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]
    target = shapely.Point(point)
    cut = min(range(len(points)), key=lambda index: shapely.Point(points[index]).distance(target))
    return shapely.LineString(points[: cut + 1]), shapely.LineString(points[cut:])


def lines(units: Units) -> list[tuple[names.Line, Shape]]:
    """Every line of the map with its course."""
    edges = Edges(units)

    def whole(line: names.Line) -> Shape:
        return edges.between(line.one_side, line.other_side)

    control, ground = sorted(
        divide(whole(names.LINE_OF_CONTROL), names.NJ9842),
        key=lambda part: float(part.centroid.y),
    )
    karakoram, depsang = sorted(
        divide(whole(names.KARAKORAM_LINE), names.KARAKORAM_PASS),
        key=lambda part: float(part.centroid.x),
    )
    straight = shapely.LineString([_meeting(control, ground), _meeting(karakoram, depsang)])
    result = [
        (line, shapely.normalize(course))
        for line, course in (
            (names.LINE_OF_CONTROL, control),
            (names.ACTUAL_GROUND_POSITION_LINE, ground),
            (names.KARAKORAM_LINE, karakoram),
            (names.DEPSANG_LINE, depsang),
        )
    ]
    result += [(line, whole(line)) for line in (*names.OTHER_LINES, *names.QUIET_LINES)]
    result.append((names.STRAIGHT_LINE, shapely.normalize(straight)))
    if empty := [line.id for line, course in result if course.is_empty]:
        raise ValueError(f"no units share an edge for {', '.join(empty)}")
    return result


def _meeting(one: Shape, other: Shape) -> Point:
    """Point in which the two parts of a line meet."""
    x, y = one.intersection(other).coords[0]
    return x, y


def siachen(units: Units, straight: Shape) -> Shape:
    """Part of Ladakh beyond the straight line from NJ9842 to the Karakoram Pass."""
    ladakh = units["LA"]
    faces = shapely.get_parts(
        shapely.polygonize(
            shapely.get_parts(shapely.union_all([ladakh.boundary, straight])).tolist()
        )
    )
    inside = shapely.Point(names.SIACHEN)
    holding: list[Shape] = [face for face in faces.tolist() if face.contains(inside)]
    return holding[0]


def outlines(units: Units) -> dict[str, Shape]:
    """Edges of neighbours, without the edge of the box, by level: country, province."""
    drawn = (
        names.LINE_OF_CONTROL,
        names.ACTUAL_GROUND_POSITION_LINE,
        names.KARAKORAM_LINE,
        *names.OTHER_LINES,
        *names.QUIET_LINES,
    )
    return Edges(units).outlines(drawn)
