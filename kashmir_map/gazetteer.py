"""Places by name, found in any spelling and script: coordinates, unit, kind, source."""

import csv
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from kashmir_map.regions import GEO_DIR
from kashmir_map.writing import LANGUAGES, folded, sound

KINDS: Final = frozenset(
    {
        "air base",
        "airport",
        "battle site",
        "capital",
        "crossing",
        "dam",
        "district",
        "glacier",
        "lake",
        "line post",
        "pass",
        "peak",
        "place",
        "region",
        "shrine",
        "town",
        "unit",
        "valley",
        "village",
    }
)
COLUMNS: Final = (
    "id",
    "name",
    "kind",
    "latitude",
    "longitude",
    "unit",
    "rank",
    "population",
    "line_of_control_km",
    "local",
    "names",
    "source",
)
SEPARATOR: Final = "; "
LONGEST_QUERY: Final = 80
"""Characters of a query that count; what follows is left out."""

# Scores: how a query and a name agree, from 0 to 100.
_SAME: Final = 100
_BEGINS: Final = 95
_SOUNDS_THE_SAME: Final = 93
_WORD_BEGINS: Final = 90
_BEGINS_BY_SOUND: Final = 86
_MOST_ALIKE: Final = 85
_LEAST_ALIKE: Final = 72
_LEAST_ALIKE_IF_SHORT: Final = {3: 85, 4: 85, 5: 80}  # by letters: one other letter changes a lot
_SHORTEST_ALIKE: Final = 3  # letters of a query that is compared with names by likeness
_LAST: Final = "\U0010ffff"

# Languages of the name that is shown beside the English one, by unit; others follow the country.
_SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "JK": ("ur", "hi"),
    "LA": ("bo", "ur", "hi"),
    "PB_IN": ("pa", "hi"),
    "PB_PK": ("ur", "pnb"),
    "AC": ("zh", "bo"),
    "SH": ("zh",),
    "XJ": ("zh",),
    "XZ": ("bo", "zh"),
    **dict.fromkeys(("AJK", "GB", "KP", "ICT", "SD", "BA", "AFG"), ("ur",)),
    **dict.fromkeys(("HP", "HR", "CH", "DL", "RJ", "GJ", "UK", "UP", "MP", "NPL"), ("hi",)),
}
_ZOOMS: Final = {"unit": 7, "region": 8, "district": 9, "valley": 9, "glacier": 9, "lake": 9.5}
_TOWN_ZOOMS: Final = {1: 9, 2: 9.5, 3: 10}
_NEAR: Final = 11

_HEAD: Final = re.compile(r"[,،(;/]")


