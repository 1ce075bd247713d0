"""What the package raises; every exception is a subclass of a builtin one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VALUE_SHOWN = 60
"""Characters of a refused value that a message repeats."""

PROBLEMS_SHOWN = 20
"""Problems that the text of a `CatalogError` lists; `.problems` holds all of them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing that is wrong in the record, in words for the person who repairs it.

    Parameters
    ----------
    file
        File inside the data folder, with forward slashes: `events.csv`, `stories/x.yaml`.
    row
        Row as a spreadsheet numbers it (the header is row 1); None if it is about the whole file
        or if the file has no rows.
    column
        Column of a table or field of a YAML file (`steps.2.event`, counted from 1); may be empty.
    value
        The refused value as it stands in the file; empty if the trouble is that nothing is there.
    rule
        What is wrong, said of the value: "is outside −90 … 90".
    fix
        What to do about it: "write decimal degrees".
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    fix: str

    def __str__(self) -> str:
        """Return the problem as one printable line."""
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(self.column)
        said = f"{shown(self.value)} {self.rule}".strip()
        return f"{':'.join(map(_printable, place))}: {said} – {self.fix}"


class CatalogError(ValueError):
    """The record breaks its rules; `.problems` says where, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        lines = [str(problem) for problem in self.problems[:PROBLEMS_SHOWN]]
        if len(self.problems) > PROBLEMS_SHOWN:
            lines.append(f"… and {len(self.problems) - PROBLEMS_SHOWN} more")
        super().__init__("\n".join(lines))


class ArchiveError(ValueError):
    """
    An archive that cannot be taken in; nothing was changed.

    Parameters
    ----------
    problems
        What is wrong, the first ones if there are many.
    rows
        How many rows were refused; 0 if the trouble is the file as a whole.
    read, rest
        How many rows were read, and how many would be taken without those that were refused.
    report
        Where every problem of the rows was written, if there is such a file.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        *,
        rows: int = 0,
        read: int = 0,
        rest: int = 0,
        report: Path | None = None,
    ) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.rows = rows
        self.read = read
        self.rest = rest
        self.report = report
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with all it knows."""
        counts = {"rows": self.rows, "read": self.read, "rest": self.rest}
        return partial(ArchiveError, self.problems, **counts, report=self.report), ()


def shown(value: str) -> str:
    """Return a refused value fit for one line: short, printable, text in quotation marks."""
    short = value if len(value) <= VALUE_SHOWN else value[: VALUE_SHOWN - 1] + "…"
    short = _printable(short)
    is_number = short.lstrip("-").replace(".", "", 1).isdecimal()
    return short if is_number or not short else f'"{short}"'


def _printable(text: str) -> str:
    # A cell may hold escape sequences that would act on the reader's terminal.
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
