"""An import in a process of its own: watched, cancelled, ended from outside."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from kashmir_map.archives.archive import Facts
from kashmir_map.archives.conversion import Terms
from kashmir_map.archives.importer import Wishes
from kashmir_map.archives.job import READING, Cancelled, Job
from kashmir_map.archives.store import Store
from kashmir_map.archives.table import Reading
from kashmir_map.archives.worker import Broken, Order
from kashmir_map.errors import ArchiveError
from tests.unit.archives.conftest import BOX
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW, write


@pytest.fixture
def order(store: Store, tmp_path: Path) -> Order:
    rows = [UCDP_ROW | {"id": str(number)} for number in range(20)]
    return Order(write(tmp_path / "ged.csv", rows), store.folder, "ged", BOX, Wishes())


def test_an_order_travels_as_a_line(order: Order) -> None:
    reading = Reading({"latitude": "y", "notes": ""}, {"raid\n": "attack"})
    wishes = Wishes("csv", reading, Terms("CC0", "Somebody", "A “table”"), True, True)

    whole = replace(order, wishes=wishes)

    assert whole.line().count(b"\n") == 1
    assert Order.read(whole.line()) == whole


def test_an_import_is_done(order: Order, store: Store) -> None:
    job = Job(order)

    done = job.wait()

    assert isinstance(done, Facts)
    assert done == store.open("ged").facts
    assert done.rows_kept == 20
    assert READING <= job.share < 1
    assert not job.reading


def test_refused_rows_wait_for_a_decision(order: Order, store: Store, tmp_path: Path) -> None:
    rows = [UCDP_ROW | {"id": str(n), "best": "2" if n else "=many"} for n in range(20)]
    order = replace(order, path=write(tmp_path / "bad.csv", [*rows, UCDP_ROW | {"latitude": "0"}]))

    refused = Job(order).wait()

    assert isinstance(refused, ArchiveError)
    assert (refused.rows, refused.read, refused.rest) == (1, 21, 19)
    assert str(refused) == ('bad.csv:row 2:best: "=many" is not a whole number – write digits only')
    assert refused.report is not None
    with refused.report.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["value"] for row in csv.DictReader(stream)] == ["'=many"]
    assert not store.names()
    assert not list(store.folder.iterdir())

    rest = Job(replace(order, wishes=Wishes(accept_rest=True))).wait()

    assert isinstance(rest, Facts)
    assert (rest.rows_kept, rest.rows_refused) == (19, 1)


def test_a_cancelled_import_leaves_the_store_as_it_was(order: Order, store: Store) -> None:
    job = Job(order)

    job.cancel()

    assert job.wait() == Cancelled()
    assert not job.cancelling
    assert not store.folder.exists() or not list(store.folder.iterdir())


def test_an_import_that_is_killed_leaves_the_store_as_it_was(order: Order, store: Store) -> None:
    job = Job(order)
    begun = store.folder / f".adding-{job._process.pid}-x"
    begun.mkdir(parents=True)

    job._process.kill()

    outcome = job.wait()
    assert isinstance(outcome, Broken)
    assert "has ended with code" in outcome.reason
    assert not list(store.folder.iterdir())


def test_a_name_that_is_taken_is_refused_before_it_begins(order: Order) -> None:
    Job(order).wait()

    with pytest.raises(ArchiveError, match="is there already"):
        Job(order)


def test_a_file_that_vanishes_is_told(order: Order, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Job(replace(order, path=tmp_path / "none.csv"))


def test_a_store_that_cannot_be_written_is_told(order: Order, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")

    outcome = Job(replace(order, store=tmp_path / "file" / "store")).wait()

    assert outcome == Broken("ged.csv: Not a directory")


def test_a_table_has_the_words_of_its_reader(order: Order, store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [TABLE_ROW])
    wishes = Wishes(terms=Terms("CC0", "The village", "Diary of a village"))

    Job(replace(order, path=path, wishes=wishes)).wait()

    facts = store.open("ged").facts
    assert (facts.title, facts.licence, facts.attribution) == (
        "Diary of a village",
        "CC0",
        "The village",
    )
