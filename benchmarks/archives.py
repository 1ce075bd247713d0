"""Measure how an archive of a million events is imported and asked, and print a Markdown table.

`uv run python benchmarks/archives.py [--rows N] [--json FILE]` makes a file with the columns of
UCDP GED (made-up events, always the same ones), imports it with the command line in a process of
its own, and asks the archive for windows, boxes and types. The machine should have nothing else
to do.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv

from benchmarks.readings import Reading, machine, table, write_json
from kashmir_map.archives.archive import Archive
from kashmir_map.archives.question import Question
from kashmir_map.archives.store import FOLDER_VARIABLE, Store
from kashmir_map.archives.ucdp import COLUMNS
from kashmir_map.dates import Window
from kashmir_map.regions import Box, Regions
from kashmir_map.vocabulary import EventType

_SEED: Final = 1947
_AT_ONCE: Final = 50_000
_ON_THE_MAP: Final = 0.9
_TIMES: Final = 30
_MEGABYTE: Final = 1_000_000
_SIDES: Final = ("Government of A", "Government of B", "Group C", "Group D", "Civilians")
_HEADLINE: Final = "Made-up headline {} of a report about an event that never happened, with words"
_ORIGINAL: Final = (
    "An official, said the made-up paper, “{}”,\n"
    'and a second line, because such texts have several, with a comma and a "quotation" in it'
)
_AROUND_KASHMIR: Final = Box(73.0, 32.5, 77.5, 36.0)


def make(path: Path, rows: int, box: Box) -> None:
    """Write made-up events with UCDP's columns, nine in ten of them on the map."""
    dice = np.random.default_rng(_SEED)
    first = 0
    options = pyarrow.csv.WriteOptions(include_header=True)
    writer = None
    with path.open("wb") as stream:
        while first < rows:
            piece = _piece(dice, first, min(_AT_ONCE, rows - first), box)
            writer = writer or pyarrow.csv.CSVWriter(stream, piece.schema, write_options=options)
            writer.write(piece)
            first += piece.num_rows
        if writer:
            writer.close()


def _piece(dice: np.random.Generator, first: int, count: int, box: Box) -> pa.Table:
    numbers = np.arange(first, first + count)
    away = dice.random(count) > _ON_THE_MAP
    latitude = np.where(
        away, dice.uniform(-30, 20, count), dice.uniform(box.south, box.north, count)
    )
    longitude = dice.uniform(box.west, box.east, count)
    precision = dice.choice(5, count, p=[0.8, 0.08, 0.05, 0.05, 0.02])
    begin = np.datetime64("1989-01-01") + dice.integers(0, 13_000, count)
    end = begin + np.array([0, 3, 6, 29, 200])[precision]
    low = dice.geometric(0.3, count) - 1
    best = low + dice.binomial(1, 0.1, count) * dice.geometric(0.2, count)
    high = best + dice.binomial(1, 0.2, count) * dice.geometric(0.1, count)
    sides = np.array(_SIDES)
    side_a, side_b = dice.choice(sides, count), dice.choice(sides, count)
    cells: dict[str, object] = {
        "id": numbers,
        "relid": [f"IND-{number}" for number in numbers],
        "type_of_violence": dice.integers(1, 4, count),
        "conflict_name": "India: Kashmir",
        "dyad_name": [f"{one} – {two}" for one, two in zip(side_a, side_b, strict=True)],
        "side_a": side_a,
        "side_b": side_b,
        "source_article": [f"Made-up agency, 2001-01-01, story {n % 9973}" for n in numbers],
        "source_headline": [_HEADLINE.format(number) for number in numbers],
        "source_original": [_ORIGINAL.format(number) for number in numbers],
        "where_prec": dice.integers(1, 8, count),
        "where_coordinates": [f"Village {number % 5003}" for number in numbers],
        "where_description": [f"near village {number % 5003}, in a valley" for number in numbers],
        "adm_1": "Jammu and Kashmir state",
        "latitude": np.round(latitude, 6),
        "longitude": np.round(longitude, 6),
        "geom_wkt": [f"POINT ({x:.6f} {y:.6f})" for x, y in zip(longitude, latitude, strict=True)],
        "country": "India",
        "date_prec": precision + 1,
        "date_start": [f"{day} 00:00:00.000" for day in begin],
        "date_end": [f"{day} 00:00:00.000" for day in end],
        "best": best,
        "high": high,
        "low": low,
    }
    return pa.table(
        {
            name: pa.repeat(cell, count) if isinstance(cell := cells.get(name, "0"), str) else cell
            for name in COLUMNS
        }
    )


def imported(path: Path, folder: Path) -> tuple[float, float]:
    """Seconds and peak of memory (MB) of an import by the command line."""
    command = [sys.executable, "-m", "kashmir_map.cli", "import", str(path), "--name", "made-up"]
    began = time.perf_counter()
    subprocess.run(
        command, check=True, env={**os.environ, FOLDER_VARIABLE: str(folder)}, stdout=sys.stderr
    )
    seconds = time.perf_counter() - began
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, kilobytes * 1024 / _MEGABYTE


def timed(ask: Callable[[], pa.Table]) -> list[float]:
    """Milliseconds of a question, asked several times."""
    values = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        ask()
        values.append((time.perf_counter() - began) * 1000)
    return values


def questions(archive: Archive, where: str) -> list[Reading]:
    """Ask an archive for what a map would draw."""
    month = Window.from_query("1999-05", "1999-05")
    year = Window.from_query("1999", "1999")
    attacks = frozenset[EventType]({"attack"})
    asked = {
        "a month": Question(window=month),
        "a year": Question(window=year),
        "a year, around Kashmir": Question(window=year, box=_AROUND_KASHMIR),
        "all years, around Kashmir": Question(box=_AROUND_KASHMIR),
        "all years, one type": Question(types=attacks),
        "all three": Question(window=year, box=_AROUND_KASHMIR, types=attacks),
        "everything": Question(),
    }
    return [
        Reading(
            f"{where}: {name} → {archive.select(question).num_rows:,} events",
            "ms",
            timed(partial(archive.select, question)),
            most=100,
        )
        for name, question in asked.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the file")
    parser.add_argument("--json", type=Path, help="file for every value")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "made-up.csv"
        make(path, chosen.rows, Regions.load().box)
        size = path.stat().st_size / _MEGABYTE
        seconds, memory = imported(path, folder / "store")
        archive = Store(folder / "store").open("made-up")
        stored = sum((archive.folder / part.file).stat().st_size for part in archive.facts.parts)
        readings = [
            Reading(f"import of {chosen.rows:,} rows", "s", [seconds], most=60),
            Reading("import, peak of memory", "MB", [memory], most=1500),
            Reading("file", "MB", [size]),
            Reading("archive", "MB", [stored / _MEGABYTE]),
            *questions(archive, "from disk"),
        ]
        began = time.perf_counter()
        archive.hold()
        readings += [
            Reading("reading what a map draws into memory", "s", [time.perf_counter() - began]),
            *questions(archive, "from memory"),
        ]
    print(f"{machine()}.\n")
    print(table(readings))
    if chosen.json:
        write_json(chosen.json, machine(), readings)


if __name__ == "__main__":
    main()
