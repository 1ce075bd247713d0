"""The sources page in a browser: nothing is cut off, nothing too small, articles are narrowed."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import Atlas
from tests.browser.expected import record
from tests.browser.server import Server
from tests.browser.tabs import OpenPage

LEAST_TEXT = 11  # CSS pixels

_OVERFLOW = """() => [document.documentElement, document.body,
    document.querySelector("[data-testid=stMain]"), document.querySelector(".st-key-sources")]
    .map(one => one.scrollWidth - one.clientWidth)"""

_SMALLEST = """element => Math.min(...[...element.querySelectorAll("*")]
    .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize(
    ("width", "height", "theme"), [(1440, 900, "light"), (390, 844, "dark")], ids=["desk", "phone"]
)
def test_the_page_fits_and_can_be_read(
    server: Server, open_page: OpenPage, width: int, height: int, theme: Literal["light", "dark"]
) -> None:
    page = open_page(width=width, height=height, color_scheme=theme, touch=width < 900)
    page.goto(f"{server.url}/sources")

    expect(page.get_by_role("heading", name="What the record rests on")).to_be_visible()
    expect(page.get_by_role("row", name="1850s–1920s: no event")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^elsewhere"))).to_be_visible()
    first = page.locator("[data-article]").first
    first.locator("summary").first.click()
    first.get_by_text("Cite this article").click()
    expect(first.get_by_label("Citation", exact=True)).to_be_visible()
    assert max(page.evaluate(_OVERFLOW)) <= 0
    for part in (".quality", ".articles"):
        assert page.locator(part).evaluate(_SMALLEST) >= LEAST_TEXT


def shown_articles(page: Page) -> list[str]:
    """Ids of the articles that are listed, in their order."""
    found: list[str] = page.locator("[data-article]").evaluate_all(
        "all => all.map(one => one.dataset.article)"
    )
    return found


def test_the_articles_are_narrowed_and_ordered_without_asking_the_server(
    server: Server, page: Page
) -> None:
    articles = record().articles
    atlas = Atlas(page, server).open()
    page.get_by_role("link", name="Sources").click()
    count = page.locator(".articles").get_by_role("status")
    expect(count).to_have_text(f"{len(articles):,} articles.")
    sent = atlas.sent
    search = page.get_by_role("searchbox", name="Search")

    search.fill("moscow times")
    mine = articles[articles["publisher"] == "The Moscow Times"]
    expect(count).to_have_text(f"{len(mine)} of {len(articles):,} articles.")
    search.fill("")
    expect(count).to_have_text(f"{len(articles):,} articles.")

    page.get_by_text("Country", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^Pakistan")).check()
    page.get_by_text("Kind", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^official")).check()
    asked = articles[(articles["publisher_country"] == "PK") & (articles["kind"] == "official")]
    expect(count).to_have_text(f"{len(asked)} of {len(articles):,} articles.")
    assert set(shown_articles(page)) == set(asked.index)

    page.get_by_label("Order").select_option(label="Oldest first")
    dates = [str(articles.loc[one, "published"]) for one in shown_articles(page)]
    assert dates == sorted(filter(None, dates)) + [""] * dates.count("")

    page.get_by_role("button", name="Show all", exact=True).click()
    page.get_by_role("textbox", name="First year").fill("1999")
    page.get_by_role("textbox", name="Last year").fill("1999")
    year = articles[articles["published"].str.startswith("1999")]
    expect(count).to_have_text(f"{len(year)} of {len(articles):,} articles.")
    assert atlas.sent == sent, "the server was asked"


def test_a_long_list_comes_in_parts(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/sources")
    entries = page.locator("[data-article]")
    expect(entries).to_have_count(100)

    page.get_by_role("button", name="Show 100 more").click()

    expect(entries).to_have_count(200)
    expect(entries.nth(100).locator("summary").first).to_be_focused()


def test_an_article_says_what_rests_on_it_and_is_cited(server: Server, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/sources")
    page.get_by_role("searchbox", name="Search").fill("Moscow Urges 'Restraint'")
    article = page.locator("[data-article=moscow-times-urges-restraint]")
    article.locator("summary").first.press("Enter")

    cites = record().citations
    events = cites[cites["article"] == "moscow-times-urges-restraint"]["event"]
    linked = article.get_by_role("list", name="Events that cite it").get_by_role("link")
    expect(linked).to_have_count(len(events))
    expect(article.get_by_role("link", name="https://www.themoscowtimes.com")).to_be_visible()
    expect(article).to_contain_text("Read on 23 November 2026")

    article.get_by_text("Cite this article").press("Enter")
    article.get_by_role("button", name="BibTeX").press("Enter")
    article.get_by_role("button", name="Copy", exact=True).press("Enter")
    expect(article.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@article{moscow-times-urges-restraint,")
    assert copied.endswith("}")

    event = record().events["title"][events.iloc[0]]
    linked.filter(has_text=str(event)).click()
    expect(page.get_by_role("region", name="Event").get_by_role("heading", level=2)).to_have_text(
        str(event)
    )
