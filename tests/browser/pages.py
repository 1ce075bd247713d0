"""Every page of the app, opened by its link and waited for: for tests that look at all of them."""

from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.atlas import Atlas
from tests.browser.server import Server
from tests.browser.tabs import WAIT_MILLISECONDS

STRIKES: Final = "2025-05-07-operation-sindoor"
STEP: Final = f"?story=moscow-urges-restraint&event={STRIKES}"

ATLAS: Final = {
    "map": "",
    "map with an event": f"?from=2025-05-07&to=2025-05-10&period=crisis-2025&event={STRIKES}",
    "map with a step of a story": STEP,
    "map with an empty window": "?from=1960-01-01&to=1960-01-02&period=record",
}
"""Links of the map page in its states."""

# Links of the other pages, and what is there once they are drawn.
_OTHERS: Final = {
    "chronology": ("chronology", ".chronology .row"),
    "disagreement": ("disagreement", ".disagreement .body table"),
    "retelling": ("retelling", ".retelling .body [role=table]"),
    "sources": ("sources", ".articles .list > *"),
    "archives": ("archives", ".st-key-archives [data-testid=stFileUploader]"),
    "methods": ("methods", ".st-key-reading h2"),
}

PAGES: Final = (*ATLAS, *_OTHERS)


def visit(page: Page, server: Server, name: str) -> None:
    """Open a page of PAGES and wait until it stands."""
    if name in ATLAS:
        Atlas(page, server).open(ATLAS[name])
        return
    path, sign = _OTHERS[name]
    page.goto(f"{server.url}/{path}")
    expect(page.locator(sign).first).to_be_attached(timeout=3 * WAIT_MILLISECONDS)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
