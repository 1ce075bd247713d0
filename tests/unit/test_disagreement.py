import json
from pathlib import Path
from typing import Any

import pytest

from kashmir_map.accounts import STATES
from kashmir_map.catalog import Catalog
from kashmir_map.disagreement import disagreement
from kashmir_map.evidence import ClaimRow, Evidence, gather_evidence
from kashmir_map.quotes import quotes
from kashmir_map.selection import Selection
from tests.unit.test_statements import claim, number, source

STRIKES = "2025-05-07-strikes"
CEASEFIRE = "1949-01-01-ceasefire"


@pytest.fixture
def catalog(folder: Path) -> Catalog:
    return Catalog.load(folder)


def told(catalog: Catalog, *claims: ClaimRow) -> dict[str, Any]:
    """What is told of one event that rests on these claims, with the claims in words."""
    evidence = {STRIKES: Evidence(claims, (source("one"), source("two")))}
    return {**disagreement(catalog, evidence, [STRIKES]), "quotes": quotes(evidence)[STRIKES]}


def cells(matrix: dict[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {
        (side["name"], row["name"], subject): cell
        for side in matrix["sides"]
        for row in side["rows"]
        for subject, cell in zip(matrix["subjects"], row["cells"], strict=True)
        if cell
    }


# ---- the matrix ----------------------------------------------------------------------------------


def test_the_matrix_stands_by_side_and_subject_with_both_stances(catalog: Catalog) -> None:
    said = told(
        catalog,
        claim("pakistan", speaker="Islamabad", stance="denies", value_text="no camp"),
        claim("india", speaker="New Delhi", value_text="nine camps"),
        claim("india", speaker="New Delhi", subject="damage", value_text="none"),
    )
    matrix = said["matrix"]

    assert matrix["subjects"] == ["Targets", "Damage"]
    found = cells(matrix)
    assert list(found) == [
        ("India", "New Delhi", "Targets"),
        ("India", "New Delhi", "Damage"),
        ("Pakistan", "Islamabad", "Targets"),
    ]
    india, damage, pakistan = found.values()
    assert (india["asserts"], india["denies"], india["against"]) == (1, 0, "Pakistan")
    assert (pakistan["asserts"], pakistan["denies"], pakistan["against"]) == (0, 1, "India")
    assert damage["against"] == ""
    (place,) = pakistan["told"]
    assert matrix["statements"][place]["told"] == ((STRIKES, 0),)
    assert said["quotes"][0]["text"] == "no camp"


def test_many_speakers_are_gathered_by_their_kind(catalog: Catalog) -> None:
    many = [claim("india", speaker=f"Officer {n}", claimant="military") for n in range(17)]

    matrix = told(catalog, *many)["matrix"]

    assert not matrix["bySpeaker"]
    assert [row["name"] for row in matrix["sides"][0]["rows"]] == ["Armed forces"]
    assert cells(matrix)["India", "Armed forces", "Targets"]["asserts"] == 17


def test_agreement_across_sides_is_told(catalog: Catalog) -> None:
    matrix = told(catalog, number("india", 3, 3), number("residents", 3, None))["matrix"]

    assert {cell["agreeing"] for cell in cells(matrix).values()} == {"Residents", "India"}


# ---- figures -------------------------------------------------------------------------------------


def test_figures_stand_by_who_is_counted_from_low_to_high_and_are_never_summed(
    catalog: Catalog,
) -> None:
    said = told(
        catalog,
        number("pakistan", 38, None, "people"),
        number("india", 100, None, "militants"),
        number("pakistan", 26, 26, "people"),
        number("india", 12, 16, "people"),
    )

    (deaths,) = said["numbers"]
    (event,) = deaths["first"]
    assert [
        (
            group["who"],
            [said["quotes"][place]["figure"] for row in group["claims"] for place in row["told"]],
        )
        for group in event["groups"]
    ] == [("People", ["12–16", "26", "38+"]), ("Militants", ["100+"])]
    written = json.dumps(said)
    for total in (38 + 26, 38 + 26 + 12, 38 + 100, 26 + 100):
        assert f'"{total}' not in written
    assert "12–38" not in written
    assert "12–100" not in written


def test_a_figure_keeps_each_of_its_sources(catalog: Catalog) -> None:
    said = told(catalog, number("india", 3, 3), number("india", 3, 3)._replace(article="two"))

    (row,) = said["numbers"][0]["first"][0]["groups"][0]["claims"]
    assert [said["quotes"][place]["source"] for place in row["told"]] == [
        ("Paper one", "https://example.org/one"),
        ("Paper two", "https://example.org/two"),
    ]


def test_an_open_figure_has_no_end_on_the_axis(catalog: Catalog) -> None:
    (deaths,) = told(catalog, number("india", 3, None), number("pakistan", 4, 8))["numbers"]

    rows = [row for group in deaths["first"][0]["groups"] for row in group["claims"]]
    assert [row["to"] is None for row in rows] == [True, False]
    assert all(0 <= row["at"] <= (row["to"] or 1) <= 1 for row in rows)


# ---- two accounts --------------------------------------------------------------------------------


def topics(found: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (subject["name"], topic["who"]): topic
        for subject in found["accounts"]["subjects"]
        for about in subject["first"]
        for topic in about
    }


def test_a_denial_and_two_numbers_are_the_difference(catalog: Catalog) -> None:
    said = told(
        catalog,
        claim("india", low=9, high=9, counted="sites", value_text="nine sites"),
        claim("pakistan", low=6, high=6, counted="sites", value_text="six places"),
        claim("pakistan", stance="denies", value_text="no camp"),
    )

    topic = topics(said)["Targets", ""]
    assert topic["contradicted"]
    assert topic["verdict"] == "Pakistan denies; 9 against 6"
    spoken = {side: [said["quotes"][place] for place in topic[side]["claims"]] for side in STATES}
    assert [one["text"] for one in spoken["india"]] == ["nine sites"]
    assert [one["stance"] for one in spoken["pakistan"]] == ["asserts", "denies"]


@pytest.mark.parametrize(
    ("india", "pakistan", "verdict"),
    [
        (number("india", 5, 5), number("pakistan", 5, 5), "the same number"),
        (number("india", 5, None), number("pakistan", 9, 9), "both may be right"),
        (number("india", 5, 5), number("pakistan", 9, 9), "5 against 9"),
        (claim("india"), claim("pakistan"), "no denial on record"),
        (claim("india", stance="denies"), claim("pakistan"), "India denies"),
    ],
)
def test_the_difference_is_said_in_words(
    india: ClaimRow, pakistan: ClaimRow, verdict: str, catalog: Catalog
) -> None:
    (topic,) = topics(told(catalog, india, pakistan)).values()

    assert topic["verdict"] == verdict
    assert topic["contradicted"] == (" against " in verdict or "denies" in verdict)


def test_people_whom_one_side_does_not_count_are_a_gap(catalog: Catalog) -> None:
    found = topics(
        told(catalog, number("india", 12, 12, "Indians"), number("pakistan", 26, 26, "Pakistanis"))
    )

    assert found["Deaths", "Indians"]["gaps"] == {
        "india": "",
        "pakistan": "Gives no number for them in this record.",
    }
    assert found["Deaths", "Pakistanis"]["verdict"] == "only Pakistan counts them"
    assert not any(topic["contradicted"] for topic in found.values())


def test_a_subject_of_one_side_alone_and_newspapers_make_no_account(catalog: Catalog) -> None:
    found = told(
        catalog,
        claim("india"),
        claim("pakistan", claimant="media", stance="denies"),
        claim("elsewhere", claimant="foreign-government"),
    )

    assert found["accounts"]["subjects"] == []
    assert {one["id"]: one["events"] for one in found["accounts"]["coverage"]}["india"] == [STRIKES]


def test_an_account_that_was_looked_for_and_not_found_is_told(catalog: Catalog) -> None:
    catalog.events.at[STRIKES, "not_found"] = ("pakistan",)

    alone = told(catalog, claim("india"))["accounts"]["coverage"]
    both = topics(told(catalog, number("india", 1, 1, "a"), number("pakistan", 2, 2, "b")))

    assert {one["id"]: one["missing"] for one in alone}["india"] == [STRIKES]
    assert both["Deaths", "A"]["gaps"]["pakistan"] == "No Pakistani account was found."


# ---- the committed record ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def committed() -> Catalog:
    return Catalog.load()


def test_the_two_accounts_of_the_strikes_differ(committed: Catalog) -> None:
    selection, _ = Selection.from_query({"from": "2025-05-07", "to": "2025-05-10"}, committed)
    events = list(selection.events(committed))

    found = disagreement(committed, gather_evidence(committed), events)

    names = [subject["name"] for subject in found["accounts"]["subjects"]]
    assert {"Targets", "Deaths"} <= set(names)
    targets = topics(found)["Targets", ""]
    assert targets["contradicted"]
    assert targets["india"]["claims"]
    assert targets["pakistan"]["claims"]
    covered = [event for one in found["accounts"]["coverage"] for event in one["events"]]
    assert sorted(covered) == sorted(events)
    json.dumps(found)


def test_a_long_window_leaves_out_and_says_how_much(committed: Catalog) -> None:
    evidence = gather_evidence(committed)
    events = list(committed.events.index)

    found = disagreement(committed, evidence, events)

    matrix = found["matrix"]
    every = sum(len(one["told"]) + one["left"] for one in cells(matrix).values())
    assert every == sum(one["asserts"] + one["denies"] for one in cells(matrix).values())
    assert any(one["left"] for one in cells(matrix).values())
    deaths = found["numbers"][0]
    assert len(deaths["first"]) + len(deaths["more"]) + deaths["left"] == sum(
        any(c.subject == "deaths" and c.low is not None for c in evidence[event].claims)
        for event in events
    )


def test_no_event_no_words(committed: Catalog) -> None:
    found = disagreement(committed, gather_evidence(committed), [])

    assert (found["words"], found["numbers"], found["matrix"]["sides"]) == ("", [], [])
