"""What a file holds before it is imported: its columns, and its first rows on trial."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from kashmir_map.archives.cells import Batch
from kashmir_map.archives.conversion import (
    EVERYWHERE,
    Kind,
    Tally,
    convert,
    kind_of,
    open_source,
    points_of,
    scheme_of,
    without_twins,
)
from kashmir_map.archives.importer import Wishes
from kashmir_map.archives.layout import SCHEMA
from kashmir_map.archives.memory import recalled
from kashmir_map.archives.refusals import Refusals
from kashmir_map.archives.scheme import Scheme
from kashmir_map.archives.sources import Source
from kashmir_map.archives.table import Reading, guessed
from kashmir_map.errors import Problem
from kashmir_map.regions import Box

ROWS_TRIED: Final = 1_000
"""Rows at the beginning of a file that are read on trial."""

ROWS_SAMPLED: Final = 5
"""Rows that are shown as they stand in the file."""

WORDS_MAX: Final = 100
"""Distinct words of a column that are looked at."""

CELL_SHOWN: Final = 80
"""Characters of a cell that are shown."""


@dataclass(frozen=True, slots=True)
class Look:
    """
    What a file is, before anything was said about it.

    Attributes
    ----------
    kind
        What it is taken for, by its columns.
    header
        Names of its columns.
    sample
        Cells of the first rows by column, as they stand there, cut short.
    reading
        How it would be read as a table: as the reader had it for a table with the same columns,
        else by guess; every column of ours that has one.
    words
        What stands in a column in the first rows, by column: in small letters, the most frequent
        first, no more than `WORDS_MAX`.
    """

    kind: Kind
    header: tuple[str, ...]
    sample: Mapping[str, tuple[str, ...]]
    reading: Reading
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Trial:
    """
    The first rows of a file, read in the way that is wished for.

    Attributes
    ----------
    scheme
        How they were read.
    rows
        Columns of the layout; those that are in order and on the map.
    tally
        What became of them.
    refused
        How many rows were refused.
    problems
        The first things that are wrong.
    """

    scheme: Scheme
    rows: pa.Table
    tally: Tally
    refused: int
    problems: tuple[Problem, ...]


def look(path: Path, kind: Kind | None, store: Path) -> Look:
    """
    Look at the beginning of a file.

    Parameters
    ----------
    path
        The file.
    kind
        What it is; None to look.
    store
        Folder of the store, which remembers how tables are read.

    Raises
    ------
    ArchiveError
        If it is not what it claims to be.
    OSError
        If it cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder, Refusals(Path(folder) / "refused") as refusals:
        source = open_source(path, kind, refusals)
        header = source.header
        cells: dict[str, list[str]] = {name: [] for name in header}
        for batch in _beginning(source, header):
            cells = {
                name: [_text(one) for one in batch.columns[name].to_pylist()] for name in header
            }
    sample = {name: tuple(map(_cut, texts[:ROWS_SAMPLED])) for name, texts in cells.items()}
    words = {name: _words(texts) for name, texts in cells.items()}
    reading = recalled(store, header).over(points_of(header)).over(Reading(guessed(header)))
    return Look(kind or kind_of(source), header, sample, reading, words)


def try_out(path: Path, box: Box, wishes: Wishes) -> Trial:
    """
    Read the first rows of a file as an import would, and keep nothing.

    Parameters
    ----------
    path
        The file.
    box
        The map, in degrees (EPSG:4326).
    wishes
        How to read it; what was remembered of such tables is not asked.

    Raises
    ------
    ArchiveError
        If it cannot be read in this way at all.
    OSError
        If it cannot be read.
    """
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, Refusals(Path(folder) / "refused") as refusals:
        source = open_source(path, wishes.kind, refusals)
        scheme = scheme_of(source, wishes.kind, wishes.reading, wishes.terms)
        within = EVERYWHERE if wishes.keep_outside else box
        tables = list(convert(_Beginning(source), scheme, within, refusals, tally))
        rows = pa.concat_tables(tables) if tables else SCHEMA.empty_table()
        if tables:
            rows = without_twins(rows.combine_chunks(), scheme.found.get("id", "id"), refusals)
    return Trial(
        scheme=scheme,
        rows=rows.select(SCHEMA.names),
        tally=replace(tally, kept=rows.num_rows),
        refused=refusals.rows,
        problems=tuple(refusals.first),
    )


class _Beginning:
    """The first rows of a source, as a source."""

    def __init__(self, source: Source) -> None:
        self.file = source.file
        self.header = source.header
        self.sha256 = ""
        self._source = source

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        yield from _beginning(self._source, columns)


def _beginning(source: Source, columns: Sequence[str]) -> Iterator[Batch]:
    for batch in islice(source.batches(columns), 1):
        some = {name: column[:ROWS_TRIED] for name, column in batch.columns.items()}
        yield Batch(batch.rows[:ROWS_TRIED], some)


def _text(value: str | bytes) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


def _cut(text: str) -> str:
    return text if len(text) <= CELL_SHOWN else text[: CELL_SHOWN - 1] + "…"


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(text.strip().lower() for text in texts)
    return tuple(word for word, _ in counts.most_common(WORDS_MAX) if word)
