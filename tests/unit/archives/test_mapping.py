"""The table of what an archive's codes become, as readers see it."""

from kashmir_map.archives.layout import DATE_PRECISIONS, LOCATION_PRECISIONS, TYPES
from kashmir_map.archives.mapping import (
    ACLED_DATES,
    ACLED_PLACES,
    ACLED_TYPES,
    UCDP_DATES,
    UCDP_PLACES,
    UCDP_TYPES,
    meanings,
)


def test_every_code_is_in_the_table_with_a_word_of_ours() -> None:
    ucdp, acled = meanings("ucdp"), meanings("acled")

    assert len(ucdp) == len(UCDP_TYPES) + len(UCDP_PLACES) + len(UCDP_DATES)
    exceptions = sum(len(others) for _, others in ACLED_TYPES.values())
    assert len(acled) == len(ACLED_TYPES) + exceptions + len(ACLED_PLACES) + len(ACLED_DATES)
    assert {one.ours for one in (*ucdp, *acled)} <= {
        *TYPES,
        *LOCATION_PRECISIONS,
        *DATE_PRECISIONS,
    }
    assert ("where_prec", "2", "within about 25 km of a named place", "district") in ucdp
    assert ("event_type", "riots", "mob violence", "attack") in acled
    assert ("event_type", "riots", "every other sub-event", "protest") in acled


def test_a_table_has_no_codes() -> None:
    assert meanings("table") == []
