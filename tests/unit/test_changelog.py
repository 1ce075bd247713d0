from pathlib import Path

import pytest

from kashmir_map.catalog import DATA_DIR
from kashmir_map.changelog import data_version


def test_the_version_is_that_of_the_top_entry(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(
        "# What changed\n\n## 10.2.0 – 2027-01-02\n\nText.\n\n## 1.0.0 – 2026-11-24\n",
        encoding="utf-8",
    )
    assert data_version(tmp_path) == "10.2.0"


def test_the_committed_record_has_a_version() -> None:
    assert data_version() == data_version(DATA_DIR)
    assert data_version()[0].isdigit()


@pytest.mark.parametrize("text", ["", "# 1.0.0\n", "## 1.0 – 2026-11-24\n", "## 1.0.0 - soon\n"])
def test_a_changelog_without_a_version_says_what_to_write(tmp_path: Path, text: str) -> None:
    (tmp_path / "CHANGELOG.md").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"names no version – begin an entry with “## 1\.0\.0"):
        data_version(tmp_path)


def test_a_missing_changelog_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^CHANGELOG\.md cannot be read"):
        data_version(tmp_path)
