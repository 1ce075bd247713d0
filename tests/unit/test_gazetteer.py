import csv
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kashmir_map.gazetteer import COLUMNS, KINDS, Gazetteer, LocalName, Place
from kashmir_map.regions import GEO_DIR, Regions
from kashmir_map.writing import LANGUAGES, folded, script_of

ROOT = Path(__file__).parents[2]
ADDITIONS = ROOT / "tools" / "geography" / "gazetteer_additions.csv"


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def ids(text: str) -> list[str]:
    return [match.place.id for match in gazetteer().find(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Uri", "uri"),
        ("URI ", "uri"),
        ("اڑی", "uri"),
        ("اڑي", "uri"),  # typed with an Arabic keyboard
        ("उरी", "uri"),
        ("Teetwal", "tithwal"),
        ("titwaal", "tithwal"),
        ("ٹیٹوال", "tithwal"),
        ("Chhamb", "chhamb"),
        ("chamb", "chhamb"),
        ("Srinagr", "srinagar"),
        ("Сринагар", "srinagar"),
        ("斯利那加", "srinagar"),
        ("ਅੰਮ੍ਰਿਤਸਰ", "amritsar"),
        ("གླེ", "leh"),
        ("zojila", "zoji-la"),
        ("Haji Peer", "haji-pir-pass"),
        ("Baramula", "baramulla"),
        ("Mangla", "mangla-dam"),
        ("Kupwara", "kupwara"),
        ("Muzafarabad", "muzaffarabad"),
        ("NJ 9842", "nj9842"),
        ("Azad Kashmir", "unit-ajk"),
        ("Sindh", "unit-sd"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, first: str) -> None:
    assert ids(text)[0] == first


def test_both_places_called_poonch_are_found_and_the_rest_of_the_text_chooses() -> None:
    assert ids("Poonch")[:3] == ["poonch", "poonch-district", "poonch-district-ajk"]
    assert ids("Poonch, Azad Jammu and Kashmir")[0] == "poonch-district-ajk"
    assert ids("Poonch, Jammu and Kashmir")[0] == "poonch"


def test_both_places_called_keran_and_both_called_balakot_are_found() -> None:
    assert ids("Keran")[:2] == ["keran", "keran-ajk"]
    assert ids("Balakot")[:2] == ["balakot", "balakot-poonch"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Uri, Baramulla district", "uri"),
        ("Tiger Hill (Point 5062), Dras", "tiger-hill"),
        ("Nur Khan air base, Chaklala, Rawalpindi, Pakistan", "nur-khan"),
        ("Asal Uttar, Tarn Taran district", "asal-uttar"),
    ],
)
def test_places_as_the_record_writes_them_are_found(text: str, first: str) -> None:
    assert ids(text)[0] == first


def test_what_begins_with_the_text_comes_before_what_is_like_it() -> None:
    matches = gazetteer().find("sri")
    assert matches[0].place.name == "Srinagar"
    begins = [folded(match.spelling).startswith("sri") for match in matches]
    assert sum(begins) >= 5
    assert begins == sorted(begins, reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "xqzjw", "🙂", "\x00\x1b[31m", ",", "…—'", "\ud800"])
def test_where_nothing_is_near_nothing_is_found(text: str) -> None:
    assert gazetteer().find(text) == ()


def test_no_more_than_asked_are_returned() -> None:
    assert len(gazetteer().find("a", 3)) == 3
    assert gazetteer().find("a", 0) == ()
    assert gazetteer().find("a", -1) == ()


@given(st.text(st.characters(), max_size=60))
@example("a" * 10_000)
@example("श्" * 5_000)
@example("\u202e\x00Uri")
@example("🏔" * 100)
def test_any_text_may_be_asked_and_scores_do_not_rise(text: str) -> None:
    matches = gazetteer().find(text)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 100 for score in scores)
    found = [match.place.id for match in matches]
    assert len(set(found)) == len(found)


def test_every_spelling_kept_by_hand_finds_its_place() -> None:
    missed = []
    for row in rows(ADDITIONS):
        for name in filter(None, (row["name"], *row["names"].split("; "))):
            exact = {match.place.id for match in gazetteer().find(name, 50) if match.score == 100}
            if row["id"] not in exact:
                missed.append((row["id"], name))
    assert not missed


def test_every_place_lies_in_the_unit_that_it_names_as_far_from_the_line_as_it_says() -> None:
    regions = Regions.load()
    for place in gazetteer().places:
        unit = regions.unit_at(place.latitude, place.longitude)
        assert place.unit == (unit.code if unit else ""), place
        if place.line_of_control_km < 30:
            distance = regions.line_of_control_km(place.latitude, place.longitude)
            assert distance == pytest.approx(place.line_of_control_km, abs=0.06), place


def test_every_unit_of_the_map_is_a_place_with_its_name() -> None:
    units = {place.unit: place.name for place in gazetteer().places if place.kind == "unit"}
    assert units == {unit.code: unit.name for unit in Regions.load().units}


