"""The filter as the browser shows it and sends it: values of every facet with their counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from kashmir_map.catalog import Catalog
from kashmir_map.facets import Facets, facets_of
from kashmir_map.filters import (
    FACET_NAMES,
    FACETS,
    SIDES_HEARD,
    Facet,
    Filter,
    filtered_out,
    plain_text,
)
from kashmir_map.map.style import TYPE_NAMES
from kashmir_map.selection import Selection
from kashmir_map.vocabulary import EVENT_TYPES
from kashmir_map.writing import capitalised

_MOST_VALUES: Final = 40
"""Values of one facet on offer; rarer ones are found by their words."""
_TYPE: Final = "type"


def filter_data(selection: Selection, catalog: Catalog, serial: int) -> dict[str, Any]:
    """
    What the controls show.

    Parameters
    ----------
    selection
        What the reader sees; counts are those of its window.
    catalog
        The record.
    serial
        Number of the reader's last change, which this answers.

    Returns
    -------
    dict[str, Any]
        `groups` with `options`: id, name, count (given the other parts of the filter), chosen;
        `several` (count, chosen, sentence), `text`, `found` (positions of the events that hold it,
        None without a text), `active` (parts that filter, without types),
        `words` (what is filtered out, in a sentence) and `serial`.
    """
    facets = facets_of(catalog)
    among = selection.in_window(catalog) & ~catalog.events["type"].isin(selection.hidden)
    mask = among.to_numpy(dtype=bool)
    counts = facets.counts(selection.filter, mask)
    return {
        "groups": [_group(facets, selection.filter, facet, counts[facet]) for facet in FACETS],
        "several": {
            "name": "More than one side heard",
            "sentence": SIDES_HEARD,
            "count": facets.several(selection.filter, mask),
            "chosen": selection.filter.several,
        },
        "text": selection.filter.text,
        "found": sorted(facets.found(selection.filter.text)) if selection.filter.text else None,
        "active": len(selection.filter.to_query()),
        "words": filter_words(selection, catalog),
        "serial": serial,
    }


def type_group(selection: Selection, catalog: Catalog) -> dict[str, Any]:
    """Types as one more group of `filter_data`, for a page without the key's switches."""
    types = catalog.events[_TYPE]
    counts = Counter(types[replace(selection, hidden=frozenset()).events(catalog)])
    # Without a hidden type nothing is ticked, and all are shown.
    ticked = frozenset(EVENT_TYPES) - selection.hidden if selection.hidden else frozenset()
    return {
        "id": _TYPE,
        "name": "Type",
        "options": [
            _option(kind, TYPE_NAMES[kind], counts[kind], kind in ticked) for kind in EVENT_TYPES
        ],
    }


def filter_words(selection: Selection, catalog: Catalog) -> str:
    """What is filtered out, and how many events of the window that is; empty if nothing is."""
    told = filtered_out(selection.hidden, selection.filter, facets_of(catalog).names)
    if not told:
        return ""
    out = int(selection.in_window(catalog).sum()) - len(selection.events(catalog))
    return f"Filtered out: {', '.join(told)} ({out:,} {'event' if out == 1 else 'events'} here)."


def filtered_by(value: object, selection: Selection, catalog: Catalog) -> Selection:
    """
    Return the selection with the filter that the browser sent, whatever that is.

    Parameters
    ----------
    value
        By facet the values that alone pass, `several`, `text`; of the types, `hidden` those that
        do not pass, or `type` those that alone do. What the record does not hold is left out.
    """
    if not isinstance(value, Mapping):
        return selection
    names = facets_of(catalog).names
    chosen: dict[Facet, frozenset[str]] = {
        facet: _values(value.get(facet)) & frozenset(names[facet]) for facet in FACETS
    }
    text = value.get("text")
    found = Filter(
        **chosen,
        several=value.get("several") is True,
        text=plain_text(text) if isinstance(text, str) else "",
    )
    hidden = _values(value.get("hidden")) & frozenset(EVENT_TYPES)
    types = _values(value.get(_TYPE)) & frozenset(EVENT_TYPES)
    if types:
        hidden = frozenset(EVENT_TYPES) - types
    return replace(selection, filter=found, hidden=hidden)


def _values(value: object) -> frozenset[str]:
    some = value if isinstance(value, list) else []
    return frozenset(one for one in some if isinstance(one, str))


def _group(
    facets: Facets, chosen: Filter, facet: Facet, counts: Mapping[str, int]
) -> dict[str, Any]:
    asked = chosen.chosen(facet)
    options = [
        _option(value, capitalised(name), counts[value], value in asked)
        for value, name in facets.names[facet].items()
        if counts[value] or value in asked
    ]
    rare = [option for option in options[_MOST_VALUES:] if option["chosen"]]
    return {
        "id": facet,
        "name": FACET_NAMES[facet],
        "options": options[:_MOST_VALUES] + rare,
    }


def _option(value: str, name: str, count: int, chosen: bool) -> dict[str, Any]:  # noqa: FBT001
    return {"id": value, "name": name, "count": count, "chosen": chosen}
