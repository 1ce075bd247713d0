"""From a file to rows of the layout: which kind of archive it is, and how its rows are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kashmir_map.archives import acled, table, ucdp
from kashmir_map.archives.cells import Cells
from kashmir_map.archives.delimited import DelimitedText
from kashmir_map.archives.features import GeoJson, Parquet
from kashmir_map.archives.layout import COLUMNS, families
from kashmir_map.archives.readings import latitude, longitude
from kashmir_map.archives.refusals import Refusals
from kashmir_map.archives.scheme import Scheme
from kashmir_map.archives.sources import POINT_LATITUDE, POINT_LONGITUDE, Progress, Source
from kashmir_map.archives.table import Reading
from kashmir_map.errors import ArchiveError, Problem
from kashmir_map.regions import Box

Kind = Literal["ucdp", "acled", "csv", "geojson", "geoparquet"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
EVERYWHERE: Final = Box(-180, -90, 180, 90)

UNKNOWN_LICENCE: Final = "not known: ask who made the table"

ROW: Final = "row"
FILE: Final = "file"
"""Columns beside those of the layout: the row's number, and the name of its file."""

_GEOJSON: Final = {".geojson", ".json"}
_PARQUET: Final = {".parquet", ".geoparquet", ".pq"}


@dataclass(slots=True)
class Tally:
    """
    What became of a file's rows.

    Attributes
    ----------
    read
        All of them, without those that are no rows of the table at all.
    outside
        Left out because they lie outside the map.
    swapped
        Those of them that would lie on it if latitude and longitude changed places.
    kept
        On the map and in order.
    """

    read: int = 0
    outside: int = 0
    swapped: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """
    What a table does not say of itself: what it is, under which licence, and whom to credit.

    Attributes
    ----------
    licence, attribution, title
        In words; not used for UCDP and ACLED, whose terms are known. Without a title or a credit
        the file's name stands for it.
    """

    licence: str = UNKNOWN_LICENCE
    attribution: str = ""
    title: str = ""


def open_source(
    path: Path, kind: Kind | None, refusals: Refusals, progress: Progress = lambda _: None
) -> Source:
    """
    Open a file by its kind or, without one, by its name.

    Raises
    ------
    ArchiveError
        If it is not what it claims to be.
    OSError
        If it cannot be read.
    """
    suffix = path.suffix.lower()
    if kind == "geojson" or (kind is None and suffix in _GEOJSON):
        return GeoJson(path, progress)
    if kind == "geoparquet" or (kind != "csv" and suffix in _PARQUET):
        return Parquet(path, progress)
    return DelimitedText(path, refusals, progress)


def kind_of(source: Source) -> Kind:
    """Return what a file is by its columns, or else by its form."""
    if ucdp.is_ucdp(source.header):
        return "ucdp"
    if acled.is_acled(source.header):
        return "acled"
    if isinstance(source, GeoJson):
        return "geojson"
    return "geoparquet" if isinstance(source, Parquet) else "csv"


def points_of(header: Sequence[str]) -> Reading:
    """Return how the points of features are read; nothing of a table without geometry."""
    if POINT_LATITUDE not in header:
        return Reading()
    return Reading(columns={"latitude": POINT_LATITUDE, "longitude": POINT_LONGITUDE})


def scheme_of(source: Source, kind: Kind | None, reading: Reading, terms: Terms) -> Scheme:
    """
    Fit the scheme of a kind to a file or, without one, that which its columns speak for.

    Raises
    ------
    ArchiveError
        If columns are missing.
    """
    header = source.header
    if kind is None and not reading.columns:
        kind = kind_of(source)
    if kind == "ucdp":
        return ucdp.scheme(header, source.file)
    if kind == "acled":
        return acled.scheme(header, source.file)
    return table.scheme(
        header,
        source.file,
        reading.over(points_of(header)),
        title=terms.title or source.file,
        licence=terms.licence,
        attribution=terms.attribution or source.file,
    )


