import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.account import account
from kashmir_map.catalog import Catalog
from kashmir_map.evidence import ClaimRow, Evidence, SourceRow, gather_evidence
from tests.unit.selections import STABLE

Edit = Callable[[str, str, str], None]

STRIKES = "2025-05-07-strikes"
SOURCE = SourceRow(
    id="mt-restraint",
    publisher="The Moscow Times",
    publisher_country="RU",
    agency="",
    kind="newspaper",
    title="Russia Urges Restraint",
    title_is_description=False,
    url="https://www.themoscowtimes.com/1",
    published="2025-05-08",
)


def claim(speaker: str = "Somebody", **changes: Any) -> ClaimRow:  # noqa: ANN401 (any field)
    row = ClaimRow(
        article="mt-restraint",
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


@pytest.fixture
def tell(folder: Path) -> Callable[..., dict[str, Any]]:
    """Account of one event that rests on the given claims and sources."""
    catalog = Catalog.load(folder)

    def account_of(*claims: ClaimRow, sources: tuple[SourceRow, ...] = (SOURCE,)) -> dict[str, Any]:
        return account(catalog, {STRIKES: Evidence(claims, sources)}, STRIKES)

    return account_of


Tell = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def evidence(catalog: Catalog) -> dict[str, Evidence]:
    return gather_evidence(catalog)


# ---- the whole account ---------------------------------------------------------------------------


def test_an_account_tells_all_that_the_tables_hold(folder: Path) -> None:
    catalog = Catalog.load(folder)

    told = account(catalog, gather_evidence(catalog), STRIKES)

    counted = told.pop("counted")
    spoken = told.pop("spoken")
    assert told == {
        "id": STRIKES,
        "type": "missile",
        "typeName": "Missile",
        "family": "violence",
        "familyName": "Violence",
        "precision": "town",
        "title": "India strikes nine sites",
        "when": "Wednesday 7 May 2025, 01:05–01:30 IST (00:35–01:00 in Pakistan)",
        "whenKnown": "",
        "where": "Muzaffarabad, Azad Jammu and Kashmir",
        "whereKnown": "· placed to the town; the marker stands for an area",
        "summary": "India said it struck 'terrorist infrastructure'.",
        "note": "",
        "missing": "",
        "checked": "Compared with 2 sources on 23 November 2026.",
        "claimWords": "2 claims by 2 speakers.",
        "sourceWords": "2 sources · well supported",
        "sourceCounts": (("published in India", 0), ("in Pakistan", 1), ("elsewhere", 1)),
        "sources": [
            {
                "publisher": "The Moscow Times",
                "kind": "newspaper",
                "core": True,
                "title": "Russia Urges Restraint",
                "described": False,
                "url": "https://www.themoscowtimes.com/1",
                "published": "May 2025",
            },
            {
                "publisher": "Dawn (AFP)",
                "kind": "newspaper",
                "core": True,
                "title": "Strikes, and what followed",
                "described": False,
                "url": "https://www.dawn.com/1",
                "published": "7 May 2025",
            },
        ],
        "related": [
            {"id": "2025-05-07-restraint", "title": "Moscow urges restraint", "when": "May 2025"}
        ],
    }
    assert [group["subject"] for group in counted] == ["Deaths"]
    assert [group["subject"] for group in spoken] == ["Responsibility"]


def test_every_account_can_travel_as_json(catalog: Catalog, evidence: dict[str, Evidence]) -> None:
    for event in catalog.events.index:
        told = account(catalog, evidence, event)
        assert told["id"] == event
        assert json.loads(json.dumps(told, allow_nan=False))["title"] == told["title"]
        assert all(told[part] for part in ("when", "where", "summary", "claimWords", "sources"))


def test_every_claim_is_told_once_and_with_its_source(
    catalog: Catalog, evidence: dict[str, Evidence]
) -> None:
    for event in catalog.events.index:
        told = account(catalog, evidence, event)
        spoken = [
            claim
            for group in told["spoken"]
            for speaker in group["speakers"]
            for claim in speaker["claims"]
        ]
        numbers = [
            claim for group in told["counted"] for who in group["groups"] for claim in who["claims"]
        ]
        assert len(spoken) + len(numbers) == len(evidence[event].claims)
        assert all(claim["source"] and claim["url"] for claim in [*spoken, *numbers])
        assert {claim["url"] for claim in [*spoken, *numbers]} <= {
            source["url"] for source in told["sources"]
        }


def test_an_event_that_is_not_in_the_record_has_no_account(
    catalog: Catalog, evidence: dict[str, Evidence]
) -> None:
    with pytest.raises(KeyError):
        account(catalog, evidence, "nobody-knows")


def test_a_related_event_that_is_not_published_is_left_out(folder: Path, edit: Edit) -> None:
    edit(
        "events.csv",
        "2025-05-07-restraint,2026-11-23",
        "2025-05-07-restraint; 2025-05-08-draft,2026-11-23",
    )
    edit(
        "events.csv", "Nobody has reviewed this yet.,,", f"Nobody has reviewed this yet.,{STRIKES},"
    )
    whole = Catalog.load(folder, include_unpublished=True)
    published = Catalog.load(folder)

    def related(catalog: Catalog) -> list[str]:
        told = account(catalog, gather_evidence(catalog), STRIKES)
        return [other["id"] for other in told["related"]]

    assert related(whole) == ["2025-05-07-restraint", "2025-05-08-draft"]
    assert related(published) == ["2025-05-07-restraint"]


# ---- numbers -------------------------------------------------------------------------------------


def test_numbers_of_different_people_stay_apart(tell: Tell) -> None:
    told = tell(
        claim("India", counted="soldiers", low=5, high=5),
        claim("Pakistan", counted="civilians", low=26, high=26),
        claim("Police", counted="soldiers", low=7, high=7),
        claim("Police", counted="civilians", subject="injured", low=46, high=46),
    )

    deaths, injured = told["counted"]
    assert (deaths["subject"], injured["subject"]) == ("Deaths", "Injured")
    assert {
        group["who"]: [(claim["name"], claim["figure"]) for claim in group["claims"]]
        for group in deaths["groups"]
    } == {"Soldiers": [("India", "5"), ("Police", "7")], "Civilians": [("Pakistan", "26")]}
    assert [group["who"] for group in injured["groups"]] == ["Civilians"]
    assert told["spoken"] == []
    figures = {c["figure"] for g in deaths["groups"] for c in g["claims"]}
    assert figures == {"5", "7", "26"}  # and no 12, no 38


@pytest.mark.parametrize(
    ("low", "high", "words"), [(26, 26, "26"), (26, 31, "26–31"), (38, None, "38+")]
)
def test_a_number_keeps_its_range(low: int, high: int | None, words: str, tell: Tell) -> None:
    told = tell(claim(low=low, high=high, value_text="as said", stated="2025-05-07"))

    number = told["counted"][0]["groups"][0]["claims"][0]
    assert (number["low"], number["high"], number["figure"]) == (low, high, words)
    assert number["text"] == "as said, 7 May 2025"


def test_a_denied_number_says_that_it_is_denied(tell: Tell) -> None:
    told = tell(claim("Army", stance="denies"))

    assert told["counted"][0]["groups"][0]["claims"][0]["stance"] == "denies"


def test_words_that_only_repeat_the_number_are_not_said_twice(tell: Tell) -> None:
    assert tell(claim(value_text="26"))["counted"][0]["groups"][0]["claims"][0]["text"] == ""


numbers = st.integers(0, 100_000) | st.integers(0, 60)


@STABLE
@given(ranges=st.lists(st.tuples(numbers, numbers | st.none()), min_size=1, max_size=6))
def test_the_axis_reaches_every_number(
    catalog: Catalog, ranges: list[tuple[int, int | None]]
) -> None:
    claims = tuple(
        claim(low=low, high=None if more is None else low + more) for low, more in ranges
    )

    event = catalog.events.index[0]

    told = account(catalog, {event: Evidence(claims, (SOURCE,))}, event)

    (group,) = told["counted"]
    ticks, most = group["ticks"], group["most"]
    reach = max(row.low or 0 if row.high is None else row.high for row in claims)
    steps = {after - before for before, after in pairwise(ticks)}
    assert ticks[0] == 0
    assert ticks[-1] == most >= reach
    assert len(steps) == 1
    assert 2 <= len(ticks) <= 6
    if any(row.high is None and row.low for row in claims):
        open_reach = max(row.low for row in claims if row.high is None and row.low)
        assert most > open_reach  # room for the arrow of "at least"


# ---- words ---------------------------------------------------------------------------------------


def test_claims_in_words_stand_under_who_makes_them(tell: Tell) -> None:
    told = tell(
        claim("India", side="india", subject="targets", low=9, high=9, value_text="nine sites"),
        claim(
            "Pakistan",
            side="pakistan",
            subject="targets",
            low=None,
            high=None,
            value_text="no camp",
            stance="denies",
            stated="2025-05",
        ),
        claim(
            "India",
            side="india",
            subject="targets",
            low=None,
            high=None,
            value_text="no military site",
        ),
        claim("Witness", subject="deaths", low=None, high=None, value_text="many bodies"),
    )

    targets, deaths = told["spoken"]
    assert (targets["subject"], deaths["subject"]) == ("Targets", "Deaths")
    india, pakistan = targets["speakers"]
    assert (india["name"], india["side"]) == ("India", "india")
    assert [claim["text"] for claim in india["claims"]] == ["nine sites", "no military site"]
    assert pakistan["claims"] == [
        {
            "stance": "denies",
            "text": "no camp",
            "stated": "May 2025",
            "source": "The Moscow Times",
            "url": "https://www.themoscowtimes.com/1",
        }
    ]
    assert told["counted"] == []


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([], "No claim about this event is recorded."),
        ([claim()], "1 claim by 1 speaker."),
        (
            [claim("A"), claim("A", counted="soldiers")],
            "2 claims by 1 speaker. Figures are claims; they are not added up.",
        ),
        (
            [claim("A", side="india", subject="damage")],
            "1 claim by 1 speaker. Only Indian accounts were found.",
        ),
        (
            [claim("A", side="pakistan"), claim("B", side="pakistan")],
            (
                "2 claims by 2 speakers. Figures are claims; they are not added up. "
                "Only Pakistani accounts were found."
            ),
        ),
        ([claim("A", side="india"), claim("B", subject="other")], "2 claims by 2 speakers."),
    ],
)
def test_it_is_said_how_many_speak_and_when_only_one_side_does(
    claims: list[ClaimRow], words: str, tell: Tell
) -> None:
    assert tell(*claims)["claimWords"] == words


