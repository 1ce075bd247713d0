"""Peer: folium's `Timeline` with its slider: every event in the page, moved by the browser."""

from typing import Any

import folium
import pandas as pd
import streamlit as st
from folium.plugins import Timeline, TimelineSlider
from folium.utilities import JsCode
from streamlit_folium import st_folium

from benchmarks.baselines.shown import HEIGHT, ZOOM, shown
from benchmarks.events import CENTRE, FIRST_DAY, LAST_DAY, STEP, WINDOW

_MARKER = JsCode(
    """function (feature, at) {
        return L.circleMarker(at, {radius: 5}).bindPopup("event " + feature.properties.id);
    }"""
)


def features(some: pd.DataFrame) -> dict[str, Any]:
    """Return the events as GeoJSON; each is there while the window meets it."""
    columns = (some[name].tolist() for name in ("id", "day", "end", "latitude", "longitude"))
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": number, "start": day, "end": end + WINDOW},
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            }
            for number, day, end, latitude, longitude in zip(*columns, strict=True)
        ],
    }


st.set_page_config(layout="wide")
if "filtered" not in st.session_state:
    st.session_state["filtered"] = False


@st.fragment
def page() -> None:
    """Show the map; the filter alone needs the server."""
    if st.button("Filter"):
        st.session_state["filtered"] = not st.session_state["filtered"]
    view = folium.Map(location=CENTRE, zoom_start=ZOOM, tiles=None, prefer_canvas=True)
    layer = Timeline(
        features(shown(filtered=st.session_state["filtered"])), point_to_layer=_MARKER
    ).add_to(view)
    TimelineSlider(
        auto_play=False,
        show_ticks=False,
        start=FIRST_DAY + WINDOW,
        end=LAST_DAY,
        steps=(LAST_DAY - FIRST_DAY - WINDOW) // STEP,
        playback_duration=1,
        date_options="x",
    ).add_timelines(layer).add_to(view)
    st_folium(view, key="map", height=HEIGHT, use_container_width=True, returned_objects=[])


page()
