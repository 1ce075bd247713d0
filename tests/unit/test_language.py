import pytest

from kashmir_map.language import loaded_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pakistan-occupied Kashmir", ["Pakistan-occupied"]),
        ("Pakistan-Occupied Kashmir", ["Pakistan-Occupied"]),
        ("the occupied valley", ["occupied"]),
        ("OCCUPIED", ["OCCUPIED"]),
        ("The ridge was unoccupied; people were preoccupied.", []),
        ("a so-called court; a so called court", ["so-called", "so called"]),
        ("So‑called", ["So‑called"]),  # noqa: RUF001 - with a hyphen that does not break
        ("Terrorists attacked a bus. A terrorist fled.", ["Terrorists", "terrorist"]),
        ("counter-terrorist force, Anti-Terrorist Squad", ["terrorist"]),
        ("the 1931 martyrs' graveyard", ["martyrs"]),
        ("It is kept as Martyrs' Day. Martyrs’ Day is a holiday.", []),
        ("He died a martyr. Martyrdom followed.", ["martyr", "Martyrdom"]),
        ("India said it hit 'terrorist infrastructure' there", []),
        ("India said it hit ‘terrorist infrastructure’ there", []),
        ("India said it hit “terrorist infrastructure” there", []),
        ('India said it hit "terrorist infrastructure" there', []),
        ("the rebels' terrorist camps' guards", ["terrorist"]),
        ("India's terrorist list isn't Pakistan's", ["terrorist"]),
        ("India said 'it's a terrorist camp' and hit it", []),
        ("India said ‘it’s a terrorist camp’ and hit it", []),
        ("'attack' by terrorists near 'camp'", ["terrorists"]),
        ("terrorism, occupation, counter-terrorism", []),
        ("", []),
    ],
)
def test_words_of_one_side_belong_in_quotation_marks_or_names(text: str, words: list[str]) -> None:
    assert loaded_words(text) == words
