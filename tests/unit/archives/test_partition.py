"""Archives prepared on a cluster of two processes, one of which is killed half-way."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster, Scheduler
from typer.testing import CliRunner

from kashmir_map.archives import partition as partitions
from kashmir_map.archives.archive import FACTS, REPORT, Archive, Facts
from kashmir_map.archives.conversion import Terms
from kashmir_map.archives.partition import cluster, partition
from kashmir_map.archives.pieces import PARTS, WORK, Settings
from kashmir_map.archives.question import Question
from kashmir_map.archives.table import Reading
from kashmir_map.cli import app
from kashmir_map.dates import Window
from kashmir_map.errors import ArchiveError
from kashmir_map.regions import Box
from tests.unit.archives.conftest import BOX
from tests.unit.archives.samples import UCDP_ROW, write

SETTINGS = Settings(None, Reading(), Terms(), BOX)
FILES = 8
ROWS = 300


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with cluster(workers=2) as one:
        yield one


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of three years and four cells, some rows off the map, one file Parquet."""
    folder = tmp_path_factory.mktemp("source")
    (folder / "below").mkdir()
    for number in range(FILES):
        rows = [
            UCDP_ROW
            | {
                "id": f"{number}-{row}",
                "date_start": f"{1999 + row % 3}-0{1 + row % 9}-11",
                "date_end": f"{1999 + row % 3}-0{1 + row % 9}-12",
                "latitude": str(24 + row % 2 * 10 - (row % 50 == 0) * 60),
                "longitude": str(67 + row % 5 // 2 * 8),
            }
            for row in range(ROWS)
        ]
        if number:
            write(folder / "below" / f"{number}.csv", rows)
        else:
            pq.write_table(pa.Table.from_pylist(rows), folder / "0.parquet")
    return folder


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / PARTS).iterdir()}


def settled(facts: Facts, **more: object) -> Facts:
    return facts.model_copy(update={"imported": "", "name": "", **more})


def test_a_killed_worker_changes_nothing(client: Client, source: Path, tmp_path: Path) -> None:
    calm = partition(source, tmp_path / "calm", SETTINGS, client)
    local = client.cluster
    assert isinstance(local, LocalCluster)
    killed: list[int] = []

    def kill(what: str, finished: int, of: int) -> None:
        if what == "files" and 0 < finished < of and not killed:
            # The worker that has most to do; the scheduler knows who does what.
            busy = max(client.run_on_scheduler(processing).items(), key=lambda one: one[1])[0]
            process = next(w.pid for w in local.workers.values() if w.worker_address == busy)
            os.kill(process, signal.SIGKILL)
            killed.append(process)

    facts = partition(source, tmp_path / "killed", SETTINGS, client, done=kill)

    assert killed
    assert settled(facts) == settled(calm)
    assert content(tmp_path / "killed") == content(tmp_path / "calm")
    assert facts.rows_read == FILES * ROWS
    assert facts.rows_kept == facts.rows_read - facts.rows_outside == FILES * ROWS * 49 // 50


def processing(dask_scheduler: Scheduler) -> dict[str, int]:
    workers = dask_scheduler.workers.values()
    return {worker.address: len(worker.processing) for worker in workers}


def test_an_archive_in_parts_answers_like_one(client: Client, source: Path, tmp_path: Path) -> None:
    partition(source, tmp_path / "out", SETTINGS, client)
    archive = Archive(tmp_path / "out")
    year = Question(Window.from_query("2000", "2000"), Box(70, 30, 88, 40))

    found = archive.select(year, ["id", "start", "latitude", "longitude"]).to_pylist()

    assert len(found) == sum(
        1
        for _ in range(FILES)
        for row in range(ROWS)
        if row % 3 == 1 and row % 2 and row % 5 // 2 and row % 50
    )
    assert [row["start"] for row in found] == sorted(row["start"] for row in found)
    spans = {part.file: part for part in archive.facts.parts}
    assert len(spans) > 6
    assert all(part.start < part.end for part in spans.values())
    (tmp_path / "out" / next(file for file in spans if "1999-" in file)).write_bytes(b"")
    assert archive.select(year, ["id"]).num_rows == len(found)


def test_what_is_finished_is_not_done_again(client: Client, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told: list[tuple[str, int, int]] = []
    partition(source, out, SETTINGS, client)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}

    partition(source, out, SETTINGS, client, done=lambda *one: told.append(one))

    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before
    assert told == [("files", FILES, FILES), ("parts", len(content(out)), len(content(out)))]


