"""The pages that compare accounts: who says what, and the same time told side by side.

Both follow the selection of the map page, in the session and in the link, and may change it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import streamlit as st

from kashmir_map.dates import DAY, Window, iso_prefix, window_words
from kashmir_map.disagreement import disagreement
from kashmir_map.map.style import GLYPHS, TYPE_PLURALS
from kashmir_map.retelling import INDIA, PAKISTAN, Teller, retelling, tellers_on_offer
from kashmir_map.selection import WHOLE_RECORD, Selection, period_titles
from kashmir_map.ui.components import page_style, script, style
from kashmir_map.ui.record import Record

CRISIS: Final = {"from": "2025-05-07", "to": "2025-05-10"}
"""What a reader sees who comes without a selection: the days on which the accounts differ most."""
_SIDES_OF_PAGE: Final = ("left", "right")


def show_disagreement(record: Record) -> None:
    """Draw the page "Who says what"."""
    st.html(f"<style>{page_style()}{style('spread')}</style>")
    _disagreement(record)


def show_retelling(record: Record) -> None:
    """Draw the page "Side by side"."""
    st.html(f"<style>{page_style()}{style('spread')}</style>")
    _retelling(record)


@st.fragment
def _disagreement(record: Record) -> None:
    selection = _followed(record)
    _write_link(selection.to_query())
    events = _events(record, selection)
    scope = _scope(record, selection)
    if selection.event:
        scope["headline"] = record.catalog.events.loc[selection.event, "title"]
        scope["kicker"] = "Who says what about one event"
    else:
        scope["headline"] = f"Who says what, {scope['windowWords']}"
    told = disagreement(record.catalog, record.evidence, events)
    with st.container(key="spread"):
        _mount("disagreement", {"scope": scope, "told": told}, record)


@st.fragment
def _retelling(record: Record) -> None:
    selection = _followed(record)
    tellers = _tellers(record)
    sides = {name: teller.link for name, teller in zip(_SIDES_OF_PAGE, tellers, strict=True)}
    _write_link(selection.to_query() | sides)
    whole = replace(selection, event=None)
    shown = set(whole.events(record.catalog))
    rows = [row for row in record.rows if row["id"] in shown]
    scope = _scope(record, whole)
    scope["headline"] = f"Side by side, {scope['windowWords']}"
    told = retelling(record.catalog, record.evidence, rows, tellers)
    offer = tellers_on_offer(record.evidence, [row["id"] for row in rows])
    data = {"scope": scope, "told": told, "glyphs": GLYPHS, "offer": offer, "tellers": sides}
    with st.container(key="spread"):
        _mount("retelling", data, record)


@cache
def _component(name: str) -> Callable[..., Any]:
    parts = {
        "disagreement": ("dom", "claims", "scope", "accounts", "matrix", "ranges", "disagreement"),
        "retelling": ("dom", "claims", "scope", "retelling"),
    }
    return st.components.v2.component(
        f"kashmir_map_{name}",
        html=f'<main class="{name}"></main>',
        css=style("comparison"),
        js=script(*parts[name]),
    )


def _mount(name: str, data: Mapping[str, Any], record: Record) -> None:
    _component(name)(
        key=name,
        data=data,
        on_window_change=lambda: _move(name, record),
        on_period_change=lambda: _span(name, record),
        on_whole_change=_widen,
        on_unfilter_change=_unfilter,
        on_tellers_change=lambda: _choose_tellers(record),
    )


def _events(record: Record, selection: Selection) -> list[str]:
    """The open event alone, or the events of the window in the order of reading."""
    if selection.event:
        return [selection.event]
    return sorted(selection.events(record.catalog), key=record.order.__getitem__)


def _scope(record: Record, selection: Selection) -> dict[str, Any]:
    """What the head of the page shows and offers: window, periods, filter, link to the map."""
    catalog = record.catalog
    window = selection.window
    span = replace(selection, period=WHOLE_RECORD).span(catalog)
    periods = period_titles(catalog, selection.story)
    following = catalog.events.index[catalog.events["start_minute"] >= window.end]
    return {
        "kicker": "",
        "windowWords": window_words(window.start, window.end),
        "from": _day(window.start),
        "to": _day(window.end - 1),
        "min": _day(span.start),
        "max": _day(span.end - 1),
        "period": selection.period if selection.span(catalog) == window else "",
        "periods": [list(pair) for pair in periods],
        "hiddenWords": _hidden_words(selection),
        "notices": list(st.session_state.get("notices", ())),
        "event": selection.event,
        "next": _next(record, following),
        "link": replace(selection, event=None).to_query(),
    }


def _next(record: Record, following: Sequence[str]) -> dict[str, str] | None:
    """The first event after the window, for a reader who finds it empty."""
    if not len(following):
        return None
    row = record.catalog.events.loc[following[0]]
    return {"title": row["title"], "day": _day(int(row["start_minute"]))}


def _hidden_words(selection: Selection) -> str:
    names = ", ".join(name for kind, name in TYPE_PLURALS.items() if kind in selection.hidden)
    return f"Filtered out: {names}." if names else ""


def _day(minute: int) -> str:
    first = minute // DAY * DAY
    return iso_prefix(first, first + DAY)


# ---- what the reader does ------------------------------------------------------------------------


def _asked(name: str, what: str) -> object:
    return st.session_state[name].get(what)


def _move(name: str, record: Record) -> None:
    """The reader typed or picked other days."""
    days = _asked(name, "window")
    if not isinstance(days, list):
        return
    try:
        first, last = days
        window = Window.from_query(str(first), str(last))
    except ValueError:
        return
    selection: Selection = st.session_state["selection"]
    moved = replace(selection, event=None)
    _choose(moved.moved(window.start, window.end, moved.period, record.catalog))


def _span(name: str, record: Record) -> None:
    """The reader chose a period: all of it."""
    period = _asked(name, "period")
    selection: Selection = st.session_state["selection"]
    if period in dict(period_titles(record.catalog, selection.story)):
        chosen = replace(selection, period=str(period), event=None)
        _choose(replace(chosen, window=chosen.span(record.catalog)))


def _widen() -> None:
    """The reader leaves the one event for all of the window."""
    selection: Selection = st.session_state["selection"]
    _choose(replace(selection, event=None))


def _unfilter() -> None:
    selection: Selection = st.session_state["selection"]
    _choose(replace(selection, hidden=frozenset()))


def _choose_tellers(record: Record) -> None:
    links = _asked("retelling", "tellers")
    if not isinstance(links, list):
        return
    found = [Teller.from_link(str(one), record.catalog) for one in links]
    if len(found) == len(_SIDES_OF_PAGE) and all(found):
        st.session_state["tellers"] = tuple(found)


def _choose(selection: Selection) -> None:
    st.session_state["selection"] = selection
    st.session_state["notices"] = ()


# ---- the link ------------------------------------------------------------------------------------


def _followed(record: Record) -> Selection:
    """The reader's selection: from a link that we did not write, else from the session."""
    query = {name: str(value) for name, value in st.query_params.items()}
    known = "selection" in st.session_state
    if not known or (query and query != st.session_state.get("link")):
        selection, notices = Selection.from_query(query or CRISIS, record.catalog)
        st.session_state["selection"] = selection
        st.session_state["notices"] = notices if query else ()
        st.session_state["link"] = query
        st.session_state["asked"] = [query.get(name, "") for name in _SIDES_OF_PAGE]
    chosen: Selection = st.session_state["selection"]
    return chosen


def _tellers(record: Record) -> tuple[Teller, Teller]:
    """Left and right: those of a link just followed, else the reader's, else India and Pakistan."""
    left, right = st.session_state.get("tellers", (INDIA, PAKISTAN))
    asked = st.session_state.pop("asked", ["", ""])
    found = [Teller.from_link(text, record.catalog) for text in asked]
    if any(text and teller is None for text, teller in zip(asked, found, strict=True)):
        st.session_state["notices"] = (
            *st.session_state.get("notices", ()),
            "The link names a teller that this record does not hold; it was left out.",
        )
    tellers = (found[0] or left, found[1] or right)
    st.session_state["tellers"] = tellers
    return tellers


def _write_link(query: dict[str, str]) -> None:
    if query != dict(st.query_params.items()):
        st.query_params.from_dict(query)
        st.session_state["link"] = query
