"""Order of the tests: what is quick to tell comes first, the browser last."""

from pathlib import Path

import pytest

# Also because Playwright's event loop stays in the main thread once it runs, where the tests of
# the pages want one of their own.
_LAST = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _LAST in item.path.parents)
