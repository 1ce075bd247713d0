"""Scripts that folium's plugins take from content networks, served from this computer instead.

They come once from the package manager of Node.js, in the versions that folium names; without it
the peers that need them cannot be measured, and the report says so.
"""

import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Route
from xstatic.pkg import leaflet

_PACKAGES: Final = ("leaflet.markercluster@1.1.0", "leaflet.timeline@1.6.0", "moment@2.18.1")
_SERVED: Final = {
    r"/leaflet\.markercluster\.js$": "leaflet.markercluster/dist/leaflet.markercluster.js",
    r"/MarkerCluster\.css$": "leaflet.markercluster/dist/MarkerCluster.css",
    r"/MarkerCluster\.Default\.css$": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    r"/leaflet\.timeline\.min\.js$": "leaflet.timeline/dist/leaflet.timeline.js",
    r"/moment\.min\.js$": "moment/min/moment.min.js",
}
"""What the end of an address stands for, in the folder of the packages."""
_TYPES: Final = {".js": "text/javascript", ".css": "text/css"}


def fetch(folder: Path) -> str:
    """Put the packages into a folder, if they are not there; return why not, or nothing."""
    npm = shutil.which("npm")
    for package in _PACKAGES:
        name, _, version = package.rpartition("@")
        if (folder / name).is_dir():
            continue
        if npm is None:
            return "npm, which brings the scripts of folium's plugins, is not installed"
        folder.mkdir(parents=True, exist_ok=True)
        got = subprocess.run(
            [npm, "pack", package, "--silent"],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
        )
        if got.returncode:
            return f"npm could not bring {package}"
        archive = folder / f"{name}-{version}.tgz"
        with tarfile.open(archive) as packed:
            packed.extractall(folder / name, filter="data")
    return ""


def serve(context: BrowserContext, folder: Path) -> None:
    """Answer what pages ask of content networks; what is not known is answered by nothing."""

    def answer(route: Route) -> None:
        address = route.request.url.partition("?")[0]
        file = _file(address, folder)
        if file is None:
            route.fulfill(body="", content_type=_TYPES.get(Path(address).suffix, "text/plain"))
        else:
            route.fulfill(path=file, content_type=_TYPES[file.suffix])

    context.route(re.compile("^https://"), answer)


def _file(address: str, folder: Path) -> Path | None:
    if re.search(r"/leaflet@[\d.]+/dist/leaflet\.(js|css)$", address):
        return Path(leaflet.BASE_DIR) / address.rpartition("/")[2]
    for ending, path in _SERVED.items():
        if re.search(ending, address):
            name, _, rest = path.partition("/")
            found = folder / name / "package" / rest
            return found if found.is_file() else None
    return None
