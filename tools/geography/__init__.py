"""Build the map's geography from public packages: sources, coverage, lines, labels, places."""
