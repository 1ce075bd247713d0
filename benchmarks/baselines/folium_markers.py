"""Peer: `st_folium` with one marker an event, the map made anew at each step."""

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.baselines.shown import HEIGHT, ZOOM, nearest, page
from benchmarks.events import CENTRE


def draw(some: pd.DataFrame) -> None:
    """Draw the map with a marker for each event."""
    view = folium.Map(location=CENTRE, zoom_start=ZOOM, tiles=None, prefer_canvas=True)
    for latitude, longitude in zip(some["latitude"], some["longitude"], strict=True):
        folium.CircleMarker((latitude, longitude), radius=5, fill=True).add_to(view)
    told = st_folium(
        view,
        key="map",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_object_clicked"],
    )
    clicked = told.get("last_object_clicked")
    if clicked:
        st.text(f"event {nearest(clicked['lat'], clicked['lng'])}")


page(draw)
