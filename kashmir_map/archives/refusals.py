"""Rows that an archive's import refuses: counted, the first shown, all written as a CSV report."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kashmir_map.errors import PROBLEMS_SHOWN, Problem

COLUMNS: Final = ("file", "row", "column", "value", "rule", "fix")

VALUE_MAX: Final = 500
"""Characters of a refused value that the report repeats."""

# What a spreadsheet would run instead of showing, unless it is just a number.
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r|%]")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")


class Refusals:
    """
    Problems of rows, written to a file as they come, so that a million of them need no memory.

    A context: the report is complete when it ends, and is deleted if there was nothing to say.

    Parameters
    ----------
    path
        The report: CSV, UTF-8 with a byte order mark, because spreadsheets then read it right.

    Attributes
    ----------
    first
        The first problems, in the order of the file.
    problems
        How many there are; a row may have several.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.first: list[Problem] = []
        self.problems = 0
        self._rows: set[tuple[str, int | None]] = set()

    @property
    def rows(self) -> int:
        """Rows refused; a problem of the whole file counts as one."""
        return len(self._rows)

    def __enter__(self) -> Self:
        self._stream = self.path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._stream)
        self._writer.writerow(COLUMNS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        if not self.problems:
            self.path.unlink()

    def add(self, problem: Problem) -> None:
        """Refuse a row."""
        self.problems += 1
        self._rows.add((problem.file, problem.row))
        if len(self.first) < PROBLEMS_SHOWN:
            self.first.append(problem)
        value = problem.value
        if len(value) > VALUE_MAX:
            value = value[: VALUE_MAX - 1] + "…"
        cells = (problem.file, problem.row, problem.column, value, problem.rule, problem.fix)
        self._writer.writerow(["" if cell is None else harmless(str(cell)) for cell in cells])


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before it."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
