"""The page's own components: the key that filters, and the panel with the list and the account."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from kashmir_map.map.backgrounds import Background
from kashmir_map.map.style import (
    GLYPHS,
    SEVERITY_DIAMETERS,
    SEVERITY_NAMES,
    STROKES,
    TYPE_NAMES,
    css_variables,
)
from kashmir_map.perspectives import Legend
from kashmir_map.quotes import Quote
from kashmir_map.reading import Row
from kashmir_map.vocabulary import FAMILIES, FAMILY_NAMES, TYPES

_FRONTEND: Final = files("kashmir_map.ui").joinpath("frontend")


def script(*names: str) -> str:
    """Return scripts of the front end, one after the other."""
    return "\n".join(_FRONTEND.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in names)


def style(name: str) -> str:
    """Return a style sheet of the front end."""
    return _FRONTEND.joinpath(f"{name}.css").read_text(encoding="utf-8")


@cache
def _panel() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_panel",
        html='<div class="panel" style="container-type:inline-size"></div>',
        css=style("rows") + style("panel"),
        js=script("dom", "claims", "list", "event", "story", "panel"),
    )


@cache
def _library() -> Callable[..., Any]:
    return st.components.v2.component("kashmir_map_library", js=script("library"))


@cache
def _key() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_key",
        html='<div class="key"></div>',
        css=style("key") + style("filters"),
        js=script("dom", "legend", "filters", "key"),
    )


def library(
    channel: str, rows: Sequence[Row], quotes: Mapping[str, Sequence[Quote]] | None = None
) -> None:
    """Hand the page every list entry, once and in the order of reading, and every claim if given.

    The page picks from them by itself, so that a list follows the hand without a round trip, and
    what Python answers is only which of them are shown.
    """
    _library()(
        key="library",
        data={"channel": channel, "rows": rows, "glyphs": GLYPHS, "quotes": quotes or {}},
    )


def panel(
    data: Mapping[str, Any],
    *,
    on_open: Callable[[], None],
    on_step: Callable[[], None],
    on_story: Callable[[], None],
    on_go: Callable[[], None],
) -> None:
    """Mount the panel beside the map.

    Parameters
    ----------
    data
        `channel`, `window` (wall minutes, half open), `hidden`, `without` (positions of events
        that are filtered out one by one), `selected`, `link` (parameters), `windowWords`,
        `story` (the loaded story's path or None), `stories` (cards of the others), `event` (the
        account of the open event or None).
    on_open
        Called when the reader opens an event or closes it; read `opened()` for its id.
    on_step
        Called when the reader goes to a step of the story; read `step_chosen()`.
    on_story
        Called when the reader chooses a story; read `story_chosen()`.
    on_go
        Called when the reader goes to another page; read `link_clicked()`.
    """
    _panel()(
        key="panel",
        data=data,
        on_open_change=on_open,
        on_step_change=on_step,
        on_story_change=on_story,
        on_go_change=on_go,
        height="stretch",
    )


def step_chosen() -> int | None:
    """Step, counted from 0, that the reader just went to, or None."""
    value = st.session_state["panel"].get("step")
    return int(value) if isinstance(value, int | float) else None


def story_chosen() -> str | None:
    """Id of the story that the reader just chose, or None."""
    value = st.session_state["panel"].get("story")
    return value if isinstance(value, str) else None


def link_clicked() -> str | None:
    """Address of the page that the reader just went to, or None."""
    value = st.session_state["panel"].get("go")
    return value if isinstance(value, str) else None


def opened() -> str | None:
    """Id of the event that the reader just asked for, "" to close, None if nothing was asked."""
    value = st.session_state["panel"].get("open")
    return value if isinstance(value, str) else None


def key(  # noqa: PLR0913 – one component, one call
    *,
    channel: str,
    counts: Mapping[str, int],
    hidden: frozenset[str],
    filters: Mapping[str, Any],
    legends: Mapping[str, Sequence[Legend]],
    backgrounds: Sequence[Background],
    background: str,
    on_filter: Callable[[], None],
    on_background: Callable[[], None],
) -> None:
    """Mount the key.

    Parameters
    ----------
    channel
        Name of the channel on which the map says which boundaries it draws.
    counts
        Number of events in the window by type that pass the other filters.
    hidden
        Types that are filtered out.
    filters
        The other filters, as `ui.filters.filter_data` makes them.
    legends
        For each perspective the legend of each of its epochs.
    backgrounds, background
        Online pictures of the ground on offer, and the id of the chosen one ("" for none).
    on_filter
        Called when the reader changes the filter, types or others; read `filter_chosen()`.
    on_background
        Called when the reader chooses a background; read `background_chosen()` for its id.
    """
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
            "filters": filters,
            "glyphs": GLYPHS,
            "sizes": list(zip(SEVERITY_NAMES, SEVERITY_DIAMETERS, strict=True)),
            "channel": channel,
            "legends": {name: list(by_epoch) for name, by_epoch in legends.items()},
            "strokes": {status: asdict(stroke) for status, stroke in STROKES.items()},
            "typeSentences": TYPES,
            "backgrounds": [one.model_dump() for one in backgrounds],
            "background": background,
        },
        on_filter_change=on_filter,
        on_background_change=on_background,
    )


def filter_chosen() -> Mapping[str, Any] | None:
    """The filter that the reader just chose, as the browser sent it, None if none was."""
    value = st.session_state["key"].get("filter")
    return value if isinstance(value, Mapping) else None


def background_chosen() -> str | None:
    """Id of the background that the reader just chose, "" for none, None if nothing was chosen."""
    value = st.session_state["key"].get("background")
    return value if isinstance(value, str) else None


@cache
def _masthead() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_masthead",
        html='<div class="masthead"></div>',
        css=style("masthead"),
        js=script("dom", "masthead"),
    )


def masthead(
    *,
    channel: str,
    headline: str,
    lead: tuple[str, str],
    notices: tuple[str, ...],
    perspective: str,
    perspectives: Sequence[tuple[str, str]],
    on_perspective: Callable[[], None],
) -> None:
    """Mount the headline with the switch of perspectives.

    Parameters
    ----------
    channel
        Name of the channel to the map, which hears of the perspective at once.
    headline
        What the page shows.
    lead
        Two sentences; the second is left out where space is short.
    notices
        What the reader must be told.
    perspective, perspectives
        The chosen one's id; id and title of each on offer.
    on_perspective
        Called when the reader chooses another; read `perspective_chosen()`.
    """
    _masthead()(
        key="masthead",
        data={
            "channel": channel,
            "headline": headline,
            "lead": list(lead),
            "notices": list(notices),
            "perspective": perspective,
            "perspectives": [list(pair) for pair in perspectives],
        },
        on_perspective_change=on_perspective,
    )


def perspective_chosen() -> str | None:
    """Id of the perspective that the reader just chose, None if none was."""
    value = st.session_state["masthead"].get("perspective")
    return value if isinstance(value, str) else None


def page_style() -> str:
    """The palette and the layout of the page, as CSS."""
    return css_variables() + style("page")
