from pathlib import Path

import pytest

from kashmir_map.catalog import DATA_DIR
from kashmir_map.errors import CatalogError
from kashmir_map.map.backgrounds import load_backgrounds

GOOD = """- id: relief
  title: Relief
  url: https://tiles.example.org/{z}/{y}/{x}.png
  attribution: Example
  host: Example
  max_zoom: 12
  draws_borders: false
"""


def refusal(folder: Path, text: str) -> str:
    (folder / "backgrounds.yaml").write_text(text)
    with pytest.raises(CatalogError) as refused:
        load_backgrounds(folder)
    return str(refused.value)


def test_the_projects_own_backgrounds_draw_no_borders_and_name_their_makers() -> None:
    backgrounds = load_backgrounds(DATA_DIR)

    assert {one.id for one in backgrounds} == {"relief", "imagery"}
    assert not any(one.draws_borders for one in backgrounds)
    assert all(
        one.attribution and one.host and one.url.startswith("https://") for one in backgrounds
    )


def test_without_the_file_there_is_none(tmp_path: Path) -> None:
    assert load_backgrounds(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{z}", "8", "lacks {z}"),
        ("https://", "javascript:", "is not a web address"),
        ("draws_borders: false", "draws_borders: maybe", "is neither true nor false"),
        ("  host: Example\n", "", "is missing"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    told = refusal(tmp_path, GOOD.replace(old, new))

    assert told.startswith("backgrounds.yaml:1.")
    assert message in told


def test_two_layers_have_two_ids(tmp_path: Path) -> None:
    assert "names two layers" in refusal(tmp_path, GOOD + GOOD)
