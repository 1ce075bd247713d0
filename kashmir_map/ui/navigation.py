"""The way in: a page that is asked for before the app has run is opened through `app.py`."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def through_app() -> None:
    """Start over with `app.py`, if Streamlit runs a page without it.

    Streamlit takes a folder `pages/` for its older kind of app, with a sidebar of its own, until
    `st.navigation` has run once in the process. The first reader after a start who follows a link
    to a page other than the map would meet that; there is no setting for it.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
