"""What the small apps of the peers share: the events, the window, and the reader's buttons."""

import os
from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from benchmarks.events import LAST_DAY, STEP, WINDOW

EVENTS: Final = "PEER_EVENTS"
"""Variable of the environment that names the file of events."""
ZOOM: Final = 6
HEIGHT: Final = 600


@st.cache_resource(show_spinner=False)
def events() -> pd.DataFrame:
    """Every event, read once."""
    return pd.read_parquet(os.environ[EVENTS])


def shown(*, filtered: bool) -> pd.DataFrame:
    """Events that pass the filter: one type alone, if it is on."""
    every = events()
    return every[every["type"] == 0] if filtered else every


def in_window(step: int, *, filtered: bool) -> pd.DataFrame:
    """Events of the window after so many steps that pass the filter."""
    some = shown(filtered=filtered)
    start = step * STEP % (LAST_DAY - WINDOW)
    return some[(some["day"] < start + WINDOW) & (some["end"] > start)]


def nearest(latitude: float, longitude: float) -> int:
    """Id of the event at a point that was clicked."""
    every = events()
    far = (every["latitude"] - latitude) ** 2 + (every["longitude"] - longitude) ** 2
    return int(every["id"].iloc[far.argmin()])


def page(draw: Callable[[pd.DataFrame], None]) -> None:
    """Show the buttons and what `draw` makes of the window; a press runs this alone again."""
    st.set_page_config(layout="wide")
    if "step" not in st.session_state:
        st.session_state.update(step=0, filtered=False)

    @st.fragment
    def view() -> None:
        if st.button("Step"):
            st.session_state["step"] += 1
        if st.button("Filter"):
            st.session_state["filtered"] = not st.session_state["filtered"]
        draw(in_window(st.session_state["step"], filtered=st.session_state["filtered"]))

    view()
