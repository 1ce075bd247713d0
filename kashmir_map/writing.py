"""How names are written: the script of a name, and forms of it that differ less than spellings."""

import re
import unicodedata
from typing import Final, Literal

Script = Literal["Latin", "Arabic", "Devanagari", "Gurmukhi", "Han", "Tibetan", ""]

# Blocks of letters by script: first and last code point.
_BLOCKS: Final[tuple[tuple[int, int, Script], ...]] = (
    (0x0041, 0x024F, "Latin"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x3400, 0x4DBF, "Han"),
    (0x4E00, 0x9FFF, "Han"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFF, "Arabic"),
)

LANGUAGES: Final[dict[str, tuple[str, Script]]] = {
    "ur": ("Urdu", "Arabic"),
    "hi": ("Hindi", "Devanagari"),
    "pa": ("Punjabi in Gurmukhi", "Gurmukhi"),
    "pnb": ("Punjabi in Shahmukhi", "Arabic"),
    "zh": ("Chinese", "Han"),
    "bo": ("Tibetan", "Tibetan"),
}
"""Code of a language (ISO 639) → its name and the script it is written in here."""

# Letters that Urdu does not use: of Arabic, Pashto, Sindhi, Uyghur, Kurdish and Kashmiri.
_NOT_URDU: Final = frozenset("كيىةأإټډړږښګڼېۍځڅڄڃڇڊڌڏڙڪڦڳڱڻٿٺٽڀٻڍۇۆۋەێۈڭٲۄۂ")
_URDU: Final = frozenset("ڑٹڈےںہھ")
_URDU_OR_PERSIAN: Final = frozenset("گپچکی")
_OLD_FORMS: Final = frozenset("爾蘭達則納賈萊鎮羅馬烏薩倫縣爲國東開關喚訥謨裏")

_DROPPED: Final = frozenset("\u0640\u093c\u0a3c\u200c\u200d")  # stretching, dots below, joiners
_SAME_LETTER: Final = str.maketrans("كيىةأإآٱۀەھہێ", "کییهااااههههی", "\u0654\u0655\u0670\u0653")
_SAME_SOUND: Final = str.maketrans("ٹڈڑںےीूँੀੂ", "تدرنیिुंਿੁ", "هّ")
_SPELLINGS: Final = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"(?<=.)h", ""),
        (r"ee|ea|ie|ey|(?<=.)y", "i"),
        (r"oo|ou", "u"),
        (r"ai|ei", "e"),
        (r"au|ao|av(?=[^aeiou])|ov(?=[^aeiou])", "o"),
        (r"(.)\1+", r"\1"),
    )
)


def script_of(text: str) -> Script:
    """
    Script of a name, by the Unicode blocks of its letters.

    Parameters
    ----------
    text
        A name; marks, digits, spaces and punctuation do not count.

    Returns
    -------
    Script
        Empty if it has no letter, mixes scripts, or is in a script that is not told apart here.
    """
    found = {_block(character) for character in text if character.isalpha()}
    return found.pop() if len(found) == 1 else ""


def local_name(names: tuple[str, ...], script: Script) -> str:
    """
    The best name of a place in one script, among names without a language tag.

    In Arabic script Urdu spellings come first; names with letters that Urdu lacks are left out.
    Chinese is taken in its simplified form where that is there.

    Parameters
    ----------
    names
        Names in any script; of equal ones the first is taken.
    script
        Script that is wanted.

    Returns
    -------
    str
        Empty if no name fits.
    """
    fitting = [name for name in names if script_of(name) == script and not _is_odd(name)]
    if script == "Arabic":
        fitting = [name for name in fitting if not _NOT_URDU.intersection(name)]
    return max(fitting, key=_fitness, default="")


def _is_odd(name: str) -> bool:
    """Tell a name with a remark, a vowel sign of Arabic, or a Sanskrit ending."""
    if any(mark in name for mark in ",،(;") or name.endswith(("\u094d", "\u0903")):
        return True
    return any(unicodedata.category(c) == "Mn" and "\u0600" <= c <= "\u06ff" for c in name)


def _fitness(name: str) -> tuple[int, int]:
    """Greater is better: letters that tell the language, then brevity for Chinese."""
    if script_of(name) == "Han":
        return -len(_OLD_FORMS.intersection(name)), -len(name)
    if _URDU.intersection(name):
        return 2, 0
    return int(bool(_URDU_OR_PERSIAN.intersection(name)) and "\u0647" not in name), 0


def capitalised(words: str) -> str:
    """Words with a capital at their beginning, the others as they are."""
    return words[:1].upper() + words[1:]


def folded(text: str) -> str:
    """
    A name without what spellings of one name differ in first.

    Case, accents, hyphens and other punctuation go, and so do the variants of letters that Arabic,
    Persian and Urdu keyboards write; words stay apart by one space.
    """
    letters = []
    for character in unicodedata.normalize("NFKD", text).casefold().translate(_SAME_LETTER):
        category = unicodedata.category(character)
        if character in _DROPPED or character in "'’`":
            continue
        if category == "Mn":
            # Vowel signs of Indian and Tibetan scripts are part of the word, accents are not.
            if "\u0900" <= character <= "\u0fff":
                letters.append(character)
        elif category[0] in "LMN":
            letters.append(character)
        else:
            letters.append(" ")
    return " ".join("".join(letters).split())


def sound(text: str) -> str:
    """
    A folded name as it roughly sounds, without spaces: Teetwal and Tithwal are one.

    Parameters
    ----------
    text
        A name that `folded` has made.
    """
    key = text.replace(" ", "").translate(_SAME_SOUND)
    for pattern, spelling in _SPELLINGS:
        key = pattern.sub(spelling, key)
    return key


def _block(character: str) -> Script:
    point = ord(character)
    return next((script for first, last, script in _BLOCKS if first <= point <= last), "")
