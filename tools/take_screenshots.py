"""Take the README's pictures from the real app: `uv run python tools/take_screenshots.py`."""

import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import chromium  # noqa: E402 (found beside this folder)
from tests.browser.server import APP, serving  # noqa: E402
from tests.browser.tabs import map_frame  # noqa: E402

FOLDER = Path(__file__).with_name("screenshots")
STRIKES = "?from=2025-05-07&to=2025-05-10&period=crisis-2025"


class Shot(NamedTuple):
    """One picture: its file, its link, the size of the window in px, the theme."""

    name: str
    link: str
    width: int
    height: int
    theme: Literal["light", "dark"]


SHOTS = (
    Shot("map-light", "", 1440, 900, "light"),
    Shot("map-dark", STRIKES, 1440, 900, "dark"),
    Shot("event-light", f"{STRIKES}&event=2025-05-07-operation-sindoor", 1440, 900, "light"),
    Shot("phone-light", "", 390, 844, "light"),
)


def main() -> None:
    """Start the app, take every picture, write it beside this script."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(APP, folder=Path(scratch)) as server,
        sync_playwright() as playwright,
    ):
        executable = chromium(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for shot in SHOTS:
            context = browser.new_context(
                viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.theme
            )
            page = context.new_page()
            page.goto(f"{server.url}/{shot.link}")
            page.locator(".panel > *").first.wait_for(timeout=60_000)
            frame = map_frame(page)
            frame.wait_for_function("window.eventLayer && eventLayer.visible().length > 0")
            frame.wait_for_function("document.querySelector('.outside button') !== null")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=FOLDER / f"{shot.name}.png")
            print(FOLDER / f"{shot.name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
