"""Pages without a browser: what the server would send, read by Streamlit's own test client."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from kashmir_map.catalog import DATA_DIR
from kashmir_map.ui import record

ROOT = Path(__file__).parents[2]
SECONDS = 120  # the first run loads everything, on a machine that may be busy


class View(NamedTuple):
    """A page as it was sent: the test client, and the data of our components by name."""

    app: AppTest
    parts: dict[str, Any]


def view(app: AppTest) -> View:
    """Read what a page was sent; our components hold their data as JSON."""
    parts = {
        element.proto.component_name.removeprefix("kashmir_map_"): json.loads(element.proto.json)
        for element in _elements(app.main)
        if element.type == "bidi_component"
    }
    return View(app, parts)


def _elements(block: Block) -> Iterator[Any]:
    for child in block.children.values():
        if isinstance(child, Block):
            yield from _elements(child)
        else:
            yield child


@pytest.fixture(autouse=True)
def _nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees a record that another one loaded."""
    monkeypatch.delenv("KASHMIR_MAP_DATA", raising=False)
    record._load.clear()
    yield
    record._load.clear()


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
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy of the record that the app shows instead."""
    folder = Path(shutil.copytree(DATA_DIR, tmp_path / "data"))
    monkeypatch.setenv("KASHMIR_MAP_DATA", str(folder))
    return folder
