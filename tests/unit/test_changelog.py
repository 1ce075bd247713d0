from pathlib import Path

import pytest

from kashmir_map.catalog import DATA_DIR
from kashmir_map.changelog import Release, data_version, releases, version_number


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


def test_every_version_is_told_in_plain_lines(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(
        "# What changed\n\n## 1.1.0 – 2027-01-02\n\nOne paragraph\nof two lines.\n\n"
        "- **Bold** words.\n- A `file`,\n  gone on.\n\n## 1.0.0 – 2026-11-24\n",
        encoding="utf-8",
    )
    assert releases(tmp_path) == (
        Release(
            "1.1.0",
            "2027-01-02",
            ("One paragraph of two lines.", "Bold words.", "A file, gone on."),
        ),
        Release("1.0.0", "2026-11-24", ()),
    )


def test_versions_are_ordered_by_their_numbers() -> None:
    assert version_number("1.10.0") > version_number("1.9.12")  # type: ignore[operator]
    assert version_number("1.0") is None
    assert version_number("1.0.0\n") is None
