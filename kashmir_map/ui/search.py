"""The search box above the map: a name in any spelling or script, and the map goes there."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from kashmir_map.gazetteer import Gazetteer, Place

_FRONTEND: Final = files("kashmir_map.ui").joinpath("frontend")
_KEY: Final = "search"
_CANDIDATES: Final = 8
_SCRIPTS: Final = ("dom.js", "search.js")


@cache
def _component() -> Callable[..., Any]:
    scripts = (_FRONTEND.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return st.components.v2.component(
        "kashmir_map_search",
        html='<div class="search"></div>',
        css=_FRONTEND.joinpath("search.css").read_text(encoding="utf-8"),
        js="\n".join(scripts),
    )


@st.fragment
def search_box(channel: str, gazetteer: Gazetteer) -> None:
    """Mount the search box; typing runs only this function again, not the page.

    Parameters
    ----------
    channel
        Name of the page's BroadcastChannel. A choice posts `{type: "fly", latitude, longitude,
        zoom, name, id}` there, in decimal degrees (EPSG:4326); Python does not hear of it.
    gazetteer
        Where places are looked up.
    """
    text, serial = _query(st.session_state.get(_KEY))
    _component()(
        key=_KEY,
        data={
            "channel": channel,
            "serial": serial,
            "candidates": [
                candidate(match.place, gazetteer.unit_name(match.place))
                for match in gazetteer.find(text, _CANDIDATES)
            ],
        },
        on_query_change=_heard,
    )


def candidate(place: Place, unit: str) -> dict[str, Any]:
    """What the box shows of a place, and where the map goes for it.

    Parameters
    ----------
    place
        The place.
    unit
        English name of the unit that holds it; empty at sea.
    """
    local = place.local_name
    # "Poonch district" says what it is, and a unit lies in no other.
    kind = "" if place.kind in place.name.casefold() else place.kind
    holder = "" if place.kind == "unit" else unit
    return {
        "id": place.id,
        "name": place.name,
        "local": local.text if local else "",
        "language": local.language if local else "",
        "about": " · ".join(filter(None, (kind, holder))),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "zoom": place.zoom,
    }


def _query(state: object) -> tuple[str, int]:
    """Text and number of the reader's last question; the browser may have sent anything."""
    query = state.get("query") if isinstance(state, Mapping) else None
    if not isinstance(query, Mapping):
        return "", 0
    text, serial = query.get("text"), query.get("serial")
    return (text if isinstance(text, str) else "", serial if isinstance(serial, int) else 0)


def _heard() -> None:
    """Do nothing: Streamlit runs the fragment by itself, but only for a value with a hearer."""
