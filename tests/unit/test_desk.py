"""The desk of imports, and who may name a path on it."""

import gc
import io
from pathlib import Path

import pytest

from kashmir_map.ui.desk import Draft, file_name
from kashmir_map.ui.locality import is_own


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("GEDEvent_v25_1.csv", "GEDEvent_v25_1.csv"),
        ("../../etc/pass wd.csv", "pass wd.csv"),
        (r"..\folder\my.csv", "my.csv"),
        ("a<b>|\x00\n.csv", "a_b____.csv"),
        ("..", "file"),
        ("", "file"),
        ("واقعات.csv", "واقعات.csv"),
    ],
)
def test_of_an_uploads_name_only_the_harmless_last_part_is_taken(name: str, kept: str) -> None:
    assert file_name(name) == kept


def test_a_long_name_is_cut_before_its_ending() -> None:
    assert file_name("ü" * 500 + ".geojson") == "ü" * 53 + ".geojson"


def test_an_upload_lies_in_a_folder_of_its_own_that_goes_with_it() -> None:
    draft = Draft.of_upload("../a.csv", io.BytesIO(b"content"))
    path = draft.path

    assert path.name == "a.csv"
    assert path.read_bytes() == b"content"
    assert draft.uploaded
    del draft
    gc.collect()
    assert not path.parent.exists()


def test_what_was_made_is_made_again_for_another_key_only() -> None:
    draft = Draft(Path("a.csv"))
    made: list[int] = []

    for key in (1, 1, 2):
        draft.once("number", key, lambda: made.append(0))

    assert len(made) == 2


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("localhost", {}),
        ("127.0.0.1", {"Host": "localhost:8501"}),
        ("::1", {"host": "[::1]:8501"}),
    ],
)
def test_an_app_on_this_computer_is_the_readers_own(address: str, headers: dict[str, str]) -> None:
    assert is_own(address, headers)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("", {"Host": "localhost:8501"}),
        ("0.0.0.0", {"Host": "localhost:8501"}),  # noqa: S104
        ("localhost", {"Host": "map.example.org"}),
        ("localhost", {"Host": "localhost", "X-Forwarded-For": "192.0.2.1"}),
        ("localhost", {"host": "localhost", "forwarded": "for=192.0.2.1"}),
    ],
)
def test_an_app_that_others_may_read_is_not(address: str, headers: dict[str, str]) -> None:
    assert not is_own(address, headers)
