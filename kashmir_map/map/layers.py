"""The base of the map: the geography of `data/geo`, as the frame draws it, coarse and fine."""

import json
from pathlib import Path
from typing import Any, Final

from kashmir_map.districts import DISTRICTS_FILE

GEOMETRY: Final = ("units", "areas", "lines", "outlines", "rivers", "lakes", "glaciers")
"""Layers that come coarse for the first paint and fine for a closer look."""

_NAMES: Final = ("places", "labels")
_COARSE: Final = "coarse"


def base_layers(folder: Path) -> dict[str, Any]:
    """
    Read what the map draws first: coarse geometry, names, and the bounds of the relief.

    Parameters
    ----------
    folder
        `data/geo`; every layer is GeoJSON in WGS 84 (EPSG:4326), longitude before latitude.

    Returns
    -------
    dict[str, Any]
        Feature collections by the layer's name; `relief` holds the corners of the picture
        (south-west and north-east; latitude, longitude).

    Raises
    ------
    OSError
        If a layer is missing or cannot be read.
    ValueError
        If a layer is not GeoJSON.
    """
    sources = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    relief = sources["relief"]
    return {
        **{name: _layer(folder / _COARSE / f"{name}.geojson") for name in GEOMETRY},
        **{name: _layer(folder / f"{name}.geojson") for name in _NAMES},
        "relief": [[relief["south"], relief["west"]], [relief["north"], relief["east"]]],
    }


def fine_layers(folder: Path) -> dict[str, Any]:
    """Read the fine geometry; parameters and errors as for `base_layers`."""
    return {name: _layer(folder / f"{name}.geojson") for name in GEOMETRY}


def district_layer(folder: Path) -> dict[str, Any]:
    """Read the districts; parameters and errors as for `base_layers`."""
    return _layer(folder / DISTRICTS_FILE)


def relief_picture(folder: Path) -> bytes:
    """Read the picture of the relief: a WebP of shades without colour, in Web Mercator."""
    return (folder / "relief.webp").read_bytes()


def _layer(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_text(encoding="utf-8"))
    if content.get("type") != "FeatureCollection":
        message = f"{path.name} holds no feature collection – run the build in tools/ again"
        raise ValueError(message)
    return {"type": "FeatureCollection", "features": content["features"]}
