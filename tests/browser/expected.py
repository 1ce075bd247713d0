"""What the package itself makes of the record: the browser must show the same."""

from functools import cache
from urllib.parse import parse_qsl

from kashmir_map.catalog import Catalog
from kashmir_map.changelog import data_version
from kashmir_map.changes import PARAMETER
from kashmir_map.reading import reading_order
from kashmir_map.selection import Selection


@cache
def record() -> Catalog:
    """Return the record that the app shows."""
    return Catalog.load()


@cache
def order() -> dict[str, int]:
    """Return the place of every event in a list."""
    return reading_order(record())


def opening() -> Selection:
    """Return what the page opens with."""
    return Selection.opening(record())


def selected(link: str) -> Selection:
    """Return the selection that a link (its part from the question mark on) names."""
    return Selection.from_query(dict(parse_qsl(link.lstrip("?"))), record())[0]


def link_of(selection: Selection) -> dict[str, str]:
    """Return the parameters of the address of a page that shows a selection."""
    return selection.to_query() | {PARAMETER: data_version()}


def ids(selection: Selection) -> list[str]:
    """Ids of the events of a selection, in the order of the record."""
    return list(selection.events(record()))
