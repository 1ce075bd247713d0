"""The data dictionary says what the models and vocabularies say; nothing is left out of it."""

import re
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from kashmir_map import vocabulary
from kashmir_map.catalog import DATA_DIR, TABLES, Catalog
from kashmir_map.snapshot import UNTOLD, Trace
from kashmir_map.vocabulary import FAMILIES, FAMILY_NAMES, LOCATION_PRECISIONS, TYPES

README = (DATA_DIR / "README.md").read_text("utf-8")

DEFINITIONS: dict[str, Mapping[Any, str]] = {
    "kind": vocabulary.KINDS,
    "date_precision": vocabulary.DATE_PRECISIONS,
    "confidence": vocabulary.CONFIDENCES,
    "side": vocabulary.SIDES,
    "claimant": vocabulary.CLAIMANTS,
    "who": vocabulary.COUNTED,
    "not_found": vocabulary.MISSING,
    "drawn_as, for a unit": {word: said for word, (_, said) in vocabulary.TINTS.items() if said},
    "drawn_as, for a line": {
        word: said for word, (_, said) in vocabulary.LINE_STATUSES.items() if said
    },
}


def table(head: str) -> list[tuple[str, ...]]:
    """Cells of the rows under the only table whose first column has this heading."""
    found = re.findall(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert len(found) == 1, head
    return [tuple(row.strip("| ").split(" | ")) for row in found[0].splitlines()]


@pytest.mark.parametrize("file", TABLES)
def test_every_column_of_a_table_is_explained_in_its_order(file: str) -> None:
    section = re.search(
        rf"^### {re.escape(file)}: .*\n\n\| column \|.*\n.*\n((?:\|.*\n)+)", README, re.MULTILINE
    )
    assert section, file
    columns = [row.strip("| ").split(" | ")[0] for row in section[1].splitlines()]
    assert columns == list(TABLES[file].columns())


@pytest.mark.parametrize("head", DEFINITIONS)
def test_every_word_of_a_vocabulary_is_defined_as_the_models_define_it(head: str) -> None:
    assert table(head) == list(DEFINITIONS[head].items())


def test_every_type_is_defined_beside_its_family() -> None:
    assert table("family") == [
        (FAMILY_NAMES[family], kind, TYPES[kind])
        for family, kinds in FAMILIES.items()
        for kind in kinds
    ]


def test_every_precision_of_a_place_has_its_decimals() -> None:
    assert table("location_precision") == [
        (word, said, str(decimals)) for word, (said, decimals) in LOCATION_PRECISIONS.items()
    ]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("subject", vocabulary.Subject),
        ("stance", vocabulary.Stance),
        ("status", vocabulary.Status),
    ],
)
def test_words_without_a_definition_are_listed(column: str, words: object) -> None:
    rows = re.findall(rf"^\| {column} \| (.*) \|$", README, re.MULTILINE)
    assert any(all(f"`{word}`" in row for word in get_args(words)) for row in rows)


def test_every_perspective_is_told_with_what_it_cites() -> None:
    catalog = Catalog.load()
    section = README.partition("\n## Boundaries")[2].partition("\n## ")[0]
    for perspective in catalog.perspectives:
        told = next(line for line in section.splitlines() if f"**{perspective.title}.**" in line)
        assert perspective.summary.partition(". ")[0] in told
        sources = catalog.depictions[catalog.depictions["perspective"] == perspective.id]["source"]
        for article in set(sources) & set(catalog.articles.index):
            assert str(catalog.articles.loc[article, "publisher"]) in told
    assert "no legal advice" in section


@pytest.mark.parametrize(
    "words", ["Criminal Law Amendment Act, 1961, section 2", "amended in 2020", "China requires"]
)
def test_the_law_on_maps_is_named(words: str) -> None:
    assert words in README


def test_the_licence_names_every_file_of_the_record() -> None:
    licence = (DATA_DIR / "LICENSE.md").read_text("utf-8")
    files = {path.name for path in DATA_DIR.iterdir() if path.is_file()} - {"LICENSE.md"}
    assert {name for name in files if f"`{name}`" not in licence} == set()


def test_every_column_of_a_snapshot_is_explained() -> None:
    assert [column for column, _ in table("column of a snapshot")] == list(Trace.columns())
    for column in UNTOLD:
        assert f"`{column}`" in README.partition("### snapshots/")[2].partition("\n## ")[0]
