"""Archives under the record: switched on, counted apart, read by a click, filtered and put away."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from kashmir_map.archives.importer import Wishes, import_file
from kashmir_map.archives.store import FOLDER_VARIABLE, Store
from kashmir_map.regions import Regions
from tests.browser.atlas import Atlas
from tests.browser.server import APP, Server, serving
from tests.browser.tabs import MAP_FRAME
from tests.unit.archives.samples import UCDP_ROW, write

HOSTILE = "<img src=x onerror=\"document.title='taken'\"> & more"
MAY = "?from=1999-05&to=1999-05&period=record"
SHOWN = f"{MAY}&archives=five"


def event(number: int, **cells: str) -> dict[str, str]:
    day = f"1999-05-{number + 10} 00:00:00.000"
    return UCDP_ROW | {"id": str(number), "date_start": day, "date_end": day} | cells


# Far from the symbols of the record; two in one place, one known by region only.
ROWS = [
    event(1, latitude="31.5", longitude="78.5", source_headline=HOSTILE),
    event(2, latitude="32.0", longitude="73.0", type_of_violence="3"),
    event(3, latitude="32.0", longitude="73.0"),
    event(4, where_prec="4"),
    event(5, latitude="36.2", longitude="79.5", where_prec="3"),
]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app of a reader who has two archives."""
    folder = tmp_path_factory.mktemp("layers")
    store = Store(folder / "store")
    box = Regions.load().box
    import_file(write(folder / "five.csv", ROWS), store, "", box, Wishes())
    import_file(write(folder / "other.csv", ROWS[:1]), store, "", box, Wishes())
    with serving(APP, folder=folder, environment={FOLDER_VARIABLE: str(store.folder)}) as server:
        yield server


@pytest.fixture
def atlas(page: Page, stored: Server) -> Atlas:
    return drawn(Atlas(page, stored).open(SHOWN))


def drawn(atlas: Atlas, name: str = "five") -> Atlas:
    """Wait until an archive's picture shows the timeline's window."""
    atlas.frame.wait_for_function(
        """name => {
            const one = eventLayer.archives()[name];
            return one && one.counts && one.window.join() === eventLayer.window().join();
        }""",
        arg=name,
    )
    return atlas


def counts(atlas: Atlas) -> dict[str, int]:
    found: dict[str, int] = atlas.frame.evaluate("eventLayer.archives().five.counts")
    return found


def marks(atlas: Atlas) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = atlas.frame.evaluate("eventLayer.marks('five')")
    return sorted(found, key=lambda mark: mark["y"])


def click(atlas: Atlas, mark: dict[str, Any]) -> None:
    box = atlas.page.locator(MAP_FRAME).bounding_box()
    assert box
    atlas.page.mouse.click(box["x"] + mark["x"], box["y"] + mark["y"])


def switch(atlas: Atlas) -> Locator:
    return atlas.page.locator(".key .archives li").filter(has_text="“five”")


def read(atlas: Atlas) -> Locator:
    return atlas.page.get_by_role("region", name="Events of an archive")


def test_an_archive_is_drawn_and_counted_apart_from_the_record(atlas: Atlas) -> None:
    before = len(atlas.visible())

    assert counts(atlas) == {"inWindow": 5, "wide": 1, "inView": 4}
    assert sorted(mark["n"] for mark in marks(atlas)) == [1, 1, 2]
    expect(switch(atlas)).to_contain_text("5 events: 5 in the window, 4 on this map")
    expect(switch(atlas)).to_contain_text("1 by region or country only, not drawn")
    expect(atlas.status).to_have_text(re.compile(rf"^{before} of \d+ events · 5 in archives$"))
    expect(atlas.page.locator(".side.archive")).to_have_text("UCDP Georeferenced Event Dataset")
    assert len(atlas.visible()) == before


