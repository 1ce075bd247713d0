"""The page's own components: the key that filters, and the panel with the list and the account."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from kashmir_map.map.style import (
    GLYPHS,
    SEVERITY_DIAMETERS,
    SEVERITY_NAMES,
    TYPE_NAMES,
    css_variables,
)
from kashmir_map.reading import Row
from kashmir_map.vocabulary import FAMILIES, FAMILY_NAMES

_FRONTEND: Final = files("kashmir_map.ui").joinpath("frontend")

_ADMINISTRATORS: Final = (("India", "india"), ("Pakistan", "pakistan"), ("China", "china"))
_LINES: Final = (
    {
        "name": "Line of Control",
        "note": "military line agreed in 1972",
        "width": 1.9,
        "dash": "6 3.4",
    },
    {
        "name": "Actual Ground Position Line",
        "note": "Siachen, beyond point NJ9842",
        "width": 2.4,
        "dash": "0.1 4.6",
        "cap": "round",
    },
    {
        "name": "Line of Actual Control",
        "note": "India–China, not agreed",
        "width": 1.5,
        "dash": "13 5",
    },
    {
        "name": "Working boundary",
        "note": "Jammu–Punjab; to India, a border",
        "width": 1.5,
        "dash": "9 3 1.6 3",
    },
    {"name": "International boundary", "note": "", "width": 1.3},
)


def _script(*names: str) -> str:
    return "\n".join(_FRONTEND.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in names)


def _style(name: str) -> str:
    return _FRONTEND.joinpath(f"{name}.css").read_text(encoding="utf-8")


@cache
def _panel() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_panel",
        html='<div class="panel" style="container-type:inline-size"></div>',
        css=_style("panel"),
        js=_script("dom", "list", "event", "panel"),
    )


@cache
def _library() -> Callable[..., Any]:
    return st.components.v2.component("kashmir_map_library", js=_script("library"))


@cache
def _key() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_key",
        html='<div class="key"></div>',
        css=_style("key"),
        js=_script("dom", "legend", "key"),
    )


def library(channel: str, rows: Sequence[Row]) -> None:
    """Hand the page every list entry, once and in the order of reading.

    The panel picks from them by itself, so that a list follows the hand without a round trip.
    """
    _library()(key="library", data={"channel": channel, "rows": rows, "glyphs": GLYPHS})


def panel(data: Mapping[str, Any], on_open: Callable[[], None]) -> None:
    """Mount the panel beside the map.

    Parameters
    ----------
    data
        `channel`, `window` (wall minutes, half open), `hidden`, `selected`, `windowWords`, `card`
        (the story's article or None), `event` (the account of the open event or None).
    on_open
        Called when the reader opens an event or closes it; read `opened()` for its id.
    """
    _panel()(
        key="panel",
        data=data,
        on_open_change=on_open,
        height="stretch",
    )


def opened() -> str | None:
    """Id of the event that the reader just asked for, "" to close, None if nothing was asked."""
    value = st.session_state["panel"].get("open")
    return value if isinstance(value, str) else None


def key(counts: Mapping[str, int], hidden: frozenset[str], on_filter: Callable[[], None]) -> None:
    """Mount the key.

    Parameters
    ----------
    counts
        Number of events in the window by type, filter or not.
    hidden
        Types that are filtered out.
    on_filter
        Called when the reader changes the filter; read `filtered()` for the hidden types.
    """
    out = sum(counts.get(kind, 0) for kind in hidden)
    words = ""
    if hidden:
        names = ", ".join(TYPE_NAMES[kind].lower() for kind in TYPE_NAMES if kind in hidden)
        words = f"Filtered out: {names} ({out} {'event' if out == 1 else 'events'} here)."
    _key()(
        key="key",
        data={
            "families": [
                {
                    "id": family,
                    "name": FAMILY_NAMES[family],
                    "types": [
                        {"id": kind, "name": TYPE_NAMES[kind], "count": counts.get(kind, 0)}
                        for kind in kinds
                    ],
                }
                for family, kinds in FAMILIES.items()
            ],
            "hidden": sorted(hidden),
            "hiddenWords": words,
            "glyphs": GLYPHS,
            "sizes": list(zip(SEVERITY_NAMES, SEVERITY_DIAMETERS, strict=True)),
            "administrators": _ADMINISTRATORS,
            "lines": _LINES,
        },
        on_hidden_change=on_filter,
    )


def filtered() -> frozenset[str] | None:
    """Types that the reader just chose to hide, or None if nothing was chosen."""
    value = st.session_state["key"].get("hidden")
    if not isinstance(value, list):
        return None
    return frozenset(kind for kind in TYPE_NAMES if kind in value)


@cache
def _masthead() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_masthead",
        html='<div class="masthead"></div>',
        css=_style("masthead"),
        js=_script("dom", "masthead"),
    )


def masthead(channel: str, headline: str, lead: tuple[str, str], notices: tuple[str, ...]) -> None:
    """Mount the headline; the second sentence of the lead is left out where space is short."""
    _masthead()(
        key="masthead",
        data={
            "channel": channel,
            "headline": headline,
            "lead": list(lead),
            "notices": list(notices),
        },
    )


def page_style() -> str:
    """The palette and the layout of the page, as CSS."""
    return css_variables() + _style("page")
