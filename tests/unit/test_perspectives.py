"""What a reader sees of the boundaries, by perspective and by time."""

from pathlib import Path
from typing import Any

import pytest

from kashmir_map.catalog import DATA_DIR, Catalog
from kashmir_map.dates import Moment
from kashmir_map.map.layers import base_layers
from kashmir_map.perspectives import DE_FACTO, Epoch, all_epochs, epochs, legend
from kashmir_map.vocabulary import LINE_STATUSES, TINTS

STATE = {"JK", "LA", "AJK", "GB"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def layers() -> dict[str, Any]:
    return base_layers(DATA_DIR / "geo")


@pytest.fixture(scope="module")
def drawn(catalog: Catalog, layers: dict[str, Any]) -> dict[str, list[Epoch]]:
    return all_epochs(catalog, layers)


def on(date: str, of: list[Epoch]) -> Epoch:
    """Epoch that holds a day."""
    minute = Moment.parse(date).start
    return [one for one in of if one["start"] is None or one["start"] <= minute][-1]


def status(line: str, epoch: Epoch, layers: dict[str, Any]) -> str:
    if line in epoch["lines"]:
        return epoch["lines"][line].drawn_as
    known = {f["properties"]["id"]: f["properties"]["status"] for f in layers["lines"]["features"]}
    return str(known[line])


def tint(unit: str, epoch: Epoch, layers: dict[str, Any]) -> str:
    if unit in epoch["units"]:
        return epoch["units"][unit].drawn_as
    holders = {
        f["properties"]["code"]: f["properties"]["administered_by"]
        for f in layers["units"]["features"]
    }
    return str(holders[unit]).lower()


def test_the_map_opens_with_who_administers_the_land(catalog: Catalog) -> None:
    assert catalog.perspectives[0].id == DE_FACTO
    assert [one.id for one in catalog.perspectives] == [DE_FACTO, "india", "pakistan", "china"]


def test_every_subject_is_on_the_map(catalog: Catalog, layers: dict[str, Any]) -> None:
    units = {
        f["properties"]["code"] for name in ("units", "areas") for f in layers[name]["features"]
    }
    labels = {
        f["properties"]["code"]
        for f in layers["labels"]["features"]
        if f["properties"]["kind"] == "country"
    }
    lines = {f["properties"]["id"] for f in layers["lines"]["features"]}

    for row in catalog.depictions.itertuples():
        drawn_as = TINTS if row.subject in units | labels else LINE_STATUSES
        assert row.subject in units | labels | lines, row.subject
        assert row.drawn_as in drawn_as, row.subject


@pytest.mark.parametrize("official", ["india", "pakistan", "china"])
def test_an_official_depiction_says_whose_it_is_and_does_not_change_with_the_window(
    official: str, drawn: dict[str, list[Epoch]]
) -> None:
    (epoch,) = drawn[official]

    assert f"as depicted by the Government of {official.capitalize()}" in epoch["words"]
    assert "not this project’s position" in epoch["words"]


def test_as_india_depicts_it_there_is_no_line_through_the_state(
    drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    (epoch,) = drawn["india"]

    assert {tint(unit, epoch, layers) for unit in (*STATE, "AC", "SH")} == {"india"}
    for line in ("line-of-control", "actual-ground-position-line", "line-of-actual-control-west"):
        assert status(line, epoch, layers) == "none"
    for line in ("azad-jammu-and-kashmir-pakistan", "aksai-chin-edge", "shaksgam-edge"):
        assert status(line, epoch, layers) == "international-boundary"


def test_as_pakistan_depicts_it_the_line_of_control_goes_on_to_the_karakoram_pass(
    drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    (epoch,) = drawn["pakistan"]

    assert {tint(unit, epoch, layers) for unit in STATE} == {"pakistan"}
    assert tint("AC", epoch, layers) == "china"
    assert status("nj9842-karakoram-pass", epoch, layers) == "line-of-control"
    assert status("actual-ground-position-line", epoch, layers) == "none"
    assert status("line-of-actual-control-west", epoch, layers) == "undefined-frontier"
    assert status("jammu-and-kashmir-india", epoch, layers) == "international-boundary"


def test_as_china_depicts_it_aksai_chin_has_no_edge_of_its_own(
    drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    (epoch,) = drawn["china"]

    assert tint("AC", epoch, layers) == tint("SH", epoch, layers) == "china"
    assert status("aksai-chin-edge", epoch, layers) == "none"
    assert status("line-of-actual-control-west", epoch, layers) == "international-boundary"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1948-12-31", "none"),
        ("1949-01-01", "ceasefire-line"),
        ("1972-12-10", "ceasefire-line"),
        ("1972-12-11", "line-of-control"),
        ("2025-05-07", "line-of-control"),
    ],
)
def test_the_line_has_a_history(
    date: str, expected: str, drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    assert status("line-of-control", on(date, drawn[DE_FACTO]), layers) == expected


@pytest.mark.parametrize(
    ("date", "subject", "expected"),
    [
        ("1947-08-01", "AJK", "unsettled"),
        ("1947-12-24", "JK", "unsettled"),
        ("1949-02-01", "JK", "india"),
        ("1949-02-01", "AJK", "pakistan"),
        ("1983-01-01", "SIA", "unsettled"),
        ("1950-01-01", "AC", "unsettled"),
        ("1965-09-06", "AC", "china"),
        ("1962-01-01", "SH", "unsettled"),
        ("1964-01-01", "SH", "china"),
    ],
)
def test_land_is_tinted_by_who_held_it_then(
    date: str, subject: str, expected: str, drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    assert tint(subject, on(date, drawn[DE_FACTO]), layers) == expected


def test_names_are_those_of_the_time(drawn: dict[str, list[Epoch]]) -> None:
    of = drawn[DE_FACTO]

    assert on("1999-05-01", of)["units"]["GB"].name == "Northern Areas"
    assert "GB" not in on("2009-08-29", of)["units"]
    assert on("2019-10-30", of)["units"]["JK"].note == "state, administered by India"
    assert "JK" not in on("2019-10-31", of)["units"]


def test_no_line_stands_between_the_union_territories_before_there_were_two(
    drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    line = "jammu-and-kashmir-ladakh"

    assert status(line, on("2019-10-30", drawn[DE_FACTO]), layers) == "none"
    assert status(line, on("2019-10-31", drawn[DE_FACTO]), layers) == "internal"


def test_siachen_has_no_line_before_1984(
    drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    line = "actual-ground-position-line"

    assert status(line, on("1984-04-12", drawn[DE_FACTO]), layers) == "none"
    assert status(line, on("1984-04-13", drawn[DE_FACTO]), layers) == line


def test_a_map_of_the_past_says_of_when_it_is_and_whose_courses_it_draws(
    drawn: dict[str, list[Epoch]],
) -> None:
    then = on("1965-09-06", drawn[DE_FACTO])
    today = on("2025-05-07", drawn[DE_FACTO])

    assert then["words"] == (
        "Boundaries as they were from 2 March 1963 to 31 December 1969; their courses are today’s. "
        "They endorse no claim."
    )
    assert today["words"] == "Boundaries: who administers the land. They endorse no claim."


def test_the_legend_explains_what_is_drawn_and_nothing_else(
    drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    for of in drawn.values():
        for epoch in of:
            told = legend(epoch, layers)
            statuses = {
                status(f["properties"]["id"], epoch, layers) for f in layers["lines"]["features"]
            }
            assert {entry["key"] for entry in told["lines"]} == statuses - {"none", "quiet"}
            held = {
                tint(f["properties"]["code"], epoch, layers)
                for f in layers["units"]["features"]
                if f["properties"]["kind"] == "unit"
            }
            assert held - {"none"} <= {entry["key"] for entry in told["tints"]}
            assert all(e["name"] and e["sentence"] for e in (*told["tints"], *told["lines"]))


def test_the_legend_of_the_ceasefire_line_says_where_it_is_drawn(
    drawn: dict[str, list[Epoch]], layers: dict[str, Any]
) -> None:
    told = legend(on("1965-09-06", drawn[DE_FACTO]), layers)

    (entry,) = [one for one in told["lines"] if one["key"] == "ceasefire-line"]
    assert entry["name"] == "Ceasefire line"
    assert "Drawn where the Line of Control runs today" in entry["sentence"]


def test_epochs_follow_each_other_and_the_first_has_no_beginning(folder: Path) -> None:
    found = epochs(Catalog.load(folder), DE_FACTO, ["line-of-control"])

    assert [one["start"] for one in found] == [
        None,
        Moment.parse("1949-01-01").start,
        Moment.parse("2009-08-29").start,
    ]
    assert found[0]["lines"]["line-of-control"].drawn_as == "none"
    assert found[1]["units"]["GB"].name == "Northern Areas"
    assert found[2]["units"] == found[2]["lines"] == {}


def test_a_perspective_that_is_not_there_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        epochs(catalog, "atlantis", [])
