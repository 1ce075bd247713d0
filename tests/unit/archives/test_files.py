"""What may be wrong with a file, whatever archive it holds; and what is not wrong at all."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from kashmir_map.archives import delimited, features
from tests.unit.archives.conftest import Refused, Rows
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW, write


def named(events: list[dict[str, Any]]) -> list[str]:
    return [event["title"] for event in events]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_separator_is_found(taken: Rows, tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path / "table.csv", [TABLE_ROW], delimiter=delimiter)

    assert named(taken(path)) == ["An event"]


def test_empty_lines_are_no_rows_but_are_counted(refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("lat,lon,date\r\n34,75,2001\r\n\r\n,,\r\n34,75,soon\r\n\r\n")

    (said,) = refused(path)

    assert said.startswith('table.csv:row 5:date: "soon" is not a date like 2020, 2020-02,')


def test_a_row_of_another_width_is_refused_and_counted(refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("lat,lon,date\n34,75,2001\n34,75\n34,75,2001\n34,75,2001,x\n34,75,no\n")

    assert refused(path) == [
        (
            "table.csv:row 3: has 2 cells under 3 columns – "
            "put a cell that holds the separator in quotation marks"
        ),
        (
            "table.csv:row 5: has 4 cells under 3 columns – "
            "put a cell that holds the separator in quotation marks"
        ),
        (
            'table.csv:row 6:date: "no" is not a date like 2020, 2020-02, 2020-02-26 or '
            "2020-02-26T05:30 – write 2020, 2020-02, 2020-02-26 or 2020-02-26T05:30"
        ),
    ]


def test_rows_are_counted_across_the_pieces_of_a_file(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "BLOCK", 4096)
    rows = [UCDP_ROW | {"id": str(n), "source_original": "two\nlines"} for n in range(2, 500)]
    for number in (3, 250, 499):
        rows[number - 2]["best"] = "x"
    path = write(tmp_path / "ged.csv", rows)
    lines = path.read_text().replace("\n300,", "\nshort\n300,")
    path.write_text(lines)

    assert [one.split(":")[1] for one in refused(path)] == [
        "row 3",
        "row 250",
        "row 300",
        "row 500",
    ]


def test_a_row_longer_than_a_piece_names_the_open_quotation_mark(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "BLOCK", 1 << 12)
    path = tmp_path / "table.csv"
    path.write_text("lat,lon,date,name\n" + "34,75,2001,a\n" * 3 + '34,75,2001,"' + "a\n" * 9000)

    (said,) = refused(path)

    assert "begins a row longer than" in said
    assert said.endswith("close every quotation mark, and double those inside a cell")


def test_an_open_quotation_mark_that_swallows_the_rest_is_noticed(
    refused: Refused, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text('lat,lon,date,name\n34,75,2001,"a\n34,75,2001,b\n')

    (said,) = refused(path)

    assert said.startswith("table.csv: has a quotation mark that is never closed")


def test_a_cell_of_endless_length_is_refused(refused: Refused) -> None:
    (said,) = refused([TABLE_ROW | {"name": "a" * 100_001}])

    assert "row 2:name:" in said
    assert "is longer than 100,000 bytes" in said


def test_a_cell_that_is_not_utf_8_costs_its_row_only(taken: Rows, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"lat,lon,date,name\n34,75,2001,caf\xe9\n34,75,2001,b\n")

    assert named(taken(path, accept_rest=True)) == ["b"]


def test_a_cell_that_is_not_utf_8_is_named(refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"lat,lon,date,name\n34,75,2001,b\n34,75,2001,caf\xe9\n")

    assert refused(path) == [
        'table.csv:row 3:name: "caf\ufffd" is not UTF-8 – save the file as “CSV UTF-8”'
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "table.csv:row 1: is empty – give the table a header"),
        (b"word\n1\n", 'table.csv:row 1: "word" is one column only – separate the columns'),
        (b"lat,lon,lat\n1,2,3\n", "table.csv:row 1:lat: stands there twice – rename one"),
        (
            b"34.1,75.2,2001\n",
            "table.csv:row 1: has no header, and its 3 columns are not those of UCDP GED",
        ),
        (b"lat,lon,date\n", "table.csv: has no rows – give it some"),
        (b"lat,lon,date", "table.csv: has no rows – give it some"),
        (b"PK\x03\x04", "table.csv: is a ZIP archive or a workbook – unpack it"),
        (b"\x1f\x8b\x08", "table.csv: is packed with gzip – unpack it"),
        ("lat,lon".encode("utf-16"), "table.csv: is UTF-16 – save it as “CSV UTF-8”"),
        (b"PAR1", "table.csv: is Parquet – import it with --as geoparquet"),
    ],
)
def test_what_is_no_table_is_said(refused: Refused, tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)

    (problem,) = refused(path)

    assert problem.startswith(said)


def feature(**properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [74.8, 34.1]},
        "properties": {"date": "2001-10-01", "title": "An event"} | properties,
    }


def collection(path: Path, features_: list[dict[str, Any]], **more: object) -> Path:
    content = {"type": "FeatureCollection", "features": features_} | more
    path.write_text(json.dumps(content))
    return path


def test_points_of_geojson_have_their_longitude_first(taken: Rows, tmp_path: Path) -> None:
    path = collection(
        tmp_path / "events.geojson",
        [feature(killed=3, notes=None) | {"id": 6}, feature(title="Ωmega", tags=["a"]) | {"id": 7}],
    )

    events = taken(path)

    assert [(e["latitude"], e["longitude"]) for e in events] == [(34.1, 74.8)] * 2
    assert named(events) == ["An event", "Ωmega"]


def test_ids_of_geojson_features_are_kept(taken: Rows, tmp_path: Path) -> None:
    path = collection(tmp_path / "a.geojson", [feature() | {"id": n} for n in (8, "b")])

    assert [event["id"] for event in taken(path)] == ["8", "b"]


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Polygon", "coordinates": []}, '"Polygon" is not a point'),
        ({"type": "Point", "coordinates": []}, '"an empty Point" is not a point'),
        (None, '"no geometry" is not a point'),
        ({"type": "Point", "coordinates": [75, 134]}, "134 is outside −90 … 90"),
    ],
)
def test_a_feature_that_is_no_point_is_refused_once(
    refused: Refused, tmp_path: Path, geometry: object, said: str
) -> None:
    path = collection(tmp_path / "a.geojson", [feature(), feature() | {"geometry": geometry}])

    (problem,) = refused(path)

    assert problem.startswith(f"a.geojson:row 2:geometry (latitude): {said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read as JSON"),
        ("[" * 100_000, "cannot be read as JSON"),
        ("[1]", "is not a GeoJSON feature collection"),
        ('{"features": [1]}', "is not a GeoJSON feature collection"),
        ('{"features": []}', "has no features"),
        ('{"features": [{}], "crs": {"properties": {"name": "EPSG:3857"}}}', "is not in WGS 84"),
        ('{"features": [{}], "crs": 5}', "is not in WGS 84"),
    ],
)
def test_what_is_no_geojson_is_said(refused: Refused, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(text)

    (problem,) = refused(path)

    assert problem.startswith(f"a.geojson: {said}")


def test_geojson_may_say_that_it_is_wgs_84(taken: Rows, tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}

    assert taken(collection(tmp_path / "a.geojson", [feature()], crs=crs))


def test_geojson_too_large_for_memory_is_refused(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "GEOJSON_MAX", 1 << 20)
    path = collection(tmp_path / "a.geojson", [feature(notes="a" * (1 << 20))])

    (problem,) = refused(path)

    assert problem == (
        "a.geojson: is larger than 1 MB – save it as GeoParquet, which is read in pieces"
    )


def frame(*shapes: shapely.Geometry, crs: str | None = "EPSG:4326") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"date": ["2001-10-01"] * len(shapes), "title": "An event"}, geometry=list(shapes), crs=crs
    )


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32643", "EPSG:3857", None])
def test_points_of_geoparquet_become_degrees(taken: Rows, tmp_path: Path, crs: str | None) -> None:
    data = frame(shapely.Point(74.8, 34.1))
    data = data.to_crs(crs) if crs else data.set_crs(None, allow_override=True)
    data.to_parquet(tmp_path / "a.parquet")

    (event,) = taken(tmp_path / "a.parquet")

    assert event["latitude"] == pytest.approx(34.1, abs=1e-7)
    assert event["longitude"] == pytest.approx(74.8, abs=1e-7)


def test_a_record_of_geoparquet_that_is_no_point_is_refused(
    refused: Refused, tmp_path: Path
) -> None:
    shapes = (shapely.Point(74, 34), shapely.LineString([(0, 0), (1, 1)]), shapely.Point())
    frame(*shapes).to_parquet(tmp_path / "a.parquet")

    assert [one.partition(" – ")[0] for one in refused(tmp_path / "a.parquet")] == [
        'a.parquet:row 2:geometry (latitude): "LineString" is not a point',
        'a.parquet:row 3:geometry (latitude): "an empty Point" is not a point',
    ]


def test_parquet_without_geometry_is_a_table(taken: Rows, tmp_path: Path) -> None:
    table = pa.table({"lat": [34.1], "lon": [74.8], "year": [1999], "deaths": [3], "l": [[1]]})
    pq.write_table(table, tmp_path / "a.parquet")

    (event,) = taken(tmp_path / "a.parquet")

    assert (event["date_precision"], event["deaths_best"]) == ("year", 3)


def test_ucdp_may_come_as_parquet(taken: Rows, tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([UCDP_ROW]), tmp_path / "a.parquet")

    assert taken(tmp_path / "a.parquet")[0]["archive_type"] == "state-based violence"


@pytest.mark.parametrize(
    ("geo", "said"),
    [
        ("{", "has GeoParquet metadata that cannot be read"),
        ('{"primary_column": "g", "columns": {}}', "has GeoParquet metadata that cannot be read"),
        (
            '{"primary_column": "g", "columns": {"g": {"encoding": "point"}}}',
            "has no geometry in WKB",
        ),
    ],
)
def test_geoparquet_that_breaks_its_rules_is_refused(
    refused: Refused, tmp_path: Path, geo: str, said: str
) -> None:
    table = pa.table({"g": [b"x"]}).replace_schema_metadata({"geo": geo})
    pq.write_table(table, tmp_path / "a.parquet")

    (problem,) = refused(tmp_path / "a.parquet")

    assert problem.startswith(f"a.parquet: {said}")


def test_what_is_no_parquet_is_said(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("lat,lon\n")

    (problem,) = refused(tmp_path / "a.parquet")

    assert problem == "a.parquet: cannot be read as Parquet – check that it is complete"
