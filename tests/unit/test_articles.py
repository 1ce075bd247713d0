import json
from collections.abc import Callable
from pathlib import Path

from kashmir_map.articles import ArticleRow, article_rows, told_events
from kashmir_map.catalog import Catalog
from kashmir_map.evidence import gather_evidence

Edit = Callable[[str, str, str], None]


def rows(folder: Path) -> dict[str, ArticleRow]:
    catalog = Catalog.load(folder)
    return {row["id"]: row for row in article_rows(catalog, gather_evidence(catalog))}


def test_every_article_is_a_row_in_words(folder: Path) -> None:
    found = rows(folder)
    assert list(found) == ["dawn-strikes", "mt-restraint", "wp-ceasefire"]
    row = {name: value for name, value in found["dawn-strikes"].items() if name != "supports"}
    assert row == {
        "id": "dawn-strikes",
        "title": "Strikes, and what followed",
        "described": False,
        "publisher": "Dawn",
        "agency": "AFP",
        "country": "Pakistan",
        "kind": "newspaper",
        "published": "2025-05-07",
        "date": "7 May 2025",
        "accessed": "23 November 2026",
        "language": "en",
        "url": "https://www.dawn.com/1",
        "also": ["It is cited for how boundaries are drawn: As India depicts it."],
    }
    assert (found["wp-ceasefire"]["country"], found["wp-ceasefire"]["date"]) == ("Not known", "")
    assert found["wp-ceasefire"]["described"]


def test_a_row_says_which_events_cite_it_and_what_rests_on_it(folder: Path) -> None:
    events = told_events(Catalog.load(folder))
    assert [event["id"] for event in events] == list(Catalog.load(folder).events.index)
    supports = rows(folder)["mt-restraint"]["supports"]
    told = {events[one["event"]]["title"]: (one["compared"], one["claims"]) for one in supports}
    assert told == {
        "Moscow urges restraint": (True, []),
        "India strikes nine sites": (True, [("India", "says", "no military site was hit")]),
    }
    assert rows(folder)["mt-restraint"]["also"] == [
        "The story “Four days in May” starts from it.",
    ]


def test_an_event_that_was_not_compared_with_it_is_told_so(folder: Path) -> None:
    (support,) = rows(folder)["wp-ceasefire"]["supports"]
    assert (support["compared"], support["claims"]) == (False, [])


def test_a_denial_is_told_as_one(folder: Path, edit: Edit) -> None:
    edit("claims.csv", "no military site was hit,,asserts", "a camp was hit,,denies")
    supports = rows(folder)["mt-restraint"]["supports"]
    assert [one["claims"] for one in supports if one["claims"]] == [
        [("India", "denies", "a camp was hit")]
    ]


def test_an_agency_that_publishes_itself_is_named_once(folder: Path, edit: Edit) -> None:
    edit("articles.csv", "dawn-strikes,Dawn,PK", "dawn-strikes,AFP,PK")
    assert (rows(folder)["dawn-strikes"]["publisher"], rows(folder)["dawn-strikes"]["agency"]) == (
        "AFP",
        "",
    )


def test_every_citation_and_claim_of_the_record_is_there_once() -> None:
    catalog = Catalog.load()
    found = article_rows(catalog, gather_evidence(catalog))
    events = told_events(catalog)
    cited = [(events[one["event"]]["id"], row["id"]) for row in found for one in row["supports"]]
    assert sorted(cited) == sorted(
        catalog.citations[["event", "article"]].itertuples(index=False, name=None)
    )
    claims = [claim for row in found for one in row["supports"] for claim in one["claims"]]
    assert len(claims) == len(catalog.claims)
    assert json.loads(json.dumps(events)) == events
