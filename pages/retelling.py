"""Side by side: the same time as told by two sides, or by two publishers."""

import streamlit as st

from kashmir_map.ui.disagreement import show_retelling
from kashmir_map.ui.record import the_record

record = the_record()
if record is None:
    st.stop()
show_retelling(record)
