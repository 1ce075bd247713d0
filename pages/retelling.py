"""Side by side: the same time as told by two sides, or by two publishers."""

import streamlit as st

from kashmir_map.ui.disagreement import show_retelling
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.record import the_record

through_app()
record = the_record()
if record is None:
    st.stop()
show_retelling(record)
