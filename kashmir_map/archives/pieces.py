"""
What the workers of a cluster do: sift one file into a piece, put pieces together to a part.

A piece is what one file has to say about the map; a part is a year in a cell of space, one file of
the archive. Both are written at once or not at all, with a record beside them that names the hash
of what they were made of: what is recorded is not done again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict

from kashmir_map.archives.archive import write_atomically
from kashmir_map.archives.conversion import (
    FILE,
    ROW,
    Kind,
    Tally,
    Terms,
    convert,
    open_source,
    scheme_of,
    without_twins,
)
from kashmir_map.archives.layout import ROW_GROUP, SCHEMA, VERSION, Part, write_part
from kashmir_map.archives.refusals import Refusals
from kashmir_map.archives.scheme import Scheme
from kashmir_map.archives.sources import sha256
from kashmir_map.archives.table import Reading
from kashmir_map.regions import Box

CELL: Final = "cell"
YEAR: Final = "year"

WORK: Final = ".work"
PARTS: Final = "parts"

Record = TypeVar("Record", bound=BaseModel)

_PIECE_SCHEMA: Final = pa.schema(
    [
        *SCHEMA,
        pa.field(ROW, pa.int64()),
        pa.field(FILE, pa.dictionary(pa.int32(), pa.string())),
        pa.field(YEAR, pa.int32()),
        pa.field(CELL, pa.int32()),
    ]
)


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How the files are read; another way of reading makes other pieces.

    Attributes
    ----------
    kind
        What the files are; None to look.
    reading, terms
        How tables are read, and their terms.
    box
        The map, in degrees (EPSG:4326).
    """

    kind: Kind | None
    reading: Reading
    terms: Terms
    box: Box

    @property
    def key(self) -> str:
        """Hash of the settings and of the layout's version."""
        return _hash([VERSION, asdict(self)])


@dataclass(frozen=True, slots=True)
class Input:
    """
    One file to sift.

    Attributes
    ----------
    path
        Where it is.
    name
        Its path below the source's folder, with forward slashes.
    work
        Folder of the pieces.
    """

    path: Path
    name: str
    work: Path

    @property
    def stem(self) -> Path:
        """Path of the piece without its ending."""
        return self.work / _hash([self.name])[:16]


class PieceRecord(BaseModel):
    """What is known of a finished piece."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    sha256: str
    settings: str
    read: int
    outside: int
    refused: int
    title: str
    kind: str
    licence: str
    attribution: str
    columns: dict[str, str]
    absent: tuple[str, ...]
    remarks: tuple[str, ...]
    buckets: dict[str, int]


class PartRecord(BaseModel):
    """What is known of a finished part: what it was made of, what it spans, rows refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    made_of: str
    part: Part
    refused: int


def finished(one: Input, settings: Settings) -> PieceRecord | None:
    """Return the record of a piece if it was made of the file as it is now, in the same way."""
    record = read_record(PieceRecord, one.stem.with_suffix(".json"))
    if record is None or record.settings != settings.key or record.sha256 != sha256(one.path):
        return None
    return record


def sift(one: Input, settings: Settings) -> gpd.GeoDataFrame:
    """
    Read what a file has to say about the map.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of the layout, `ROW`, `FILE` and points (EPSG:4326). Counts and refusals are written
        beside the piece to be.

    Raises
    ------
    ArchiveError
        If the file cannot be read.
    """
    tally = Tally()
    with Refusals(one.stem.with_suffix(".refused.csv")) as refusals:
        source = open_source(one.path, settings.kind, refusals)
        source.file = one.name
        scheme = scheme_of(source, settings.kind, settings.reading, settings.terms)
        tables = list(convert(source, scheme, settings.box, refusals, tally))
    facts = _facts(scheme) | {
        "name": one.name,
        "sha256": source.sha256,
        "settings": settings.key,
        "read": tally.read,
        "outside": tally.outside,
        "refused": refusals.rows,
    }
    write_atomically(one.stem.with_suffix(".sifted.json"), json.dumps(facts).encode())
    return frame(pa.concat_tables(tables) if tables else None)


