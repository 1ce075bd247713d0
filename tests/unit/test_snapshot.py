from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kashmir_map.catalog import DATA_DIR, Catalog
from kashmir_map.changelog import data_version
from kashmir_map.cli import app
from kashmir_map.errors import CatalogError
from kashmir_map.snapshot import (
    SNAPSHOTS_FOLDER,
    read_snapshot,
    snapshot_of,
    snapshot_problems,
    write_snapshot,
)

Edit = Callable[[str, str, str], None]

CEASEFIRE = ("event", "1949-01-01-ceasefire")
STRIKES = ("event", "2025-05-07-strikes")
RESTRAINT = ("event", "2025-05-07-restraint")
STORY = ("story", "four-days")


@pytest.fixture
def versioned(folder: Path) -> Path:
    """Folder of the small record with a version and its snapshot."""
    (folder / "CHANGELOG.md").write_text("## 1.0.0 – 2026-11-24\n\nFirst.\n", encoding="utf-8")
    write_snapshot(folder, Catalog.load(folder))
    return folder


def hashes(folder: Path) -> dict[tuple[str, str], str]:
    return {key: trace.hash for key, trace in snapshot_of(Catalog.load(folder)).items()}


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    return result.exit_code, result.output


def test_the_snapshot_of_the_current_version_agrees_with_the_committed_record() -> None:
    """After a change of the data: raise the version, or renew an unpublished one.

    The command is `kashmir-map snapshot`, with `--renew` while the version is not published.
    """
    assert snapshot_problems(DATA_DIR, Catalog.load()) == []
    assert read_snapshot(DATA_DIR, data_version()) is not None


def test_a_snapshot_comes_back_as_it_was_written(versioned: Path) -> None:
    kept = read_snapshot(versioned, "1.0.0")

    assert kept == snapshot_of(Catalog.load(versioned))
    assert kept is not None
    assert kept.keys() == {CEASEFIRE, STRIKES, RESTRAINT, STORY}  # no draft
    assert (kept[CEASEFIRE].title, kept[CEASEFIRE].start) == ("The guns stop", "1949-01-01")
    assert (kept[STORY].start, kept[STORY].end) == ("2025-05-07", "2025-05-10")
    lines = (versioned / SNAPSHOTS_FOLDER / "1.0.0.csv").read_text("utf-8").splitlines()
    assert lines[0] == "kind,id,start,end,title,hash"
    assert lines[1:] == sorted(lines[1:])


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("events.csv", "Both armies", "The two armies", {CEASEFIRE}),
        ("events.csv", "33.6,73,town", "33.6,73.1,town", {CEASEFIRE}),
        ("claims.csv", "civilians,26,", "civilians,27,", {STRIKES}),
        ("claims.csv", "no military site was hit", "no army site was hit", {STRIKES}),
        ("stories/four-days.yaml", "It began at night.", "It began.", {STORY}),
        ("citations.csv", "1949-01-01-ceasefire,wp-ceasefire\n", "", {CEASEFIRE}),
    ],
)
def test_whatever_a_reader_is_told_changes_the_hash(
    folder: Path, edit: Edit, file: str, old: str, new: str, changed: set[tuple[str, str]]
) -> None:
    before = hashes(folder)
    edit(file, old, new)
    if file == "citations.csv":
        edit(
            file, "2025-05-07-restraint", "1949-01-01-ceasefire,mt-restraint\n2025-05-07-restraint"
        )

    after = hashes(folder)

    assert {key for key in before if before[key] != after[key]} == changed


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("events.csv", "2026-11-23,mt-restraint", "2026-11-24,mt-restraint"),
        ("articles.csv", "Russia Urges Restraint", "Russia urges restraint"),
        ("events.csv", "Something unchecked", "Something else unchecked"),
    ],
)
def test_what_is_no_news_changes_none(
    folder: Path, edit: Edit, file: str, old: str, new: str
) -> None:
    before = hashes(folder)
    edit(file, old, new)
    assert hashes(folder) == before