def convert(
    source: Source, scheme: Scheme, box: Box, refusals: Refusals, tally: Tally
) -> Iterator[pa.Table]:
    """
    Read a file into the layout, batch by batch.

    Parameters
    ----------
    source
        The file.
    scheme
        How its rows are read.
    box
        What to keep; rows outside it are only counted, whatever else they say.
    refusals
        Where bad rows go.
    tally
        Counts, which grow as the batches come.

    Yields
    ------
    pyarrow.Table
        Columns of the layout, `ROW` and `FILE`.

    Raises
    ------
    ArchiveError
        If the file breaks off.
    """
    columns = tuple(dict.fromkeys(scheme.found.values()))
    for batch in source.batches(columns):
        cells = Cells(batch, scheme.found, source.file, refusals)
        tally.read += len(cells)
        north = cells.parse("latitude", latitude).array(pa.float64())
        east = cells.parse("longitude", longitude).array(pa.float64())
        y, x = (column.to_numpy(zero_copy_only=False) for column in (north, east))
        inside = ~cells.refused & _covers(box, y, x)
        outside = ~cells.refused & ~inside
        tally.outside += int(outside.sum())
        tally.swapped += int((outside & _covers(box, x, y)).sum())
        if not inside.any():
            continue
        cells = cells.kept(inside)
        chosen = pa.array(inside)
        made = scheme.convert(cells) | {
            "latitude": north.filter(chosen),
            "longitude": east.filter(chosen),
        }
        rows = _filled(made, cells, scheme, source.file).filter(pa.array(~cells.refused))
        tally.kept += rows.num_rows
        if rows.num_rows:
            yield rows


def without_twins(rows: pa.Table, column: str, refusals: Refusals) -> pa.Table:
    """
    Refuse rows whose id an earlier row has: one of an earlier file, by name, or above it.

    Parameters
    ----------
    rows
        Columns of the layout, `ROW` and `FILE`, each in one piece.
    column
        Where the ids stand, for messages.
    refusals
        Where the later ones go.
    """
    ids, files = (rows[name].combine_chunks() for name in ("id", FILE))
    ids = ids.dictionary_encode()
    codes, numbers = ids.indices.to_numpy(), rows[ROW].to_numpy()
    ranks = pc.rank(files.dictionary, tiebreaker="dense").to_numpy()[files.indices.to_numpy()]
    order = np.lexsort((numbers, ranks, codes))
    again = np.zeros(len(codes), dtype=bool)
    again[order[1:]] = codes[order[1:]] == codes[order[:-1]]
    if not again.any():
        return rows
    twice = np.isin(codes, codes[again]) & ~again
    first = {int(codes[place]): int(place) for place in np.flatnonzero(twice)}
    for place in order[again[order]]:
        here, there = (files[int(at)].as_py() for at in (place, first[int(codes[place])]))
        rule = f"is the id of row {numbers[first[int(codes[place])]]:,} already"
        refusals.add(
            Problem(
                *(here, int(numbers[place]), column, ids[int(place)].as_py()),
                rule=rule if here == there else f"{rule}, in {there}",
                fix="delete one of the rows, or give it an id of its own",
            )
        )
    return rows.filter(pa.array(~again))


def nothing_on_the_map(file: str, tally: Tally) -> ArchiveError:
    """Return what to say of a file that leaves the map empty."""
    rule, fix = "has no row on the map", "see which columns hold the coordinates"
    if tally.read == 0:
        rule, fix = "has no rows", "give it some"
    elif tally.swapped:
        fix = "latitude and longitude seem to be swapped: exchange the two columns"
    return ArchiveError([Problem(file, None, "", "", rule, fix)])


def _covers(box: Box, y: np.ndarray, x: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):  # what was refused is not a number
        return (y >= box.south) & (y <= box.north) & (x >= box.west) & (x <= box.east)


def _filled(made: dict[str, pa.Array], cells: Cells, scheme: Scheme, file: str) -> pa.Table:
    made["family"] = families(made["type"])
    made["attribution"] = pa.repeat(scheme.attribution, len(cells))
    for name, (kind, _) in COLUMNS.items():
        if name not in made:
            empty = pa.repeat("", len(cells)) if kind == pa.string() else pa.nulls(len(cells), kind)
            made[name] = empty
    arrays = [made[name].cast(kind) for name, (kind, _) in COLUMNS.items()]
    files = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), len(cells)), [file])
    return pa.table([*arrays, pa.array(cells.rows), files], names=[*COLUMNS, ROW, FILE])
