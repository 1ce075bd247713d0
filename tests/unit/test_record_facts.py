"""What a reader of the article of 8 May 2025 must find in the record, with who says it."""

from datetime import date

import pandas as pd
import pytest

from kashmir_map.account import account
from kashmir_map.catalog import Catalog
from kashmir_map.dates import Window
from kashmir_map.evidence import contrasting_claims, gather_evidence
from kashmir_map.selection import OPENING_STORY, Selection

ARTICLE = "moscow-times-urges-restraint"
SINDOOR = "2025-05-07-operation-sindoor"
CRISIS = Window.from_query("2025-04-22", "2025-05-10")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def claims_on(catalog: Catalog, event: str, **cells: object) -> pd.DataFrame:
    """Return the claims on an event whose cells are as given."""
    found = catalog.claims[catalog.claims["event"] == event]
    for column, value in cells.items():
        found = found[found[column] == value]
    return found


def test_the_record_does_not_shrink(catalog: Catalog) -> None:
    assert len(catalog.events) >= 480
    assert len(catalog.articles) >= 2000
    assert len(catalog.claims) >= 1600
    assert (catalog.events["status"] == "published").all()


def test_every_event_rests_on_a_source(catalog: Catalog) -> None:
    assert set(catalog.citations["event"]) == set(catalog.events.index)
    assert set(catalog.citations["article"]) <= set(catalog.articles.index)
    assert catalog.articles["url"].str.match(r"https?://").all()


def test_the_article_is_there_with_publisher_date_and_address(catalog: Catalog) -> None:
    article = catalog.articles.loc[ARTICLE]

    assert article["publisher"] == "The Moscow Times"
    assert article["published"] == "2025-05-08"
    assert article["url"].startswith("https://www.themoscowtimes.com/2025/05/08/")
    assert "Restraint" in article["title"]
    assert not article["title_is_description"]


def test_the_story_starts_from_the_article_and_its_steps_show_on_opening(catalog: Catalog) -> None:
    story = catalog.stories[OPENING_STORY]
    shown = set(Selection.opening(catalog).events(catalog))

    assert story.article == ARTICLE
    assert story.window == CRISIS
    assert {step.event for step in story.steps} <= shown
    assert {mark.event for mark in story.marks} <= shown
    # Numbers and charges of the summary stand beside who makes them.
    for words in (
        "Russia's foreign ministry called on India and Pakistan to show restraint",
        "on Monday 5 May to offer condolences for the 26 people",
        "India said that its strikes of 7 May hit nine sites of ‘terrorist infrastructure’",
        "Pakistan said that none of them was a militant camp",
        "According to Islamabad at least 38 people were killed",
        "according to New Delhi 12 Indian citizens died",
    ):
        assert words in story.summary


def test_nine_places_were_struck_on_7_may(catalog: Catalog) -> None:
    strikes = [event for event in catalog.events.index if event.startswith("2025-05-07-strike-")]

    assert len(strikes) == 9
    for event in strikes:
        row = catalog.events.loc[event]
        assert row["family"] == "violence"
        assert Window.from_query("2025-05-07", "2025-05-07").meets(
            int(row["start_minute"]), int(row["end_minute"])
        )
        assert SINDOOR in row["related"]
        assert len(claims_on(catalog, event))
    assert set(strikes) <= set(catalog.events.loc[SINDOOR, "related"])


def test_india_says_nine_sites_and_pakistan_denies(catalog: Catalog) -> None:
    india = claims_on(
        catalog, SINDOOR, subject="targets", side="india", stance="asserts", article=ARTICLE
    )
    pakistan = claims_on(
        catalog, SINDOOR, subject="targets", side="pakistan", stance="denies", article=ARTICLE
    )

    assert (india["low"].tolist(), india["high"].tolist()) == ([9], [9])
    assert "‘terrorist infrastructure’" in india["value_text"].item()
    assert "militant camp" in pakistan["value_text"].item()
    assert [
        verb for _, verb, _ in contrasting_claims(gather_evidence(catalog)[SINDOOR].claims)
    ] == [
        "says",
        "denies",
    ]


def test_at_least_38_died_according_to_islamabad(catalog: Catalog) -> None:
    claim = claims_on(catalog, SINDOOR, subject="deaths", side="pakistan", article=ARTICLE)

    assert claim["low"].tolist() == [38]
    assert claim["high"].isna().all()
    assert claim["speaker"].str.contains("Islamabad").all()
    assert claim["stance"].tolist() == ["asserts"]


def test_twelve_died_according_to_india(catalog: Catalog) -> None:
    claim = claims_on(catalog, SINDOOR, subject="deaths", side="india", article=ARTICLE)

    assert (claim["low"].tolist(), claim["high"].tolist()) == ([12], [12])
    assert claim["speaker"].tolist() == ["Government of India"]


def test_the_two_counts_are_not_of_the_same_people(catalog: Catalog) -> None:
    told = account(catalog, gather_evidence(catalog), SINDOOR)

    (deaths,) = (group for group in told["counted"] if group["subject"] == "Deaths")
    who = {
        claim["figure"]: group["who"]
        for group in deaths["groups"]
        for claim in group["claims"]
        if claim["source"] == "The Moscow Times"
    }
    assert set(who) == {"38+", "12"}
    assert who["38+"] != who["12"]
    assert "not added up" in told["claimWords"]


def test_russia_calls_for_restraint(catalog: Catalog) -> None:
    event = catalog.events.loc["2025-05-07-russia-mfa-restraint"]
    claims = claims_on(catalog, "2025-05-07-russia-mfa-restraint", article=ARTICLE)

    assert event["type"] == "statement"
    assert "Moscow" in event["place"]
    assert claims["value_text"].str.contains("restraint").any()
    assert set(claims["side"]) == {"elsewhere"}


def test_putin_called_modi_on_a_monday(catalog: Catalog) -> None:
    assert date(2025, 5, 5).weekday() == 0

    told = account(catalog, gather_evidence(catalog), "2025-05-05-putin-modi-call")

    assert told["when"] == "Monday 5 May 2025"
    assert "condolences" in told["summary"]
    assert "The Moscow Times" in {source["publisher"] for source in told["sources"]}


def test_26_were_killed_near_pahalgam(catalog: Catalog) -> None:
    event = "2025-04-22-pahalgam-attack"
    deaths = claims_on(catalog, event, subject="deaths", stance="asserts")
    blame = claims_on(catalog, event, subject="responsibility")

    assert set(deaths["low"]) == {26}
    assert {("india", "asserts"), ("pakistan", "denies")} <= set(
        zip(blame["side"], blame["stance"], strict=True)
    )
    assert catalog.events.loc[event, "start"] == "2025-04-22"
    assert "nearly all of them tourists" in catalog.events.loc[event, "summary"]


def test_both_sides_tell_of_their_own_dead_across_the_line(catalog: Catalog) -> None:
    poonch = claims_on(catalog, "2025-05-07-poonch-shelling", subject="deaths", side="india")
    across = claims_on(catalog, "2025-05-07-loc-ajk-shelling", subject="deaths", side="pakistan")

    assert 12 in poonch["low"].tolist()
    assert len(across) > 0


def test_what_the_article_says_is_attributed_wherever_it_is_used(catalog: Catalog) -> None:
    claims = catalog.claims[catalog.claims["article"] == ARTICLE]

    assert set(claims["side"]) == {"india", "pakistan", "elsewhere"}
    assert claims["speaker"].str.len().min() > 0
    # What the paper itself observed is its own; every count and every charge has its speaker.
    assert set(claims.loc[claims["speaker"] == "The Moscow Times", "subject"]) <= {"other"}
