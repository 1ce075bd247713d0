"""One archive on disk: what it is, and questions to its events."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from pydantic import BaseModel, ConfigDict

from kashmir_map.archives.layout import COLUMNS, SCHEMA, Part
from kashmir_map.archives.question import EVERYTHING, MAP_COLUMNS, Held, Question
from kashmir_map.dates import Window
from kashmir_map.errors import ArchiveError, Problem

FACTS: Final = "archive.json"
REPORT: Final = "refused.csv"


class Facts(BaseModel):
    """
    What is known of an archive as a whole; the file `archive.json` beside its events.

    Attributes
    ----------
    name, title
        Its name in the store, and what it is called.
    kind
        How it was read: `ucdp`, `acled` or `table`.
    source, sha256
        File or folder that it was made of, by name, and the SHA-256 of its bytes (of several files:
        of the list of their hashes).
    imported
        When, ISO, UTC.
    licence, attribution
        Terms, and whom to credit.
    rows_read, rows_outside, rows_refused, rows_kept
        What became of the rows: outside the map, refused, in the archive.
    columns
        Column of the source by the name that the scheme gives it.
    absent
        What the source does not have; the columns are empty.
    remarks
        What else to know about how the source was read.
    parts
        Its files.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    kind: str
    source: str
    sha256: str
    imported: str
    licence: str
    attribution: str
    rows_read: int
    rows_outside: int
    rows_refused: int
    rows_kept: int
    columns: dict[str, str]
    absent: tuple[str, ...]
    remarks: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def span(self) -> tuple[int, int]:
        """First start and last end of its events, wall minutes, half open."""
        return min(part.start for part in self.parts), max(part.end for part in self.parts)

    def save(self, folder: Path) -> None:
        """Write the facts beside the events, at once or not at all."""
        write_atomically(folder / FACTS, self.model_dump_json(indent=1).encode() + b"\n")


class Archive:
    """
    Events of one archive, read from disk when asked for.

    Parameters
    ----------
    folder
        Has `archive.json` and the files that it names.

    Raises
    ------
    ArchiveError
        If it is no archive, or one of another version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: Held | None = None
        try:
            self.facts = Facts.model_validate(json.loads((folder / FACTS).read_text("utf-8")))
        except (OSError, ValueError):
            raise self._damaged(f"{folder.name}/{FACTS}") from None

    @property
    def size(self) -> int:
        """Bytes on disk; a file that is missing has none."""
        return sum(one.stat().st_size for one in self.folder.rglob("*") if one.is_file())

    def hold(self) -> None:
        """
        Read what a map draws into memory, some 60 MB a million events.

        Later questions for no more than that are answered from there.

        Raises
        ------
        ArchiveError
            If a file is missing or damaged.
        """
        self._held = Held(self.select())

    def select(
        self, question: Question = EVERYTHING, columns: Sequence[str] = MAP_COLUMNS
    ) -> pa.Table:
        """
        Events that a question asks for, in time order.

        Files and row groups that cannot hold any are not read, nor are columns that are not asked
        for.

        Parameters
        ----------
        question
            Which events.
        columns
            What of them; see `layout.COLUMNS`.

        Raises
        ------
        ArchiveError
            If a file is missing or damaged.
        """
        if self._held and set(columns) <= set(MAP_COLUMNS):
            return self._held.select(question).select(list(columns))
        return self._read(question, columns)

    def _read(
        self, question: Question, columns: Sequence[str], also: pc.Expression | None = None
    ) -> pa.Table:
        """Read from disk; `also` is one more condition."""
        parts = [one for one in self.facts.parts if question.may_be_in(one)]
        if not parts:
            return SCHEMA.empty_table().select(list(columns))
        # Sorting several files into one order needs what they are sorted by.
        asked = dict.fromkeys([*columns, "start", "id"])
        condition = question.condition()
        if also is not None:
            condition = also if condition is None else condition & also
        files = [str(self.folder / part.file) for part in parts]
        try:
            found = ds.dataset(files, format="parquet").to_table(
                columns=list(asked if len(parts) > 1 else columns), filter=condition
            )
        except (OSError, pa.ArrowInvalid):
            raise self._damaged(self.folder.name) from None
        if len(parts) > 1:
            found = found.sort_by([("start", "ascending"), ("id", "ascending")])
        return found.select(list(columns))

    def frame(self, question: Question = EVERYTHING) -> gpd.GeoDataFrame:
        """Return the same events with all columns, as a GeoDataFrame (EPSG:4326) by id."""
        frame = self.select(question, SCHEMA.names).to_pandas().set_index("id")
        points = gpd.points_from_xy(frame["longitude"], frame["latitude"], crs="EPSG:4326")
        return gpd.GeoDataFrame(frame, geometry=points)

    def at(self, positions: Sequence[int]) -> list[dict[str, Any]]:
        """
        Events by their positions in time order, with all columns.

        Parameters
        ----------
        positions
            Counted from 0; those that the archive does not have are left out.

        Returns
        -------
        list[dict[str, Any]]
            One for each, in the order asked for; keys are `layout.COLUMNS`.

        Raises
        ------
        ArchiveError
            If a file is missing or damaged.
        """
        order = self.select(columns=("start", "id"))
        known = [place for place in positions if 0 <= place < order.num_rows]
        if not known:
            return []
        asked = order.take(pa.array(known))
        ids, starts = asked["id"].to_pylist(), asked["start"].to_pylist()
        window = Window(min(starts), max(starts) + 1)
        found = self._read(
            Question(window=window),
            list(COLUMNS),
            pc.field("start").isin(starts) & pc.field("id").isin(ids),
        )
        by_name = {(row["start"], row["id"]): row for row in found.to_pylist()}
        return [by_name[name] for name in zip(starts, ids, strict=True) if name in by_name]

    def _damaged(self, file: str) -> ArchiveError:
        fix = "remove the archive and import it again"
        return ArchiveError([Problem(file, None, "", "", "cannot be read", fix)])


def write_atomically(target: Path, data: bytes) -> None:
    """
    Write a file at once or not at all.

    Raises
    ------
    OSError
        If it cannot be written; what was there stays.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(0o644)  # temporary files are private
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
