"""What an archive holds on disk, what it answers, and what it does not need to read for it."""

import itertools
import json
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kashmir_map.archives import layout
from kashmir_map.archives.archive import FACTS, Archive
from kashmir_map.archives.importer import EVENTS, Wishes, import_file
from kashmir_map.archives.layout import COLUMNS, SCHEMA, write_part
from kashmir_map.archives.question import EVERYTHING, MAP_COLUMNS, Held, Question
from kashmir_map.archives.store import NAME_MAX, Store, name_of
from kashmir_map.dates import Window
from kashmir_map.errors import ArchiveError
from kashmir_map.regions import Box
from tests.unit.archives.conftest import BOX, Rows
from tests.unit.archives.samples import UCDP_ROW, write

MAY = Window.from_query("1999-05", "1999-05")
VALLEY = Box(74, 33.5, 75.5, 34.8)
ATTACKS = Question(types=frozenset({"attack"}))


@pytest.fixture
def archive(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A thousand events of forty years, in ten row groups."""
    monkeypatch.setattr(layout, "ROW_GROUP", 100)
    dice = np.random.default_rng(1)
    rows = []
    for number in range(1000):
        day = f"{1989 + number % 40}-{dice.integers(1, 13):02}-{dice.integers(1, 29):02}"
        rows.append(
            UCDP_ROW
            | {
                "id": f"e{number}",
                "date_start": day,
                "date_end": day,
                "latitude": f"{dice.uniform(32, 37):.4f}",
                "longitude": f"{dice.uniform(72, 80):.4f}",
                "type_of_violence": str(dice.integers(1, 4)),
            }
        )
    path = write(tmp_path / "file.csv", rows)
    return store.open(import_file(path, store, "", BOX, Wishes()).facts.name)


def expected(archive: Archive, question: Question) -> list[str]:
    everything = pq.read_table(archive.folder / EVENTS).to_pylist()
    return [
        row["id"]
        for row in everything
        if (question.window is None or question.window.meets(row["start"], row["end"]))
        and (
            question.box is None
            or (
                question.box.west <= row["longitude"] <= question.box.east
                and question.box.south <= row["latitude"] <= question.box.north
            )
        )
        and (question.types is None or row["type"] in question.types)
    ]


@pytest.mark.parametrize(
    "question",
    [
        EVERYTHING,
        Question(window=MAY),
        Question(box=VALLEY),
        ATTACKS,
        Question(types=frozenset()),
        Question(Window.from_query("1995", "2005"), VALLEY, frozenset({"attack", "clash"})),
        Question(window=Window.from_query("1850", "1851")),
        Question(box=Box(64, 22.5, 64, 22.5)),
    ],
)
@pytest.mark.parametrize("held", [False, True])
def test_an_answer_is_what_was_asked_for(archive: Archive, question: Question, held: bool) -> None:  # noqa: FBT001 - a parameter of the test
    if held:
        archive.hold()

    found = archive.select(question)

    assert found["id"].to_pylist() == expected(archive, question)
    assert found.column_names == list(MAP_COLUMNS)


def test_an_answer_holds_no_more_than_was_asked_for(archive: Archive) -> None:
    archive.hold()

    assert archive.select(ATTACKS, ["notes", "id"]).column_names == ["notes", "id"]
    assert archive.select(ATTACKS, ["id"]).column_names == ["id"]


def test_an_empty_archive_in_memory_answers(archive: Archive) -> None:
    nothing = archive.select(Question(types=frozenset()))

    assert Held(nothing).select(Question(MAY, VALLEY, frozenset({"attack"}))).num_rows == 0


def test_events_are_sorted_by_time_in_row_groups_that_say_so(archive: Archive) -> None:
    metadata = pq.ParquetFile(archive.folder / EVENTS).metadata
    start = SCHEMA.names.index("start")
    spans = [metadata.row_group(n).column(start).statistics for n in range(10)]

    assert metadata.num_row_groups == 10
    assert all(one.max <= two.min for one, two in itertools.pairwise(spans))
    assert [column.column_index for column in metadata.row_group(0).sorting_columns] == [1, 0]
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_row_groups_that_cannot_answer_are_not_read(archive: Archive) -> None:
    """Pages of all row groups but those of the window are overwritten: nobody notices."""
    path = archive.folder / EVENTS
    metadata = pq.ParquetFile(path).metadata
    data = bytearray(path.read_bytes())
    question = Question(window=MAY)
    before = expected(archive, question)
    start = SCHEMA.names.index("start")
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        span = group.column(start).statistics
        if MAY.meets(span.min, span.max + 1):
            continue
        for place in range(group.num_columns):
            column = group.column(place)
            begin = column.dictionary_page_offset or column.data_page_offset
            data[begin : begin + column.total_compressed_size] = bytes(column.total_compressed_size)
    path.write_bytes(data)

    assert archive.select(question)["id"].to_pylist() == before
    with pytest.raises(ArchiveError, match=r"file: cannot be read – remove the archive and import"):
        archive.select(EVERYTHING)


def test_other_programs_read_it_as_geoparquet(archive: Archive) -> None:
    frame = gpd.read_parquet(archive.folder / EVENTS, bbox=tuple(VALLEY))

    assert sorted(frame["id"]) == sorted(expected(archive, Question(box=VALLEY)))
    assert frame.crs.equals("OGC:CRS84")
    assert (frame.geometry.x == frame["longitude"]).all()
    geo = json.loads(pq.read_schema(archive.folder / EVENTS).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]


def test_an_archive_imported_again_is_the_same(archive: Archive, taken: Rows) -> None:
    path = archive.folder.parent.parent / "again.parquet"
    path.write_bytes((archive.folder / EVENTS).read_bytes())
    before = archive.frame().drop(columns="attribution")

    taken(path)

    again = Archive(archive.folder.with_name("again")).frame().drop(columns="attribution")
    assert before.astype({"family": "str"}).equals(again.astype({"family": "str"}))


def test_the_same_rows_make_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    rows = pq.read_table(archive.folder / EVENTS).select(list(COLUMNS))
    shuffled = rows.take(pa.array(np.random.default_rng(2).permutation(1000)))

    write_part(shuffled, tmp_path, "shuffled.parquet")

    assert (tmp_path / "shuffled.parquet").read_bytes() == (archive.folder / EVENTS).read_bytes()


def test_a_part_that_cannot_be_written_leaves_what_was_there(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = pq.read_table(archive.folder / EVENTS).select(list(COLUMNS))
    before = (archive.folder / EVENTS).read_bytes()

    def full(_: int) -> None:
        raise OSError("No space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_part(rows.slice(0, 5), archive.folder, EVENTS)

    assert (archive.folder / EVENTS).read_bytes() == before
    assert sorted(path.name for path in archive.folder.iterdir()) == [FACTS, EVENTS]


@pytest.mark.parametrize("text", [None, "{", "{}"])
def test_an_archive_without_its_facts_is_damaged(archive: Archive, text: str | None) -> None:
    path = archive.folder / FACTS
    path.unlink()
    if text is not None:
        path.write_text(text)

    with pytest.raises(ArchiveError, match=r"file/archive\.json: cannot be read – remove"):
        Archive(archive.folder)


def test_the_store_lists_and_removes(archive: Archive, store: Store) -> None:
    (store.folder / ".adding-x").mkdir()
    (store.folder / "no-archive").mkdir()

    assert store.names() == [archive.facts.name] == ["file"]
    store.remove("file")
    assert store.names() == []
    assert sorted(path.name for path in store.folder.iterdir()) == [".adding-x", "no-archive"]


@pytest.mark.parametrize("name", ["other", "..", "", "../file", "file/"])
def test_an_unknown_name_is_said(archive: Archive, store: Store, name: str) -> None:
    assert archive.facts.name in store
    for what in (store.open, store.remove):
        with pytest.raises(ArchiveError, match=r"is not the name of any archive – those .*: file"):
            what(name)


@pytest.mark.parametrize("name", ["..", "A", "a b", "-a", "a--b", "a/b", "é", "a" * 61])
def test_a_name_unfit_for_a_folder_is_refused(store: Store, name: str) -> None:
    with (
        pytest.raises(ArchiveError, match="is not a name for an archive – use small letters"),
        store.adding(name),
    ):
        pass
    assert not store.folder.exists()


def test_a_name_that_is_taken_is_refused(archive: Archive, store: Store) -> None:
    assert archive.facts.name in store
    with pytest.raises(ArchiveError, match="is there already"), store.adding("file"):
        pass


def test_the_quicker_of_two_imports_has_the_name(store: Store) -> None:
    def slower() -> None:
        with store.adding("a") as slow, store.adding("a") as quick:
            (quick / FACTS).write_text("quick")
            (slow / FACTS).write_text("slow")

    with pytest.raises(ArchiveError, match="is there already"):
        slower()

    assert (store.folder / "a" / FACTS).read_text() == "quick"
    assert [path.name for path in store.folder.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("GEDEvent_v25_1.csv", "gedevent-v25-1"),
        ("…….csv", "archive"),
        ("a" * 99 + ".csv", "a" * NAME_MAX),
    ],
)
def test_names_of_archives_come_from_their_files(file: str, name: str) -> None:
    assert name_of(Path(file)) == name


def test_the_store_is_in_the_readers_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KASHMIR_MAP_ARCHIVES", raising=False)

    assert Store.of_reader().folder.parts[-2:] == ("kashmir-map", "archives")
