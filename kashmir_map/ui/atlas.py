"""The atlas: headline, key, map, panel and timeline, all showing one selection."""

from collections import Counter
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from kashmir_map.account import account
from kashmir_map.citing import event_work, forms, public_address, story_work
from kashmir_map.dates import window_words
from kashmir_map.facets import facets_of
from kashmir_map.map.base import build_map
from kashmir_map.map.style import TYPE_PLURALS
from kashmir_map.past import past
from kashmir_map.selection import STORY_PERIOD, Selection, period_titles
from kashmir_map.telling import Card, cards, path
from kashmir_map.timeline import timeline, timeline_state
from kashmir_map.ui import archive_layers, components
from kashmir_map.ui.filters import filter_data, filtered_by
from kashmir_map.ui.navigation import depart, follow
from kashmir_map.ui.news import show_news
from kashmir_map.ui.record import Record
from kashmir_map.ui.search import search_box
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
from kashmir_map.vocabulary import EventType

_SKIP_LINKS = (
    ("Skip to the map", ".leaflet-container"),
    ("Skip to the stories", ".card .primary, .stories > summary"),
    ("Skip to the open event", ".event h2"),
    ("Skip to the list of events", ".events .row[tabindex='0']"),
    ("Skip to the timeline", ".km-timeline .play"),
    ("Skip to the filters", ".key .switch, .sheet > summary"),
)
_MAP_HEIGHT = 500  # px; the page's style stretches the frame to its place


def show_atlas(record: Record) -> None:
    """Draw the whole page; the map once, everything else again at each change."""
    follow_link(record)
    st.html(f"<style>{components.page_style()}</style>")
    components.skip_links(_SKIP_LINKS)
    components.library(channel(), record.rows, members=facets_of(record.catalog).members)
    with st.container(key="atlas"):
        with st.container(key="map-area"):
            st_folium(
                build_map(record.frame_base + record.assets.script, channel()),
                key="map",
                height=_MAP_HEIGHT,
                use_container_width=True,
                returned_objects=[],
            )
            with st.container(key="search-area"):
                search_box(channel(), record.gazetteer)
        _reader(record)


@st.fragment
def _reader(record: Record) -> None:
    """What follows the reader's hand; the map stands outside and is not drawn again."""
    depart()
    selection = selected()
    write_link(selection.to_query(), record)
    catalog = record.catalog
    without = facets_of(catalog).without(selection.filter)
    event = _event_told(record, selection.event) if selection.event else None
    there, not_there = archive_layers.there(selection.archives)
    head, key, side, time = (
        st.container(key=f"{name}-area") for name in ("head", "key", "side", "time")
    )
    # What the reader looks at goes out first, whatever its place on the page.
    with side:
        components.panel(
            _panel_data(record, selection, without, event),
            on_open=lambda: _open(record),
            on_step=lambda: _step(record),
            on_story=lambda: _tell(record),
            on_rows=_look,
            on_cite=_cite,
            on_go=lambda: follow(components.link_clicked(), record),
        )
    with time:
        # The first time an archive is shown its file is made: what stands above need not wait.
        archives = archive_layers.layers(there, record)
        span = selection.span(catalog)
        timeline(
            key="timeline",
            channel=channel(),
            window=(selection.window.start, selection.window.end),
            span=(span.start, span.end),
            period=selection.period,
            periods=period_titles(catalog, selection.story),
            marks=_marks(record, selection),
            events_url=record.page_base + record.assets.events,
            coverage_url=record.page_base + record.assets.coverage,
            hidden=sorted(selection.hidden),
            without=without,
            filtered=answered(),
            selected=selection.event,
            linked=[other["id"] for other in event["related"]] if event else [],
            story=_path_events(record, selection),
            archives=archives,
            data_date=record.data_date.isoformat(),
            on_change=lambda: _move(record),
        )
    in_window = replace(selection, hidden=frozenset()).events(catalog)
    types = catalog.events["type"].to_dict()
    kinds = Counter(types[one] for one in in_window)
    shown = [one for one in in_window if types[one] not in selection.hidden]
    with head:
        components.masthead(
            channel=channel(),
            headline=_headline(record, selection, kinds),
            lead=_lead(record, shown),
            notices=(*st.session_state.get("notices", ()), *not_there),
            perspective=selection.perspective,
            perspectives=[(one.id, one.title) for one in catalog.perspectives],
            stories=_stories(record, selection),
            on_perspective=_see,
        )
        show_news()
    with key:
        components.key(
            channel=channel(),
            counts=kinds,
            hidden=selection.hidden,
            filters=filter_data(selection, catalog, answered()),
            legends=record.legends,
            backgrounds=record.backgrounds,
            background=st.session_state.get("background", ""),
            archives=archive_layers.offered(),
            archives_shown=there,
            on_archives=_lay_under,
            on_filter=lambda: _filter(record),
            on_background=_lay,
        )


# ---- what the reader does ------------------------------------------------------------------------


def _move(record: Record) -> None:
    """The timeline came to rest, or another period was chosen."""
    state = timeline_state("timeline")
    if state is not None:
        selection = selected()
        choose(selection.moved(state.start, state.end, state.period, record.catalog))


