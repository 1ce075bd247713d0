import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely
from shapely.geometry.base import BaseGeometry as Shape
from typer.testing import CliRunner

from kashmir_map.cli import app
from kashmir_map.regions import GEO_DIR, Regions

GEOD = pyproj.Geod(ellps="WGS84")
CORE = ("JK", "LA", "AJK", "GB", "AC", "SH", "PB_IN", "PB_PK")
STATUSES = {
    "line-of-control",
    "actual-ground-position-line",
    "line-of-actual-control",
    "working-boundary",
    "international-boundary",
    "internal",
    "quiet",  # an outline today
    "none",  # drawn only where a depiction asks for it
}
STRAIGHT = "nj9842-karakoram-pass"  # the one line that is no edge
REGIONS = Regions.load()


def features(layer: str) -> list[dict[str, Any]]:
    text = (GEO_DIR / f"{layer}.geojson").read_text(encoding="utf-8")
    content: list[dict[str, Any]] = json.loads(text)["features"]
    return content


def shape(feature: dict[str, Any]) -> Shape:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


UNITS = {unit["properties"]["code"]: shape(unit) for unit in features("units")}
LINES = {line["properties"]["id"]: shape(line) for line in features("lines")}


def pieces(course: Shape) -> set[tuple[tuple[float, ...], ...]]:
    """Straight pieces of lines or rings, whichever way they run."""
    parts = shapely.get_parts(course)
    if course.geom_type.endswith("Polygon"):
        parts = shapely.get_rings(parts)
    return {
        tuple(sorted((tuple(start), tuple(end))))
        for part in parts
        for start, end in pairwise(shapely.get_coordinates(part).tolist())
    }


def test_a_unit_says_its_name_and_who_administers_it() -> None:
    unit = REGIONS.unit_at(34.37, 73.4711)
    assert unit is not None
    assert (unit.name, unit.administered_by, unit.kind) == (
        "Azad Jammu and Kashmir",
        "Pakistan",
        "unit",
    )


def test_no_unit_holds_the_sea() -> None:
    assert REGIONS.unit_at(24, 66) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "kilometres"),
    [
        # Srinagar and Leh: measured along the ellipsoid on a copy of the line in steps of 20 m.
        (34.0837, 74.7973, 49.68),
        # A point on the line itself.
        (33.1832, 74.0778, 0.0),
    ],
)
def test_the_distance_to_the_line_of_control_is_known_for_some_places(
    latitude: float, longitude: float, kilometres: float
) -> None:
    assert REGIONS.line_of_control_km(latitude, longitude) == pytest.approx(kilometres, abs=0.02)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (34.0837, 74.7973),
        (34.1526, 77.5771),
        (34.395, 73.775),
        (33.77, 74.0925),
        (31.5497, 74.3436),
        (35.92, 74.31),
        (28.6214, 77.2148),
        (24.86, 67.01),
        (39.9, 87.9),
    ],
)
def test_the_distance_is_that_to_the_nearest_point_of_the_line(
    latitude: float, longitude: float
) -> None:
    dense = shapely.get_coordinates(shapely.segmentize(LINES["line-of-control"], 0.0002))
    count = len(dense)
    metres = GEOD.inv(np.full(count, longitude), np.full(count, latitude), *dense.T)[2]
    expected = float(np.min(metres)) / 1000
    assert REGIONS.line_of_control_km(latitude, longitude) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("latitude", "longitude", "message"),
    [
        (float("nan"), 74, "latitude nan is not a number"),
        (34, float("inf"), "longitude inf is not a number"),
        ("34", 74, "latitude '34' is not a number"),
        (None, 74, "latitude None is not a number"),
        (True, 74, "latitude True is not a number"),
        (95, 74, "latitude 95 lies outside −90 … 90"),
        (34, -181, "longitude −181 lies outside −180 … 180"),
        (38.9, -77.04, "the point 38.9, −77.04 lies outside the map"),
        (55.75, 37.62, "the point 55.75, 37.62 lies outside the map"),
        (74.8, 34.08, "write the latitude first"),
    ],
)
def test_a_point_that_cannot_be_answered_is_refused_in_words(
    latitude: float, longitude: float, message: str
) -> None:
    for question in (REGIONS.unit_at, REGIONS.line_of_control_km):
        with pytest.raises(ValueError, match=r".") as refusal:
            question(latitude, longitude)
        assert message in str(refusal.value)


def test_the_edge_of_the_map_belongs_to_it() -> None:
    box = REGIONS.box
    assert REGIONS.covers(box.south, box.west)
    assert REGIONS.covers(box.north, box.east)
    assert REGIONS.unit_at(box.north, box.east) is not None
    assert not REGIONS.covers(box.north + 0.001, box.east)


def test_the_units_leave_no_gap_and_do_not_overlap() -> None:
    assert tuple(UNITS)[:8] == CORE
    assert shapely.coverage_is_valid(np.array(list(UNITS.values())))
    eight = [UNITS[code] for code in CORE]
    assert shapely.is_valid(eight).all()
    together = shapely.union_all(eight)
    assert together.area == pytest.approx(sum(unit.area for unit in eight), rel=1e-9)
    # A gap would be a hole in what the eight cover together; they enclose no neighbour.
    assert shapely.get_num_interior_rings(shapely.get_parts(together)).sum() == 0


