"""
Snapshots: what each version of the data held, by id and hash, so that two can be compared.

`snapshots/<version>.csv` in the data folder has one row for each published event and each story.
The hash is that of everything a reader is told about it, in a canonical form; so whether
something has changed since can be said years later, without the history of the files.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from kashmir_map.catalog import Catalog
from kashmir_map.changelog import data_version, version_number
from kashmir_map.dates import DAY, iso_prefix
from kashmir_map.errors import CatalogError, Problem
from kashmir_map.model import Claim, Event, Story
from kashmir_map.parts import Row
from kashmir_map.tables import read_table, write_table
from kashmir_map.values import EventDate, Id, OptionalEventDate, Title, Words, cell

SNAPSHOTS_FOLDER: Final = "snapshots"

UNTOLD: Final = frozenset({"related", "checked", "status"})
"""Columns of an event that say nothing of what happened: links, day of the comparison, state."""

_HASH_DIGITS: Final = 16


class Trace(Row):
    """What is kept of one event or story in one version."""

    key = ("kind", "id")

    kind: Literal["event", "story"] = Field(description="What it is.", examples=["event"])
    id: Id = Field(description="Its id.", examples=["2025-05-10-ceasefire"])
    start: EventDate = Field(
        description="When it began, as the table has it; of a story the first day of its window.",
        examples=["2025-05-10T17:00+05:30"],
    )
    end: OptionalEventDate = Field(description="When it ended, in the same way.", examples=[""])
    title: Title = Field(description="Its title in that version.", examples=["The guns stop"])
    hash: Words = Field(
        description=f"First {_HASH_DIGITS} digits of the SHA-256 of its canonical form.",
        examples=["9f86d081884c7d65"],
    )


Snapshot = dict[tuple[str, str], Trace]
"""Traces by kind and id."""


def snapshot_of(catalog: Catalog) -> Snapshot:
    """
    Return the traces of what a catalog publishes; takes some 20 ms for hundreds of events.

    An event's canonical form holds its row without the columns of `UNTOLD`, its claims and the
    ids of the articles that it cites, in an order of their own; what is empty is left out, so that
    a new column changes only the events that fill it.
    """
    claims = _told(catalog.claims[list(Claim.columns())].itertuples(index=False, name=None))
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for event, article in catalog.citations[["event", "article"]].itertuples(index=False):
        cited[event].append(article)
    columns = [name for name in Event.columns() if name != "id"]
    traces = []
    for row in catalog.events[columns].itertuples(name=None):
        event, cells = row[0], dict(zip(columns, map(cell, row[1:]), strict=True))
        form = [_filled(cells, UNTOLD), sorted(claims[event]), sorted(cited[event])]
        traces.append(
            Trace(
                kind="event",
                id=event,
                start=cells["start"],
                end=cells["end"],
                title=cells["title"],
                hash=_hash(form),
            )
        )
    traces += [_story(name, story) for name, story in catalog.stories.items()]
    return {(trace.kind, trace.id): trace for trace in traces}


def read_snapshot(folder: Path, version: str) -> Snapshot | None:
    """
    Read the snapshot of a version; None if the data folder keeps none.

    Raises
    ------
    CatalogError
        With every problem of the file.
    """
    file = _file(version)
    try:
        data = (folder / file).read_bytes()
    except OSError:
        return None
    table, problems = read_table(Trace, file, data)
    if problems:
        raise CatalogError(problems)
    return {(trace.kind, trace.id): trace for _, trace in table.rows}


def write_snapshot(folder: Path, catalog: Catalog, *, renew: bool = False) -> str:
    """
    Write the snapshot of the version that the changelog names on top; return its file's name.

    Parameters
    ----------
    folder
        The data folder.
    catalog
        Its record as readers see it.
    renew
        Replace a snapshot that says otherwise: only while the version is not published.

    Raises
    ------
    ValueError
        If the changelog names no version, or a snapshot is there that says otherwise.
    """
    version = data_version(folder)
    file = _file(version)
    path = folder / file
    rows = [trace.cells() for trace in snapshot_of(catalog).values()]
    data = write_table(Trace, rows)
    if path.exists() and path.read_bytes() != data and not renew:
        raise ValueError(
            f"{file} is there and says otherwise. A published version does not change: begin a "
            "new one in CHANGELOG.md. While it is not published, write it anew with --renew."
        )
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return file


def snapshot_problems(folder: Path, catalog: Catalog) -> list[Problem]:
    """Where the snapshot of the current version and the record differ.

    A folder without a changelog or without snapshots is somebody's own and needs none.
    """
    try:
        version = data_version(folder)
    except ValueError:
        return []
    file = _file(version)
    if not (folder / SNAPSHOTS_FOLDER).is_dir():
        return []
    try:
        kept = read_snapshot(folder, version)
    except CatalogError as error:
        return list(error.problems)
    if kept is None:
        fix = "run `kashmir-map snapshot`"
        return [Problem(file, None, "", "", "is not there", fix)]
    current = snapshot_of(catalog)
    differing = sorted(key for key in kept | current if kept.get(key) != current.get(key))
    if not differing:
        return []
    names = ", ".join(f"{kind} {one}" for kind, one in differing[:3])
    more = f" and {len(differing) - 3:,} more" if len(differing) > 3 else ""  # noqa: PLR2004
    rule = f"does not agree with the tables and stories: {names}{more}"
    fix = (
        "raise the version in CHANGELOG.md and run `kashmir-map snapshot`; while "
        f"{version} is not published, run `kashmir-map snapshot --renew`"
    )
    return [Problem(file, None, "", "", rule, fix)]


def _file(version: str) -> str:
    if version_number(version) is None:
        raise ValueError("This is no version; write three numbers, such as 1.0.0.")
    return f"{SNAPSHOTS_FOLDER}/{version}.csv"


def _told(claims: Iterable[tuple[object, ...]]) -> defaultdict[str, list[list[list[str]]]]:
    """Canonical form of the claims of each event."""
    told: defaultdict[str, list[list[list[str]]]] = defaultdict(list)
    for claim in claims:
        cells = dict(zip(Claim.columns(), map(cell, claim), strict=True))
        told[cells["event"]].append(_filled(cells, frozenset({"event"})))
    return told


def _story(name: str, story: Story) -> Trace:
    start, end = (_day(minute) for minute in (story.window.start, story.window.end - 1))
    return Trace(
        kind="story",
        id=name,
        start=start,
        end=end,
        title=story.title,
        hash=_hash(story.model_dump(mode="json", by_alias=True, exclude_defaults=True)),
    )


def _day(minute: int) -> str:
    first = minute // DAY * DAY
    return iso_prefix(first, first + DAY)


def _filled(cells: Mapping[str, str], without: frozenset[str]) -> list[list[str]]:
    return [[name, cells[name]] for name in sorted(cells) if cells[name] and name not in without]


def _hash(form: object) -> str:
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]
