"""Delimited text (CSV, TSV), read in pieces: a million rows need no more memory than a thousand."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from kashmir_map.archives.cells import Batch
from kashmir_map.archives.refusals import Refusals
from kashmir_map.archives.sources import Gauge, Progress
from kashmir_map.archives.ucdp import COLUMNS as UCDP_COLUMNS
from kashmir_map.archives.ucdp import is_headerless
from kashmir_map.errors import ArchiveError, Problem

BLOCK: Final = 8 << 20
"""Bytes that are parsed at once; no row may be longer."""

_HEAD: Final = 1 << 16
_DELIMITERS: Final = ",;\t|"
_QUOTES: Final = "close every quotation mark, and double those inside a cell"
_SIGNATURES: Final = {
    b"PK\x03\x04": ("is a ZIP archive or a workbook", "unpack it, or save it as “CSV UTF-8”"),
    b"\x1f\x8b": ("is packed with gzip", "unpack it"),
    b"\xff\xfe": ("is UTF-16", "save it as “CSV UTF-8”"),
    b"\xfe\xff": ("is UTF-16", "save it as “CSV UTF-8”"),
    b"PAR1": ("is Parquet", "import it with --as geoparquet"),
}


class DelimitedText:
    """
    One CSV file; see `Source`.

    Parameters
    ----------
    path
        The file.
    refusals
        Where rows go that have too many or too few cells.
    progress
        Is told how much was read.

    Raises
    ------
    ArchiveError
        If it is not text in UTF-8 with a header. The byte order mark is no part of the text; UCDP's
        releases without a header are known by their first row.
    OSError
        If it cannot be read.
    """

    def __init__(self, path: Path, refusals: Refusals, progress: Progress = lambda _: None) -> None:
        self.file = path.name
        self._path = path
        self._refusals = refusals
        self._progress = progress
        self._sha256 = ""
        self._head = 1
        with path.open("rb") as stream:
            first = self._first(stream.read(_HEAD))
        if is_headerless(first):
            first, self._head = list(UCDP_COLUMNS), 0
        self._check(first)
        self.header = tuple(first)

    @property
    def sha256(self) -> str:
        """SHA-256 of the file, hexadecimal; empty before it was read to its end."""
        return self._sha256

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Read the named columns as bytes; rows of another width are refused."""
        invalid: list[int] = []
        with Gauge(self._path, self._progress) as stream:
            counter = _Counter(invalid, self._head)
            try:
                reader = self._reader(stream, columns, self._on_invalid(invalid))
                for rows in reader:
                    numbers = counter.next(rows.num_rows)
                    batch = {name: rows.column(str(self.header.index(name))) for name in columns}
                    blank = _blank(rows)
                    if blank.any():
                        numbers, some = numbers[~blank], pa.array(~blank)
                        batch = {name: column.filter(some) for name, column in batch.items()}
                    yield Batch(numbers, batch)
            except pa.ArrowInvalid as error:
                raise ArchiveError([self._unreadable(str(error), counter.last)]) from None
            while stream.read(BLOCK):
                pass
            if stream.quotes % 2:
                rule = (
                    "has a quotation mark that is never closed, so that rows may be lost in a cell"
                )
                self._refusals.add(Problem(self.file, None, "", "", rule, _QUOTES))
            self._sha256 = stream.sha256

    def _reader(
        self, stream: Gauge, columns: Sequence[str], on_invalid: Callable[[Any], str]
    ) -> Any:  # noqa: ANN401 - pyarrow has no types
        positions = [str(place) for place in range(len(self.header))]
        return pyarrow.csv.open_csv(
            pa.PythonFile(stream, mode="r"),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False,  # else an invalid row does not know its number
                block_size=BLOCK,
                column_names=positions,
                skip_rows=self._head,
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=self._delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=on_invalid,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                check_utf8=False,  # checked cell by cell, to refuse the row and not the file
                include_columns=[str(self.header.index(name)) for name in columns],
                column_types=dict.fromkeys(positions, pa.binary()),
                strings_can_be_null=False,
            ),
        )

    def _on_invalid(self, invalid: list[int]) -> Callable[[Any], str]:
        def refuse(row: Any) -> str:  # noqa: ANN401 - pyarrow has no types
            invalid.append(row.number)
            rule = f"has {row.actual_columns} cells under {row.expected_columns} columns"
            fix = "put a cell that holds the separator in quotation marks"
            self._refusals.add(Problem(self.file, row.number, "", "", rule, fix))
            return "skip"

        return refuse

    def _first(self, data: bytes) -> list[str]:
        for signature, (rule, fix) in _SIGNATURES.items():
            if data.startswith(signature):
                raise ArchiveError([Problem(self.file, None, "", "", rule, fix)])
        text = data.decode("utf-8-sig", errors="replace")
        line = text.partition("\n")[0]
        self._delimiter = max(_DELIMITERS, key=line.count)
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter), [])

    def _check(self, header: list[str]) -> None:
        problems = []
        if not any(header):
            problems = [Problem(self.file, 1, "", "", "is empty", "give the table a header")]
        elif len(header) == 1:
            rule, fix = "is one column only", "separate the columns by commas"
            problems = [Problem(self.file, 1, "", header[0], rule, fix)]
        elif all(_numeric(name) for name in header if name):
            rule = f"has no header, and its {len(header)} columns are not those of UCDP GED"
            fix = "write the names of the columns in the first row"
            problems = [Problem(self.file, 1, "", "", rule, fix)]
        problems += [
            Problem(self.file, 1, name, "", "stands there twice", "rename one of the columns")
            for name in dict.fromkeys(header)
            if name and header.count(name) > 1
        ]
        if problems:
            raise ArchiveError(problems)

    def _unreadable(self, message: str, last: int) -> Problem:
        if "straddling" in message or "out of sync" in message:
            rule = f"begins a row longer than {BLOCK >> 20} MB"
            return Problem(self.file, last + 1, "", "", rule, _QUOTES)
        if "Empty CSV" in message or "Could not skip" in message:
            return Problem(self.file, None, "", "", "has no rows", "give it some")
        return Problem(self.file, last + 1, "", "", "cannot be read as CSV", _QUOTES)


class _Counter:
    """Numbers of the valid rows, which come without, from those of the invalid ones."""

    def __init__(self, invalid: list[int], last: int) -> None:
        self._invalid = invalid
        self.last = last

    def next(self, count: int) -> npt.NDArray[np.int64]:
        # Numbers of invalid rows come in order and, with the rows around them, before these.
        end = self.last + count
        skipped: set[int] = set()
        while True:
            low = bisect_left(self._invalid, self.last + 1)
            found = {n for n in self._invalid[low:] if n <= end}
            if found == skipped:
                break
            end += len(found) - len(skipped)
            skipped = found
        numbers = np.arange(self.last + 1, end + 1, dtype=np.int64)
        self.last = end
        return numbers[~np.isin(numbers, list(skipped))] if skipped else numbers


def _blank(rows: pa.RecordBatch) -> npt.NDArray[np.bool_]:
    """Rows in which every column is empty: empty lines, or lines of commas."""
    lengths = [pc.binary_length(column).to_numpy() for column in rows.columns]
    blank: npt.NDArray[np.bool_] = np.maximum.reduce(lengths) == 0
    return blank


def _numeric(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
