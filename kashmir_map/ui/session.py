"""What a reader's session holds for every page: the selection, its link, the channel's name."""

import secrets
from collections.abc import Mapping

import streamlit as st

from kashmir_map.changes import PARAMETER, News, news_since
from kashmir_map.selection import Selection
from kashmir_map.ui.record import Record


def selected() -> Selection:
    """What the reader asked to see; there once `follow_link` has run."""
    selection: Selection = st.session_state["selection"]
    return selection


def choose(selection: Selection) -> None:
    """Take over what the reader chose; what was wrong with the link is past."""
    st.session_state["selection"] = selection
    st.session_state["notices"] = ()


def follow_link(record: Record, bare: Mapping[str, str] | None = None) -> dict[str, str]:
    """Take the selection from the address, unless it is the one that we wrote there.

    Parameters
    ----------
    record
        The record.
    bare
        Parameters that stand for an address without any; nothing if left out.

    Returns
    -------
    dict[str, str]
        The parameters of the address if it was followed, else nothing.
    """
    query = {name: str(value) for name, value in st.query_params.items()}
    known = "selection" in st.session_state
    # Coming back from another page the address is bare: the reader's selection goes on.
    if known and (not query or query == st.session_state.get("link")):
        return {}
    selection, notices = Selection.from_query(query or dict(bare or {}), record.catalog)
    st.session_state["selection"] = selection
    st.session_state["notices"] = notices if query else ()
    st.session_state["news"] = news_since(query, selection, record.catalog, record.folder)
    st.session_state["link"] = query
    return query


def pinned(query: Mapping[str, str], record: Record) -> dict[str, str]:
    """Parameters of a link with the version of the data that they are true of, if it is known."""
    return {**query, PARAMETER: record.version} if record.version else dict(query)


def write_link(query: Mapping[str, str], record: Record) -> None:
    """Write the parameters of a page's link into the address, with the version of the data."""
    link = pinned(query, record)
    if link != dict(st.query_params.items()):
        st.query_params.from_dict(link)
        st.session_state["link"] = link


def news() -> News | None:
    """What has changed since the link that the reader followed was made; None if nothing."""
    told: News | None = st.session_state.get("news")
    return told


def forget_news() -> None:
    """The reader has read it."""
    st.session_state["news"] = None


def heard(value: Mapping[str, object]) -> None:
    """Remember the number of the reader's last change of the filter, which the page answers."""
    serial = value.get("serial")
    if isinstance(serial, int | float):
        st.session_state["filter-serial"] = int(serial)


def answered() -> int:
    """Number of the reader's last change of the filter that Python has heard of."""
    return int(st.session_state.get("filter-serial", 0))


def channel() -> str:
    """Name of the channel between this reader's page and map; another tab has another."""
    if "channel" not in st.session_state:
        # Hyphens only: what follows an underscore is not compared when a map might have changed.
        st.session_state["channel"] = f"kashmir-map-{secrets.token_hex(8)}"
    return str(st.session_state["channel"])
