"""Kashmir context map: page configuration and navigation."""

import streamlit as st

st.set_page_config(
    page_title="Kashmir context map",
    page_icon="kashmir_map/ui/frontend/logo.svg",
    layout="wide",
    initial_sidebar_state="collapsed",
)

st.navigation(
    [
        st.Page("pages/map.py", title="Map", default=True),
        st.Page("pages/methods.py", title="Methods", url_path="methods"),
    ],
    position="top",
).run()
