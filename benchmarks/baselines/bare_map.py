"""Baseline of the first paint: a page with nothing but a bare map, its files served locally."""

from typing import Any

import folium
import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

st.set_page_config(layout="wide")
served: Any = declare_component("leaflet", path=str(leaflet.BASE_DIR))
view = folium.Map(location=[34.0, 75.6], zoom_start=6, tiles=None)
view.default_js = [("leaflet", f"../{served.name}/leaflet.js")]
view.default_css = [("leaflet", f"../{served.name}/leaflet.css")]
st_folium(view, key="map", height=500, use_container_width=True, returned_objects=[])
