"""The chronology page: every event of the record as a list."""

import streamlit as st

from kashmir_map.ui.chronology import show_chronology
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.record import the_record

through_app()
record = the_record()
if record is None:
    st.stop()
show_chronology(record)
