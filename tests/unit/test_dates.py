import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kashmir_map.dates import (
    DAY,
    Moment,
    Window,
    day_words,
    interval,
    iso_prefix,
    when_words,
    window_words,
)

# Text, first wall minute, first wall minute after it. Counted by hand from known day numbers
# (1970-01-01 is day 0), not by the code under test.
GOLDEN = [
    ("1846", -45290 * DAY, -44925 * DAY),
    ("1846-03-16", -45216 * DAY, -45215 * DAY),
    ("1900-02", -25536 * DAY, -25508 * DAY),  # 28 days: 1900 is no leap year
    ("1900-02-28", -25509 * DAY, -25508 * DAY),
    ("1904", -24107 * DAY, -23741 * DAY),
    ("1947", -8401 * DAY, -8036 * DAY),
    ("1947-08-15", -8175 * DAY, -8174 * DAY),
    ("1947-10-26", -8103 * DAY, -8102 * DAY),
    ("1949-01-01", -7670 * DAY, -7669 * DAY),
    ("1965-09-23T03:30+05:30", -1561 * DAY + 210, -1561 * DAY + 211),
    ("1969-12-31", -DAY, 0),
    ("1969-12-31T23:59", -1, 0),
    ("1970-01-01", 0, DAY),
    ("1970-01-01T00", 0, 60),
    ("1971-12", 699 * DAY, 730 * DAY),
    ("1999-12-31", 10956 * DAY, 10957 * DAY),
    ("2000", 10957 * DAY, 11323 * DAY),  # 366 days
    ("2000-02", 10988 * DAY, 11017 * DAY),
    ("2000-02-29", 11016 * DAY, 11017 * DAY),
    ("2004-11-30", 12752 * DAY, 12753 * DAY),
    ("2025-05", 20209 * DAY, 20240 * DAY),
    ("2025-05-07T01:05+05:30", 20215 * DAY + 65, 20215 * DAY + 66),
    ("2025-05-07T05", 20215 * DAY + 300, 20215 * DAY + 360),
    ("2026-06-30", 20634 * DAY, 20635 * DAY),
    ("2026-12-31T23:59-11:00", 20819 * DAY - 1, 20819 * DAY),
]


@pytest.mark.parametrize(("text", "start", "end"), GOLDEN)
def test_a_date_is_an_interval_of_wall_minutes(text: str, start: int, end: int) -> None:
    moment = Moment.parse(text)
    assert (moment.start, moment.end) == (start, end)
    assert iso_prefix(start, end) == text.removesuffix("+05:30").removesuffix("-11:00")


def test_offsets_are_kept_and_never_counted_with() -> None:
    india, pakistan = Moment.parse("2025-05-07T01:05+05:30"), Moment.parse("2025-05-07T01:05+05:00")
    assert (india.start, india.offset) == (pakistan.start, 330)
    assert pakistan.offset == 300
    assert Moment.parse("2025-05-07T01:05-03:30").offset == -210
    assert Moment.parse("2025-05-07").offset is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "25",
        "20250507",
        "2025-5-7",
        "2025-13",
        "2025-00-01",
        "2025-02-29",
        "1900-02-29",
        "2025-05-07T24:00",
        "2025-05-07T05:60",
        "2025-05-07 05:30",
        "2025-05-07T05:30:00",
        "2025-05-07T05:30Z",
        "2025-05-07T05:30+5:30",
        "2025-05-07T05:30+05:99",
        "2025-05-07T05:30+15:00",
        "2025-05-07+05:30",
        "2025-05-07\n",
        " 2025",
        "0000",
        "9999",
        "-2025",
        "٢٠٢٥",
        "２０２５",  # noqa: RUF001 - full-width digits are digits to Python
        "2025-05-07T05:30+05:30 ",
        "1e3",
    ],
)
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(is not|has|leaves)"):
        Moment.parse(text)


def test_every_day_since_1947_survives_a_round_trip_and_follows_its_neighbour() -> None:
    day, end = date(1947, 1, 1), date.today()
    expected = Moment.parse("1947-01-01").start
    days = 0
    while day <= end:
        text = day.isoformat()
        moment = Moment.parse(text)
        assert moment.start == expected, text
        assert moment.end == expected + DAY, text
        assert iso_prefix(moment.start, moment.end) == text
        assert Window(moment.start, moment.end).to_query()[0].startswith(text[:4])
        assert day_words(moment.start, weekday=True) == f"{day:%A} {day.day} {day:%B} {day.year}"
        day, expected, days = day + timedelta(days=1), expected + DAY, days + 1
    assert days > 28_000


_PRINT_GOLDEN = """
from kashmir_map.dates import Moment, Window, when_words, window_words
for text in {texts!r}:
    m = Moment.parse(text)
    print(text, m.start, m.end, when_words(text), window_words(m.start, m.end))
print(Window.from_query("1947", "2026-03-29T02").to_query())
"""


