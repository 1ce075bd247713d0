import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import streamlit

from kashmir_map.map.assets import FIELD_SCRIPTS, Assets, write_assets
from kashmir_map.map.base import OPENING_BOUNDS, REACH, build_map
from kashmir_map.map.layers import GEOMETRY, base_layers, fine_layers, relief_picture
from kashmir_map.map.style import PALETTE

FRONTEND = Path(__file__).parents[2] / "kashmir_map" / "map" / "frontend"
GEOGRAPHY = Path(__file__).parents[2] / "data" / "geo"


def written(folder: Path, **changes: Any) -> Assets:  # noqa: ANN401 (contents of any kind)
    folder.mkdir(exist_ok=True)
    contents: dict[str, Any] = {
        "events": {"id": ["a"]},
        "words": {"title": ["</script><b>‘Kaschmir’"]},
        "coverage": {"event": [0]},
        "base": {"units": []},
        "fine": {"units": [1]},
        "districts": {"features": []},
        "relief": b"a picture",
    }
    return write_assets(folder, **{**contents, **changes})


def files(assets: Assets) -> list[str]:
    names = [assets.script, assets.events, assets.words, assets.coverage, assets.base]
    return [*names, assets.fine, assets.districts, assets.relief, assets.field]


def test_the_folder_holds_what_is_named_and_nothing_else(tmp_path: Path) -> None:
    assets = written(tmp_path)

    assert assets.folder == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files(assets))


def test_a_name_says_what_is_in_it_and_changes_with_it(tmp_path: Path) -> None:
    first, again, other = (
        written(tmp_path / "a"),
        written(tmp_path / "b"),
        written(tmp_path / "c", events={"id": ["b"]}),
    )

    # streamlit-folium does not see a change behind an underscore: names have none.
    assert all(
        re.fullmatch(r"[a-z]+-[0-9a-f]{12}\.(?:js|json|webp)", name) for name in files(first)
    )
    assert files(first) == files(again)
    assert first.events != other.events
    assert first.script != other.script  # it names the event file
    assert first.words == other.words


def test_writing_again_leaves_what_is_there(tmp_path: Path) -> None:
    assets = written(tmp_path)
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    assert written(tmp_path) == assets
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == stamps


def test_data_files_carry_their_content_unchanged(tmp_path: Path) -> None:
    assets = written(tmp_path)

    text = (tmp_path / assets.words).read_text("utf-8")
    assert json.loads(text) == {"title": ["</script><b>‘Kaschmir’"]}
    assert "<" not in text
    assert "‘" in text


def test_the_script_holds_every_file_of_ours_and_the_names_of_the_data(tmp_path: Path) -> None:
    assets = written(tmp_path)
    script = (tmp_path / assets.script).read_text("utf-8")

    for path in FRONTEND.glob("*.js"):
        # What archives are drawn with also runs in workers: a file of its own.
        apart = path.stem in FIELD_SCRIPTS
        held = (tmp_path / assets.field).read_text("utf-8") if apart else script
        assert path.read_text("utf-8") in held, path.name
    line = script.splitlines()[0]
    known = json.loads(line.removeprefix("window.kashmirMapFiles = ").removesuffix(";"))
    assert {kind: known[kind] for kind in ("events", "words", "coverage", "base", "field")} == {
        "events": assets.events,
        "words": assets.words,
        "coverage": assets.coverage,
        "base": assets.base,
        "field": assets.field,
    }
    assert known["style"]["palette"]["dark"]["violence"] == PALETTE["violence"].dark
    assert known["reach"] == [list(corner) for corner in REACH]


def test_the_frame_has_leaflet_its_styles_and_a_font_that_streamlit_has(tmp_path: Path) -> None:
    assets = written(tmp_path)
    script = (tmp_path / assets.script).read_text("utf-8")

    # The frame comes first: the data is under way while Leaflet is read.
    assert 0 < script.index("var kashmirMap = ") < script.index("Leaflet 1.9")
    assert ".leaflet-container" in script
    fonts = re.findall(r"\.\./\.\./static/media/([\w.-]+\.woff2)", script)
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    assert len(set(fonts)) == 2
    assert all((media / font).is_file() for font in fonts)


