"""The timeline: histogram, window, playback and coverage strip as one Streamlit component.

The browser moves the window by itself and speaks to the map over a channel; Python hears of it once
a gesture. Times are wall minutes: minutes since 1970-01-01T00:00 of the local clock at an event's
place, negative before; windows and spans are half open, start inclusive and end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from kashmir_map.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["TimelineState", "script", "timeline", "timeline_state"]

_FOLDER = Path(__file__).parent
_MODULES = (
    "dates",
    "bins",
    "playback",
    "tell",
    "theme",
    "record",
    "view",
    "archives",
    "axis",
    "chart",
    "readout",
    "hands",
    "player",
    "announcement",
    "caption",
    "timeline",
)
_IMPORT = re.compile(r'^import [^;]*? from "\./[a-z]+\.js";\n', re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TimelineState:
    """What the browser last reported, when the reader's hand had come to rest.

    Attributes
    ----------
    start
        First wall minute of the window, inclusive.
    end
        Wall minute at which the window ends, exclusive.
    period
        Id of the chosen period. A change asks Python for that period's span.
    resting
        False while playback runs on.
    """

    start: int
    end: int
    period: str
    resting: bool


def script() -> str:
    """Return the component's JavaScript as one ES module.

    The files import each other by name, so that a static page can load them as they stand.
    Streamlit takes a single text: here they are joined in order of need, without the import lines.
    They therefore share one scope, where a name declared twice is a syntax error.
    """
    texts = [(_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _MODULES]
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


_component = st.components.v2.component(
    "kashmir_map_timeline",
    html='<div class="km-timeline-place"></div>',
    css=(_FOLDER / "timeline.css").read_text(encoding="utf-8"),
    js=script(),
)


def timeline_state(key: str) -> TimelineState | None:
    """Return the last report of the timeline with this key, or None before the first one.

    It holds already inside the `on_change` callback, which is the place to take it over: what the
    script hands to `timeline` must follow the report, else the reader's window is moved back.
    """
    view = _report(key)
    if view is None:
        return None
    return TimelineState(
        start=int(view["start"]),
        end=int(view["end"]),
        period=str(view["period"]),
        resting=bool(view["resting"]),
    )


def timeline(  # noqa: PLR0913 – one component, one call
    *,
    key: str,
    channel: str,
    window: tuple[int, int],
    span: tuple[int, int],
    period: str,
    periods: Sequence[tuple[str, str]],
    marks: Sequence[tuple[int, str]],
    events_url: str,
    coverage_url: str,
    hidden: Sequence[str],
    without: Sequence[int],
    filtered: int,
    selected: str | None,
    linked: Sequence[str],
    story: Sequence[str],
    archives: Sequence[Mapping[str, Any]],
    data_date: str,
    on_change: Callable[[], None],
) -> TimelineState | None:
    """Show the timeline and return what the browser last reported.

    The window, span and period given here are taken over by the browser when they differ from what
    it last reported and Python has seen that report; the reader's hand always goes first.

    Parameters
    ----------
    key
        Name of the component's state in this session.
    channel
        Name of the BroadcastChannel that timeline and map share; random for each session.
    window
        Wall minutes [start, end) that the reader looks at.
    span
        Wall minutes [start, end) that the axis covers.
    period
        Id of the period that the span belongs to.
    periods
        Id and title of each period on offer, in the order shown.
    marks
        Wall minute and short label of events to annotate; the first three inside the span show.
    events_url
        Address of the event file, relative to the page.
    coverage_url
        Address of the coverage file, relative to the page.
    hidden
        Event types that the filter takes out.
    without
        Positions in the event file, rising, of the events that it takes out one by one.
    filtered
        Number of the reader's change of the filter that `hidden` and `without` answer: until then
        what the page itself has told the timeline stays.
    selected
        Id of the chosen event, passed on to the map.
    linked
        Ids of the events linked to it, passed on to the map.
    story
        Ids of the events of the path that the reader is on, passed on to the map; empty for none.
    archives
        Archives that are shown, as `ui.archive_layers` describes them; counted apart from the
        record, passed on to the map.
    data_date
        Date of the data, ISO 8601.
    on_change
        Called before the rerun that a report brings about.

    Returns
    -------
    TimelineState | None
        The last report, or None before the first one.

    Raises
    ------
    ValueError
        If the window or the span is empty.
    """
    for name, (start, end) in (("window", window), ("span", span)):
        if start >= end:
            message = f"{name} {start} … {end} is empty: its end must come after its start"
            raise ValueError(message)
    reported = _report(key)
    _component(
        key=key,
        data={
            "channel": channel,
            "window": [int(minute) for minute in window],
            "span": [int(minute) for minute in span],
            "period": period,
            "periods": [list(pair) for pair in periods],
            "marks": [[int(minute), label] for minute, label in marks],
            "events_url": events_url,
            "coverage_url": coverage_url,
            "hidden": list(hidden),
            "without": list(without),
            "filtered": filtered,
            "selected": selected,
            "linked": list(linked),
            "story": list(story),
            "archives": [dict(one) for one in archives],
            "types": list(EVENT_TYPES),
            "data_date": data_date,
            # Tells the browser which of its reports this answers: older answers are echoes.
            "answered": 0 if reported is None else int(reported["serial"]),
        },
        on_view_change=on_change,
    )
    return timeline_state(key)


def _report(key: str) -> Mapping[str, Any] | None:
    state = st.session_state.get(key)
    view = state.get("view") if isinstance(state, Mapping) else None
    return view if isinstance(view, Mapping) else None
