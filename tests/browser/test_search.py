"""The search box on a page of its own, without the rest of the app."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server, serving
from tests.browser.tabs import OpenPage

SCRIPT = """
import streamlit as st
from kashmir_map.gazetteer import Gazetteer
from kashmir_map.ui.components import page_style
from kashmir_map.ui.search import search_box

st.html(f"<style>{page_style()}</style>")
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
search_box("test-channel", st.cache_resource(Gazetteer.load)())
st.write(f"The page ran {st.session_state['runs']} times")
"""

LISTEN = """() => {
    window.flights = [];
    new BroadcastChannel("test-channel").onmessage = (event) => window.flights.push(event.data);
}"""


@pytest.fixture(scope="module")
def search_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("search")
    app = folder / "search_app.py"
    app.write_text(SCRIPT, encoding="utf-8")
    with serving(app, folder=folder) as server:
        yield server


def visit(page: Page, server: Server) -> Page:
    page.goto(server.url)
    expect(page.get_by_role("combobox", name="Find a place")).to_be_visible()
    page.evaluate(LISTEN)
    return page


def flights(page: Page) -> list[dict[str, object]]:
    page.wait_for_function("() => window.flights.length > 0")
    result: list[dict[str, object]] = page.evaluate("() => window.flights")
    return result


def test_a_name_is_found_while_it_is_typed_and_the_page_does_not_run_again(
    page: Page, search_app: Server
) -> None:
    visit(page, search_app)
    field = page.get_by_role("combobox")
    field.press_sequentially("Uri")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Uri")
    expect(first).to_contain_text("اڑی")
    expect(first).to_contain_text("town · Jammu and Kashmir")
    expect(field).to_have_attribute("aria-expanded", "true")
    first.click()
    (flight,) = flights(page)
    assert flight["type"] == "fly"
    assert flight["id"] == "uri"
    assert (flight["latitude"], flight["longitude"]) == (34.086, 74.032)
    expect(field).to_have_value("Uri")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_text("The page ran 1 times")).to_be_visible()


def test_a_hasty_enter_waits_for_its_answer(page: Page, search_app: Server) -> None:
    visit(page, search_app)
    page.get_by_role("combobox").fill("اڑی")
    page.keyboard.press("Enter")
    assert [flight["id"] for flight in flights(page)] == ["uri"]


def test_arrows_choose_and_escape_closes_then_empties(page: Page, search_app: Server) -> None:
    visit(page, search_app)
    field = page.get_by_role("combobox")
    field.fill("Poonch")
    expect(page.get_by_role("option").nth(2)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "none")
    page.keyboard.press("Enter")
    assert flights(page)[0]["id"] == "poonch-district"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("Poonch")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")


def test_that_nothing_is_near_is_said(page: Page, search_app: Server) -> None:
    visit(page, search_app)
    page.get_by_role("combobox").fill("<img src=x>xqzjw")
    expect(
        page.get_by_role("status").filter(has_text="No place has a name like this")
    ).to_be_visible()


def test_on_a_phone_what_is_touched_is_large(open_page: OpenPage, search_app: Server) -> None:
    page = visit(open_page(width=390, height=844, touch=True), search_app)
    field = page.get_by_role("combobox")
    field.fill("Teetwal")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Tithwal")
    for target in (field, option, page.get_by_role("button", name="Clear the search")):
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 40
    option.tap()
    assert flights(page)[0]["id"] == "tithwal"
