"""What a scheme is: how the rows of one kind of archive become rows of the layout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from kashmir_map.archives.cells import Cells, Parsed
from kashmir_map.archives.layout import code, words
from kashmir_map.errors import ArchiveError, Problem

Columns = dict[str, pa.Array]

NAMES_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Scheme:
    """
    One kind of archive, fitted to the columns of one file.

    Parameters
    ----------
    kind
        `ucdp`, `acled` or `table`.
    title
        What it is called.
    licence
        Terms of the data, in words.
    attribution
        Whom to credit, as the archive asks for it.
    found
        Column of the file by the scheme's name for it; has `latitude` and `longitude`.
    convert
        Makes the columns of the layout except coordinates, family and attribution.
    absent
        Columns that the scheme could use and the file lacks; they stay empty.
    remarks
        What else a person should know about how the file is read.
    """

    kind: str
    title: str
    licence: str
    attribution: str
    found: Mapping[str, str]
    convert: Callable[[Cells], Columns]
    absent: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def fitted(
    header: Sequence[str],
    file: str,
    *,
    title: str,
    needed: Iterable[str],
    useful: Iterable[str],
    older: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, str], tuple[str, ...]]:
    """
    Find the columns of a known archive by name, whatever their order and capital letters.

    Parameters
    ----------
    header
        Names of the file's columns.
    file
        Its name, for messages.
    title
        What the archive is called.
    needed, useful
        Columns without which it cannot be read, and those that may be missing.
    older
        Names that earlier releases used, by the present one.

    Returns
    -------
    found, absent
        Column of the file by the present name, and the useful ones that are missing.

    Raises
    ------
    ArchiveError
        Naming every needed column that is missing.
    """
    present = {name.strip().lower(): name for name in reversed(header)}
    found: dict[str, str] = {}
    missing: list[str] = []
    absent: list[str] = []
    for column, must in (*((name, True) for name in needed), *((name, False) for name in useful)):
        known = next((n for n in (column, *older.get(column, ())) if n in present), None)
        if known is not None:
            found[column] = present[known]
        else:
            (missing if must else absent).append(column)
    if missing:
        fix = f"add the column, or name the file's kind with --as; it has {listed(header)}"
        rule = f"is not there, and {title} cannot be read without it"
        raise ArchiveError(Problem(file, 1, column, "", rule, fix) for column in missing)
    return found, tuple(absent)


def listed(names: Sequence[str]) -> str:
    """Return names as words, the first ones if there are many."""
    shown = ", ".join(names[:NAMES_SHOWN])
    return shown + (f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else "")


def joined(parts: Sequence[pa.Array], separator: str) -> pa.Array:
    """Join texts row by row, without the empty ones."""
    filled = [pc.if_else(pc.equal(part, ""), pa.scalar(None, pa.string()), part) for part in parts]
    return pc.binary_join_element_wise(*filled, separator, null_handling="skip")


def first_of(*parts: pa.Array) -> pa.Array:
    """Return the first text of each row that is not empty."""
    filled = [pc.if_else(pc.equal(part, ""), pa.scalar(None, pa.string()), part) for part in parts]
    return pc.fill_null(pc.coalesce(*filled), "")


def worded(column: str, parsed: Parsed[Any], of: Callable[[Any], str] = str) -> pa.DictionaryArray:
    """Return a column of our vocabulary, from the word that `of` finds in each value."""
    return words(column, parsed.array(pa.int8(), lambda value: code(column, of(value))))
