from collections.abc import Callable
from pathlib import Path

from kashmir_map.catalog import Catalog
from kashmir_map.changelog import data_version
from tests.pages.views import View, elements, view

Visit = Callable[..., View]

HOSTILE = "<img src=x onerror=alert(1)> **bold** ${7*7}"
PAGE = "pages/sources.py"
ARTICLE = "moscow-times-urges-restraint"


def visible(shown: View) -> str:
    """All Markdown and HTML that the page holds besides its styles."""
    texts = [part.value for part in shown.app.markdown]
    texts += [e.proto.body for e in elements(shown.app.main) if e.type == "html"]
    return "\n".join(text for text in texts if not text.startswith("<style>"))


def test_the_page_shows_the_quality_and_every_article(visit: Visit) -> None:
    shown = visit(PAGE)
    catalog = Catalog.load()

    assert not shown.app.exception
    data = shown.parts["quality"]
    assert f"Version {data_version()} of the data." in data["lead"]
    assert data["shares"][0]["words"].endswith(f" of {len(catalog.events)}")
    shelf = shown.parts["library"]
    assert [row["id"] for row in shelf["rows"]] == list(catalog.articles.index)
    assert len(shelf["events"]) == len(catalog.events)
    # The list finds them under the name that they were sent with; its links carry the version.
    articles = shown.parts["articles"]
    assert articles["shelf"] == shelf["channel"]
    assert articles["pinned"] == {"v": data_version()}
    assert articles["citation"] is None


def test_a_citation_is_made_when_it_is_asked_for(visit: Visit) -> None:
    shown = visit(PAGE)
    shown.app.session_state["cited-article"] = ARTICLE

    citation = view(shown.app.run()).parts["articles"]["citation"]

    assert citation["id"] == ARTICLE
    forms = dict(citation["forms"])
    assert f"Cited in Kashmir context map, version {data_version()} of" in forms["Plain text"]
    assert forms["BibTeX"].startswith(f"@article{{{ARTICLE},")


def test_what_is_no_article_has_no_citation(visit: Visit) -> None:
    shown = visit(PAGE)
    shown.app.session_state["cited-article"] = "<script>"

    shown = view(shown.app.run())

    assert not shown.app.exception
    assert shown.parts["articles"]["citation"] is None


def test_a_hostile_title_travels_as_data_alone(visit: Visit, data: Path) -> None:
    path = data / "articles.csv"
    title = Catalog.load(data).articles.loc[ARTICLE, "title"]
    path.write_bytes(path.read_bytes().replace(str(title).encode(), HOSTILE.encode(), 1))

    shown = visit(PAGE)

    rows = {row["id"]: row for row in shown.parts["library"]["rows"]}
    assert rows[ARTICLE]["title"] == HOSTILE
    assert "onerror" not in visible(shown)


def test_a_folder_without_a_changelog_has_no_version(visit: Visit, data: Path) -> None:
    (data / "CHANGELOG.md").unlink()

    shown = visit(PAGE)

    assert not shown.app.exception
    assert "Version" not in shown.parts["quality"]["lead"]
    assert shown.parts["articles"]["pinned"] == {}


def test_a_record_that_is_not_in_order_is_told_here_too(visit: Visit, data: Path) -> None:
    (data / "citations.csv").unlink()

    shown = visit(PAGE)

    assert not shown.app.exception
    assert shown.parts == {}
    assert shown.app.error[0].value.startswith("The record cannot be shown: ")


def test_the_page_is_in_the_navigation_between_map_and_methods() -> None:
    text = (Path(__file__).parents[2] / "app.py").read_text("utf-8")
    assert text.index('"Map"') < text.index('"Sources"') < text.index('"Methods"')
