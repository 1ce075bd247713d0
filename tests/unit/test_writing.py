import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashmir_map.writing import LANGUAGES, folded, local_name, script_of, sound


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Uri", "Latin"),
        ("Pūnch", "Latin"),
        ("اڑی", "Arabic"),
        ("उरी", "Devanagari"),
        ("ਅੰਮ੍ਰਿਤਸਰ", "Gurmukhi"),
        ("列城", "Han"),
        ("གླེ་", "Tibetan"),
        ("Сринагар", ""),
        ("پوائنٹ NJ", ""),
        ("9842", ""),
        ("", ""),
    ],
)
def test_the_script_is_that_of_the_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("سرينغر", "سرینگر"), "سرینگر"),  # Arabic, then Urdu
        (("راولپندی", "راولپنڈی"), "راولپنڈی"),  # Persian has no ڈ
        (("پېښور", "پشاور"), "پشاور"),  # Pashto
        (("ڪراچي",), ""),  # Sindhi alone: rather none
        (("سِری نَگَر",), ""),  # with vowel signs
        (("سیالکوت، پاکستان", "سیالکوٹ"), "سیالکوٹ"),
    ],
)
def test_of_arabic_letters_urdu_is_chosen(names: tuple[str, ...], best: str) -> None:
    assert local_name(names, "Arabic") == best


def test_chinese_is_chosen_in_its_simplified_form_and_short() -> None:
    assert local_name(("拉合爾", "拉合尔"), "Han") == "拉合尔"
    assert local_name(("和田市", "和田"), "Han") == "和田"


def test_sanskrit_forms_are_not_hindi() -> None:
    assert local_name(("श्रीनगरम्", "श्रीनगर"), "Devanagari") == "श्रीनगर"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pūnch", "PUNCH"),
        ("Chakan-da-Bagh", "chakan da bagh"),
        ("كشمير", "کشمیر"),  # Arabic and Urdu keyboards
        ("उड़ी", "उडी"),
        ("K'a-shih", "Ka shih"),
    ],
)
def test_folding_leaves_out_what_only_looks_different(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Teetwal", "Tithwal"),
        ("Chhamb", "Chamb"),
        ("Poonch", "Punch"),
        ("Wagah", "Wahga"),
        ("Rajauri", "Rajaori"),
        ("Gurez", "Guraiz"),
        ("Nowshera", "Naushera"),
        ("Zoji La", "Zojila"),
        ("ٹیٹوال", "تیتوال"),
        ("نَوشہرہ", "نوشہرہ"),
    ],
)
def test_transliterations_sound_the_same(one: str, other: str) -> None:
    assert sound(folded(one)) == sound(folded(other))


@pytest.mark.parametrize(("one", "other"), [("Kel", "Kabul"), ("Uri", "Murree"), ("Leh", "Leepa")])
def test_other_places_do_not(one: str, other: str) -> None:
    assert sound(folded(one)) != sound(folded(other))


@given(st.text())
def test_any_text_can_be_folded_and_folding_twice_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert script_of(text) in {"Latin", "", *(script for _, script in LANGUAGES.values())}
    sound(once)
