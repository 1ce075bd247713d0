"""The store: archives in the reader's own data folder, each in a folder of its name."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import platformdirs

from kashmir_map.archives.archive import FACTS, Archive
from kashmir_map.errors import ArchiveError, Problem

FOLDER_VARIABLE: Final = "KASHMIR_MAP_ARCHIVES"
"""Environment variable that names another folder for the store."""

NAME_MAX: Final = 60

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Store:
    """
    Archives of one reader.

    Parameters
    ----------
    folder
        Where they are; made when the first one comes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of_reader(cls) -> Store:
        """Return the store in this reader's data folder, or where the environment says."""
        named = os.environ.get(FOLDER_VARIABLE)
        return cls(
            Path(named) if named else platformdirs.user_data_path("kashmir-map") / "archives"
        )

    def __contains__(self, name: str) -> bool:
        return _NAME.fullmatch(name) is not None and (self.folder / name / FACTS).is_file()

    def names(self) -> list[str]:
        """Return the names of all archives, sorted."""
        if not self.folder.is_dir():
            return []
        return sorted(one.name for one in self.folder.iterdir() if one.name in self)

    def open(self, name: str) -> Archive:
        """
        Open an archive by its name.

        Raises
        ------
        ArchiveError
            If there is none of this name, or it is damaged.
        """
        if name not in self:
            raise self._unknown(name)
        return Archive(self.folder / name)

    def remove(self, name: str) -> None:
        """
        Remove an archive: first from the list, at once, then from the disk.

        Raises
        ------
        ArchiveError
            If there is none of this name.
        OSError
            If it cannot be removed.
        """
        if name not in self:
            raise self._unknown(name)
        bin_ = Path(tempfile.mkdtemp(dir=self.folder, prefix=".removed-"))
        (self.folder / name).rename(bin_ / name)
        shutil.rmtree(bin_)

    @contextmanager
    def adding(self, name: str) -> Iterator[Path]:
        """
        Give an empty folder that becomes the archive when the block ends, and vanishes if it fails.

        Parameters
        ----------
        name
            Of the archive; nothing else may have it.

        Raises
        ------
        ArchiveError
            If the name is taken or not fit for a folder.
        OSError
            If the folder cannot be made.
        """
        self.check(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=self.folder, prefix=f".adding-{os.getpid()}-"))
        try:
            yield draft
            draft.chmod(0o755)  # temporary folders are private
            self.check(name)  # another import may have been quicker
            draft.rename(self.folder / name)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def sweep(self, process: int) -> None:
        """Take away what a process, by its id, was adding when it was ended from outside."""
        for draft in self.folder.glob(f".adding-{process}-*"):
            shutil.rmtree(draft, ignore_errors=True)

    def free_name(self, path: Path) -> str:
        """Return a name for the archive of a file that no other archive has."""
        name = name_of(path)
        names = (name, *(f"{name[: NAME_MAX - 4]}-{number}" for number in range(2, 1000)))
        return next((one for one in names if not (self.folder / one).exists()), name)

    def check(self, name: str) -> None:
        """Raise an `ArchiveError` unless an archive of this name can be added."""
        if not _NAME.fullmatch(name) or len(name) > NAME_MAX:
            rule = "is not a name for an archive"
            fix = f"use small letters, digits and hyphens, at most {NAME_MAX}"
            raise ArchiveError([Problem("archives", None, "name", name, rule, fix)])
        if (self.folder / name).exists():
            fix = f"remove it (kashmir-map archives remove {name}) or give another --name"
            raise ArchiveError([Problem("archives", None, "name", name, "is there already", fix)])

    def _unknown(self, name: str) -> ArchiveError:
        known = ", ".join(self.names()) or "none"
        fix = f"those that are there: {known}"
        return ArchiveError(
            [Problem("archives", None, "name", name, "is not the name of any archive", fix)]
        )


def name_of(path: Path) -> str:
    """Make an archive's name of its file's: `GEDEvent_v25_1.csv` → `gedevent-v25-1`."""
    words = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    return words[:NAME_MAX].strip("-") or "archive"
