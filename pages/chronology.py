"""The chronology page: every event of the record as a list."""

import streamlit as st

from kashmir_map.ui.chronology import show_chronology
from kashmir_map.ui.record import the_record

record = the_record()
if record is None:
    st.stop()
show_chronology(record)
