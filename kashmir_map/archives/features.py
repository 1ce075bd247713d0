"""Files of features (GeoJSON, GeoParquet) as columns of text, their points as two of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from kashmir_map.archives.cells import Batch
from kashmir_map.archives.layout import MARK
from kashmir_map.archives.sources import POINT_LATITUDE, POINT_LONGITUDE, Progress, sha256
from kashmir_map.errors import ArchiveError, Problem

GEOJSON_MAX: Final = 100 << 20
"""Bytes of a GeoJSON file, which stands in memory as a whole, at several times its size."""

ROWS_AT_ONCE: Final = 50_000

_POINTS: Final = (POINT_LATITUDE, POINT_LONGITUDE)
_DEGREES: Final = ("OGC:CRS84", "EPSG:4326")
_EPOCH: Final = np.datetime64("1970-01-01T00:00", "m")


class GeoJson:
    """
    One GeoJSON feature collection of points; see `Source`.

    Parameters
    ----------
    path
        The file.
    progress
        Is told how much was read.

    Raises
    ------
    ArchiveError
        If it is no feature collection, not in WGS 84, or too large.
    OSError
        If it cannot be read.
    """

    def __init__(self, path: Path, progress: Progress = lambda _: None) -> None:
        self.file = path.name
        size = path.stat().st_size
        if size > GEOJSON_MAX:
            rule = f"is larger than {GEOJSON_MAX >> 20} MB"
            raise self._error(rule, "save it as GeoParquet, which is read in pieces")
        data = path.read_bytes()
        self.sha256 = hashlib.sha256(data).hexdigest()
        try:
            content = json.loads(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise self._error("is not UTF-8", "save it as UTF-8") from None
        except (ValueError, RecursionError):
            raise self._error("cannot be read as JSON", "check that it is complete") from None
        features = content.get("features") if isinstance(content, dict) else None
        if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
            raise self._error("is not a GeoJSON feature collection", "save it as one")
        if not _in_degrees(content.get("crs")):
            raise self._error("is not in WGS 84 longitude and latitude", "save it in EPSG:4326")
        if not features:
            raise self._error("has no features", "give it some")
        self._features = features
        progress(size)
        named = [name for one in features for name in (one.get("properties") or {})]
        self._properties = tuple(dict.fromkeys(named))
        self.header = (*_POINTS, *(name for name in self._properties if name not in _POINTS))
        if any("id" in one for one in features) and "id" not in self.header:
            self.header += ("id",)

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Read the features in their order; their rows are counted from 1."""
        for begin in range(0, len(self._features), ROWS_AT_ONCE):
            some = self._features[begin : begin + ROWS_AT_ONCE]
            points = [_point(one.get("geometry")) for one in some]
            cells = {
                POINT_LATITUDE: [latitude for latitude, _ in points],
                POINT_LONGITUDE: [longitude for _, longitude in points],
            } | {
                name: [self._property(one, name) for one in some]
                for name in columns
                if name not in _POINTS
            }
            yield Batch(
                np.arange(begin + 1, begin + 1 + len(some), dtype=np.int64),
                {name: pa.array(cells[name], pa.string()) for name in columns},
            )

    def _property(self, feature: dict[str, Any], name: str) -> str:
        properties = feature.get("properties") or {}
        value = properties.get(name, feature.get("id") if name == "id" else None)
        if value is None:
            return ""
        if isinstance(value, str):
            # Halves of a character, which JSON can spell and UTF-8 cannot.
            return value.encode("utf-8", "replace").decode().strip()
        return json.dumps(value, ensure_ascii=False)

    def _error(self, rule: str, fix: str) -> ArchiveError:
        return ArchiveError([Problem(self.file, None, "", "", rule, fix)])


