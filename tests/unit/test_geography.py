import gzip
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely
from PIL import Image
from shapely.geometry.base import BaseGeometry as Shape

from kashmir_map.regions import GEO_DIR

COARSE_DIR = GEO_DIR / "coarse"
LEVELS = (GEO_DIR, COARSE_DIR)
TWICE = (
    "units",
    "areas",
    "lines",
    "outlines",
    "rivers",
    "lakes",
    "glaciers",
)  # layers of two levels
ONCE = ("places", "labels")
FIRST_PAINT = 350_000  # bytes, compressed
METRES = pyproj.Transformer.from_crs(4326, "+proj=laea +lat_0=34 +lon_0=76", always_xy=True)


def features(folder: Path, layer: str) -> list[tuple[dict[str, Any], Shape]]:
    content = json.loads((folder / f"{layer}.geojson").read_text(encoding="utf-8"))
    return [
        (feature["properties"], shapely.from_geojson(json.dumps(feature["geometry"])))
        for feature in content["features"]
    ]


def by(key: str, folder: Path, layer: str) -> dict[str, Shape]:
    return {properties[key]: shape for properties, shape in features(folder, layer)}


def in_metres(shape: Shape) -> Shape:
    return shapely.transform(shape, lambda points: np.column_stack(METRES.transform(*points.T)))


UNITS = by("code", GEO_DIR, "units")
DISTRICTS = features(GEO_DIR, "districts")


def test_the_first_paint_is_small() -> None:
    files = [COARSE_DIR / f"{layer}.geojson" for layer in TWICE]
    files += [GEO_DIR / f"{layer}.geojson" for layer in ONCE]
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in files]
    assert sum(sizes) + (GEO_DIR / "relief.webp").stat().st_size < FIRST_PAINT


def test_the_fine_layers_stay_sane() -> None:
    sizes = {path.name: path.stat().st_size for path in GEO_DIR.glob("*.geojson")}
    districts = sizes.pop("districts.geojson")
    assert sum(sizes.values()) < 2_000_000
    assert districts < 700_000


@pytest.mark.parametrize(("folder", "decimals"), [(GEO_DIR, 5), (COARSE_DIR, 3)])
def test_coordinates_are_no_longer_than_they_are_true(folder: Path, decimals: int) -> None:
    for layer in TWICE:
        for _, shape in features(folder, layer):
            points = shapely.get_coordinates(shape)
            assert np.abs(np.round(points, decimals) - points).max() < 1e-9, layer


@pytest.mark.parametrize("folder", LEVELS, ids=("fine", "coarse"))
def test_the_units_share_their_edges(folder: Path) -> None:
    units = list(by("code", folder, "units").values())
    assert shapely.coverage_is_valid(np.array(units))
    assert shapely.is_valid(units).all()


def test_both_levels_hold_the_same_features() -> None:
    for layer in TWICE:
        fine, coarse = ([p for p, _ in features(folder, layer)] for folder in LEVELS)
        assert coarse == fine, layer


@pytest.mark.parametrize(
    "line",
    [
        "line-of-control",
        "actual-ground-position-line",
        "line-of-actual-control-west",
        "working-boundary",
    ],
)
def test_a_coarse_line_lies_within_600_metres_of_the_fine_one(line: str) -> None:
    fine, coarse = (in_metres(by("id", folder, "lines")[line]) for folder in LEVELS)
    for one, other in ((fine, coarse), (coarse, fine)):
        dense = shapely.points(shapely.get_coordinates(shapely.segmentize(one, 50)))
        assert shapely.distance(dense, other).max() < 600


def test_the_fine_line_of_control_shows_no_steps() -> None:
    line = in_metres(by("id", GEO_DIR, "lines")["line-of-control"])
    points = shapely.get_coordinates(line)
    pieces = np.hypot(*np.diff(points, axis=0).T)
    assert line.geom_type == "LineString"
    assert np.median(pieces) < 250


