"""The land's relief as one small picture of shadow and light, for the map to lay over its tints."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from geography.elevation import CELLS, Heights

BOX = (66.0, 27.0, 84.0, 39.0)  # west, south, east, north
WIDTH = 1152  # pixels
QUALITY = 44  # of WebP: for less than 60 kB
SOFT = 1.8  # cells over which heights are evened: GLOBE's sources differ in detail
STEEP = 1.7  # times: how much slopes are exaggerated
LIGHT = (315.0, 45.0)  # degrees: where the light comes from and how high it stands
FADE = 40  # pixels over which the picture ends at its edges


def picture(grid: Heights) -> bytes:
    """WebP of a shaded relief in Mercator rows: level ground is middle grey, shadow is darker.

    Middle grey changes nothing in the blend modes overlay, hard-light and soft-light; the
    distance from it can also serve as the opacity of black and white.
    """
    shade = _shade(Heights(grid.west, grid.north, _even(grid.metres, SOFT)))
    rows, columns = shade.shape
    south = grid.north - rows / CELLS
    west, east = grid.west, grid.west + columns / CELLS
    top, bottom = (_mercator(np.array(latitude)) for latitude in (grid.north, south))
    height = round(WIDTH * float(top - bottom) / float(np.radians(east - west)))
    y = top - (np.arange(height) + 0.5) / height * (top - bottom)
    latitudes = np.degrees(2 * np.arctan(np.exp(y)) - np.pi / 2)
    down = (grid.north - latitudes) * CELLS - 0.5
    right = (np.arange(WIDTH) + 0.5) / WIDTH * columns - 0.5
    drawn = _sample(shade, down, right)
    edge = np.minimum.outer(
        np.minimum(np.arange(height), np.arange(height)[::-1]),
        np.minimum(np.arange(WIDTH), np.arange(WIDTH)[::-1]),
    )
    drawn *= np.clip(edge / FADE, 0, 1)
    grey = np.uint8(np.round(128 + 127 * np.clip(drawn, -1, 1)))
    content = io.BytesIO()
    Image.fromarray(grey).save(content, "WEBP", quality=QUALITY, method=6)
    return content.getvalue()


def _mercator(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    y: NDArray[np.float64] = np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))
    return y


def _even(values: NDArray[np.float64], cells: float) -> NDArray[np.float64]:
    """Gaussian mean."""
    reach = int(3 * cells) + 1
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * cells**2))
    weights /= weights.sum()
    for axis in (0, 1):
        padded = np.pad(values, [(reach, reach) if axis == a else (0, 0) for a in (0, 1)], "edge")
        count = values.shape[axis]
        values = np.zeros_like(values)
        for shift, weight in enumerate(weights):
            values += weight * np.take(padded, range(shift, shift + count), axis)
    return values


def _shade(grid: Heights) -> NDArray[np.float64]:
    """From −1, in shadow, over 0, as on level ground, to 1, in full light."""
    _, latitudes = grid.centres()
    metres = 111_200 / CELLS
    down, right = np.gradient(grid.metres)
    east = STEEP * right / (metres * np.cos(np.radians(latitudes)))
    north = -STEEP * down / metres
    azimuth, altitude = np.radians(LIGHT)
    level = np.sin(altitude)
    light = level - np.cos(altitude) * (east * np.sin(azimuth) + north * np.cos(azimuth))
    shade: NDArray[np.float64] = light / np.sqrt(1 + east**2 + north**2) - level
    scaled: NDArray[np.float64] = shade / np.where(shade < 0, level, 1 - level)
    return scaled


def _sample(
    values: NDArray[np.float64], down: NDArray[np.float64], right: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Values between cells, row positions by column positions."""

    def pair(places: NDArray[np.float64], count: int) -> tuple[NDArray[np.intp], ...]:
        first = np.clip(np.floor(places).astype(int), 0, count - 2)
        return first, first + 1

    (up, low), (left, far) = (pair(down, values.shape[0]), pair(right, values.shape[1]))
    part = np.clip(down - up, 0, 1)[:, None]
    rows = values[up] * (1 - part) + values[low] * part
    part = np.clip(right - left, 0, 1)
    drawn: NDArray[np.float64] = rows[:, left] * (1 - part) + rows[:, far] * part
    return drawn


def write(path: Path, grid: Heights) -> None:
    """Write the picture."""
    path.write_bytes(picture(grid))
