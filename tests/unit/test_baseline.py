from pathlib import Path

import pytest

from kashmir_map.baseline import BASELINE_FILE, above, below, lower_baseline, read_baseline
from kashmir_map.errors import CatalogError


def test_a_folder_without_a_baseline_knows_no_warning(tmp_path: Path) -> None:
    assert read_baseline(tmp_path) == {}
    assert above({"long-titles": 1, "one-origin": 0}, {}) == ["long-titles"]


def test_counts_stand_above_at_or_below() -> None:
    baseline = {"long-titles": 3, "one-origin": 3, "near-duplicates": 3}
    counts = {"long-titles": 4, "one-origin": 3, "near-duplicates": 2}
    assert above(counts, baseline) == ["long-titles"]
    assert below(counts, baseline) == ["near-duplicates"]


def test_the_baseline_goes_down_and_takes_what_is_new(tmp_path: Path) -> None:
    lower_baseline(tmp_path, {"one-origin": 3, "gone": 1})
    lower_baseline(tmp_path, {"one-origin": 2, "long-titles": 5})
    assert (tmp_path / BASELINE_FILE).read_bytes() == (
        b'{\n  "long-titles": 5,\n  "one-origin": 2\n}\n'
    )
    assert read_baseline(tmp_path) == {"long-titles": 5, "one-origin": 2}


def test_the_baseline_never_goes_up(tmp_path: Path) -> None:
    lower_baseline(tmp_path, {"one-origin": 3, "long-titles": 3})
    before = (tmp_path / BASELINE_FILE).read_bytes()
    with pytest.raises(ValueError, match=r"^The baseline is only lowered: one-origin has risen\.$"):
        lower_baseline(tmp_path, {"one-origin": 4, "long-titles": 1})
    assert (tmp_path / BASELINE_FILE).read_bytes() == before


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": -1}', '{"a": true}', '{"a": "1"}', "3"])
def test_a_baseline_that_cannot_be_read_is_a_problem(tmp_path: Path, content: str) -> None:
    (tmp_path / BASELINE_FILE).write_text(content)
    with pytest.raises(CatalogError, match=r"warnings\.json: is no list of counts – restore it"):
        read_baseline(tmp_path)
