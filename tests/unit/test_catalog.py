import csv
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from kashmir_map.catalog import TABLES, Catalog
from kashmir_map.dates import Moment
from kashmir_map.errors import CatalogError
from kashmir_map.model import Article, Citation, Claim, Depiction, Event, Withdrawn
from kashmir_map.parts import Row
from kashmir_map.tables import write_table

Edit = Callable[[str, str, str], None]


def problems(folder: Path) -> list[str]:
    """Return what a curator reads about a record that is not in order."""
    with pytest.raises(CatalogError) as refused:
        Catalog.load(folder)
    return [str(problem) for problem in refused.value.problems]


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_events_are_points_in_time_order_with_intervals_and_families(
    folder: Path, edit: Edit
) -> None:
    edit("events.csv", "Moscow urges restraint,2025-05,", "Moscow urges restraint,2026-05,")
    events = Catalog.load(folder, include_unpublished=True).events
    assert isinstance(events, gpd.GeoDataFrame)
    assert events.crs == "EPSG:4326"
    assert list(events.index) == [
        "1949-01-01-ceasefire",
        "2025-05-07-strikes",
        "2025-05-08-draft",
        "2025-05-07-restraint",  # the time counts, not the id
    ]
    expected = [*Event.columns()[1:], "start_minute", "end_minute", "family", "geometry"]
    assert list(events.columns) == expected
    strikes = events.loc["2025-05-07-strikes"]
    assert strikes["start_minute"] == Moment.parse("2025-05-07T01:05").start
    assert strikes["end_minute"] == Moment.parse("2025-05-07T01:30").end
    assert strikes["family"] == "violence"
    assert (strikes["geometry"].x, strikes["geometry"].y) == (73.471, 34.37)
    assert strikes["related"] == ("2025-05-07-restraint",)
    assert events.loc["2025-05-08-draft", "actors"] == ()
    assert events["start_minute"].dtype == events["end_minute"].dtype == "int64"


def test_what_is_empty_is_an_empty_text_or_no_number(folder: Path) -> None:
    catalog = Catalog.load(folder)
    assert catalog.articles.loc["wp-ceasefire", "published"] == ""
    assert list(catalog.articles["title_is_description"]) == [False, False, True]
    assert catalog.claims["low"].dtype == catalog.claims["high"].dtype == "Int64"
    assert catalog.claims["low"].tolist() == [26, pd.NA]
    assert catalog.claims["high"].isna().all()
    assert list(catalog.claims["who"]) == ["civilians", ""]


def test_nothing_unpublished_is_shown(folder: Path, edit: Edit) -> None:
    edit("citations.csv", "2025-05-08-draft,dawn-strikes", "2025-05-08-draft,wp-ceasefire")
    edit("claims.csv", "2025-05-08-draft,dawn-strikes", "2025-05-08-draft,wp-ceasefire")
    edit("citations.csv", "1949-01-01-ceasefire,wp-ceasefire", "1949-01-01-ceasefire,mt-restraint")
    edit("events.csv", ",2025-05-07-restraint,2026", ",2025-05-07-restraint; 2025-05-08-draft,2026")
    edit("events.csv", "reviewed this yet.,,", "reviewed this yet.,2025-05-07-strikes,")
    everything, shown = Catalog.load(folder, include_unpublished=True), Catalog.load(folder)
    assert "2025-05-08-draft" in everything.events.index
    assert "2025-05-08-draft" not in shown.events.index
    assert shown.events.loc["2025-05-07-strikes", "related"] == ("2025-05-07-restraint",)
    assert set(shown.claims["event"]) == {"2025-05-07-strikes"}
    assert set(shown.citations["event"]) == set(shown.events.index)
    assert "wp-ceasefire" in everything.articles.index
    assert list(shown.articles.index) == ["dawn-strikes", "mt-restraint"]
    assert [mark.label for mark in everything.periods[1].marks] == ["Strikes", "Unchecked"]
    assert [mark.label for mark in shown.periods[1].marks] == ["Strikes"]


def test_a_story_that_tells_of_a_draft_is_left_out_as_a_whole(folder: Path, edit: Edit) -> None:
    assert list(Catalog.load(folder).stories) == ["four-days"]
    edit("stories/four-days.yaml", "steps:", "steps:\n  - {event: 2025-05-08-draft, caption: And}")
    assert Catalog.load(folder).stories == {}
    assert len(Catalog.load(folder, include_unpublished=True).stories["four-days"].steps) == 3


