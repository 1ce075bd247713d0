"""The record's own voice: words that take sides belong to their speakers, in quotation marks."""

from __future__ import annotations

import re

_LOADED_WORDS = re.compile(
    r"(?<!\w)(?:(?P<always>(?:\w+[-\u2011])?occupied|so[-\u2011 ]called)"
    r"|(?P<unless_name>terrorists?|martyr(?:s|ed|dom)?))(?!\w)",
    re.IGNORECASE,
)
# An apostrophe opens nothing (a letter stands before it) and closes nothing before a letter.
_QUOTATION = re.compile(
    r"“[^”]*”|\"[^\"]*\"|‘[^‘]*?’(?!\w)|(?<!\w)'(?=\S)[^']*(?:'\w[^']*)*'(?!\w)"
)
WEIGHTED_WORDS: dict[str, str] = {
    r"massacres?": "judges a killing; we call all killings killings",
    r"barbaric|heinous|cowardly|dastardly|brutal(?:ly)?": "judges instead of telling",
    r"heroic(?:ally)?|brave(?:ly)?|gallant(?:ly)?": "praises one side",
    r"regimes?|puppets?": "denies that a government is one",
    r"infiltrators?|raiders?|invaders?|jihadis?|ultras?": "is one side’s name for the other",
    r"pounded|neutrali[sz]ed|liquidated": "dresses up killing or destruction",
    r"(?-i:PoK|POK|PoJK|IIOJK|IIOK|IOK|IOJK|IHK)": "is one side’s name for a territory",
}
"""Words that weigh, as regular expressions, with what is wrong with them in our own voice."""

_WEIGHTED_WORDS = re.compile(
    "|".join(rf"(?P<w{number}>\b(?:{words})\b)" for number, words in enumerate(WEIGHTED_WORDS)),
    re.IGNORECASE,
)
_REASONS = tuple(WEIGHTED_WORDS.values())
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\"“‘'(]*$")
_CAPITAL_NEXT = re.compile(r"(?:[’']s?)?[-\u2011 ][A-Z]")


def loaded_words(text: str) -> list[str]:
    """
    Words in a text that take sides, outside quotation marks and names.

    A capital within a sentence, or on each of two words, makes a name ("Martyrs' Day"); but no
    name of a territory makes "occupied" neutral.
    """
    bare = _unquoted(text)
    found = []
    for match in _LOADED_WORDS.finditer(bare):
        capital = match["unless_name"] and match[0][0].isupper()
        starts = _SENTENCE_START.search(bare[: match.start()])
        if capital and (not starts or _CAPITAL_NEXT.match(bare, match.end())):
            continue
        found.append(match[0])
    return found


def weighted_words(text: str) -> list[tuple[str, str]]:
    """Words in a text that may weigh for a side, outside quotation marks, each with the reason."""
    return [
        (match[0], _REASONS[int((match.lastgroup or "w0")[1:])])
        for match in _WEIGHTED_WORDS.finditer(_unquoted(text))
    ]


def _unquoted(text: str) -> str:
    # Blanks keep the positions, and keep what stands before a quotation from joining what follows.
    return _QUOTATION.sub(lambda quotation: " " * len(quotation[0]), text)
