"""The base of the map: the geography of `data/geo`, as the frame draws it, coarse and fine."""

import csv
import json
import re
from pathlib import Path
from typing import Any, Final

from kashmir_map.districts import DISTRICTS_FILE
from kashmir_map.writing import LANGUAGES

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
        Feature collections by the layer's name; names have the property `local`, pairs of
        language code and name; `languages` says what the codes mean. `relief` holds the corners
        of the picture (south-west and north-east; latitude, longitude).

    Raises
    ------
    OSError
        If a layer is missing or cannot be read.
    ValueError
        If a layer is not GeoJSON.
    """
    local = _local_names(folder)
    sources = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    relief = sources["relief"]
    return {
        **{name: _layer(folder / _COARSE / f"{name}.geojson") for name in GEOMETRY},
        **{name: _named(_layer(folder / f"{name}.geojson"), local) for name in _NAMES},
        "languages": {code: name for code, (name, _) in LANGUAGES.items()},
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


_Local = dict[tuple[str, str], list[tuple[str, str]]]
"""Language code and name, by kind and id."""


def _local_names(folder: Path) -> _Local:
    local: _Local = {}
    with (folder / "local_names.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            local.setdefault((row["kind"], row["id"]), []).append((row["code"], row["text"]))
    return local


def _named(layer: dict[str, Any], local: _Local) -> dict[str, Any]:
    for feature in layer["features"]:
        about = feature["properties"]
        about["local"] = local.get(_key(about), [])
    return layer


def _key(about: dict[str, Any]) -> tuple[str, str]:
    """Kind and id under which a label or place has its local names."""
    if "text" not in about:
        return "place", about["id"]
    kind = about["kind"]
    slug = re.sub(r"[^a-z]+", "-", about["text"].lower()).strip("-")
    if kind == "line":
        return "line", slug
    return ("unit" if kind == "province" else kind, about["code"] if kind == "unit" else slug)
