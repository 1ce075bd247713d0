"""Tabs of the browser, and the map's frame in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.guard import Guard

# A machine with two cores may run other things beside the tests.
WAIT_MILLISECONDS = 20_000

MAP_FRAME = 'iframe[data-testid="stCustomComponentV1"]'


class OpenPage:
    """Opens tabs, each in a browser context of its own: nothing is shared or remembered."""

    def __init__(self, browser: Browser, guard: Guard, *, folder: Path) -> None:
        self._browser = browser
        self._guard = guard
        self._folder = folder
        self._pages: list[Page] = []

    def __call__(
        self,
        *,
        width: int = 1440,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        reduced_motion: Literal["no-preference", "reduce"] = "no-preference",
        timezone: str = "Asia/Kolkata",
        touch: bool = False,
    ) -> Page:
        """
        Open an empty tab.

        Parameters
        ----------
        width, height
            Size of the page in CSS pixels.
        color_scheme, reduced_motion
            What the reader's system asks for.
        timezone
            IANA name of the time zone of the reader's computer.
        touch
            Whether the reader has a touch screen.
        """
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            reduced_motion=reduced_motion,
            timezone_id=timezone,
            has_touch=touch,
            locale="en-GB",
        )
        context.set_default_timeout(WAIT_MILLISECONDS)
        self._guard.watch(context)
        page = context.new_page()
        self._pages.append(page)
        return page

    def photograph(self) -> Iterator[str]:
        """Store a picture of each tab in the folder, and say where."""
        for number, page in enumerate(self._pages):
            path = self._folder / f"tab-{number}.png"
            try:
                page.screenshot(path=path)
            except PlaywrightError as error:
                yield f"{page.url}: no picture ({error.message.splitlines()[0]})"
            else:
                yield f"{page.url}: {path}"

    def close(self) -> None:
        """Close all tabs."""
        for page in self._pages:
            page.context.close()


def map_frame(page: Page) -> Frame:
    """Wait for the frame in which streamlit-folium draws the map, and return it."""
    frame = page.locator(MAP_FRAME).element_handle().content_frame()
    assert frame is not None
    frame.wait_for_load_state()
    return frame