def _open(record: Record) -> None:
    event = components.opened()
    if event is None:
        return
    selection = selected()
    st.session_state.pop("archive-rows", None)
    choose(selection.opened(event or None, record.catalog))


def _step(record: Record) -> None:
    step = components.step_chosen()
    if step is not None:
        selection = selected()
        choose(selection.stepped(step, record.catalog))


def _tell(record: Record) -> None:
    story = components.story_chosen()
    if story is not None:
        selection = selected()
        choose(selection.telling(story, record.catalog))


def _cite() -> None:
    """Remember what the reader wants to cite; the panel keeps the answer."""
    st.session_state["cited"] = components.citation_asked()


def _filter(record: Record) -> None:
    value = components.filter_chosen()
    if value is not None:
        heard(value)
        choose(filtered_by(value, selected(), record.catalog))


def _see() -> None:
    perspective = components.perspective_chosen()
    if perspective is not None:
        selection = selected()
        choose(replace(selection, perspective=perspective))


def _lay() -> None:
    """Remember the background for this session only: a new visit asks nobody for anything."""
    background = components.background_chosen()
    if background is not None:
        st.session_state["background"] = background


def _lay_under() -> None:
    """Show other archives; events of one that were read are put away."""
    names = components.archives_chosen()
    if names is not None:
        st.session_state.pop("archive-rows", None)
        choose(replace(selected(), archives=names))


def _look() -> None:
    """Tell the events of an archive that a mark stands for, or put them away."""
    asked = components.rows_asked()
    if asked is not None:
        st.session_state["archive-rows"] = archive_layers.rows(asked)
        choose(replace(selected(), event=None))


# ---- words ---------------------------------------------------------------------------------------


def _headline(record: Record, selection: Selection, kinds: Counter[EventType]) -> str:
    story = record.catalog.stories.get(selection.story or "")
    if story is not None and selection.window == story.window:
        return story.title
    words = window_words(selection.window.start, selection.window.end)
    ranked = [kind for kind, _ in kinds.most_common() if kind not in selection.hidden]
    names = [TYPE_PLURALS[kind] for kind in ranked[:3]]
    if not names:
        return words
    told = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"{words}: {told}"


def _lead(record: Record, shown: list[str]) -> tuple[str, str]:
    cited = {source.id for event in shown for source in record.evidence[event].sources}
    count = (
        f"{len(shown):,} {'event' if len(shown) == 1 else 'events'} from {len(cited):,} articles."
    )
    return count, "India, Pakistan and China each claim land that another holds."


def _event_told(record: Record, event: str) -> dict[str, Any]:
    told = account(record.catalog, record.evidence, event)
    return told | {"past": past(record.catalog, record.units, event)}


def _panel_data(
    record: Record, selection: Selection, without: list[int], event: dict[str, Any] | None
) -> dict[str, Any]:
    catalog = record.catalog
    told = _told(selection)
    return {
        "channel": channel(),
        "window": [selection.window.start, selection.window.end],
        "hidden": sorted(selection.hidden),
        "without": without,
        "serial": answered(),
        "selected": selection.event,
        "link": pinned(selection.to_query(), record),
        "windowWords": window_words(selection.window.start, selection.window.end),
        "story": path(catalog, told, selection.event) if told else None,
        "stories": [card for card in cards(catalog) if card["id"] != told],
        "event": event,
        "archive": None if event else st.session_state.get("archive-rows"),
        "citation": _citation(record, told, selection.event),
    }


def _citation(record: Record, story: str | None, event: str | None) -> dict[str, Any] | None:
    """How to cite what was asked for, if it is told now."""
    asked = st.session_state.get("cited")
    address = public_address(st.context.url)
    if event and asked == ("event", event):
        work = event_work(record.catalog, event, record.release, address)
    elif story and asked == ("story", story):
        work = story_work(record.catalog, story, record.release, address)
    else:
        return None
    kind, name = asked
    return {"kind": kind, "id": name, "forms": forms(work)}


def _told(selection: Selection) -> str | None:
    """Id of the story that is being told; in another period none is."""
    return selection.story if selection.period == STORY_PERIOD else None


def _stories(record: Record, selection: Selection) -> list[Card]:
    """Stories that the start offers, the one that is loaded first; none beside an open event."""
    told = _told(selection)
    if told is None or selection.event is not None:
        return []
    return sorted(cards(record.catalog), key=lambda card: card["id"] != told)


def _path_events(record: Record, selection: Selection) -> list[str]:
    """Events of the path that the reader is on; the others are quiet context meanwhile."""
    if selection.story is None or selection.event is None:
        return []
    events = [step.event for step in record.catalog.stories[selection.story].steps]
    return events if selection.event in events else []


def _marks(record: Record, selection: Selection) -> list[tuple[int, str]]:
    """Short labels for the timeline: the story's, or the period's."""
    if selection.period == STORY_PERIOD and selection.story is not None:
        marks = record.catalog.stories[selection.story].marks
    else:
        marks = next((p.marks for p in record.catalog.periods if p.id == selection.period), ())
    starts = record.catalog.events["start_minute"]
    return [(int(starts[mark.event]), mark.label) for mark in marks if mark.event in starts.index]