# ---- the map -------------------------------------------------------------------------------------


def page(channel: str = "kashmir-map-0f") -> str:
    text: str = build_map("../files/map-1a.js", channel).get_root().render()
    return text


def test_the_map_fetches_nothing_from_elsewhere() -> None:
    html = page()

    assert "http://" not in html
    assert "https://" not in html
    assert re.findall(r'src="([^"]+)"', html) == ["../files/map-1a.js"]


def test_the_maps_script_is_the_same_for_every_reader_and_every_run() -> None:
    # streamlit-folium hashes the script without what follows underscores.
    assert re.sub(r"_[a-z0-9]+", "", page()) == re.sub(r"_[a-z0-9]+", "", page())
    assert "kashmir-map-0f" in re.sub(r"_[a-z0-9]+", "", page())


def test_a_channels_name_cannot_become_a_script() -> None:
    html = page('"</script><script>alert(1)</script>')

    assert "alert(1)</script>" not in html


def test_the_map_opens_on_kashmir_within_its_reach() -> None:
    (south, west), (north, east) = OPENING_BOUNDS
    (low, left), (high, right) = REACH

    for latitude, longitude in ((34.08, 74.8), (35.92, 74.31), (34.15, 77.58), (31.55, 74.34)):
        assert south < latitude < north
        assert west < longitude < east
    assert low < south < north < high
    assert left < west < east < right


# ---- the base ------------------------------------------------------------------------------------


def test_the_base_has_every_layer_that_the_frame_draws() -> None:
    coarse, fine = base_layers(GEOGRAPHY), fine_layers(GEOGRAPHY)

    asked = set(re.findall(r"\bfile\.(\w+)", (FRONTEND / "base.js").read_text("utf-8")))
    assert asked <= {*coarse, "epochs"}
    for layers in (coarse, fine):
        for name in GEOMETRY:
            assert layers[name]["type"] == "FeatureCollection"
            assert layers[name]["features"]


def test_relief_lies_between_its_corners() -> None:
    (south, west), (north, east) = base_layers(GEOGRAPHY)["relief"]

    assert (south, west) < (33, 73)
    assert (north, east) > (36, 79)
    assert relief_picture(GEOGRAPHY).startswith(b"RIFF")


def test_names_know_how_they_are_written_where_they_stand() -> None:
    layers = base_layers(GEOGRAPHY)
    labels = {f["properties"]["text"].replace("\n", " "): f for f in layers["labels"]["features"]}
    places = {f["properties"]["name"]: f for f in layers["places"]["features"]}

    assert ("ur", "سرینگر") in places["Srinagar"]["properties"]["local"]
    assert dict(labels["LADAKH"]["properties"]["local"])["hi"].startswith("लद्दा")
    assert "zh" in dict(labels["AKSAI CHIN"]["properties"]["local"])
    assert set(layers["languages"]) == {"ur", "hi", "pa", "pnb", "zh", "bo"}


def test_what_is_sent_for_the_first_paint_is_small() -> None:
    sent = json.dumps(base_layers(GEOGRAPHY), ensure_ascii=False, separators=(",", ":"))
    size = len(gzip.compress(sent.encode(), 9)) + len(relief_picture(GEOGRAPHY))

    assert size < 350_000


@pytest.fixture
def geography(tmp_path: Path) -> Path:
    """A copy of the geography to break."""
    return Path(shutil.copytree(GEOGRAPHY, tmp_path / "geo"))


def test_a_missing_layer_is_named(geography: Path) -> None:
    (geography / "coarse" / "units.geojson").unlink()

    with pytest.raises(FileNotFoundError, match=r"units\.geojson"):
        base_layers(geography)


@pytest.mark.parametrize("content", ["{}", '{"type": "Feature"}', "not json"])
def test_a_broken_layer_is_refused(content: str, geography: Path) -> None:
    (geography / "coarse" / "units.geojson").write_text(content, "utf-8")

    with pytest.raises(ValueError, match=r"units\.geojson|Expecting"):
        base_layers(geography)
