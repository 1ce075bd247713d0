"""The event file: all events as columns, fetched once, drawn by the layer, read by the timeline."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kashmir_map.catalog import Catalog
from kashmir_map.coverage import side_of
from kashmir_map.districts import District
from kashmir_map.evidence import Evidence, largest_deaths
from kashmir_map.map.style import severity
from kashmir_map.regions import Unit
from kashmir_map.vocabulary import EVENT_TYPES, FAMILIES

PRECISIONS: Final = ("exact", "town", "district", "region", "country")


def event_columns(
    catalog: Catalog,
    evidence: Mapping[str, Evidence],
    units: Sequence[Unit | None],
    districts: Sequence[District | None],
) -> dict[str, Any]:
    """Return the event file, in time order.

    `start` and `length` are wall minutes; `type`, `precision` and `unit` are indexes into
    `types`, the fixed order of precisions and `units` (-1 outside all units); `severity` is the
    step of the largest death claim, 0 to 3; `families` holds the family's index by type.
    `district` is an index into `districts` (-1 for events not known by district alone), whose
    sizes stand in `radii`, in km.
    """
    events = catalog.events
    types = list(EVENT_TYPES)
    families = [place for place, kinds in enumerate(FAMILIES.values()) for _ in kinds]
    codes = sorted({unit.code for unit in units if unit})
    known = sorted({one for one in districts if one}, key=lambda one: one.id)
    return {
        "id": events.index.tolist(),
        "latitude": [round(value, 4) for value in events["latitude"].tolist()],
        "longitude": [round(value, 4) for value in events["longitude"].tolist()],
        "start": events["start_minute"].tolist(),
        "length": (events["end_minute"] - events["start_minute"]).tolist(),
        "type": [types.index(kind) for kind in events["type"]],
        "severity": [
            # Words about deaths elsewhere are no deaths here: a statement is never sized by them.
            0 if family == "diplomacy" else severity(largest_deaths(evidence[event].claims))
            for event, family in events["family"].items()
        ],
        "precision": [PRECISIONS.index(known) for known in events["location_precision"]],
        "unit": [codes.index(unit.code) if unit else -1 for unit in units],
        "district": [known.index(one) if one else -1 for one in districts],
        "districts": [one.id for one in known],
        "radii": [round(one.radius_km) for one in known],
        "types": types,
        "families": families,
        "units": codes,
    }


def coverage_columns(catalog: Catalog, evidence: Mapping[str, Evidence]) -> dict[str, list[int]]:
    """Return which articles each event cites, for the strip under the timeline.

    `event` and `article` are parallel: position in the event file and number of an article;
    `side` says by article where it was published: 0 India, 1 Pakistan, 2 elsewhere.
    """
    numbers = {article: number for number, article in enumerate(catalog.articles.index)}
    pairs = [
        (position, numbers[source.id])
        for position, event in enumerate(catalog.events.index)
        for source in evidence[event].sources
    ]
    return {
        "event": [event for event, _ in pairs],
        "article": [article for _, article in pairs],
        "side": [side_of(country) for country in catalog.articles["publisher_country"]],
    }
