from typing import NamedTuple

import pytest

from kashmir_map.confidence import rated
from kashmir_map.vocabulary import Confidence, Kind


class Page(NamedTuple):
    publisher: str
    publisher_country: str
    agency: str = ""
    kind: Kind = "newspaper"


DAWN = Page("Dawn", "PK")
HINDU = Page("The Hindu", "IN")
EXPRESS = Page("The Indian Express", "IN")
WIKIPEDIA = Page("Wikipedia", "US", kind="encyclopedia")
DAWN_AFP = Page("Dawn", "PK", "AFP")
HINDU_AFP = Page("The Hindu", "IN", "AFP")
GULF_PTI = Page("Gulf News", "AE", "PTI")
STAR_REUTERS = Page("The Daily Star", "BD", "Reuters")
NOWHERE = Page("Somebody", "")


@pytest.mark.parametrize(
    ("compared", "confidence"),
    [
        ((), "low"),
        ((WIKIPEDIA,), "low"),
        ((WIKIPEDIA, Page("A Blog", "IN", kind="blog")), "low"),
        ((DAWN,), "medium"),
        ((DAWN, WIKIPEDIA), "medium"),
        ((HINDU, EXPRESS), "medium"),  # one side of the dispute
        ((DAWN_AFP, HINDU_AFP), "medium"),  # one text in two papers
        ((DAWN, DAWN), "medium"),
        ((DAWN, NOWHERE), "medium"),  # nobody knows whose it is
        ((HINDU, GULF_PTI), "medium"),  # an Indian text, wherever it is printed
        ((HINDU, Page("Somebody", "GB", "An Agency")), "medium"),  # nobody knows the agency's seat
        ((DAWN, HINDU), "high"),
        ((HINDU, STAR_REUTERS), "high"),
        ((DAWN_AFP, HINDU), "high"),
        ((HINDU, EXPRESS, Page("BBC", "GB", kind="broadcaster")), "high"),
    ],
)
def test_confidence_follows_from_what_was_compared(
    compared: tuple[Page, ...], confidence: Confidence
) -> None:
    assert rated(compared) == confidence