def test_the_machines_time_zone_changes_nothing() -> None:
    script = _PRINT_GOLDEN.format(texts=[text for text, _, _ in GOLDEN])
    printed = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "TZ": zone, "PYTHONIOENCODING": "utf-8"},
            check=True,
            capture_output=True,
        ).stdout
        for zone in ("UTC", "Asia/Kolkata", "America/New_York", "Pacific/Apia")
    ]
    assert printed[0].count(b"\n") == len(GOLDEN) + 1
    assert all(output == printed[0] for output in printed)


def test_an_event_runs_to_the_ending_of_its_end() -> None:
    day = 20215 * DAY
    assert interval("2025-05-07") == (day, day + DAY)
    assert interval("2025-05-07T01:05+05:30", "2025-05-07T01:30+05:30") == (day + 65, day + 91)
    assert interval("2025-05-07", "2025-05-10") == (day, day + 4 * DAY)
    assert interval("2025-05-07", "2025-05") == (day, 20240 * DAY)
    with pytest.raises(ValueError, match="lies before the start"):
        interval("2025-05-07", "2025-05-06")


@pytest.mark.parametrize(
    ("text_from", "text_to", "words"),
    [
        ("1947", "1972", "1947 – 1972"),
        ("1947-01-01", "1972-12-31", "1947 – 1972"),
        ("2025", "2025", "2025"),
        ("2025-05", "2025-05", "May 2025"),
        ("2025-05-01", "2025-05-31", "May 2025"),
        ("2025-04", "2025-05", "April – May 2025"),
        ("2024-12", "2025-01", "December 2024 – January 2025"),
        ("2025", "2025-05", "January – May 2025"),
        ("2025-05-07", "2025-05-07", "7 May 2025"),
        ("2025-05-07", "2025-05-10", "7 – 10 May 2025"),
        ("2025-04-22", "2025-05-10", "22 April – 10 May 2025"),
        ("2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025"),
        ("2000-02-28", "2000-02-29", "28 – 29 February 2000"),
        ("2025-05-07T05", "2025-05-07T08", "7 May 2025, 05:00 – 09:00"),
        ("2025-05-07T05:30", "2025-05-07T05:44", "7 May 2025, 05:30 – 05:45"),
        ("2025-05-07T05", "2025-05-07", "7 May 2025, 05:00 – 24:00"),
        ("2025-05-07T22", "2025-05-08T01", "7 May 2025, 22:00 – 8 May 2025, 02:00"),
        ("2025-05-07", "2025-05-08T01", "7 May 2025, 00:00 – 8 May 2025, 02:00"),
    ],
)
def test_a_window_in_words(text_from: str, text_to: str, words: str) -> None:
    window = Window.from_query(text_from, text_to)
    assert window_words(window.start, window.end) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-05-07", "", "Wednesday 7 May 2025"),
        ("2025-05-07", "2025-05-07", "Wednesday 7 May 2025"),
        ("1846-03-16", "", "Monday 16 March 1846"),
        ("2025-05-07", "2025-05-10", "7 – 10 May 2025"),
        ("2025-05", "", "May 2025 (day not known)"),
        ("1947-08", "1947-10", "August – October 1947 (days not known)"),
        ("1947", "", "1947 (month not known)"),
        ("1947", "1948", "1947 – 1948 (months not known)"),
        ("1999-05-05", "1999-07", "5 May 1999 – July 1999 (last day not known)"),
        (
            "2025-05-07T01:05+05:30",
            "2025-05-07T01:30+05:30",
            "Wednesday 7 May 2025, 01:05–01:30 IST (00:35–01:00 in Pakistan)",
        ),
        (
            "2025-05-07T01:05+05:00",
            "",
            "Wednesday 7 May 2025, 01:05 PKT (01:35 in India)",
        ),
        (
            "2025-05-07T00:10+05:30",
            "",
            "Wednesday 7 May 2025, 00:10 IST (6 May, 23:40 in Pakistan)",
        ),
        (
            "2025-05-07T00:10+05:30",
            "2025-05-07T00:20+05:30",
            "Wednesday 7 May 2025, 00:10–00:20 IST (6 May, 23:40–23:50 in Pakistan)",
        ),
        (
            "2025-05-07T00:10+05:30",
            "2025-05-07T00:40+05:30",
            "Wednesday 7 May 2025, 00:10–00:40 IST (6 May, 23:40 – 7 May, 00:10 in Pakistan)",
        ),
        (
            "2025-05-07T22:00+05:30",
            "2025-05-08T02:00+05:30",
            (
                "Wednesday 7 May 2025, 22:00 – Thursday 8 May 2025, 02:00 IST "
                "(7 May, 21:30 – 8 May, 01:30 in Pakistan)"
            ),
        ),
        (
            "2025-05-07T22:00+05:30",
            "2025-05-09",
            "Wednesday 7 May 2025, 22:00 IST (21:30 in Pakistan) – 9 May 2025",
        ),
        ("2025-05-07T05+05:00", "", "Wednesday 7 May 2025, 05:00–06:00 PKT (05:30–06:30 in India)"),
        (
            "2025-05-07T23+05:00",
            "",
            "Wednesday 7 May 2025, 23:00–24:00 PKT (7 May, 23:30 – 8 May, 00:30 in India)",
        ),
        ("2025-05-07T18:00-04:00", "", "Wednesday 7 May 2025, 18:00 UTC−04:00"),
        ("2025-05-07T18:00", "", "Wednesday 7 May 2025, 18:00"),
        # One clock in both countries until 1951; Pakistan's summer time in 2002.
        ("1949-01-01T23:59+05:30", "", "Saturday 1 January 1949, 23:59 IST"),
        ("2002-05-14T06:00+05:30", "", "Tuesday 14 May 2002, 06:00 IST (06:30 in Pakistan)"),
        ("2002-12-14T06:00+05:30", "", "Saturday 14 December 2002, 06:00 IST (05:30 in Pakistan)"),
    ],
)
def test_when_an_event_happened_in_words(start: str, end: str, words: str) -> None:
    assert when_words(start, end) == words


