"""Other spellings of the places that an event names, so that a search finds it by any of them."""

from collections.abc import Iterator
from typing import Final

from kashmir_map.gazetteer import Gazetteer, Place
from kashmir_map.geodesy import distance_km
from kashmir_map.whereabouts import PART
from kashmir_map.writing import folded

_SHORTEST: Final = 4
"""Letters of a name that only begins a part: "Uri sector" is of Uri, "An old mosque" of nowhere."""


def spellings(words: str, latitude: float, longitude: float, gazetteer: Gazetteer) -> list[str]:
    """
    Every name of the places in the words of an event's place, in any script.

    Parameters
    ----------
    words
        Such as "Uri, Baramulla district, Jammu and Kashmir". Of each part the longest beginning
        that is the name of a place counts: "Nakyal sector" is of Nakyal.
    latitude, longitude
        The event's marker, decimal degrees (EPSG:4326): of places of one name the nearest counts.
    gazetteer
        Where names are looked up.
    """

    def far(place: Place) -> float:
        return distance_km(latitude, longitude, (place.latitude, place.longitude))

    found = [
        min(places, key=far)
        for part in words.split(PART)
        if (places := next(_named(part, gazetteer), ()))
    ]
    return [
        spelling
        for place in found
        for spelling in (place.name, *(name.text for name in place.local), *place.names)
    ]


def _named(part: str, gazetteer: Gazetteer) -> Iterator[tuple[Place, ...]]:
    """Places whose name the part is, or begins with, the longest name first."""
    words = folded(part).split()
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if length == len(words) or len(name) >= _SHORTEST:
            places = gazetteer.called(name)
            if places:
                yield places
