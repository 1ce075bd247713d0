"""Links keep their meaning: an old one says what has changed; events and stories are cited."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from kashmir_map.changelog import data_version
from tests.browser.atlas import Atlas
from tests.browser.expected import link_of, record, selected
from tests.browser.server import Server

STRIKES = "2025-05-07-operation-sindoor"
VIEW = f"?from=2025-05-07&to=2025-05-10&period=crisis-2025&event={STRIKES}"


def test_an_old_link_says_what_has_changed_until_that_is_hidden(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(f"{VIEW}&v=0.1.0")
    atlas.shows(selected(VIEW))
    notice = page.get_by_role("region", name="Changes since this link was made")
    expect(notice.get_by_role("alert")).to_contain_text("made with version 0.1.0 of the data")
    expect(notice.get_by_role("alert")).to_contain_text("The event of this link has changed.")

    notice.get_by_text("What has changed").press("Enter")
    notice.get_by_text(re.compile(r"^Added \(")).press("Enter")
    added = notice.get_by_role("link").first
    expect(added).to_be_visible()
    with page.context.expect_page() as opening:
        added.press("Enter")
    other = opening.value
    title = added.inner_text()
    expect(other.get_by_role("region", name="Event").get_by_role("heading", level=2)).to_have_text(
        title
    )
    expect(other.get_by_role("region", name="Changes since this link was made")).to_have_count(0)
    assert dict(parse_qsl(urlsplit(other.url).query))["v"] == data_version()
    other.close()

    # It stays while the reader goes on, and goes when told to.
    atlas.event.get_by_role("button", name="Next").click()
    expect(atlas.event.get_by_role("heading", level=2)).not_to_have_text(
        str(record().events.loc[STRIKES, "title"])
    )
    expect(notice).to_be_visible()
    notice.get_by_role("button", name="Hide").click()
    expect(notice).to_have_count(0)
    assert link_of(atlas.selection) == atlas.link


def test_a_link_of_this_version_says_nothing(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open(f"{VIEW}&v={data_version()}")

    atlas.shows(selected(VIEW))
    expect(page.locator(".news")).to_have_count(0)


def test_an_event_is_cited_and_stays_so_while_the_window_moves(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    atlas = Atlas(page, server).open(VIEW)
    citation = atlas.event.get_by_label("Citation", exact=True)

    atlas.event.get_by_text("Cite this event").press("Enter")
    expect(citation).to_contain_text(f"?event={STRIKES}&v={data_version()}")
    atlas.event.get_by_role("button", name="RIS", exact=True).press("Enter")
    atlas.event.get_by_role("button", name="Copy", exact=True).press("Enter")
    expect(atlas.event.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0] == "TY  - DATA"
    assert copied == citation.inner_text()

    atlas.choice("Period").select_option(label="Whole record")
    atlas.links(replace(selected(VIEW), period="record"))
    expect(citation).to_be_visible()


def test_a_story_is_cited(page: Page, server: Server) -> None:
    Atlas(page, server).open("?story=indus-waters")
    page.get_by_text("Cite this story").press("Enter")

    citation = page.get_by_label("Citation", exact=True)
    expect(citation).to_contain_text(f"?story=indus-waters&v={data_version()}")
