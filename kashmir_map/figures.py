"""Figures on one axis: numbers as claimed, with the scale that they share.

A figure stands for itself; nothing here adds figures up or merges those of different people.
"""

from collections.abc import Iterable, Sequence
from math import log10
from typing import Any, Final, NamedTuple

from kashmir_map.evidence import ClaimRow, SourceRow, figure

_TICK_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000)
_MOST_TICKS: Final = 5
_LINEAR_MOST: Final = 600
"""Beyond this a linear axis would press most figures of several events onto its first pixels."""


class Axis(NamedTuple):
    """A scale from 0: its ticks, where each lies (0 … 1), and whether its steps grow tenfold."""

    ticks: tuple[int, ...]
    places: tuple[float, ...]
    tenfold: bool

    def place(self, value: int) -> float:
        """Where a value lies, 0 … 1."""
        most = self.ticks[-1]
        place = log10(1 + value) / log10(1 + most) if self.tenfold else value / most
        return round(place, 4)


def linear_axis(claims: Iterable[ClaimRow]) -> Axis:
    """An axis from 0 in at most five round steps that holds every claim."""
    reach = max(1, *map(_reach, claims))
    step = next((s for s in _TICK_STEPS if reach / s < _MOST_TICKS), -(-reach // _MOST_TICKS))
    ticks = tuple(range(0, reach + step, step))
    return Axis(ticks, tuple(round(tick / ticks[-1], 4) for tick in ticks), tenfold=False)


def shared_axis(claims: Sequence[ClaimRow]) -> Axis:
    """An axis for several events: linear, or in tenfold steps where figures differ too widely."""
    reach = max(1, *map(_reach, claims))
    if reach <= _LINEAR_MOST:
        return linear_axis(claims)
    ticks = [0, 1]
    while ticks[-1] < reach:
        ticks.append(ticks[-1] * 10)
    places = tuple(round(log10(1 + tick) / log10(1 + ticks[-1]), 4) for tick in ticks)
    return Axis(tuple(ticks), places, tenfold=True)


def number(claim: ClaimRow, source: SourceRow, stated: str) -> dict[str, Any]:
    """Return a claim with a number as plain values; `stated` is its day in words."""
    assert claim.low is not None  # noqa: S101 (only claims with a number are drawn)
    words = figure(claim.low, claim.high)
    text = claim.value_text if claim.value_text.strip() != words else ""
    return {
        "name": claim.speaker,
        "side": claim.side,
        "stance": claim.stance,
        "low": claim.low,
        "high": claim.high,
        "figure": words,
        "text": ", ".join(part for part in (text, stated) if part),
        "source": source.publisher,
        "url": source.url,
    }


def _reach(claim: ClaimRow) -> int:
    """How far the axis must go: an "at least" needs room for its arrow."""
    if claim.high is None:
        return -(-(claim.low or 0) * 6 // 5)
    return claim.high
