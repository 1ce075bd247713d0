"""Links keep their meaning: the version they carry, what has changed since, and how to cite."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.changelog import data_version
from tests.pages.views import View, view

Visit = Callable[..., View]

STRIKES = "2025-05-07-operation-sindoor"
OLD = "0.1.0"
PAGES = ["app.py", "pages/chronology.py", "pages/disagreement.py", "pages/retelling.py"]


def link(shown: View) -> dict[str, str]:
    """Return the address as the reader could copy it; the test client keeps values as lists."""
    return {
        name: value if isinstance(value, str) else value[0]
        for name, value in shown.app.query_params.items()
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_page_writes_the_version_into_its_link(page: str, visit: Visit) -> None:
    shown = visit(page)

    assert link(shown)["v"] == data_version()
    assert "news" not in shown.parts


@pytest.mark.parametrize("page", PAGES)
def test_an_older_link_says_what_has_changed(page: str, visit: Visit) -> None:
    shown = visit(page, v=OLD, event=STRIKES)

    assert not shown.app.exception
    news = shown.parts["news"]
    told = " ".join(news["sentences"])
    assert f"made with version {OLD} of the data; this is {data_version()}." in told
    assert "The event of this link has changed." in told
    names = [name for name, _ in news["groups"]]
    assert names[0].startswith("Added (")
    assert names[1].startswith("Changed (")
    assert any(
        one["link"] == {"event": STRIKES, "v": data_version()} for one in news["groups"][1][1]
    )
    assert news["releases"][0][0].startswith(f"Version {data_version()}, ")
    assert link(shown)["v"] == data_version()


def test_the_notice_stays_until_it_is_hidden(visit: Visit) -> None:
    shown = visit(v=OLD, event=STRIKES)
    assert "news" in view(shown.app.run()).parts

    shown.app.session_state["news"] = None

    assert "news" not in view(shown.app.run()).parts


def test_a_link_of_this_version_says_nothing(visit: Visit) -> None:
    assert "news" not in visit(v=data_version(), event=STRIKES).parts
    assert "news" not in visit(event=STRIKES).parts


@pytest.mark.parametrize(
    ("version", "words"),
    [("99.0.0", "is newer than"), ("<b>", "there cannot be"), ("0.0.1", "not known")],
)
def test_a_version_that_is_newer_or_unknown_is_told(version: str, words: str, visit: Visit) -> None:
    news = visit(v=version).parts["news"]

    assert words in " ".join(news["sentences"])
    assert "<b>" not in str(news)
    assert news["groups"] == []


def test_a_folder_without_a_version_writes_none(visit: Visit, data: Path) -> None:
    (data / "CHANGELOG.md").unlink()

    shown = visit(v=OLD)

    assert not shown.app.exception
    assert "v" not in link(shown)
    assert "news" not in shown.parts


# ---- citing from the map -------------------------------------------------------------------------


def asked(shown: View, kind: str, name: str) -> View:
    """The page after the reader has asked how to cite."""
    shown.app.session_state["cited"] = (kind, name)
    return view(shown.app.run())


def test_an_event_and_a_story_are_cited_when_asked(visit: Visit) -> None:
    assert visit(event=STRIKES).parts["panel"]["citation"] is None

    event = asked(visit(event=STRIKES), "event", STRIKES).parts["panel"]["citation"]
    assert (event["kind"], event["id"]) == ("event", STRIKES)
    forms = dict(event["forms"])
    assert forms["Plain text"].endswith(f"?event={STRIKES}&v={data_version()}")
    assert not any("localhost" in text for text in forms.values())

    story = asked(visit(story="indus-waters"), "story", "indus-waters").parts["panel"]["citation"]
    assert f"?story=indus-waters&v={data_version()}" in dict(story["forms"])["Plain text"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("event", "2025-05-10-ceasefire"), ("story", STRIKES), ("x", ""), ("event", "<")],
)
def test_what_is_not_told_now_is_not_cited(kind: str, name: str, visit: Visit) -> None:
    shown = asked(visit(event=STRIKES), kind, name)

    assert not shown.app.exception
    assert shown.parts["panel"]["citation"] is None
