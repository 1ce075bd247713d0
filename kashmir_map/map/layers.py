"""The base of the map as one file: the geography of `data/geo`, as the frame draws it."""

import json
from pathlib import Path
from typing import Any, Final

_LAYERS: Final = ("units", "lines", "outlines", "rivers", "lakes", "glaciers", "places", "labels")


def base_layers(folder: Path) -> dict[str, Any]:
    """Read the layers that the map draws.

    Parameters
    ----------
    folder
        `data/geo`; every layer is GeoJSON in WGS 84 (EPSG:4326), longitude before latitude.

    Returns
    -------
    dict[str, Any]
        Feature collections by the layer's name.

    Raises
    ------
    OSError
        If a layer is missing or cannot be read.
    ValueError
        If a layer is not GeoJSON.
    """
    layers = {}
    for name in _LAYERS:
        path = folder / f"{name}.geojson"
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.get("type") != "FeatureCollection":
            message = f"{path.name} holds no feature collection – run the build in tools/ again"
            raise ValueError(message)
        layers[name] = {"type": "FeatureCollection", "features": content["features"]}
    return layers
