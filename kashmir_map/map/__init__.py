"""The folium map: its base, its event layer, its palette and the files it is served from."""
