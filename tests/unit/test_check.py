from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import DATA_DIR, TABLES, Catalog
from kashmir_map.errors import PROBLEMS_SHOWN, CatalogError, Problem

Edit = Callable[[str, str, str], None]


def problems(folder: Path) -> list[str]:
    try:
        Catalog.load(folder)
    except CatalogError as refused:
        return [str(problem) for problem in refused.problems]
    return []


def test_the_small_record_keeps_every_rule(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "periods.yaml",
            "id: crisis-2025",
            "id: record",
            'periods.yaml:id: "record" names two periods – give each its own id',
        ),
        (
            "articles.csv",
            "https://www.themoscowtimes.com/1",
            "https://www.dawn.com/1",
            'articles.csv:row 3:url: "https://www.dawn.com/1" is the page of dawn-strikes too – ',
        ),
        (
            "claims.csv",
            ",Pakistan military",
            ",ZZ",
            "",
        ),
        (
            "claims.csv",
            "strikes,mt-restraint,India",
            "strikes,dawn-strikes,India",
            (
                "claims.csv:row 3: stands behind a row that comes after it – sort the table by "
                "event, article, speaker, subject"
            ),
        ),
        (
            "claims.csv",
            "2025-05-08-draft,",
            "2025-05-09-gone,",
            'claims.csv:row 4:event: "2025-05-09-gone" is not the id of any event – correct it',
        ),
        (
            "claims.csv",
            "draft,dawn-strikes",
            "draft,dawn",
            'claims.csv:row 4:article: "dawn" is not the id of any article – correct it or add',
        ),
        (
            "events.csv",
            "reviewed this yet.,,",
            "reviewed this yet.,2025-05-09-gone,",
            'events.csv:row 5:related: "2025-05-09-gone" is not the id of any event',
        ),
        (
            "events.csv",
            "reviewed this yet.,,",
            "reviewed this yet.,2025-05-08-draft,",
            'events.csv:row 5:related: "2025-05-08-draft" is the event itself – delete it',
        ),
        (
            "events.csv",
            "reviewed this yet.,,",
            "reviewed this yet.,2025-05-07-strikes,",
            (
                'events.csv:row 5:related: "2025-05-07-strikes" does not name this event in return '
                "– add 2025-05-08-draft there"
            ),
        ),
        (
            "citations.csv",
            "1949-01-01-ceasefire,wp-ceasefire\n",
            "",
            'events.csv:row 2:id: "1949-01-01-ceasefire" has no source – add a row to citations',
        ),
        (
            "claims.csv",
            "2025-05-07-strikes,mt-restraint,India",
            "2025-05-07-strikes,wp-ceasefire,India",
            'claims.csv:row 3:article: "wp-ceasefire" is not cited for 2025-05-07-strikes – add',
        ),
        (
            "claims.csv",
            ",26,,",
            ",,26,",
            "claims.csv:row 2:low: is empty beside high – write 0 for “up to”",
        ),
        (
            "claims.csv",
            ",3,5,",
            ",5,3,",
            "claims.csv:row 4:low: 5 is above high, 3 – swap the two",
        ),
        (
            "claims.csv",
            ",,,no military site was hit",
            ",,,",
            "claims.csv:row 3:value_text: is empty without a number – say what is claimed",
        ),
        (
            "claims.csv",
            "deaths,civilians,civilians,26",
            "deaths,,,26",
            "claims.csv:row 2:who: is empty – say who is counted",
        ),
        (
            "claims.csv",
            "deaths,civilians,civilians,26",
            "deaths,civilians,,26",
            "claims.csv:row 2:counted: is empty beside the other – say who is counted in both",
        ),
        (
            "claims.csv",
            "deaths,civilians,civilians,26",
            "deaths,villagers,villagers,26",
            'claims.csv:row 2:who: "villagers" is not a known value – write people, civilians',
        ),
        (
            "events.csv",
            "2026-11-23,dawn-strikes; mt-restraint",
            ",dawn-strikes; mt-restraint",
            "events.csv:row 4:checked: is empty beside the other – say when it was compared",
        ),
        (
            "events.csv",
            ",,,second-source,low",
            ",2026-11-23,dawn-strikes,second-source,medium",
            'events.csv:row 2:compared: "dawn-strikes" is not cited for the event – add it',
        ),
        (
            "withdrawn.csv",
            "2025-05-07-strikes",
            "2025-05-07-gone",
            'withdrawn.csv:row 2:replaced_by: "2025-05-07-gone" is not the id of any event',
        ),
        (
            "withdrawn.csv",
            "2025-05-07-twice",
            "2025-05-07-restraint",
            'withdrawn.csv:row 2:id: "2025-05-07-restraint" is the id of an event again – give',
        ),
        (
            "events.csv",
            "2025-05,,month",
            "2025-05,,day",
            'events.csv:row 3:date_precision: "day" does not fit start, which is written as',
        ),
        (
            "events.csv",
            "1949-01-01,,day",
            "1949-01-01,,time",
            'events.csv:row 2:date_precision: "time" does not fit start, which is written as',
        ),
        (
            "events.csv",
            "2025-05-08,2025-05-09",
            "2025-05-08,2025-05-07",
            'events.csv:row 5:end: "2025-05-07" lies before start – correct one of the two',
        ),
        (
            "events.csv",
            "2025-05-08,2025-05-09",
            "2025-05-08,2025-05-09T05+05:30",
            'events.csv:row 5:end: "2025-05-09T05+05:30" is more exact than start',
        ),
        (
            "events.csv",
            "01:30+05:30",
            "01:30+05:00",
            'events.csv:row 4:end: "2025-05-07T01:30+05:00" has another offset than start',
        ),
        (
            "events.csv",
            "2025-05-08,2025-05-09",
            "2025-05-08,2025-05",
            "",
        ),
        (
            "articles.csv",
            ",2025-05-07,en,2026-11-23",
            ",2026-11-24,en,2026-11-23",
            'articles.csv:row 2:published: "2026-11-24" is later than accessed, 2026-11-23 – ',
        ),
        (
            "articles.csv",
            ",2025-05,en,2026-11-23",
            ",2026-11,en,2026-11-23",
            "",
        ),
        (
            "articles.csv",
            "Russia Urges Restraint",
            "[Russia urges restraint]",
            'articles.csv:row 3:title: "[Russia urges restraint]" stands in brackets – delete them',
        ),
        (
            "events.csv",
            ",low,published",
            ",high,published",
            'events.csv:row 2:confidence: "high" does not follow from the articles compared',
        ),
        (
            "events.csv",
            "55.756,37.617,town",
            "55.756,37.617,region",
            "events.csv:row 3:note: is empty, and the place is a region – explain it",
        ),
        (
            "events.csv",
            "India strikes nine sites",
            "India strikes nine terrorist sites",
            'events.csv:row 4:title: "terrorist" is a word of one side – write a neutral word, or',
        ),
        (
            "events.csv",
            "To do",
            "In Indian-occupied Kashmir",
            'events.csv:row 5:note: "Indian-occupied" is a word of one side',
        ),
        (
            "articles.csv",
            "Russia Urges Restraint",
            "So-called terrorists and martyrs",
            "",
        ),
        (
            "stories/four-days.yaml",
            "article: mt-restraint",
            "article: mt",
            'stories/four-days.yaml:article: "mt" is not the id of any article',
        ),
        (
            "stories/four-days.yaml",
            "event: 2025-05-07-restraint",
            "event: gone",
            'stories/four-days.yaml:steps.2.event: "gone" is not the id of any event',
        ),
        (
            "stories/four-days.yaml",
            "{event: 2025-05-07-strikes",
            "{event: gone",
            'stories/four-days.yaml:marks.1.event: "gone" is not the id of any event',
        ),
        (
            "stories/four-days.yaml",
            "It began at night.",
            "Martyrs fell.",
            'stories/four-days.yaml:steps.1.caption: "Martyrs" is a word of one side',
        ),
        (
            "periods.yaml",
            "{event: 2025-05-07-strikes",
            "{event: gone",
            'periods.yaml:2.marks.1.event: "gone" is not the id of any event – correct it or add',
        ),
        (
            "periods.yaml",
            "label: Strikes",
            "label: So-called strikes",
            'periods.yaml:2.marks.1.label: "So-called" is a word of one side',
        ),
    ],
)
def test_breaking_one_rule_is_one_problem(
    folder: Path, edit: Edit, file: str, old: str, new: str, message: str
) -> None:
    edit(file, old, new)
    found = problems(folder)
    assert len(found) == 1 if message else not found, found
    assert not message or found[0].startswith(message), found


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "articles.csv",
            "\nmt-restraint,",
            "\ndawn-strikes,",
            'articles.csv:row 3:id: "dawn-strikes" stands in row 2 already – delete one of the two',
        ),
        (
            "citations.csv",
            "mt-restraint\n2025-05-08",
            "dawn-strikes\n2025-05-08",
            'citations.csv:row 5:article: "dawn-strikes" stands in row 4 already – delete one of',
        ),
        (
            "events.csv",
            "\n1949-01-01-ceasefire",
            "\n2026-01-01-ceasefire",
            "events.csv:row 3: stands behind a row that comes after it – sort the table by id",
        ),
        (
            "citations.csv",
            "strikes,mt-restraint",
            "strikes,mt",
            'citations.csv:row 5:article: "mt" is not the id of any article',
        ),
    ],
)
def test_a_mistake_with_consequences_is_found_as_well(
    folder: Path, edit: Edit, file: str, old: str, new: str, message: str
) -> None:
    edit(file, old, new)
    assert [line for line in problems(folder) if line.startswith(message)]


