from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import DATA_DIR, Catalog, read_record
from kashmir_map.editorial import RULES, editorial_problems, markers_lie_in_their_units
from kashmir_map.regions import Regions

Edit = Callable[[str, str, str], None]

STRIKES = "2026-11-23,dawn-strikes; mt-restraint,"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load()


def problems(folder: Path, regions: Regions) -> list[str]:
    return [str(problem) for problem in editorial_problems(read_record(folder), regions)]


def test_the_small_record_keeps_every_rule(folder: Path, regions: Regions) -> None:
    assert problems(folder, regions) == []


def test_the_committed_record_keeps_every_rule(regions: Regions) -> None:
    assert problems(DATA_DIR, regions) == []


@pytest.mark.parametrize("rule", [*RULES, markers_lie_in_their_units])
def test_every_rule_explains_itself(rule: Callable[..., object]) -> None:
    assert (rule.__doc__ or "").strip().partition("\n")[0].endswith(".")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "events.csv",
            "34.37,73.471,town",
            "34.3701,73.471,town",
            (
                "events.csv:row 4:latitude: 34.3701 is finer than a place known as town can be – "
                "write 3 decimals, or correct location_precision"
            ),
        ),
        (
            "events.csv",
            "34.37,73.471,town",
            "34.37,73.471,district",
            "events.csv:row 4:longitude: 73.471 is finer than a place known as district can be",
        ),
        (
            "events.csv",
            "34.37,73.471,town",
            "34.3701,73.4712,exact",
            "",
        ),
        (
            "claims.csv",
            "was hit,,asserts",
            "was hit,,denies",
            (
                'claims.csv:row 3:stance: "denies" has nothing to deny: nobody asserts '
                "responsibility of 2025-05-07-strikes – add the assertion, or correct subject or"
            ),
        ),
        (
            "events.csv",
            f"{STRIKES},high",
            f"{STRIKES}second-source,high",
            (
                'events.csv:row 4:not_found: "second-source" is there: 2 independent sources were '
                "compared – delete it"
            ),
        ),
        (
            "events.csv",
            f"{STRIKES},high",
            "2026-11-23,dawn-strikes,,medium",
            "events.csv:row 4:compared: names 1 independent source – compare with a second one, or",
        ),
        (
            "events.csv",
            ",,,second-source,low,published",
            ",2026-11-23,wp-ceasefire,,low,published",
            "events.csv:row 2:compared: names no independent sources – compare with a second one",
        ),
        (
            "claims.csv",
            "deaths,civilians,civilians,26",
            "damage,civilians,civilians,26",
            (
                'events.csv:row 4:id: "2025-05-07-strikes" is violent (missile), and nobody '
                "says who was killed or hurt – add a claim to claims.csv, or write casualties into"
            ),
        ),
        (
            "events.csv",
            '"Muzaffarabad, Azad Jammu and Kashmir"',
            '"Uri, Jammu and Kashmir"',
            (
                'events.csv:row 4:place: "Uri, Jammu and Kashmir" does not name the unit of its '
                "marker, Azad Jammu and Kashmir – end it with Azad Jammu and Kashmir, move the"
            ),
        ),
        (
            "events.csv",
            '"Moscow, Russia"',
            '"Leh, Ladakh"',
            (
                'events.csv:row 3:place: "Leh, Ladakh" names Ladakh, and the marker lies '
                "outside of every unit – correct the place or its coordinates"
            ),
        ),
    ],
)
def test_breaking_one_rule_is_one_problem(
    folder: Path, edit: Edit, regions: Regions, file: str, old: str, new: str, message: str
) -> None:
    edit(file, old, new)
    found = problems(folder, regions)
    assert len(found) == 1 if message else not found, found
    assert not message or found[0].startswith(message), found


def test_a_note_that_names_the_markers_unit_explains_it(
    folder: Path, edit: Edit, regions: Regions
) -> None:
    edit("events.csv", '"Muzaffarabad, Azad Jammu and Kashmir"', '"Uri, Jammu and Kashmir"')
    text = (folder / "events.csv").read_text()
    note = "The marker lies in Azad Jammu and Kashmir."
    (folder / "events.csv").write_text(text.replace(",high,published,", f",high,published,{note}"))
    assert problems(folder, regions) == []


def test_an_event_that_was_not_compared_breaks_no_editorial_rule(
    folder: Path, edit: Edit, regions: Regions
) -> None:
    edit("events.csv", f"{STRIKES},high", ",,,low")
    edit("events.csv", "34.37,73.471,town", "34.123456,75.1,district")
    edit("claims.csv", "deaths,civilians,civilians,26", "damage,civilians,civilians,26")
    edit("claims.csv", "was hit,,asserts", "was hit,,denies")
    assert problems(folder, regions) == []


def test_editorial_problems_do_not_keep_the_record_from_loading(folder: Path, edit: Edit) -> None:
    edit("events.csv", "34.37,73.471,town", "34.370111,73.471,town")
    assert len(Catalog.load(folder).events) == 3
