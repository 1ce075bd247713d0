"""
The one form that every archive has on disk: GeoParquet 1.1, sorted by time.

Points are WKB, longitude first, WGS 84 (OGC:CRS84, the default of GeoParquet); `bbox` is their
covering, so that other programs can read a part of the map without the rest. Times are wall
minutes as in `kashmir_map.dates`, half open.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict

from kashmir_map.vocabulary import (
    EVENT_TYPES,
    FAMILY_NAMES,
    DatePrecision,
    LocationPrecision,
    family_of,
)

ROW_GROUP: Final = 32_768
"""Rows that are read at once, some 2 MB: a range request fetches no more than it must."""

MARK: Final = b"kashmir_map"
"""Key in a file's metadata that says: this is the layout described here."""

VERSION: Final = "1"

TYPES: Final = EVENT_TYPES
DATE_PRECISIONS: Final[tuple[str, ...]] = get_args(DatePrecision)
LOCATION_PRECISIONS: Final[tuple[str, ...]] = get_args(LocationPrecision)

_WORD: Final = pa.dictionary(pa.int8(), pa.string())

COLUMNS: Final[dict[str, tuple[pa.DataType, str]]] = {
    "id": (pa.string(), "Name of the event in its archive."),
    "start": (pa.int64(), "Wall minute at which it may have begun."),
    "end": (pa.int64(), "Wall minute at which it had ended (exclusive)."),
    "date_precision": (_WORD, "How exactly the date is known: time, day, month or year."),
    "latitude": (pa.float64(), "Decimal degrees north, WGS 84."),
    "longitude": (pa.float64(), "Decimal degrees east, WGS 84."),
    "location_precision": (_WORD, "What the point stands for: exact, town, district …"),
    "type": (_WORD, "Our type of event."),
    "family": (_WORD, "Family of the type."),
    "deaths_low": (pa.int32(), "Lowest number of deaths that the archive gives; may be empty."),
    "deaths_best": (pa.int32(), "The archive's own estimate; may be empty."),
    "deaths_high": (pa.int32(), "Highest number of deaths that the archive gives; may be empty."),
    "actors": (pa.string(), "Who acted, separated by “; ”."),
    "place": (pa.string(), "Where, in the archive's words."),
    "archive_type": (pa.string(), "Type of event in the archive's words."),
    "title": (pa.string(), "Headline or conflict, in the words of the source."),
    "notes": (pa.string(), "Description, in the words of the source."),
    "source": (pa.string(), "Where the archive has it from."),
    "attribution": (pa.string(), "Whom to credit for the row."),
}
"""Every column by name: its type, and what it holds."""

SCHEMA: Final = pa.schema([(name, kind) for name, (kind, _) in COLUMNS.items()])

_VOCABULARY: Final[dict[str, tuple[str, ...]]] = {
    "type": TYPES,
    "family": tuple(FAMILY_NAMES),
    "date_precision": DATE_PRECISIONS,
    "location_precision": LOCATION_PRECISIONS,
}
_FAMILY_CODES: Final = np.array(
    [_VOCABULARY["family"].index(family_of(kind)) for kind in TYPES], dtype=np.int8
)


class Part(BaseModel):
    """
    One file of an archive, and what it spans.

    Attributes
    ----------
    file
        Its path inside the archive's folder, with forward slashes.
    rows
        Number of events.
    start, end
        First start and last end, wall minutes, half open.
    west, south, east, north
        Corners of its points in degrees (EPSG:4326), both inclusive.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    rows: int
    start: int
    end: int
    west: float
    south: float
    east: float
    north: float


def words(column: str, codes: Any) -> pa.DictionaryArray:  # noqa: ANN401 - an array of either library
    """
    Return a column of the closed vocabularies from positions in it.

    Parameters
    ----------
    column
        `type`, `family`, `date_precision` or `location_precision`.
    codes
        Positions in the vocabulary, as integers; null where the cell was refused.
    """
    indices = pc.cast(codes, pa.int8())
    return pa.DictionaryArray.from_arrays(indices, pa.array(_VOCABULARY[column]))


def code(column: str, word: str) -> int:
    """Return the position of a word in the vocabulary of its column."""
    return _VOCABULARY[column].index(word)


def families(types: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return the families of a column of types that `words` made."""
    return words("family", pa.array(_FAMILY_CODES).take(types.indices))


