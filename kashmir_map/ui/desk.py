"""The desk on which archives are taken in: the file that a reader chose, the import that runs."""

import secrets
import shutil
import tempfile
import weakref
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import IO, Any, Final, TypeVar

import streamlit as st

from kashmir_map.archives.importer import Wishes
from kashmir_map.archives.job import Job
from kashmir_map.archives.store import Store
from kashmir_map.archives.worker import Order
from kashmir_map.errors import ArchiveError
from kashmir_map.regions import Box, Regions

T = TypeVar("T")

_DRAFT: Final = "archive-draft"
_NAME_MAX: Final = 60


class Draft:
    """
    A file that a reader chose to import.

    Parameters
    ----------
    path
        The file.
    uploaded
        Whether it is a copy in a folder of its own.

    Attributes
    ----------
    key
        Tells the widgets of this draft from those of others.
    trouble
        Why an import of it could not begin.
    words
        Words that an import did not know, so that the reader can say what they mean.
    """

    def __init__(self, path: Path, *, uploaded: bool = False) -> None:
        self.path = path
        self.uploaded = uploaded
        self.key = secrets.token_hex(4)
        self.trouble = ""
        self.words: tuple[str, ...] = ()
        self._kept: dict[str, tuple[Hashable, Any]] = {}

    @classmethod
    def of_upload(cls, name: str, content: IO[bytes]) -> "Draft":
        """
        Put an upload into a folder of its own, which vanishes with the draft.

        Parameters
        ----------
        name
            As the browser sent it; only the last part is taken.
        content
            The file.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        folder = Path(tempfile.mkdtemp(prefix="kashmir-map-"))
        draft = cls(folder / file_name(name), uploaded=True)
        weakref.finalize(draft, shutil.rmtree, folder, ignore_errors=True)
        with draft.path.open("wb") as stream:
            shutil.copyfileobj(content, stream)
        return draft

    def once(self, what: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for the same key last time, or make it."""
        if what not in self._kept or self._kept[what][0] != key:
            self._kept[what] = (key, make())
        made: T = self._kept[what][1]
        return made


class Desk:
    """
    Where one import at a time is worked on, whoever of the readers began it.

    Each needs up to a gigabyte, and a reader who loads the page anew finds it again.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.job: Job | None = None
        self.draft: Draft | None = None

    def start(self, draft: Draft, name: str, wishes: Wishes) -> None:
        """Begin an import, unless one runs; the draft knows why if it cannot begin."""
        if self.job is not None:
            return
        draft.trouble = ""
        self.draft = draft
        try:
            self.job = Job(Order(draft.path, self.store.folder, name, the_box(), wishes))
        except ArchiveError as error:  # another archive was quicker to have this name
            draft.trouble = str(error)
        except OSError as error:
            draft.trouble = f"{draft.path.name}: {error.strerror}"

    def clear(self) -> None:
        """Put away an import that has ended."""
        if self.job and self.job.outcome is not None:
            self.job = self.draft = None


def the_desk() -> Desk:
    """Return the desk of the reader's store."""
    return _desk(str(Store.of_reader().folder))


def the_draft() -> Draft | None:
    """Return the file that this reader chose, if any."""
    draft: Draft | None = st.session_state.get(_DRAFT)
    return draft


def choose_file(draft: Draft | None) -> None:
    """Take a file, or put it away."""
    st.session_state[_DRAFT] = draft


def file_name(name: str) -> str:
    """Return the last part of a name that a browser sent, fit for any file system."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c if c.isalnum() or c in "._- ()" else "_" for c in last).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return plain[:_NAME_MAX] or "file"
    return f"{stem[: _NAME_MAX - len(suffix)]}.{suffix[:_NAME_MAX]}"


@st.cache_resource(show_spinner=False)
def the_box() -> Box:
    """Corners of the map, in degrees."""
    return Regions.load().box


@st.cache_resource(show_spinner=False)
def _desk(folder: str) -> Desk:
    return Desk(Store(Path(folder)))
