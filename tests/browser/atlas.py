"""
The map page as its readers use it: the page object of the browser tests.

`Atlas.shows` is the oracle of most tests: map, list, count and link must be what the package
itself makes of a `Selection`. It waits until they are, and shows the difference if they never are.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from math import dist
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import FloatRect, Frame, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from kashmir_map.dates import Window
from kashmir_map.map.style import TYPE_NAMES
from kashmir_map.selection import Selection
from kashmir_map.vocabulary import FAMILY_NAMES, EventType, Family
from tests.browser.expected import ids, link_of, order, record
from tests.browser.server import Server
from tests.browser.tabs import MAP_FRAME, WAIT_MILLISECONDS, map_frame

Point = tuple[float, float]
"""Pixels from the left and from the top."""

# Buttons, scale and attribution lie along the edges of the map and would take a click.
_EDGE_PIXELS = {"left": 20, "top": 20, "right": 80, "bottom": 50}
# Nearer than this a click could be meant for the neighbour.
_APART_PIXELS = 24
# So does the search box in the corner at the top left.
_SEARCH_PIXELS = (275, 65)
_NUMBER = re.compile(r"^-?\d+$")


class Symbol(NamedTuple):
    """What is drawn in one place of the map: an event, a count of several, or a pill."""

    at: Point
    events: tuple[str, ...]

    @property
    def placed(self) -> bool:
        """Whether its events are known better than by region or country."""
        known = record().events.loc[list(self.events), "location_precision"]
        return not known.isin(["region", "country"]).any()


class Atlas:
    """
    One tab with the map page.

    Parameters
    ----------
    page
        An empty tab.
    server
        The app to look at.
    """

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.sent = 0
        """Messages to the server so far: a rerun takes one."""
        self.timeline = page.locator(".km-timeline")
        self.panel = page.locator(".panel")
        self.list = page.get_by_role("list", name="Events in view")
        self.event = page.get_by_role("region", name="Event", exact=True)
        self.status = self.timeline.locator(".status")
        self.spoken = self.timeline.get_by_role("status")
        self.start = page.get_by_role("slider", name="Window start")
        self.end = page.get_by_role("slider", name="Window end")
        page.on("websocket", lambda socket: socket.on("framesent", self._count))

    def _count(self, _: object) -> None:
        self.sent += 1

    # ---- the page ------------------------------------------------------------------------------

    def open(self, link: str = "") -> "Atlas":
        """Open a link (from the question mark on) and wait until map and list have drawn it."""
        self.goto(link)
        self.settles()
        return self

    def goto(self, link: str = "") -> None:
        """Open a link and wait for the list and the timeline, but not for the map."""
        self.page.goto(f"{self.server.url}/{link}")
        # The first page of a server waits until the record is read.
        expect(self.panel.locator("> *")).not_to_have_count(0, timeout=3 * WAIT_MILLISECONDS)
        expect(self.timeline).to_have_attribute("data-start", _NUMBER)

    def kind(self, name: EventType) -> Locator:
        """Return the key's button of a type."""
        words = re.compile(rf"^{TYPE_NAMES[name]} \d+$")
        return self.page.locator(".key").get_by_role("button", name=words)

    def family(self, name: Family) -> Locator:
        """Return the key's switch of a family."""
        return self.page.get_by_role("switch", name=re.compile(rf"^{FAMILY_NAMES[name]} \d+$"))

    def button(self, name: str) -> Locator:
        """Return the timeline's button of this name."""
        return self.timeline.get_by_role("button", name=name, exact=True)

    def choice(self, name: str) -> Locator:
        """Return the timeline's choice of this name: Period, Step or Speed."""
        return self.timeline.get_by_role("combobox", name=name, exact=True)

    @property
    def window(self) -> Window:
        """The window that the timeline shows this moment."""
        found = self.timeline.evaluate("one => [one.dataset.start, one.dataset.end].map(Number)")
        return Window(*found)

    @property
    def link(self) -> dict[str, str]:
        """Parameters of the page's address."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    @property
    def selection(self) -> Selection:
        """What the page's link names now: meaningful once the page has come to rest."""
        return Selection.from_query(self.link, record())[0]

    # ---- the map -------------------------------------------------------------------------------

    @property
    def frame(self) -> Frame:
        """The map's frame, once its event layer is there."""
        frame = map_frame(self.page)
        frame.wait_for_function("window.eventLayer")
        return frame

    def visible(self) -> list[str]:
        """Ids of the events that the map selects."""
        found: list[str] = self.frame.evaluate("eventLayer.visible()")
        return found

    def settles(self) -> None:
        """Wait until the map has painted the timeline's window."""
        self._in_frame(
            "window => eventLayer.window().join() === window.join()",
            [self.window.start, self.window.end],
        )

    def paints(self, selection: Selection) -> None:
        """Check that the map shows exactly this window's events and the timeline names it."""
        window = [selection.window.start, selection.window.end]
        expected = ids(selection)
        self._in_frame(
            """([window, ids]) => eventLayer.window().join() === window.join()
                && eventLayer.visible().join() === ids.join()""",
            [window, expected],
        )
        assert self.window == selection.window
        assert self.frame.evaluate("eventLayer.window()") == window
        assert self.visible() == expected

    def _in_frame(self, condition: str, argument: object) -> None:
        # What never comes true is told by the assertion that follows, which shows the difference.
        with suppress(PlaywrightTimeoutError):
            self.frame.wait_for_function(condition, arg=argument, timeout=WAIT_MILLISECONDS / 2)

    def symbols(self) -> list[Symbol]:
        """What stands well inside the map and apart from its neighbours, as it is drawn now."""
        box = self._box()
        drawn: dict[Point, list[str]] = {}
        for event, point in self._positions(self.visible()).items():
            drawn.setdefault(point, []).append(event)
        return [
            Symbol((x, y), tuple(events))
            for (x, y), events in drawn.items()
            if _EDGE_PIXELS["left"] < x < box["width"] - _EDGE_PIXELS["right"]
            and _EDGE_PIXELS["top"] < y < box["height"] - _EDGE_PIXELS["bottom"]
            and not (x < _SEARCH_PIXELS[0] and y < _SEARCH_PIXELS[1])
            and not any(0 < dist((x, y), other) < _APART_PIXELS for other in drawn)
        ]

    def singles(self) -> list[str]:
        """Events that stand alone in a symbol of their own."""
        return [one.events[0] for one in self.symbols() if len(one.events) == 1 and one.placed]

    def counts(self) -> list[tuple[str, ...]]:
        """Events of each symbol that gathers several."""
        return [one.events for one in self.symbols() if len(one.events) > 1 and one.placed]

    def pills(self) -> list[tuple[str, ...]]:
        """Events of each pill under a unit's name: known by region only."""
        return [one.events for one in self.symbols() if len(one.events) > 1 and not one.placed]

    def _positions(self, events: Iterable[str]) -> dict[str, Point]:
        found: dict[str, dict[str, float]] = self.frame.evaluate(
            "ids => Object.fromEntries(ids.map(id => [id, eventLayer.positionOf(id)]))",
            list(events),
        )
        return {event: (point["x"], point["y"]) for event, point in found.items()}

    def _box(self) -> FloatRect:
        box = self.page.locator(MAP_FRAME).bounding_box()
        assert box is not None
        return box

    def point(self, event: str) -> Point:
        """Where an event's symbol stands on the page."""
        box = self._box()
        x, y = self._positions([event])[event]
        return box["x"] + x, box["y"] + y

    def click(self, event: str) -> None:
        """Click on the symbol, count or pill in which an event stands."""
        self.page.mouse.click(*self.point(event))

    # ---- list, event and link ------------------------------------------------------------------

    def row(self, event: str) -> Locator:
        """Return the list's entry of an event."""
        return self.list.locator(f'[data-event="{event}"]')

    def listed(self) -> list[str]:
        """Ids of the events in the list, in its order."""
        found: list[str] = self.list.locator("[data-event]").evaluate_all(
            "rows => rows.map(row => row.dataset.event)"
        )
        return found

    def lists(self, events: Iterable[str]) -> None:
        """Check that the list holds exactly these events, in reading order."""
        expected = sorted(events, key=order().__getitem__)
        with suppress(PlaywrightTimeoutError):
            self.page.wait_for_function(
                """([root, ids]) => [...root.querySelectorAll("[data-event]")]
                    .map(row => row.dataset.event).join() === ids.join()""",
                arg=[self.panel.element_handle(), expected],
                timeout=WAIT_MILLISECONDS / 2,
            )
        assert self.listed() == expected

    def links(self, selection: Selection) -> None:
        """Check that the page's address is the selection's link."""
        expected = link_of(selection)
        with suppress(PlaywrightTimeoutError):
            self.page.wait_for_url(
                lambda url: dict(parse_qsl(urlsplit(url).query)) == expected,
                timeout=WAIT_MILLISECONDS / 2,
                wait_until="commit",
            )
        assert self.link == expected

    def shows(self, selection: Selection) -> None:
        """Check that map, timeline, list or open event, count and link follow the selection."""
        self.links(selection)
        self.paints(selection)
        self.tells_count(selection)
        if selection.event is None:
            self.lists(ids(selection))
        else:
            self.tells(selection.event)

    def tells_count(self, selection: Selection) -> None:
        """Check the line "N of M events", where M leaves out what the filter leaves out."""
        whole = Window(*record().events.agg({"start_minute": "min", "end_minute": "max"}))
        everything = len(ids(replace(selection, window=whole)))
        expect(self.status).to_have_text(f"{len(ids(selection))} of {everything} events")

    def tells(self, event: str) -> None:
        """Check that the account of this event is open."""
        title = record().events.loc[event, "title"]
        expect(self.event.get_by_role("heading", level=2)).to_have_text(str(title))

    # ---- the reader's hand ---------------------------------------------------------------------

    def take(self, slider: Locator) -> Point:
        """Press the mouse on the middle of a slider's thumb; return where that is."""
        box = slider.bounding_box()
        assert box is not None
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(*at)
        self.page.mouse.down()
        return at

    def moved_from(self, before: Window) -> Window:
        """Wait until the window is another one, and return it."""
        self.page.wait_for_function(
            "([one, start, end]) => +one.dataset.start !== start || +one.dataset.end !== end",
            arg=[self.timeline.element_handle(), before.start, before.end],
        )
        return self.window
