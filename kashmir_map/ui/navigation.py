"""The ways into the app and from page to page."""

from typing import Final
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from kashmir_map.selection import Selection
from kashmir_map.ui.record import Record
from kashmir_map.ui.session import choose

_PAGES: Final = {
    "": "pages/map.py",
    "chronology": "pages/chronology.py",
    "disagreement": "pages/disagreement.py",
    "retelling": "pages/retelling.py",
    "sources": "pages/sources.py",
}
"""Pages that a link within the app may lead to, by their path."""
_GOING: Final = "going"


def through_app() -> None:
    """Start over with `app.py`, if Streamlit runs a page without it.

    Streamlit takes a folder `pages/` for its older kind of app, with a sidebar of its own, until
    `st.navigation` has run once in the process. The first reader after a start who follows a link
    to a page other than the map would meet that; there is no setting for it.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


def follow(link: object, record: Record) -> None:
    """Take over the selection of a link within the app that was clicked; `depart` then goes there.

    Such a link is a real one, for another tab or to be copied. A plain click on it would load the
    page anew, and the session with what it holds would end: the browser sends the link instead.

    Parameters
    ----------
    link
        What the browser sent: an address like "./chronology?event=…". Any other is ignored.
    record
        The record.
    """
    if not isinstance(link, str):
        return
    path, _, query = link.partition("?")
    page = _PAGES.get(path.removeprefix("./"))
    if page is not None:
        selection, notices = Selection.from_query(dict(parse_qsl(query)), record.catalog)
        choose(selection)
        st.session_state["notices"] = notices
        st.session_state[_GOING] = page


def depart() -> None:
    """Go to the page of the link that was clicked, if one was."""
    page = st.session_state.pop(_GOING, None)
    if page is not None:
        st.switch_page(page)
