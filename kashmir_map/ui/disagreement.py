"""The pages that compare accounts: who says what, and the same time told side by side.

Both follow the selection of the map page, in the session and in the link, and may change it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final

import streamlit as st

from kashmir_map.dates import DAY, Window, iso_prefix, window_words
from kashmir_map.disagreement import disagreement
from kashmir_map.filters import NO_FILTER
from kashmir_map.retelling import INDIA, PAKISTAN, Teller, retelling, tellers_on_offer
from kashmir_map.selection import WHOLE_RECORD, Selection, period_titles
from kashmir_map.ui.components import library, page_style, script, style
from kashmir_map.ui.filters import filter_words
from kashmir_map.ui.navigation import depart, follow
from kashmir_map.ui.news import show_news
from kashmir_map.ui.record import Record
from kashmir_map.ui.session import channel, choose, follow_link, pinned, selected, write_link

CRISIS: Final = {"from": "2025-05-07", "to": "2025-05-10"}
"""What a reader sees who comes without a selection: the days on which the accounts differ most."""
_MOST_KEPT: Final = 32
_SIDES_OF_PAGE: Final = ("left", "right")


def show_disagreement(record: Record) -> None:
    """Draw the page "Who says what"."""
    st.html(f"<style>{page_style()}{style('spread')}</style>")
    library(_shelf(), record.rows, quotes=record.quotes)
    _disagreement(record)


def show_retelling(record: Record) -> None:
    """Draw the page "Side by side"."""
    st.html(f"<style>{page_style()}{style('spread')}</style>")
    library(_shelf(), record.rows, quotes=record.quotes)
    _retelling(record)


@st.fragment
def _disagreement(record: Record) -> None:
    depart()
    follow_link(record, CRISIS)
    selection = selected()
    write_link(selection.to_query(), record)
    events = _events(record, selection)
    following = _following(record, selection)
    claimed = [event for event in following if record.evidence[event].claims]
    scope = _scope(record, selection, claimed)
    if selection.event:
        scope["headline"] = record.catalog.events.loc[selection.event, "title"]
        scope["kicker"] = "Who says what about one event"
    else:
        scope["headline"] = f"Who says what, {scope['windowWords']}"
    told = _disagreement_of(record, tuple(events))
    with st.container(key="spread"):
        show_news()
        _mount("disagreement", {"scope": scope, "told": told}, record)


@st.fragment
def _retelling(record: Record) -> None:
    depart()
    tellers = _tellers(record, follow_link(record, CRISIS))
    selection = selected()
    sides = {name: teller.link for name, teller in zip(_SIDES_OF_PAGE, tellers, strict=True)}
    write_link(selection.to_query() | sides, record)
    whole = replace(selection, event=None)
    shown = set(whole.events(record.catalog))
    scope = _scope(record, whole, _following(record, whole))
    scope["headline"] = f"Side by side, {scope['windowWords']}"
    told = _retelling_of(
        record, tuple(row["id"] for row in record.rows if row["id"] in shown), tellers
    )
    data = {"scope": scope, **told, "tellers": sides, "selected": selection.event}
    with st.container(key="spread"):
        show_news()
        _mount("retelling", data, record)


# Readers go to and fro between a few windows, and several readers look at the same ones.


@lru_cache(maxsize=_MOST_KEPT)
def _disagreement_of(record: Record, events: tuple[str, ...]) -> dict[str, Any]:
    return disagreement(record.catalog, record.evidence, events)


@lru_cache(maxsize=_MOST_KEPT)
def _retelling_of(
    record: Record, events: tuple[str, ...], tellers: tuple[Teller, Teller]
) -> dict[str, Any]:
    listed = set(events)
    rows = [row for row in record.rows if row["id"] in listed]
    return {
        "told": retelling(record.catalog, record.evidence, rows, tellers),
        "offer": tellers_on_offer(record.evidence, events),
    }


@cache
def _component(name: str) -> Callable[..., Any]:
    parts = {
        "disagreement": ("dom", "claims", "scope", "accounts", "matrix", "ranges", "disagreement"),
        "retelling": ("dom", "claims", "scope", "retelling"),
    }
    return st.components.v2.component(
        f"kashmir_map_{name}",
        html=f'<div class="comparison {name}"></div>',
        css=style("notice") + style("comparison"),
        js=script(*parts[name]),
    )


def _mount(name: str, data: Mapping[str, Any], record: Record) -> None:
    _component(name)(
        key=name,
        data={"shelf": _shelf(), **data},
        on_window_change=lambda: _move(name, record),
        on_period_change=lambda: _span(name, record),
        on_whole_change=_widen,
        on_unfilter_change=_unfilter,
        on_tellers_change=lambda: _choose_tellers(record),
        on_go_change=lambda: follow(_asked(name, "go"), record),
    )


def _shelf() -> str:
    """Name under which the claims are kept in the browser, beside the map's list."""
    return f"{channel()}-quotes"


