from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.changelog import data_version
from kashmir_map.dates import Window
from kashmir_map.selection import Selection
from tests.pages.views import View, view

Visit = Callable[..., View]

PAGES = {"disagreement": "pages/disagreement.py", "retelling": "pages/retelling.py"}
CRISIS = {"from_": "2025-05-07", "to": "2025-05-10"}
STRIKES = "2025-05-07-operation-sindoor"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def link(shown: View) -> dict[str, str]:
    """Return the address as the reader could copy it; the test client keeps values as lists."""
    return {
        name: value if isinstance(value, str) else value[0]
        for name, value in shown.app.query_params.items()
    }


@pytest.mark.parametrize("name", PAGES)
def test_without_a_link_the_days_of_the_crisis_are_shown(name: str, visit: Visit) -> None:
    shown = visit(PAGES[name])

    assert not shown.app.exception
    assert not shown.app.error
    scope = shown.parts[name]["scope"]
    assert (scope["from"], scope["to"]) == ("2025-05-07", "2025-05-10")
    assert scope["windowWords"] == "7 – 10 May 2025"
    assert scope["headline"].endswith("7 – 10 May 2025")
    assert scope["notices"] == []
    assert {key: link(shown)[key] for key in ("from", "to")} == {
        "from": "2025-05-07",
        "to": "2025-05-10",
    }


@pytest.mark.parametrize("name", PAGES)
def test_the_selection_of_the_map_is_kept(name: str, visit: Visit, catalog: Catalog) -> None:
    shown = visit(PAGES[name], period="kargil-1999")
    kargil = next(period for period in catalog.periods if period.id == "kargil-1999").window

    selection: Selection = shown.app.session_state["selection"]
    assert selection.window == kargil
    scope = shown.parts[name]["scope"]
    assert scope["period"] == "kargil-1999"
    assert scope["link"] == {
        "from": "1999-05",
        "to": "1999-08",
        "period": "kargil-1999",
        "v": data_version(),
    }

    # Another page of the app comes without a link: the reader's selection goes on.
    shown.app.session_state["selection"] = Selection(Window.from_query("1965", "1965"))
    shown.app.query_params.clear()
    shown.app.run()
    assert view(shown.app).parts[name]["scope"]["windowWords"] == "1965"


@pytest.mark.parametrize("name", PAGES)
def test_a_broken_link_is_told_and_breaks_nothing(name: str, visit: Visit) -> None:
    shown = visit(PAGES[name], from_="yesterday", to="2025-05-10", event="nothing", left="<b>")

    assert not shown.app.exception
    notices = shown.parts[name]["scope"]["notices"]
    assert any("dates in the link could not be read" in words for words in notices)
    assert any("event that this record does not hold" in words for words in notices)
    assert not any("<b>" in words for words in notices)


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_window_names_the_next_event(name: str, visit: Visit) -> None:
    shown = visit(PAGES[name], from_="1900", to="1901")

    part = shown.parts[name]
    assert part["scope"]["next"]["title"]
    assert part["told"]["words"] == ""


@pytest.mark.parametrize("name", PAGES)
def test_a_broken_record_is_told_in_a_sentence(name: str, visit: Visit, data: Path) -> None:
    (data / "claims.csv").unlink()

    shown = visit(PAGES[name])

    assert not shown.app.exception
    assert shown.app.error
    assert shown.parts == {}


def test_both_governments_speak_in_the_crisis(visit: Visit) -> None:
    told = visit(PAGES["disagreement"], **CRISIS).parts["disagreement"]["told"]

    targets = told["accounts"]["subjects"][0]
    assert targets["name"] == "Targets"
    (topic,) = targets["first"][0]
    assert topic["india"]["claims"]
    assert topic["pakistan"]["claims"]
    assert topic["contradicted"]


def test_one_event_is_told_alone_and_links_keep_the_window(visit: Visit, catalog: Catalog) -> None:
    part = visit(PAGES["disagreement"], **CRISIS, event=STRIKES).parts["disagreement"]

    assert part["scope"]["headline"] == catalog.events.loc[STRIKES, "title"]
    assert list(part["told"]["events"]) == [STRIKES]
    assert "event" not in part["scope"]["link"]
    assert part["scope"]["link"]["from"] == "2025-05-07"


def test_a_filter_of_the_map_is_kept_and_said(visit: Visit, catalog: Catalog) -> None:
    part = visit(PAGES["disagreement"], **CRISIS, hide="airstrike").parts["disagreement"]

    all_days = Selection(Window.from_query(CRISIS["from_"], CRISIS["to"])).events(catalog)
    out = sum(catalog.events.loc[all_days, "type"] == "airstrike")
    assert part["scope"]["hiddenWords"] == f"Filtered out: airstrikes ({out} events here)."
    types = catalog.events.loc[list(part["told"]["events"]), "type"]
    assert "airstrike" not in set(types)


@pytest.mark.parametrize("name", ["disagreement", "retelling"])
def test_every_part_of_the_maps_filter_is_said(visit: Visit, name: str) -> None:
    part = visit(PAGES[name], **CRISIS, text="bahawalpur", confidence="high").parts[name]

    words = part["scope"]["hiddenWords"]
    assert "medium and low confidence" in words
    assert "all without “bahawalpur”" in words
    assert part["scope"]["link"]["text"] == "bahawalpur"


def test_the_tellers_stand_in_the_link(visit: Visit, catalog: Catalog) -> None:
    publisher = str(catalog.articles.loc["moscow-times-urges-restraint", "publisher"])

    plain = visit(PAGES["retelling"], **CRISIS)
    asked = visit(PAGES["retelling"], **CRISIS, left="residents", right=f"by.{publisher}")
    unknown = visit(PAGES["retelling"], **CRISIS, left="atlantis")

    assert plain.parts["retelling"]["tellers"] == {"left": "india", "right": "pakistan"}
    assert link(plain)["left"] == "india"
    assert [one["title"] for one in asked.parts["retelling"]["told"]["columns"]] == [
        "Residents",
        publisher,
    ]
    assert link(asked)["right"] == f"by.{publisher}"
    assert unknown.parts["retelling"]["tellers"]["left"] == "india"
    assert "teller" in unknown.parts["retelling"]["scope"]["notices"][0]


def test_every_event_of_the_window_has_its_row(visit: Visit, catalog: Catalog) -> None:
    shown = visit(PAGES["retelling"], **CRISIS)

    selection, _ = Selection.from_query({"from": "2025-05-07", "to": "2025-05-10"}, catalog)
    rows = [event for day in shown.parts["retelling"]["told"]["days"] for event in day["events"]]
    assert sorted(row["id"] for row in rows) == sorted(selection.events(catalog))
    assert all(cell["claims"] or cell["gap"] for row in rows for cell in row["cells"])
