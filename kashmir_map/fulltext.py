"""Search in the words of the record that forgives spelling: titles, places, actors, summaries.

Places are found by every name that the gazetteer has for them, in any script.

A word of the query finds words that begin with it or sound like it, so that Teetwal finds Tithwal
and Chamb Chhamb; only a word that finds nothing this way is compared by likeness. An event is found
if every word of the query finds something in it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from kashmir_map.gazetteer import Gazetteer
from kashmir_map.spellings import spellings
from kashmir_map.writing import folded, sound

LONGEST_QUERY: Final = 80
"""Characters of a query that count; what follows is left out."""
MOST_WORDS: Final = 10
"""Words of a query that count."""

_WEIGHTS: Final = {
    "title": 4.0,
    "place": 3.0,
    "actors": 3.0,
    "type": 2.0,
    "summary": 1.0,
    "note": 0.5,
}
_SPELLING_WEIGHT: Final = 2.5
"""Of the other names of an event's place: what its own words say comes first."""

# How well a word of the record fits a word of the query, from 0 to 1.
_SAME: Final = 1.0
_BEGINS: Final = 0.9
_SOUNDS_THE_SAME: Final = 0.85
_BEGINS_BY_SOUND: Final = 0.7
_MOST_ALIKE: Final = 0.6
_SHORTEST_BY_SOUND: Final = 4  # letters: shorter ones sound like too much
_LEAST_ALIKE: Final = 80  # of 100
_SHORTEST_ALIKE: Final = 4
_LAST: Final = "\U0010ffff"


class Hit(NamedTuple):
    """A text that was found: its number in the order given, and how well it fits (above 0)."""

    number: int
    score: float


class FullText:
    """
    Texts, found by their words.

    Parameters
    ----------
    texts
        Each text as parts with a weight: a word counts as much as the heaviest part it stands in.
    """

    def __init__(self, texts: Iterable[Sequence[tuple[float, str]]]) -> None:
        found: dict[str, dict[int, float]] = {}
        self._count = 0
        for number, parts in enumerate(texts):
            self._count = number + 1
            for weight, part in parts:
                for word in folded(part).split():
                    places = found.setdefault(word, {})
                    places[number] = max(weight, places.get(number, 0))
        self._words = sorted(found)
        self._places = [
            (
                np.fromiter(found[word], dtype=np.intp),
                np.fromiter(found[word].values(), dtype=float),
            )
            for word in self._words
        ]
        self._sounds = sorted(
            (sound(word), number)
            for number, word in enumerate(self._words)
            if len(word) >= _SHORTEST_BY_SOUND
        )

    @classmethod
    def of(cls, events: gpd.GeoDataFrame, gazetteer: Gazetteer) -> "FullText":
        """Return the events of a record, `Catalog.events`, numbered in their order."""
        columns = [events[name].tolist() for name in _WEIGHTS]
        places = zip(events["place"], events["latitude"], events["longitude"], strict=True)
        others = [" ".join(spellings(*place, gazetteer)) for place in places]
        return cls(
            [
                *(
                    (weight, cell if isinstance(cell, str) else " ".join(cell))
                    for weight, cell in zip(_WEIGHTS.values(), cells, strict=True)
                ),
                (_SPELLING_WEIGHT, other),
            ]
            for *cells, other in zip(*columns, others, strict=True)
        )

    def find(self, query: str) -> tuple[Hit, ...]:
        """
        Texts in which every word of the query finds something, best first.

        Parameters
        ----------
        query
            Any text in any script; of a long one the first `LONGEST_QUERY` characters and
            `MOST_WORDS` words count. One without a letter or digit finds nothing.
        """
        words = dict.fromkeys(folded(query[:LONGEST_QUERY]).split()[:MOST_WORDS])
        if not words or not self._words:
            return ()
        total = np.zeros(self._count)
        everywhere = np.ones(self._count, dtype=bool)
        for word in words:
            scores = self._scores(word)
            total += scores
            everywhere &= scores > 0
        numbers = np.flatnonzero(everywhere)
        ranked = numbers[np.argsort(-total[numbers], kind="stable")]
        return tuple(Hit(int(number), float(total[number])) for number in ranked)

    def _scores(self, word: str) -> NDArray[np.float64]:
        """How well each text answers one word; 0 if not at all."""
        fits = dict(self._near(word)) or dict(self._alike(word))
        scores = np.zeros(self._count)
        for number, fit in fits.items():
            places, weights = self._places[number]
            scores[places] = np.maximum(scores[places], weights * fit)
        return scores

    def _near(self, word: str) -> Iterator[tuple[int, float]]:
        """Words that begin with one or sound like it; of two ways the better comes last."""
        key = sound(word)
        if len(word) >= _SHORTEST_BY_SOUND and len(key) > 1:
            heard = list(self._heard(key))
            yield from ((n, _BEGINS_BY_SOUND) for other, n in heard if other != key)
            yield from ((n, _SOUNDS_THE_SAME) for other, n in heard if other == key)
        first = bisect_left(self._words, word)
        for number in range(first, bisect_left(self._words, word + _LAST)):
            yield number, _SAME if self._words[number] == word else _BEGINS

    def _heard(self, key: str) -> Iterator[tuple[str, int]]:
        """Sounds that begin with a key; a short key must be the whole sound."""
        for other, number in self._sounds[
            bisect_left(self._sounds, (key,)) : bisect_left(self._sounds, (key + _LAST,))
        ]:
            if other == key or len(key) >= _SHORTEST_BY_SOUND:
                yield other, number

    def _alike(self, word: str) -> Iterator[tuple[int, float]]:
        """Words that are like one that nothing begins with."""
        if len(word) < _SHORTEST_ALIKE:
            return
        alike = process.extract(
            word, self._words, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=None
        )
        yield from ((number, _MOST_ALIKE * ratio / 100) for _, ratio, number in alike)