def test_siachen_is_the_part_of_ladakh_beyond_the_straight_line() -> None:
    for folder in LEVELS:
        (siachen,) = by("code", folder, "areas").values()
        lines = by("id", folder, "lines")
        ladakh = by("code", folder, "units")["LA"]
        assert siachen.difference(ladakh).area < 1e-4
        edge = shapely.union_all(
            [
                lines["actual-ground-position-line"],
                lines["line-of-actual-control-karakoram"],
                lines["nj9842-karakoram-pass"],
            ]
        )
        # Where the straight line crosses an edge its vertex is rounded.
        assert siachen.boundary.difference(edge.buffer(1e-3)).is_empty
        assert siachen.contains(shapely.Point(77.10, 35.197))  # the base camp


def test_every_unit_with_districts_has_them_on_both_sides_of_the_lines() -> None:
    counts: dict[str, int] = {}
    for properties, _ in DISTRICTS:
        counts[properties["unit"]] = counts.get(properties["unit"], 0) + 1
    assert counts == {"JK": 20, "LA": 2, "PB_IN": 23, "AJK": 10, "GB": 7, "PB_PK": 36}


def test_the_districts_fill_their_unit_and_nothing_else() -> None:
    for code in ("JK", "LA", "PB_IN", "AJK", "GB", "PB_PK"):
        own = [shape for properties, shape in DISTRICTS if properties["unit"] == code]
        assert shapely.coverage_is_valid(np.array(own)), code
        # Square degrees: rounding to a metre along the edge.
        assert shapely.union_all(own).symmetric_difference(UNITS[code]).area < 2e-5, code


def test_a_district_knows_its_middle_its_size_and_its_seat() -> None:
    assert len({properties["id"] for properties, _ in DISTRICTS}) == len(DISTRICTS)
    for properties, shape in DISTRICTS:
        name = properties["id"]
        assert shape.covers(shapely.Point(properties["centre"])), name
        assert shape.covers(shapely.Point(properties["seat"])), name
        assert properties["seat_name"], name
        assert properties["seat_source"], name
        assert properties["precision_km"] > 0, name
        area = in_metres(shape).area / 1e6
        assert np.pi * properties["radius_km"] ** 2 == pytest.approx(area, rel=0.02), name


@pytest.mark.parametrize(
    ("latitude", "longitude", "district"),
    [
        (34.0160, 75.3150, "jk-anantnag"),  # Pahalgam
        (33.6000, 74.1200, "jk-poonch"),  # Mendhar
        (32.8955, 74.7349, "jk-jammu"),  # Akhnoor
        (34.4282, 75.7512, "la-kargil"),  # Dras
        (33.6000, 78.6500, "la-leh"),  # Chushul
        (33.8174, 73.9757, "ajk-poonch"),  # Abbaspur
        (34.7931, 74.1886, "ajk-neelum"),  # Sharda
        (35.2100, 76.8600, "gb-ghanche"),  # Gayari
        (31.8020, 74.2550, "pb-pk-sheikhupura"),  # Muridke
        (32.2336, 75.6344, "pb-in-pathankot"),  # its air base
    ],
)
def test_a_place_lies_in_its_district(latitude: float, longitude: float, district: str) -> None:
    point = shapely.Point(longitude, latitude)
    assert [p["id"] for p, shape in DISTRICTS if shape.covers(point)] == [district]


def test_the_relief_is_a_grey_picture_in_mercator_rows() -> None:
    sources = json.loads((GEO_DIR / "sources.json").read_text(encoding="utf-8"))
    bounds = sources["relief"]
    content = (GEO_DIR / bounds["file"]).read_bytes()
    assert len(content) < 60_000
    image = Image.open(io.BytesIO(content))
    south, north = (
        np.log(np.tan(np.pi / 4 + np.radians(bounds[side]) / 2)) for side in ("south", "north")
    )
    across = np.radians(bounds["east"] - bounds["west"])
    assert image.height == pytest.approx(image.width * (north - south) / across, abs=1)
    grey = np.asarray(image.convert("L"), dtype=float)
    # Level ground, such as the plains in the south-west, and the edges change nothing.
    assert abs(float(np.median(grey[-200:, 200:500])) - 128) < 6
    assert np.abs(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]) - 128).max() < 10
    assert grey.std() > 5
