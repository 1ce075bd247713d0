"""The numbers that the look was chosen by: contrast, and distance for every kind of eye.

Contrast is that of WCAG 2.2 (relative luminance of sRGB); distance is CIEDE2000 (Sharma, Wu and
Dalal 2005) in CIELAB under D65; colour blindness is simulated by the matrices of Machado, Oliveira
and Fernandes (2009) for severity 1, on linear RGB.
"""

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from kashmir_map.map.style import (
    GLYPHS,
    PALETTE,
    SEVERITY_DIAMETERS,
    SEVERITY_NAMES,
    TYPE_NAMES,
    TYPE_PLURALS,
    css_variables,
    frame_style,
    severity,
)
from kashmir_map.vocabulary import FAMILIES, EventType

PACKAGE = Path(__file__).parents[2] / "kashmir_map"

THEMES = ("light", "dark")
PANELS = ("page", "card", "panel", "selected", "hover")
ADMINISTRATORS = ("india", "pakistan", "china")
TINTS = ("land", *ADMINISTRATORS, "unsettled", "punjab-india", "punjab-pakistan")

Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]

EYES = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
SRGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
D65 = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Numbers:
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((float(linear(c) @ SRGB_TO_XYZ[1]) for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def lab(colour: str, eye: str = "normal") -> tuple[float, float, float]:
    seen = np.clip(EYES[eye] @ linear(colour), 0, 1)
    ratio = SRGB_TO_XYZ @ seen / D65
    x, y, z = np.where(
        ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29
    ).tolist()
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    c7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    grow = 1 + (1 - sqrt(c7 / (c7 + 25**7))) / 2
    c1, c2 = hypot(grow * a1, b1), hypot(grow * a2, b2)
    h1, h2 = degrees(atan2(b1, grow * a1)) % 360, degrees(atan2(b2, grow * a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    # The mean hue lies half the turn from the first; where one is grey, it is the sum of both.
    h = h1 + turn / 2 if c1 * c2 else h1 + h2
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * cos(radians(h - 30))
        + 0.24 * cos(radians(2 * h))
        + 0.32 * cos(radians(3 * h + 6))
        - 0.20 * cos(radians(4 * h - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    swing = 60 * exp(-((((h % 360) - 275) / 25) ** 2))
    rt = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(swing))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def tone(role: str, theme: str) -> str:
    colour: str = getattr(PALETTE[role], theme)
    return colour


# ---- the measures themselves ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [  # pairs 1, 7, 13, 17 and 23 of Sharma, Wu and Dalal
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, -0.001, 2.49), (50.0, 0.0011, -2.49), 4.7461),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ],
)
def test_distances_are_those_of_the_standard(
    one: tuple[float, float, float], other: tuple[float, float, float], distance: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(distance, abs=1e-4)


def test_contrasts_are_those_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert lab("#FFFFFF") == pytest.approx((100, 0, 0), abs=0.02)


# ---- can it be read ------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3"])
def test_text_can_be_read_on_every_panel(ink: str, panel: str, theme: str) -> None:
    assert contrast(tone(ink, theme), tone(panel, theme)) >= 4.7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tint", TINTS)
def test_names_and_lines_can_be_read_on_the_land(tint: str, theme: str) -> None:
    ground = tone(tint, theme)

    assert contrast(tone("label", theme), ground) >= 8
    assert contrast(tone("label-context", theme), ground) >= 4.5
    assert contrast(tone("river-label", theme), ground) >= 4.5
    assert contrast(tone("line", theme), ground) >= 8.8


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("family", FAMILIES)
def test_events_stand_out_from_the_land_and_the_page(family: str, theme: str) -> None:
    for ground in (*TINTS, *PANELS, "halo"):
        assert contrast(tone(family, theme), tone(ground, theme)) >= 3, ground
    assert contrast(tone("glyph", theme), tone(family, theme)) >= 3.8


# ---- can it be told apart ------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_families_can_be_told_apart_by_every_eye(eye: str, theme: str) -> None:
    for one, other in combinations(FAMILIES, 2):
        distance = ciede2000(lab(tone(one, theme), eye), lab(tone(other, theme), eye))
        assert distance >= (28 if eye == "normal" else 20), (one, other)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_administrators_can_be_told_apart_by_every_eye(eye: str, theme: str) -> None:
    for one, other in combinations(ADMINISTRATORS, 2):
        distance = ciede2000(lab(tone(one, theme), eye), lab(tone(other, theme), eye))
        assert distance >= (12 if eye == "normal" else 5), (one, other)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_what_is_unsettled_is_nobodys(eye: str, theme: str) -> None:
    for other in (*ADMINISTRATORS, "land"):
        distance = ciede2000(lab(tone("unsettled", theme), eye), lab(tone(other, theme), eye))
        assert distance >= 4, other


@pytest.mark.parametrize("theme", THEMES)
def test_no_administrator_is_lighter_or_louder_than_another(theme: str) -> None:
    tints = [lab(tone(name, theme)) for name in ADMINISTRATORS]

    lightness = [light for light, _, _ in tints]
    assert max(lightness) - min(lightness) <= 2.1
    assert all(hypot(a, b) < 18 for _, a, b in tints)


ARCHIVES = ("archive-1", "archive-2", "archive-3")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("archive", ARCHIVES)
def test_archives_can_be_seen_and_are_taken_for_no_family(archive: str, theme: str) -> None:
    for ground in (*TINTS, *PANELS, "halo"):
        assert contrast(tone(archive, theme), tone(ground, theme)) >= 3, ground
    for family in FAMILIES:
        assert ciede2000(lab(tone(archive, theme)), lab(tone(family, theme))) >= 18, family


@pytest.mark.parametrize("theme", THEMES)
def test_archives_differ_in_tone_beside_their_shapes(theme: str) -> None:
    for one, other in combinations(ARCHIVES, 2):
        assert ciede2000(lab(tone(one, theme)), lab(tone(other, theme))) >= 25, (one, other)


# ---- what the parts share ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", get_args(EventType))
def test_every_type_has_a_shape_and_two_names(kind: EventType) -> None:
    assert re.fullmatch(r"(?:stroke:)?M[\dMmLlHhVvCcSsAaZz .,-]+", GLYPHS[kind])
    assert TYPE_NAMES[kind][0].isupper()
    assert TYPE_PLURALS[kind].islower()


def test_shapes_and_names_are_all_different_and_none_is_too_many() -> None:
    kinds = set(get_args(EventType))

    for table in (GLYPHS, TYPE_NAMES, TYPE_PLURALS):
        assert set(table) == kinds
        assert len(set(table.values())) == len(kinds)


@pytest.mark.parametrize(
    ("deaths", "step"), [(0, 0), (1, 1), (4, 1), (5, 2), (19, 2), (20, 3), (87_350, 3)]
)
def test_discs_grow_in_four_steps(deaths: int, step: int) -> None:
    assert severity(deaths) == step


def test_every_step_has_its_size_and_its_name() -> None:
    assert SEVERITY_DIAMETERS == (18, 22, 27, 33)
    assert SEVERITY_NAMES == ("none", "1–4", "5–19", "20+")


def test_a_colour_is_six_digits_in_both_themes() -> None:
    for role, both in PALETTE.items():
        assert re.fullmatch(r"#[0-9A-F]{6}", both.light), role
        assert re.fullmatch(r"#[0-9A-F]{6}", both.dark), role


def test_the_page_gets_every_colour_once_for_both_themes() -> None:
    rule = css_variables()

    for role, both in PALETTE.items():
        assert rule.count(f"--km-{role}:light-dark({both.light},{both.dark});") == 1
    assert rule.startswith(":root{")
    assert rule.endswith("}")


def test_the_frame_gets_the_same_colours_and_shapes() -> None:
    style = frame_style()

    assert style["palette"] == {
        theme: {role: tone(role, theme) for role in PALETTE} for theme in THEMES
    }
    assert style["glyphs"] == GLYPHS
    assert style["families"] == list(FAMILIES)
    assert style["diameters"] == [18, 22, 27, 33]


def test_no_stylesheet_asks_for_a_colour_that_the_palette_does_not_have() -> None:
    for path in [*PACKAGE.rglob("*.css"), *PACKAGE.rglob("*.js")]:
        text = path.read_text("utf-8")
        asked = set(re.findall(r"var\(--km-([\w-]+)", text))
        own = set(re.findall(r"--km-([\w-]+)\s*:", text))
        missing = asked - set(PALETTE) - own - {"font", "frame-font"}
        assert not missing, path.name


def test_no_script_draws_in_a_colour_that_the_palette_does_not_have() -> None:
    scripts = [path.read_text("utf-8") for path in (PACKAGE / "map").rglob("*.js")]

    asked = {role for script in scripts for role in re.findall(r'\btone\("([\w-]+)"\)', script)}

    assert asked
    assert asked <= set(PALETTE)
