"""Draw internal lines along the water divide where the law does and the sources are coarse."""

import shapely

from geography.coverage import GRID
from geography.elevation import CELLS, Drainage
from geography.readers import Units, areas

# Two internal lines follow the divide between the Indus above Jaglot and the rivers south of the
# Great Himalaya: (unit on the southern side, unit on the side of the Indus).
SIDES = (("JK", "LA"), ("AJK", "GB"))
INDUS = (73.60, 35.53)  # a point of the Indus below all of its tributaries in question
REACH = 0.2  # degrees: how far the divide may lie from the source's line


def follow_divide(units: Units, drainage: Drainage) -> Units:
    """Move the lines between the units of ``SIDES`` onto the divide."""
    stairs = drainage.grid.outline(drainage.basin(INDUS))
    cut = []
    for ring in shapely.get_rings(shapely.get_parts(stairs)):
        points = shapely.get_coordinates(shapely.segmentize(ring, 1.01 / CELLS))
        # The middles of the steps, and the middles between those, lie on a smooth line.
        middles = (points[:-1] + points[1:]) / 2
        middles = (middles + middles.take(range(1, len(middles) + 1), axis=0, mode="wrap")) / 2
        cut.append(shapely.Polygon(middles))
    indus = max(cut, key=lambda part: float(part.area)).buffer(0)
    result = dict(units)
    for south, north in SIDES:
        land = shapely.union_all([units[south], units[north]])
        border = shapely.intersection(units[south].boundary, units[north].buffer(GRID))
        strip = areas(land.intersection(border.buffer(REACH)))
        behind = areas(
            shapely.union_all([units[north].difference(strip), strip.intersection(indus)])
        )
        # What the divide cuts off from the rest, where it wanders over the Line of Control,
        # goes to the other side.
        behind = max(shapely.get_parts(behind).tolist(), key=lambda part: float(part.area))
        before = areas(land.difference(behind))
        result[south] = max(shapely.get_parts(before).tolist(), key=lambda part: float(part.area))
        result[north] = areas(land.difference(result[south]))
    return result