@pytest.mark.parametrize(
    ("text_from", "text_to", "query"),
    [
        ("2025-04-22", "2025-05-10", ("2025-04-22", "2025-05-10")),
        ("2025-05-01", "2025-05-31", ("2025-05", "2025-05")),
        ("1947-01-01T00:00", "1972-12-31T23:59", ("1947", "1972")),
        ("2025-05-07T05", "2025-05-07T05:59", ("2025-05-07T05", "2025-05-07T05")),
        ("2025-05-07T05:30", "2025-05-07T05:30", ("2025-05-07T05:30", "2025-05-07T05:30")),
        ("0001", "9998", ("0001", "9998")),
    ],
)
def test_a_link_names_a_window_as_shortly_as_is_exact(
    text_from: str, text_to: str, query: tuple[str, str]
) -> None:
    assert Window.from_query(text_from, text_to).to_query() == query


@pytest.mark.parametrize(
    ("text_from", "text_to", "reason"),
    [
        ("2025-05-10", "2025-05-07", "The window ends before it begins."),
        ("", "2025", "The window’s “from” is not a date like"),
        ("2025", "<script>", "The window’s “to” is not a date like"),
        ("2025-02-30", "2025", "The window’s “from” is not a day of the calendar."),
        ("2025", "9999", "The window’s “to” leaves the calendar"),
        ("2025-05-07T05:30+05:30", "2025", "The window’s “from” has an offset; leave it out."),
    ],
)
def test_a_broken_link_gives_a_readable_reason(text_from: str, text_to: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        Window.from_query(text_from, text_to)
    assert "<script>" not in str(refused.value)


def test_a_window_meets_what_shares_a_minute_with_it() -> None:
    window = Window(100, 200)
    assert window.meets(199, 300)
    assert window.meets(0, 101)
    assert window.meets(0, 1000)
    assert window.meets(150, 151)
    assert not window.meets(200, 300)
    assert not window.meets(0, 100)


def test_a_window_is_never_empty_and_stays_in_the_calendar() -> None:
    for start, end in ((5, 5), (6, 5), (-(10**12), 0), (0, 10**12)):
        with pytest.raises(ValueError, match="The window"):
            Window(start, end)


def test_an_odd_interval_has_no_iso_prefix() -> None:
    for start, end in ((0, 2 * DAY), (1, DAY), (0, 61), (0, 31 * DAY - 1), (5, 5)):
        with pytest.raises(ValueError, match="not one year"):
            iso_prefix(start, end)


_MINUTES = st.integers(Moment.parse("0001").start, Moment.parse("9998").end)


@settings(deadline=None)
@given(_MINUTES, _MINUTES)
def test_every_window_survives_a_link_and_has_words(one: int, other: int) -> None:
    if one == other:
        return
    window = Window(min(one, other), max(one, other))
    assert Window.from_query(*window.to_query()) == window
    assert window_words(window.start, window.end)


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_text_in_a_link_does_more_than_be_refused(text_from: str, text_to: str) -> None:
    try:
        window = Window.from_query(text_from, text_to)
    except ValueError:
        return
    assert window.start < window.end


@settings(deadline=None)
@given(
    st.integers(Moment.parse("0001").start, Moment.parse("9998-12-31T23:59").start),
    st.sampled_from(["", "+05:30", "+05:00", "+14:00", "-12:00"]),
    st.sampled_from([4, 7, 10, 13, 16]),
)
def test_every_date_that_can_be_read_can_be_said(minute: int, offset: str, length: int) -> None:
    text = iso_prefix(minute, minute + 1)
    full = (text if len(text) == 16 else f"{text}:00")[:length]
    written = full + (offset if length > 10 else "")
    moment = Moment.parse(written)
    assert moment.start <= minute < moment.end
    assert full[:4].lstrip("0") in when_words(written)
