import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from kashmir_map.catalog import DATA_DIR, TABLES
from kashmir_map.changelog import data_version
from kashmir_map.datapackage import PACKAGE_FILE, package, package_text

Edit = Callable[[str, str, str], None]
Field = dict[str, object]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("asks another computer")

    monkeypatch.setattr("socket.socket.connect", refuse)


@pytest.fixture
def described(folder: Path) -> Path:
    """The small record with its package."""
    shutil.copy(DATA_DIR / "CHANGELOG.md", folder)
    (folder / PACKAGE_FILE).write_text(package_text(folder), encoding="utf-8")
    return folder


def complaints(folder: Path) -> list[tuple[object, ...]]:
    report = frictionless.validate(str(folder / PACKAGE_FILE))
    return [tuple(line) for line in report.flatten(["type", "rowNumber", "fieldName"])]


def column(file: str, name: str) -> Field:
    for resource in package("1.0.0")["resources"]:
        if resource["path"] == file:
            return next(f for f in resource["schema"]["fields"] if f["name"] == name)
    raise KeyError(file)


def test_the_committed_package_is_the_generated_one() -> None:
    assert (DATA_DIR / PACKAGE_FILE).read_text("utf-8") == package_text(DATA_DIR)


def test_every_row_of_the_committed_record_fits_the_package() -> None:
    report = frictionless.validate(str(DATA_DIR / PACKAGE_FILE))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
    assert [task.place for task in report.tasks] == list(TABLES)


def test_the_small_record_fits_the_package(described: Path) -> None:
    assert complaints(described) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("events.csv", ",missile,", ",bombing,", ("constraint-error", 4, "type")),
        ("events.csv", ",34.37,", ",341.2,", ("constraint-error", 4, "latitude")),
        ("events.csv", ",34.37,", ",north,", ("type-error", 4, "latitude")),
        ("events.csv", "The guns stop", "", ("constraint-error", 2, "title")),
        ("events.csv", "2025-05-07T01:05+05:30", "7 May", ("constraint-error", 4, "start")),
        ("events.csv", ",2026-11-23,mt", ",2026-11,mt", ("type-error", 3, "checked")),
        ("events.csv", "second-source", "third-source", ("constraint-error", 2, "not_found")),
        ("events.csv", "dawn-strikes; mt", "dawn-strikes;mt", ("constraint-error", 4, "compared")),
        ("claims.csv", ",26,", ",many,", ("type-error", 2, "low")),
        ("claims.csv", "draft,dawn-strikes", "draft,dawn", ("foreign-key", 4, None)),
        ("articles.csv", ",false,", ",no,", ("type-error", 2, "title_is_description")),
        ("articles.csv", "RU", "Russia", ("constraint-error", 3, "publisher_country")),
        ("withdrawn.csv", "2025-05-07-strikes", "gone", ("foreign-key", 2, None)),
    ],
)
def test_what_the_models_refuse_the_package_refuses(
    described: Path, edit: Edit, file: str, old: str, new: str, complaint: tuple[object, ...]
) -> None:
    edit(file, old, new)
    assert complaint in complaints(described)


def test_a_column_says_what_its_model_says() -> None:
    assert column("events.csv", "latitude")["constraints"] == {
        "required": True,
        "minimum": -90,
        "maximum": 90,
    }
    kind = column("articles.csv", "kind")
    assert kind["type"] == "string"
    assert "Magazines" not in str(kind["description"])
    assert column("claims.csv", "low")["type"] == "integer"
    assert column("events.csv", "checked")["type"] == "date"
    assert "constraints" not in column("claims.csv", "high")


@pytest.mark.parametrize("name", ["actors", "related", "compared", "not_found"])
def test_a_list_says_what_stands_between_its_items(name: str) -> None:
    assert "separated by “; ”" in str(column("events.csv", name)["description"])


def test_the_package_has_version_licence_and_no_names_of_people() -> None:
    described = package(data_version(DATA_DIR))
    assert described["version"] == data_version(DATA_DIR)
    assert [one["name"] for one in described["licenses"]] == ["CC-BY-4.0"]
    assert described["contributors"] == [{"title": "Kashmir context map", "role": "author"}]
    assert [resource["path"] for resource in described["resources"]] == list(TABLES)
