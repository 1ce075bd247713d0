from pathlib import Path
from typing import Any

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.evidence import (
    ClaimRow,
    SourceRow,
    claim_words,
    contrasting_claims,
    death_words,
    figure,
    gather_evidence,
    largest_deaths,
    source_counts,
    source_words,
)


def claim(speaker: str = "Somebody", **changes: Any) -> ClaimRow:  # noqa: ANN401 (any field)
    row = ClaimRow(
        article="an-article",
        speaker=speaker,
        claimant="media",
        side="elsewhere",
        subject="deaths",
        who="civilians",
        counted="civilians",
        low=26,
        high=26,
        value_text="",
        stated="",
        stance="asserts",
    )
    return row._replace(**changes)


def source(country: str = "IN", name: str = "a-source") -> SourceRow:
    return SourceRow(
        id=name,
        publisher="A Newspaper",
        publisher_country=country,
        agency="",
        kind="newspaper",
        title="A headline",
        title_is_description=False,
        url="https://example.org/",
        published="2025-05-07",
    )


# ---- deaths --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([], ""),
        ([claim("Police")], "26 killed, says Police"),
        ([claim("Police", high=None)], "at least 26 killed, says Police"),
        ([claim("Police", high=31)], "26–31 killed, says Police"),
        ([claim("Police", low=0, high=0)], "none killed, says Police"),
        ([claim("Police", low=87_350, high=87_350)], "87,350 killed, says Police"),
        ([claim("India"), claim("Pakistan")], "2 death claims, each 26"),
        ([claim("India"), claim("Pakistan", low=31, high=31)], "2 death claims, 26–31"),
        ([claim("India", high=40), claim("Pakistan", low=31, high=31)], "2 death claims, 26–40"),
        ([claim("India"), claim("Pakistan", high=None)], "2 death claims, each 26 or more"),
        ([claim("A", low=38, high=None), claim("B")], "2 death claims, 26–38 or more"),
        (
            [claim("India"), claim("Pakistan", counted="soldiers"), claim("Reuters")],
            "3 death claims, counting different people",
        ),
        # In words, denied, or of other things: no number of deaths is claimed.
        ([claim(low=None, high=None, value_text="many killed")], ""),
        ([claim(stance="denies")], ""),
        ([claim(subject="injured")], ""),
        ([claim("Police"), claim("Army", stance="denies", low=100)], "26 killed, says Police"),
    ],
)
def test_deaths_are_told_as_claims(claims: list[ClaimRow], words: str) -> None:
    assert death_words(claims) == words


def test_different_people_are_never_made_one_number() -> None:
    words = death_words([claim("A", low=5, high=5), claim("B", low=7, high=7, counted="soldiers")])

    assert not any(number in words for number in ("5", "7", "12"))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (26, 26, "26"),
        (26, 31, "26–31"),
        (38, None, "38+"),
        (0, 0, "0"),
        (1500, 2000, "1,500–2,000"),
    ],
)
def test_a_number_is_written_as_claimed(low: int, high: int | None, words: str) -> None:
    assert figure(low, high) == words


@pytest.mark.parametrize(
    ("claims", "deaths"),
    [
        ([], 0),
        ([claim(low=3, high=5), claim(low=4, high=4)], 5),
        ([claim(low=38, high=None), claim(low=12, high=12)], 38),
        ([claim(low=9, high=9, stance="denies")], 0),
        ([claim(low=9, high=9, subject="injured")], 0),
        ([claim(low=None, high=None)], 0),
        ([claim(low=80_000, high=None, counted="both sides together"), claim(low=2, high=2)], 2),
        ([claim(low=120, high=None, counted="people killed in the unrest")], 0),
        ([claim(low=160, high=160, counted="civilians in Indian-administered Kashmir")], 0),
        ([claim(low=89, high=89, counted="people in all the attacks"), claim(low=30, high=30)], 30),
        # A district of a territory is not the territory.
        (
            [
                claim(
                    low=6,
                    high=6,
                    counted="civilians in the district, Pakistan-administered Kashmir",
                )
            ],
            6,
        ),
    ],
)
def test_an_event_is_as_large_as_the_largest_claim_about_it_alone(
    claims: list[ClaimRow], deaths: int
) -> None:
    assert largest_deaths(claims) == deaths


