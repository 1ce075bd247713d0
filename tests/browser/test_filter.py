"""The key is the filter: what is switched off leaves map, list, counts and link together."""

import os
import re
import signal
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.filters import Filter
from kashmir_map.vocabulary import FAMILIES
from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening, record, selected
from tests.browser.server import Server


def test_a_family_a_type_and_all_of_them_can_be_switched_off_and_on(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open()

    atlas.family("violence").click()
    without = replace(opening(), hidden=frozenset(FAMILIES["violence"]))
    atlas.shows(without)
    assert atlas.link["hide"] == "airstrike,attack,clash,drone,missile,shelling"
    expect(atlas.family("violence")).to_have_attribute("aria-checked", "false")
    expect(atlas.family("violence")).to_contain_text("0")

    atlas.kind("statement").click()
    without = replace(without, hidden=without.hidden | {"statement"})
    atlas.shows(without)
    expect(atlas.kind("statement")).to_have_attribute("aria-pressed", "false")
    gone = set(ids(opening())) - set(atlas.visible())
    kinds = set(record().events.loc[list(gone), "type"])
    assert kinds == {*FAMILIES["violence"], "statement"}

    atlas.page.get_by_role("button", name="show all").click()
    atlas.shows(opening())
    assert "hide" not in atlas.link
    expect(atlas.page.get_by_role("button", name="show all")).to_be_hidden()


def test_the_key_counts_the_events_of_the_window(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?period=kargil-1999")
    atlas.shows(selected("?period=kargil-1999"))
    events = record().events.loc[ids(selected("?period=kargil-1999"))]

    for family, kinds in FAMILIES.items():
        number = int((events["family"] == family).sum())
        expect(atlas.family(family).locator(".count")).to_have_text(str(number))
        for kind in kinds:
            number = int((events["type"] == kind).sum())
            expect(atlas.kind(kind).locator(".count")).to_have_text(str(number))


def test_a_filter_in_the_link_is_followed_and_told(page: Page, server: Server) -> None:
    link = "?from=2025-05-07&to=2025-05-10&period=story&story=moscow-urges-restraint&hide=drone"
    atlas = Atlas(page, server).open(link)

    atlas.shows(selected(link))
    expect(page.get_by_text("Filtered out: drones (")).to_be_visible()
    assert not (record().events.loc[atlas.visible(), "type"] == "drone").any()


def test_the_filter_stays_when_the_window_moves(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?period=story&hide=airstrike,drone")
    before = selected("?period=story&hide=airstrike,drone")
    atlas.shows(before)

    atlas.start.press("PageUp")
    moved = replace(before, window=atlas.moved_from(before.window))

    atlas.shows(moved)
    assert moved.hidden == {"airstrike", "drone"}


def test_opening_an_event_of_a_hidden_type_shows_its_type_again(page: Page, server: Server) -> None:
    events = record().events.loc[ids(opening())]
    event, other = next(
        (event, other)
        for event, row in events.iterrows()
        for other in row["related"]
        if other in events.index
        and events.loc[other, "type"] != row["type"]
        and len(row["related"]) <= 8
    )
    kind = events.loc[other, "type"]
    link = f"?period=story&event={event}&hide={kind}"
    atlas = Atlas(page, server).open(link)
    atlas.shows(selected(link))

    atlas.event.get_by_role("button", name=events.loc[other, "title"], exact=True).click()

    atlas.shows(replace(selected(link), event=other, hidden=frozenset()))


def test_more_filters_change_map_list_and_timeline_without_a_new_map(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open()
    atlas.frame.evaluate("window.sameMap = true")

    page.get_by_text("More filters", exact=True).click()
    page.get_by_text("Claims from", exact=True).click()
    page.get_by_role("checkbox", name="Pakistan").check()
    filtered = replace(opening(), filter=Filter(side=frozenset({"pakistan"})))
    atlas.shows(filtered)
    assert 0 < len(ids(filtered)) < len(ids(opening()))
    assert atlas.link["side"] == "pakistan"
    out = len(ids(opening())) - len(ids(filtered))
    expect(
        page.get_by_text(f"Filtered out: all without a claim from Pakistan ({out} events here).")
    ).to_be_visible()

    page.get_by_text("How well supported", exact=True).click()
    page.get_by_role("checkbox", name="High").press("Space")
    filtered = replace(filtered, filter=replace(filtered.filter, confidence=frozenset({"high"})))
    atlas.shows(filtered)
    expect(page.get_by_role("checkbox", name="High")).to_be_focused()

    page.locator(".key").get_by_role("searchbox", name="Search").fill("muzafarabad")
    filtered = replace(filtered, filter=replace(filtered.filter, text="muzafarabad"))
    atlas.shows(filtered)
    assert ids(filtered)

    page.get_by_role("button", name="show all").click()
    atlas.shows(opening())
    expect(page.get_by_role("checkbox", name="Pakistan")).not_to_be_checked()
    assert atlas.frame.evaluate("window.sameMap")


def test_a_value_counts_what_it_would_show(page: Page, server: Server) -> None:
    link = "?period=story&confidence=high&hide=drone"
    Atlas(page, server).open(link)

    page.get_by_text("Place known", exact=True).click()
    for value, name in (("exact", "Exactly"), ("district", "To the district")):
        chosen = replace(selected(link).filter, precision=frozenset({value}))
        number = len(ids(replace(selected(link), filter=chosen)))
        expect(page.locator(".tick", has_text=name).locator(".count")).to_have_text(str(number))


@pytest.mark.skipif(os.name != "posix", reason="a process is halted by a signal")
def test_the_page_filters_by_itself_and_python_agrees(page: Page, server: Server) -> None:
    link = "?from=2019-01-01&to=2025-12-31&period=record&text=army"
    atlas = Atlas(page, server).open(link)
    before = selected(link)
    atlas.shows(before)
    for name in ("How well supported", "Claims from", "Where"):
        page.locator(".key summary", has_text=name).click()
    chosen = replace(
        before,
        hidden=frozenset({"drone"}),
        filter=replace(
            before.filter,
            confidence=frozenset({"high"}),
            side=frozenset({"pakistan", "residents"}),
            several=True,
        ),
    )
    assert 0 < len(ids(chosen)) < len(ids(before))

    server.process.send_signal(signal.SIGSTOP)
    try:
        for name in ("High", "Pakistan", "Residents", "More than one side heard"):
            page.get_by_role("checkbox", name=re.compile(f"^{name}( \\d+)?$")).check()
        atlas.kind("drone").click()

        atlas.lists(ids(chosen))
        atlas.paints(chosen)
    finally:
        server.process.send_signal(signal.SIGCONT)
    atlas.shows(chosen)
