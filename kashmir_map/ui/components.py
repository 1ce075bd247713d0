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
from kashmir_map.selection import MOST_ARCHIVES
from kashmir_map.telling import Card
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
        css="".join(style(name) for name in ("rows", "shelf", "citing", "panel")),
        js=script(
            *("dom", "roving", "shelf", "citing", "claims", "list", "event", "story", "archive"),
            "panel",
        ),
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
        js=script("dom", "legend", "passing", "filters", "layers", "key"),
    )


@cache
def _skip_links() -> Callable[..., Any]:
    return st.components.v2.component("kashmir_map_skip", js=script("dom", "skip"))


def skip_links(links: Sequence[tuple[str, str]]) -> None:
    """Put links before all else on the page that lead the keyboard to its parts.

    Parameters
    ----------
    links
        Words of each, and the CSS selector of what it puts the focus on, looked for in our
        components and in the map's frame too. What is not there now is not offered.
    """
    with st.container(key="skip-area"):
        _skip_links()(key="skip", data={"links": [list(link) for link in links]})


def library(channel: str, rows: Sequence[Mapping[str, object]], **more: Any) -> None:  # noqa: ANN401
    """Hand the page every list entry, once and in the order of reading, and what goes with them.

    The page picks from them by itself, so that a list follows the hand without a round trip.
    """
    _library()(key="library", data={"channel": channel, "rows": rows, "glyphs": GLYPHS, **more})


def panel(
    data: Mapping[str, Any],
    *,
    on_open: Callable[[], None],
    on_step: Callable[[], None],
    on_story: Callable[[], None],
    on_rows: Callable[[], None],
    on_cite: Callable[[], None],
    on_go: Callable[[], None],
) -> None:
    """Mount the panel beside the map.

    Parameters
    ----------
    data
        `channel`, `window` (wall minutes, half open), `hidden`, `without` (positions of events
        that are filtered out one by one), `selected`, `link` (parameters), `windowWords`,
        `story` (the loaded story's path or None), `stories` (cards of the others), `event` (the
        account of the open event or None), `archive` (events of an archive that are read, or None),
        `citation` (the one asked for: `kind`, `id`, `forms`, or None).
    on_open
        Called when the reader opens an event or closes it; read `opened()` for its id.
    on_step
        Called when the reader goes to a step of the story; read `step_chosen()`.
    on_story
        Called when the reader chooses a story; read `story_chosen()`.
    on_rows
        Called when the reader asks for events of an archive; read `rows_asked()`.
    on_cite
        Called when the reader asks how to cite what is told; read `citation_asked()`.
    on_go
        Called when the reader goes to another page; read `link_clicked()`.
    """
    _panel()(
        key="panel",
        data=data,
        on_open_change=on_open,
        on_step_change=on_step,
        on_story_change=on_story,
        on_rows_change=on_rows,
        on_cite_change=on_cite,
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


def rows_asked() -> Mapping[str, Any] | None:
    """Events of an archive that the reader just asked for, as the browser sent them, or None."""
    value = st.session_state["panel"].get("rows")
    return value if isinstance(value, Mapping) else None


def citation_asked() -> tuple[str, str] | None:
    """What the reader just asked how to cite: "event" or "story", and its id."""
    value = st.session_state["panel"].get("cite")
    if not isinstance(value, Mapping):
        return None
    return str(value.get("kind")), str(value.get("id"))


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
    archives: Sequence[Mapping[str, Any]],
    archives_shown: Sequence[str],
    on_filter: Callable[[], None],
    on_background: Callable[[], None],
    on_archives: Callable[[], None],
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
    archives, archives_shown
        The reader's archives by `name`, `title` and `count`, and the names of those that are shown.
    on_filter
        Called when the reader changes the filter, types or others; read `filter_chosen()`.
    on_background
        Called when the reader chooses a background; read `background_chosen()` for its id.
    on_archives
        Called when the reader shows or hides an archive; read `archives_chosen()`.
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
            "archives": list(archives),
            "archivesShown": list(archives_shown),
            "mostArchives": MOST_ARCHIVES,
        },
        on_filter_change=on_filter,
        on_background_change=on_background,
        on_archives_change=on_archives,
    )


def filter_chosen() -> Mapping[str, Any] | None:
    """The filter that the reader just chose, as the browser sent it, None if none was."""
    value = st.session_state["key"].get("filter")
    return value if isinstance(value, Mapping) else None


def background_chosen() -> str | None:
    """Id of the background that the reader just chose, "" for none, None if nothing was chosen."""
    value = st.session_state["key"].get("background")
    return value if isinstance(value, str) else None


def archives_chosen() -> tuple[str, ...] | None:
    """Names of the archives that the reader just chose to see, None if nothing was chosen."""
    value = st.session_state["key"].get("archives")
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    return tuple(str(name) for name in value)[:MOST_ARCHIVES]


@cache
def _masthead() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_masthead",
        html='<div class="masthead"></div>',
        css="".join(style(name) for name in ("notice", "masthead", "shelf")),
        js=script("dom", "roving", "shelf", "masthead"),
    )


def masthead(
    *,
    channel: str,
    headline: str,
    lead: tuple[str, str],
    notices: tuple[str, ...],
    perspective: str,
    perspectives: Sequence[tuple[str, str]],
    stories: Sequence[Card],
    on_perspective: Callable[[], None],
) -> None:
    """Mount the headline with the switch of perspectives, and on a phone the way to the stories.

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
    stories
        Cards to offer where the panel is out of sight, the loaded story's first; the panel hears
        of a choice on the channel.
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
            "stories": list(stories),
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
