"""A small record that keeps every rule, for tests to break one rule at a time."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy of the small record in `tests/unit/record`."""
    return Path(shutil.copytree(Path(__file__).parent / "record", tmp_path / "data"))


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str, str], None]:
    """Replace the first occurrence of a text in one file of the copy; it must be there."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_bytes().decode()
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_bytes(text.replace(old, new, 1).encode())

    return replace
