"""
Archives larger than memory, prepared on a Dask cluster.

    files → pieces (one a file: what lies on the map) → parts (one a year and cell) → archive.json

Every file is read by one worker, in batches; only its rows on the map are held. The cells of space
are those of a Hilbert curve over the map. What is finished is recorded in `.work` and not done
again: after an interruption, or when files are added, the same command does the rest. The files
and the archive must lie where all workers reach them under the same paths.
"""

from __future__ import annotations

import csv
import hashlib
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import dask.dataframe as dd
import dask_geopandas
from dask.delayed import delayed
from distributed import (
    Client,
    Future,
    KilledWorker,
    LocalCluster,
    Worker,
    WorkerPlugin,
    as_completed,
)

from kashmir_map.archives.archive import FACTS, REPORT, Facts
from kashmir_map.archives.conversion import Tally, nothing_on_the_map
from kashmir_map.archives.pieces import (
    CELL,
    PARTS,
    WORK,
    Input,
    PartRecord,
    PieceRecord,
    Settings,
    build,
    finished,
    frame,
    made_of,
    read_record,
    sift,
    write_piece,
)
from kashmir_map.archives.refusals import COLUMNS
from kashmir_map.errors import PROBLEMS_SHOWN, ArchiveError, Problem

LEVEL: Final = 2
"""Of the Hilbert curve: 4 × 4 cells, each some six degrees wide."""

ENDINGS: Final = (".csv", ".tsv", ".txt", ".parquet", ".geoparquet", ".pq", ".geojson", ".json")

Done = Callable[[str, int, int], None]
"""Is told what was finished (`files`, `parts`), how many of them, and of how many."""


@contextmanager
def cluster(scheduler: str = "", workers: int | None = None) -> Iterator[Client]:
    """
    Connect to a cluster, or run one of processes on this machine.

    Parameters
    ----------
    scheduler
        Address, such as `tcp://host:8786`; empty for a cluster of one's own.
    workers
        Processes of that one; as many as there are cores if None.

    Raises
    ------
    OSError
        If nothing answers at the address.
    """
    if scheduler:
        with Client(scheduler, set_as_default=False) as client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,  # what matters to a reader is said by us
        ) as local,
        Client(local, set_as_default=False) as client,
    ):
        client.register_plugin(_Undisturbed())
        yield client


class _Undisturbed(WorkerPlugin):
    """An interrupt from the keyboard reaches every process; only ours answers it."""

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 - the signature of the class above
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def partition(
    source: Path,
    out: Path,
    settings: Settings,
    client: Client,
    *,
    accept_rest: bool = False,
    done: Done = lambda *_: None,
) -> Facts:
    """
    Prepare an archive of a file or of all files of a folder.

    Parameters
    ----------
    source
        The file or folder.
    out
        Folder of the archive; one that is new, or that this function made.
    settings
        How the files are read.
    client
        Of the cluster.
    accept_rest
        Whether to take what is in order although rows were refused.
    done
        Is told of progress.

    Returns
    -------
    Facts
        What is known of the archive, as written to `archive.json`.

    Raises
    ------
    ArchiveError
        If a file cannot be read, nothing lies on the map, or rows were refused and the rest is not
        accepted. There is no archive then; what was finished stays and is not done again.
    OSError
        If a file cannot be read or written.
    """
    inputs = _inputs(source, out)
    (out / WORK / PARTS).mkdir(parents=True, exist_ok=True)
    (out / PARTS).mkdir(exist_ok=True)
    pieces = _sift_all(inputs, settings, client, done)
    reports = [one.stem.with_suffix(".refused.csv") for one in inputs]
    refused = sum(piece.refused for piece in pieces)
    if refused and not accept_rest:
        raise _refused(reports, refused, out)
    tally = Tally(read=sum(p.read for p in pieces), outside=sum(p.outside for p in pieces))
    if not any(piece.buckets for piece in pieces):
        raise nothing_on_the_map(source.name, tally)
    parts = _build_all(inputs, pieces, client, out, done)
    refused += sum(part.refused for part in parts)
    reports += sorted((out / WORK / PARTS).glob("*.refused.csv"))
    if refused and not accept_rest:
        raise _refused(reports, refused, out)
    if refused:
        _merge(reports, out / REPORT)
    first = pieces[0]
    facts = Facts(
        name=out.name,
        title=first.title,
        kind=first.kind,
        source=source.name,
        sha256=hashlib.sha256("".join(p.sha256 for p in pieces).encode()).hexdigest(),
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        licence=first.licence,
        attribution=first.attribution,
        rows_read=tally.read,
        rows_outside=tally.outside,
        rows_refused=refused,
        rows_kept=sum(part.part.rows for part in parts),
        columns=first.columns,
        absent=first.absent,
        remarks=first.remarks,
        parts=tuple(sorted((part.part for part in parts), key=lambda part: part.file)),
    )
    facts.save(out)
    return facts