# ---- sources -------------------------------------------------------------------------------------


def test_the_earliest_source_stands_first_and_the_undated_last(tell: Tell) -> None:
    dates = ("2025-05-08", "", "2025-05", "2024-01-01")
    told = tell(sources=tuple(SOURCE._replace(id=date, published=date) for date in dates))

    published = [source["published"] for source in told["sources"]]
    assert published == ["1 January 2024", "May 2025", "8 May 2025", "no date"]


def test_sources_of_one_country_are_told_to_be(tell: Tell) -> None:
    told = tell(
        sources=(SOURCE._replace(publisher_country="PK"), SOURCE._replace(publisher_country="PK"))
    )

    assert told["sourceWords"] == "2 sources, all Pakistani · well supported"
    assert told["sourceCounts"][1] == ("in Pakistan", 2)


def test_an_agency_is_named_beside_its_publisher_but_not_twice(tell: Tell) -> None:
    told = tell(
        sources=(SOURCE._replace(agency="AFP"), SOURCE._replace(publisher="AFP", agency="AFP"))
    )

    assert [source["publisher"] for source in told["sources"]] == ["The Moscow Times (AFP)", "AFP"]


# ---- what was looked for -------------------------------------------------------------------------


def test_an_account_says_what_was_not_found_and_when_it_was_compared(folder: Path) -> None:
    catalog = Catalog.load(folder)
    evidence = gather_evidence(catalog)

    strikes = account(catalog, evidence, STRIKES)
    ceasefire = account(catalog, evidence, "1949-01-01-ceasefire")

    assert strikes["missing"] == ""
    assert strikes["checked"] == "Compared with 2 sources on 23 November 2026."
    assert ceasefire["missing"] == "Looked for and not found: a second independent source."
    assert ceasefire["checked"] == "Not yet compared with its sources."


def test_an_account_says_which_sources_stand_for_a_claim_alone(
    tell: Callable[..., dict[str, Any]],
) -> None:
    dawn, other = SOURCE._replace(id="dawn-strikes"), SOURCE._replace(id="another")

    told = tell(sources=(dawn, other))

    assert [source["core"] for source in told["sources"]] == [True, False]
    assert told["checked"].endswith("2026.")
    told = tell(sources=(dawn, dawn, other))
    assert told["checked"].endswith("2026. The other one stands for a claim or a remark.")
    told = tell(sources=(dawn, dawn, other, other))
    assert told["checked"].endswith("2026. The others stand for a claim or a remark.")
