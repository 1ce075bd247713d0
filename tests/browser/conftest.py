"""
Fixtures of the tests in a real browser.

`page` is a fresh tab (1440 by 900, light, Indian time); `open_page(width=390, color_scheme="dark")`
opens others. The test fails if a page asks another computer for anything or if an error goes
uncaught in it: `guard` sees that. `server` is the app with the real record; `serve(script,
environment={…})` runs another until the test ends, and `tests.browser.server.serving` does so for
a fixture of wider scope. When a test fails, its screenshots and the logs of the apps are reported.
"""

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.chromium import BrowserMissingError, chromium
from tests.browser.guard import Guard
from tests.browser.server import APP, Serve, Server, running, serving
from tests.browser.tabs import WAIT_MILLISECONDS, OpenPage

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing leaves this computer, whatever asks for it: the guard reports it, this stops it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

_OPEN = pytest.StashKey[OpenPage]()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    try:
        path = chromium(Path(playwright.chromium.executable_path))
    except BrowserMissingError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    # Chromium refuses its sandbox to root, which containers commonly are.
    as_root = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *as_root])
    with closing(browser):
        yield browser


@pytest.fixture
def guard() -> Iterator[Guard]:
    guard = Guard()
    yield guard
    if guard.report:
        pytest.fail(guard.report, pytrace=False)


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, browser: Browser, guard: Guard, tmp_path: Path
) -> Iterator[OpenPage]:
    with closing(OpenPage(browser, guard, folder=tmp_path)) as open_page:
        request.node.stash[_OPEN] = open_page
        yield open_page


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(APP, folder=tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    with closing(Serve(tmp_path)) as serve:
        yield serve


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        if open_page := item.stash.get(_OPEN, None):
            report.sections.append(("Pictures of the tabs", "\n".join(open_page.photograph())))
        for server in running:
            report.sections.append((f"Log of {server.url}", server.log))
    return report
