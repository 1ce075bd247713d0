"""Whoever uses no mouse reaches everything, and knows what it is."""

import re
from dataclasses import replace

from playwright.sync_api import Page, expect

from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening, selected
from tests.browser.server import Server
from tests.browser.tabs import map_frame

FEW = "?from=1947-10-22&to=1947-10-27&period=1947-1972"

# The element that has the focus, through shadow roots, as "tag name".
_FOCUSED = """() => {
    let one = document.activeElement
    while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement
    const name = one.ariaLabel || one.innerText || one.value || one.title || ""
    return `${one.tagName.toLowerCase()} ${name.trim().split("\\n")[0]}`
}"""


def focused(page: Page) -> str:
    found: str = page.evaluate(_FOCUSED)
    return found


def test_tab_reaches_key_list_and_timeline_and_goes_round(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(FEW)
    assert 0 < len(ids(selected(FEW))) < 20
    titles = atlas.list.locator(".title").all_text_contents()
    wanted = {"button Copy link", "button Violence", "button Attack", "iframe", "button Play"}
    wanted |= {"input Window start", "input Window end", "select Period", "input From date"}
    wanted |= {f"button {title}" for title in titles}

    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(focused(page).replace("iframe Map of events", "iframe"))
        if wanted <= reached:
            break

    assert wanted - reached == set()


def test_an_event_is_opened_read_and_left_with_the_keyboard(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(FEW)
    event = atlas.listed()[1]

    atlas.row(event).focus()
    page.keyboard.press("Enter")
    atlas.shows(replace(selected(FEW), event=event))
    expect(atlas.event.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page).startswith(("a ", "button ", "summary "))
    page.keyboard.press("Escape")

    atlas.shows(selected(FEW))
    expect(atlas.row(event)).to_be_focused()


def test_the_focus_stays_in_an_event_while_the_page_follows_the_timeline(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open("?from=2025-05-01&to=2025-05-09&period=crisis-2025")
    before = selected("?from=2025-05-01&to=2025-05-09&period=crisis-2025")
    event = atlas.listed()[0]

    # The timeline reports a moment after the last key: the account is drawn once more.
    atlas.end.press("ArrowRight")
    atlas.row(event).press("Enter")

    atlas.shows(replace(before, window=atlas.moved_from(before.window), event=event))
    expect(atlas.event.get_by_role("heading", level=2)).to_be_focused()


def test_a_switch_and_a_button_of_the_key_keep_the_focus(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(FEW)
    uses = ((atlas.family("diplomacy"), "aria-checked"), (atlas.kind("diplomacy"), "aria-pressed"))

    for used, state in uses:
        for shown in ("false", "true"):
            used.press("Space")
            expect(used).to_have_attribute(state, shown)
            expect(used).to_be_focused()


def test_a_slider_says_its_date(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open("?from=2025-05-01&to=2025-05-04&period=crisis-2025")
    expect(atlas.start).to_have_attribute("aria-valuetext", "1 May 2025")
    expect(atlas.end).to_have_attribute("aria-valuetext", "4 May 2025")

    atlas.end.press("ArrowRight")

    expect(atlas.end).to_have_attribute("aria-valuetext", "5 May 2025")


def test_everything_that_can_be_used_has_a_name(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    roles = "button|link|slider|textbox|combobox|switch|radio|list|region"
    nameless = re.compile(rf'^\s*- (?:{roles})\b(?! ").*$', re.MULTILINE)

    for event in (None, "2025-05-07-operation-sindoor"):
        if event:
            atlas.row(event).click()
            atlas.shows(replace(opening(), event=event))
        for place in (page.locator("main"), map_frame(page).locator("body")):
            told = nameless.findall(place.aria_snapshot())
            # Only lists of an account stand unnamed under the heading that names them.
            assert [one for one in told if one.strip() != "- list:"] == []


def test_regions_and_headings_are_named(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()

    for name in ("Timeline", "Article"):
        expect(page.get_by_role("region", name=name, exact=True)).to_be_visible()
    for name in ("Violence", "Military posture", "Diplomacy", "Politics and people", "Playback"):
        expect(page.get_by_role("group", name=name, exact=True)).to_be_visible()
    expect(atlas.frame.get_by_role("group", name=re.compile("^Map of events"))).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(atlas.status).to_have_text(re.compile("events$"))
