"""Who says what: claims in a matrix, figures on one axis, and two governments' accounts."""

import streamlit as st

from kashmir_map.ui.disagreement import show_disagreement
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.record import the_record

through_app()
record = the_record()
if record is None:
    st.stop()
show_disagreement(record)
