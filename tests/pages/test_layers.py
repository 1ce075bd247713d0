"""Archives on the map page without a browser: damaged ones, and what a browser may ask."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kashmir_map.archives.importer import EVENTS, Wishes, import_file
from kashmir_map.archives.store import Store
from kashmir_map.regions import Box
from kashmir_map.ui import archive_layers
from tests.pages.views import View
from tests.unit.archives.samples import UCDP_ROW, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The reader's store with one archive of two events."""
    store = Store.of_reader()
    rows = [UCDP_ROW, UCDP_ROW | {"id": "2", "date_start": "2001-09-30 00:00:00.000"}]
    import_file(write(tmp_path / "two.csv", rows), store, "", Box(64, 22.5, 88, 40), Wishes())
    return store


def test_a_damaged_archive_is_said_and_the_map_stays(
    store: Store, visit: Callable[..., View]
) -> None:
    (store.folder / "two" / EVENTS).write_bytes(b"no parquet")

    app = visit(archives="two").app

    assert [one.value for one in app.warning] == [
        "The archive “two” is damaged. Remove it and import it again."
    ]
    assert not app.exception


def test_what_a_click_meant_is_told_by_its_positions(store: Store) -> None:
    assert "two" in store

    told = archive_layers.rows({"archive": "two", "positions": [1, 0], "total": 2})

    assert told is not None
    assert [row["id"] for row in told["rows"]] == ["1", "2"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"archive": "none", "positions": [0], "total": 1},
        {"archive": "../two", "positions": [0], "total": 1},
        {"archive": ["two"], "positions": [0], "total": 1},
        {"archive": "two", "positions": "0", "total": 1},
        {"archive": "two", "positions": [None, "0", float("nan"), float("inf")], "total": "many"},
        {"archive": "two", "positions": [99, -1], "total": 2},
    ],
)
def test_nothing_is_told_of_what_makes_no_sense(store: Store, asked: dict[str, Any]) -> None:
    assert "two" in store

    assert archive_layers.rows(asked) is None
