"""The chronology page: every event as a list that can be searched, ordered, filtered, printed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import streamlit as st

from kashmir_map.account import date_words
from kashmir_map.chronology import (
    ORDER_NAMES,
    Entry,
    View,
    count_words,
    entries,
    ordered,
    years,
)
from kashmir_map.dates import window_words
from kashmir_map.facets import facets_of
from kashmir_map.selection import WHOLE_RECORD, Selection
from kashmir_map.ui.components import library, page_style, script, skip_links, style
from kashmir_map.ui.filters import filter_data, filtered_by, type_group
from kashmir_map.ui.navigation import depart, follow
from kashmir_map.ui.news import show_news
from kashmir_map.ui.record import Record
from kashmir_map.ui.session import (
    answered,
    channel,
    choose,
    follow_link,
    heard,
    pinned,
    selected,
    write_link,
)

_KEY = "chronology"
_VIEW = "chronology-view"
_SKIP_LINKS = (
    ("Skip to the search", ".top-of-page .find input"),
    ("Skip to the events", ".entries .row"),
    ("Skip to the years", ".years button"),
)


def show_chronology(record: Record) -> None:
    """Draw the page; the entries travel once, then only which of them are listed."""
    asked = {name: str(value) for name, value in st.query_params.items()}
    if asked or _VIEW not in st.session_state:
        st.session_state[_VIEW] = View.from_query(asked)
    follow_link(record)
    st.html(f"<style>{page_style()}</style>")
    skip_links(_SKIP_LINKS)
    listed = entries(record.catalog, record.evidence, record.rows)
    library(_shelf(), listed)
    _reader(record, listed)


@st.fragment
def _reader(record: Record, listed: list[Entry]) -> None:
    depart()
    selection, view = selected(), _view()
    write_link(selection.to_query() | view.to_query(), record)
    show_news()
    with st.container(key=_KEY + "-area"):
        _component()(
            key=_KEY,
            data=_page_data(record, listed, selection, view),
            on_filter_change=lambda: _filter(record),
            on_order_change=_order,
            on_windowed_change=_narrow,
            on_go_change=lambda: follow(_told("go"), record),
        )


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_chronology",
        html='<div class="chronology"></div>',
        css="".join(
            style(name) for name in ("key", "filters", "rows", "notice", "tools", "chronology")
        ),
        js=script("dom", "list", "filters", "chronology"),
    )


def _page_data(
    record: Record, listed: list[Entry], selection: Selection, view: View
) -> dict[str, Any]:
    catalog = record.catalog
    scope = selection
    if not view.windowed:
        whole = replace(selection, period=WHOLE_RECORD)
        scope = replace(whole, window=whole.span(catalog))
    shown = catalog.events.index.get_indexer(scope.events(catalog)).tolist()
    text = selection.filter.text
    matches = facets_of(catalog).found(text) if text else ()
    found = years(listed, shown)
    filters = filter_data(scope, catalog, answered())
    window = selection.window
    return {
        "shelf": _shelf(),
        "positions": ordered(listed, view.order, shown=shown, matches=matches),
        "countWords": count_words(found),
        "years": found,
        "order": view.order,
        "orders": [
            [order, name] for order, name in ORDER_NAMES.items() if order != "match" or text
        ],
        "windowed": view.windowed,
        "window": [window.start, window.end],
        "windowWords": window_words(window.start, window.end),
        "filters": {**filters, "groups": [type_group(scope, catalog), *filters["groups"]]},
        "link": pinned(selection.to_query(), record),
        "selected": selection.event,
        "notices": list(st.session_state.get("notices", ())),
        "version": _version(record),
    }


def _version(record: Record) -> str:
    words = f"Data of {date_words(record.data_date.isoformat())}"
    return f"{words}, version {record.version}" if record.version else words


def _shelf() -> str:
    """Name under which the entries are kept in the browser, beside the map's list."""
    return f"{channel()}-chronology"


def _view() -> View:
    view: View = st.session_state[_VIEW]
    return view


# ---- what the reader does ------------------------------------------------------------------------


def _told(name: str) -> object:
    state = st.session_state[_KEY]
    return state.get(name) if isinstance(state, Mapping) else None


def _filter(record: Record) -> None:
    value = _told("filter")
    if isinstance(value, Mapping):
        heard(value)
        choose(filtered_by(value, selected(), record.catalog))


def _order() -> None:
    st.session_state[_VIEW] = View.from_query(
        {**_view().to_query(), "order": str(_told("order") or "")}
    )


def _narrow() -> None:
    st.session_state[_VIEW] = replace(_view(), windowed=_told("windowed") is True)
