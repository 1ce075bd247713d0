"""The map page: an article as a map, a timeline, a list and the account of one event."""

import streamlit as st

from kashmir_map.ui.atlas import show_atlas
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.record import the_record

through_app()
record = the_record()
if record is None:
    st.stop()
show_atlas(record)