def test_a_record_without_rows_still_has_its_columns(folder: Path) -> None:
    for file in TABLES:
        header = (folder / file).read_text().splitlines()[0]
        (folder / file).write_text(header + "\n")
    (folder / "stories/four-days.yaml").unlink()
    (folder / "periods.yaml").write_text("[]\n")
    catalog = Catalog.load(folder)
    assert len(catalog.events) == 0
    assert "family" in catalog.events.columns
    assert catalog.events.crs == "EPSG:4326"
    assert catalog.claims["low"].dtype == "Int64"


def test_every_problem_is_reported_at_once_with_row_and_remedy(folder: Path, edit: Edit) -> None:
    edit("events.csv", "34.37", "341.2")
    edit("events.csv", "shelling,,", "bombing,,")
    edit("claims.csv", ",26,", ",1e3,")
    edit("articles.csv", "https://www.dawn.com/1", "javascript:alert(1)")
    edit("periods.yaml", "to: 2025\n", "to: 1925\n")
    edit("stories/four-days.yaml", "caption: It began at night.", "caption: ''")
    assert problems(folder) == [
        (
            'articles.csv:row 2:url: "javascript:alert(1)" is not a web address – copy the address '
            "from the browser; it begins with https:// or http://"
        ),
        (
            'claims.csv:row 2:low: "1e3" is not a whole number – write digits only: 1500; words '
            "go to value_text"
        ),
        "events.csv:row 4:latitude: 341.2 is outside −90 … 90 – write decimal degrees",
        (
            'events.csv:row 5:type: "bombing" is not a known value – write attack, airstrike, '
            "missile, drone, shelling, clash, military-move, diplomacy, statement, treaty, "
            "ceasefire, political, protest, humanitarian or other"
        ),
        (
            "periods.yaml:1.to: 1925 is no window: The window ends before it begins – write from: "
            "and to: with an ISO date each, both inclusive"
        ),
        "stories/four-days.yaml:steps.1.caption: is empty – fill it in",
    ]


def test_a_row_with_a_mistake_is_not_missed_by_others(folder: Path, edit: Edit) -> None:
    edit("articles.csv", "PK,AFP", "Pak,AFP")
    assert problems(folder) == [
        (
            'articles.csv:row 2:publisher_country: "Pak" is not an ISO 3166 code – '
            "write two capital letters: IN"
        )
    ]


def test_missing_files_are_named_and_cause_no_other_problems(folder: Path) -> None:
    (folder / "articles.csv").unlink()
    (folder / "citations.csv").unlink()
    (folder / "periods.yaml").unlink()
    assert problems(folder) == [
        "articles.csv: is not there – add the file",
        "citations.csv: is not there – add the file",
        "periods.yaml: is not there – add the file",
    ]


def test_a_missing_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="nowhere: is not a folder – name the folder that"):
        Catalog.load(tmp_path / "nowhere")


def test_a_folder_in_place_of_a_file_is_a_problem(folder: Path) -> None:
    (folder / "events.csv").unlink()
    (folder / "events.csv").mkdir()
    assert problems(folder) == ["events.csv: cannot be read – make it a readable file"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "event,article\n",
            "event,articel\n",
            [
                "row 1:article: is not there – add the column",
                'row 1: "articel" is not a column of this table',
            ],
        ),
        ("event,article\n", "article,event\n", ["row 1: has its columns in another order – the"]),
        ("event,article\n", "event,article,article\n", ["row 1:article: stands there twice – "]),
        ("event,article\n", "event;article\n", ["row 1: is not separated by commas – save it"]),
        ("event,article\n", "", ["row 1:event: is not there", "row 1:article: is not there"]),
        (
            "\n2025-05-07-restraint,mt-restraint",
            "\n2025-05-07-restraint,mt-restraint,x",
            ["row 3: has 3 cells under 2 columns – put a cell that holds a comma in quotation"],
        ),
        (
            "\n2025-05-07-restraint",
            "\n\n2025-05-07-restraint",
            ["row 3: has 0 cells under 2 columns"],
        ),
        ("mt-restraint", '"mt-restraint', ["row 6: cannot be read as CSV – close every quotation"]),
    ],
)
def test_a_table_of_another_shape_is_explained(
    folder: Path, edit: Edit, old: str, new: str, expected: list[str]
) -> None:
    edit("citations.csv", old, new)
    found = [line for line in problems(folder) if line.startswith("citations.csv")]
    wanted = {f"citations.csv:{start}" for start in expected}
    missed = [start for start in wanted if not any(line.startswith(start) for line in found)]
    assert not missed, found


