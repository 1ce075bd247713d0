"""What is shown of a file before it is imported; nothing of it is kept."""

import json
from pathlib import Path

import pytest

from kashmir_map.archives.importer import Wishes, import_file
from kashmir_map.archives.preview import CELL_SHOWN, ROWS_SAMPLED, ROWS_TRIED, look, try_out
from kashmir_map.archives.store import Store
from kashmir_map.archives.table import Reading
from kashmir_map.errors import ArchiveError
from tests.unit.archives.conftest import BOX
from tests.unit.archives.samples import ACLED_ROW, TABLE_ROW, UCDP_ROW, write

FEATURE = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [74.8, 34.1]},
    "properties": {"date": "1999-05", "name": "An event"},
}


@pytest.fixture
def geojson(tmp_path: Path) -> Path:
    path = tmp_path / "points.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [FEATURE]}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "kind"), [(UCDP_ROW, "ucdp"), (ACLED_ROW, "acled"), (TABLE_ROW, "csv")]
)
def test_a_file_is_known_by_its_columns(
    store: Store, tmp_path: Path, row: dict[str, str], kind: str
) -> None:
    assert look(write(tmp_path / "a.csv", [row]), None, store.folder).kind == kind


def test_points_of_features_are_columns(store: Store, geojson: Path) -> None:
    seen = look(geojson, None, store.folder)

    assert seen.kind == "geojson"
    assert seen.reading.columns["latitude"] == "geometry (latitude)"
    assert seen.sample["geometry (latitude)"] == ("34.1",)
    trial = try_out(geojson, BOX, Wishes(kind="geojson", reading=seen.reading))
    assert trial.rows["longitude"].to_pylist() == [74.8]


def test_a_sample_is_short_whatever_the_cells_hold(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [TABLE_ROW | {"name": "x" * 500}] * 20)
    path.write_bytes(path.read_bytes().replace(b"An event", b"\xff\xfe"))

    seen = look(path, None, store.folder)

    assert len(seen.sample["name"]) == ROWS_SAMPLED
    assert seen.sample["name"][0] == "x" * (CELL_SHOWN - 1) + "…"


def test_a_cell_that_is_no_text_is_shown_all_the_same(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [TABLE_ROW])
    path.write_bytes(path.read_bytes().replace(b"An event", b"A \xff"))

    assert look(path, None, store.folder).sample["name"] == ("A �",)


def test_the_words_of_a_column_are_ranked(store: Store, tmp_path: Path) -> None:
    rows = [TABLE_ROW | {"type": kind} for kind in ("Raid", "bombing", "raid", "")]

    assert look(write(tmp_path / "a.csv", rows), None, store.folder).words["type"] == (
        "raid",
        "bombing",
    )


def test_what_was_said_of_such_a_table_is_proposed_again(store: Store, tmp_path: Path) -> None:
    said = Reading({"notes": "name", "title": ""}, {"raid": "attack"})
    path = write(tmp_path / "a.csv", [TABLE_ROW | {"type": "raid"}])
    import_file(path, store, "", BOX, Wishes(reading=said))

    seen = look(write(tmp_path / "b.csv", [TABLE_ROW]), None, store.folder)

    assert (seen.reading.columns["notes"], seen.reading.columns["title"]) == ("name", "")
    assert seen.reading.columns["start"] == "date"
    assert seen.reading.types == {"raid": "attack"}


def test_the_first_rows_are_read_as_an_import_would(store: Store, tmp_path: Path) -> None:
    away = UCDP_ROW | {"id": "2", "latitude": "-3"}
    bad = UCDP_ROW | {"id": "3", "best": "many"}
    path = write(tmp_path / "a.csv", [UCDP_ROW, away, bad, UCDP_ROW])

    trial = try_out(path, BOX, Wishes(kind="ucdp"))

    assert (trial.tally.read, trial.tally.kept, trial.tally.outside) == (4, 1, 1)
    assert trial.refused == 2
    assert [(one.row, one.column, one.value, one.rule) for one in trial.problems] == [
        (4, "best", "many", "is not a whole number"),
        (5, "id", "1", "is the id of row 2 already"),
    ]
    assert trial.rows["place"].to_pylist() == ["Srinagar town"]
    assert not store.folder.exists()


def test_no_more_than_the_first_rows_are_tried(tmp_path: Path) -> None:
    rows = [UCDP_ROW | {"id": str(number)} for number in range(ROWS_TRIED + 5)]

    trial = try_out(write(tmp_path / "a.csv", rows), BOX, Wishes(kind="ucdp"))

    assert trial.tally.read == ROWS_TRIED


def test_a_beginning_outside_the_map_leaves_nothing_to_show(tmp_path: Path) -> None:
    trial = try_out(write(tmp_path / "a.csv", [UCDP_ROW | {"latitude": "-3"}]), BOX, Wishes())

    assert trial.rows.num_rows == 0
    assert trial.tally.outside == 1


def test_a_file_that_is_no_table_says_so(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(ArchiveError, match="is a ZIP archive or a workbook"):
        look(path, None, store.folder)
