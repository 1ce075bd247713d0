import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from kashmir_map.cli import app

Edit = Callable[[str, str, str], None]


def test_a_record_in_order_is_summed_up(folder: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--data", str(folder)])
    assert result.exit_code == 0
    assert result.output == (
        "4 events, 3 articles, 3 claims, 5 citations, 1 story, 2 periods; "
        "3 events are published; no problems\n"
    )


def test_problems_are_listed_one_a_line_and_counted(folder: Path, edit: Edit) -> None:
    edit("events.csv", "34.37", "341.2")
    edit("claims.csv", ",3,5,", ",5,3,")
    result = CliRunner().invoke(app, ["check", "--data", str(folder)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "claims.csv:row 4:low: 5 is above high, 3 – swap the two",
        "events.csv:row 4:latitude: 341.2 is outside −90 … 90 – write decimal degrees",
        "2 problems",
    ]


def test_one_problem_is_one_problem(folder: Path, edit: Edit) -> None:
    edit("events.csv", "34.37", "341.2")
    result = CliRunner().invoke(app, ["check", "--data", str(folder)])
    assert result.stdout.endswith("\n1 problem\n")


def test_more_problems_than_an_error_shows_are_all_listed(folder: Path) -> None:
    text = (folder / "citations.csv").read_text()
    (folder / "citations.csv").write_text(text + "x,y\n" * 50)
    result = CliRunner().invoke(app, ["check", "--data", str(folder)])
    assert result.stdout.count("is not the id of any event") == 50


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--data", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert result.output == f"There is no folder {str(tmp_path / 'nowhere')!r}.\n"


def test_a_terminal_without_unicode_shows_no_traceback(folder: Path, edit: Edit) -> None:
    edit("events.csv", "34.37", "341.2")
    result = subprocess.run(
        [sys.executable, "-m", "kashmir_map.cli", "check", "--data", str(folder)],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        check=False,
        capture_output=True,
    )
    assert result.returncode == 1
    assert b"is outside \\u221290 \\u2026 90" in result.stdout
    assert result.stderr == b""


def test_a_place_is_found_by_another_spelling() -> None:
    result = CliRunner().invoke(app, ["place", "teetwal"])
    assert result.exit_code == 0
    first = result.output.split("\n\n")[0].splitlines()
    assert first[0] == "Tithwal – village, Jammu and Kashmir"
    assert first[1].startswith("  also ٹیٹوال, टीटवाल, Teetwal")
    assert first[2:4] == ["  34.3950 73.7750", "  0.2 km from the Line of Control"]
    assert first[4].startswith("  source: ")


def test_places_are_answered_in_json() -> None:
    result = CliRunner().invoke(app, ["place", "اڑی", "--json"])
    assert result.exit_code == 0
    first = json.loads(result.stdout)[0]
    assert first["id"] == "uri"
    assert first["unit"] == "Jammu and Kashmir"
    assert first["local"] == {"ur": "اڑی", "hi": "उरी"}
    assert first["score"] == 100


def test_that_no_place_is_near_is_said_in_one_sentence() -> None:
    result = CliRunner().invoke(app, ["place", "xq\x1bzjw"])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == 'No place has a name like "xq\\x1bzjw".\n'
    assert CliRunner().invoke(app, ["place", "xqzjw", "--json"]).stdout == "[]\n"
