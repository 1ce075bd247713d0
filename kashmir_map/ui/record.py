"""The record as the running app holds it: loaded once, served once, read anew when files change."""

import gc
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v1 import declare_component

from kashmir_map.catalog import DATA_DIR, Catalog
from kashmir_map.changelog import CHANGELOG_FILE, Release, releases
from kashmir_map.disagreement import disagreement
from kashmir_map.districts import Districts, districts_of
from kashmir_map.errors import CatalogError, Problem
from kashmir_map.evidence import Evidence, gather_evidence
from kashmir_map.facets import keep_facets
from kashmir_map.gazetteer import Gazetteer
from kashmir_map.map.assets import Assets, write_assets
from kashmir_map.map.backgrounds import Background, load_backgrounds
from kashmir_map.map.events import coverage_columns, event_columns
from kashmir_map.map.layers import base_layers, district_layer, fine_layers, relief_picture
from kashmir_map.perspectives import Legend, all_epochs, legend
from kashmir_map.quotes import Quote, quotes
from kashmir_map.reading import Row, hover_words, list_rows, reading_order, units_of
from kashmir_map.regions import Regions, Unit
from kashmir_map.retelling import INDIA, PAKISTAN, retelling

_COMPONENT: Final = "files"
_MOST_PROBLEMS: Final = 50


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """The loaded record with everything that is derived from it once.

    `folder` is that of the data. `frame_base` is the link to the served files as the map's frame
    sees it, `page_base` as the page does; both end in a slash. `data_date` is the day on which a
    source was last read, `release` the version of the data, None if its folder names none.
    `units` has the unit that holds each event's marker, in the order of `catalog.events`.
    `legends` has, for each perspective, the legend of each of its epochs.
    """

    folder: Path
    catalog: Catalog
    evidence: dict[str, Evidence]
    rows: tuple[Row, ...]
    quotes: dict[str, list[Quote]]
    order: dict[str, int]
    units: tuple[Unit | None, ...]
    assets: Assets
    frame_base: str
    page_base: str
    data_date: date
    release: Release | None
    legends: dict[str, tuple[Legend, ...]]
    backgrounds: tuple[Background, ...]
    gazetteer: Gazetteer

    @property
    def version(self) -> str:
        """Version of the data, such as "1.0.0"; empty if its folder names none."""
        return self.release.version if self.release else ""


def data_folder() -> Path:
    """The folder of the record: the committed one unless KASHMIR_MAP_DATA names another."""
    return Path(os.environ.get("KASHMIR_MAP_DATA") or DATA_DIR)


def the_record() -> Record | None:
    """Return the record, or say on the page what is wrong with it and return None."""
    folder = data_folder()
    try:
        return load_record(folder)
    except CatalogError as error:
        count = len(error.problems)
        st.error(
            f"The record cannot be shown: {count} {'problem' if count == 1 else 'problems'} in "
            f"its files. Repair what is listed here, or run `uv run kashmir-map check` for the "
            "same list, and reload the page."
        )
        st.code(
            "\n".join(str(problem) for problem in error.problems[:_MOST_PROBLEMS]), language=None
        )
    except (OSError, ValueError) as error:
        st.error("The geography in data/geo cannot be read. Restore it from the repository.")
        st.code(str(error), language=None)
    return None


def load_record(folder: Path) -> Record:
    """Return the record of a data folder; files that changed since are read again.

    Raises
    ------
    CatalogError
        With every problem of the tables.
    OSError, ValueError
        If the geography is missing or broken.
    """
    stamps = tuple(
        (str(path), path.stat().st_mtime_ns)
        for path in sorted(
            [
                *folder.glob("*.csv"),
                *folder.glob(CHANGELOG_FILE),
                *folder.rglob("*.yaml"),
                *folder.glob("geo/*.*"),
            ]
        )
    )
    return _load(folder, stamps)


@st.cache_resource(show_spinner=False, max_entries=2)
def _load(folder: Path, stamps: tuple[tuple[str, int], ...]) -> Record:  # noqa: ARG001 (the cache's key)
    gc.unfreeze()  # what an earlier record left
    catalog = Catalog.load(folder)
    if catalog.events.empty:
        nothing = Problem(
            "events.csv", None, "", "", "holds no published event", "add one, or set its status"
        )
        raise CatalogError([nothing])
    regions = Regions.load(folder / "geo")
    evidence = gather_evidence(catalog)
    order = reading_order(catalog)
    units = units_of(catalog, regions)
    gazetteer = Gazetteer.load(folder / "geo")
    keep_facets(catalog, evidence, units, gazetteer)
    layers = base_layers(folder / "geo")
    epochs = all_epochs(catalog, layers)
    served = Path(_served_folder().name)
    assets = write_assets(
        served,
        events=event_columns(
            catalog, evidence, units, districts_of(catalog, Districts.load(folder / "geo"))
        ),
        words=hover_words(catalog, evidence, units),
        coverage=coverage_columns(catalog, evidence),
        base={**layers, "epochs": epochs},
        fine=fine_layers(folder / "geo"),
        districts=district_layer(folder / "geo"),
        relief=relief_picture(folder / "geo"),
    )
    component: Any = declare_component(_COMPONENT, path=str(served))
    root = "/".join(part for part in ("", st.get_option("server.baseUrlPath").strip("/")) if part)
    record = Record(
        folder=folder,
        catalog=catalog,
        evidence=evidence,
        rows=tuple(sorted(list_rows(catalog, evidence), key=lambda row: order[row["id"]])),
        quotes=quotes(evidence),
        order=order,
        units=tuple(units),
        assets=assets,
        frame_base=f"../{component.name}/",
        page_base=f"{'/' + root if root else ''}/component/{component.name}/",
        data_date=date.fromisoformat(max(catalog.articles["accessed"])),
        release=_release(folder),
        legends={
            name: tuple(legend(epoch, layers) for epoch in some) for name, some in epochs.items()
        },
        backgrounds=load_backgrounds(folder),
        gazetteer=gazetteer,
    )
    # The pages that compare keep what they work out of an event: nobody is to wait for the first.
    disagreement(catalog, evidence, list(order))
    retelling(catalog, evidence, record.rows, (INDIA, PAKISTAN))
    # Streamlit collects garbage after every run of a page, and whatever it sent waits for that:
    # a tenth of a second, if all of the record is looked through. It stays, so it is left out.
    gc.freeze()
    return record


def _release(folder: Path) -> Release | None:
    try:
        return releases(folder)[0]
    except ValueError:
        return None  # a folder of somebody's own may have no changelog


@st.cache_resource(show_spinner=False)
def _served_folder() -> "tempfile.TemporaryDirectory[str]":
    """A folder of this process for the files that the app serves; it goes when the app ends."""
    return tempfile.TemporaryDirectory(prefix="kashmir-map-", ignore_cleanup_errors=True)
