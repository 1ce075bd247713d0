"""The one palette, the one set of symbols: what the map, the key, the list and the timeline share.

Every colour stands here once, as a pair for light and dark, and reaches the page as CSS custom
properties and the map's frame as plain data. Strong colour belongs to events alone; land is tinted
so that no administrator is louder than another. The contrasts are kept by a test.
"""

from dataclasses import asdict, dataclass
from typing import Final

from kashmir_map.vocabulary import EVENT_TYPES, FAMILIES, EventType, LineStatus


@dataclass(frozen=True, slots=True)
class Tone:
    """One colour in both themes, as `#RRGGBB`."""

    light: str
    dark: str


PALETTE: Final[dict[str, Tone]] = {
    "page": Tone("#FFFFFF", "#0F1317"),
    "card": Tone("#FFFFFF", "#171C22"),
    "panel": Tone("#F7F6F2", "#14181D"),
    "selected": Tone("#ECE9E1", "#232932"),
    "hover": Tone("#F4F2EC", "#1A1F26"),
    "ink": Tone("#1B1F27", "#EDECE8"),
    "ink2": Tone("#474D59", "#BCC1C9"),
    "ink3": Tone("#5F6672", "#969DA8"),
    "rule": Tone("#DFDDD6", "#2C323A"),
    "rule-fine": Tone("#ECEAE4", "#22272E"),
    "land": Tone("#F5F3EE", "#191D22"),
    "india": Tone("#E7E2EF", "#2F2A3E"),
    "pakistan": Tone("#F3E8CB", "#363020"),
    "china": Tone("#D8E8E2", "#1F342E"),
    "unsettled": Tone("#F8DCD2", "#2B3137"),
    "punjab-india": Tone("#F0ECF2", "#232229"),
    "punjab-pakistan": Tone("#F5EFDF", "#272520"),
    "water": Tone("#C9DCE8", "#1D3645"),
    "river": Tone("#86AFC8", "#41708B"),
    "river-label": Tone("#396785", "#86B6D2"),
    "glacier": Tone("#FBFAF7", "#20262C"),
    "line": Tone("#2A2F39", "#D6D4CD"),
    "outline": Tone("#BDB9AF", "#3D444D"),
    "label": Tone("#3A3F4A", "#C9CBD0"),
    "label-context": Tone("#66635A", "#979CA5"),
    "violence": Tone("#970F22", "#EF5F5B"),
    "military": Tone("#32224C", "#DEDDF4"),
    "diplomacy": Tone("#2F75C0", "#4F9ADB"),
    "politics": Tone("#A97808", "#F6D743"),
    "archive-1": Tone("#0B6E69", "#4CC3B9"),
    "archive-2": Tone("#7A4E2D", "#D2A679"),
    "archive-3": Tone("#8A4880", "#D394CB"),
    "glyph": Tone("#FFFFFF", "#10141A"),
    "halo": Tone("#FFFFFF", "#14181D"),
}

TYPE_NAMES: Final[dict[EventType, str]] = {
    "attack": "Attack",
    "airstrike": "Airstrike",
    "missile": "Missile",
    "drone": "Drone",
    "shelling": "Shelling",
    "clash": "Clash",
    "military-move": "Military move",
    "diplomacy": "Diplomacy",
    "statement": "Statement",
    "treaty": "Treaty",
    "ceasefire": "Ceasefire",
    "political": "Political",
    "protest": "Protest",
    "humanitarian": "Humanitarian",
    "other": "Other",
}

TYPE_PLURALS: Final[dict[EventType, str]] = {
    "attack": "attacks",
    "airstrike": "airstrikes",
    "missile": "missiles",
    "drone": "drones",
    "shelling": "shelling",
    "clash": "clashes",
    "military-move": "military moves",
    "diplomacy": "diplomacy",
    "statement": "statements",
    "treaty": "treaties",
    "ceasefire": "ceasefires",
    "political": "politics",
    "protest": "protests",
    "humanitarian": "relief and disasters",
    "other": "other events",
}

