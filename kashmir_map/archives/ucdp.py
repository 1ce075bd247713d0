"""UCDP GED: the Georeferenced Event Dataset of the Uppsala Conflict Data Program, as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from kashmir_map.archives import readings
from kashmir_map.archives.cells import Cells
from kashmir_map.archives.mapping import UCDP_DATES, UCDP_PLACES, UCDP_TYPES
from kashmir_map.archives.scheme import Columns, Scheme, first_of, fitted, joined, worded

TITLE: Final = "UCDP GED"

COLUMNS: Final = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id"),
    *("dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id"),
    *("side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates"),
    *("where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("best", "high", "low", "gwnoa", "gwnob"),
)
"""All columns in their order, for those candidate releases that came without a header."""

_NEEDED: Final = (
    *("id", "type_of_violence", "where_prec", "latitude", "longitude"),
    *("date_prec", "date_start", "date_end", "best", "high", "low", "side_a", "side_b"),
)
_USEFUL: Final = (
    *("conflict_name", "source_headline", "source_article", "source_office", "source_original"),
    *("where_coordinates", "where_description"),
)
_OLDER: Final = {
    "best": ("best_est",),
    "high": ("high_est",),
    "low": ("low_est",),
    "conflict_name": ("conflict_new_name",),
}
_SIGNS: Final = {"type_of_violence", "where_prec", "date_prec"}
_LATITUDE, _LONGITUDE = COLUMNS.index("latitude"), COLUMNS.index("longitude")


def is_ucdp(header: Sequence[str]) -> bool:
    """Whether the names of a file's columns are those of UCDP GED."""
    return {name.strip().lower() for name in header} >= _SIGNS


def is_headerless(first: Sequence[str]) -> bool:
    """Whether the first row of a file is an event: the dataset's columns, and no header."""
    if len(first) != len(COLUMNS) or first[5].strip() not in UCDP_TYPES:
        return False
    try:
        float(first[_LATITUDE]), float(first[_LONGITUDE])
    except ValueError:
        return False
    return True


def scheme(header: Sequence[str], file: str) -> Scheme:
    """
    Fit the scheme to a file.

    Raises
    ------
    ArchiveError
        Naming the columns that are missing.
    """
    found, absent = fitted(header, file, title=TITLE, needed=_NEEDED, useful=_USEFUL, older=_OLDER)
    return Scheme(
        kind="ucdp",
        title="UCDP Georeferenced Event Dataset",
        licence="CC BY 4.0",
        attribution="UCDP GED, Uppsala Conflict Data Program, Uppsala University (CC BY 4.0)",
        found=found,
        convert=convert,
        absent=absent,
    )


def convert(cells: Cells) -> Columns:
    """Make the layout's columns of UCDP's."""
    violence = cells.parse("type_of_violence", readings.code(UCDP_TYPES))
    begin, close = (cells.parse(name, readings.day) for name in ("date_start", "date_end"))
    start = begin.array(pa.int64(), lambda at: at.start)
    end = close.array(pa.int64(), lambda at: at.end)
    cells.refuse_where(
        pc.less_equal(end, start), "date_end", "lies before date_start", "swap the two, or mend one"
    )
    low, best, high = (
        cells.parse(name, readings.count).array(pa.int32()) for name in ("low", "best", "high")
    )
    cells.refuse_where(pc.greater(low, best), "low", "is above best", "check low, best and high")
    cells.refuse_where(pc.greater(best, high), "high", "is below best", "check low, best and high")
    places = cells.parse("where_prec", readings.code(UCDP_PLACES))
    dates = cells.parse("date_prec", readings.code(UCDP_DATES))
    return {
        "id": cells.parse("id", readings.name).array(pa.string()),
        "start": start,
        "end": end,
        "date_precision": worded("date_precision", dates, lambda one: one[0]),
        "location_precision": worded("location_precision", places, lambda one: one[0]),
        "type": worded("type", violence, lambda one: one[0]),
        "archive_type": violence.array(pa.string(), lambda one: one[1]),
        "deaths_low": low,
        "deaths_best": best,
        "deaths_high": high,
        "actors": joined([cells.text("side_a"), cells.text("side_b")], "; "),
        "place": first_of(cells.text("where_coordinates"), cells.text("where_description")),
        "title": first_of(cells.text("source_headline"), cells.text("conflict_name")),
        # UCDP describes no event in words of its own: what it keeps is who told the source.
        "notes": cells.text("source_original"),
        "source": first_of(cells.text("source_article"), cells.text("source_office")),
    }
