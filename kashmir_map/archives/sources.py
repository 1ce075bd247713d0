"""What every file of an archive is, whatever its format: named columns of text, in batches."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

from kashmir_map.archives.cells import Batch

Progress = Callable[[int], None]
"""Is told how many bytes of the file have been read since it was told last."""

POINT_LATITUDE: Final = "geometry (latitude)"
POINT_LONGITUDE: Final = "geometry (longitude)"
"""Columns that sources of features make of their points."""

_CHUNK: Final = 1 << 20


class Source(Protocol):
    """
    One file, open for one reading.

    Attributes
    ----------
    file
        Its name, for messages.
    header
        Names of its columns.
    """

    file: str
    header: tuple[str, ...]

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """
        Read the file once, from its beginning to its end.

        Raises
        ------
        ArchiveError
            If it cannot be read as what it claims to be.
        """
        ...

    @property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes, hexadecimal; known once it was read to its end."""
        ...


class Gauge(io.RawIOBase):
    """
    A file that tells how far it has been read and what its bytes hash to.

    Parameters
    ----------
    path
        The file.
    progress
        Is told of every piece.
    """

    def __init__(self, path: Path, progress: Progress) -> None:
        super().__init__()
        self._stream = path.open("rb", buffering=0)
        self._progress = progress
        self._hash = hashlib.sha256()
        self.quotes = 0

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes, or all that are left."""
        data = self._stream.read(size if size >= 0 else None) or b""
        self._hash.update(data)
        self.quotes += data.count(b'"')
        self._progress(len(data))
        return data

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()

    @property
    def sha256(self) -> str:
        """SHA-256 of what was read, hexadecimal."""
        return self._hash.hexdigest()


def sha256(path: Path, progress: Progress = lambda _: None) -> str:
    """SHA-256 of a file, hexadecimal, read in pieces."""
    with Gauge(path, progress) as stream:
        while stream.read(_CHUNK):
            pass
        return stream.sha256
