"""Made-up rows of the known archives, and files of them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from kashmir_map.archives.ucdp import COLUMNS as UCDP

UCDP_ROW = dict.fromkeys(UCDP, "") | {
    "id": "1",
    "type_of_violence": "1",
    "conflict_name": "India: Kashmir",
    "side_a": "Government of India",
    "side_b": "Kashmir insurgents",
    "source_article": "A paper, 2001-10-02",
    "source_headline": "A headline",
    "source_original": "police",
    "where_prec": "1",
    "where_coordinates": "Srinagar town",
    "latitude": "34.083656",
    "longitude": "74.797371",
    "date_prec": "1",
    "date_start": "2001-10-01 00:00:00.000",
    "date_end": "2001-10-01 00:00:00.000",
    "low": "1",
    "best": "2",
    "high": "3",
}

ACLED_ROW = {
    "event_id_cnty": "IND1",
    "event_date": "2023-01-31",
    "year": "2023",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of India",
    "assoc_actor_1": "",
    "actor2": "Unidentified Armed Group",
    "assoc_actor_2": "Somebody",
    "location": "Srinagar",
    "latitude": "34.0837",
    "longitude": "74.7974",
    "geo_precision": "1",
    "source": "A paper",
    "notes": "On 31 January 2023, something happened.",
    "fatalities": "2",
}

TABLE_ROW = {
    "lat": "34.08",
    "lon": "74.8",
    "date": "1999-05",
    "name": "An event",
    "type": "protest",
}


def write(
    path: Path,
    rows: Iterable[dict[str, str]],
    *,
    header: bool = True,
    columns: Sequence[str] = (),
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Path:
    """Write rows as a CSV file."""
    rows = list(rows)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        names = list(columns or rows[0])
        if header:
            writer.writerow(names)
        writer.writerows([row[name] for name in names] for row in rows)
    return path