def _inputs(source: Path, out: Path) -> list[Input]:
    if out.exists() and any(out.iterdir()) and not (out / WORK).is_dir():
        rule, fix = "holds other files", "name a folder that is new"
        raise ArchiveError([Problem(out.name, None, "", "", rule, fix)])
    folder = source if source.is_dir() else source.parent
    files = [source]
    if source.is_dir():
        files = [
            path
            for path in sorted(source.rglob("*"))
            if path.suffix.lower() in ENDINGS and path.is_file() and not path.is_relative_to(out)
        ]
    if not files or not all(path.is_file() for path in files):
        rule, fix = "has no files to read", f"name a file or a folder of {', '.join(ENDINGS)}"
        raise ArchiveError([Problem(source.name, None, "", "", rule, fix)])
    work = out.absolute() / WORK
    return [Input(path.absolute(), path.relative_to(folder).as_posix(), work) for path in files]


def _sift_all(
    inputs: list[Input], settings: Settings, client: Client, done: Done
) -> list[PieceRecord]:
    known = client.gather(client.map(finished, inputs, settings=settings, pure=False))
    records = {one.name: record for one, record in zip(inputs, known, strict=True) if record}
    left = [one for one in inputs if one.name not in records]
    done("files", len(records), len(inputs))
    if left:
        frames = dask_geopandas.from_dask_dataframe(
            dd.from_map(sift, left, settings=settings, meta=frame(None))
        )
        cells = frames.hilbert_distance(total_bounds=settings.box, level=LEVEL)
        located = frames.assign(**{CELL: cells}).to_delayed()
        tasks = [delayed(write_piece)(rows, one) for rows, one in zip(located, left, strict=True)]
        for record in _results(client, client.compute(tasks), left):
            records[record.name] = record
            done("files", len(records), len(inputs))
    return [records[one.name] for one in inputs]


def _build_all(
    inputs: list[Input],
    pieces: list[PieceRecord],
    client: Client,
    out: Path,
    done: Done,
) -> list[PartRecord]:
    buckets: dict[str, list[tuple[Input, PieceRecord]]] = {}
    for one, piece in zip(inputs, pieces, strict=True):
        for name in piece.buckets:
            buckets.setdefault(name, []).append((one, piece))
    records: dict[str, PartRecord] = {}
    left = {}
    for name, sources in sorted(buckets.items()):
        key = made_of([piece for _, piece in sources])
        record = read_record(PartRecord, out / WORK / PARTS / f"{name}.json")
        if record and record.made_of == key and (out / record.part.file).is_file():
            records[name] = record
        else:
            left[name] = ([one for one, _ in sources], key)
    idle = [path for path in (out / PARTS).glob("*.parquet") if path.stem not in buckets]
    if left or idle:
        # From here on the facts would be those of other parts.
        (out / FACTS).unlink(missing_ok=True)
    for path in idle:
        path.unlink()
        for record_file in (out / WORK / PARTS).glob(f"{path.stem}.*"):
            record_file.unlink()
    done("parts", len(records), len(buckets))
    folder = out.absolute()
    futures = [
        client.submit(build, name, sources, key, folder, pure=False)
        for name, (sources, key) in left.items()
    ]
    for record in _results(client, futures, list(left)):
        records[Path(record.part.file).stem] = record
        done("parts", len(records), len(buckets))
    return [records[name] for name in sorted(records)]


def _results(client: Client, futures: list[Future[Any]], names: list[Any]) -> Iterator[Any]:
    """Yield results as they come; collect what files have against being read."""
    of = {future.key: name for future, name in zip(futures, names, strict=True)}
    problems: list[Problem] = []
    for future in as_completed(futures, loop=client.loop):
        try:
            yield future.result()
        except ArchiveError as error:
            problems += error.problems
        except KilledWorker:
            name = getattr(of[future.key], "name", of[future.key])
            rule, fix = "has ended several workers", "give each worker more memory"
            problems.append(Problem(str(name), None, "", "", rule, fix))
    if problems:
        raise ArchiveError(sorted(problems, key=lambda one: (one.file, one.row or 0)))


def _refused(reports: list[Path], rows: int, out: Path) -> ArchiveError:
    (out / FACTS).unlink(missing_ok=True)
    first = _merge(reports, out / REPORT)
    return ArchiveError(first, rows=rows, report=out / REPORT)


def _merge(reports: list[Path], target: Path) -> list[Problem]:
    """Write all reports as one; return the first problems."""
    first: list[Problem] = []
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for report in (one for one in reports if one.is_file()):
            with report.open(encoding="utf-8-sig", newline="") as part:
                lines = csv.reader(part)
                next(lines)
                for cells in lines:
                    writer.writerow(cells)
                    if len(first) < PROBLEMS_SHOWN:
                        file, row, column, value, rule, fix = cells
                        number = int(row) if row else None
                        first.append(Problem(file, number, column, value, rule, fix))
    return first
