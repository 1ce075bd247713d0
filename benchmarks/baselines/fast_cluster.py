"""Peer: folium's `FastMarkerCluster` with the window's events, the map made anew at each step."""

import folium
import pandas as pd
from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

from benchmarks.baselines.shown import HEIGHT, ZOOM, page
from benchmarks.events import CENTRE

_MARKER = """function (row) {
    return L.circleMarker([row[0], row[1]], {radius: 5}).bindPopup("event " + row[2]);
}"""


def draw(some: pd.DataFrame) -> None:
    """Draw the map with the events gathered in clusters."""
    view = folium.Map(location=CENTRE, zoom_start=ZOOM, tiles=None, prefer_canvas=True, maxZoom=18)
    rows = some[["latitude", "longitude", "id"]].to_numpy().tolist()
    FastMarkerCluster(rows, callback=_MARKER, animate=False).add_to(view)
    st_folium(view, key="map", height=HEIGHT, use_container_width=True, returned_objects=[])


page(draw)
