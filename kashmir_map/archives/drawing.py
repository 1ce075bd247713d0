"""
The file that a browser draws an archive from: what a symbol needs, 20 bytes an event.

Columns stand one after the other, little-endian, in time order, so that each is a typed array as it
arrives; the events' number is the file's size over `BYTES`. The words of an event are not among
them: they are asked for by its position, when somebody opens it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kashmir_map.archives.archive import Archive
from kashmir_map.archives.layout import LOCATION_PRECISIONS, TYPES

COLUMNS: Final = (
    ("start", "<i4"),
    ("length", "<i4"),
    ("latitude", "<i4"),
    ("longitude", "<i4"),
    ("deaths", "<u2"),
    ("type", "u1"),
    ("precision", "u1"),
)
"""
Wall minute, minutes (1 at least), millionths of a degree (WGS 84) twice, the archive's own estimate
of deaths (`UNKNOWN_DEATHS` without one), position in `layout.TYPES` and in `LOCATION_PRECISIONS`.
"""

BYTES: Final = sum(np.dtype(kind).itemsize for _, kind in COLUMNS)

UNKNOWN_DEATHS: Final = 65_535
"""Stands for no estimate; a larger estimate, should there be one, is cut to one less."""

_MILLIONTHS: Final = 1_000_000


def drawing(archive: Archive) -> bytes:
    """
    Make the file of an archive.

    Parameters
    ----------
    archive
        With any number of events.

    Returns
    -------
    bytes
        `BYTES` for each event, column by column as in `COLUMNS`.

    Raises
    ------
    ArchiveError
        If a file of the archive is missing or damaged.
    """
    rows = archive.select().unify_dictionaries().combine_chunks()
    start, end = rows["start"].to_numpy(), rows["end"].to_numpy()
    deaths = rows["deaths_best"].fill_null(UNKNOWN_DEATHS).to_numpy().astype(np.int64)
    known = rows["deaths_best"].is_valid().to_numpy()
    values = {
        "start": start,
        "length": np.maximum(end - start, 1),
        "latitude": np.rint(rows["latitude"].to_numpy() * _MILLIONTHS),
        "longitude": np.rint(rows["longitude"].to_numpy() * _MILLIONTHS),
        "deaths": np.where(known, np.clip(deaths, 0, UNKNOWN_DEATHS - 1), UNKNOWN_DEATHS),
        "type": _places(rows["type"], TYPES),
        "precision": _places(rows["location_precision"], LOCATION_PRECISIONS),
    }
    return b"".join(values[name].astype(kind).tobytes() for name, kind in COLUMNS)


def _places(column: pa.ChunkedArray, vocabulary: tuple[str, ...]) -> npt.NDArray[np.intp]:
    """Positions in a vocabulary, whatever the order of the file's own dictionary."""
    words = column.combine_chunks()
    places = np.array([vocabulary.index(word) for word in words.dictionary.to_pylist()] or [0])
    found: npt.NDArray[np.intp] = places[words.indices.to_numpy()]
    return found
