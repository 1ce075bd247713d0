"""An empty store, and a way to import into it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kashmir_map.archives.archive import Archive
from kashmir_map.archives.importer import Wishes, import_file
from kashmir_map.archives.store import FOLDER_VARIABLE, Store
from kashmir_map.errors import ArchiveError
from kashmir_map.regions import Box
from tests.unit.archives.samples import write

BOX = Box(64, 22.5, 88, 40)

Rows = Callable[..., list[dict[str, Any]]]
Refused = Callable[..., list[str]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Store in a folder that does not exist yet; also that of the command line."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "store"))
    return Store(tmp_path / "store")


@pytest.fixture
def taken(store: Store, tmp_path: Path) -> Rows:
    """Import rows, or a file of them, and return what the archive holds."""

    def take(rows: Path | Iterable[dict[str, str]], **wishes: Any) -> list[dict[str, Any]]:  # noqa: ANN401
        path = rows if isinstance(rows, Path) else write(tmp_path / "file.csv", rows)
        done = import_file(path, store, "", BOX, Wishes(**wishes))
        archive = Archive(store.folder / done.facts.name)
        return list(archive.frame().reset_index().to_dict("records"))

    return take


@pytest.fixture
def refused(store: Store, taken: Rows) -> Refused:
    """Import what cannot be imported, and return what is said; the store stays empty."""

    def refuse(rows: Path | Iterable[dict[str, str]], **wishes: Any) -> list[str]:  # noqa: ANN401
        with pytest.raises(ArchiveError) as caught:
            taken(rows, **wishes)
        assert not store.names()
        assert not store.folder.exists() or not list(store.folder.iterdir())
        return [str(problem) for problem in caught.value.problems]

    return refuse
