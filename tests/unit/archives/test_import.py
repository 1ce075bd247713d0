"""All or nothing: what an import leaves behind when it succeeds, fails or is interrupted."""

import csv
import hashlib
import shutil
from pathlib import Path

import pytest

from kashmir_map.archives import importer
from kashmir_map.archives.archive import FACTS, REPORT
from kashmir_map.archives.importer import EVENTS, Wishes, import_file
from kashmir_map.archives.refusals import VALUE_MAX, harmless
from kashmir_map.archives.store import Store
from kashmir_map.errors import ArchiveError
from tests.unit.archives.conftest import BOX, Refused, Rows
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW, write


def rows(count: int) -> list[dict[str, str]]:
    return [UCDP_ROW | {"id": str(number)} for number in range(count)]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_archive_knows_where_it_comes_from(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "GEDEvent_v25_1.csv", [*rows(3), UCDP_ROW | {"id": "9", "best": "x"}])

    done = import_file(path, store, "", BOX, Wishes(accept_rest=True))

    facts = done.facts
    assert facts == store.open("gedevent-v25-1").facts
    assert facts.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (facts.source, facts.kind, facts.licence) == (path.name, "ucdp", "CC BY 4.0")
    assert (facts.rows_read, facts.rows_kept, facts.rows_refused) == (4, 3, 1)
    assert facts.columns["type_of_violence"] == "type_of_violence"
    assert set(snapshot(store.folder)) == {
        f"gedevent-v25-1/{name}" for name in (EVENTS, FACTS, REPORT)
    }


def test_one_bad_row_refuses_the_archive(store: Store, tmp_path: Path) -> None:
    import_file(write(tmp_path / "good.csv", rows(2)), store, "", BOX, Wishes())
    before = snapshot(store.folder)
    path = write(tmp_path / "bad.csv", [*rows(2), UCDP_ROW | {"id": "9", "best": "x"}])

    with pytest.raises(ArchiveError) as caught:
        import_file(path, store, "", BOX, Wishes())

    assert snapshot(store.folder) == before
    assert store.names() == ["good"]
    assert caught.value.rows == 1
    assert caught.value.report == tmp_path / "bad.refused.csv"


def test_the_report_holds_every_problem(refused: Refused, tmp_path: Path) -> None:
    said = refused([row | {"best": "=HYPERLINK()"} for row in rows(50)])

    with (tmp_path / "file.refused.csv").open(encoding="utf-8-sig", newline="") as stream:
        report = list(csv.DictReader(stream))
    assert len(said) == 20
    assert len(report) == 50
    assert report[49] == {
        "file": "file.csv",
        "row": "51",
        "column": "best",
        "value": "'=HYPERLINK()",
        "rule": "is not a whole number",
        "fix": "write digits only",
    }


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@sum", "\t=1", " =1", "\r=1", "|x", "%0"])
def test_no_cell_of_a_report_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1", "+34.5", "", "a=b", "341.2"])
def test_numbers_and_words_stay_what_they_are(text: str) -> None:
    assert harmless(text) == text


def test_the_report_repeats_no_endless_cell(refused: Refused, tmp_path: Path) -> None:
    refused([TABLE_ROW | {"date": "x" * 5000}])

    text = (tmp_path / "file.refused.csv").read_text("utf-8-sig")

    assert f"{'x' * (VALUE_MAX - 1)}…," in text


def test_a_report_that_cannot_lie_beside_the_file_lies_beside_the_store(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "file.csv", [UCDP_ROW | {"best": "x"}])
    copy = shutil.copyfile

    def locked(source: Path, target: Path) -> object:
        if target.parent == path.parent and target.name == "file.refused.csv":
            raise PermissionError(target)
        return copy(source, target)

    monkeypatch.setattr(shutil, "copyfile", locked)
    store = Store(tmp_path / "data" / "store")

    with pytest.raises(ArchiveError) as caught:
        import_file(path, store, "", BOX, Wishes())

    assert caught.value.report == tmp_path / "data" / "file.refused.csv"
    assert not list(store.folder.iterdir())


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("No space left"), MemoryError])
def test_an_interrupted_import_leaves_nothing(
    store: Store,
    tmp_path: Path,
    error: type[BaseException] | BaseException,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_file(write(tmp_path / "good.csv", rows(2)), store, "", BOX, Wishes())
    before = snapshot(store.folder)

    def interrupted(*_: object) -> None:
        raise error

    monkeypatch.setattr(importer, "write_part", interrupted)
    with pytest.raises(type(error) if isinstance(error, BaseException) else error):
        import_file(write(tmp_path / "next.csv", rows(2)), store, "", BOX, Wishes())

    assert snapshot(store.folder) == before
    assert [path.name for path in store.folder.iterdir()] == ["good"]


def test_an_import_cancelled_while_it_reads_leaves_nothing(store: Store, tmp_path: Path) -> None:
    def cancel(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(write(tmp_path / "a.csv", rows(2)), store, "", BOX, Wishes(), progress=cancel)

    assert not list(store.folder.iterdir())


def test_rows_outside_the_map_are_left_out_and_counted(store: Store, tmp_path: Path) -> None:
    away = UCDP_ROW | {"id": "2", "latitude": "-34", "best": "nonsense that nobody reads"}
    swapped = UCDP_ROW | {"id": "3", "latitude": "74.8", "longitude": "34.1"}
    path = write(tmp_path / "file.csv", [UCDP_ROW, away, swapped])

    done = import_file(path, store, "", BOX, Wishes())

    assert (done.tally.read, done.tally.outside, done.tally.swapped) == (3, 2, 1)
    assert (done.facts.rows_outside, done.facts.rows_kept) == (2, 1)


def test_rows_outside_the_map_are_kept_if_asked_for(taken: Rows) -> None:
    away = UCDP_ROW | {"id": "2", "latitude": "-34"}

    assert len(taken([UCDP_ROW, away], keep_outside=True)) == 2


def test_an_archive_that_leaves_the_map_empty_is_refused(refused: Refused) -> None:
    assert refused([UCDP_ROW | {"latitude": "0"}]) == [
        "file.csv: has no row on the map – see which columns hold the coordinates"
    ]


def test_swapped_coordinates_are_noticed(refused: Refused) -> None:
    (said,) = refused([UCDP_ROW | {"latitude": "74.8", "longitude": "34.1"}])

    assert said.endswith("latitude and longitude seem to be swapped: exchange the two columns")


def test_an_archive_too_large_for_memory_is_sent_to_the_cluster(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "ROWS_MAX", 2)

    assert refused(rows(3)) == [
        "file.csv: has more than 2 rows to keep – prepare it with kashmir-map partition"
    ]


def test_progress_adds_up_to_the_whole_file(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "file.csv", rows(500))
    told: list[int] = []

    import_file(path, store, "", BOX, Wishes(), progress=told.append)

    assert sum(told) == path.stat().st_size
