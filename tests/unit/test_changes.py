from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.changes import News, news_since
from kashmir_map.selection import Selection
from kashmir_map.snapshot import write_snapshot

Edit = Callable[[str, str, str], None]

LOG = """# What changed

## 2.0.0 – 2026-12-24

Something **new**.

- One `event` more.
- Another corrected.

"""
OLD_LOG = "## 1.0.0 – 2026-11-24\n\nFirst.\n"


@pytest.fixture
def later(folder: Path, edit: Edit) -> Path:
    """The small record in its second version: one event changed, one new, one withdrawn."""
    (folder / "CHANGELOG.md").write_text(OLD_LOG, encoding="utf-8")
    write_snapshot(folder, Catalog.load(folder))
    (folder / "CHANGELOG.md").write_text(LOG + OLD_LOG, encoding="utf-8")
    edit("events.csv", "India strikes nine sites", "India strikes six sites")
    edit("events.csv", "low,draft,To do", "low,published,Done")
    path = folder / "snapshots" / "1.0.0.csv"
    gone = "event,2025-05-07-twice,2025-05-07,,Nine sites are struck,0123456789abcdef\n"
    path.write_text(path.read_text("utf-8").replace("story,", gone + "story,"), encoding="utf-8")
    return folder


def told(folder: Path, **link: str) -> News | None:
    catalog = Catalog.load(folder)
    selection, _ = Selection.from_query(link, catalog)
    return news_since(link, selection, catalog, folder)


def sentences(folder: Path, **link: str) -> list[str]:
    news = told(folder, **link)
    return [] if news is None else news["sentences"]


def test_a_link_of_this_version_or_of_none_says_nothing(later: Path) -> None:
    assert told(later, v="2.0.0", event="2025-05-07-strikes") is None
    assert told(later, event="2025-05-07-strikes") is None


def test_an_older_link_says_how_much_has_changed(later: Path) -> None:
    assert sentences(later, v="1.0.0", **{"from": "2025-05-08", "to": "2025-05-08"}) == [
        "This link was made with version 1.0.0 of the data; this is 2.0.0.",
        "Since then: 1 event added, 1 changed, 1 withdrawn.",
        "Of the events in its days: 1 new.",
    ]


def test_it_says_whether_its_own_event_is_among_the_changed(later: Path) -> None:
    assert sentences(later, v="1.0.0", event="2025-05-07-strikes")[2:] == [
        "The event of this link has changed.",
        "Of the events in its days: 1 new, 1 changed, 1 withdrawn.",
    ]
    assert "The event of this link has not changed." in sentences(
        later, v="1.0.0", event="2025-05-07-restraint"
    )
    assert "The event of this link is new since then." in sentences(
        later, v="1.0.0", event="2025-05-08-draft"
    )


def test_a_withdrawn_event_is_told_with_the_reason_and_what_replaces_it(later: Path) -> None:
    assert (
        "The event of this link was withdrawn. It stood there twice. See “India strikes six sites”."
        in sentences(later, v="1.0.0", event="2025-05-07-twice")
    )


def test_it_says_whether_its_own_story_has_changed(later: Path, edit: Edit) -> None:
    assert "The story of this link has not changed." in sentences(
        later, v="1.0.0", story="four-days"
    )
    edit("stories/four-days.yaml", "It began at night.", "It began.")
    assert "The story of this link has changed." in sentences(later, v="1.0.0", story="four-days")
    assert "1 withdrawn; 1 story changed." in " ".join(sentences(later, v="1.0.0"))


def test_an_event_that_has_left_the_days_of_the_link_counts_there(later: Path, edit: Edit) -> None:
    edit("events.csv", "2025-05-07T01:05+05:30,2025-05-07T01:30+05:30", "2025-04-01,")
    edit("events.csv", "2025-04-01,,time", "2025-04-01,,day")
    assert sentences(later, v="1.0.0", **{"from": "2025-05-07", "to": "2025-05-07"})[-1] == (
        "Of the events in its days: 1 changed, 1 withdrawn."
    )


def test_what_has_changed_is_listed_with_its_link(later: Path) -> None:
    news = told(later, v="1.0.0", event="2025-05-08-draft")
    assert news is not None
    assert dict(news["groups"]) == {
        "Added (1)": [
            {
                "title": "Something unchecked",
                "when": "8 May 2025",
                "inside": True,
                "link": {"event": "2025-05-08-draft", "v": "2.0.0"},
                "note": "",
            }
        ],
        "Changed (1)": [
            {
                "title": "India strikes six sites",
                "when": "7 May 2025",
                "inside": True,
                "link": {"event": "2025-05-07-strikes", "v": "2.0.0"},
                "note": "",
            }
        ],
        "Withdrawn (1)": [
            {
                "title": "Nine sites are struck",
                "when": "7 May 2025",
                "inside": True,
                "link": {},
                "note": "It stood there twice. See “India strikes six sites”.",
            }
        ],
    }


def test_the_changelog_is_told_from_the_version_after_the_links(later: Path) -> None:
    news = told(later, v="1.0.0")
    assert news is not None
    assert news["releases"] == [
        (
            "Version 2.0.0, 24 December 2026",
            ["Something new.", "One event more.", "Another corrected."],
        )
    ]


def test_a_version_that_changed_no_event_says_so(later: Path) -> None:
    write_snapshot(later, Catalog.load(later))
    text = (later / "CHANGELOG.md").read_text("utf-8")
    (later / "CHANGELOG.md").write_text("## 2.0.1 – 2026-12-25\n\n" + text, encoding="utf-8")
    assert sentences(later, v="2.0.0")[1:] == [
        "No event and no story has changed.",
        "In its days no event has changed.",
    ]


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("3.0.0", "version 3.0.0 of the data, which is newer than 2.0.0"),
        ("0.9.0", "What that version held is not known here"),
        ("10.0.0", "newer than 2.0.0"),
        ("", "names a version of the data that there cannot be"),
        ("../../etc/passwd", "names a version of the data that there cannot be"),
        ("<script>alert(1)</script>", "names a version of the data that there cannot be"),
        ("9" * 5000 + ".0.0", "names a version of the data that there cannot be"),
        ("\uff11.0.0", "names a version of the data that there cannot be"),
    ],
)
def test_a_version_that_is_newer_or_unknown_is_told_in_one_sentence(
    later: Path, version: str, words: str
) -> None:
    (sentence,) = sentences(later, v=version)
    assert words in sentence
    assert "<" not in sentence
    assert "/" not in sentence


def test_a_snapshot_that_cannot_be_read_is_one_that_is_not_there(later: Path) -> None:
    (later / "snapshots" / "1.0.0.csv").write_text("nonsense", encoding="utf-8")
    assert "not known here" in " ".join(sentences(later, v="1.0.0"))


def test_a_folder_without_a_changelog_says_nothing(folder: Path) -> None:
    assert told(folder, v="1.0.0") is None
