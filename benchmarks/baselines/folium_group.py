"""Peer: `st_folium` with the map kept and one GeoJSON of the window's events put into it."""

from typing import Any

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.baselines.shown import HEIGHT, ZOOM, nearest, page
from benchmarks.events import CENTRE


def features(some: pd.DataFrame) -> dict[str, Any]:
    """Return the events as GeoJSON."""
    columns = (some[name].tolist() for name in ("id", "latitude", "longitude"))
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": number},
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            }
            for number, latitude, longitude in zip(*columns, strict=True)
        ],
    }


def draw(some: pd.DataFrame) -> None:
    """Draw the map and put the events into it."""
    group = folium.FeatureGroup(name="events")
    folium.GeoJson(features(some), marker=folium.CircleMarker(radius=5, fill=True)).add_to(group)
    told = st_folium(
        folium.Map(location=CENTRE, zoom_start=ZOOM, tiles=None, prefer_canvas=True),
        key="map",
        height=HEIGHT,
        use_container_width=True,
        feature_group_to_add=group,
        returned_objects=["last_object_clicked"],
    )
    clicked = told.get("last_object_clicked")
    if clicked:
        st.text(f"event {nearest(clicked['lat'], clicked['lng'])}")


page(draw)