def _events(record: Record, selection: Selection) -> list[str]:
    """The open event alone, or the events of the window in the order of reading."""
    if selection.event:
        return [selection.event]
    return sorted(selection.events(record.catalog), key=record.order.__getitem__)


def _scope(record: Record, selection: Selection, following: Sequence[str]) -> dict[str, Any]:
    """What the head of the page shows and offers: window, periods, filter, link to the map.

    `following` are the events after the window of which the page has something to tell.
    """
    catalog = record.catalog
    window = selection.window
    span = replace(selection, period=WHOLE_RECORD).span(catalog)
    periods = period_titles(catalog, selection.story)
    return {
        "kicker": "",
        "windowWords": window_words(window.start, window.end),
        "from": _day(window.start),
        "to": _day(window.end - 1),
        "min": _day(span.start),
        "max": _day(span.end - 1),
        "period": selection.period if selection.span(catalog) == window else "",
        "periods": [list(pair) for pair in periods],
        "hiddenWords": filter_words(selection, catalog),
        "notices": list(st.session_state.get("notices", ())),
        "event": selection.event,
        "next": _next(record, following),
        "link": pinned(replace(selection, event=None).to_query(), record),
    }


def _following(record: Record, selection: Selection) -> list[str]:
    """The events after the window that pass the filter, in time order."""
    whole = replace(selection, period=WHOLE_RECORD)
    passing = replace(whole, window=whole.span(record.catalog)).events(record.catalog)
    starts = record.catalog.events["start_minute"].loc[passing]
    return list(starts.index[starts >= selection.window.end])


def _next(record: Record, following: Sequence[str]) -> dict[str, str] | None:
    """The first event after the window, for a reader who finds it empty."""
    if not following:
        return None
    row = record.catalog.events.loc[following[0]]
    return {"title": row["title"], "day": _day(int(row["start_minute"]))}


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
    selection = selected()
    moved = replace(selection, event=None)
    choose(moved.moved(window.start, window.end, moved.period, record.catalog))


def _span(name: str, record: Record) -> None:
    """The reader chose a period: all of it."""
    period = _asked(name, "period")
    selection = selected()
    if period in dict(period_titles(record.catalog, selection.story)):
        chosen = replace(selection, period=str(period), event=None)
        choose(replace(chosen, window=chosen.span(record.catalog)))


def _widen() -> None:
    """The reader leaves the one event for all of the window."""
    selection = selected()
    choose(replace(selection, event=None))


def _unfilter() -> None:
    selection = selected()
    choose(replace(selection, hidden=frozenset(), filter=NO_FILTER))


def _choose_tellers(record: Record) -> None:
    links = _asked("retelling", "tellers")
    if not isinstance(links, list):
        return
    found = [Teller.from_link(str(one), record.catalog) for one in links]
    if len(found) == len(_SIDES_OF_PAGE) and all(found):
        st.session_state["tellers"] = tuple(found)


# ---- the link ------------------------------------------------------------------------------------


def _tellers(record: Record, followed: Mapping[str, str]) -> tuple[Teller, Teller]:
    """Left and right: those of a link just followed, else the reader's, else India and Pakistan."""
    left, right = st.session_state.get("tellers", (INDIA, PAKISTAN))
    asked = [followed.get(name, "") for name in _SIDES_OF_PAGE]
    found = [Teller.from_link(text, record.catalog) for text in asked]
    if any(text and teller is None for text, teller in zip(asked, found, strict=True)):
        st.session_state["notices"] = (
            *st.session_state.get("notices", ()),
            "The link names a teller that this record does not hold; it was left out.",
        )
    tellers = (found[0] or left, found[1] or right)
    st.session_state["tellers"] = tellers
    return tellers
