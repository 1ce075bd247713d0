"""The sources page in a browser: nothing is cut off, nothing too small, a search shows less."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.tabs import OpenPage

LEAST_TEXT = 11  # CSS pixels

_OVERFLOW = """() => [document.documentElement, document.body,
    document.querySelector("[data-testid=stMain]"), document.querySelector(".st-key-sources")]
    .map(one => one.scrollWidth - one.clientWidth)"""

_SMALLEST = """element => Math.min(...[...element.querySelectorAll("*")]
    .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize(
    ("width", "height", "theme"), [(1440, 900, "light"), (390, 844, "dark")], ids=["desk", "phone"]
)
def test_the_page_fits_and_can_be_read(
    server: Server, open_page: OpenPage, width: int, height: int, theme: Literal["light", "dark"]
) -> None:
    page = open_page(width=width, height=height, color_scheme=theme, touch=width < 900)
    page.goto(f"{server.url}/sources")

    expect(page.get_by_role("heading", name="What the record rests on")).to_be_visible()
    expect(page.get_by_role("row", name="1850s–1920s: no event")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert max(page.evaluate(_OVERFLOW)) <= 0
    assert page.locator(".quality").evaluate(_SMALLEST) >= LEAST_TEXT


def test_a_search_counts_what_it_finds(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(server.url)
    page.get_by_role("link", name="Sources").click()

    page.get_by_label("Search title, publisher, address").fill("moscow times")
    page.keyboard.press("Enter")

    expect(page.get_by_text("articles.").last).to_contain_text(" of ")