def test_every_place_has_a_source_a_kind_and_at_most_one_name_a_language() -> None:
    for place in gazetteer().places:
        assert place.source, place
        assert place.kind in KINDS, place
        languages = [name.language for name in place.local]
        assert len(set(languages)) == len(languages), place
        for language, text in place.local:
            assert script_of(text) == LANGUAGES[language][1], place


def test_ids_are_unique_and_the_table_is_sorted_by_them() -> None:
    table = [row["id"] for row in rows(GEO_DIR / "gazetteer.csv")]
    assert table == sorted(set(table))


def test_what_is_known_to_be_wrong_is_not_there() -> None:
    by_id = {place.id: place for place in gazetteer().places}
    assert "geonames-6268046" not in by_id  # a second Kupwara
    assert by_id["abbaspur"].unit == "AJK"
    assert by_id["forward-kahuta"].unit == "AJK"
    assert "جموں" not in by_id["srinagar"].names


def test_labels_of_the_map_are_places_with_the_same_id_and_point() -> None:
    by_id = {place.id: place for place in gazetteer().places}
    for row in rows(ROOT / "tools" / "geography" / "places.csv"):
        place = by_id[row["id"]]
        assert place.name == row["name"]
        if row["latitude"]:
            assert (place.latitude, place.longitude) == pytest.approx(
                (float(row["latitude"]), float(row["longitude"])), abs=1e-4
            )


def test_local_names_name_known_places_units_and_sources() -> None:
    table = rows(GEO_DIR / "local_names.csv")
    places = {place.id for place in gazetteer().places}
    units = {unit.code for unit in Regions.load().units}
    keys = [(row["kind"], row["id"], row["code"]) for row in table]
    assert keys == sorted(set(keys))
    for row in table:
        assert row["source"], row
        assert script_of(row["text"]) == LANGUAGES[row["code"]][1], row
        assert row["kind"] != "place" or row["id"] in places, row
        assert row["kind"] != "unit" or row["id"] in units, row


def test_a_place_shows_a_name_in_a_language_of_its_unit() -> None:
    by_id = {place.id: place for place in gazetteer().places}
    assert by_id["uri"].local_name == LocalName("ur", "اڑی")
    assert by_id["amritsar"].local_name == LocalName("pa", "ਅੰਮ੍ਰਿਤਸਰ")
    assert by_id["hotan"].local_name == LocalName("zh", "和田")
    assert by_id["khorugh"].local_name is None


def test_a_query_takes_less_than_20_milliseconds() -> None:
    queries = ["Uri", "اڑی", "Teetwal", "Poonch, Azad Kashmir", "srinagr", "a", "x" * 10_000]
    gazetteer()
    times = []
    for query in queries * 5:
        start = time.perf_counter()
        gazetteer().find(query)
        times.append(time.perf_counter() - start)
    assert sorted(times)[len(times) // 2] < 0.020


def place_row(**cells: str) -> str:
    row = dict.fromkeys(COLUMNS, "") | {
        "id": "uri",
        "name": "Uri",
        "kind": "town",
        "latitude": "34.086",
        "longitude": "74.032",
        "unit": "JK",
        "rank": "2",
        "line_of_control_km": "5.3",
        "local": "ur=اڑی",
        "source": "GeoNames 1253694",
    }
    return ",".join((row | cells).values())


def test_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    text = "\n".join((",".join(COLUMNS), place_row(names="Oori; Uree")))
    (tmp_path / "gazetteer.csv").write_text(text, encoding="utf-8")
    (place,) = Gazetteer.load(tmp_path).places
    assert place.names == ("Oori", "Uree")
    assert place.population == 0
    assert Gazetteer.load(tmp_path).unit_name(place) == ""


@pytest.mark.parametrize(
    "cells",
    [{"latitude": "north"}, {"rank": ""}, {"kind": "city"}, {"local": "xx=Uri"}],
    ids=lambda cells: next(iter(cells)),
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, cells: dict[str, str]) -> None:
    text = "\n".join((",".join(COLUMNS), place_row(), place_row(**cells)))
    (tmp_path / "gazetteer.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"gazetteer.csv:row 3: "):
        Gazetteer.load(tmp_path)


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gazetteer.csv").write_text("id,name\nuri,Uri\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"must have the columns id, name, kind"):
        Gazetteer.load(tmp_path)


@pytest.mark.parametrize(
    ("kind", "rank", "zoom"),
    [("unit", 1, 7), ("district", 3, 9), ("town", 1, 9), ("town", 5, 11), ("village", 1, 11)],
)
def test_larger_places_are_seen_from_farther_away(kind: str, rank: int, zoom: float) -> None:
    place = Place("x", "X", kind, 34, 74, "JK", rank, 0, 1.0, (), (), "a test")
    assert place.zoom == zoom