# ---- sources -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("countries", "words"),
    [
        ([], ("0 sources", "")),
        (["IN"], ("1 source", "Indian")),
        (["PK", "PK"], ("2 sources", "all Pakistani")),
        (["CN", "CN"], ("2 sources", "all Chinese")),
        (["IN", "PK"], ("2 sources", "")),
        (["IN", ""], ("2 sources", "")),
        (["", ""], ("2 sources", "")),
        (["RU"], ("1 source", "")),
        (["GB", "GB", "US"], ("3 sources", "")),
    ],
)
def test_sources_of_one_side_alone_are_said_to_be(
    countries: list[str], words: tuple[str, str]
) -> None:
    assert source_words([source(country) for country in countries]) == words


def test_sources_are_counted_by_where_they_are_published() -> None:
    found = source_counts([source(country) for country in ("IN", "IN", "PK", "RU", "", "CN")])

    assert found == (("published in India", 2), ("in Pakistan", 1), ("elsewhere", 3))


# ---- claims that meet ----------------------------------------------------------------------------


def test_an_assertion_stands_beside_the_denial_of_another_side() -> None:
    india = claim("India", side="india", subject="targets", value_text="nine sites")
    pakistan = claim(
        "Pakistan", side="pakistan", subject="targets", value_text="no camp", stance="denies"
    )
    others = [claim("Reuters"), claim("Police", side="india", subject="responsibility")]

    found = contrasting_claims([*others, pakistan, india])

    assert found == [("India", "says", "nine sites"), ("Pakistan", "denies", "no camp")]


def test_a_side_that_contradicts_itself_is_not_two_sides() -> None:
    claims = [
        claim("Group", side="armed-group", subject="responsibility", value_text="did it"),
        claim(
            "Group", side="armed-group", subject="responsibility", value_text="no", stance="denies"
        ),
        claim("Police", side="india", subject="deaths", value_text="five killed"),
        claim("Witness", side="residents", subject="deaths", value_text="six killed"),
    ]

    assert contrasting_claims(claims) == [
        ("Police", "says", "five killed"),
        ("Witness", "says", "six killed"),
    ]


def test_two_sides_on_one_subject_stand_in_the_order_of_the_table() -> None:
    claims = [
        claim("A", side="india", subject="damage", value_text="a1"),
        claim("A", side="india", subject="damage", value_text="a2"),
        claim("B", side="pakistan", subject="damage", value_text="b1"),
        claim("C", side="elsewhere", subject="damage", value_text="c1"),
    ]

    assert contrasting_claims(claims) == [("A", "says", "a1"), ("B", "says", "b1")]


def test_where_nobody_contradicts_the_first_claim_stands_alone() -> None:
    claims = [claim("A", value_text="a"), claim("B", subject="damage", value_text="b")]

    assert contrasting_claims(claims) == [("A", "says", "a")]
    assert contrasting_claims([claim("A", stance="denies", value_text="a")]) == [
        ("A", "denies", "a")
    ]
    assert contrasting_claims([]) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (claim(value_text="26 killed"), "26 killed"),
        (claim(), "26 civilians"),
        (claim(counted="", low=9, high=None), "9+"),
        (claim(low=None, high=None), "civilians"),
    ],
)
def test_a_claim_has_its_own_words_or_its_number(row: ClaimRow, words: str) -> None:
    assert claim_words(row) == words


# ---- from the tables -----------------------------------------------------------------------------


def test_evidence_is_what_the_tables_hold_in_their_order(folder: Path) -> None:
    catalog = Catalog.load(folder)

    evidence = gather_evidence(catalog)

    assert set(evidence) == set(catalog.events.index)
    strikes = evidence["2025-05-07-strikes"]
    assert [(c.speaker, c.low, c.high, c.stance) for c in strikes.claims] == [
        ("Pakistan military", 26, None, "asserts"),
        ("India", None, None, "asserts"),
    ]
    assert type(strikes.claims[0].low) is int
    assert [(s.id, s.publisher, s.agency) for s in strikes.sources] == [
        ("dawn-strikes", "Dawn", "AFP"),
        ("mt-restraint", "The Moscow Times", ""),
    ]
    assert evidence["1949-01-01-ceasefire"].claims == ()


def test_no_claim_and_no_citation_of_the_record_is_lost() -> None:
    catalog = Catalog.load()

    evidence = gather_evidence(catalog)

    assert sum(len(found.claims) for found in evidence.values()) == len(catalog.claims)
    assert sum(len(found.sources) for found in evidence.values()) == len(catalog.citations)


def test_a_tooltip_holds_two_claims_at_most() -> None:
    for found in gather_evidence(Catalog.load()).values():
        spoken = contrasting_claims(found.claims)
        assert len(spoken) == min(len(spoken), 2)
        assert bool(spoken) == bool(found.claims)
        assert all(name and verb in {"says", "denies"} and words for name, verb, words in spoken)
