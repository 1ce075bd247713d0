"""Who says what: claims in a matrix, figures on one axis, and two governments' accounts."""

import streamlit as st

from kashmir_map.ui.disagreement import show_disagreement
from kashmir_map.ui.record import the_record

record = the_record()
if record is None:
    st.stop()
show_disagreement(record)
