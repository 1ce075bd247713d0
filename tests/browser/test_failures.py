"""When something is missing or hostile: the reader is told, and the list still works."""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from playwright.sync_api import Page, expect

from kashmir_map.catalog import DATA_DIR, Catalog
from kashmir_map.confidence import rated
from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening
from tests.browser.guard import Guard
from tests.browser.server import APP, Server, serving
from tests.browser.tabs import map_frame

STRIKES = "2025-05-07-operation-sindoor"


def without(page: Page, file: str) -> None:
    """Let no request for this file come through."""
    page.route(re.compile(rf"/{file}-[0-9a-f]+\.js(on)?$"), lambda route: route.abort())


def alarms(atlas: Atlas) -> list[str]:
    """What page and frame say in alarm."""
    told = [*atlas.page.get_by_role("alert").all_inner_texts()]
    told += map_frame(atlas.page).get_by_role("alert").all_inner_texts()
    return [words for words in told if words]


def the_list_works(atlas: Atlas) -> None:
    """Check that the list is whole and that an entry opens its account, and closes it."""
    atlas.lists(ids(opening()))
    atlas.row(STRIKES).click()
    atlas.tells(STRIKES)
    atlas.event.get_by_role("heading", level=2).press("Escape")
    expect(atlas.row(STRIKES)).to_be_visible()


# Missing files


@pytest.mark.parametrize("file", ["map", "events", "base"])
def test_a_map_that_cannot_be_drawn_says_so_and_the_list_works(
    page: Page, server: Server, guard: Guard, file: str
) -> None:
    without(page, file)
    atlas = Atlas(page, server)
    atlas.goto()

    def is_told() -> bool:
        return any(re.search("could not be drawn|did not start", told) for told in alarms(atlas))

    server.wait_until(is_told)
    the_list_works(atlas)
    if file == "map":
        # The missing script itself ("Event") and what needs it break in the frame; nothing else.
        others = [told for told in guard.errors if told != "Event" and "not defined" not in told]
        assert others == []
        guard.errors.clear()


def test_without_the_words_the_map_still_draws_and_opens(page: Page, server: Server) -> None:
    without(page, "words")
    atlas = Atlas(page, server).open()

    atlas.paints(opening())
    event = atlas.singles()[0]
    page.mouse.move(*atlas.point(event))
    atlas.click(event)

    atlas.tells(event)


def test_without_the_coverage_only_the_strip_is_missing_and_told(
    page: Page, server: Server
) -> None:
    without(page, "coverage")
    atlas = Atlas(page, server).open()

    alarm = atlas.timeline.get_by_role("alert").filter(has_text="could not be loaded")
    expect(alarm).to_contain_text("Grey strip")
    atlas.shows(opening())
    page.unroute_all()
    alarm.get_by_role("button", name="Try again").click()
    expect(alarm).to_have_count(0)


def test_a_map_that_failed_once_draws_when_tried_again(page: Page, server: Server) -> None:
    without(page, "events")
    atlas = Atlas(page, server)
    atlas.goto()
    again = map_frame(page).get_by_role("button", name="Try again")
    expect(again).to_be_visible()

    page.unroute_all()
    again.click()

    atlas.paints(opening())


def test_a_browser_without_channels_gets_one_sentence_and_the_list(
    page: Page, server: Server, guard: Guard
) -> None:
    page.add_init_script("delete window.BroadcastChannel")
    atlas = Atlas(page, server)
    atlas.page.goto(server.url)

    expect(page.get_by_text("This browser is too old for the map")).to_have_count(1)
    the_list_works(atlas)
    assert not guard.errors


# Hostile data

MARKUP = "<img src=x onerror=hacked=1>"
EVIL = f"{MARKUP}${{hacked=1}}</script><script>hacked=1</script>"  # a title has 90 letters


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    data = folder / "data"
    shutil.copytree(DATA_DIR, data)
    _poison(data / "events.csv", "title", "place", "summary", "note")
    _poison(data / "claims.csv", "speaker", "counted", "value_text")
    _poison(data / "articles.csv", "publisher", "title", "agency")
    _rate(data)
    for file in [data / "periods.yaml", *(data / "stories").glob("*.yaml")]:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for part in content if isinstance(content, list) else [content]:
            part["title"] = EVIL
            if "summary" in part:
                part["summary"] = EVIL
            for mark in part["marks"]:
                mark["label"] = MARKUP
        file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    Catalog.load(data)  # it is a valid record, as hostile as may be
    with serving(APP, folder=folder, environment={"KASHMIR_MAP_DATA": str(data)}) as server:
        yield server


def _rate(data: Path) -> None:
    """Confidence follows from the articles compared, whose origins nobody knows any more."""
    articles = {row["id"]: SimpleNamespace(**row) for row in _rows(data / "articles.csv")}
    events = _rows(data / "events.csv")
    for row in events:
        row["confidence"] = rated(articles[one] for one in row["compared"].split("; ") if one)
    _write(data / "events.csv", events)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _poison(file: Path, *columns: str) -> None:
    rows = _rows(file)
    for number, row in enumerate(rows):
        for column in columns:
            row[column] = f"{EVIL} {number}" if row[column] else ""
    order = [name for name in ("event", "article", "speaker", "subject", "id") if name in rows[0]]
    rows.sort(key=lambda row: [row[name] for name in order])
    _write(file, rows)


def test_markup_in_the_record_is_text_everywhere_and_runs_nowhere(
    page: Page, hostile: Server
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    atlas = Atlas(page, hostile).open()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(EVIL)
    expect(page.get_by_role("region", name="Article")).to_contain_text(EVIL)
    expect(atlas.row(STRIKES)).to_contain_text(EVIL)
    expect(atlas.choice("Period")).to_contain_text(EVIL)
    expect(atlas.timeline).to_contain_text(MARKUP)

    page.mouse.move(*atlas.point(atlas.singles()[0]))
    expect(atlas.frame.get_by_role("tooltip")).to_contain_text(EVIL)
    atlas.row(STRIKES).click()
    expect(atlas.event.get_by_role("heading", level=2)).to_contain_text(EVIL)
    assert atlas.event.inner_text().count(EVIL) > 10

    assert page.locator("img[src=x], [onerror]").count() == 0
    assert atlas.frame.locator("img[src=x], [onerror]").count() == 0
    assert [one.evaluate("window.hacked") for one in page.frames] == [None] * len(page.frames)
    assert not [url for url in asked if url.endswith("/x")]