class LocalName(NamedTuple):
    """A name in a local script with the code of its language, a key of `writing.LANGUAGES`."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """
    One place.

    Parameters
    ----------
    id
        The same as that of its label on the map, if it has one.
    name
        Common English spelling.
    kind
        One of `KINDS`.
    latitude, longitude
        Decimal degrees, EPSG:4326; for a district its seat, for a larger area a point inside it.
    unit
        Code of the unit that holds the point, as in `regions.Unit`; empty at sea.
    rank
        1 for the best known to 5.
    population
        Inhabitants, 0 if not known.
    line_of_control_km
        Shortest distance to the Line of Control, in kilometres.
    local
        Names in local scripts, at most one a language.
    names
        Every other spelling, in any script.
    source
        Where the coordinates come from.
    """

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    unit: str
    rank: int
    population: int
    line_of_control_km: float
    local: tuple[LocalName, ...]
    names: tuple[str, ...]
    source: str

    @property
    def local_name(self) -> LocalName | None:
        """The name to show beside the English one: in a language of the unit that holds it."""
        known = {name.language: name for name in self.local}
        wanted = _SHOWN.get(self.unit, ())
        return next((known[language] for language in wanted if language in known), None)

    @property
    def zoom(self) -> float:
        """Zoom level of a web map at which the place and its surroundings fill the view."""
        if self.kind in _ZOOMS:
            return _ZOOMS[self.kind]
        return _TOWN_ZOOMS.get(self.rank, _NEAR) if self.kind in {"town", "capital"} else _NEAR


class Match(NamedTuple):
    """A place that fits a query, how well (0 to 100), and the spelling that fitted."""

    place: Place
    score: int
    spelling: str


class _Spelling(NamedTuple):
    key: str
    place: int
    text: str


class Gazetteer:
    """
    Places, found by any spelling.

    Parameters
    ----------
    places
        Places with different ids.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._beginnings: list[_Spelling] = []
        self._words: list[_Spelling] = []
        self._sounds: list[_Spelling] = []
        for number, place in enumerate(self.places):
            local = (name.text for name in place.local)
            # A name may stand there twice, or in two spellings that fold to one.
            for key, text in {
                folded(text): text for text in reversed([place.name, *local, *place.names])
            }.items():
                words = key.split()
                self._beginnings.append(_Spelling("".join(words), number, text))
                self._words += [
                    _Spelling("".join(words[first:]), number, text)
                    for first in range(1, len(words))
                ]
                self._sounds.append(_Spelling(sound(key), number, text))
        for spellings in (self._beginnings, self._words, self._sounds):
            spellings.sort()
        self._sound_keys = [spelling.key for spelling in self._sounds]
        self._units = {
            place.unit: (place.name, tuple(folded(name) for name in (place.name, *place.names)))
            for place in self.places
            if place.kind == "unit"
        }

    @classmethod
    def load(cls, path: Path = GEO_DIR) -> "Gazetteer":
        """
        Read `gazetteer.csv` of a folder.

        Raises
        ------
        OSError
            If it cannot be read.
        ValueError
            If it is not UTF-8, lacks a column, or a row cannot be read; the text says which.
        """
        file = path / "gazetteer.csv"
        with file.open(encoding="utf-8", newline="") as table:
            reader = csv.DictReader(table)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise ValueError(f"{file.name} must have the columns {', '.join(COLUMNS)}")
            return cls(_read(file.name, number, row) for number, row in enumerate(reader, start=2))

    def find(self, text: str, limit: int = 8) -> tuple[Match, ...]:
        """
        Places whose name is like a text, best first.

        The same name comes first, then names that begin with the text or sound the same, then
        names that are alike. Of equal ones the better known comes first, then the one nearer to
        the Line of Control. What follows a comma or a bracket narrows the search: "Poonch, Azad
        Jammu and Kashmir".

        Parameters
        ----------
        text
            Any text in any script; of a long one the first `LONGEST_QUERY` characters count.
        limit
            Most places to return.

        Returns
        -------
        tuple[Match, ...]
            Each place once, with scores that do not rise; empty if nothing is near.
        """
        text = text[:LONGEST_QUERY]
        head, *rest = _HEAD.split(text, maxsplit=1)
        around = folded(rest[0]) if rest else ""
        best: dict[int, tuple[int, str]] = {}
        for query in dict.fromkeys((folded(text), folded(head))):
            for spelling, score in self._scores(query):
                if score > best.get(spelling.place, (0, ""))[0]:
                    best[spelling.place] = score, spelling.text
        matches = [
            Match(self.places[number], score, spelling)
            for number, (score, spelling) in best.items()
        ]
        matches.sort(key=lambda match: self._order(match, around))
        return tuple(matches[: max(limit, 0)])

    def called(self, name: str) -> tuple[Place, ...]:
        """Places that have exactly this name, but for case, accents, spaces and punctuation."""
        key = folded(name).replace(" ", "")
        first = bisect_left(self._beginnings, (key,))
        numbers: dict[int, None] = {}
        for spelling in self._beginnings[first:]:
            if spelling.key != key:
                break
            numbers[spelling.place] = None
        return tuple(self.places[number] for number in numbers)

    def unit_name(self, place: Place) -> str:
        """English name of the unit that holds a place; empty at sea."""
        return self._units.get(place.unit, ("", ()))[0]

    def _order(self, match: Match, around: str) -> tuple[int, int, int, float, int, str]:
        """Sort key: the best match first. Of two units that are named the longer name counts."""
        place = match.place
        _, names = self._units.get(place.unit, ("", ()))
        named = max((len(name) for name in names if name in around), default=0)
        return (
            -match.score,
            -named,
            place.rank,
            place.line_of_control_km,
            -place.population,
            place.id,
        )

    def _scores(self, query: str) -> Iterator[tuple[_Spelling, int]]:
        """Spellings that fit a folded query, with scores; a spelling may come more than once."""
        tight = query.replace(" ", "")
        if not tight:
            return
        for spelling in _beginning_with(self._beginnings, tight):
            yield spelling, _SAME if spelling.key == tight else _BEGINS
        for spelling in _beginning_with(self._words, tight):
            yield spelling, _WORD_BEGINS
        key = sound(query)
        if len(key) < _SHORTEST_ALIKE:
            return
        for spelling in _beginning_with(self._sounds, key):
            yield spelling, _SOUNDS_THE_SAME if spelling.key == key else _BEGINS_BY_SOUND
        least = _LEAST_ALIKE_IF_SHORT.get(len(key), _LEAST_ALIKE)
        alike = process.extract(
            key, self._sound_keys, scorer=fuzz.ratio, score_cutoff=least, limit=None
        )
        for _, ratio, number in alike:
            yield self._sounds[number], min(round(ratio), _MOST_ALIKE)


def _beginning_with(spellings: list[_Spelling], key: str) -> Iterator[_Spelling]:
    """Spellings of a sorted list whose key begins with a text."""
    first = bisect_left(spellings, (key,))
    for spelling in spellings[first : bisect_left(spellings, (key + _LAST,))]:
        if spelling.key.startswith(key):
            yield spelling


def _read(file: str, number: int, row: dict[str, str]) -> Place:
    """Place of one row; ValueError names the row."""
    try:
        local = [pair.partition("=") for pair in _parts(row["local"])]
        place = Place(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            unit=row["unit"],
            rank=int(row["rank"]),
            population=int(row["population"] or 0),
            line_of_control_km=float(row["line_of_control_km"]),
            local=tuple(LocalName(language, text) for language, _, text in local),
            names=_parts(row["names"]),
            source=row["source"],
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{file}:row {number}: {error}") from None
    if place.kind not in KINDS or any(name.language not in LANGUAGES for name in place.local):
        raise ValueError(f"{file}:row {number}: has an unknown kind or language")
    return place


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()
