from typing import Any

import pytest

from kashmir_map.evidence import ClaimRow, Evidence, SourceRow
from kashmir_map.statements import (
    CLAIMANT_NAMES,
    SIDE_NAMES,
    SUBJECT_NAMES,
    counted_words,
    relation,
    speaks_for,
    statements,
)
from kashmir_map.vocabulary import CLAIMANTS, SIDES


def claim(side: str = "india", **changes: Any) -> ClaimRow:  # noqa: ANN401 (any field)
    row = ClaimRow(
        article="one",
        speaker="Somebody",
        claimant="government",
        side="india",
        subject="targets",
        who="",
        counted="",
        low=None,
        high=None,
        value_text="words",
        stated="",
        stance="asserts",
    )
    return row._replace(side=side, **changes)  # type: ignore[arg-type]  # a side of the record


def source(name: str) -> SourceRow:
    url = f"https://example.org/{name}"
    return SourceRow(name, f"Paper {name}", "GB", "", "newspaper", "A title", False, url, "")


def number(side: str, low: int, high: int | None, counted: str = "people") -> ClaimRow:
    return claim(side, subject="deaths", counted=counted, low=low, high=high, value_text="")


def test_every_side_kind_and_subject_has_a_name() -> None:
    assert list(SIDE_NAMES) == list(SIDES)
    assert set(CLAIMANT_NAMES) == set(CLAIMANTS)
    assert len(set(SUBJECT_NAMES.values())) == len(SUBJECT_NAMES)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (claim("india"), claim("pakistan", stance="denies"), "contradicts"),
        (claim("india", stance="denies"), claim("residents"), "contradicts"),
        (claim("india"), claim("pakistan"), ""),
        (claim("india", stance="denies"), claim("pakistan", stance="denies"), ""),
        # One side has many mouths: what differs within it is no disagreement between sides.
        (claim("india"), claim("india", stance="denies"), ""),
        (claim("india"), claim("pakistan", stance="denies", subject="damage"), ""),
        (number("india", 5, 5), number("pakistan", 3, 3), "contradicts"),
        (number("india", 5, 5), number("pakistan", 5, 5), "agrees"),
        (number("india", 3, 6), number("pakistan", 6, 9), "agrees"),
        (number("india", 3, 5), number("pakistan", 6, 9), "contradicts"),
        (number("india", 4, None), number("pakistan", 9, 9), "agrees"),
        (number("india", 10, None), number("pakistan", 9, 9), "contradicts"),
        (number("india", 1, None), number("pakistan", 90, None), "agrees"),
        # Numbers of different people are two facts, not one dispute.
        (number("india", 5, 5, "soldiers"), number("pakistan", 3, 3, "civilians"), ""),
        (
            number("india", 5, 5, "soldiers"),
            number("pakistan", 3, 3, "civilians")._replace(stance="denies"),
            "",
        ),
    ],
)
def test_claims_contradict_or_agree_by_stance_and_number(
    one: ClaimRow, other: ClaimRow, how: str
) -> None:
    assert relation(one, other) == how == relation(other, one)


def test_the_same_words_of_one_speaker_are_one_statement_with_all_its_events_and_sources() -> None:
    denial = claim("pakistan", stance="denies", value_text="no camp was hit")
    evidence = {
        "a": Evidence((denial, claim("india")), (source("one"),)),
        "b": Evidence((denial._replace(article="two", stated="2025-05-08"),), (source("two"),)),
    }

    said = statements(evidence, ["a", "b"])

    assert [one.claim.value_text for one in said] == ["no camp was hit", "words"]
    assert said[0].told == (("a", 0), ("b", 0))
    assert said[1].told == (("a", 1),)
    assert said[0].against == ("india",)
    assert said[1].against == ("pakistan",)


def test_the_same_number_at_two_events_is_two_statements() -> None:
    evidence = {event: Evidence((number("india", 1, 1),), (source("one"),)) for event in ("a", "b")}

    said = statements(evidence, ["a", "b"])

    assert [one.told for one in said] == [(("a", 0),), (("b", 0),)]


def test_who_is_counted_is_told_where_the_words_leave_it_open() -> None:
    assert counted_words(number("india", 70, 70, "militants")._replace(value_text="70 killed")) == (
        "militants"
    )
    assert (
        counted_words(number("india", 70, 70, "militants")._replace(value_text="70 militants"))
        == ""
    )
    assert counted_words(claim()) == ""


@pytest.mark.parametrize(
    ("claimant", "speaks"),
    [
        ("government", True),
        ("military", True),
        ("police", True),
        ("media", False),
        ("party", False),
    ],
)
def test_a_newspaper_does_not_speak_for_its_government(claimant: str, *, speaks: bool) -> None:
    row = claim("india", claimant=claimant)

    assert speaks_for(row, "india") is speaks
    assert not speaks_for(row, "pakistan")
