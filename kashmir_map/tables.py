"""
Files of the record as bytes, and back: CSV tables and YAML files, read without guessing.

Everything arrives as text: the CSV reader knows no numbers, the YAML loader no dates, so that the
models alone decide what a value is. Reading never stops at the first problem. Written tables are
UTF-8 without a byte order mark, lines end with LF, quotation marks only where they are needed;
what spreadsheets write instead (byte order mark, CRLF, idle quotation marks) is read all the same.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import yaml
from pydantic import ValidationError

from kashmir_map.errors import Problem
from kashmir_map.parts import Part, Row
from kashmir_map.values import explain

YAML_DEPTH_MAX = 10
"""Lists within lists that a YAML file may hold; the deepest field needs four."""

AnyRow = TypeVar("AnyRow", bound=Row)
AnyRow_co = TypeVar("AnyRow_co", bound=Row, covariant=True)
AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True, slots=True)
class Table(Generic[AnyRow_co]):
    """
    One table as far as it could be read.

    Parameters
    ----------
    file
        Its name in the data folder.
    rows
        Number (the header is row 1) and content of each row that is valid by itself.
    keys
        Number and key of every row, valid or not: a reference to a row with a mistake elsewhere
        is no second mistake.
    readable
        False if the file or its header could not be read, so that nothing is known of its rows.
    """

    file: str
    rows: tuple[tuple[int, AnyRow_co], ...] = ()
    keys: tuple[tuple[int, tuple[str, ...]], ...] = ()
    readable: bool = False


def read_table(
    model: type[AnyRow], file: str, data: bytes | None
) -> tuple[Table[AnyRow], list[Problem]]:
    """Read one CSV file (None: there is none), with every problem of its rows by themselves."""
    unreadable: Table[AnyRow] = Table(file)
    if data is None:
        return unreadable, []
    text, problems = _text(file, data)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [] if problems else next(lines, [])
        rows = list(enumerate(lines, start=2))
    except csv.Error:
        fix = "close every quotation mark, and double those inside a cell"
        return unreadable, [Problem(file, lines.line_num, "", "", "cannot be read as CSV", fix)]
    columns = model.columns()
    problems += [] if problems else _header_problems(file, header, columns)
    if not set(columns) <= set(header) or len(set(header)) < len(header):
        return unreadable, problems

    valid: list[tuple[int, AnyRow]] = []
    keys: list[tuple[int, tuple[str, ...]]] = []
    empty = dict.fromkeys(columns, "")
    for number, cells in rows:
        values = empty | dict(zip(header, cells, strict=False))
        keys += [(number, tuple([values[column] for column in model.key]))] if cells else []
        if len(cells) != len(header):
            rule = f"has {len(cells)} cells under {len(header)} columns"
            fix = "put a cell that holds a comma in quotation marks; delete empty lines"
            problems.append(Problem(file, number, "", "", rule, fix))
            continue
        try:
            valid.append((number, model.model_validate({c: values[c] for c in columns})))
        except ValidationError as error:
            problems += _problems(error, file, number)
    return Table(file, tuple(valid), tuple(keys), readable=True), problems


def write_table(model: type[Row], rows: Iterable[Sequence[str]]) -> bytes:
    """
    Write one CSV file, sorted by the table's key, character by character.

    Parameters
    ----------
    model
        The table.
    rows
        Cells of each row in the order of the table's columns.
    """
    key = [model.columns().index(column) for column in model.key]
    ordered = sorted(rows, key=lambda row: [row[index] for index in key])
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(model.columns())
    writer.writerows(ordered)
    return text.getvalue().encode()


def read_part(model: type[AnyPart], file: str, data: bytes) -> tuple[AnyPart | None, list[Problem]]:
    """Read one YAML file that holds one set of fields."""
    content, problems = _yaml(file, data)
    if problems:
        return None, problems
    return _part(model, file, content, ())


def read_parts(
    model: type[AnyPart], file: str, data: bytes
) -> tuple[tuple[AnyPart, ...], list[Problem]]:
    """Read one YAML file that holds a list."""
    content, problems = _yaml(file, data)
    if not problems and not isinstance(content, list):
        fix = "write one item after another, each after a hyphen"
        problems = [Problem(file, None, "", "", "is not a list", fix)]
    if problems:
        return (), problems
    parts: list[AnyPart] = []
    for index, item in enumerate(content or ()):
        part, found = _part(model, file, item, (index,))
        parts += [] if part is None else [part]
        problems += found
    return tuple(parts), problems


def _text(file: str, data: bytes) -> tuple[str, list[Problem]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        fix = "save the file as “CSV UTF-8” or, in an editor, with the encoding UTF-8"
        return "", [Problem(file, row, "", "", "is not UTF-8", fix)]


def _header_problems(file: str, header: list[str], columns: tuple[str, ...]) -> list[Problem]:
    order = "the columns are " + ",".join(columns)
    if header == list(columns):
        return []
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return [Problem(file, 1, "", "", "is not separated by commas", "save it with commas")]
    problems = [
        Problem(file, 1, column, "", "is not there", f"add the column; {order}")
        for column in columns
        if column not in header
    ]
    for index, column in enumerate(header):
        if column not in columns:
            rule, fix = "is not a column of this table", f"delete it; {order}"
            problems.append(Problem(file, 1, "", column, rule, fix))
        elif column in header[:index]:
            problems.append(Problem(file, 1, column, "", "stands there twice", "delete one"))
    return problems or [Problem(file, 1, "", "", "has its columns in another order", order)]


def _problems(
    error: ValidationError, file: str, row: int | None, place: tuple[int | str, ...] = ()
) -> list[Problem]:
    problems = []
    for detail in error.errors(include_url=False):
        path = (*place, *detail["loc"])
        if row is not None:
            path = path[:1]  # a cell with a list is one cell
        column = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        value = detail["input"] if isinstance(detail["input"], str) else ""
        problems.append(Problem(file, row, column, value, *explain(detail)))
    return problems


def _part(
    model: type[AnyPart], file: str, content: object, place: tuple[int | str, ...]
) -> tuple[AnyPart | None, list[Problem]]:
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        return None, _problems(error, file, None, place)


def _yaml(file: str, data: bytes) -> tuple[Any, list[Problem]]:
    text, problems = _text(file, data)
    if problems:
        return None, problems
    try:
        line = _line_of_excess(text)
        if line is None:
            return yaml.load(text, _Loader), []  # noqa: S506 - a base loader: it makes text only
    except _TwiceError as error:
        rule, fix = f"stands there twice (line {error.line})", "delete one of them"
        return None, [Problem(file, None, error.key, "", rule, fix)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
    where = f" at line {line}" if line else ""
    fix = "check the indentation, and put texts that hold “: ” or “ #” in quotation marks"
    return None, [Problem(file, None, "", "", f"cannot be read as YAML{where}", fix)]


def _line_of_excess(text: str) -> int | None:
    """Line where depth or an alias begins that could exhaust the loader's stack or memory."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > YAML_DEPTH_MAX or isinstance(event, yaml.AliasEvent):
            return event.start_mark.line + 1 if event.start_mark else 1
    return None


class _TwiceError(ValueError):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


class _Loader(yaml.CBaseLoader):
    """Every scalar is text; a name that stands twice is an error, not the last one's victory."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - the signature of the class above
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue  # the class above refuses it
            if key.value in seen:
                raise _TwiceError(key.value, key.start_mark.line + 1)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        # A block text ends with a line break that its author neither sees nor means.
        return str(super().construct_scalar(node)).rstrip("\n")
