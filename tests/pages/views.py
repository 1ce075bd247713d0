"""What a page without a browser was sent, read by Streamlit's own test client."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block


class View(NamedTuple):
    """A page as it was sent: the test client, and the data of our components by name."""

    app: AppTest
    parts: dict[str, Any]


def view(app: AppTest) -> View:
    """Read what a page was sent; our components hold their data as JSON."""
    parts = {
        element.proto.component_name.removeprefix("kashmir_map_"): json.loads(element.proto.json)
        for element in elements(app.main)
        if element.type == "bidi_component"
    }
    return View(app, parts)


def elements(block: Block) -> Iterator[Any]:
    """Every element of a page, however deep its containers stand."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from elements(child)
        else:
            yield child
