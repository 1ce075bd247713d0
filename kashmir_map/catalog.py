"""The record as validated tables, ready to be asked; and back to its files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_origin

import geopandas as gpd
import pandas as pd

from kashmir_map.check import check
from kashmir_map.errors import CatalogError, Problem
from kashmir_map.model import (
    Article,
    Citation,
    Claim,
    Depiction,
    Event,
    Mark,
    Period,
    Perspective,
    Story,
    Withdrawn,
)
from kashmir_map.parts import Row
from kashmir_map.record import PERIODS_FILE, PERSPECTIVES_FILE, Record, story_file
from kashmir_map.tables import (
    AnyPart,
    AnyRow,
    Table,
    read_part,
    read_parts,
    read_table,
    write_table,
)
from kashmir_map.values import cell, is_id

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
"""The committed record, beside the package."""

TABLES: dict[str, type[Row]] = {
    "articles.csv": Article,
    "events.csv": Event,
    "claims.csv": Claim,
    "citations.csv": Citation,
    "withdrawn.csv": Withdrawn,
    "depictions.csv": Depiction,
}
"""Tables of the data folder, by file."""

STORIES_FOLDER = "stories"

_DTYPES: tuple[tuple[object, str], ...] = (
    (float, "float64"),
    (bool, "bool"),
    (int | None, "Int64"),
)


@dataclass(frozen=True, eq=False)
class Catalog:
    """
    The record, validated. Texts that a table leaves empty are "", numbers are NA.

    Parameters
    ----------
    events
        GeoDataFrame of points (longitude, latitude; EPSG:4326), index `id`, sorted by
        (start_minute, id): the table's columns and `start_minute`, `end_minute` (wall minutes,
        half open), `family`. `actors` and `related` are tuples.
    articles
        DataFrame, index `id`.
    claims
        DataFrame in the table's order; `low` and `high` are nullable integers.
    citations
        DataFrame in the table's order.
    withdrawn
        DataFrame of the events that are no longer there, index `id`.
    depictions
        DataFrame in the table's order: how units and lines are drawn, by perspective and time.
    stories
        Story by id.
    periods
        Periods in the order of their file.
    perspectives
        Perspectives in the order of their file; the first is what the map opens with.
    includes_unpublished
        Whether drafts and reviewed events are in it.
    """

    events: gpd.GeoDataFrame
    articles: pd.DataFrame
    claims: pd.DataFrame
    citations: pd.DataFrame
    withdrawn: pd.DataFrame
    depictions: pd.DataFrame
    stories: dict[str, Story]
    periods: tuple[Period, ...]
    perspectives: tuple[Perspective, ...]
    includes_unpublished: bool

    @classmethod
    def load(cls, path: Path = DATA_DIR, *, include_unpublished: bool = False) -> Catalog:
        """
        Read and validate a data folder; the committed record takes a fraction of a second.

        Parameters
        ----------
        path
            Folder with the six tables, `periods.yaml`, `perspectives.yaml` and, if there are
            any, `stories/`.
        include_unpublished
            Keep drafts and reviewed events. Otherwise everything that belongs to them alone is
            left out too: claims, citations, articles, links, marks, and stories that tell of one.

        Raises
        ------
        CatalogError
            With every problem of every file.
        """
        return cls.of(read_record(path), include_unpublished=include_unpublished)

    @classmethod
    def of(cls, record: Record, *, include_unpublished: bool = False) -> Catalog:
        """Make the catalog of a record that was read; `load` says what is left out."""
        if not include_unpublished:
            record = _published(record)
        return cls(
            events=_events(record),
            articles=_frame(Article, record.articles.rows).set_index("id"),
            claims=_frame(Claim, record.claims.rows),
            citations=_frame(Citation, record.citations.rows),
            withdrawn=_frame(Withdrawn, record.withdrawn.rows).set_index("id"),
            depictions=_frame(Depiction, record.depictions.rows),
            stories=record.stories,
            periods=record.periods,
            perspectives=record.perspectives,
            includes_unpublished=include_unpublished,
        )

    def save(self, path: Path = DATA_DIR) -> None:
        """
        Write the six tables; stories and periods are written by hand and stay as they are.

        What is written is validated first. Each file is replaced at once, after all of them have
        been written beside their targets: if anything fails until then, nothing has changed.
        Saving what was loaded changes no byte of a table that is in order.

        Parameters
        ----------
        path
            Folder to write to; made if it is missing.

        Raises
        ------
        ValueError
            If drafts were left out when loading: saving would delete them.
        CatalogError
            With every problem that the tables would have.
        """
        if not self.includes_unpublished:
            raise ValueError("Load with include_unpublished=True before saving: drafts would go.")
        files = {
            "articles.csv": _table(Article, self.articles.reset_index()),
            "events.csv": _table(Event, self.events.reset_index()),
            "claims.csv": _table(Claim, self.claims),
            "citations.csv": _table(Citation, self.citations),
            "withdrawn.csv": _table(Withdrawn, self.withdrawn.reset_index()),
            "depictions.csv": _table(Depiction, self.depictions),
        }
        _record(files, self.stories, self.periods, self.perspectives, [])
        path.mkdir(parents=True, exist_ok=True)
        _replace({path / file: data for file, data in files.items()})


def read_record(path: Path) -> Record:
    """
    Read and validate a data folder, as rows with their numbers.

    Raises
    ------
    CatalogError
        With every problem of every file.
    """
    if not path.is_dir():
        fix = "name the folder that holds events.csv"
        raise CatalogError([Problem(str(path), None, "", "", "is not a folder", fix)])
    problems: list[Problem] = []
    files = {file: _bytes(path, file, problems) for file in TABLES}
    stories = _stories(path, problems)
    periods = _parts(Period, path, PERIODS_FILE, problems)
    perspectives = _parts(Perspective, path, PERSPECTIVES_FILE, problems)
    return _record(files, stories, periods, perspectives, problems)


def _bytes(folder: Path, file: str, problems: list[Problem]) -> bytes | None:
    try:
        return (folder / file).read_bytes()
    except FileNotFoundError:
        problems.append(Problem(file, None, "", "", "is not there", "add the file"))
    except OSError:
        problems.append(Problem(file, None, "", "", "cannot be read", "make it a readable file"))
    return None


def _parts(
    model: type[AnyPart], folder: Path, file: str, problems: list[Problem]
) -> tuple[AnyPart, ...]:
    data = _bytes(folder, file, problems)
    if data is None:
        return ()
    parts, found = read_parts(model, file, data)
    problems += found
    return parts


def _stories(folder: Path, problems: list[Problem]) -> dict[str, Story]:
    stories = {}
    for path in sorted((folder / STORIES_FOLDER).glob("*.y*ml")):
        file = f"{STORIES_FOLDER}/{path.name}"
        if file != story_file(path.stem) or not is_id(path.stem):
            fix = "rename it: small letters a–z, digits and hyphens, and .yaml"
            problems.append(Problem(file, None, "", "", "is not named as a story", fix))
            continue
        data = _bytes(folder, file, problems)
        if data is not None:
            story, found = read_part(Story, file, data)
            problems += found
            if story is not None:
                stories[path.stem] = story
    return stories


def _record(
    files: Mapping[str, bytes | None],
    stories: dict[str, Story],
    periods: tuple[Period, ...],
    perspectives: tuple[Perspective, ...],
    problems: list[Problem],
) -> Record:
    """Read the tables and check all; raise what was found, with the problems known already."""
    found = list(problems)

    def table(model: type[AnyRow], file: str) -> Table[AnyRow]:
        rows, in_table = read_table(model, file, files[file])
        found.extend(in_table)
        return rows

    record = Record(
        articles=table(Article, "articles.csv"),
        events=table(Event, "events.csv"),
        claims=table(Claim, "claims.csv"),
        citations=table(Citation, "citations.csv"),
        withdrawn=table(Withdrawn, "withdrawn.csv"),
        depictions=table(Depiction, "depictions.csv"),
        stories=stories,
        periods=periods,
        perspectives=perspectives,
    )
    found += check(record)
    if found:
        raise CatalogError(sorted(found, key=lambda p: (p.file, p.row or 0, p.column)))
    return record


def _published(record: Record) -> Record:
    """Leave out what is not published, and whatever would tell of it."""
    known = {event.id for _, event in record.events.rows if event.status == "published"}
    # A path with a hole would tell another story than its author's: it goes as a whole.
    stories = {
        name: story.model_copy(update={"marks": _known(story.marks, known)})
        for name, story in record.stories.items()
        if all(step.event in known for step in story.steps)
    }
    periods = tuple(
        period.model_copy(update={"marks": _known(period.marks, known)})
        for period in record.periods
    )
    citations = [(row, one) for row, one in record.citations.rows if one.event in known]
    used = {one.article for _, one in citations} | {story.article for story in stories.values()}
    used |= {one.source for _, one in record.depictions.rows}
    events = [
        (row, one.model_copy(update={"related": tuple(i for i in one.related if i in known)}))
        for row, one in record.events.rows
        if one.id in known
    ]
    articles = [(row, one) for row, one in record.articles.rows if one.id in used]
    claims = [(row, one) for row, one in record.claims.rows if one.event in known]
    return replace(
        record,
        articles=replace(record.articles, rows=tuple(articles)),
        events=replace(record.events, rows=tuple(events)),
        claims=replace(record.claims, rows=tuple(claims)),
        citations=replace(record.citations, rows=tuple(citations)),
        stories=stories,
        periods=periods,
    )


def _known(marks: tuple[Mark, ...], known: set[str]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.event in known)


def _events(record: Record) -> gpd.GeoDataFrame:
    frame = _frame(Event, record.events.rows)
    intervals = [event.interval for _, event in record.events.rows]
    frame["start_minute"] = pd.Series([start for start, _ in intervals], dtype="int64")
    frame["end_minute"] = pd.Series([end for _, end in intervals], dtype="int64")
    frame["family"] = pd.Series([event.family for _, event in record.events.rows], dtype="str")
    frame = frame.sort_values(["start_minute", "id"]).set_index("id")
    points = gpd.points_from_xy(frame["longitude"], frame["latitude"], crs="EPSG:4326")
    return gpd.GeoDataFrame(frame, geometry=points)


def _frame(model: type[Row], rows: Iterable[tuple[int, Row]]) -> pd.DataFrame:
    values = [tuple(row.__dict__.values()) for _, row in rows]
    columns = zip(*values, strict=True) if values else ((),) * len(model.columns())
    return pd.DataFrame(
        {
            name: pd.Series(list(column), dtype=_dtype(model.model_fields[name].annotation))
            for name, column in zip(model.columns(), columns, strict=True)
        }
    )


def _dtype(annotation: object) -> str:
    if get_origin(annotation) is tuple:
        return "object"
    return next((dtype for kind, dtype in _DTYPES if kind == annotation), "str")


def _table(model: type[Row], frame: pd.DataFrame) -> bytes:
    columns = ([cell(value) for value in frame[name].tolist()] for name in model.columns())
    return write_table(model, zip(*columns, strict=True))


def _replace(files: Mapping[Path, bytes]) -> None:
    written: list[tuple[Path, Path]] = []
    try:
        for target, data in files.items():
            with tempfile.NamedTemporaryFile(
                dir=target.parent, prefix=f".{target.name}-", delete=False
            ) as stream:
                written.append((Path(stream.name), target))
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                shutil.copymode(target, stream.name)
            else:
                Path(stream.name).chmod(0o644)  # temporary files are private
        for source, target in written:
            source.replace(target)
    finally:
        for source, _ in written:
            source.unlink(missing_ok=True)
