"""Pages without a browser: the app as it is, or with a copy of its record to break."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kashmir_map.archives.store import FOLDER_VARIABLE
from kashmir_map.catalog import DATA_DIR
from kashmir_map.ui import record
from tests.pages.views import View, view

ROOT = Path(__file__).parents[2]
SECONDS = 120  # the first run loads everything, on a machine that may be busy


@pytest.fixture(autouse=True)
def _the_committed_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says, a test that does not ask for a copy sees `data/`."""
    monkeypatch.delenv("KASHMIR_MAP_DATA", raising=False)


@pytest.fixture(autouse=True)
def _nobodys_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever archives there are on this computer, a test sees and touches none of them."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "store"))


@pytest.fixture
def visit() -> Callable[..., View]:
    """Open a page with the parameters of a link."""

    def open_page(script: str = "app.py", **query: str) -> View:
        app = AppTest.from_file(str(ROOT / script), default_timeout=SECONDS)
        for name, value in query.items():
            app.query_params[name.rstrip("_")] = value  # "from" is a word of Python's
        return view(app.run())

    return open_page


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copy of the record that the app shows instead, and forgets afterwards."""
    folder = Path(shutil.copytree(DATA_DIR, tmp_path / "data"))
    monkeypatch.setenv("KASHMIR_MAP_DATA", str(folder))
    record._load.clear()
    yield folder
    record._load.clear()
