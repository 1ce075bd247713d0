from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.evidence import ClaimRow
from kashmir_map.figures import linear_axis, shared_axis
from tests.unit.test_statements import number


def figures(*pairs: tuple[int, int | None]) -> list[ClaimRow]:
    return [number("india", low, high) for low, high in pairs]


COUNTS = st.integers(0, 200_000)
FIGURES = st.lists(st.tuples(COUNTS, st.one_of(st.none(), st.integers(0, 1000))), min_size=1)


@given(FIGURES)
def test_an_axis_holds_every_figure_in_order(drawn: list[tuple[int, int | None]]) -> None:
    claims: list[Any] = figures(
        *((low, None if more is None else low + more) for low, more in drawn)
    )

    for axis in (linear_axis(claims), shared_axis(claims)):
        assert axis.ticks[0] == 0
        assert list(axis.ticks) == sorted(set(axis.ticks))
        assert (axis.places[0], axis.places[-1]) == (0, 1)
        for claim in claims:
            places = [axis.place(claim.low), axis.place(claim.high or claim.low)]
            assert 0 <= places[0] <= places[1] <= 1


def test_figures_that_differ_too_widely_share_an_axis_of_tenfold_steps() -> None:
    axis = shared_axis(figures((2, 2), (70_000, None)))

    assert axis.tenfold
    assert axis.ticks == (0, 1, 10, 100, 1000, 10_000, 100_000)
    assert axis.place(2) > 0.08  # on a linear axis it would lie on its first pixel
    assert all(b > a for a, b in pairwise(axis.places))
    assert not shared_axis(figures((2, 2), (100, None))).tenfold


def test_an_open_figure_leaves_room_for_its_arrow() -> None:
    assert linear_axis(figures((100, None))).ticks[-1] > 100
