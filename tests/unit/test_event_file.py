import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.catalog import Catalog
from kashmir_map.districts import Districts, districts_of
from kashmir_map.evidence import ClaimRow, Evidence, SourceRow, gather_evidence, largest_deaths
from kashmir_map.facets import facets_of
from kashmir_map.map.events import PRECISIONS, coverage_columns, event_columns
from kashmir_map.reading import units_of
from kashmir_map.regions import Regions, Unit
from kashmir_map.selection import Selection
from kashmir_map.vocabulary import EVENT_TYPES, FAMILIES, family_of
from tests.unit.selections import STABLE, draw_selection

MOST_BYTES = 150
"""Per event, uncompressed: a million events must still be one file that a browser can hold."""

COLUMNS = (
    "id",
    "latitude",
    "longitude",
    "start",
    "length",
    "type",
    "severity",
    "precision",
    "unit",
    "district",
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def evidence(catalog: Catalog) -> dict[str, Evidence]:
    return gather_evidence(catalog)


@pytest.fixture(scope="module")
def units(catalog: Catalog) -> list[Unit | None]:
    return units_of(catalog, Regions.load())


@pytest.fixture(scope="module")
def file(
    catalog: Catalog, evidence: dict[str, Evidence], units: list[Unit | None]
) -> dict[str, Any]:
    """Event file as a browser reads it."""
    districts = districts_of(catalog, Districts.load())
    read: dict[str, Any] = json.loads(
        json.dumps(event_columns(catalog, evidence, units, districts))
    )
    return read


def test_all_columns_are_as_long_as_the_record(file: dict[str, Any], catalog: Catalog) -> None:
    assert set(file) == {*COLUMNS, "types", "families", "units", "districts", "radii"}
    assert {len(file[name]) for name in COLUMNS} == {len(catalog.events)}


def test_events_stand_in_time_order(file: dict[str, Any], catalog: Catalog) -> None:
    assert file["start"] == sorted(file["start"])
    assert file["id"] == list(catalog.events.index)
    assert all(length > 0 for length in file["length"])


def test_the_file_stays_small(file: dict[str, Any]) -> None:
    written = json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()

    assert len(written) / len(file["id"]) <= MOST_BYTES


def test_minutes_fit_the_browsers_typed_arrays(file: dict[str, Any]) -> None:
    ends = np.array(file["start"]) + np.array(file["length"])

    assert np.abs(file["start"]).max() < 2**31
    assert np.abs(ends).max() < 2**31


def test_every_number_finds_what_it_stands_for(
    file: dict[str, Any], catalog: Catalog, units: list[Unit | None]
) -> None:
    families = list(FAMILIES)
    assert file["types"] == list(EVENT_TYPES)
    assert [families[place] for place in file["families"]] == [
        family_of(kind) for kind in EVENT_TYPES
    ]
    for place, event in enumerate(catalog.events.itertuples()):
        unit = units[place]
        assert file["types"][file["type"][place]] == event.type
        assert PRECISIONS[file["precision"][place]] == event.location_precision
        assert file["start"][place] == event.start_minute
        assert file["start"][place] + file["length"][place] == event.end_minute
        assert file["latitude"][place] == pytest.approx(event.latitude, abs=5e-5)
        assert file["longitude"][place] == pytest.approx(event.longitude, abs=5e-5)
        assert file["severity"][place] in {0, 1, 2, 3}
        if unit is None:
            assert file["unit"][place] == -1
        else:
            assert file["units"][file["unit"][place]] == unit.code


def visible(file: dict[str, Any], selection: Selection, without: list[int]) -> list[str]:
    """Return what the event layer draws: `choose()` of its script, line by line."""
    start = np.array(file["start"], dtype=np.int32)
    end = np.array(
        [first + length for first, length in zip(file["start"], file["length"], strict=True)],
        dtype=np.int32,
    )
    hidden = {file["types"].index(kind) for kind in selection.hidden}
    found = []
    passed = place = 0
    while place < len(start) and start[place] < selection.window.end:
        while passed < len(without) and without[passed] < place:
            passed += 1
        out = passed < len(without) and without[passed] == place
        if end[place] > selection.window.start and file["type"][place] not in hidden and not out:
            found.append(file["id"][place])
        place += 1
    return found


@STABLE
@given(data=st.data())
def test_the_map_shows_what_the_list_shows(
    file: dict[str, Any], catalog: Catalog, data: st.DataObject
) -> None:
    selection = draw_selection(data, catalog)

    without = facets_of(catalog).without(selection.filter)

    assert visible(file, selection, without) == list(selection.events(catalog))


# ---- severity ------------------------------------------------------------------------------------


def death(low: int, who: str, high: int | None = None) -> ClaimRow:
    return ClaimRow(
        article="an-article",
        speaker="Somebody",
        claimant="media",
        side="elsewhere",
        subject="deaths",
        who="people",
        counted=who,
        low=low,
        high=high,
        value_text="",
        stated="",
        stance="asserts",
    )


@pytest.mark.parametrize(
    ("claims", "step"),
    [
        ((), 0),
        ((death(0, "civilians", 0),), 0),
        ((death(4, "civilians", 4), death(1, "soldiers", 1)), 1),
        ((death(3, "civilians", 5),), 2),
        ((death(38, "civilians"),), 3),
        ((death(80_000, "both sides together"), death(3, "villagers", 3)), 1),
        ((death(120, "people killed in the unrest"),), 0),
    ],
)
def test_a_symbol_is_as_large_as_the_largest_claim_about_its_own_event(
    claims: tuple[ClaimRow, ...], step: int, catalog: Catalog, evidence: dict[str, Evidence]
) -> None:
    place = int((catalog.events["family"] == "violence").to_numpy().argmax())
    event = catalog.events.index[place]
    told = {**evidence, event: Evidence(claims, evidence[event].sources)}

    file = event_columns(catalog, told, *[[None] * len(catalog.events)] * 2)

    assert file["severity"][place] == step


def test_a_statement_about_deaths_elsewhere_is_not_sized_by_them(
    catalog: Catalog, evidence: dict[str, Evidence]
) -> None:
    file = event_columns(catalog, evidence, *[[None] * len(catalog.events)] * 2)
    place = file["id"].index("2025-05-13-ispr-toll")

    assert largest_deaths(evidence["2025-05-13-ispr-toll"].claims) > 0
    assert file["severity"][place] == 0


def test_the_symbol_of_one_death_does_not_stand_for_a_summer_of_unrest(
    file: dict[str, Any],
) -> None:
    place = file["id"].index("2010-06-11-srinagar-teargas-death")

    assert file["severity"][place] <= 1


def test_the_attack_at_pahalgam_is_drawn_large(file: dict[str, Any]) -> None:
    assert file["severity"][file["id"].index("2025-04-22-pahalgam-attack")] == 3


# ---- coverage ------------------------------------------------------------------------------------


def test_coverage_names_every_source_of_every_event(
    catalog: Catalog, evidence: dict[str, Evidence]
) -> None:
    file = json.loads(json.dumps(coverage_columns(catalog, evidence)))

    cited = {
        (catalog.events.index[event], catalog.articles.index[article])
        for event, article in zip(file["event"], file["article"], strict=True)
    }
    assert cited == set(catalog.citations[["event", "article"]].itertuples(index=False, name=None))
    assert len(file["event"]) == len(cited)


def test_coverage_tells_by_article_where_it_was_published(
    catalog: Catalog, evidence: dict[str, Evidence]
) -> None:
    file = coverage_columns(catalog, evidence)

    country = catalog.articles["publisher_country"]
    assert len(file["side"]) == len(country)
    assert {
        (code if code in {"IN", "PK"} else "elsewhere", side)
        for code, side in zip(country, file["side"], strict=True)
    } == {("IN", 0), ("PK", 1), ("elsewhere", 2)}


def test_one_source_of_two_events_is_one_article(catalog: Catalog) -> None:
    source = SourceRow(
        id=catalog.articles.index[0],
        publisher="A Newspaper",
        publisher_country="IN",
        agency="",
        kind="newspaper",
        title="A headline",
        title_is_description=False,
        url="https://example.org/",
        published="",
    )
    found = {event: Evidence((), ()) for event in catalog.events.index}
    for event in catalog.events.index[:2]:
        found[event] = Evidence((), (source,))

    file = coverage_columns(catalog, found)

    assert (file["event"], file["article"]) == ([0, 1], [0, 0])


# ---- districts -----------------------------------------------------------------------------------


def test_only_what_is_known_by_district_has_one(file: dict[str, Any], catalog: Catalog) -> None:
    known = [PRECISIONS[i] == "district" for i in file["precision"]]

    assert all(known[place] for place, index in enumerate(file["district"]) if index >= 0)
    assert sum(index >= 0 for index in file["district"]) > sum(known) / 2
    assert len(file["districts"]) == len(file["radii"])
    assert all(5 <= radius <= 200 for radius in file["radii"])
    assert len(catalog.events) == len(file["district"])
