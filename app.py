"""Kashmir context map: page configuration and navigation."""

from pathlib import Path

import streamlit as st

LOGO = str(Path(__file__).parent / "kashmir_map" / "ui" / "frontend" / "logo.svg")

st.set_page_config(
    page_title="Kashmir context map",
    page_icon=LOGO,
    layout="wide",
    initial_sidebar_state="collapsed",
)

st.logo(LOGO, size="large")
st.navigation(
    [
        st.Page("pages/map.py", title="Map", default=True),
        st.Page("pages/chronology.py", title="Chronology", url_path="chronology"),
        st.Page("pages/disagreement.py", title="Who says what", url_path="disagreement"),
        st.Page("pages/retelling.py", title="Side by side", url_path="retelling"),
        st.Page("pages/sources.py", title="Sources", url_path="sources"),
        st.Page("pages/archives.py", title="Archives", url_path="archives"),
        st.Page("pages/methods.py", title="Methods", url_path="methods"),
    ],
    position="top",
).run()
