"""The record as a chronology: one entry an event, in the order that the reader wants."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from kashmir_map.catalog import Catalog
from kashmir_map.dates import day_words
from kashmir_map.evidence import ClaimRow, Evidence, figure, largest_death_claim, largest_deaths
from kashmir_map.reading import Row

Order = Literal["oldest", "newest", "match", "sources", "deaths"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)

ORDER_NAMES: Final[dict[Order, str]] = {
    "oldest": "Oldest first",
    "newest": "Newest first",
    "match": "Best match first",
    "sources": "Most sources first",
    "deaths": "Largest death claim first",
}

_WINDOW: Final = "window"
# Headings of the orders by number: the least of each step, and its name.
_SOURCE_STEPS: Final = (
    (10, "10 sources or more"),
    (5, "5 to 9 sources"),
    (2, "2 to 4 sources"),
    (0, "1 source"),
)
_DEATH_STEPS: Final = (
    (1000, "Largest claim: 1,000 or more"),
    (100, "Largest claim: 100 to 999"),
    (20, "Largest claim: 20 to 99"),
    (5, "Largest claim: 5 to 19"),
    (1, "Largest claim: 1 to 4"),
    (0, "No deaths claimed"),
)


class Entry(Row):
    """An event in the chronology: its list entry, and what the orders go by.

    `deaths` is the largest number that anyone claims, `death_words` says who; `source_step` and
    `death_step` are the headings that it stands under where the order is one of numbers.
    """

    year: str
    sources: int
    deaths: int
    death_words: str
    source_step: str
    death_step: str


@dataclass(frozen=True, slots=True)
class View:
    """
    How the chronology is read.

    Parameters
    ----------
    order
        Order of the entries.
    windowed
        Whether only the window of the map is listed, not the whole record.
    """

    order: Order = "oldest"
    windowed: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "View":
        """Read a link's parameters `order` and `only`; what is unknown is left out."""
        asked = query.get("order")
        order = next((order for order in ORDERS if order == asked), cls().order)
        return cls(order, query.get("only") == _WINDOW)

    def to_query(self) -> dict[str, str]:
        """Return the parameters of a link, without those that say what is usual."""
        query: dict[str, str] = {}
        if self.order != View().order:
            query["order"] = self.order
        if self.windowed:
            query["only"] = _WINDOW
        return query


def entries(catalog: Catalog, evidence: Mapping[str, Evidence], rows: Sequence[Row]) -> list[Entry]:
    """Return the entry of every row, in the order of the rows."""
    starts = catalog.events["start_minute"]
    return [_entry(row, evidence[row["id"]], int(starts[row["id"]])) for row in rows]


def ordered(
    some: Sequence[Entry], order: Order, *, shown: Sequence[int], matches: Sequence[int]
) -> list[int]:
    """
    Positions of the events to list, in an order.

    Parameters
    ----------
    some
        Every entry, in the order of reading.
    order
        What comes first; of equal ones the older. Without matches the best match is the oldest.
    shown
        Positions of the events to list.
    matches
        Positions of the events that fit the reader's words, best first.
    """
    among = set(shown)
    listed = [entry for entry in some if entry["position"] in among]
    if order == "newest":
        listed.reverse()
    elif order == "match":
        rank = {position: place for place, position in enumerate(matches)}
        listed.sort(key=lambda entry: rank.get(entry["position"], len(rank)))
    elif order == "sources":
        listed.sort(key=lambda entry: -entry["sources"])
    elif order == "deaths":
        listed.sort(key=lambda entry: -entry["deaths"])
    return [entry["position"] for entry in listed]


def years(some: Sequence[Entry], shown: Sequence[int]) -> list[tuple[str, int]]:
    """Years in which a listed event begins, with the number of these events, in time order."""
    among = set(shown)
    counts = Counter(entry["year"] for entry in some if entry["position"] in among)
    return sorted(counts.items())


def count_words(found: Sequence[tuple[str, int]]) -> str:
    """How many events are listed, and from which years: "477 events, 1846–2026"."""
    count = sum(number for _, number in found)
    if not count:
        return "No events"
    (first, _), (last, _) = found[0], found[-1]
    span = first if first == last else f"{first}–{last}"
    return f"{count:,} {'event' if count == 1 else 'events'}, {span}"


def _entry(row: Row, found: Evidence, start: int) -> Entry:
    # Words about deaths elsewhere are no deaths here, as on the map.
    claims: Sequence[ClaimRow] = () if row["family"] == "diplomacy" else found.claims
    deaths, sources = largest_deaths(claims), len(found.sources)
    return Entry(
        **row,
        year=day_words(start).rsplit(" ", maxsplit=1)[-1],
        sources=sources,
        deaths=deaths,
        death_words=_death_words(claims, row["evidence"]),
        source_step=_step(_SOURCE_STEPS, sources),
        death_step=_step(_DEATH_STEPS, deaths),
    )


def _death_words(claims: Sequence[ClaimRow], evidence: str) -> str:
    """Who makes the largest claim; empty if nobody does or if the row says it already."""
    claim = largest_death_claim(claims)
    if claim is None or claim.low is None:
        return ""
    number = f"at least {claim.low:,}" if claim.high is None else figure(claim.low, claim.high)
    words = f"{number} killed, says {claim.speaker}"
    return "" if evidence.startswith(words) else f"Largest claim: {words}"


def _step(steps: Sequence[tuple[int, str]], number: int) -> str:
    return next(name for least, name in steps if number >= least)