class Parquet:
    """
    One Parquet file, with a geometry column of points or without; see `Source`.

    Parameters
    ----------
    path
        The file.
    progress
        Is told how much was read.
    groups
        Row groups to read, all if None.

    Raises
    ------
    ArchiveError
        If it is not Parquet, or its geometry is of another kind than WKB.
    OSError
        If it cannot be read.
    """

    def __init__(
        self,
        path: Path,
        progress: Progress = lambda _: None,
        groups: Sequence[int] | None = None,
    ) -> None:
        self.file = path.name
        self._path = path
        self._progress = progress
        self._groups = groups
        try:
            with pq.ParquetFile(path) as file:
                schema, self._rows = file.schema_arrow, file.metadata.num_rows
                before = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
        except pa.ArrowInvalid:
            raise self._error("cannot be read as Parquet", "check that it is complete") from None
        self._first = sum(before[: groups[0]]) + 1 if groups else 1
        metadata = schema.metadata or {}
        self._ours = MARK in metadata
        self._geometry, self._to_degrees = self._geo(metadata.get(b"geo"), schema.names)
        self._columns = tuple(
            one.name
            for one in schema
            if one.name != self._geometry and not pa.types.is_nested(one.type)
        )
        self.header = (*(_POINTS if self._geometry else ()), *self._columns)

    @property
    def sha256(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return sha256(self._path)

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Read the records in their order; their rows are counted from 1."""
        names = [name for name in columns if name not in _POINTS]
        asked = [*names, *([self._geometry] if len(names) < len(columns) else [])]
        share = self._path.stat().st_size / max(1, self._rows)
        number = self._first
        with pq.ParquetFile(self._path) as file:
            for rows in file.iter_batches(
                ROWS_AT_ONCE, row_groups=self._groups, columns=asked, use_threads=False
            ):
                cells = {name: self._text(name, rows.column(name)) for name in names}
                if len(names) < len(columns):
                    cells |= self._points(rows.column(self._geometry))
                numbers = np.arange(number, number + rows.num_rows, dtype=np.int64)
                number += rows.num_rows
                self._progress(round(rows.num_rows * share))
                yield Batch(numbers, {name: cells[name] for name in columns})

    def _geo(
        self, data: bytes | None, names: Sequence[str]
    ) -> tuple[str | None, pyproj.Transformer | None]:
        """Name of the geometry column, and how its points become degrees, if they are not."""
        if data is None:
            return None, None
        try:
            geo = json.loads(data)
            name = geo["primary_column"]
            column = geo["columns"][name]
            if column["encoding"] != "WKB" or name not in names:
                raise self._error("has no geometry in WKB", "save it with the encoding WKB")
            crs = column.get("crs", _DEGREES[0])
            system = None if crs is None else pyproj.CRS.from_user_input(crs)
        except (KeyError, TypeError, ValueError, pyproj.exceptions.CRSError) as error:
            if isinstance(error, ArchiveError):
                raise
            raise self._error(
                "has GeoParquet metadata that cannot be read", "save it anew"
            ) from None
        if system is None or any(system.equals(one, ignore_axis_order=True) for one in _DEGREES):
            return name, None
        return name, pyproj.Transformer.from_crs(system, _DEGREES[0], always_xy=True)

    def _points(self, column: pa.Array) -> dict[str, pa.Array]:
        shapes = shapely.from_wkb(column.to_numpy(zero_copy_only=False), on_invalid="ignore")
        is_point = (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes)
        x, y = (np.full(len(shapes), np.nan) for _ in range(2))
        x[is_point] = shapely.get_x(shapes[is_point])
        y[is_point] = shapely.get_y(shapes[is_point])
        if self._to_degrees:
            x, y = self._to_degrees.transform(x, y)
        latitude, longitude = (pa.array(v).cast(pa.string()) for v in (y, x))
        points = pa.array(is_point)
        words = pa.array([_kind(shape) for shape in shapes[~is_point]], pa.string())
        return {
            POINT_LATITUDE: pc.replace_with_mask(latitude, pc.invert(points), words),
            POINT_LONGITUDE: pc.if_else(points, longitude, "0"),
        }

    def _text(self, name: str, column: pa.Array) -> pa.Array:
        if self._ours and name in {"start", "end"}:
            # Our own wall minutes, written as dates; an end is said by its last minute.
            minutes = column.to_numpy() - (name == "end")
            column = pa.array(np.datetime_as_string(_EPOCH + minutes, unit="m"))
        return pc.utf8_trim_whitespace(pc.fill_null(column.cast(pa.string()), ""))

    def _error(self, rule: str, fix: str) -> ArchiveError:
        return ArchiveError([Problem(self.file, None, "", "", rule, fix)])


def _point(geometry: Any) -> tuple[str, str]:  # noqa: ANN401 - whatever JSON holds
    """Latitude and longitude as text; the geometry's kind and 0 if it is not one point."""
    match geometry:
        case {"type": "Point", "coordinates": [float() | int() as x, float() | int() as y, *_]}:
            return str(y), str(x)
        case {"type": "Point"}:
            return "an empty Point", "0"
        case {"type": str(kind)}:
            return kind, "0"
    return "no geometry", "0"


def _kind(shape: BaseGeometry | None) -> str:
    if shape is None:
        return "no geometry"
    return "an empty Point" if shape.geom_type == "Point" else str(shape.geom_type)


def _in_degrees(crs: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Whether the reference system of an older GeoJSON file is the one that is standard today."""
    if crs is None:
        return True
    try:
        system = pyproj.CRS.from_user_input(crs["properties"]["name"])
    except (KeyError, TypeError, pyproj.exceptions.CRSError):
        return False
    return any(system.equals(one, ignore_axis_order=True) for one in _DEGREES)