def write_part(table: pa.Table, folder: Path, file: str) -> Part:
    """
    Write a table of the layout as one file, sorted by start and id, and say what it spans.

    The same rows make the same bytes, in whatever order they come. The table must not be empty.

    Parameters
    ----------
    table
        Columns of `SCHEMA`; others are left out.
    folder
        The archive's folder.
    file
        Path of the file in it; its own folder must be there. An existing file is replaced, at once
        or not at all.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left behind.
    """
    table = pa.table([_column(table, name) for name in SCHEMA.names], schema=SCHEMA)
    order = pc.sort_indices(
        table.select(["start", "id"]), sort_keys=[("start", "ascending"), ("id", "ascending")]
    )
    spans = {
        name: pc.min_max(table[name]).as_py() for name in ("start", "end", "latitude", "longitude")
    }
    part = Part(
        file=file,
        rows=table.num_rows,
        start=spans["start"]["min"],
        end=spans["end"]["max"],
        west=spans["longitude"]["min"],
        south=spans["latitude"]["min"],
        east=spans["longitude"]["max"],
        north=spans["latitude"]["max"],
    )
    target = folder / file
    draft = target.with_name(f".{target.name}")
    try:
        with draft.open("wb") as stream:
            _write(table, order, part, stream)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return part


def _column(table: pa.Table, name: str) -> pa.Array | pa.ChunkedArray:
    """Return a column in one piece; words as positions in the whole vocabulary, in its order."""
    column = table[name]
    column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    if name not in _VOCABULARY:
        return column.cast(SCHEMA.field(name).type)
    return words(name, pc.index_in(column.cast(pa.string()), pa.array(_VOCABULARY[name])))


def _write(table: pa.Table, order: pa.Array, part: Part, stream: Any) -> None:  # noqa: ANN401
    schema = _with_geometry(table.slice(0, 0)).schema.with_metadata(_metadata(part))
    with pq.ParquetWriter(
        stream,
        schema,
        compression="zstd",
        write_statistics=True,
        sorting_columns=pq.SortingColumn.from_ordering(
            schema, [("start", "ascending"), ("id", "ascending")]
        ),
        use_dictionary=[*_VOCABULARY, "actors", "place", "archive_type", "source", "attribution"],
    ) as writer:
        for begin in range(0, table.num_rows, ROW_GROUP):
            rows = _with_geometry(table.take(order.slice(begin, ROW_GROUP)))
            writer.write_table(rows.replace_schema_metadata(schema.metadata), ROW_GROUP)


def _with_geometry(table: pa.Table) -> pa.Table:
    x, y = (table[name].to_numpy() for name in ("longitude", "latitude"))
    # A point in WKB: byte order, type 1, x, y – 21 bytes, all alike.
    wkb = np.empty(len(x), dtype=[("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])
    wkb["order"], wkb["type"], wkb["x"], wkb["y"] = 1, 1, x, y
    buffers = [None, pa.py_buffer(wkb.tobytes())]
    points = pa.Array.from_buffers(pa.binary(wkb.itemsize), len(x), buffers).cast(pa.binary())
    longitude, latitude = pa.array(x), pa.array(y)
    box = pa.StructArray.from_arrays(
        [longitude, latitude, longitude, latitude], ["xmin", "ymin", "xmax", "ymax"]
    )
    return table.append_column("geometry", points).append_column("bbox", box)


def _metadata(part: Part) -> dict[bytes, bytes]:
    geometry = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "bbox": [part.west, part.south, part.east, part.north],
        "covering": {"bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}},
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
    return {b"geo": json.dumps(geo).encode(), MARK: VERSION.encode()}