def test_its_credit_stands_on_the_map_while_it_is_shown(atlas: Atlas) -> None:
    credit = atlas.frame.get_by_text("Uppsala Conflict Data Program")
    expect(credit).to_be_visible()

    switch(atlas).get_by_role("switch").click()

    expect(credit).to_have_count(0)
    atlas.frame.wait_for_function("!Object.keys(eventLayer.archives()).length")
    expect(atlas.page).not_to_have_url(re.compile("archives="))
    expect(atlas.status).not_to_contain_text("archives")


def test_a_switch_shows_it_without_a_new_map(page: Page, stored: Server) -> None:
    atlas = Atlas(page, stored).open(MAY)
    atlas.frame.evaluate("window.untouched = true")

    switch(atlas).get_by_role("switch").click()

    drawn(atlas)
    expect(page).to_have_url(re.compile("archives=five"))
    assert atlas.frame.evaluate("window.untouched")


def test_a_click_tells_the_row_in_the_archives_words(atlas: Atlas) -> None:
    single = next(mark for mark in marks(atlas)[::-1] if mark["n"] == 1)
    click(atlas, single)

    told = read(atlas)
    expect(told.get_by_role("heading", level=3)).to_have_text(HOSTILE)
    expect(told).to_contain_text("placed to the town")
    expect(told).to_contain_text("“state-based violence” in the archive")
    expect(told).to_contain_text("2, between 1 and 3")
    expect(told).to_contain_text("Not part of the record")
    expect(told).to_contain_text("Licence: CC BY 4.0")
    assert atlas.page.title() != "taken"

    atlas.page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(atlas.list).to_be_visible()


def test_events_of_one_place_are_told_together(atlas: Atlas) -> None:
    both = next(mark for mark in marks(atlas) if mark["n"] == 2)
    click(atlas, both)

    expect(read(atlas).get_by_role("heading", level=2)).to_have_text(
        "2 events of UCDP Georeferenced Event Dataset"
    )
    expect(read(atlas).get_by_role("listitem")).to_have_count(2)
    read(atlas).get_by_role("button", name="May 1999").click()
    expect(read(atlas)).to_have_count(0)


def test_the_window_and_the_types_choose_what_is_shown(atlas: Atlas) -> None:
    atlas.kind("attack").click()
    atlas.frame.wait_for_function("eventLayer.archives().five.counts.inWindow === 4")
    expect(atlas.status).to_contain_text("4 in archives")

    atlas.button("Step forward").click()
    atlas.frame.wait_for_function("eventLayer.archives().five.counts.inWindow === 0")
    expect(atlas.status).to_contain_text("0 in archives")


def test_a_picture_keeps_its_place_when_the_map_moves(atlas: Atlas) -> None:
    before = next(mark for mark in marks(atlas) if mark["n"] == 2)

    atlas.frame.evaluate("void eventLayer.map.panBy([40, 25], { animate: false })")

    atlas.frame.wait_for_function(
        """async before => {
            const mark = (await eventLayer.marks("five")).find(({ n }) => n === 2);
            const near = (a, b) => Math.abs(a - b) < 11;
            return mark && near(mark.x + 40, before.x) && near(mark.y + 25, before.y);
        }""",
        arg=before,
    )


def test_a_link_to_an_archive_that_is_not_here_says_so(page: Page, stored: Server) -> None:
    Atlas(page, stored).open(f"{MAY}&archives=nowhere,five")

    expect(page.get_by_text("The archive “nowhere” is not on this computer")).to_be_visible()
    drawn(Atlas(page, stored))


def test_a_file_that_does_not_come_is_said_and_the_rest_works(page: Page, stored: Server) -> None:
    page.route(re.compile(r"/archive-[0-9a-f]+\.bin"), lambda route: route.abort())
    atlas = Atlas(page, stored).open(SHOWN)

    expect(switch(atlas)).to_contain_text("could not be drawn")
    expect(atlas.list).to_be_visible()
    assert atlas.visible()


def test_who_has_no_archive_is_told_what_one_is(page: Page, server: Server) -> None:
    Atlas(page, server).open()

    expect(page.locator(".key")).to_contain_text("can be laid under the record")
