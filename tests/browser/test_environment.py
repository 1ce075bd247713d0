"""The ground that the other tests stand on: the browser, the guard, and how the app starts."""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guard import Guard
from tests.browser.server import Serve, Server, ServerError, serving
from tests.browser.tabs import OpenPage, map_frame

HARNESS = """
import folium
import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

st.set_page_config(page_title="Harness")
st.title("It runs")
st.button("Choose", type="primary")
if st.button("Break"):
    raise RuntimeError("the reader must not read this")
if st.checkbox("Map"):
    declare_component("leaflet", path=leaflet.BASE_DIR)
    folium.Map.default_js = [("leaflet", "../harness.leaflet/leaflet.js")]
    folium.Map.default_css = [("leaflet", "../harness.leaflet/leaflet.css")]
    st_folium(folium.Map(tiles=None), returned_objects=[])
"""

# An address that is reserved for documentation: no computer has it.
ELSEWHERE = "192.0.2.1"


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("harness")
    with serving(_script(folder), folder=folder) as server:
        yield server


def _script(folder: Path) -> Path:
    script = folder / "harness.py"
    script.write_text(HARNESS, encoding="utf-8")
    return script


# A page


def test_a_page_opens_in_a_real_browser(page: Page, harness: Server) -> None:
    page.goto(harness.url)

    expect(page.get_by_role("heading", name="It runs")).to_be_visible()


def test_a_page_has_the_size_and_the_preferences_that_were_asked_for(open_page: OpenPage) -> None:
    page = open_page(
        width=390,
        height=844,
        color_scheme="dark",
        reduced_motion="reduce",
        timezone="America/New_York",
    )

    assert page.evaluate("[innerWidth, innerHeight]") == [390, 844]
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert zone == "America/New_York"


def test_the_map_is_reached_through_its_frame(page: Page, harness: Server) -> None:
    page.goto(harness.url)
    page.get_by_text("Map", exact=True).click()

    expect(map_frame(page).locator(".leaflet-container")).to_be_visible()


@pytest.mark.parametrize(("color_scheme", "page_colour"), [("light", 255), ("dark", 15)])
def test_the_page_follows_the_readers_light_or_dark_system(
    open_page: OpenPage, harness: Server, color_scheme: str, page_colour: int
) -> None:
    page = open_page(color_scheme="dark" if color_scheme == "dark" else "light")
    page.goto(harness.url)
    app = page.get_by_test_id("stApp")
    expect(page.get_by_role("heading", name="It runs")).to_be_visible()

    colour = app.evaluate("element => getComputedStyle(element).backgroundColor")

    assert colour.startswith(f"rgb({page_colour}, ")


def test_the_font_is_streamlits_own_file(page: Page, harness: Server) -> None:
    page.goto(harness.url)
    heading = page.get_by_role("heading", name="It runs")
    expect(heading).to_be_visible()

    assert heading.evaluate("element => getComputedStyle(element).fontFamily").startswith(
        '"Source Sans"'
    )
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('14px Source Sans'))"
    )


def test_an_error_is_told_without_its_details(page: Page, harness: Server) -> None:
    page.goto(harness.url)
    page.get_by_role("button", name="Break").click()

    error = page.get_by_test_id("stException")

    expect(error).to_be_visible()
    assert "must not read this" not in error.inner_text()
    assert "RuntimeError" not in error.inner_text()
    assert "Traceback" not in error.inner_text()
    assert error.get_by_role("link").count() == 0
    assert "the reader must not read this" in harness.log


# The guard


def test_a_page_that_asks_another_computer_is_told_of(page: Page, guard: Guard) -> None:
    page.set_content(f"<img src='http://{ELSEWHERE}/tile.png'>", wait_until="load")

    assert guard.report == f"A page asked another computer: http://{ELSEWHERE}/tile.png"
    guard.forgive()


def test_a_page_that_connects_to_another_computer_is_told_of(page: Page, guard: Guard) -> None:
    page.goto("about:blank")
    closed = f"""() => new Promise(done => {{
        new WebSocket('ws://{ELSEWHERE}/stream').onclose = () => done(true)
    }})"""

    assert page.evaluate(closed)
    assert guard.report == f"A page asked another computer: ws://{ELSEWHERE}/stream"
    guard.forgive()


def test_an_error_in_a_page_is_told_of(page: Page, guard: Guard) -> None:
    with page.context.expect_event("weberror"):
        page.set_content("<script>throw new Error('the layer broke')</script>")

    assert "the layer broke" in guard.report
    guard.forgive()


def test_a_page_of_this_computer_is_no_offence(page: Page, guard: Guard, harness: Server) -> None:
    page.goto(harness.url)
    page.evaluate("fetch('data:text/plain,here').then(answer => answer.text())")

    assert not guard.report


# The start of the app


def test_a_first_start_asks_for_no_email_and_opens_the_browser(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        program = programs / name
        program.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
        program.chmod(0o755)
    desktop = {"DISPLAY": ":0", "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}

    with serving(
        _script(tmp_path),
        folder=tmp_path,
        environment=desktop,
        options={"server.headless": "false"},
    ) as server:
        assert "mail" not in server.log
        assert not (tmp_path / "home" / ".streamlit" / "credentials.toml").exists()
        server.wait_until(opened.exists)
        assert opened.read_text(encoding="utf-8").strip() == server.url


def test_the_app_asks_no_other_computer(tmp_path: Path, page: Page, serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        # Whatever the app asks of other computers it asks of this one.
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        names = ("http_proxy", "https_proxy", "all_proxy")
        environment = {spelling: address for name in names for spelling in (name, name.upper())}
        server = serve(
            _script(tmp_path), environment=environment | {"no_proxy": "", "NO_PROXY": ""}
        )
        page.goto(server.url)
        expect(page.get_by_role("heading", name="It runs")).to_be_visible()

        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()


def test_the_app_is_reachable_from_this_computer_only(harness: Server) -> None:
    port = int(harness.url.rpartition(":")[2])

    socket.create_connection(("127.0.0.1", port), timeout=5).close()
    # An address of this computer too, but not the one that the app listens on.
    with pytest.raises(OSError, match=r".*"):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path, serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerError, match=f"Port {port} is not available") as told:
            serve(_script(tmp_path), options={"server.port": port})

    assert "the process ended with code 1" in str(told.value)
    assert "Traceback" not in str(told.value)


def test_the_next_port_is_used_if_the_usual_one_is_taken(tmp_path: Path, serve: Serve) -> None:
    usual = 8501
    with ExitStack() as other:
        with suppress(OSError):  # another program has it already: as good
            other.enter_context(socket.create_server(("127.0.0.1", usual)))
        server = serve(_script(tmp_path), options={"server.port": None})

    assert int(server.url.rpartition(":")[2]) > usual
