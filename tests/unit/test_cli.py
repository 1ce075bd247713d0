import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from kashmir_map.baseline import BASELINE_FILE
from kashmir_map.cli import app
from kashmir_map.doubts import DOUBTS

Edit = Callable[[str, str, str], None]


def run(*arguments: str | Path) -> tuple[int, list[str]]:
    """Exit code and lines of `kashmir-map check`."""
    result = CliRunner().invoke(app, ["check", *map(str, arguments)])
    return result.exit_code, result.output.splitlines()


def test_a_record_in_order_is_summed_up(folder: Path) -> None:
    run("--data", folder, "--lower-baseline")
    code, lines = run("--data", folder)
    assert code == 0
    assert lines[0] == (
        "4 events, 3 articles, 3 claims, 5 citations, 1 story, 2 periods; "
        "3 events are published; no problems"
    )
    assert lines[2:5] == [
        "Share of the published events        all   (1)",
        "events                                 3     2",
        "Exact in place                        0%    0%",
    ]
    assert "  (1) Crisis of 2025" in lines
    assert "Articles by country: Not known 1, Pakistan 1, Russia 1" in lines
    assert "Years without events: 1950–2024" in lines


def test_warnings_are_counted_by_rule_beside_the_baseline(folder: Path) -> None:
    run("--data", folder, "--lower-baseline")
    code, lines = run("--data", folder)
    assert code == 0
    assert "8 warnings by rule; the baseline is in brackets" in lines
    (line,) = (line for line in lines if line.startswith("  one-origin"))
    assert line.split(maxsplit=3) == [
        "one-origin",
        "3",
        "(3)",
        "The event rests on the texts of one origin, or on weak sources alone.",
    ]
    assert all(any(line.startswith(f"  {name} ") for line in lines) for name in DOUBTS)


def test_a_rule_without_a_baseline_fails_until_it_has_one(folder: Path) -> None:
    code, lines = run("--data", folder)
    assert code == 1
    words = "one-origin has no baseline yet: look at them, then run check --lower-baseline"
    assert words in lines
    assert run("--data", folder, "--lower-baseline")[0] == 0
    assert run("--data", folder)[0] == 0


def test_more_warnings_than_the_baseline_knows_fail(folder: Path, edit: Edit) -> None:
    run("--data", folder, "--lower-baseline")
    edit("events.csv", "The guns stop", "x" * 71)
    code, lines = run("--data", folder)
    assert code == 1
    assert lines[-1] == (
        "long-titles is above its baseline: look at them with --list-warnings long-titles"
    )
    before = (folder / BASELINE_FILE).read_bytes()
    assert run("--data", folder, "--lower-baseline") == (
        1,
        ["The baseline is only lowered: long-titles has risen."],
    )
    assert (folder / BASELINE_FILE).read_bytes() == before


def test_fewer_warnings_say_how_to_lower_the_baseline(folder: Path, edit: Edit) -> None:
    run("--data", folder, "--lower-baseline")
    edit("articles.csv", "wp-ceasefire,Wikipedia,,", "wp-ceasefire,Wikipedia,US,")
    code, lines = run("--data", folder)
    assert code == 0
    assert lines[-1] == (
        "Fallen: articles-without-country; lower the baseline with check --lower-baseline"
    )
    run("--data", folder, "--lower-baseline")
    assert json.loads((folder / BASELINE_FILE).read_text())["articles-without-country"] == 0


def test_warnings_are_listed_like_problems(folder: Path) -> None:
    code, lines = run("--data", folder, "--list-warnings", "articles-without-date")
    assert (code, lines) == (
        0,
        ["articles.csv:row 4:published: is empty for wp-ceasefire – write it if the page shows it"],
    )
    code, everything = run("--data", folder, "--list-warnings")
    assert code == 0
    assert len(everything) == 8
    assert set(lines) < set(everything)


def test_a_rule_that_is_not_there_is_named(folder: Path) -> None:
    code, lines = run("--data", folder, "--list-warnings", "no-rule")
    assert code == 2
    assert lines[0].startswith('There is no rule "no-rule"; there are not-compared, ')
    assert run("--data", folder, "one-origin") == (
        2,
        ["A rule is named together with --list-warnings."],
    )


def test_an_editorial_problem_is_a_problem(folder: Path, edit: Edit) -> None:
    edit("events.csv", "34.37,73.471,town", "34.3701,73.471,town")
    code, lines = run("--data", folder)
    assert code == 1
    assert lines[0].startswith("events.csv:row 4:latitude: 34.3701 is finer than a place known as")
    assert lines[1:] == ["1 problem"]


def test_a_broken_baseline_is_a_problem(folder: Path) -> None:
    (folder / BASELINE_FILE).write_text("[]")
    code, lines = run("--data", folder)
    assert code == 1
    assert lines[0].startswith("warnings.json: is no list of counts – ")


def test_the_committed_record_passes() -> None:
    code, lines = run()
    assert code == 0, lines[-5:]


def test_the_data_package_is_written(folder: Path) -> None:
    (folder / "CHANGELOG.md").write_text("# Changes\n\n## 2.3.4 – 2026-11-24\n")
    result = CliRunner().invoke(app, ["datapackage", "--data", str(folder)])
    assert (result.exit_code, result.output) == (0, "Wrote datapackage.json.\n")
    assert json.loads((folder / "datapackage.json").read_text())["version"] == "2.3.4"


def test_a_data_package_needs_a_version(folder: Path) -> None:
    result = CliRunner().invoke(app, ["datapackage", "--data", str(folder)])
    assert result.exit_code == 1
    assert result.stderr == "CHANGELOG.md cannot be read – add the file\n"
    assert not (folder / "datapackage.json").exists()


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
