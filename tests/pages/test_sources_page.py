from collections.abc import Callable
from pathlib import Path

from kashmir_map.catalog import Catalog
from kashmir_map.changelog import data_version
from tests.pages.views import View, elements

Visit = Callable[..., View]

HOSTILE = "<img src=x onerror=alert(1)> **bold** ${7*7}"


def visible(shown: View) -> str:
    """All Markdown and HTML that the page holds besides its styles."""
    texts = [part.value for part in shown.app.markdown]
    texts += [e.proto.body for e in elements(shown.app.main) if e.type == "html"]
    return "\n".join(text for text in texts if not text.startswith("<style>"))


def test_the_page_shows_the_quality_and_every_article(visit: Visit) -> None:
    shown = visit("pages/sources.py")
    catalog = Catalog.load()

    data = shown.parts["quality"]
    assert f"Version {data_version()} of the data." in data["lead"]
    assert data["shares"][0]["words"].endswith(f" of {len(catalog.events)}")
    (table,) = shown.app.dataframe
    assert len(table.value) == len(catalog.articles)
    assert f"{len(catalog.articles):,} articles." in visible(shown)


def test_searching_and_filtering_shows_fewer_articles(visit: Visit) -> None:
    app = visit("pages/sources.py").app
    app.text_input(key="article-search").set_value("moscow times").run()
    (table,) = app.dataframe
    titles = set(table.value["publisher"])
    assert titles == {"The Moscow Times"}

    app.multiselect(key="article-country").set_value(["India"]).run()
    assert not app.dataframe
    assert not app.exception
    assert any("No article matches" in part.value for part in app.markdown)

    app.text_input(key="article-search").set_value("").run()
    app.multiselect(key="article-kind").set_value(["Agency"]).run()
    (table,) = app.dataframe
    assert set(table.value["country"]) == {"India"}
    assert set(table.value["kind"]) == {"Agency"}


def test_a_hostile_title_stays_in_the_table(visit: Visit, data: Path) -> None:
    path = data / "articles.csv"
    title = Catalog.load(data).articles.loc["moscow-times-urges-restraint", "title"]
    path.write_bytes(path.read_bytes().replace(str(title).encode(), HOSTILE.encode(), 1))

    shown = visit("pages/sources.py")
    shown.app.text_input(key="article-search").set_value("onerror").run()

    (table,) = shown.app.dataframe
    assert table.value["title"].tolist() == [HOSTILE]
    assert "onerror" not in visible(shown)


def test_a_folder_without_a_changelog_has_no_version(visit: Visit, data: Path) -> None:
    (data / "CHANGELOG.md").unlink()

    shown = visit("pages/sources.py")

    assert not shown.app.exception
    assert "Version" not in shown.parts["quality"]["lead"]


def test_a_record_that_is_not_in_order_is_told_here_too(visit: Visit, data: Path) -> None:
    (data / "citations.csv").unlink()

    shown = visit("pages/sources.py")

    assert not shown.app.exception
    assert shown.parts == {}
    assert shown.app.error[0].value.startswith("The record cannot be shown: ")


def test_the_page_is_in_the_navigation_between_map_and_methods() -> None:
    text = (Path(__file__).parents[2] / "app.py").read_text("utf-8")
    assert text.index('"Map"') < text.index('"Sources"') < text.index('"Methods"')
