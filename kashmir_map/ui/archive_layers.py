"""The reader's archives as layers of the map: which there are, their files, and rows by a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from kashmir_map.archives.account import rows_account
from kashmir_map.archives.archive import FACTS, Archive
from kashmir_map.archives.drawing import drawing
from kashmir_map.archives.store import Store
from kashmir_map.errors import ArchiveError
from kashmir_map.map.assets import write_asset
from kashmir_map.ui.record import Record

_HELD: Final = 4
"""Archives whose times and ids stay in memory, some 60 MB a million events."""


def offered() -> list[dict[str, Any]]:
    """Every archive of the store by name and title, with its number of events."""
    store = Store.of_reader()
    found = []
    for name in store.names():
        try:
            facts = _opened(*_stamped(store, name)).facts
        except ArchiveError:
            continue  # damaged: the page of the archives says so
        found.append({"name": name, "title": facts.title, "count": facts.rows_kept})
    return found


def there(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Say which archives can be shown, and for each other one a sentence that it cannot."""
    store = Store.of_reader()
    found, notices = [], []
    for name in names:
        try:
            _opened(*_stamped(store, name))
        except ArchiveError:
            notices.append(f"The archive “{name}” is not on this computer, or cannot be read.")
        else:
            found.append(name)
    return found, notices


def layers(names: Sequence[str], record: Record) -> list[dict[str, Any]]:
    """
    Make what the browser needs to draw archives: for each a file that the app serves.

    Parameters
    ----------
    names
        Of archives that are there; the place in the row decides shape and tone.
    record
        The record, whose served files the archives' are beside.

    Returns
    -------
    list[dict[str, Any]]
        Name, title, attribution, number of events, place and address of each; the page says
        which cannot be read.
    """
    store = Store.of_reader()
    found = []
    for place, name in enumerate(names):
        try:
            stamped = _stamped(store, name)
            facts = _opened(*stamped).facts
            file = _file(*stamped, record.assets.folder)
        except ArchiveError:
            st.warning(f"The archive “{name}” is damaged. Remove it and import it again.")
            continue
        found.append(
            {
                "name": name,
                "title": facts.title,
                "attribution": facts.attribution or facts.title,
                "count": facts.rows_kept,
                "place": place,
                "url": record.page_base + file,
            }
        )
    return found


def rows(asked: Mapping[str, Any]) -> dict[str, Any] | None:
    """
    Tell the events that a click on an archive's mark meant.

    Parameters
    ----------
    asked
        `archive`, `positions` and `total`, as the browser sent them: untrusted.

    Returns
    -------
    dict[str, Any] | None
        What `rows_account` says; None if there is nothing to tell.
    """
    name, positions, total = (asked.get(key) for key in ("archive", "positions", "total"))
    if not isinstance(name, str) or not isinstance(positions, list):
        return None
    places = [one for one in positions if isinstance(one, int)]
    many = total if isinstance(total, int) else len(places)
    try:
        archive = _held(*_stamped(Store.of_reader(), name))
        told = rows_account(archive, places, many)
    except ArchiveError:
        return None
    return told if told["rows"] else None


def _stamped(store: Store, name: str) -> tuple[Path, int]:
    """An archive's folder and when it was made: another one of the same name is another archive.

    Raises
    ------
    ArchiveError
        If there is none of this name.
    """
    folder = store.folder / name
    if name not in store:
        store.open(name)  # says what there is instead
    return folder, (folder / FACTS).stat().st_mtime_ns


@st.cache_resource(show_spinner=False, max_entries=64)
def _opened(folder: Path, stamp: int) -> Archive:  # noqa: ARG001 (part of the cache's key)
    return Archive(folder)


@st.cache_resource(show_spinner=False, max_entries=_HELD)
def _held(folder: Path, stamp: int) -> Archive:  # noqa: ARG001 (part of the cache's key)
    archive = Archive(folder)
    archive.hold()
    return archive


@st.cache_resource(show_spinner="Preparing the archive for the map", max_entries=64)
def _file(folder: Path, stamp: int, served: Path) -> str:  # noqa: ARG001 (part of the cache's key)
    return write_asset(served, "archive", ".bin", drawing(Archive(folder)))
