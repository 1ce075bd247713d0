"""The folium map: an empty Leaflet map that our own scripts fill.

No data stands in folium's script: it is a sink of HTML and JavaScript, and streamlit-folium
re-mounts the whole frame when the script changes. It holds a name and a view, and stays the same
while the reader moves through time.
"""

from typing import Final

import folium
from branca.element import MacroElement
from folium.template import Template

# South-west and north-east corner, latitude and longitude in degrees (WGS 84): Kashmir whole, and
# Punjab down to Lahore and Amritsar.
OPENING_BOUNDS: Final = ((30.9, 71.6), (37.0, 80.6))
MIN_ZOOM: Final = 5
MAX_ZOOM: Final = 13
# Beyond this the vector base has nothing to show; the reader is kept inside.
REACH: Final = ((22.5, 64.0), (40.0, 86.0))


class _Start(MacroElement):
    """Hands the Leaflet map to our scripts, which were loaded before Leaflet."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        kashmirMap.start({{ this._parent.get_name() }}, {{ this.channel|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, channel: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self._name = "Start"
        self.channel = channel


def build_map(script_url: str, channel: str) -> folium.Map:
    """Build the folium map of one reader.

    Parameters
    ----------
    script_url
        Link to our scripts and Leaflet, as seen from the map's frame.
    channel
        Name of the BroadcastChannel that this reader's page and frame share. It must hold no
        underscore: streamlit-folium deletes what follows one before it compares two maps.

    Returns
    -------
    folium.Map
        A map without tiles, popups or data, fitted to Kashmir and the north of Punjab.
    """
    south_west, north_east = OPENING_BOUNDS
    view = folium.Map(
        location=[34.0, 75.6],
        zoom_start=6,
        tiles=None,
        control_scale=False,
        zoom_control="topright",
        zoom_snap=0.25,
        zoom_delta=1,
        wheel_px_per_zoom_level=120,
        max_bounds_viscosity=0.6,
        world_copy_jump=False,
    )
    # folium hands these two to a layer of tiles only, and here is none.
    view.options.update(min_zoom=MIN_ZOOM, max_zoom=MAX_ZOOM)
    # jQuery, Bootstrap and the icon fonts that folium would load from elsewhere are not needed.
    view.default_js = [("kashmir_map", script_url)]
    view.default_css = []
    view.fit_bounds([list(south_west), list(north_east)])
    _Start(channel).add_to(view)
    return view