def test_an_additional_column_does_not_hide_the_problems_of_its_rows(
    folder: Path, edit: Edit
) -> None:
    edit("citations.csv", "event,article\n", "event,article,page\n")
    text = (folder / "citations.csv").read_text().replace("-strikes\n", "-strikes,5\n")
    text = text.replace("restraint\n", "restraint,\n").replace("ceasefire\n", "CEASEFIRE,7\n")
    (folder / "citations.csv").write_text(text)
    lines = problems(folder)
    assert any("is not a column of this table" in line for line in lines)
    assert any('row 2:article: "wp-CEASEFIRE" is not an id' in line for line in lines)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp1252"])
def test_another_encoding_is_named_with_its_row(folder: Path, edit: Edit, encoding: str) -> None:
    edit("articles.csv", "Russia Urges Restraint", "Russia Urgés Restraint")
    text = (folder / "articles.csv").read_text()
    (folder / "articles.csv").write_bytes(text.encode(encoding))
    row = 1 if encoding == "utf-16" else 3
    expected = f"articles.csv:row {row}: is not UTF-8 – save the file as “CSV UTF-8”"
    assert [line for line in problems(folder) if line.startswith(expected)]


def test_what_spreadsheets_save_is_read(folder: Path) -> None:
    before = Catalog.load(folder)
    text = (folder / "events.csv").read_text().replace("\n", "\r\n").replace("34.37,", '"34.370",')
    (folder / "events.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert Catalog.load(folder).events.equals(before.events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: [", "cannot be read as YAML at line"),
        ("title: a: b", "cannot be read as YAML at line 1 – check the indentation, and put texts"),
        ("\ttitle: a", "cannot be read as YAML at line 1"),
        ("a: 1\n---\nb: 2", "cannot be read as YAML at line 2"),
        ("? [a]\n: b", "cannot be read as YAML at line 1"),
        ("[" * 60_000 + "]" * 60_000, "cannot be read as YAML at line 1"),
        ("&a [*a]", "cannot be read as YAML at line 1"),
        ("a: &a [x, x]\nb: [*a, *a]", "cannot be read as YAML at line 2"),
        ("", "is not a set of fields"),
        ("- title: a", "is not a set of fields"),
        ("!!python/object/apply:os.system [true]", "is not a set of fields"),
        ("title: a\nsummary: b\ntitle: c", "stands there twice (line 3) – delete one of them"),
    ],
)
def test_a_broken_story_is_a_problem_and_never_a_crash(
    folder: Path, text: str, expected: str
) -> None:
    (folder / "stories/four-days.yaml").write_text(text)
    assert len(problems(folder)) == 1
    assert expected in problems(folder)[0]


def test_a_story_file_is_named_by_an_id(folder: Path) -> None:
    story = folder / "stories/four-days.yaml"
    story.rename(story.with_name("Four Days.yaml"))
    assert problems(folder) == [
        (
            "stories/Four Days.yaml: is not named as a story – "
            "rename it: small letters a–z, digits and hyphens, and .yaml"
        )
    ]
    (folder / "stories/Four Days.yaml").rename(story.with_suffix(".yml"))
    assert "stories/four-days.yml: is not named as a story" in problems(folder)[0]


def test_periods_are_a_list(folder: Path) -> None:
    (folder / "periods.yaml").write_text("id: record\n")
    assert problems(folder) == [
        "periods.yaml: is not a list – write one item after another, each after a hyphen"
    ]


def test_a_message_cannot_act_on_the_terminal(folder: Path, edit: Edit) -> None:
    edit("events.csv", "shelling", "\x1b[2Jshelling" + "x" * 500)
    (line,) = problems(folder)
    assert '"\\x1b[2Jshelling' in line
    assert line.isprintable()
    assert len(line) < 400


