"""The methods page: the text of `data/README.md`, so that there is one."""

import streamlit as st

from kashmir_map.ui.components import page_style
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.record import data_folder

through_app()
st.html(f"<style>{page_style()}</style>")
readme = data_folder() / "README.md"
with st.container(key="reading"):
    if readme.exists():
        st.markdown(readme.read_text(encoding="utf-8"))
    else:
        st.error("The methods text data/README.md is missing. Restore it from the repository.")
