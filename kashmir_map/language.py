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
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\"“‘'(]*$")
_CAPITAL_NEXT = re.compile(r"(?:[’']s?)?[-\u2011 ][A-Z]")


def loaded_words(text: str) -> list[str]:
    """
    Words in a text that take sides, outside quotation marks and names.

    A capital within a sentence, or on each of two words, makes a name ("Martyrs' Day"); but no
    name of a territory makes "occupied" neutral.
    """
    # Blanks keep the positions, and keep what stands before a quotation from joining what follows.
    bare = _QUOTATION.sub(lambda quotation: " " * len(quotation[0]), text)
    found = []
    for match in _LOADED_WORDS.finditer(bare):
        capital = match["unless_name"] and match[0][0].isupper()
        starts = _SENTENCE_START.search(bare[: match.start()])
        if capital and (not starts or _CAPITAL_NEXT.match(bare, match.end())):
            continue
        found.append(match[0])
    return found