def test_saving_what_was_loaded_changes_nothing(folder: Path) -> None:
    before = tables(folder)
    Catalog.load(folder, include_unpublished=True).save(folder)
    assert tables(folder) == before


def test_saving_puts_a_table_in_order(folder: Path, edit: Edit) -> None:
    before = tables(folder)
    edit("events.csv", "34.37,", '"34.370",')
    text = (folder / "events.csv").read_text().replace("\n", "\r\n")
    (folder / "events.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (folder / "events.csv").chmod(0o640)
    Catalog.load(folder, include_unpublished=True).save(folder)
    assert tables(folder) == before
    assert (folder / "events.csv").stat().st_mode & 0o777 == 0o640


def test_a_change_of_one_fact_is_a_change_of_one_line(folder: Path) -> None:
    before = (folder / "claims.csv").read_text().splitlines()
    catalog = Catalog.load(folder, include_unpublished=True)
    catalog.claims.loc[0, "high"] = 31
    catalog.save(folder)
    after = (folder / "claims.csv").read_text().splitlines()
    assert [line for line in after if line not in before] == [before[1].replace(",26,,", ",26,31,")]


def test_a_table_can_be_saved_elsewhere(folder: Path, tmp_path: Path) -> None:
    Catalog.load(folder, include_unpublished=True).save(tmp_path / "new" / "place")
    saved = tables(tmp_path / "new" / "place")
    assert saved == {file: data for file, data in tables(folder).items() if file in TABLES}
    assert (tmp_path / "new/place/events.csv").stat().st_mode & 0o777 == 0o644


def test_saving_refuses_what_loading_would_refuse(folder: Path) -> None:
    before = tables(folder)
    catalog = Catalog.load(folder, include_unpublished=True)
    without = replace(catalog, citations=catalog.citations.iloc[1:])
    with pytest.raises(CatalogError, match='id: "1949-01-01-ceasefire" has no source'):
        without.save(folder)
    catalog.events.loc["2025-05-07-strikes", "latitude"] = float("nan")
    with pytest.raises(CatalogError, match=r"latitude: .*is not a number of degrees"):
        catalog.save(folder)
    assert tables(folder) == before


def test_saving_never_deletes_drafts(folder: Path) -> None:
    with pytest.raises(ValueError, match="include_unpublished=True"):
        Catalog.load(folder).save(folder)


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_a_full_disk_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    before = tables(folder)
    catalog = Catalog.load(folder, include_unpublished=True)
    catalog.articles.loc["dawn-strikes", "agency"] = "PTI"
    calls = 0

    def full(descriptor: int) -> None:  # noqa: ARG001 - the signature of os.fsync
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        catalog.save(folder)
    assert tables(folder) == before


def test_a_record_of_the_real_size_loads_within_a_second(folder: Path) -> None:
    event, article, claim = (
        list(csv.reader((folder / f"{name}.csv").read_text().splitlines()))[1]
        for name in ("events", "articles", "claims")
    )
    write_rows(folder, Event, ([f"e{i}", *event[1:]] for i in range(430)))
    write_rows(folder, Withdrawn, ())
    write_rows(folder, Depiction, ())
    write_rows(
        folder,
        Article,
        ([f"a{i}", *article[1:7], f"https://example.org/{i}", *article[8:]] for i in range(920)),
    )
    pairs = [(f"e{i % 430}", f"a{i % 920}") for i in range(1200)]
    write_rows(folder, Citation, pairs)
    write_rows(folder, Claim, ([*pair, *claim[2:]] for pair in pairs[:660]))
    (folder / "stories/four-days.yaml").unlink()
    (folder / "periods.yaml").write_text("- {id: record, title: Record, from: 1846, to: 2026}")
    seconds = []
    for _ in range(3):  # the fastest of three: other programs may need the machine as well
        started = time.perf_counter()
        catalog = Catalog.load(folder)
        seconds.append(time.perf_counter() - started)
    assert (len(catalog.events), len(catalog.claims), len(catalog.citations)) == (430, 660, 1200)
    assert min(seconds) < 1


def write_rows(folder: Path, model: type[Row], rows: Iterable[Sequence[str]]) -> None:
    file = next(file for file, one in TABLES.items() if one is model)
    (folder / file).write_bytes(write_table(model, rows))
