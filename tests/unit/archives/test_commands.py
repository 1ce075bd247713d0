"""The words of the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kashmir_map.archives import commands
from kashmir_map.archives.store import Store
from kashmir_map.cli import app
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW, write


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_an_import_says_what_it_took_and_what_not(store: Store, tmp_path: Path) -> None:
    rows = [UCDP_ROW, UCDP_ROW | {"id": "2", "latitude": "0"}, UCDP_ROW | {"id": "3", "best": "x"}]
    path = write(tmp_path / "ged.csv", rows)

    result = run("import", path, "--accept-rest", "--name", "mine")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Read as UCDP Georeferenced Event Dataset.",
        "Imported 1 row of 3 as “mine”.",
        "  1 row outside the map: left out (--keep-outside keeps them).",
        "1 row refused:",
        '  ged.csv:row 4:best: "x" is not a whole number – write digits only',
        f"  All of them: {store.folder / 'mine' / 'refused.csv'}",
    ]


def test_a_refused_import_says_what_to_do(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW | {"best": "x"}])

    result = run("import", path)

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-4:] == [
        "1 row refused:",
        '  ged.csv:row 2:best: "x" is not a whole number – write digits only',
        f"All of them: {tmp_path / 'ged.refused.csv'}",
        "Nothing was imported. Mend the rows, or --accept-rest takes the others.",
    ]
    assert not store.names()


def test_a_table_shows_how_its_columns_are_read(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", [TABLE_ROW | {"type": "Bombing", "memo": "words"}])

    result = run(
        *("import", path, "--column", "notes=memo", "--type", "Bombing=attack"),
        *("--licence", "CC0", "--attribution", "Me"),
    )

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Read as own.csv.",
        "  latitude ← lat",
        "  longitude ← lon",
        "  start ← date",
        "  type ← type",
        "  title ← name",
        "  notes ← memo",
        "  To correct it: --column latitude=NAME, or --column notes= to leave one out.",
        "  Note: no column says how exact a point is: each is taken as a town.",
        "Imported 1 row of 1 as “own”.",
    ]
    facts = store.open("own").facts
    assert (facts.licence, facts.attribution) == ("CC0", "Me")


def test_what_an_archive_lacks_is_said(store: Store, tmp_path: Path) -> None:
    row = {name: cell for name, cell in UCDP_ROW.items() if name != "source_headline"}

    result = run("import", write(tmp_path / "ged.csv", [row]))

    assert "  Not in this file, so left empty: source_headline." in result.stdout.splitlines()
    assert store.names() == ["ged"]


@pytest.mark.parametrize("option", ["--column", "--type"])
def test_half_a_pair_is_refused(store: Store, tmp_path: Path, option: str) -> None:
    result = run("import", write(tmp_path / "own.csv", [TABLE_ROW]), option, "latitude")

    assert result.exit_code == 2
    assert result.stderr == f"{option} 'latitude' is not two names with “=” between them.\n"
    assert not store.folder.exists()


def test_a_file_that_is_not_there_is_said(store: Store, tmp_path: Path) -> None:
    result = run("import", tmp_path / "nowhere.csv")

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "nowhere.csv: No such file or directory."
    assert not store.names()


def test_archives_are_listed_and_removed(store: Store, tmp_path: Path) -> None:
    assert run("archives").stdout == "There are no archives: kashmir-map import FILE brings one.\n"
    run("import", write(tmp_path / "ged.csv", [UCDP_ROW]))

    listed = run("archives").stdout.splitlines()
    facts = json.loads(run("archives", "--json").stdout)

    assert listed[0] == "ged: 1 event, UCDP Georeferenced Event Dataset"
    assert listed[1].startswith("  from ged.csv, 20")
    assert facts[0]["rows_kept"] == 1
    assert run("archives", "remove", "ged").stdout == "Removed ged.\n"
    assert not store.names()
    assert run("archives", "remove", "ged").exit_code == 1


def test_a_damaged_archive_hides_no_other(store: Store, tmp_path: Path) -> None:
    run("import", write(tmp_path / "one.csv", [UCDP_ROW]))
    run("import", write(tmp_path / "two.csv", [UCDP_ROW]))
    (store.folder / "one" / "archive.json").write_text("{")

    result = run("archives")

    assert result.stdout.startswith("two: ")
    assert result.stderr.startswith("one/archive.json: cannot be read")


def test_a_cancelled_import_leaves_the_store_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def cancelled(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "import_file", cancelled)

    result = run("import", write(tmp_path / "ged.csv", [UCDP_ROW]))

    assert result.exit_code == commands.CANCELLED
    assert result.stderr.endswith("Cancelled; the store is as it was.\n")
    assert not store.names()


INTERRUPTED = """
import os, signal
from kashmir_map.archives import importer, sources
from kashmir_map.cli import app
{where}_before = {where}
def interrupted(*arguments):
    os.kill(os.getpid(), signal.SIGINT)
    return {where}_before(*arguments)
{where} = interrupted
app()
"""


@pytest.mark.parametrize("where", ["importer.write_part", "sources.Gauge.read"])
def test_an_interrupt_from_the_keyboard_is_such_a_cancellation(
    store: Store, tmp_path: Path, where: str
) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW | {"id": str(n)} for n in range(1000)])
    script = INTERRUPTED.format(where=where)

    done = subprocess.run(
        [sys.executable, "-c", script, "import", path], check=False, capture_output=True, text=True
    )

    assert done.stderr.endswith("Cancelled; the store is as it was.\n")
    assert done.returncode == commands.CANCELLED
    assert not list(store.folder.iterdir())
