from pathlib import Path
from typing import Any

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import ClaimRow, Evidence
from kashmir_map.quotes import quotes
from kashmir_map.reading import Row
from kashmir_map.retelling import (
    INDIA,
    NO_CLAIM,
    NOT_CITED,
    NOT_FOUND,
    NOTHING,
    PAKISTAN,
    Teller,
    retelling,
    tellers_on_offer,
)
from tests.unit.test_statements import claim, number, source

STRIKES = "2025-05-07-strikes"
CHINA = Teller("side", "china")


@pytest.fixture
def catalog(folder: Path) -> Catalog:
    return Catalog.load(folder)


def row(event: str = STRIKES, day: str = "Wednesday 7 May 2025") -> Row:
    return Row(
        id=event,
        start=0,
        end=1,
        day=day,
        title="A title",
        meta="01:05 IST",
        evidence="",
        oneSided="",
        type="missile",
        family="violence",
        precision="town",
        position=0,
    )


def cells(
    catalog: Catalog, tellers: tuple[Teller, Teller], *claims: ClaimRow
) -> list[dict[str, Any]]:
    """The cells of one event, with their claims in words."""
    evidence = {STRIKES: Evidence(claims, (source("one"), source("two")))}
    said = quotes(evidence)[STRIKES]
    told = retelling(catalog, evidence, [row()], tellers)
    found: list[dict[str, Any]] = told["days"][0]["events"][0]["cells"]
    return [
        {
            **cell,
            "claims": [
                {
                    **said[one["told"][0]],
                    "against": one["against"],
                    "sources": [said[place]["source"] for place in one["told"]],
                }
                for one in cell["claims"]
            ],
        }
        for cell in found
    ]


def test_each_column_holds_its_own_side_and_marks_what_the_other_denies(catalog: Catalog) -> None:
    left, right = cells(
        catalog,
        (INDIA, PAKISTAN),
        claim("india", value_text="nine camps"),
        claim("pakistan", value_text="no camp", stance="denies"),
        claim("residents", value_text="a mosque"),
    )

    assert [(one["text"], one["stance"], one["against"]) for one in left["claims"]] == [
        ("nine camps", "asserts", True)
    ]
    assert [(one["text"], one["stance"], one["against"]) for one in right["claims"]] == [
        ("no camp", "denies", True)
    ]
    assert (left["gap"], right["gap"]) == ("", "")


def test_a_denial_by_someone_who_has_no_column_marks_nothing(catalog: Catalog) -> None:
    left, _ = cells(catalog, (INDIA, CHINA), claim("india"), claim("pakistan", stance="denies"))

    assert [one["against"] for one in left["claims"]] == [False]


def test_gaps_stand_as_gaps(catalog: Catalog) -> None:
    catalog.events.at[STRIKES, "not_found"] = ("pakistan",)

    left, right = cells(catalog, (CHINA, PAKISTAN), claim("india"))

    assert (left["gap"], right["gap"]) == (NOTHING, NOT_FOUND)
    assert left["claims"] == right["claims"] == []


def test_a_publisher_tells_whatever_it_reports(catalog: Catalog) -> None:
    one, two = Teller("publisher", "Paper one"), Teller("publisher", "Paper two")

    left, right = cells(
        catalog, (one, two), claim("india"), claim("pakistan", value_text="other words")
    )
    third, _ = cells(catalog, (Teller("publisher", "Paper three"), two))

    assert [told["text"] for told in left["claims"]] == ["words", "other words"]
    assert right["gap"] == NO_CLAIM
    assert third["gap"] == NOT_CITED


def test_figures_of_the_same_words_keep_their_sources_and_who_is_counted(catalog: Catalog) -> None:
    militants = number("india", 70, 70, "militants")._replace(value_text="70 killed")

    left, _ = cells(catalog, (INDIA, PAKISTAN), militants, militants._replace(article="two"))

    (told,) = left["claims"]
    assert told["counted"] == "militants"
    assert [name for name, _ in told["sources"]] == ["Paper one", "Paper two"]


def test_events_stand_by_day_in_the_order_given(catalog: Catalog) -> None:
    other = "1949-01-01-ceasefire"
    evidence = {
        STRIKES: Evidence((claim("india"),), (source("one"),)),
        other: Evidence((), ()),
    }

    told = retelling(catalog, evidence, [row(other, "1 January 1949"), row()], (INDIA, PAKISTAN))

    assert [day["day"] for day in told["days"]] == ["1 January 1949", "Wednesday 7 May 2025"]
    assert [day["events"][0]["silent"] for day in told["days"]] == [True, False]
    assert told["words"] == "India: 1 of 2 events; Pakistan: 0; both: 0."


def test_a_teller_of_a_link_is_one_that_the_record_holds(catalog: Catalog) -> None:
    publisher = str(catalog.articles["publisher"].iloc[0])

    assert Teller.from_link("india", catalog) == INDIA
    assert Teller.from_link(f"by.{publisher}", catalog) == Teller("publisher", publisher)
    for text in ("", "atlantis", publisher, "by.", "by.No such paper", "<script>"):
        assert Teller.from_link(text, catalog) is None
    for teller in (INDIA, Teller("publisher", publisher)):
        assert Teller.from_link(teller.link, catalog) == teller


def test_publishers_are_on_offer_by_how_much_they_carry() -> None:
    evidence = {
        STRIKES: Evidence(
            (claim("india"), claim("india", article="two"), claim("pakistan", article="two")),
            (source("one"), source("two"), source("three")),
        )
    }

    offer = tellers_on_offer(evidence, [STRIKES])

    assert [words for _, words in offer["Publishers"]] == ["Paper two (2)", "Paper one (1)"]
    assert offer["Sides"][0] == ("india", "India")
