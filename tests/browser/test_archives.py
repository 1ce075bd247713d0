"""The archives page in a browser: a file on its way into the store, and out again."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.archives.store import FOLDER_VARIABLE
from tests.browser.server import APP, Server, serving
from tests.browser.tabs import OpenPage
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW, write

LEAST_TEXT = 11  # CSS pixels
HOSTILE = "<img src=x onerror=document.title='broken'>"

_OVERFLOW = """() => [document.documentElement, document.body,
    document.querySelector("[data-testid=stMain]"), document.querySelector(".st-key-archives")]
    .map(one => one.scrollWidth - one.clientWidth)"""

_SMALLEST = """element => Math.min(...[...element.querySelectorAll(".told, .archive, .archive *")]
    .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def app(store: Path, tmp_path: Path) -> Iterator[Server]:
    with serving(APP, folder=tmp_path, environment={FOLDER_VARIABLE: str(store)}) as server:
        yield server


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    page.keyboard.type(option)
    page.keyboard.press("Enter")
    expect(box).to_have_value(option)


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_table_is_uploaded_corrected_refused_accepted_listed_removed(
    page: Page, app: Server, store: Path, tmp_path: Path
) -> None:
    rows = [
        TABLE_ROW | {"type": "raid", "killed": "=many" if n == 4 else "2", "name": HOSTILE}
        for n in range(30)
    ]
    page.goto(app.url)
    page.get_by_role("link", name="Archives").click()
    expect(page.get_by_text("Any table with a date and coordinates")).to_be_visible()

    page.locator("input[type=file]").set_input_files(write(tmp_path / "my table.csv", rows))
    expect(page.get_by_text("Of the first 30 rows, 0 can be taken, 30 do not fit.")).to_be_visible()
    choose(page, "raid", "Attack")
    expect(
        page.get_by_text("Of the first 30 rows, 29 can be taken, 1 does not fit")
    ).to_be_visible()
    button(page, "Import")

    expect(page.get_by_text("1 of 30 rows does not fit.")).to_be_visible()
    assert [one.name for one in store.iterdir()] == []
    page.get_by_test_id("stDataFrame").first.hover()
    expect(page.get_by_test_id("stElementToolbar").first).to_be_hidden()
    with page.expect_download() as download:
        button(page, "Refused rows (CSV)")
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as stream:
        (refused,) = csv.DictReader(stream)
    assert (refused["row"], refused["column"], refused["value"]) == ("6", "killed", "'=many")
    button(page, "Import the other 29")

    expect(page.get_by_text("Imported 29 events of 30 rows as “my-table”.")).to_be_visible()
    button(page, "Done")
    card = page.get_by_role("article")
    expect(card).to_contain_text("29 of 30 rows")
    expect(card).to_contain_text("my table.csv")
    expect(page.locator("input[type=file]")).to_be_attached()
    assert page.title() != "broken"

    button(page, "Remove")
    button(page, "Remove it")
    expect(card).to_be_hidden()
    assert [one.name for one in store.iterdir()] == ["columns.json"]


def test_a_file_by_its_path_is_shown_on_the_map(page: Page, app: Server, tmp_path: Path) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW])
    page.goto(f"{app.url}/archives")
    page.get_by_role("radio", name="Path on this computer").click()
    page.get_by_label("Path of the file").fill(str(path))
    page.keyboard.press("Enter")
    button(page, "Import")
    expect(page.get_by_text("Imported 1 event of 1 row as “ged”.")).to_be_visible()

    link = page.get_by_role("link", name="Show on the map").first

    expect(link).to_have_attribute("href", "?archives=ged")
    link.click()
    expect(page.get_by_role("link", name="Map", exact=True)).to_have_attribute(
        "aria-current", "page"
    )


@pytest.mark.parametrize(
    ("width", "height", "theme"), [(1440, 900, "light"), (390, 844, "dark")], ids=["desk", "phone"]
)
def test_the_page_fits_and_can_be_read(
    app: Server,
    open_page: OpenPage,
    tmp_path: Path,
    width: int,
    height: int,
    theme: Literal["light", "dark"],
) -> None:
    page = open_page(width=width, height=height, color_scheme=theme, touch=width < 900)
    page.goto(f"{app.url}/archives")
    path = write(tmp_path / f"{'a-very-long-name-' * 3}.csv", [TABLE_ROW | {"x" * 90: "y" * 900}])
    page.locator("input[type=file]").set_input_files(path)

    expect(page.get_by_role("heading", name="What would be taken")).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_enabled()
    assert max(page.evaluate(_OVERFLOW)) <= 0
    assert page.locator(".st-key-archives").evaluate(_SMALLEST) >= LEAST_TEXT


def test_an_app_for_others_shows_its_archives_only(page: Page, tmp_path: Path, store: Path) -> None:
    with serving(
        APP,
        folder=tmp_path,
        environment={FOLDER_VARIABLE: str(store)},
        options={"server.address": "0.0.0.0", "browser.serverAddress": "localhost"},  # noqa: S104
    ) as server:
        page.goto(f"{server.url}/archives")

        expect(page.get_by_text("archives are only shown here")).to_be_visible()
        expect(page.locator("input[type=file]")).to_have_count(0)
        expect(page.get_by_text("Path on this computer")).to_have_count(0)
