"""Districts: where an event that is known only by district may have happened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely

from kashmir_map.catalog import Catalog
from kashmir_map.regions import GEO_DIR

DISTRICTS_FILE = "districts.geojson"


@dataclass(frozen=True, slots=True)
class District:
    """
    One district.

    Parameters
    ----------
    id
        Its name in the layer.
    name
        Name in English, without the word district.
    unit
        Code of the unit that it belongs to.
    radius_km
        Radius in km of a disc as large as the district.
    """

    id: str
    name: str
    unit: str
    radius_km: float


class Districts:
    """The districts of the map's units, by name and by place."""

    def __init__(self, districts: Sequence[District], shapes: Sequence[shapely.Geometry]) -> None:
        self._districts = tuple(districts)
        self._tree = shapely.STRtree(list(shapes))

    @classmethod
    def load(cls, folder: Path = GEO_DIR) -> Districts:
        """
        Read `districts.geojson` of a folder.

        Raises
        ------
        OSError
            If it cannot be read.
        ValueError
            If it is not JSON, or lacks a part.
        """
        content = json.loads((folder / DISTRICTS_FILE).read_text(encoding="utf-8"))
        try:
            return cls(
                [
                    District(about["id"], about["name"], about["unit"], float(about["radius_km"]))
                    for about in (feature["properties"] for feature in content["features"])
                ],
                [
                    shapely.from_geojson(json.dumps(feature["geometry"]))
                    for feature in content["features"]
                ],
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"{DISTRICTS_FILE} lacks a part: {error}") from None

    def at(self, latitude: float, longitude: float) -> District | None:
        """
        District that holds a point; None outside all of them.

        Parameters
        ----------
        latitude, longitude
            Decimal degrees, EPSG:4326.
        """
        point = shapely.Point(longitude, latitude)
        found = self._tree.query(point, predicate="intersects")
        return self._districts[int(found.min())] if len(found) else None

    def named(self, place: str, near: District | None) -> District | None:
        """
        District that a place's words name, such as "Surankote, Poonch district".

        Two districts may share a name across a line: then it is the one of the same unit as
        `near`, the district that holds the marker.
        """
        words = place.casefold()
        named = [one for one in self._districts if f"{one.name.casefold()} district" in words]
        same = [one for one in named if near is not None and one.unit == near.unit]
        return next(iter(same or named), None)


def districts_of(catalog: Catalog, districts: Districts) -> list[District | None]:
    """
    District of each event that is known only by district, in the order of `catalog.events`.

    The district that the event's words name comes first, then the one that holds its marker.
    """
    found: list[District | None] = []
    for event in catalog.events.itertuples():
        if event.location_precision != "district":
            found.append(None)
            continue
        around = districts.at(float(event.latitude), float(event.longitude))
        found.append(districts.named(str(event.place), around) or around)
    return found
