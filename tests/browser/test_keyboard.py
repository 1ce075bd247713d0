"""Whoever uses no mouse reaches everything, and knows what it is."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from kashmir_map.vocabulary import FAMILIES
from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening, record, selected
from tests.browser.pages import PAGES, visit
from tests.browser.server import Server
from tests.browser.tabs import map_frame

FEW = "?from=1947-10-22&to=1947-10-27&period=1947-1972"

SKIPS = {
    "Skip to the map": "iframe Map of events",
    "Skip to the stories": "button Read it in 14 steps",
    "Skip to the timeline": "button Play",
    "Skip to the filters": "button Violence",
}

# Whether the focus can be seen: an outline or a shadow around the element that has it, or around
# what stands for it (a grip's tab, a field's frame).
_RINGED = """() => {
    let one = document.activeElement
    while (true) {
        const within = one.shadowRoot || (one.tagName === "IFRAME" && one.contentDocument)
        if (!within || !within.activeElement || within.activeElement === within.body) break
        one = within.activeElement
    }
    const ringed = (place) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(place)
        if (outlineStyle === "auto" || boxShadow !== "none") return true // auto: the browser's own
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1.5
    }
    const near = [one, one.parentElement, one.previousElementSibling, one.nextElementSibling]
    const name = one.ariaLabel || one.innerText || one.title || one.id || ""
    return [`${one.tagName.toLowerCase()} ${name.trim().split("\\n")[0]}`,
        near.some(place => place && ringed(place))]
}"""

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
    wanted |= {f"button {titles[0]}"}  # the list is one stop; the arrow keys go on from there

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


# ---- the whole reading path ----------------------------------------------------------------------


def press_until(page: Page, key: str, name: str, *, most: int = 60) -> None:
    """Press a key until something with a name that begins so has the focus."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        seen.append(focused(page))
        if seen[-1].startswith(name):
            return
    pytest.fail(f"{key} never came to {name}, but to {seen}")


def test_skip_links_come_first_and_lead_to_the_parts(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(FEW)
    names = page.locator(".km-skip button")
    expect(names.first).not_to_be_in_viewport()

    page.keyboard.press("Tab")

    assert focused(page) == "button Skip to the map"
    expect(names.first).to_be_in_viewport()
    # What is not there is not offered: no event is open.
    expect(page.get_by_role("button", name="Skip to the open event")).to_be_hidden()
    press_until(page, "Tab", "button Skip to the list of events", most=5)
    page.keyboard.press("Enter")
    expect(atlas.row(atlas.listed()[0])).to_be_focused()
    expect(names.first).not_to_be_in_viewport()


@pytest.mark.parametrize("name", SKIPS)
def test_a_skip_link_leads_to_its_part(page: Page, server: Server, name: str) -> None:
    Atlas(page, server).open()

    press_until(page, "Tab", f"button {name}", most=6)
    page.keyboard.press("Enter")

    assert focused(page) == SKIPS[name]


def test_the_list_is_one_stop_and_the_arrow_keys_go_through_it(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    first, second, *_, last = atlas.listed()

    atlas.row(first).focus()
    page.keyboard.press("ArrowDown")
    expect(atlas.row(second)).to_be_focused()
    page.keyboard.press("End")
    expect(atlas.row(last)).to_be_focused()
    expect(atlas.row(last)).to_be_in_viewport()
    page.keyboard.press("ArrowDown")  # there is none after it
    expect(atlas.row(last)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert focused(page) == "button Step back"
    page.keyboard.press("Shift+Tab")
    expect(atlas.row(second)).to_be_focused()  # where the reader was
    expect(atlas.list.locator('.row[tabindex="0"]')).to_have_count(1)


def test_a_new_window_leaves_the_list_a_stop(page: Page, server: Server) -> None:
    link = "?from=2025-05-01&to=2025-05-04&period=crisis-2025"
    later = ids(selected("?from=2025-05-06&to=2025-05-09&period=crisis-2025"))
    atlas = Atlas(page, server).open(link)
    gone = next(event for event in atlas.listed() if event not in later)
    atlas.row(gone).focus()

    for _ in range(5):
        atlas.button("Step forward").press("Enter")
    expect(atlas.row(gone)).to_have_count(0)

    expect(atlas.list.locator('.row[tabindex="0"]')).to_have_count(1)


def test_the_reading_path_needs_no_mouse(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    start = opening()
    first, event = atlas.listed()[:2]

    # An event is opened, its claims and sources are read, and it is closed.
    press_until(page, "Tab", "button Skip to the list", most=6)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    atlas.shows(replace(start, event=event))
    expect(atlas.event.get_by_role("heading", level=2)).to_be_focused()
    sources = atlas.event.locator(".sources").get_by_role("link")
    names = set(sources.all_inner_texts())
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(focused(page).partition(" ")[2])
        if names <= reached:
            break
    assert names <= reached
    expect(sources.last).to_be_in_viewport()
    page.keyboard.press("Escape")
    atlas.shows(start)
    expect(atlas.row(event)).to_be_focused()

    # A story is walked.
    press_until(page, "Shift+Tab", "button Read it in 14 steps", most=6)
    page.keyboard.press("Enter")
    atlas.shows(start.stepped(0, record()))
    page.keyboard.press("ArrowRight")
    atlas.shows(start.stepped(1, record()))
    page.keyboard.press("Escape")
    closed = replace(start.stepped(1, record()), event=None)
    atlas.shows(closed)
    expect(atlas.row(str(start.stepped(1, record()).event))).to_be_focused()

    # The window is moved.
    press_until(page, "Tab", "input Window end", most=16)
    before = atlas.window
    page.keyboard.press("ArrowRight")
    moved = replace(closed, window=atlas.moved_from(before))
    atlas.shows(moved)

    # The list is filtered.
    press_until(page, "Shift+Tab", "button Violence")
    page.keyboard.press("Space")
    hidden = frozenset(FAMILIES["violence"])
    atlas.shows(replace(moved, hidden=hidden))
    page.keyboard.press("Space")
    atlas.shows(moved)

    # A place is looked for, and the map goes there.
    press_until(page, "Shift+Tab", "input", most=8)
    expect(page.get_by_role("combobox", name="Find a place")).to_be_focused()
    page.keyboard.type("Teetwal")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    place = "({ lat, lng }) => Math.hypot(lat - 34.39, lng - 73.78) < 0.2"
    atlas.frame.wait_for_function(f"({place})(eventLayer.map.getCenter())")
    assert first in ids(start)


def test_the_stories_are_one_stop_and_the_arrow_keys_go_through_them(
    page: Page, server: Server
) -> None:
    Atlas(page, server).open()
    stories = page.locator(".panel .story-card")
    press_until(page, "Tab", "button Skip to the stories", most=6)
    page.keyboard.press("Enter")

    press_until(page, "Tab", "button " + stories.first.locator("b").inner_text(), most=5)
    page.keyboard.press("End")

    expect(stories.last).to_be_focused()
    expect(stories.last).to_be_in_viewport(ratio=1)
    page.keyboard.press("ArrowLeft")
    expect(stories.nth(-2)).to_be_focused()


@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_seen_wherever_it_is(page: Page, server: Server, name: str) -> None:
    visit(page, server, name)

    unseen = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        what, ringed = page.evaluate(_RINGED)
        if what.startswith("body"):
            break  # round once
        if not ringed:
            unseen.add(what)

    assert unseen == set()
