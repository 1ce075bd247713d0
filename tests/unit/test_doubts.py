from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.baseline import above, read_baseline
from kashmir_map.catalog import DATA_DIR, read_record
from kashmir_map.doubts import DOUBTS, TITLE_LONG, doubts, explanation

Edit = Callable[[str, str, str], None]

SMALL = {
    "not-compared": [
        'events.csv:row 2:id: "1949-01-01-ceasefire" is not compared with its sources yet',
        'events.csv:row 5:id: "2025-05-08-draft" is not compared with its sources yet',
    ],
    "claims-of-one-side": [
        'events.csv:row 5:id: "2025-05-08-draft" has claims from the Indian side alone',
    ],
    "one-origin": [
        'events.csv:row 2:id: "1949-01-01-ceasefire" rests on weak sources alone',
        'events.csv:row 3:id: "2025-05-07-restraint" rests on The Moscow Times alone',
        'events.csv:row 5:id: "2025-05-08-draft" rests on AFP alone',
    ],
    "articles-without-country": [
        "articles.csv:row 4:publisher_country: is empty for Wikipedia",
    ],
    "articles-without-date": [
        "articles.csv:row 4:published: is empty for wp-ceasefire",
    ],
}


def found(folder: Path) -> dict[str, list[str]]:
    """Return what each rule finds, without what to do about it; rules without a find left out."""
    return {
        name: [str(problem).partition(" – ")[0] for problem in problems]
        for name, problems in doubts(read_record(folder)).items()
        if problems
    }


def test_the_small_record_raises_these_doubts(folder: Path) -> None:
    assert found(folder) == SMALL


@pytest.mark.parametrize("name", DOUBTS)
def test_every_rule_explains_itself_in_one_sentence(name: str) -> None:
    assert explanation(name).endswith(".")
    assert name.replace("-", "_") == DOUBTS[name].__name__


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "message"),
    [
        (
            "events.csv",
            "The guns stop",
            "The massacre stops",
            "weighted-language",
            'events.csv:row 2:title: "massacre" judges a killing; we call all killings killings',
        ),
        (
            "stories/four-days.yaml",
            "It began at night.",
            "It began in PoK.",
            "weighted-language",
            'stories/four-days.yaml:steps.1.caption: "PoK" is one side’s name for a territory',
        ),
        ("events.csv", "The guns stop", "‘The massacre’ stops", "weighted-language", ""),
        (
            "citations.csv",
            "2025-05-07-restraint,mt-restraint",
            "2025-05-07-restraint,dawn-strikes\n2025-05-07-restraint,mt-restraint",
            "one-origin",
            "",
        ),
        (
            "claims.csv",
            "mt-restraint,India,government,india",
            "mt-restraint,India,government,pakistan",
            "claims-of-one-side",
            'events.csv:row 4:id: "2025-05-07-strikes" has claims from the Pakistani side alone',
        ),
        (
            "claims.csv",
            "local-officials,india",
            "local-officials,elsewhere",
            "claims-of-one-side",
            "",
        ),
        (
            "articles.csv",
            "The Moscow Times,RU",
            "The Moscow Times,IN",
            "sources-of-one-side",
            'events.csv:row 3:id: "2025-05-07-restraint" has sources from the Indian side alone',
        ),
        (
            "articles.csv",
            "PK,AFP,",
            "PK,PTI,",
            "sources-of-one-side",
            'events.csv:row 5:id: "2025-05-08-draft" has sources from the Indian side alone',
        ),
        (
            "articles.csv",
            "Wikipedia,,,",
            "Wikipedia,US,Some Desk,",
            "articles-without-country",
            'articles.csv:row 4:agency: "Some Desk" is no agency whose country is known',
        ),
        (
            "events.csv",
            "The guns stop",
            "x" * (TITLE_LONG + 1),
            "long-titles",
            f'events.csv:row 2:title: "{"x" * 59}…" has 71 characters',
        ),
        ("events.csv", "The guns stop", "x" * TITLE_LONG, "long-titles", ""),
        (
            "claims.csv",
            "26,,at least 26",
            "26,26,at least 26",
            "inexact-numbers",
            (
                'claims.csv:row 2:value_text: "at least 26 killed" is no exact number, and low and '
                "high are both 26"
            ),
        ),
        ("claims.csv", "26,,at least 26", "26,26,26 killed at least", "inexact-numbers", ""),
        ("claims.csv", "26,,at least 26", "20,30,about 26", "inexact-numbers", ""),
    ],
)
def test_one_change_is_one_doubt(
    folder: Path, edit: Edit, file: str, old: str, new: str, rule: str, message: str
) -> None:
    before = found(folder).get(rule, [])
    edit(file, old, new)
    after = found(folder).get(rule, [])
    assert [one for one in after if one not in before] == ([message] if message else [])


def near(folder: Path, edit: Edit, start: str, place: str, kind: str) -> list[str]:
    """Move the draft to where and when the strikes are, more or less."""
    edit("events.csv", "2025-05-08,2025-05-09,day,Poonch,-0.5,74.09,district,shelling", "D")
    edit("events.csv", ",D,", f",{start},{place},{kind},")
    return found(folder).get("near-duplicates", [])


@pytest.mark.parametrize(
    ("start", "place", "kind", "is_one"),
    [
        ("2025-05-07,,day", "Poonch,34.41,73.47,district", "shelling", True),  # 4.4 km
        ("2025-05-07T23:59+05:00,,time", "Poonch,34.37,73.47,exact", "attack", True),
        ("2025-05-07,,day", "Poonch,34.42,73.47,district", "shelling", False),  # 5.5 km
        ("2025-05-08,,day", "Poonch,34.41,73.47,district", "shelling", False),
        ("2025-05,,month", "Poonch,34.41,73.47,district", "shelling", False),
        ("2025-05-07,,day", "Poonch,34.41,73.47,region", "shelling", False),
        ("2025-05-07,,day", "Poonch,34.41,73.47,district", "statement", False),
    ],
)
def test_two_events_of_a_kind_near_each_other_on_a_day_may_be_one(
    folder: Path, edit: Edit, start: str, place: str, kind: str, *, is_one: bool
) -> None:
    words = 'events.csv:row 5:id: "2025-05-08-draft" may be the same event as 2025-05-07-strikes'
    assert near(folder, edit, start, place, kind) == ([words] if is_one else [])


def test_related_events_are_known_to_be_two(folder: Path, edit: Edit) -> None:
    edit("events.csv", ",2025-05-07-restraint,2026", ",2025-05-07-restraint; 2025-05-08-draft,2026")
    edit("events.csv", "reviewed this yet.,,", "reviewed this yet.,2025-05-07-strikes,")
    place = "Poonch,34.41,73.47,district"
    assert near(folder, edit, "2025-05-07,,day", place, "shelling") == []


def test_the_committed_record_is_not_above_its_baseline() -> None:
    counts = {name: len(some) for name, some in doubts(read_record(DATA_DIR)).items()}
    baseline = read_baseline(DATA_DIR)
    assert above(counts, baseline) == []
    assert set(baseline) == set(DOUBTS)
