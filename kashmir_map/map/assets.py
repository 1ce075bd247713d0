"""The files that the map's frame fetches: our scripts, Leaflet, the base and the events.

They are written once into a folder, under names with a hash of their content, and served by the
app itself, so that the map works without a network and a browser never shows a stale file.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from xstatic.pkg import leaflet

from kashmir_map.map.base import REACH
from kashmir_map.map.style import frame_style

_FRONTEND: Final = files("kashmir_map.map").joinpath("frontend")
_SCRIPTS: Final = (
    *("motion", "symbols", "gather", "tooltip", "outside", "events", "archives", "labels"),
    *("boundaries", "background", "finder", "relief", "districts", "base"),
)
FIELD_SCRIPTS: Final = ("field", "halftone", "fieldwork")
"""Scripts of the front end that archives are drawn with; a file of their own."""
_FRAME_FONT: Final = "Source Sans"


@dataclass(frozen=True, slots=True)
class Assets:
    """Names of the written files; all lie in `folder`."""

    folder: Path
    script: str
    events: str
    words: str
    coverage: str
    base: str
    fine: str
    districts: str
    relief: str
    field: str


def write_assets(
    folder: Path,
    *,
    events: Mapping[str, Any],
    words: Mapping[str, Any],
    coverage: Mapping[str, Any],
    base: Mapping[str, Any],
    fine: Mapping[str, Any],
    districts: Mapping[str, Any],
    relief: bytes,
) -> Assets:
    """Write every file that the map's frame and the timeline fetch.

    Parameters
    ----------
    folder
        Existing folder that the app serves.
    events, words, coverage
        Columns made by `kashmir_map.map.events`.
    base, fine, districts, relief
        Coarse layers, fine layers, districts and relief, by `kashmir_map.map.layers`.

    Returns
    -------
    Assets
        The names under which they were written.
    """
    names = {
        kind: write_asset(folder, kind, ".json", _compact(content).encode())
        for kind, content in (
            ("events", events),
            ("words", words),
            ("coverage", coverage),
            ("base", base),
            ("fine", fine),
            ("districts", districts),
        )
    }
    names["relief"] = write_asset(folder, "relief", ".webp", relief)
    # Apart from the others, for it also runs in workers, and only where an archive is shown.
    names["field"] = write_asset(folder, "field", ".js", field_script().encode())
    script = write_asset(folder, "map", ".js", _map_script(names).encode())
    return Assets(folder=folder, script=script, **names)


def _map_script(names: Mapping[str, str]) -> str:
    """Our scripts as one file, with the names of the data files and the styles before them."""
    known: dict[str, object] = {
        **names,
        "style": {**frame_style(), "font": f'"{_FRAME_FONT}", system-ui, sans-serif'},
        "reach": REACH,
    }
    css = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    css += _font_face() + _FRONTEND.joinpath("frame.css").read_text(encoding="utf-8")
    # The styles come with the script: Leaflet measures the map as soon as it is made.
    lines = [
        f"window.kashmirMapFiles = {_compact(known)};",
        f"const frameStyle = {_compact(css)};",
        "document.head.append(",
        "  Object.assign(document.createElement('style'), { textContent: frameStyle }),",
        ");",
    ]
    # One file, for streamlit-folium fetches scripts one after the other; the frame comes before
    # Leaflet, so that the data is under way while Leaflet is read.
    lines.append(_source("frame"))
    lines.append((Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8"))
    lines += [_source(name) for name in _SCRIPTS]
    return "\n".join(lines)


def field_script() -> str:
    """Return what archives are drawn with, as one script."""
    return "\n".join(_source(name) for name in FIELD_SCRIPTS)


def _source(name: str) -> str:
    return _FRONTEND.joinpath(f"{name}.js").read_text(encoding="utf-8")


def _font_face() -> str:
    """Streamlit's own Source Sans for the frame, which does not inherit the page's fonts."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return f':root{{--km-frame-font:"{_FRAME_FONT}",system-ui,sans-serif;}}'
    media = Path(spec.origin).parent / "static" / "static" / "media"
    faces = []
    for style, pattern in (("normal", "SourceSansVF-Upright*"), ("italic", "SourceSansVF-Italic*")):
        found = sorted(media.glob(pattern + ".woff2"))
        if found:
            link = f"../../static/media/{found[0].name}"
            faces.append(
                f'@font-face{{font-family:"{_FRAME_FONT}";font-style:{style};font-weight:200 900;'
                f'src:url("{link}") format("woff2");}}'
            )
    return f':root{{--km-frame-font:"{_FRAME_FONT}",system-ui,sans-serif;}}' + "".join(faces)


def _compact(content: object) -> str:
    # "<" is written as an escape so that no text can end a script element.
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def write_asset(folder: Path, kind: str, suffix: str, content: bytes) -> str:
    """Write a file to be served, at once, under a name with a hash of its content; return that."""
    name = f"{kind}-{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
    path = folder / name
    if not path.exists():
        partial = path.with_suffix(suffix + ".part")
        partial.write_bytes(content)
        partial.replace(path)
    return name
