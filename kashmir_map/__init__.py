"""Kashmir context map: events, claims and boundaries of Kashmir on a map and a timeline."""
