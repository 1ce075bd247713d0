"""A record that is not in order is told in a sentence, never by a traceback."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import DATA_DIR
from tests.pages.views import View, view

Visit = Callable[..., View]


def told(shown: View) -> tuple[str, str]:
    """Return the sentence and the list below it; there must be one of each, and nothing else."""
    app = shown.app
    assert not app.exception
    assert shown.parts == {}
    (sentence,) = (error.value for error in app.error)
    (problems,) = (code.value for code in app.code)
    assert not re.search(r"Traceback|Error\b.*line \d+", sentence + problems)
    return sentence, problems


def test_a_value_that_cannot_be_is_named_by_file_row_and_column(visit: Visit, data: Path) -> None:
    path = data / "events.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    row = next(place for place, line in enumerate(lines) if ",34.003," in line)
    lines[row] = lines[row].replace(",34.003,", ",341.2,", 1)
    path.write_bytes("".join(lines).encode())

    sentence, problems = told(visit())

    assert sentence.startswith("The record cannot be shown: 1 problem in its files.")
    assert "kashmir-map check" in sentence
    assert re.fullmatch(r"events\.csv:row \d+:latitude: 341\.2 .+", problems)
    assert str(data) not in sentence + problems


@pytest.mark.parametrize("file", ["citations.csv", "periods.yaml", "articles.csv"])
def test_a_missing_file_is_named(file: str, visit: Visit, data: Path) -> None:
    (data / file).unlink()

    sentence, problems = told(visit())

    assert sentence.startswith("The record cannot be shown: ")
    assert file in problems.splitlines()[0]
    assert "is not there" in problems


def test_a_folder_that_is_not_there_is_named(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KASHMIR_MAP_DATA", str(tmp_path / "nowhere"))

    sentence, problems = told(visit())

    assert "1 problem" in sentence
    assert "is not a folder" in problems


def test_more_problems_than_anyone_reads_are_counted_and_cut(visit: Visit, data: Path) -> None:
    path = data / "events.csv"
    path.write_bytes(path.read_bytes().replace(b",published,", b",printed,"))

    sentence, problems = told(visit())

    assert re.search(r"[3-9]\d\d problems", sentence)
    assert len(problems.splitlines()) == 50


@pytest.mark.parametrize(
    "file", ["units.geojson", "lines.geojson", "rivers.geojson", "sources.json"]
)
def test_missing_geography_is_told_in_a_sentence(file: str, visit: Visit, data: Path) -> None:
    (data / "geo" / file).unlink()

    sentence, problems = told(visit())

    assert sentence == "The geography in data/geo cannot be read. Restore it from the repository."
    assert file in problems


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("units.geojson", "not json"),
        ("rivers.geojson", "{}"),
        ("units.geojson", "{}"),
        ("lines.geojson", '{"type": "FeatureCollection", "features": []}'),
        ("sources.json", "{}"),
    ],
)
def test_broken_geography_is_told_in_a_sentence(
    file: str, content: str, visit: Visit, data: Path
) -> None:
    (data / "geo" / file).write_text(content, "utf-8")

    sentence, _ = told(visit())

    assert sentence == "The geography in data/geo cannot be read. Restore it from the repository."


def test_methods_without_their_text_say_so(visit: Visit, data: Path) -> None:
    (data / "README.md").unlink()

    shown = visit("pages/methods.py")

    assert not shown.app.exception
    (error,) = shown.app.error
    assert "data/README.md is missing" in error.value


def test_what_was_repaired_is_read_anew(visit: Visit, data: Path) -> None:
    path = data / "citations.csv"
    content = path.read_bytes()
    path.unlink()
    shown = visit()
    assert shown.app.error

    path.write_bytes(content)
    shown.app.run()

    assert not shown.app.error
    assert view(shown.app).parts["library"]["rows"]


def test_an_edit_of_the_record_shows_at_the_next_visit(visit: Visit, data: Path) -> None:
    title = visit(event="2025-05-10-ceasefire").parts["panel"]["event"]["title"]
    path = data / "events.csv"
    path.write_bytes(path.read_bytes().replace(title.encode(), b"Another headline", 1))

    assert visit(event="2025-05-10-ceasefire").parts["panel"]["event"]["title"] == (
        "Another headline"
    )


def test_two_data_folders_are_not_mixed_up(
    visit: Visit, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"Putin calls Modi", b"A call to Modi", 1))
    event = "2025-05-05-putin-modi-call"

    assert visit(event=event).parts["panel"]["event"]["title"].startswith("A call to Modi")
    monkeypatch.setenv("KASHMIR_MAP_DATA", str(DATA_DIR))
    assert visit(event=event).parts["panel"]["event"]["title"].startswith("Putin calls Modi")
    monkeypatch.setenv("KASHMIR_MAP_DATA", str(data))
    assert visit(event=event).parts["panel"]["event"]["title"].startswith("A call to Modi")


def test_a_record_without_events_is_told_in_a_sentence(visit: Visit, data: Path) -> None:
    for table in ("events", "claims", "citations", "articles", "depictions", "withdrawn"):
        file = data / f"{table}.csv"
        file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    for file in (data / "stories").glob("*.yaml"):
        file.unlink()
    (data / "periods.yaml").write_text("[]\n", "utf-8")

    sentence, listed = told(visit())

    assert sentence.startswith("The record cannot be shown: 1 problem")
    assert "events.csv: holds no published event" in listed
