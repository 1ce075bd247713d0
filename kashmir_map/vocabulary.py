"""
The closed vocabularies of the record: every word a cell may hold, with what it means.

The models refuse any other word; the data dictionary and the methods page quote these sentences.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "agency",
    "newspaper",
    "broadcaster",
    "official",
    "research",
    "encyclopedia",
    "aggregator",
    "blog",
]
EventType = Literal[
    "attack",
    "airstrike",
    "missile",
    "drone",
    "shelling",
    "clash",
    "military-move",
    "diplomacy",
    "statement",
    "treaty",
    "ceasefire",
    "political",
    "protest",
    "humanitarian",
    "other",
]
Family = Literal["violence", "military", "diplomacy", "politics"]
DatePrecision = Literal["time", "day", "month", "year"]
LocationPrecision = Literal["exact", "town", "district", "region", "country"]
Confidence = Literal["high", "medium", "low"]
Status = Literal["draft", "reviewed", "published"]
Side = Literal["india", "pakistan", "china", "armed-group", "residents", "elsewhere"]
Subject = Literal["deaths", "injured", "targets", "aircraft", "responsibility", "damage", "other"]
Stance = Literal["asserts", "denies"]
Claimant = Literal[
    "government",
    "military",
    "police",
    "local-officials",
    "armed-group",
    "court",
    "hospital",
    "residents",
    "civil-society",
    "party",
    "media",
    "un",
    "foreign-government",
    "researcher",
    "unknown",
]
Counted = Literal[
    "people",
    "civilians",
    "soldiers",
    "police",
    "security-forces",
    "militants",
    "protesters",
    "pilgrims",
    "tourists",
    "detainees",
    "displaced",
    "community",
    "aircraft",
    "drones",
    "missiles",
    "vehicles",
    "buildings",
    "sites",
    "incidents",
    "area",
    "other",
]
CountedOrNothing = Literal["", Counted]
Missing = Literal[
    "casualties",
    "india",
    "pakistan",
    "china",
    "armed-group",
    "residents",
    "second-source",
]
Tint = Literal["india", "pakistan", "china", "unsettled", "none"]
LineStatus = Literal[
    "international-boundary",
    "line-of-control",
    "ceasefire-line",
    "actual-ground-position-line",
    "line-of-actual-control",
    "working-boundary",
    "undefined-frontier",
    "internal",
    "quiet",
    "none",
]
DrawnAs = Literal[Tint, LineStatus]

FAMILIES: dict[Family, tuple[EventType, ...]] = {
    "violence": ("attack", "airstrike", "missile", "drone", "shelling", "clash"),
    "military": ("military-move",),
    "diplomacy": ("diplomacy", "statement", "treaty", "ceasefire"),
    "politics": ("political", "protest", "humanitarian", "other"),
}
"""Types of events by family; a family carries the colour, a type the shape."""

EVENT_TYPES: tuple[EventType, ...] = tuple(kind for kinds in FAMILIES.values() for kind in kinds)
"""Every type, family by family: the order that files and front ends count positions in."""

FAMILY_NAMES: dict[Family, str] = {
    "violence": "Violence",
    "military": "Military posture",
    "diplomacy": "Diplomacy",
    "politics": "Politics and people",
}

TYPES: dict[EventType, str] = {
    "attack": "Armed people attack others who are not fighting them: shootings, bombs, hostages.",
    "airstrike": "Weapons dropped or fired from crewed aircraft, or so described.",
    "missile": "A missile or rocket hits, is intercepted or goes astray.",
    "drone": "An uncrewed aircraft attacks, is shot down or is seen.",
    "shelling": "Artillery, mortars or small arms across a line.",
    "clash": "Armed sides fight each other on the ground or in the air.",
    "military-move": "Forces move, build up, withdraw, or test a weapon, without a fight.",
    "diplomacy": "States or the United Nations talk, or end talking.",
    "statement": "Somebody says something; placed where it was said.",
    "treaty": "An agreement or a resolution, or its end.",
    "ceasefire": "An agreement or an order to stop fighting.",
    "political": "Elections, laws, court rulings, governments, arrests of politicians.",
    "protest": "A demonstration or a strike, also one that was fired on.",
    "humanitarian": "Disasters, relief, evacuation, displacement.",
    "other": "What fits nowhere else.",
}

KINDS: dict[Kind, str] = {
    "agency": "A news agency.",
    "newspaper": "Newspapers, magazines and news sites with a newsroom.",
    "broadcaster": "Radio and television.",
    "official": "Governments, armies, courts, parliaments, the United Nations: their own texts.",
    "research": "Journals, books, think tanks, human rights groups.",
    "encyclopedia": "Encyclopedias and their copies; cannot carry an event alone.",
    "aggregator": "Sites that copy the texts of others; cannot carry an event alone.",
    "blog": "Pages without a newsroom; cannot carry an event alone.",
}

WEAK_KINDS: frozenset[Kind] = frozenset({"encyclopedia", "blog", "aggregator"})
"""Kinds of publishers that cannot carry an event alone."""

DATE_PRECISIONS: dict[DatePrecision, str] = {
    "time": "To the minute or the hour, often rounded by the source.",
    "day": "To the day, even where a text says “in the evening”.",
    "month": "To the month.",
    "year": "To the year.",
}

LOCATION_PRECISIONS: dict[LocationPrecision, tuple[str, int]] = {
    "exact": ("A building, a bridge, an airfield.", 4),
    "town": ("A town or village.", 3),
    "district": ("Somewhere within some 20 km, or within a district.", 2),
    "region": ("A whole region or several places; the marker is nominal.", 2),
    "country": ("A whole country; the marker is nominal.", 1),
}
"""What the marker stands for, and how many decimals its coordinates may have."""

CONFIDENCES: dict[Confidence, str] = {
    "high": (
        "Checked against two or more independent sources that do not all come from one country."
    ),
    "medium": "Checked against a source that is no encyclopedia, blog or copy.",
    "low": "Not checked against such a source.",
}

SIDES: dict[Side, str] = {
    "india": "Government, forces, police, officials and media of India.",
    "pakistan": "Government, forces, police, officials and media of Pakistan.",
    "china": "Government, forces, police, officials and media of China.",
    "armed-group": "Militant organisations.",
    "residents": "Families, survivors, witnesses, medical staff, local civil society.",
    "elsewhere": "The United Nations, other governments, foreign media, scholars abroad.",
}

CLAIMANTS: dict[Claimant, str] = {
    "government": "A national government: ministers, ministries, heads of state.",
    "military": "Armed forces and their spokesmen.",
    "police": "Police, paramilitary police and border forces, investigators.",
    "local-officials": "State, territory and district administration, disaster authorities.",
    "armed-group": "Militant organisations and those who speak for them.",
    "court": "Courts, arbitrators, commissions of inquiry.",
    "hospital": "Doctors, hospitals, ambulance crews.",
    "residents": "Families, survivors, witnesses, villagers.",
    "civil-society": "Rights groups, associations, religious bodies.",
    "party": "Parties and politicians who do not speak for a government.",
    "media": "A newsroom’s own count or finding.",
    "un": "Bodies and officials of the United Nations.",
    "foreign-government": "Governments other than those of India, Pakistan and China.",
    "researcher": "Scholars, historians, analysts of images.",
    "unknown": "Nobody is named: an encyclopedia or unnamed accounts.",
}

COUNTED: dict[Counted, str] = {
    "people": "people of any kind",
    "civilians": "people who do not fight",
    "soldiers": "members of armed forces",
    "police": "members of police and paramilitary police",
    "security-forces": "soldiers and police together",
    "militants": "members of armed groups, or those called so",
    "protesters": "people in a demonstration",
    "pilgrims": "people on a pilgrimage",
    "tourists": "visitors",
    "detainees": "people in custody",
    "displaced": "people who had to leave their homes",
    "community": "members of a named community",
    "aircraft": "crewed aircraft",
    "drones": "uncrewed aircraft",
    "missiles": "missiles and rockets",
    "vehicles": "tanks and other vehicles",
    "buildings": "houses and other buildings",
    "sites": "places, bases, airfields",
    "incidents": "single events",
    "area": "land, in the unit that the words name",
    "other": "anything else that the words name",
}

MISSING: dict[Missing, str] = {
    "casualties": "a casualty figure by anyone",
    "india": "an account from the Indian side",
    "pakistan": "an account from the Pakistani side",
    "china": "an account from the Chinese side",
    "armed-group": "an account from the armed group",
    "residents": "an account from residents",
    "second-source": "a second independent source",
}
"""What was looked for and not found, in words that end the sentence “Not found: …”."""

TINTS: dict[Tint, tuple[str, str]] = {
    "india": ("India", "Administered by India, or drawn as India’s."),
    "pakistan": ("Pakistan", "Administered by Pakistan, or drawn as Pakistan’s."),
    "china": ("China", "Administered by China, or drawn as China’s."),
    "unsettled": ("Unsettled", "No line had been drawn yet, or nobody’s posts were there."),
    "none": ("", ""),
}
"""Tint of a unit: its name in the legend, and what it says."""

LINE_STATUSES: dict[LineStatus, tuple[str, str]] = {
    "line-of-control": ("Line of Control", "Military line agreed in 1972; not a border."),
    "ceasefire-line": ("Ceasefire line", "Military line of 1949."),
    "actual-ground-position-line": (
        "Actual Ground Position Line",
        "Where troops stand at Siachen, beyond NJ9842; not agreed.",
    ),
    "line-of-actual-control": (
        "Line of Actual Control",
        "Between India and China, who do not agree on it.",
    ),
    "working-boundary": ("Working boundary", "Jammu–Punjab; to India, a border."),
    "international-boundary": ("International boundary", "A border for the two beside it."),
    "undefined-frontier": ("Undefined frontier", "Nobody had agreed where it runs."),
    "internal": ("Internal line", "Between units of one country, or the edge of a claim."),
    "quiet": ("", ""),
    "none": ("", ""),
}
"""Status of a line: its name in the legend, and what it is in one sentence."""

_FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


def family_of(type: EventType) -> Family:  # noqa: A002 - the word the record uses
    """Family that a type of event belongs to."""
    return _FAMILY_OF[type]
