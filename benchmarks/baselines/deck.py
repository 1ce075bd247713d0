"""Peer: `st.pydeck_chart` with a ScatterplotLayer, without a base map."""

import pandas as pd
import pydeck
import streamlit as st

from benchmarks.baselines.shown import HEIGHT, ZOOM, page
from benchmarks.events import CENTRE


def draw(some: pd.DataFrame) -> None:
    """Draw the events with WebGL."""
    layer = pydeck.Layer(
        "ScatterplotLayer",
        data=some[["id", "latitude", "longitude"]],
        id="events",
        get_position="[longitude, latitude]",
        get_fill_color=[170, 20, 40],
        get_radius=5,
        radius_units="'pixels'",
        pickable=True,
    )
    # A zoom level of deck.gl is one of Leaflet less one: its tiles are of 512 pixels.
    state = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=ZOOM - 1)
    told = st.pydeck_chart(
        pydeck.Deck(layers=[layer], initial_view_state=state, map_provider=None, map_style=None),
        height=HEIGHT,
        on_select="rerun",
        selection_mode="single-object",
        key="deck",
    )
    chosen = told.selection.objects.get("events", [])
    if chosen:
        st.text(f"event {chosen[0]['id']}")


page(draw)