def test_the_order_of_rows_changes_no_hash(folder: Path) -> None:
    catalog = Catalog.load(folder)
    turned = Catalog.load(folder)
    object.__setattr__(turned, "claims", catalog.claims.iloc[::-1])
    object.__setattr__(turned, "citations", catalog.citations.iloc[::-1])
    assert snapshot_of(turned) == snapshot_of(catalog)


# ---- the command, and the check ------------------------------------------------------------------


def test_a_published_snapshot_is_not_overwritten_unless_told(versioned: Path, edit: Edit) -> None:
    path = versioned / SNAPSHOTS_FOLDER / "1.0.0.csv"
    before = path.read_bytes()
    assert run("snapshot", "--data", versioned) == (0, "Wrote snapshots/1.0.0.csv.\n")
    edit("events.csv", "The guns stop", "The guns are silent")

    code, output = run("snapshot", "--data", versioned)

    assert code == 1
    assert "begin a new one in CHANGELOG.md" in output
    assert path.read_bytes() == before
    assert run("snapshot", "--data", versioned, "--renew")[0] == 0
    assert b"The guns are silent" in path.read_bytes()


def test_a_new_version_has_a_snapshot_of_its_own(versioned: Path) -> None:
    (versioned / "CHANGELOG.md").write_text("## 1.1.0 – 2026-12-24\n\n## 1.0.0 – 2026-11-24\n")
    assert run("snapshot", "--data", versioned)[0] == 0
    assert {path.name for path in (versioned / SNAPSHOTS_FOLDER).iterdir()} == {
        "1.0.0.csv",
        "1.1.0.csv",
    }


def test_a_record_without_a_version_has_no_snapshot(folder: Path) -> None:
    code, output = run("snapshot", "--data", folder)
    assert code == 1
    assert output.startswith("CHANGELOG.md cannot be read")


def test_check_says_what_to_do_about_a_change_without_a_version(
    versioned: Path, edit: Edit
) -> None:
    run("check", "--data", versioned, "--lower-baseline")
    assert run("check", "--data", versioned)[0] == 0
    edit("events.csv", "The guns stop", "The guns are silent")

    code, output = run("check", "--data", versioned)

    assert code == 1
    assert output.splitlines()[-2] == (
        "snapshots/1.0.0.csv: does not agree with the tables and stories: event "
        "1949-01-01-ceasefire – raise the version in CHANGELOG.md and run `kashmir-map snapshot`; "
        "while 1.0.0 is not published, run `kashmir-map snapshot --renew`"
    )


def test_check_misses_the_snapshot_of_a_new_version(versioned: Path) -> None:
    (versioned / "CHANGELOG.md").write_text("## 1.1.0 – 2026-12-24\n", encoding="utf-8")
    (problem,) = snapshot_problems(versioned, Catalog.load(versioned))
    assert str(problem) == "snapshots/1.1.0.csv: is not there – run `kashmir-map snapshot`"


def test_a_folder_of_somebodys_own_needs_none(folder: Path) -> None:
    assert snapshot_problems(folder, Catalog.load(folder)) == []
    (folder / "CHANGELOG.md").write_text("## 1.0.0 – 2026-11-24\n", encoding="utf-8")
    assert snapshot_problems(folder, Catalog.load(folder)) == []


def test_a_broken_snapshot_is_a_list_of_problems(versioned: Path) -> None:
    path = versioned / SNAPSHOTS_FOLDER / "1.0.0.csv"
    path.write_text(path.read_text("utf-8").replace("1949-01-01,", "soon,"), encoding="utf-8")
    with pytest.raises(CatalogError, match=r"^snapshots/1\.0\.0\.csv:row 2:start"):
        read_snapshot(versioned, "1.0.0")
    assert len(snapshot_problems(versioned, Catalog.load(versioned))) == 1


@pytest.mark.parametrize("version", ["../../events", "1.0", "", "1.0.0/..", "\uff11.0.0"])
def test_only_a_version_names_a_file(folder: Path, version: str) -> None:
    with pytest.raises(ValueError, match="This is no version"):
        read_snapshot(folder, version)
