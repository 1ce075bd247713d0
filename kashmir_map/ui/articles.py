"""Every article of the record as a list that the browser searches, narrows and orders by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import streamlit as st

from kashmir_map.articles import article_rows, told_events
from kashmir_map.changes import PARAMETER
from kashmir_map.citing import article_work, forms
from kashmir_map.ui.components import library, script, style
from kashmir_map.ui.record import Record
from kashmir_map.ui.session import channel

_KEY: Final = "articles"
_CITED: Final = "cited-article"


def show_articles(record: Record) -> None:
    """Draw the list; the articles travel once, then only the citation that a reader asks for."""
    rows = article_rows(record.catalog, record.evidence)
    library(_shelf(), rows, events=told_events(record.catalog))
    _list(record)


@st.fragment
def _list(record: Record) -> None:
    with st.container(key=f"{_KEY}-area"):
        _component()(
            key=_KEY,
            data={
                "shelf": _shelf(),
                "pinned": {PARAMETER: record.version} if record.version else {},
                "citation": _citation(record),
            },
            on_cite_change=_cite,
        )


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_articles",
        html='<section class="articles"></section>',
        css="".join(style(name) for name in ("key", "filters", "tools", "citing", "articles")),
        js=script("dom", "filters", "citing", "article", "articles"),
    )


def _citation(record: Record) -> dict[str, Any] | None:
    """How to cite the article that the reader asked for, if the record holds it."""
    asked = st.session_state.get(_CITED)
    if asked is None or asked not in record.catalog.articles.index:
        return None
    return {"id": asked, "forms": forms(article_work(record.catalog, asked, record.release))}


def _cite() -> None:
    state = st.session_state[_KEY]
    asked = state.get("cite") if isinstance(state, Mapping) else None
    st.session_state[_CITED] = asked if isinstance(asked, str) else None


def _shelf() -> str:
    """Name under which the articles are kept in the browser."""
    return f"{channel()}-articles"
