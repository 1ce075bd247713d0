"""A small record that keeps every rule, for tests to break one at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

ARTICLES = """\
id,publisher,publisher_country,agency,kind,title,title_is_description,url,published,language,accessed
dawn-strikes,Dawn,PK,AFP,newspaper,"Strikes, and what followed",false,https://www.dawn.com/1,2025-05-07,en,2026-11-23
mt-restraint,The Moscow Times,RU,,newspaper,Russia Urges Restraint,false,https://www.themoscowtimes.com/1,2025-05,en,2026-11-23
wp-ceasefire,Wikipedia,,,encyclopedia,Ceasefire of 1949,true,https://en.wikipedia.org/wiki/C,,en,2026-11-23
"""

EVENTS = """\
id,title,start,end,date_precision,place,latitude,longitude,location_precision,type,actors,summary,related,confidence,status,note
1949-01-01-ceasefire,The guns stop,1949-01-01,,day,Rawalpindi,33.6,73,town,ceasefire,India; Pakistan,Both armies stop firing.,,low,published,
2025-05-07-restraint,Moscow urges restraint,2025-05,,month,Moscow,55.7558,37.6173,town,statement,Russia,"Russia called on both sides, ""with concern"", to show restraint.",2025-05-07-strikes,high,published,
2025-05-07-strikes,India strikes nine sites,2025-05-07T01:05+05:30,2025-05-07T01:30+05:30,time,Muzaffarabad,34.37,73.4711,town,missile,India,India said it struck 'terrorist infrastructure'.,2025-05-07-restraint,high,published,
2025-05-08-draft,Something unchecked,2025-05-08,2025-05-09,day,Poonch,-0.5,74.09,district,shelling,,Nobody has reviewed this yet.,,medium,draft,To do
"""

CLAIMS = """\
event,article,claimant,side,subject,who,low,high,value_text,stated,stance
2025-05-07-strikes,dawn-strikes,Pakistan military,pakistan,deaths,civilians,26,,at least 26 killed,2025-05-07,asserts
2025-05-07-strikes,mt-restraint,India,india,responsibility,,,,no military site was hit,,denies
2025-05-08-draft,dawn-strikes,Indian officials,india,deaths,civilians,3,5,three to five killed,2025-05,asserts
"""

CITATIONS = """\
event,article
1949-01-01-ceasefire,wp-ceasefire
2025-05-07-restraint,mt-restraint
2025-05-07-strikes,dawn-strikes
2025-05-07-strikes,mt-restraint
2025-05-08-draft,dawn-strikes
"""

PERIODS = """\
- id: record
  title: Whole record
  from: 1949
  to: 2025
- id: crisis-2025
  title: Crisis of 2025
  from: 2025-04-22
  to: 2025-05-10
  marks:
    - {event: 2025-05-07-strikes, label: Strikes}
    - {event: 2025-05-08-draft, label: Unchecked}
"""

STORY = """\
title: Four days in May
summary: >
  From the strikes to the calls
  for restraint.
article: mt-restraint
window: {from: 2025-05-07, to: 2025-05-10}
steps:
  - event: 2025-05-07-strikes
    caption: It began at night.
  - event: 2025-05-07-restraint
    caption: Moscow called on both.
marks:
  - {event: 2025-05-07-strikes, label: Strikes}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data folder with a record that is in order."""
    path = tmp_path / "data"
    (path / "stories").mkdir(parents=True)
    for file, text in {
        "articles.csv": ARTICLES,
        "events.csv": EVENTS,
        "claims.csv": CLAIMS,
        "citations.csv": CITATIONS,
        "periods.yaml": PERIODS,
        "stories/four-days.yaml": STORY,
    }.items():
        (path / file).write_bytes(text.encode())
    return path


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str, str], None]:
    """Replace the first occurrence of a text in one file of the record; it must be there."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_bytes().decode()
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_bytes(text.replace(old, new, 1).encode())

    return replace
