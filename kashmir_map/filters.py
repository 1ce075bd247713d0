"""What a reader filters by beside the types of events, and how a link and a sentence say it.

Within one facet an event passes if it has any of the chosen values; it must pass every facet.
Nothing chosen lets everything pass.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args

from kashmir_map.fulltext import LONGEST_QUERY
from kashmir_map.map.style import TYPE_NAMES, TYPE_PLURALS
from kashmir_map.writing import folded

Facet = Literal["unit", "actor", "side", "confidence", "precision", "source"]
FACETS: Final[tuple[Facet, ...]] = get_args(Facet)

FACET_NAMES: Final[dict[Facet, str]] = {
    "unit": "Where",
    "actor": "Actors named",
    "side": "Claims from",
    "confidence": "How well supported",
    "precision": "Place known",
    "source": "Kind of source",
}

SIDES_HEARD: Final = (
    "A claim or a source from two or more of: India, Pakistan, China, armed groups, residents. "
    "Encyclopedias, blogs and copies count for nobody."
)
"""What it means that more than one side is heard, the rule of `quality.sides_heard`, in words."""

_HEARD: Final = "heard"
_SEVERAL: Final = "several"
_TEXT: Final = "text"
PARAMETERS: Final = (*FACETS, _HEARD, _TEXT)
"""Parameters of a link that belong to the filter."""

_UNKNOWN: Final[dict[Facet, str]] = {
    "unit": "a territory",
    "actor": "an actor",
    "side": "a side",
    "confidence": "a confidence",
    "precision": "a precision of places",
    "source": "a kind of source",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """
    What passes, beside the types.

    Parameters
    ----------
    unit
        Codes of territories, as in `regions.Unit`, and `elsewhere` for what lies off the map.
    actor
        Actors as links name them: `pakistan-army`.
    side
        Sides from which a claim is made.
    confidence, precision
        How well an event is supported, and how well its place is known.
    source
        Kinds of sources.
    several
        Whether more than one side must be heard, as `SIDES_HEARD` says it.
    text
        Words that must be found; as `plain_text` leaves them.
    """

    unit: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    side: frozenset[str] = frozenset()
    confidence: frozenset[str] = frozenset()
    precision: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    several: bool = False
    text: str = ""

    @classmethod
    def from_query(
        cls,
        query: Mapping[str, str],
        known: Mapping[Facet, Collection[str]],
        notices: list[str],
    ) -> "Filter":
        """Read a link's parameters.

        Parameters
        ----------
        query
            Names and values as they stand in the link.
        known
            The values of each facet; others are left out.
        notices
            Gets a sentence for each parameter that could not be followed as it stands.
        """
        chosen: dict[Facet, frozenset[str]] = {}
        for facet in FACETS:
            asked = frozenset(value for value in query.get(facet, "").split(",") if value)
            chosen[facet] = asked & frozenset(known[facet])
            if chosen[facet] != asked:
                notices.append(
                    f"The link filters by {_UNKNOWN[facet]} that this record does not hold; "
                    "it was left out."
                )
        heard, given = query.get(_HEARD, ""), " ".join(query.get(_TEXT, "").split())
        if heard not in {"", _SEVERAL}:
            notices.append("The link asks for sides in a way that is not known; it was left out.")
        text = plain_text(given)
        if text != given:
            notices.append("The words that the link searches for were shortened or left out.")
        return cls(**chosen, several=heard == _SEVERAL, text=text)

    def to_query(self) -> dict[str, str]:
        """Return the parameters of a link, without those that let everything pass."""
        query: dict[str, str] = {
            facet: ",".join(sorted(self.chosen(facet))) for facet in FACETS if self.chosen(facet)
        }
        if self.several:
            query[_HEARD] = _SEVERAL
        if self.text:
            query[_TEXT] = self.text
        return query

    def chosen(self, facet: Facet) -> frozenset[str]:
        """Values of a facet that pass; none if all do."""
        values: frozenset[str] = getattr(self, facet)
        return values

    def freed(self, name: str) -> "Filter":
        """Return the same filter with one of its parts, by its name, letting everything pass."""
        change: dict[str, Any] = {name: getattr(NO_FILTER, name)}
        return replace(self, **change)


NO_FILTER: Final = Filter()


def plain_text(text: str) -> str:
    """
    Words to search for, as a link can carry them.

    Control characters go, blanks become one space, what is too long is cut; a text without a
    letter or digit is empty.
    """
    printable = "".join(c if c.isprintable() else " " for c in text[: 4 * LONGEST_QUERY])
    plain = " ".join(printable.split())[:LONGEST_QUERY].strip()
    return plain if folded(plain) else ""


def filtered_out(
    hidden: Collection[str], chosen: Filter, names: Mapping[Facet, Mapping[str, str]]
) -> tuple[str, ...]:
    """
    Say what a filter takes out, part by part: "drones", "low confidence".

    Parameters
    ----------
    hidden
        Types that are taken out.
    chosen
        The filter.
    names
        For each facet the names of its values, in the order in which they are told.
    """
    told = [TYPE_PLURALS[kind] for kind in TYPE_NAMES if kind in hidden]
    for facet in FACETS:
        asked = chosen.chosen(facet)
        if not asked:
            continue
        out = [name for value, name in names[facet].items() if value not in asked]
        kept = [name for value, name in names[facet].items() if value in asked]
        if facet == "confidence":
            told += [f"{_listed(out, 'and')} confidence"] if out else []
        elif facet == "precision":
            told += [f"places known {_listed(out, 'and')}"] if out else []
        else:
            told.append(_OUT[facet].format(_listed(kept, "or")))
    if chosen.text:
        told.append(f"all without “{chosen.text}”")
    if chosen.several:
        told.append("all heard from one side only")
    return tuple(told)


_OUT: Final[dict[Facet, str]] = {
    "unit": "all outside {}",
    "actor": "all that do not name {}",
    "side": "all without a claim from {}",
    "source": "all without a source of the kind {}",
}


def _listed(names: Iterable[str], last: str) -> str:
    """A list in words: "a, b and c"."""
    *others, final = names
    return f"{', '.join(others)} {last} {final}" if others else final
