"""What the units and the lines are called, who administers a unit, what a line is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitName:
    """Name of a unit and the country that administers it today."""

    name: str
    administered_by: str


# The eight units of the map, then their neighbours.
CORE = {
    "JK": UnitName("Jammu and Kashmir", "India"),
    "LA": UnitName("Ladakh", "India"),
    "AJK": UnitName("Azad Jammu and Kashmir", "Pakistan"),
    "GB": UnitName("Gilgit-Baltistan", "Pakistan"),
    "AC": UnitName("Aksai Chin", "China"),
    "SH": UnitName("Shaksgam", "China"),
    "PB_IN": UnitName("Punjab (India)", "India"),
    "PB_PK": UnitName("Punjab (Pakistan)", "Pakistan"),
}
CONTEXT = {
    "HP": UnitName("Himachal Pradesh", "India"),
    "HR": UnitName("Haryana", "India"),
    "CH": UnitName("Chandigarh", "India"),
    "DL": UnitName("Delhi", "India"),
    "RJ": UnitName("Rajasthan", "India"),
    "GJ": UnitName("Gujarat", "India"),
    "UK": UnitName("Uttarakhand", "India"),
    "UP": UnitName("Uttar Pradesh", "India"),
    "MP": UnitName("Madhya Pradesh", "India"),
    "BR": UnitName("Bihar", "India"),
    "JH": UnitName("Jharkhand", "India"),
    "CT": UnitName("Chhattisgarh", "India"),
    "OR": UnitName("Odisha", "India"),
    "WB": UnitName("West Bengal", "India"),
    "KP": UnitName("Khyber Pakhtunkhwa", "Pakistan"),
    "ICT": UnitName("Islamabad Capital Territory", "Pakistan"),
    "SD": UnitName("Sindh", "Pakistan"),
    "BA": UnitName("Balochistan", "Pakistan"),
    "XJ": UnitName("Xinjiang", "China"),
    "XZ": UnitName("Tibet", "China"),
    "AFG": UnitName("Afghanistan", "Afghanistan"),
    "TJK": UnitName("Tajikistan", "Tajikistan"),
    "NPL": UnitName("Nepal", "Nepal"),
    "UZB": UnitName("Uzbekistan", "Uzbekistan"),
    "TKM": UnitName("Turkmenistan", "Turkmenistan"),
    "KGZ": UnitName("Kyrgyzstan", "Kyrgyzstan"),
}
ALL = CORE | CONTEXT

INDIAN = tuple(code for code, unit in ALL.items() if unit.administered_by == "India")
PAKISTANI = tuple(code for code, unit in ALL.items() if unit.administered_by == "Pakistan")

# Points inside the land that India claims and China holds: (longitude, latitude).
CARVED = {"AC": (79.5, 35.2), "SH": (76.6, 36.1)}

# Two places that Natural Earth's coarse edges between provinces get wrong, as outlines drawn by
# hand: (longitude, latitude) of a ring, all of which belongs to the unit.
CORRECTIONS: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = (
    # Rawalpindi's north and its air base, up to IJP Road and the Islamabad Expressway.
    (
        "PB_PK",
        (
            (72.950, 33.610),
            (72.985, 33.635),
            (73.030, 33.648),
            (73.085, 33.662),
            (73.112, 33.629),
            (73.122, 33.613),
            (73.112, 33.590),
            (73.100, 33.575),
            (73.050, 33.570),
        ),
    ),
    # Pathankot's south and its air base, up to the river Chakki.
    (
        "PB_IN",
        (
            (75.700, 32.275),
            (75.672, 32.255),
            (75.655, 32.232),
            (75.650, 32.210),
            (75.652, 32.197),
            (75.600, 32.190),
            (75.600, 32.262),
            (75.680, 32.272),
        ),
    ),
)

# The last point on which India and Pakistan agreed: grid reference NJ 38 98000, 13 42000 of
# the Indian Grid, zone I (yards), converted to WGS 84: (longitude, latitude).
NJ9842 = (77.0088, 35.0084)

# GeoNames: (longitude, latitude).
KARAKORAM_PASS = (77.823, 35.513)

# A point of the land that the straight line between the two cuts off from Ladakh.
SIACHEN = (77.10, 35.45)


@dataclass(frozen=True)
class Line:
    """A line on the map: the common edge of the units on its two sides."""

    id: str
    name: str
    status: str
    note: str
    one_side: tuple[str, ...]
    other_side: tuple[str, ...]


# The edge between Ladakh and Gilgit-Baltistan is cut at NJ9842: south of it runs the Line of
# Control, north of it the Actual Ground Position Line.
LINE_OF_CONTROL = Line(
    "line-of-control",
    "Line of Control",
    "line-of-control",
    "Military line agreed by India and Pakistan in 1972; it largely follows the ceasefire line "
    "of 1949 and is not an international border.",
    ("JK", "LA"),
    ("AJK", "GB"),
)
ACTUAL_GROUND_POSITION_LINE = Line(
    "actual-ground-position-line",
    "Actual Ground Position Line",
    "actual-ground-position-line",
    "Positions of Indian and Pakistani troops west of the Siachen Glacier since 1984, beyond "
    "point NJ9842, where the agreed line ends; the two countries have not agreed on it.",
    ("LA",),
    ("GB",),
)
_ACTUAL_CONTROL = (
    "Separates land held by India from land held by China; the two do not agree on where it runs."
)
# The edge between Ladakh and the land north of it is cut at the Karakoram Pass, from which one
# official map draws it otherwise.
KARAKORAM_LINE = Line(
    "line-of-actual-control-karakoram",
    "Line of Actual Control",
    "line-of-actual-control",
    "Northern edge of the land that India holds, along the Karakoram; India claims the land "
    "beyond it, which China holds.",
    ("LA",),
    ("SH", "XJ"),
)
DEPSANG_LINE = Line(
    "line-of-actual-control-depsang",
    "Line of Actual Control",
    "line-of-actual-control",
    _ACTUAL_CONTROL,
    ("LA",),
    ("SH", "XJ"),
)
OTHER_LINES = (
    Line(
        "line-of-actual-control-west",
        "Line of Actual Control",
        "line-of-actual-control",
        _ACTUAL_CONTROL,
        ("LA",),
        ("AC", "XZ"),
    ),
    Line(
        "line-of-actual-control-middle",
        "Line of Actual Control",
        "line-of-actual-control",
        _ACTUAL_CONTROL,
        ("HP", "UK"),
        ("XZ",),
    ),
    Line(
        "working-boundary",
        "Working boundary",
        "working-boundary",
        "Between Jammu, administered by India, and Pakistan’s Punjab; Pakistan calls it the "
        "working boundary, India the international border.",
        ("JK",),
        ("PB_PK",),
    ),
    Line(
        "international-boundary",
        "International boundary",
        "international-boundary",
        "Border between India and Pakistan south of Jammu, drawn in 1947; both accept it except "
        "at its southern end, in Sir Creek.",
        ("PB_IN", "RJ", "GJ"),
        ("PB_PK", "SD"),
    ),
    Line(
        "pakistan-china",
        "International boundary",
        "international-boundary",
        "Agreed by Pakistan and China in 1963; India does not recognise the agreement.",
        ("GB",),
        ("XJ",),
    ),
    Line(
        "gilgit-baltistan-shaksgam",
        "International boundary",
        "international-boundary",
        "Agreed by Pakistan and China in 1963; India does not recognise the agreement.",
        ("GB",),
        ("SH",),
    ),
    Line(
        "jammu-and-kashmir-ladakh",
        "Internal line",
        "internal",
        "Between two union territories that India has administered apart since 2019.",
        ("JK",),
        ("LA",),
    ),
    Line(
        "azad-jammu-and-kashmir-gilgit-baltistan",
        "Internal line",
        "internal",
        "Between two territories administered by Pakistan.",
        ("AJK",),
        ("GB",),
    ),
    Line(
        "aksai-chin-edge",
        "Internal line",
        "internal",
        "Edge of Aksai Chin as India claims it; China administers the land on both sides.",
        ("AC",),
        ("XJ", "XZ"),
    ),
    Line(
        "shaksgam-edge",
        "Internal line",
        "internal",
        "Edge of Shaksgam as India claims it; China administers the land on both sides.",
        ("SH",),
        ("XJ",),
    ),
)

# Edges of the former princely state that are quiet outlines today; some maps draw a boundary there.
QUIET_LINES = (
    Line(
        "azad-jammu-and-kashmir-pakistan",
        "Edge of Azad Jammu and Kashmir",
        "quiet",
        "Between Azad Jammu and Kashmir and Pakistan’s provinces.",
        ("AJK",),
        ("PB_PK", "KP"),
    ),
    Line(
        "gilgit-baltistan-khyber-pakhtunkhwa",
        "Edge of Gilgit-Baltistan",
        "quiet",
        "Between Gilgit-Baltistan and Khyber Pakhtunkhwa.",
        ("GB",),
        ("KP",),
    ),
    Line(
        "gilgit-baltistan-afghanistan",
        "Edge of Gilgit-Baltistan",
        "quiet",
        "Between Gilgit-Baltistan and Afghanistan’s Wakhan.",
        ("GB",),
        ("AFG",),
    ),
    Line(
        "jammu-and-kashmir-india",
        "Edge of Jammu and Kashmir",
        "quiet",
        "Between Jammu and Kashmir and the Indian states south of it.",
        ("JK",),
        ("HP", "PB_IN"),
    ),
    Line(
        "ladakh-india",
        "Edge of Ladakh",
        "quiet",
        "Between Ladakh and Himachal Pradesh.",
        ("LA",),
        ("HP",),
    ),
)

# Not an edge of any unit: drawn only where a depiction asks for it.
STRAIGHT_LINE = Line(
    "nj9842-karakoram-pass",
    "Line from NJ9842 to the Karakoram Pass",
    "none",
    "Straight line between the two points, as Pakistan’s political map of 2020 has it.",
    ("LA",),
    ("LA",),
)

RIVERS = ("Indus", "Jhelum", "Chenab", "Ravi", "Beas", "Sutlej", "Shiquan")

# Rivers that Natural Earth lacks, as numbers of pieces in the digitised WDBII of GSHHG.
DIGITISED_RIVERS = {"Kabul": (10174, 10175, 10177, 10181, 10280)}

# Rivers that neither has, traced down their valley: longitude and latitude of a point near the
# source, and the river into which they flow.
VALLEY_RIVERS = {
    "Shyok": ((77.85, 35.30), "Indus"),
    "Nubra": ((77.15, 35.10), "Shyok"),
    "Neelum": ((75.20, 34.62), "Jhelum"),
    "Gilgit": ((72.75, 36.15), "Indus"),
    "Hunza": ((74.90, 36.75), "Gilgit"),
    "Shigar": ((76.20, 35.68), "Indus"),
    "Astor": ((75.10, 34.95), "Indus"),
    "Zanskar": ((77.20, 33.15), "Indus"),
    "Suru": ((76.10, 33.98), "Indus"),
    "Dras": ((75.55, 34.35), "Suru"),
    "Kunhar": ((74.05, 35.05), "Jhelum"),
    "Poonch": ((74.35, 33.70), "Jhelum"),
    "Tawi": ((75.30, 33.02), "Chenab"),
}

# Where a river is the Line of Control it is drawn on it: from above Keran to below Tithwal.
RIVERS_ON_THE_LINE = {"Neelum": ((73.950, 34.655), (73.770, 34.390))}

# Reservoirs that the source of lakes lacks, as GLOBE has them: the heights in metres between
# which land is under water, and the box (west, south, east, north) in which. GLOBE knows Mangla
# as a level water and the valley of Tarbela from before its dam.
RESERVOIRS = {
    "Mangla Reservoir": ((335.5, 336.5), (73.60, 33.08, 73.95, 33.32)),
    "Tarbela Reservoir": ((300.0, 430.0), (72.68, 34.085, 72.90, 34.45)),
}

# Lakes that can be named safely, by a point in or near each: (longitude, latitude).
LAKES = {
    (74.56, 34.36): "Wular Lake",
    (78.68, 33.79): "Pangong Tso",
    (79.62, 33.62): "Pangong Tso",  # its eastern basin
    (78.91, 33.54): "Spanggur Tso",
    (78.32, 32.89): "Tso Moriri",
    (78.00, 33.31): "Tso Kar",
    (76.58, 31.37): "Gobind Sagar",
    (79.83, 35.21): "Aksai Chin Lake",
    (80.46, 34.61): "Longmu Co",
    (81.09, 35.03): "Gozha Co",
    (81.60, 34.02): "Lumajangdong Co",
    (72.75, 38.21): "Lake Sarez",
    (81.47, 30.68): "Lake Manasarovar",
    (81.23, 30.70): "Rakshastal",
}
