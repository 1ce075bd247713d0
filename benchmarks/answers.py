"""How soon each page answers a filter: from the hand to the frame that shows the answer."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from playwright.sync_api import Browser, Locator, Page

from benchmarks.sessions import opened

_REST: Final = 0.6  # s in which the page has drawn all of an answer
_WHOLE: Final = "?from=1846-01-01&to=2026-12-31&period=record"
_IDS: Final = "[...node.querySelectorAll('[data-event]')].map((row) => row.dataset.event).join()"
_TEXT: Final = "node.innerText"


class Answer:
    """A page, open, and two settings of a filter that are chosen in turns.

    Parameters
    ----------
    page
        The open page.
    answer
        What shows the answer.
    read
        What of it is another one then: a JavaScript expression of `node`.
    ways
        What the hand does, one after the other and from the beginning again.
    """

    def __init__(self, page: Page, answer: Locator, read: str, *ways: Callable[[], object]) -> None:
        self.page = page
        self.answer = answer
        self.read = read
        self.ways = ways
        self.turn = 0
        answer.wait_for()
        time.sleep(2 * _REST)

    def change(self) -> float:
        """Milliseconds from the hand's event to the end of the frame with the answer."""
        self.page.bring_to_front()
        self.answer.evaluate(
            f"(node) => {{ probe.changed = probe.awaitFrame(node, () => {self.read}); }}"
        )
        self.ways[self.turn % len(self.ways)]()
        self.turn += 1
        shown = float(self.page.evaluate("probe.changed"))
        time.sleep(_REST)
        return shown - float(self.page.evaluate("probe.log.hand"))


def _map(page: Page) -> Answer:
    key = page.locator(".key")
    key.get_by_text("More filters").click()
    key.get_by_text("How well supported").click()
    high = key.get_by_role("checkbox", name="High")
    return Answer(page, page.locator(".panel"), _IDS, high.click)


def _chronology(page: Page) -> Answer:
    key = page.locator(".chronology .key")
    key.get_by_text("How well supported").click()
    high = key.get_by_role("checkbox", name="High")
    return Answer(page, page.locator(".chronology"), _IDS, high.click)


def _comparing(name: str) -> Callable[[Page], Answer]:
    def days(page: Page) -> Answer:
        choice = page.locator(f".{name}").get_by_role("combobox").first
        crisis, whole = (
            lambda: choice.select_option("crisis-2025"),
            lambda: choice.select_option("record"),
        )
        return Answer(page, page.locator(f".{name} .body"), _TEXT, crisis, whole)

    return days


def _sources(page: Page) -> Answer:
    page.locator(".articles .key summary").filter(has_text="Country").click()
    pakistan = page.locator(".articles").get_by_role("checkbox", name="Pakistan")
    return Answer(page, page.locator(".articles").get_by_role("status"), _TEXT, pakistan.click)


def _empty(page: Page) -> Answer:
    send = page.get_by_role("button", name="Send")
    page.get_by_text("count 0").wait_for()
    return Answer(page, page.locator(".stApp"), _TEXT, send.click)


PAGES: Final[dict[str, tuple[str, Callable[[Page], Answer]]]] = {
    "Map": (f"/{_WHOLE}", _map),
    "Chronology": (f"/chronology{_WHOLE}", _chronology),
    "Who says what": (f"/disagreement{_WHOLE}", _comparing("disagreement")),
    "Side by side": (f"/retelling{_WHOLE}", _comparing("retelling")),
    "Sources": ("/sources", _sources),
}
"""Pages with a filter, on the whole record: their links, and how a reader filters there."""


@contextmanager
def answering(browser: Browser, app: str, name: str, empty: str) -> Iterator[tuple[Answer, Answer]]:
    """Open a page of the app by its name, and the empty fragment beside it."""
    link, filtered = PAGES[name]
    with ExitStack() as stack:
        ours = filtered(stack.enter_context(opened(browser, app + link)))
        yield ours, _empty(stack.enter_context(opened(browser, empty)))
