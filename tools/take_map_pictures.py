"""Take pictures of the map alone at four zooms: `uv run python tools/take_map_pictures.py`.

They are for the eye of whoever changed the cartography: light and dark, desktop and phone.
"""

import tempfile
from itertools import product
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Page, sync_playwright

from take_screenshots import ROOT
from tests.browser.chromium import chromium
from tests.browser.server import APP, serving
from tests.browser.tabs import map_frame

FOLDER: Final = ROOT / "docs" / "maps"
SIZES: Final = {"desktop": (1440, 900), "phone": (390, 844)}
THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
# Latitude, longitude and zoom: all of it; the state; the Line of Control around Uri and Poonch.
VIEWS: Final = ((32.0, 75.0, 5), (34.6, 75.6, 7), (34.1, 74.1, 9), (34.07, 73.98, 11))


def picture(page: Page, latitude: float, longitude: float, zoom: int, path: Path) -> None:
    """Set the view, wait until nothing is under way, and store the map's frame."""
    frame = map_frame(page)
    frame.evaluate(
        "([latitude, longitude, zoom]) =>"
        " void eventLayer.map.setView([latitude, longitude], zoom, {animate: false})",
        [latitude, longitude, zoom],
    )
    page.wait_for_load_state("networkidle")
    frame.evaluate("() => new Promise((done) => setTimeout(done, 400))")  # names are placed last
    frame.locator("body").screenshot(path=path, type="jpeg", quality=82)


def main() -> None:
    """Start the app and take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(APP, folder=Path(scratch)) as server,
        sync_playwright() as playwright,
    ):
        executable = chromium(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for (size, (width, height)), theme in product(SIZES.items(), THEMES):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme
            )
            page = context.new_page()
            page.goto(server.url)
            page.get_by_text("on this map").first.wait_for(timeout=60_000)
            frame = map_frame(page)
            frame.wait_for_function("window.eventLayer && eventLayer.visible().length > 0")
            page.evaluate("document.fonts.ready")
            for latitude, longitude, zoom in VIEWS:
                path = FOLDER / f"{size}-{theme}-zoom-{zoom}.jpg"
                picture(page, latitude, longitude, zoom, path)
                print(path)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
