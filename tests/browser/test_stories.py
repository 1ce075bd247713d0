"""Stories: offered at the start, walked step by step, and found again by their links."""

from dataclasses import replace

from playwright.sync_api import Page, expect

from kashmir_map.telling import cards
from tests.browser.atlas import Atlas
from tests.browser.expected import ids, opening, record, selected
from tests.browser.server import Server
from tests.browser.tabs import OpenPage

ARTICLES = "moscow-urges-restraint"
STRIKES = "2025-05-07-operation-sindoor"

# Share of the opaque pixels in the middle of a symbol: quiet context is drawn pale.
_STRENGTH = """id => {
    const canvas = document.querySelector(".leaflet-events-pane canvas")
    const ratio = canvas.width / canvas.clientWidth
    const { x, y } = eventLayer.positionOf(id)
    const box = canvas.getBoundingClientRect()
    const at = [x - box.x, y - box.y].map(part => Math.round(part * ratio))
    const { data } = canvas.getContext("2d").getImageData(at[0] - 6, at[1] - 6, 12, 12)
    return Math.max(...data.filter((_, part) => part % 4 === 3)) / 255
}"""


def test_the_start_offers_every_story_the_articles_first(page: Page, server: Server) -> None:
    Atlas(page, server).open()
    first, *others = cards(record())

    assert first["id"] == ARTICLES
    article = page.get_by_role("region", name="Article")
    expect(article).to_be_in_viewport(ratio=1)
    expect(article.get_by_role("button", name=f"Read it in {first['steps']} steps")).to_be_visible()
    offered = page.get_by_role("region", name=f"Other stories ({len(others)})")
    expect(offered).to_be_in_viewport(ratio=1)
    expect(offered.locator(".story-card b")).to_have_text([card["title"] for card in others])
    expect(offered.locator(".story-card").first).to_be_in_viewport(ratio=1)
    expect(offered.locator(".story-card").first).to_contain_text(others[0]["when"])


def test_on_a_phone_the_stories_stand_on_the_first_screen(
    open_page: OpenPage, server: Server
) -> None:
    page = open_page(width=390, height=844, touch=True)
    atlas = Atlas(page, server).open()
    offered = page.get_by_role("region", name="Stories (10)")

    told = [card["title"] for card in cards(record())]
    expect(offered.locator(".story-card b")).to_have_text(told)
    expect(offered.locator(".story-card").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".shelf:visible")).to_have_count(1)

    offered.locator(".story-card").first.tap()
    atlas.shows(opening().stepped(0, record()))
    atlas.event.get_by_role("heading", level=2).press("Escape")
    offered.locator(".story-card").nth(1).tap()
    atlas.shows(opening().telling(cards(record())[1]["id"], record()))


def test_a_card_loads_its_story(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    card = cards(record())[3]

    page.locator(f'.panel [data-story="{card["id"]}"]').click()

    atlas.shows(opening().telling(card["id"], record()))
    expect(page.get_by_role("heading", level=1)).to_have_text(card["title"])


def test_the_summary_unfolds(page: Page, server: Server) -> None:
    Atlas(page, server).open()
    summary = page.get_by_role("region", name="Article").locator(".summary")
    cut = "one => one.scrollHeight - one.clientHeight"
    assert summary.evaluate(cut) > 0

    page.get_by_role("button", name="Read the summary").click()

    assert summary.evaluate(cut) <= 0
    page.get_by_role("button", name="Fold the summary").click()
    assert summary.evaluate(cut) > 0


def test_the_link_of_a_step_opens_at_it(page: Page, server: Server) -> None:
    step = [one.event for one in record().stories[ARTICLES].steps].index(STRIKES)
    atlas = Atlas(page, server).open(f"?story={ARTICLES}&event={STRIKES}")

    atlas.shows(opening().stepped(step, record()))
    bar = page.get_by_role("region", name="Story", exact=True)
    expect(bar).to_contain_text(f"step {step + 1} of 14")
    bar.get_by_role("button", name="Next").click()
    atlas.shows(opening().stepped(step + 1, record()))


def test_the_arrow_keys_walk_the_steps_and_stay_within_them(page: Page, server: Server) -> None:
    atlas = Atlas(page, server).open()
    page.get_by_role("button", name="Read it in 14 steps").click()
    atlas.shows(opening().stepped(0, record()))

    page.keyboard.press("ArrowLeft")  # there is none before the first
    page.keyboard.press("ArrowRight")
    atlas.shows(opening().stepped(1, record()))
    page.keyboard.press("ArrowRight")
    atlas.shows(opening().stepped(2, record()))
    page.keyboard.press("ArrowLeft")
    atlas.shows(opening().stepped(1, record()))

    # What needs the arrows itself keeps them.
    before = atlas.window
    atlas.end.press("ArrowRight")
    window = atlas.moved_from(before)
    atlas.links(replace(opening().stepped(1, record()), window=window))


def test_beside_a_step_all_other_events_are_quiet_context(page: Page, server: Server) -> None:
    steps = {step.event for step in record().stories[ARTICLES].steps}
    atlas = Atlas(page, server).open(f"?period=story&event={STRIKES}")
    on_map = atlas.singles()
    context = [event for event in on_map if event not in steps]
    told = [group for group in atlas.counts() if steps & set(group)]

    assert context
    assert told
    assert all(atlas.frame.evaluate(_STRENGTH, event) < 0.7 for event in context)
    assert all(atlas.frame.evaluate(_STRENGTH, group[0]) > 0.9 for group in told)
    assert set(on_map) <= set(ids(selected(f"?period=story&event={STRIKES}")))


def test_a_story_with_an_event_of_another_time_shows_the_event(page: Page, server: Server) -> None:
    ceasefire = "1949-01-01-ceasefire"
    link = f"?story={ARTICLES}&event={ceasefire}"
    atlas = Atlas(page, server).open(link)

    atlas.shows(selected(link))
    assert ceasefire in atlas.visible()