def test_a_changed_file_is_done_again_and_nothing_else(client: Client, tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for year in (1999, 2000, 2001):
        row = UCDP_ROW | {
            "id": str(year),
            "date_start": f"{year}-01-01",
            "date_end": f"{year}-02-01",
        }
        write(source / f"{year}.csv", [row])
    partition(source, out, SETTINGS, client)
    before = {path: path.stat().st_mtime_ns for path in (out / PARTS).iterdir()}

    text = (source / "2000.csv").read_text().replace("A headline", "Another one")
    (source / "2000.csv").write_text(text)
    (source / "2001.csv").unlink()
    facts = partition(source, out, SETTINGS, client)

    changed = {
        path.stem[:4]: path.stat().st_mtime_ns != at for path, at in before.items() if path.exists()
    }
    assert changed == {"1999": False, "2000": True}
    assert facts.rows_kept == 2
    assert Archive(out).select(columns=["title"])["title"].to_pylist() == [
        "A headline",
        "Another one",
    ]


def test_refused_rows_stop_it_until_the_rest_is_accepted(client: Client, tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    write(source / "a.csv", [UCDP_ROW, UCDP_ROW | {"id": "2", "best": "=x"}])
    write(source / "b.csv", [UCDP_ROW | {"id": "3"}])

    with pytest.raises(ArchiveError) as caught:
        partition(source, out, SETTINGS, client)
    assert [str(one) for one in caught.value.problems] == [
        'a.csv:row 3:best: "\'=x" is not a whole number – write digits only'
    ]
    assert (caught.value.rows, caught.value.report) == (1, out / REPORT)
    assert not (out / FACTS).exists()

    facts = partition(source, out, SETTINGS, client, accept_rest=True)
    assert (facts.rows_kept, facts.rows_refused) == (2, 1)


def test_twins_in_two_files_are_refused(client: Client, tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for name in ("a.csv", "b.csv"):
        write(source / name, [UCDP_ROW])

    with pytest.raises(ArchiveError, match=r"b\.csv:row 2:id: 1 is the id of row 2 already, in a"):
        partition(source, out, SETTINGS, client)
    assert not (out / FACTS).exists()

    assert partition(source, out, SETTINGS, client, accept_rest=True).rows_kept == 1


def test_every_file_that_cannot_be_read_is_named(client: Client, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    write(source / "a.csv", [UCDP_ROW])
    (source / "b.csv").write_text("word\n")
    (source / "c.parquet").write_text("word\n")

    with pytest.raises(ArchiveError) as caught:
        partition(source, tmp_path / "out", SETTINGS, client)

    assert [one.file for one in caught.value.problems] == ["b.csv", "c.parquet"]


def test_folders_that_are_not_meant_are_refused(client: Client, tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    with pytest.raises(ArchiveError, match="has no files to read – name a file or a folder of"):
        partition(source, out, SETTINGS, client)

    write(source / "a.csv", [UCDP_ROW | {"latitude": "0"}])
    with pytest.raises(ArchiveError, match="has no row on the map"):
        partition(source, out, SETTINGS, client)

    with pytest.raises(ArchiveError, match="source: holds other files – name a folder that is new"):
        partition(source, source, SETTINGS, client)
    assert not (source / WORK).exists()


def test_the_command_prepares_an_archive_on_a_running_cluster(
    client: Client, tmp_path: Path
) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW, UCDP_ROW | {"id": "2", "latitude": "0"}])
    address = client.scheduler_info()["address"]

    result = CliRunner().invoke(
        app, ["partition", str(path), str(tmp_path / "out"), "--scheduler", address]
    )

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Prepared 1 row of 2 in 1 parts.",
        "  1 row outside the map, 0 refused.",
    ]
    assert result.stderr.splitlines()[-1] == "parts: 1 of 1"


def test_a_cluster_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError("Timed out trying to connect to tcp://nowhere:1")

    monkeypatch.setattr(partitions, "Client", unreachable)

    result = CliRunner().invoke(
        app, ["partition", str(tmp_path), str(tmp_path / "out"), "--scheduler", "tcp://nowhere:1"]
    )

    assert result.exit_code == 1
    assert result.stderr == "Timed out trying to connect to tcp://nowhere:1.\n"
