"""Make one exact coverage of units: no gap, no overlap, simplified so that edges still match."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Shape

from geography.readers import BOX_SHAPE, Units, areas

GRID = 1e-5  # degrees; vertices snap to it before faces are formed, about one metre
CRUMB = 3e-4  # square degrees; a detached part below it (about 3 km²) goes to its neighbour
REACH = 0.12  # degrees; a claim line that ends nearer to the border is extended to it
SPACING = 0.004  # degrees between the points by which a gap is shared out


def follow_countries(units: Units, countries: Units, holder: dict[str, str]) -> Units:
    """Cut units at the lines that countries hold on the ground.

    Each unit keeps what lies inside its country; land of a country that lies in none of its
    units goes to the nearest of them.
    """
    land = shapely.union_all(list(units.values()))
    held = shapely.union_all(list(countries.values()))
    result = {
        code: areas(shape.difference(held))
        for code, shape in units.items()
        if holder[code] not in countries
    }
    for country, ground in countries.items():
        own = {code: shape for code, shape in units.items() if holder[code] == country}
        result |= fill(own, areas(ground.intersection(land)))
    return result


def fill(own: Units, ground: Shape) -> Units:
    """Units cut to their ground; ground that none of them covers goes to the nearest."""
    result = {code: areas(shape.intersection(ground)) for code, shape in own.items()}
    rest = areas(ground.difference(shapely.union_all(list(own.values()))))
    for gap in shapely.get_parts(rest):
        for code, piece in _share_out(gap, own).items():
            result[code] = areas(shapely.union_all([result[code], piece]))
    return result


def _share_out(gap: Shape, units: Units) -> Units:
    """Divide a gap among the units that touch it, each point to the nearest."""
    touching = {code: shape for code, shape in units.items() if shape.distance(gap) < GRID}
    if not touching:
        nearest = min(units, key=lambda code: units[code].distance(gap))
        return {nearest: gap}
    if len(touching) == 1:
        return dict.fromkeys(touching, gap)
    around = gap.buffer(0.05)
    owner: dict[tuple[float, float], str] = {}
    for code, shape in touching.items():
        edge = shapely.segmentize(shape.boundary.intersection(around), SPACING)
        for x, y in np.round(shapely.get_coordinates(edge), 5):
            owner.setdefault((x, y), code)
    points = shapely.MultiPoint(list(owner))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=around))
    tree = shapely.STRtree(cells)
    pieces: dict[str, list[Shape]] = {}
    for point, code in owner.items():
        pieces.setdefault(code, []).extend(
            cells[index] for index in tree.query(shapely.Point(point), predicate="intersects")
        )
    result: Units = {}
    left = gap
    for code in sorted(pieces):
        result[code] = areas(left.intersection(shapely.union_all(pieces[code])))
        left = areas(left.difference(result[code]))
    return result


def correct(
    units: Units,
    corrections: tuple[tuple[str, tuple[tuple[float, float], ...]], ...],
    holder: dict[str, str],
) -> Units:
    """Give the land inside a ring to a unit, from units of the same country only."""
    result = dict(units)
    for code, ring in corrections:
        place = shapely.Polygon(ring)
        for other in units:
            if other != code and holder[other] == holder[code]:
                result[code] = areas(
                    shapely.union_all([result[code], result[other].intersection(place)])
                )
                result[other] = areas(result[other].difference(place))
    return result


def carve_claimed_land(
    units: Units, claim_lines: list[Shape], inside: dict[str, tuple[float, float]]
) -> Units:
    """Cut Aksai Chin and Shaksgam out of the Chinese units, along India's claim lines.

    ``inside`` gives for each code a point (longitude, latitude) that its land contains.
    """
    chinese = ("XJ", "XZ")
    ground = shapely.union_all([units[code] for code in chinese])
    border = ground.boundary
    lines = list(claim_lines)
    for line in claim_lines:
        for end in (line.coords[0], line.coords[-1]):
            (x0, y0), (x1, y1) = shapely.shortest_line(shapely.Point(end), border).coords
            if 0 < shapely.Point(end).distance(border) < REACH:
                # A little further than the border, so that the two surely cross.
                beyond = (x1 + (x1 - x0) * 0.05, y1 + (y1 - y0) * 0.05)
                lines.append(shapely.LineString([(x0, y0), beyond]))
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([border, *lines])]))
    result = dict(units)
    for code, point in inside.items():
        face = min(
            (face for face in faces if face.contains(shapely.Point(point))),
            key=lambda face: float(face.area),
        )
        result[code] = areas(face.intersection(ground))
        for other in chinese:
            result[other] = areas(result[other].difference(result[code]))
    return result


def exact(units: Units, crumb: float = CRUMB) -> Units:
    """Coverage of the box: faces between all edges, each given to one unit.

    Faces that no unit covers go to the neighbour with the longest common edge, except large
    ones, which are sea.
    """
    codes = list(units)
    shapes = [areas(shapely.set_precision(units[code], GRID)) for code in codes]
    rings = [shape.boundary for shape in shapes]
    network = shapely.union_all([*rings, BOX_SHAPE.exterior], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    owner: list[str | None] = [None] * len(faces)
    for face, unit in (
        shapely.STRtree(shapes).query(shapely.point_on_surface(faces), predicate="within").T
    ):
        owner[face] = owner[face] or codes[unit]
    tree = shapely.STRtree(faces)
    sizes = shapely.area(faces)
    sea = 0.02  # square degrees; no gap between two sources is as large
    for index in sorted(
        (index for index, code in enumerate(owner) if code is None),
        key=lambda index: float(sizes[index]),
    ):
        if sizes[index] < sea:
            owner[index] = _neighbour(index, faces, owner, tree)
    result = {
        code: shapely.union_all(
            [face for face, own in zip(faces, owner, strict=True) if own == code]
        )
        for code in codes
    }
    return _absorb_crumbs(result, crumb)


def _neighbour(
    index: int,
    faces: np.ndarray,
    owner: list[str | None],
    tree: shapely.STRtree,
    not_code: str | None = None,
) -> str | None:
    """Owner of the face with which a face shares the longest edge."""
    lengths: dict[str, float] = {}
    for other in tree.query(faces[index], predicate="intersects"):
        code = owner[other]
        if other != index and code is not None and code != not_code:
            edge = faces[index].boundary.intersection(faces[other].boundary)
            lengths[code] = lengths.get(code, 0) + edge.length
    return max(lengths, key=lambda code: lengths[code]) if lengths else None


def _absorb_crumbs(units: Units, crumb: float) -> Units:
    """Give small detached parts to the unit that surrounds them."""
    parts = [(code, part) for code in units for part in shapely.get_parts(units[code])]
    faces = np.array([part for _, part in parts])
    owner: list[str | None] = [code for code, _ in parts]
    tree = shapely.STRtree(faces)
    largest = {
        code: max(shapely.get_parts(shape).tolist(), key=lambda part: float(part.area))
        for code, shape in units.items()
    }
    final = list(owner)
    for index, (code, part) in enumerate(parts):
        if part.area < crumb and not part.equals(largest[code]):
            final[index] = _neighbour(index, faces, owner, tree, not_code=code) or code
    return {
        code: shapely.union_all(
            [face for face, own in zip(faces, final, strict=True) if own == code]
        )
        for code in units
    }


def simplify(
    units: Units,
    tolerance: float,
    groups: tuple[tuple[tuple[str, ...], float], ...],
    decimals: int,
) -> Units:
    """Simplify all edges, then more coarsely those between the units of a group.

    Tolerances are in degrees. Common edges stay common: units are simplified as one coverage,
    and the outer boundary of a group, which it shares with the others, is left as it is.
    Coordinates are rounded.
    """
    codes = list(units)
    shapes = shapely.coverage_simplify(np.array([units[code] for code in codes]), tolerance)
    for group, group_tolerance in groups:
        members = [index for index, code in enumerate(codes) if code in group]
        shapes[members] = shapely.coverage_simplify(
            shapes[members], group_tolerance, simplify_boundary=False
        )
    rounded = shapely.transform(shapes, lambda points: np.round(points, decimals))
    if not shapely.coverage_is_valid(rounded):
        raise ValueError("rounding broke the coverage: choose another tolerance")
    return dict(zip(codes, rounded, strict=True))


def sea(units: Units) -> Shape:
    """Part of the box that no unit covers."""
    return areas(BOX_SHAPE.difference(shapely.coverage_union_all(list(units.values()))))