# Shapes in a box of 24 by 24 around (12, 12): SVG path data, filled by the even-odd rule. A shape
# starting with "stroke:" is drawn as a line of width 2.6 instead.
GLYPHS: Final[dict[EventType, str]] = {
    "attack": "M4.5 7.7 7.7 4.5 12 8.8l4.3-4.3 3.2 3.2L15.2 12l4.3 4.3-3.2 3.2L12 15.2"
    "l-4.3 4.3-3.2-3.2L8.8 12z",
    "airstrike": "M2.5 4.5h19L12 20.5z",
    "missile": "M12 1.5c3.2 3 4.4 6.4 4.4 10.3v3.4l3.4 5.3h-4.9l-1.2-2h-3.4l-1.2 2H4.2"
    "l3.4-5.3v-3.4c0-3.9 1.2-7.3 4.4-10.3z",
    "drone": "M5.7 2a3.7 3.7 0 1 0 .01 0zM18.3 2a3.7 3.7 0 1 0 .01 0zM5.7 14.6a3.7 3.7 0 1"
    " 0 .01 0zM18.3 14.6a3.7 3.7 0 1 0 .01 0zM8.9 8.9h6.2v6.2H8.9z",
    "shelling": "M12 4.8a7.2 7.2 0 1 0 .01 0z",
    "clash": "M2.2 4.5 11.4 12l-9.2 7.5zM21.8 4.5 12.6 12l9.2 7.5z",
    "military-move": "M3 4.5h4.6l6 7.5-6 7.5H3L9 12zM11.4 4.5H16l6 7.5-6 7.5h-4.6l6-7.5z",
    "diplomacy": "stroke:M8.4 7.2a4.8 4.8 0 1 0 .01 0zM15.6 7.2a4.8 4.8 0 1 0 .01 0z",
    "statement": "M2.5 3.8h19v12.4h-9.3l-5.2 4.6v-4.6H2.5z",
    "treaty": "M4.8 2h14.4v20H4.8zM8 6.2h8v2H8zM8 10.8h8v2H8zM8 15.4h5.4v2H8z",
    "ceasefire": "M5.4 3.8h4.6v16.4H5.4zM14 3.8h4.6v16.4H14z",
    "political": "M12 2 22 8v2.6H2V8zM4.2 11.8h3.4v6H4.2zM10.3 11.8h3.4v6h-3.4zM16.4 11.8h3.4"
    "v6h-3.4zM2 19h20v3H2z",
    "protest": "M3.4 2.4h17.2v11h-7v8.8h-3.2v-8.8h-7z",
    "humanitarian": "M8.8 3h6.4v5.8H21v6.4h-5.8V21H8.8v-5.8H3V8.8h5.8z",
    "other": "M12 2 22 12 12 22 2 12z",
}

# Discs grow in steps, not with the number: death claims are rough and must not look exact.
SEVERITY_DIAMETERS: Final = (18, 22, 27, 33)
_SEVERITY_LEAST: Final = (1, 5, 20)
SEVERITY_NAMES: Final = ("none", "1–4", "5–19", "20+")


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: width in px at zoom ≤ 7, 8–9 and ≥ 10; its dashes stay as they are."""

    widths: tuple[float, float, float]
    dash: str = ""
    cap: str = "butt"
    opacity: float = 1


STROKES: Final[dict[LineStatus, Stroke]] = {
    "international-boundary": Stroke((1.3, 1.6, 2)),
    "line-of-control": Stroke((1.9, 2.4, 3), "6 3.4"),
    "ceasefire-line": Stroke((1.9, 2.4, 3), "2.6 2.6"),
    "actual-ground-position-line": Stroke((2.4, 2.8, 3.2), "0.1 4.6", "round"),
    "line-of-actual-control": Stroke((1.5, 1.9, 2.4), "13 5"),
    "working-boundary": Stroke((1.5, 1.9, 2.4), "9 3 1.6 3"),
    "undefined-frontier": Stroke((1.3, 1.6, 2), "1.6 5"),
    "internal": Stroke((0.8, 0.8, 0.8), opacity=0.45),
}


def severity(deaths: int) -> int:
    """Step of the disc for the largest death claim: 0 for none, 1 to 4, 5 to 19, 20 and more."""
    return sum(deaths >= least for least in _SEVERITY_LEAST)


def css_variables() -> str:
    """The palette as a CSS rule for `:root`; `light-dark()` picks the theme where it is used."""
    tones = "".join(f"--km-{k}:light-dark({t.light},{t.dark});" for k, t in PALETTE.items())
    font = '"Source Sans","Source Sans 3","Source Sans Pro",system-ui,-apple-system,sans-serif'
    return f":root{{{tones}--km-font:{font};}}"


def frame_style() -> dict[str, object]:
    """What the map's frame needs to draw: palette by theme, glyphs, families, sizes."""
    return {
        "palette": {
            "light": {name: tone.light for name, tone in PALETTE.items()},
            "dark": {name: tone.dark for name, tone in PALETTE.items()},
        },
        "glyphs": GLYPHS,
        "types": list(EVENT_TYPES),
        "typeNames": TYPE_NAMES,
        "families": list(FAMILIES),
        "diameters": list(SEVERITY_DIAMETERS),
        "strokes": {status: asdict(stroke) for status, stroke in STROKES.items()},
    }
