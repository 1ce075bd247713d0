"""One event told: how a reader gets to its account and back, and what the account says."""

import re
from dataclasses import replace

from playwright.sync_api import Page, expect

from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening, record, selected
from tests.browser.server import Server

STRIKES = "2025-05-07-operation-sindoor"
ARTICLE = "moscow-times-urges-restraint"


# The way in and out


def test_a_list_entry_opens_its_event_and_the_way_back_returns_to_it(
    page: Page, server: Server
) -> None:
    atlas = Atlas(page, server).open()

    atlas.row(STRIKES).click()
    atlas.shows(replace(opening(), event=STRIKES))
    expect(atlas.event.get_by_role("heading", level=2)).to_be_focused()
    atlas.event.get_by_role("button", name=re.compile("^← [0-9]")).click()

    atlas.shows(opening())
    expect(atlas.event).to_have_count(0)
    expect(atlas.row(STRIKES)).to_be_focused()
    expect(atlas.row(STRIKES)).to_be_in_viewport()


def test_escape_closes_the_event_and_returns_to_its_entry(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(f"?event={STRIKES}")
    open_ = selected(f"?event={STRIKES}")
    atlas.shows(open_)

    atlas.event.get_by_role("heading", level=2).press("Escape")

    atlas.shows(replace(open_, event=None))
    expect(atlas.row(STRIKES)).to_be_focused()


def test_previous_and_next_walk_through_the_list(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    listed = atlas.listed()
    place = listed.index(STRIKES)
    atlas.row(STRIKES).click()
    previous = atlas.event.get_by_role("button", name="Previous", exact=True)
    following = atlas.event.get_by_role("button", name="Next", exact=True)

    expect(atlas.event).to_contain_text(f"Event {place + 1} of {len(listed)}")
    following.click()
    atlas.shows(replace(opening(), event=listed[place + 1]))
    previous.click()
    atlas.tells(STRIKES)
    previous.click()
    atlas.shows(replace(opening(), event=listed[place - 1]))


def test_the_first_event_has_no_previous_and_the_last_no_next(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    first, *_, last = atlas.listed()

    atlas.row(first).click()
    expect(atlas.event.get_by_role("button", name="Previous", exact=True)).to_be_disabled()
    expect(atlas.event.get_by_role("button", name="Next", exact=True)).to_be_enabled()
    atlas.event.get_by_role("heading", level=2).press("Escape")
    atlas.row(last).click()
    expect(atlas.event.get_by_role("button", name="Next", exact=True)).to_be_disabled()


def test_a_linked_event_opens_and_the_window_moves_to_it(page: Page, server: Server) -> None:
    events = record().events
    event, other = next(
        (event, other)
        for event in ids(opening())
        for other in events.loc[event, "related"]
        if other not in ids(opening()) and len(events.loc[event, "related"]) <= 8
    )
    atlas = Atlas(page, server).open(f"?period=story&event={event}")
    before = selected(f"?period=story&event={event}")
    atlas.shows(before)

    atlas.event.get_by_role("button", name=events.loc[other, "title"], exact=True).click()

    atlas.shows(before.opened(other, record()))
    assert other in atlas.visible()


# What it says


def test_the_strikes_of_7_may_are_told_by_who_says_what(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(f"?event={STRIKES}")
    targets = atlas.event.locator(".spoken", has=page.get_by_role("heading", name="Targets"))

    def speaker(name: str) -> str:
        block = targets.locator(".speaker", has=page.get_by_text(name, exact=True))
        expect(block).to_have_count(1)
        return block.inner_text()

    india = speaker("Government of India")
    assert "‘terrorist infrastructure’" in india
    assert re.search(r"asserts 7 May 2025 · The Moscow Times", india)
    pakistan = speaker("Government of Pakistan")
    assert "none of the places hit was a militant camp" in pakistan
    assert re.search(r"denies 7 May 2025 · The Moscow Times", pakistan)
    assert "terrorist infrastructure" not in pakistan


def test_death_figures_stand_with_who_says_them_and_where(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(f"?event={STRIKES}")
    deaths = atlas.event.locator(".numbers", has=page.get_by_role("heading", name="Deaths"))

    def rows(figure: str) -> list[str]:
        found = deaths.locator("tr", has=page.get_by_text(figure, exact=True))
        return [" ".join(words.split()) for words in found.all_inner_texts()]

    assert any("Islamabad" in row and "The Moscow Times" in row for row in rows("38+"))
    assert any("Government of India" in row and "The Moscow Times" in row for row in rows("12"))
    assert any("Pakistan military" in row for row in rows("31+"))
    expect(atlas.event).to_contain_text("Figures are claims; they are not added up.")
    source = deaths.get_by_role("link", name="The Moscow Times").first
    expect(source).to_have_attribute("href", str(record().articles.loc[ARTICLE, "url"]))
    expect(source).to_have_attribute("rel", re.compile("noreferrer"))


def test_every_source_of_the_event_is_named_and_linked(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(f"?event={STRIKES}")
    cited = record().citations
    articles = record().articles.loc[cited.loc[cited["event"] == STRIKES, "article"]]

    links = atlas.event.locator(".sources").get_by_role("link")

    expect(links).to_have_count(len(articles))
    hrefs = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert sorted(hrefs) == sorted(articles["url"])


def test_the_opening_page_introduces_the_article(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    card = page.get_by_role("region", name="Article")
    story = record().stories["moscow-urges-restraint"]

    expect(card).to_contain_text("The Moscow Times · 8 May 2025")
    expect(card.get_by_role("link")).to_have_attribute(
        "href", str(record().articles.loc[ARTICLE, "url"])
    )
    expect(card).to_contain_text(story.summary)
    expect(page.get_by_role("heading", level=1)).to_have_text(story.title)

    atlas.choice("Period").select_option(label="Whole record")
    expect(card).to_have_count(0)
