"""The pages that compare accounts, in a browser: what they show, and how a reader moves on."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.catalog import DATA_DIR
from tests.browser.server import APP, Serve, Server
from tests.browser.tabs import WAIT_MILLISECONDS, OpenPage

CRISIS = "?from=2025-05-07&to=2025-05-10&period=crisis-2025"
PAGES = ("disagreement", "retelling")
STRIKES = "2025-05-07-operation-sindoor"


def visit(page: Page, server: Server, name: str, link: str = CRISIS) -> None:
    page.goto(f"{server.url}/{name}{link}")
    page.locator(f".{name} .body > *").first.wait_for(timeout=3 * WAIT_MILLISECONDS)


def wide(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    over: int = page.evaluate("document.querySelector('.stMain').scrollWidth - innerWidth")
    return over


def test_both_governments_accounts_stand_in_one_picture(page: Page, server: Server) -> None:
    visit(page, server, "disagreement")

    picture = page.get_by_role("table", name="India and Pakistan by subject")
    targets = picture.get_by_role("row").filter(
        has=page.get_by_role("heading", name="Targets", exact=True)
    )
    india, pakistan = (targets.locator(f".account.{side}") for side in ("india", "pakistan"))
    expect(india).to_contain_text("nine ‘terrorist infrastructure’ sites")
    expect(india).to_contain_text("asserts")
    expect(pakistan).to_contain_text("none of the places hit was a militant camp")
    expect(pakistan).to_contain_text("denies")
    expect(targets.locator(".verdict")).to_contain_text("Pakistan denies")
    source = india.get_by_role("link").first
    expect(source).to_have_attribute("href", re.compile("^https?://"))
    expect(source).to_have_attribute("rel", re.compile("noreferrer"))
    expect(picture).to_contain_text("Gives no number for them in this record.")


def test_a_field_of_the_matrix_opens_by_keyboard(page: Page, server: Server) -> None:
    visit(page, server, "disagreement")
    field = page.locator(".matrix").get_by_role("button").first

    field.press("Enter")

    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".detail blockquote").first).to_be_visible()
    field.press("Enter")
    expect(page.locator(".detail")).to_have_count(0)


def test_figures_stand_on_one_axis_by_who_is_counted(page: Page, server: Server) -> None:
    visit(page, server, "disagreement")

    deaths = page.get_by_role("region", name="Deaths", exact=True)
    deaths.scroll_into_view_if_needed()
    row = deaths.locator("tr", has=page.get_by_text("38+", exact=True)).first
    expect(row.locator(".mark")).to_be_visible()
    expect(row.get_by_role("link")).not_to_have_count(0)
    expect(deaths.locator("th.counted").first).to_be_visible()


def test_the_two_tellings_stand_side_by_side(page: Page, server: Server) -> None:
    visit(page, server, "retelling")
    title = page.locator(f'a[href*="{STRIKES}"]')
    row = page.locator(".retold", has=title)

    left, right = row.locator(".told").all()
    expect(left).to_contain_text("nine ‘terrorist infrastructure’ sites")
    expect(right).to_contain_text("none of the places hit was a militant camp")
    expect(page.locator(".gap").first).to_be_visible()

    page.get_by_role("combobox", name="Teller on the right").select_option("china")
    expect(right).to_contain_text("says nothing in this record")
    expect(page).to_have_url(re.compile("right=china"))


@pytest.mark.parametrize("name", PAGES)
def test_a_new_window_is_kept_on_the_way_back_to_the_map(
    name: str, page: Page, server: Server
) -> None:
    visit(page, server, name)

    page.get_by_label("From", exact=True).fill("2025-05-09")
    expect(page.get_by_role("heading", level=1)).to_contain_text("9 – 10 May 2025")
    expect(page).to_have_url(re.compile("from=2025-05-09&to=2025-05-10"))
    page.get_by_label("From", exact=True).fill("2025-05-12")
    expect(page.get_by_role("alert").filter(has_text="after the last")).to_be_visible()

    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator(".km-timeline")).to_be_visible(timeout=2 * WAIT_MILLISECONDS)
    expect(page).to_have_url(re.compile("from=2025-05-09&to=2025-05-10"))


def test_an_event_leads_to_its_account_on_the_map(page: Page, server: Server) -> None:
    visit(page, server, "disagreement")

    page.locator(f'.accounts a[href*="{STRIKES}"]').first.click()

    expect(page.get_by_role("region", name="Event").get_by_role("heading", level=2)).to_be_visible()
    expect(page).to_have_url(re.compile(f"from=2025-05-07&to=2025-05-10.*event={STRIKES}"))


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scrolling(
    name: str, open_page: OpenPage, server: Server
) -> None:
    page = open_page(width=390, height=844, touch=True)

    visit(page, server, name)

    assert wide(page) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_there_is_no_navigation_and_no_dark(
    name: str, open_page: OpenPage, server: Server
) -> None:
    page = open_page(color_scheme="dark")
    visit(page, server, name)

    page.emulate_media(media="print", color_scheme="dark")

    expect(page.locator("header.stAppHeader")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    ink = page.get_by_role("heading", level=1).evaluate("one => getComputedStyle(one).color")
    assert ink == "rgb(27, 31, 39)"


def test_words_of_the_record_are_never_taken_for_a_script(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(DATA_DIR, tmp_path / "data"))
    hostile = "<img src=x onerror=document.title=1>${1}"
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["value_text"] = f"{hostile} {row['value_text']}"[:200]
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    server = serve(APP, environment={"KASHMIR_MAP_DATA": str(folder)})

    for name in PAGES:
        visit(page, server, name)
        expect(page.locator("blockquote").first).to_contain_text("<img")
        assert page.locator(f".{name} img").count() == 0
        assert page.title() != "1"