def test_a_claim_that_stands_there_twice_is_found(folder: Path) -> None:
    lines = (folder / "claims.csv").read_text().splitlines(keepends=True)
    (folder / "claims.csv").write_text("".join([*lines[:2], *lines[1:]]))
    assert problems(folder) == [
        "claims.csv:row 3: repeats the claim in row 2 – delete one of the two rows"
    ]


def test_one_speaker_may_count_different_people(folder: Path, edit: Edit) -> None:
    row = "2025-05-08-draft,dawn-strikes,Indian officials,local-officials,india,deaths,civilians"
    text = (folder / "claims.csv").read_text()
    extra = next(line for line in text.splitlines() if line.startswith(row))
    (folder / "claims.csv").write_text(f"{text}{extra.replace('civilians', 'soldiers')}\n")
    assert problems(folder) == []
    edit("claims.csv", "soldiers,soldiers", "civilians,civilians")
    assert len(problems(folder)) == 1


def test_a_problem_reads_as_one_line_with_place_value_rule_and_fix() -> None:
    problem = Problem(
        "events.csv", 41, "latitude", "341.2", "is outside −90 … 90", "write decimal degrees"
    )
    assert str(problem) == (
        "events.csv:row 41:latitude: 341.2 is outside −90 … 90 – write decimal degrees"
    )
    assert str(Problem("a.csv", None, "", "", "is not there", "add it")) == (
        "a.csv: is not there – add it"
    )


def test_an_error_lists_some_problems_and_carries_all() -> None:
    many = [Problem("a.csv", row, "x", "y", "is wrong", "correct it") for row in range(100)]
    error = CatalogError(many)
    assert error.problems == tuple(many)
    assert str(error).count("\n") == PROBLEMS_SHOWN
    assert str(error).endswith("… and 80 more")
    assert isinstance(error, ValueError)


def test_the_committed_record_keeps_every_rule_and_is_in_order(tmp_path: Path) -> None:
    catalog = Catalog.load(DATA_DIR, include_unpublished=True)
    catalog.save(tmp_path)
    for file in TABLES:
        assert (tmp_path / file).read_bytes() == (DATA_DIR / file).read_bytes(), file
    assert "record" in {period.id for period in catalog.periods}
