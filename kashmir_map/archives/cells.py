"""
Cells of an archive's rows, read column by column, refused row by row.

A column is read one *distinct* text at a time: a million rows hold some ten thousand days and a
handful of codes, so plain functions that explain what is wrong are fast enough.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kashmir_map.archives.refusals import Refusals
from kashmir_map.errors import Problem

T = TypeVar("T")
U = TypeVar("U")

CELL_MAX: Final = 100_000
"""Characters of a cell; a longer one means a quotation mark that is never closed."""

Mask = npt.NDArray[np.bool_]


class CellError(ValueError):
    """A cell's text that cannot be read; the rule says why, of the text, the fix what to do."""

    def __init__(self, rule: str, fix: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Some rows of a file, as text.

    Parameters
    ----------
    rows
        Number of each row as a spreadsheet counts (the header is row 1); of GeoJSON and Parquet,
        which have no header, the position of the feature or record, from 1.
    columns
        Cells by the column's name in the file: strings, or bytes not yet known to be UTF-8. No
        nulls.
    """

    rows: npt.NDArray[np.int64]
    columns: Mapping[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A column after reading: each distinct value once, and which one each row has."""

    values: list[T | None]
    indices: pa.Array

    def array(self, kind: pa.DataType, of: Callable[[T], object] | None = None) -> pa.Array:
        """Return the values, or what `of` makes of them, row by row; null where refused."""
        values = [None if v is None else (of(v) if of else v) for v in self.values]
        return pa.array(values, kind).take(self.indices)

    def beside(self, other: Parsed[U], kind: pa.DataType, of: Callable[[T, U], object]) -> pa.Array:
        """Return what `of` makes of two columns, row by row; each pair that occurs once."""
        width = len(other.values)
        pairs = pc.add(
            pc.multiply(self.indices.cast(pa.int64()), width), other.indices.cast(pa.int64())
        ).dictionary_encode()
        values = []
        for pair in pairs.dictionary.to_pylist():
            one, two = self.values[pair // width], other.values[pair % width]
            values.append(None if one is None or two is None else of(one, two))
        return pa.array(values, kind).take(pairs.indices)


class Cells:
    """
    Rows of one batch on their way into the layout.

    Parameters
    ----------
    batch
        The rows.
    found
        Column of the file by the name that the scheme gives it; a name that is not there reads as
        empty cells.
    file
        Name of the file, for messages.
    refusals
        Where problems go.
    """

    def __init__(
        self, batch: Batch, found: Mapping[str, str], file: str, refusals: Refusals
    ) -> None:
        self.rows = batch.rows
        self.refused: Mask = np.zeros(len(batch.rows), dtype=bool)
        self._columns = dict(batch.columns)
        self._found = found
        self._file = file
        self._refusals = refusals

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def text(self, name: str) -> pa.Array:
        """Return a column's cells without blanks around them; empty where there is no such one."""
        if name not in self._found:
            return pa.repeat("", len(self))
        column = self._found[name]
        if pa.types.is_binary(self._columns[column].type):
            self._columns[column] = self._decoded(name, self._columns[column])
        return self._columns[column]

    def parse(self, name: str, parser: Callable[[str], T]) -> Parsed[T]:
        """Read a column; a cell whose text the parser refuses with a `CellError` costs its row."""
        encoded = self.text(name).dictionary_encode()
        values: list[T | None] = []
        wrong: dict[int, CellError] = {}
        for place, text in enumerate(encoded.dictionary.to_pylist()):
            try:
                values.append(parser(text))
            except CellError as error:
                values.append(None)
                wrong[place] = error
        if wrong:
            indices = encoded.indices.to_numpy()
            for row in np.flatnonzero(np.isin(indices, list(wrong))):
                place = int(indices[row])
                text = encoded.dictionary[place].as_py()
                self.refuse(int(row), name, text, wrong[place].rule, wrong[place].fix)
        return Parsed(values, encoded.indices)

    def refuse(self, place: int, name: str, value: str, rule: str, fix: str) -> None:
        """Refuse the row at a place of this batch, for a cell of one column."""
        self.refused[place] = True
        column = self._found.get(name, name)
        self._refusals.add(Problem(self._file, int(self.rows[place]), column, value, rule, fix))

    def refuse_where(self, where: Any, name: str, rule: str, fix: str) -> None:  # noqa: ANN401 - an array of booleans
        """Refuse the rows where a condition on several columns holds; null means it does not."""
        places = np.flatnonzero(
            pc.fill_null(where, fill_value=False).to_numpy(zero_copy_only=False)
        )
        for place in places:
            self.refuse(int(place), name, self.text(name)[int(place)].as_py(), rule, fix)

    def kept(self, mask: Mask) -> Cells:
        """Return the rows where the mask is true."""
        chosen = pa.array(mask)
        columns = {name: column.filter(chosen) for name, column in self._columns.items()}
        batch = Batch(self.rows[mask], columns)
        return Cells(batch, self._found, self._file, self._refusals)

    def _decoded(self, name: str, raw: pa.Array) -> pa.Array:
        try:
            text = raw.cast(pa.string())
        except pa.ArrowInvalid:
            decoded = []
            for place, data in enumerate(raw.to_pylist()):
                try:
                    decoded.append(data.decode())
                except UnicodeDecodeError:
                    fix = "save the file as “CSV UTF-8”"
                    self.refuse(place, name, data.decode(errors="replace"), "is not UTF-8", fix)
                    decoded.append("")
            text = pa.array(decoded, pa.string())
        text = pc.utf8_trim_whitespace(text)
        if len(text) and pc.max(pc.binary_length(text)).as_py() > CELL_MAX:
            self.refuse_long(name, text)
        return text

    def refuse_long(self, name: str, text: pa.Array) -> None:
        """Refuse the cells that have swallowed what follows them."""
        for place in np.flatnonzero(pc.binary_length(text).to_numpy() > CELL_MAX):
            rule = f"is longer than {CELL_MAX:,} bytes"
            fix = "close every quotation mark, and double those inside a cell"
            self.refuse(int(place), name, text[int(place)].as_py(), rule, fix)
