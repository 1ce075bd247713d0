from pathlib import Path

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.chronology import (
    ORDERS,
    Entry,
    View,
    count_words,
    entries,
    ordered,
    years,
)
from kashmir_map.evidence import gather_evidence, largest_deaths
from kashmir_map.reading import list_rows, reading_order


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def listed(catalog: Catalog) -> list[Entry]:
    return entries_of(catalog)


def entries_of(catalog: Catalog) -> list[Entry]:
    evidence, order = gather_evidence(catalog), reading_order(catalog)
    rows = sorted(list_rows(catalog, evidence), key=lambda row: order[row["id"]])
    return entries(catalog, evidence, rows)


def test_an_entry_says_what_the_orders_go_by(folder: Path) -> None:
    by_id = {entry["id"]: entry for entry in entries_of(Catalog.load(folder))}

    strikes = by_id["2025-05-07-strikes"]
    assert (strikes["year"], strikes["sources"], strikes["deaths"]) == ("2025", 2, 26)
    assert strikes["death_words"] == ""  # its list entry says it: "at least 26 killed, says …"
    assert strikes["source_step"] == "2 to 4 sources"
    assert strikes["death_step"] == "Largest claim: 20 to 99"
    ceasefire = by_id["1949-01-01-ceasefire"]
    assert (ceasefire["deaths"], ceasefire["death_step"]) == (0, "No deaths claimed")


def test_the_largest_claim_has_a_speaker(catalog: Catalog, listed: list[Entry]) -> None:
    evidence = gather_evidence(catalog)
    told = [entry for entry in listed if entry["death_words"]]

    assert told
    for entry in told:
        assert entry["death_words"].startswith("Largest claim: ")
        assert ", says " in entry["death_words"]
        assert entry["deaths"] == largest_deaths(evidence[entry["id"]].claims)


def test_words_about_deaths_elsewhere_are_no_deaths(listed: list[Entry]) -> None:
    assert not any(entry["deaths"] for entry in listed if entry["family"] == "diplomacy")


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_lists_the_same_events(order: str, listed: list[Entry]) -> None:
    shown = [entry["position"] for entry in listed[::3]]
    chosen = View.from_query({"order": order}).order

    assert sorted(ordered(listed, chosen, shown=shown, matches=shown[:5])) == sorted(shown)


def test_the_orders(listed: list[Entry]) -> None:
    everything = [entry["position"] for entry in listed]
    by_position = {entry["position"]: entry for entry in listed}

    assert ordered(listed, "oldest", shown=everything, matches=()) == everything
    assert ordered(listed, "newest", shown=everything, matches=()) == everything[::-1]
    sources = [
        by_position[place]["sources"]
        for place in ordered(listed, "sources", shown=everything, matches=())
    ]
    assert sources == sorted(sources, reverse=True)
    deaths = [
        by_position[place]["deaths"]
        for place in ordered(listed, "deaths", shown=everything, matches=())
    ]
    assert deaths == sorted(deaths, reverse=True)
    matches = [everything[7], everything[2]]
    best = ordered(listed, "match", shown=everything, matches=matches)
    assert best[:3] == [everything[7], everything[2], everything[0]]


def test_the_count_is_said_in_words(listed: list[Entry]) -> None:
    everything = [entry["position"] for entry in listed]
    found = years(listed, everything)

    assert count_words(found) == f"{len(listed)} events, {found[0][0]}–{found[-1][0]}"
    assert [year for year, _ in found] == sorted({entry["year"] for entry in listed})
    assert count_words([("1999", 1)]) == "1 event, 1999"
    assert count_words([("1998", 600), ("1999", 634)]) == "1,234 events, 1998–1999"
    assert count_words([]) == "No events"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("windowed", [False, True])
def test_a_view_and_its_link_are_inverse(order: str, windowed: bool) -> None:  # noqa: FBT001
    view = View(View.from_query({"order": order}).order, windowed)

    assert view.order == order
    assert View.from_query(view.to_query()) == view
    assert View().to_query() == {}


@pytest.mark.parametrize("value", ["", "random", "<script>", "\0"])
def test_an_unknown_view_is_the_usual_one(value: str) -> None:
    assert View.from_query({"order": value, "only": value}) == View()