def test_land_and_sea_fill_the_map() -> None:
    sea = [shape(lake) for lake in features("lakes") if lake["properties"]["kind"] == "sea"]
    covered = shapely.union_all([*UNITS.values(), *sea])
    missing = shapely.box(*REGIONS.box).difference(covered)
    assert missing.area < 1e-4  # square degrees: rounding along the coast


def test_every_line_lies_on_the_edge_of_units() -> None:
    edges = {code: pieces(unit) for code, unit in UNITS.items()}
    for name, line in LINES.items():
        if name == STRAIGHT:
            continue
        assert pieces(line) <= set().union(*edges.values()), name
    assert pieces(LINES["working-boundary"]) == edges["JK"] & edges["PB_PK"]
    control = pieces(LINES["line-of-control"]) | pieces(LINES["actual-ground-position-line"])
    assert control == (edges["JK"] | edges["LA"]) & (edges["AJK"] | edges["GB"])


def test_lines_and_outlines_draw_every_edge_once() -> None:
    drawn = [pieces(line) for name, line in LINES.items() if name != STRAIGHT]
    drawn += [pieces(shape(outline)) for outline in features("outlines")]
    assert sum(len(group) for group in drawn) == len(set().union(*drawn))
    sides: dict[tuple[tuple[float, ...], ...], int] = {}
    for unit in UNITS.values():
        for piece in pieces(unit):
            sides[piece] = sides.get(piece, 0) + 1
    assert set().union(*drawn) == {piece for piece, count in sides.items() if count == 2}


def test_the_line_of_control_ends_near_nj9842_where_the_next_line_begins() -> None:
    control, ground = LINES["line-of-control"], LINES["actual-ground-position-line"]
    meeting = control.intersection(ground)
    assert meeting.geom_type == "Point"
    longitude, latitude = meeting.coords[0]
    assert GEOD.inv(longitude, latitude, 77.0088, 35.0084)[2] < 2_000
    for line in (control, ground):
        assert any(shapely.Point(line.coords[end]).equals(meeting) for end in (0, -1))


def test_every_line_has_a_status_and_a_sentence() -> None:
    for line in features("lines"):
        properties = line["properties"]
        assert properties["status"] in STATUSES
        assert properties["note"].endswith(".")
        assert len(properties["note"]) < 200


def test_places_name_the_unit_they_lie_in() -> None:
    places = [place["properties"] | {"at": shape(place)} for place in features("places")]
    assert len({place["id"] for place in places}) == len(places)
    for place in places:
        assert UNITS[place["unit"]].covers(place["at"]), place["id"]
        assert place["rank"] in (1, 2, 3, 4)
        assert place["source"], place["id"]


def test_labels_name_all_units_and_who_administers_them() -> None:
    labels = [label["properties"] for label in features("labels")]
    units = {label["code"]: label for label in labels if label["kind"] == "unit"}
    assert set(units) == set(CORE)
    for unit in REGIONS.units[:6]:
        assert units[unit.code]["text"].replace("\n", " ") == unit.name.upper()
        assert units[unit.code]["note"] == f"administered by {unit.administered_by}"
    assert units["AJK"]["leader"] is not None
    assert all(-90 <= label["angle"] <= 90 for label in labels)


def test_every_layer_says_where_it_comes_from() -> None:
    sources = json.loads((GEO_DIR / "sources.json").read_text(encoding="utf-8"))
    layers = {layer["file"]: layer for layer in sources["layers"]}
    assert set(layers) == {path.name for path in GEO_DIR.glob("*.*")} - {"sources.json"}
    assert "© OpenStreetMap contributors" in sources["credit"]
    for name, layer in layers.items():
        assert layer["licence"], name
        assert layer["credit"], name
        for package in layer["packages"]:
            origin = sources["packages"][package]
            for field in ("registry", "version", "file", "data", "licence", "date", "credit"):
                assert origin[field], (package, field)
    assert layers["units.geojson"]["licence"] == "ODbL 1.0"


def test_regions_of_another_folder_can_be_read(tmp_path: Path) -> None:
    for name in ("units.geojson", "lines.geojson", "sources.json"):
        (tmp_path / name).write_bytes((GEO_DIR / name).read_bytes())
    assert Regions.load(tmp_path).units == REGIONS.units


def test_where_answers_in_words() -> None:
    result = CliRunner().invoke(app, ["where", "34.0837", "74.7973"])
    assert result.exit_code == 0
    assert result.stdout == (
        "Jammu and Kashmir, administered by India\n49.7 km from the Line of Control\n"
    )


def test_where_answers_in_json() -> None:
    result = CliRunner().invoke(app, ["where", "34.37", "73.4711", "--json"])
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["unit"] == "Azad Jammu and Kashmir"
    assert answer["administered_by"] == "Pakistan"
    assert answer["line_of_control_km"] == pytest.approx(25.72, abs=0.02)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-5", "74"], "The point −5, 74 lies outside the map"),
        (["-5.5", "-74", "--json"], "The point −5.5, −74 lies outside the map"),
        (["34", "-74"], "The point 34, −74 lies outside the map"),
        (["north", "74"], "Latitude 'north' is not a number"),
        (["34", "nan"], "Longitude nan is not a number"),
        (["34,1", "74"], "Latitude '34,1' is not a number"),
        (["95", "74"], "Latitude 95 lies outside −90 … 90"),
    ],
)
def test_where_refuses_in_one_sentence(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["where", *arguments])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
