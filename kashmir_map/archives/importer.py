"""Import of an archive: all of its rows or none, unless the reader accepts the rest."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyarrow as pa

from kashmir_map.archives.archive import REPORT, Facts
from kashmir_map.archives.conversion import (
    EVERYWHERE,
    Kind,
    Tally,
    Terms,
    convert,
    nothing_on_the_map,
    open_source,
    scheme_of,
    without_twins,
)
from kashmir_map.archives.layout import write_part
from kashmir_map.archives.memory import recalled, remember
from kashmir_map.archives.refusals import Refusals
from kashmir_map.archives.scheme import Scheme
from kashmir_map.archives.sources import Progress
from kashmir_map.archives.store import Store, name_of
from kashmir_map.archives.table import Reading
from kashmir_map.errors import ArchiveError, Problem
from kashmir_map.regions import Box

ROWS_MAX: Final = 4_000_000
"""Events of one import, which stand in memory at once; `partition` takes more."""

EVENTS: Final = "events.parquet"


@dataclass(frozen=True, slots=True)
class Wishes:
    """
    How the reader wants a file to be imported.

    Attributes
    ----------
    kind
        What the file is; None to look.
    reading
        How a table is to be read.
    terms
        Licence and credit of a table.
    accept_rest
        Whether to take what is in order although rows were refused.
    keep_outside
        Whether to keep what lies outside the map.
    """

    kind: Kind | None = None
    reading: Reading = field(default_factory=Reading)
    terms: Terms = field(default_factory=Terms)
    accept_rest: bool = False
    keep_outside: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """An archive that was imported, and what to say about it."""

    facts: Facts
    tally: Tally
    refusals: Refusals


def import_file(
    path: Path,
    store: Store,
    name: str,
    box: Box,
    wishes: Wishes,
    *,
    progress: Progress = lambda _: None,
    fitted: Callable[[Scheme], None] = lambda _: None,
) -> Imported:
    """
    Import a file into the store.

    Parameters
    ----------
    path
        The file.
    store
        Where the archive goes; as it was if the import fails or is interrupted.
    name
        Of the archive; empty for that of the file.
    box
        The map, in degrees (EPSG:4326).
    wishes
        How to do it.
    progress
        Is told how many bytes were read.
    fitted
        Is told how the file will be read, before it is.

    Raises
    ------
    ArchiveError
        If the file cannot be read, if it has no row on the map, or if a row was refused and the
        reader does not accept the rest; the report then lies beside the file, or, where that
        folder cannot be written to, beside the store.
    OSError
        If a file cannot be read or written.
    """
    name = name or name_of(path)
    with store.adding(name) as folder:
        with Refusals(folder / REPORT) as refusals:
            source = open_source(path, wishes.kind, refusals, progress)
            reading = wishes.reading.over(recalled(store.folder, source.header))
            scheme = scheme_of(source, wishes.kind, reading, wishes.terms)
            fitted(scheme)
            tally = Tally()
            within = EVERYWHERE if wishes.keep_outside else box
            rows = _gathered(convert(source, scheme, within, refusals, tally), path.name)
            if rows is not None:
                rows = without_twins(rows, scheme.found.get("id", "id"), refusals)
        if refusals.problems and not wishes.accept_rest:
            report = _report_kept(refusals.path, path, store.folder)
            rest = 0 if rows is None else rows.num_rows
            read = refusals.rows + rest + tally.outside  # also those that are no rows of the table
            raise ArchiveError(
                refusals.first, rows=refusals.rows, read=read, rest=rest, report=report
            )
        if rows is None:
            raise nothing_on_the_map(path.name, tally)
        tally.kept = rows.num_rows
        part = write_part(rows, folder, EVENTS)
        facts = Facts(
            name=name,
            title=scheme.title,
            kind=scheme.kind,
            source=path.name,
            sha256=source.sha256,
            imported=datetime.now(UTC).isoformat(timespec="seconds"),
            licence=scheme.licence,
            attribution=scheme.attribution,
            rows_read=tally.read,
            rows_outside=tally.outside,
            rows_refused=refusals.rows,
            rows_kept=tally.kept,
            columns=dict(scheme.found),
            absent=scheme.absent,
            remarks=scheme.remarks,
            parts=(part,),
        )
        facts.save(folder)
    if wishes.reading != Reading():
        remember(store.folder, source.header, wishes.reading)
    return Imported(facts, tally, refusals)


def _gathered(batches: Iterable[pa.Table], file: str) -> pa.Table | None:
    """
    All rows as one table, None if there are none; no more than fit into memory.

    Columns are put together one after another, so that no more than one of them stands there twice.
    """
    pieces: dict[str, list[pa.Array]] = {}
    count = 0
    for batch in batches:
        count += batch.num_rows
        if count > ROWS_MAX:
            rule = f"has more than {ROWS_MAX:,} rows to keep"
            fix = "prepare it with kashmir-map partition"
            raise ArchiveError([Problem(file, None, "", "", rule, fix)])
        for name in batch.column_names:
            pieces.setdefault(name, []).extend(batch[name].chunks)
    names = list(pieces)
    columns = [pa.chunked_array(pieces.pop(name)).combine_chunks() for name in names]
    return pa.table(columns, names=names) if columns else None


def _report_kept(report: Path, source: Path, fallback: Path) -> Path:
    """Move the report to where its reader looks for it, before its folder vanishes."""
    name = f"{source.stem}.refused.csv"
    try:
        return Path(shutil.copyfile(report, source.with_name(name)))
    except OSError:
        return Path(shutil.copyfile(report, fallback.with_name(name)))
