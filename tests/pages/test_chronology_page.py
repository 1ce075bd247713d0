from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.filters import Filter
from kashmir_map.selection import Selection
from tests.pages.views import View, view

Visit = Callable[..., View]

PAGE = "pages/chronology.py"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def listed(shown: View, catalog: Catalog) -> list[str]:
    events = list(catalog.events.index)
    return [events[place] for place in shown.parts["chronology"]["positions"]]


def test_the_whole_record_is_listed_in_time_order(visit: Visit, catalog: Catalog) -> None:
    shown = visit(PAGE)

    assert not shown.app.exception
    assert set(shown.parts) == {"library", "chronology", "skip"}
    page = shown.parts["chronology"]
    assert sorted(listed(shown, catalog)) == sorted(catalog.events.index)
    assert page["countWords"] == f"{len(catalog.events)} events, 1846–2026"
    assert page["filters"]["words"] == ""
    assert page["shelf"] == shown.parts["library"]["channel"]
    assert [row["position"] for row in shown.parts["library"]["rows"]] == page["positions"]


def test_the_maps_window_is_listed_alone_if_asked(visit: Visit, catalog: Catalog) -> None:
    shown = visit(PAGE, from_="1999", to="1999", only="window")

    selection, _ = Selection.from_query({"from": "1999", "to": "1999"}, catalog)
    assert sorted(listed(shown, catalog)) == sorted(selection.events(catalog))
    assert shown.parts["chronology"]["windowed"]
    assert shown.parts["chronology"]["windowWords"] == "1999"


def test_the_search_forgives_spelling(visit: Visit, catalog: Catalog) -> None:
    shown = visit(PAGE, text="teetwal")

    found = listed(shown, catalog)
    assert any("Tithwal" in catalog.events.loc[event, "title"] for event in found)
    assert len(found) < 10
    out = len(catalog.events) - len(found)
    assert shown.parts["chronology"]["filters"]["words"] == (
        f"Filtered out: all without “teetwal” ({out} events here)."
    )
    assert ["match", "Best match first"] in shown.parts["chronology"]["orders"]


def test_filters_hold_on_the_other_pages(visit: Visit, catalog: Catalog) -> None:
    shown = visit(confidence="medium", hide="drone")
    chosen: Selection = shown.app.session_state["selection"]
    assert chosen.filter == Filter(confidence=frozenset({"medium"}))
    expected = chosen.events(catalog)
    out = shown.parts["panel"]["without"]
    assert out == shown.parts["timeline"]["without"]
    assert set(catalog.events.index[out]) == set(
        catalog.events.index[catalog.events["confidence"] != "medium"]
    )

    shown.app.query_params.clear()
    shown.app.switch_page(PAGE).run()
    page = view(shown.app)
    assert not page.app.exception
    assert set(listed(page, catalog)) >= set(expected)
    confidences = catalog.events.loc[listed(page, catalog), ["confidence", "type"]]
    assert set(confidences["confidence"]) == {"medium"}
    assert "drone" not in set(confidences["type"])


def test_an_order_stands_in_the_link(visit: Visit) -> None:
    shown = visit(PAGE, order="deaths", only="window")

    view_of_link = {name: shown.app.query_params[name] for name in ("order", "only")}
    assert view_of_link in (
        {"order": "deaths", "only": "window"},
        {"order": ["deaths"], "only": ["window"]},  # as the test client keeps them
    )
    assert "order" not in visit(PAGE).app.query_params


def test_a_broken_link_is_told(visit: Visit, catalog: Catalog) -> None:
    shown = visit(PAGE, unit="atlantis", order="<b>", text="\0")

    assert not shown.app.exception
    notices = " ".join(shown.parts["chronology"]["notices"])
    assert "a territory that this record does not hold" in notices
    assert "<b>" not in notices
    assert len(listed(shown, catalog)) == len(catalog.events)


def test_a_broken_record_is_told_in_a_sentence(visit: Visit, data: Path) -> None:
    (data / "claims.csv").unlink()

    shown = visit(PAGE)

    assert not shown.app.exception
    assert shown.app.error
    assert shown.parts == {}
