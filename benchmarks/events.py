"""Made-up events like those of UCDP GED, the same for every peer, in one file of columns."""

from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from kashmir_map.regions import Box

SIZES: Final = (480, 5_000, 100_000, 1_000_000)
"""As many as the record holds, and what archives hold."""
CENTRE: Final = (31.25, 76.0)
"""Latitude and longitude of the first event, which stands alone there and lasts all the time."""
BOX: Final = Box(64.0, 22.5, 88.0, 40.0)
FIRST_DAY: Final = 0
LAST_DAY: Final = 13_000
WINDOW: Final = (LAST_DAY - FIRST_DAY) // 20
"""Days of the window: about one event in twenty is shown."""
STEP: Final = WINDOW // 4
"""Days by which a step moves it."""
TYPES: Final = 3
_SEED: Final = 1947
_EPOCH: Final = np.datetime64("1989-01-01")
_ALONE: Final = 2.4  # degrees around the centre without another event: wider than a cluster


def written(folder: Path, count: int) -> Path:
    """
    Write events as Parquet, once: `id`, `day`, `end`, `latitude`, `longitude`, `type`.

    Days are numbers, half open; the first event is that of `CENTRE`, the others are sorted by day.

    Parameters
    ----------
    folder
        Where the file is, or is made.
    count
        Number of events.
    """
    path = folder / f"events-{count}.parquet"
    if path.exists():
        return path
    dice = np.random.default_rng(_SEED)
    latitude = dice.uniform(BOX.south, BOX.north, count)
    longitude = dice.uniform(BOX.west, BOX.east, count)
    near = (np.abs(latitude - CENTRE[0]) < _ALONE) & (np.abs(longitude - CENTRE[1]) < _ALONE)
    latitude[near] += 2 * _ALONE
    day = np.sort(dice.integers(FIRST_DAY, LAST_DAY, count))
    end = day + dice.choice([1, 4, 7, 30], count, p=[0.85, 0.07, 0.05, 0.03])
    latitude[0], longitude[0] = CENTRE
    day[0], end[0] = FIRST_DAY, LAST_DAY
    kind = dice.integers(0, TYPES, count)
    kind[0] = 0
    pa.parquet.write_table(
        pa.table(
            {
                "id": np.arange(count),
                "day": day,
                "end": end,
                "latitude": np.round(latitude, 5),
                "longitude": np.round(longitude, 5),
                "type": kind,
            }
        ),
        path,
    )
    return path


def first_window() -> tuple[str, str]:
    """First and last day of the window that a page opens with, as a link writes them."""
    return str(_EPOCH + FIRST_DAY), str(_EPOCH + (FIRST_DAY + WINDOW - 1))


def written_as_table(folder: Path, count: int, path: Path) -> None:
    """Write the events as a table that our map imports: dates, names, and our words for types."""
    every = pa.parquet.read_table(written(folder, count))
    days = {name: every.column(name).to_numpy() for name in ("day", "end", "type", "id")}
    kinds = np.where(days["type"] == 0, "attack", "protest")
    table = pa.table(
        {
            "date": (_EPOCH + days["day"]).astype(str),
            "end": (_EPOCH + (days["end"] - 1)).astype(str),
            "latitude": every.column("latitude"),
            "longitude": every.column("longitude"),
            "type": kinds,
            "title": [f"event {number}" for number in days["id"]],
        }
    )
    pa.csv.write_csv(table, path)


def in_first_window(folder: Path, count: int) -> int:
    """How many of so many events stand in the window that a page opens with."""
    days = pa.parquet.read_table(written(folder, count), columns=["day"]).column("day")
    return int((days.to_numpy() < FIRST_DAY + WINDOW).sum())
