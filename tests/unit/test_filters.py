from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.dates import Window
from kashmir_map.evidence import ClaimRow, Evidence, SourceRow
from kashmir_map.facets import facets_of
from kashmir_map.filters import (
    FACETS,
    NO_FILTER,
    SIDES_HEARD,
    Filter,
    filtered_out,
    plain_text,
)
from kashmir_map.quality import sides_heard
from kashmir_map.selection import Selection
from kashmir_map.ui.filters import filter_data, filter_words, filtered_by, type_group
from kashmir_map.vocabulary import EVENT_TYPES
from tests.unit.selections import STABLE, draw_selection, filters, passing_events

Edit = Callable[[str, str, str], None]

CRISIS = Selection(Window.from_query("2025-05-07", "2025-05-10"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


# ---- what passes ---------------------------------------------------------------------------------


@STABLE
@given(data=st.data())
def test_what_is_left_out_is_told_by_its_place_in_the_event_file(
    catalog: Catalog, data: st.DataObject
) -> None:
    chosen = data.draw(filters(catalog))

    without = facets_of(catalog).without(chosen)

    passing = passing_events(catalog, chosen)
    events = list(catalog.events.index)
    assert without == sorted(without)
    assert {events[place] for place in without} == set(events) - passing


@STABLE
@given(data=st.data())
def test_a_value_counts_what_choosing_it_would_show(catalog: Catalog, data: st.DataObject) -> None:
    selection = draw_selection(data, catalog)
    facet = data.draw(st.sampled_from(FACETS))
    facets = facets_of(catalog)
    value = data.draw(st.sampled_from(sorted(facets.names[facet])))
    among = np.array([True] * len(catalog.events))

    counts = facets.counts(selection.filter, among)

    one: dict[str, Any] = {facet: frozenset({value})}
    assert counts[facet][value] == len(passing_events(catalog, replace(selection.filter, **one)))
    several = replace(selection.filter, several=True)
    assert facets.several(selection.filter, among) == len(passing_events(catalog, several))


def source(country: str, kind: Any = "newspaper") -> SourceRow:  # noqa: ANN401 (a word of the vocabulary)
    return SourceRow("id", "A paper", country, "", kind, "Title", False, "https://a.b", "2025")


def claim(side: Any) -> ClaimRow:  # noqa: ANN401 (a word of the vocabulary)
    return ClaimRow(
        "id", "Somebody", "media", side, "other", "", "", None, None, "words", "", "asserts"
    )


@pytest.mark.parametrize(
    ("claims", "sources", "heard"),
    [
        ((), ("IN", "IN"), {"india"}),
        ((), ("IN", "PK"), {"india", "pakistan"}),
        ((), ("GB", "US", "UN"), set()),
        (("residents",), ("IN",), {"residents", "india"}),
        (("india",), ("IN", ""), {"india"}),
        ((), ("CN",), {"china"}),
        ((), (), set()),
    ],
)
def test_sides_are_heard_by_claims_and_by_sources(
    claims: tuple[str, ...], sources: tuple[str, ...], heard: set[str]
) -> None:
    evidence = Evidence(tuple(map(claim, claims)), tuple(map(source, sources)))

    assert sides_heard(evidence) == heard


@pytest.mark.parametrize("kind", ["encyclopedia", "blog", "aggregator"])
def test_a_copy_is_no_voice(kind: str) -> None:
    assert sides_heard(Evidence((), (source("IN"), source("US", kind)))) == {"india"}
    assert "Encyclopedias, blogs and copies count for nobody" in SIDES_HEARD


def test_an_actor_is_one_with_and_without_a_remark(folder: Path, edit: Edit) -> None:
    edit("events.csv", ",ceasefire,India; Pakistan,", ",ceasefire,India (says India); Pakistan,")
    catalog = Catalog.load(folder)

    assert facets_of(catalog).names["actor"] == {
        "india": "India",
        "pakistan": "Pakistan",
        "russia": "Russia",
    }


def test_a_place_off_the_map_is_elsewhere(folder: Path) -> None:
    facets = facets_of(Catalog.load(folder))

    counts = facets.counts(NO_FILTER, np.array([True] * 3))["unit"]
    assert counts["elsewhere"] == 1  # Moscow
    assert counts["AJK"] == 1


# ---- links ---------------------------------------------------------------------------------------


@STABLE
@given(text=st.text(max_size=400))
def test_words_to_search_for_are_plain(text: str) -> None:
    plain = plain_text(text)

    assert plain_text(plain) == plain
    assert plain.isprintable()
    assert len(plain) <= 80
    assert plain == " ".join(plain.split())


def test_a_part_can_be_set_free() -> None:
    chosen = Filter(unit=frozenset({"JK"}), several=True, text="uri")

    assert chosen.freed("unit") == Filter(several=True, text="uri")
    assert chosen.freed("unit").freed("several").freed("text") == NO_FILTER


# ---- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hidden", "chosen", "words"),
    [
        (set(), NO_FILTER, ()),
        ({"drone"}, Filter(confidence=frozenset({"high", "medium"})), ("drones", "low confidence")),
        (set(), Filter(confidence=frozenset({"high"})), ("medium and low confidence",)),
        (set(), Filter(confidence=frozenset({"high", "medium", "low"})), ()),
        (
            set(),
            Filter(precision=frozenset({"exact", "town"})),
            ("places known to the district, by region and by country",),
        ),
        (
            set(),
            Filter(unit=frozenset({"JK", "AJK"})),
            ("all outside Azad Jammu and Kashmir or Jammu and Kashmir",),
        ),
        (
            set(),
            Filter(side=frozenset({"pakistan"}), several=True, text="uri"),
            (
                "all without a claim from Pakistan",
                "all without “uri”",
                "all heard from one side only",
            ),
        ),
        (
            set(),
            Filter(actor=frozenset({"indian-army"}), source=frozenset({"official"})),
            ("all that do not name Indian Army", "all without a source of the kind official"),
        ),
    ],
)
def test_what_is_filtered_out_is_said(
    hidden: set[str], chosen: Filter, words: tuple[str, ...], catalog: Catalog
) -> None:
    assert filtered_out(hidden, chosen, facets_of(catalog).names) == words


def test_the_sentence_counts_the_events_of_the_window(catalog: Catalog) -> None:
    selection = replace(
        CRISIS, hidden=frozenset({"drone"}), filter=Filter(confidence=frozenset({"high"}))
    )
    out = len(CRISIS.events(catalog)) - len(selection.events(catalog))

    assert out > 0
    assert filter_words(selection, catalog) == (
        f"Filtered out: drones, medium and low confidence ({out} events here)."
    )
    assert filter_words(CRISIS, catalog) == ""


# ---- what the browser shows and sends ------------------------------------------------------------


@STABLE
@given(data=st.data())
def test_what_the_browser_shows_it_sends_back(catalog: Catalog, data: st.DataObject) -> None:
    selection = draw_selection(data, catalog)
    shown = filter_data(selection, catalog, serial=3)
    chosen = {
        group["id"]: [option["id"] for option in group["options"] if option["chosen"]]
        for group in shown["groups"]
    }
    value = {**chosen, "several": shown["several"]["chosen"], "text": shown["text"]}

    assert filtered_by({**value, "hidden": [*selection.hidden]}, selection, catalog) == selection
    kinds = type_group(selection, catalog)["options"]
    ticked = [kind["id"] for kind in kinds if kind["chosen"]]
    if selection.hidden != set(EVENT_TYPES):
        assert filtered_by({**value, "type": ticked}, selection, catalog) == selection


def test_the_types_count_what_passes_the_rest(catalog: Catalog) -> None:
    selection = replace(
        CRISIS, hidden=frozenset({"drone"}), filter=Filter(side=frozenset({"pakistan"}))
    )
    everything = replace(selection, hidden=frozenset())

    group = type_group(selection, catalog)

    counts = {option["id"]: option["count"] for option in group["options"]}
    types = catalog.events.loc[everything.events(catalog), "type"]
    assert counts == {kind: int((types == kind).sum()) for kind in EVENT_TYPES}
    assert counts["drone"] > 0
    assert not next(one for one in group["options"] if one["id"] == "drone")["chosen"]


def test_rare_values_are_on_offer_only_if_chosen(catalog: Catalog) -> None:
    names = list(facets_of(catalog).names["actor"])
    rare = names[-1]
    chosen = replace(CRISIS, filter=Filter(actor=frozenset({rare})))

    actors = next(
        group for group in filter_data(chosen, catalog, 0)["groups"] if group["id"] == "actor"
    )

    assert len(actors["options"]) <= 41
    assert next(one for one in actors["options"] if one["id"] == rare)["chosen"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        "JK",
        ["JK"],
        {"unit": "JK"},
        {"unit": [1, None, "XX"], "actor": {"a": 1}, "text": 5, "several": "yes", "hidden": "x"},
        {"hidden": ["volcano"], "type": [], "text": "\0\ud800"},
    ],
)
def test_whatever_the_browser_sends_is_read(value: object, catalog: Catalog) -> None:
    assert filtered_by(value, CRISIS, catalog) == CRISIS