def frame(rows: pa.Table | None) -> gpd.GeoDataFrame:
    """Return rows, or none, as a frame with points and the columns of a piece."""
    names = [*SCHEMA.names, ROW, FILE]
    schema = pa.schema([_PIECE_SCHEMA.field(name) for name in names])
    table = schema.empty_table() if rows is None else rows.select(names).cast(schema)
    data = table.unify_dictionaries().to_pandas(strings_to_categorical=False)
    for name in schema.names:  # categories differ from file to file, text does not
        if pa.types.is_dictionary(schema.field(name).type):
            data[name] = data[name].astype("str")
    for name in ("deaths_low", "deaths_best", "deaths_high"):
        data[name] = data[name].astype("float64")
    points = gpd.points_from_xy(data["longitude"], data["latitude"], crs="EPSG:4326")
    return gpd.GeoDataFrame(data, geometry=points)


def write_piece(rows: pd.DataFrame, one: Input) -> PieceRecord:
    """
    Write what `sift` has read, ordered by year and cell, and record it as done.

    Parameters
    ----------
    rows
        As `sift` returns them, with `CELL`.
    one
        The file that they come from.
    """
    years = (rows["start"].to_numpy().astype("datetime64[m]")).astype("datetime64[Y]")
    rows = rows.assign(**{YEAR: years.astype(np.int64) + 1970})
    rows = rows.sort_values([YEAR, CELL, ROW], kind="stable")
    # Lists of texts become the dictionaries of the schema again.
    table = pa.table(
        [_column(rows[field.name], field.type) for field in _PIECE_SCHEMA], schema=_PIECE_SCHEMA
    )
    target = one.stem.with_suffix(".parquet")
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=ROW_GROUP)
    write_atomically(target, sink.getvalue())
    sizes = rows.groupby([YEAR, CELL]).size()
    buckets = {bucket(*key): int(size) for key, size in zip(sizes.index, sizes, strict=True)}
    facts = json.loads(one.stem.with_suffix(".sifted.json").read_text("utf-8"))
    record = PieceRecord(**facts, buckets=buckets)
    write_atomically(one.stem.with_suffix(".json"), record.model_dump_json().encode())
    one.stem.with_suffix(".sifted.json").unlink()
    return record


def build(name: str, inputs: list[Input], made_of: str, folder: Path) -> PartRecord:
    """
    Put together all rows of one year and cell, without twins, and record the part as done.

    Parameters
    ----------
    name
        The bucket, `1999-05`.
    inputs
        Files whose pieces have rows of it.
    made_of
        Hash of what the part is made of.
    folder
        The archive's.
    """
    year, cell = (int(word) for word in name.split("-"))
    pieces = [str(one.stem.with_suffix(".parquet")) for one in sorted(inputs, key=_by_name)]
    wanted = (pc.field(YEAR) == year) & (pc.field(CELL) == cell)
    rows = ds.dataset(pieces, schema=_PIECE_SCHEMA).to_table(filter=wanted)
    rows = rows.unify_dictionaries().combine_chunks()
    record = folder / WORK / PARTS / f"{name}.json"
    with Refusals(record.with_suffix(".refused.csv")) as refusals:
        rows = without_twins(rows, "id", refusals)
    part = write_part(rows, folder, f"{PARTS}/{name}.parquet")
    done = PartRecord(made_of=made_of, part=part, refused=refusals.rows)
    write_atomically(record, done.model_dump_json().encode())
    return done


def bucket(year: int, cell: int) -> str:
    """Return the name of a year in a cell of space, `1999-05`."""
    return f"{year}-{cell:02}"


def made_of(records: list[PieceRecord]) -> str:
    """Hash of the pieces that a part is made of, whatever their order."""
    return _hash(sorted([one.name, one.sha256, one.settings] for one in records))


def read_record(model: type[Record], path: Path) -> Record | None:
    """Read a record; None if there is none, or a damaged one: the work is done again."""
    try:
        return model.model_validate_json(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _column(values: pd.Series[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode().cast(kind)
    return pa.array(values, kind, from_pandas=True)


def _facts(scheme: Scheme) -> dict[str, Any]:
    return {
        "title": scheme.title,
        "kind": scheme.kind,
        "licence": scheme.licence,
        "attribution": scheme.attribution,
        "columns": dict(scheme.found),
        "absent": scheme.absent,
        "remarks": scheme.remarks,
    }


def _by_name(one: Input) -> str:
    return one.name


def _hash(content: Any) -> str:  # noqa: ANN401 - anything that JSON can say
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
