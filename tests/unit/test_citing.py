import json
import re
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from kashmir_map.catalog import Catalog
from kashmir_map.changelog import Release
from kashmir_map.citing import (
    CONTRIBUTORS,
    STYLES,
    Work,
    article_work,
    bibtex,
    csl_json,
    event_work,
    forms,
    plain_text,
    public_address,
    ris,
    story_work,
)
from kashmir_map.vocabulary import KINDS

RELEASE = Release("1.0.0", "2026-11-24", ())

# As csl-data.json, the schema of the CSL project, has them.
CSL_TYPES = {
    *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
    *("broadcast", "chapter", "classic", "collection", "dataset", "document", "entry"),
    *("entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing"),
    *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
    *("musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical"),
    *("personal_communication", "post", "post-weblog", "regulation", "report", "review"),
    *("review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
}
CSL_TEXTS = {"id", "type", "title", "container-title", "publisher", "version", "URL", "language"}
CSL_TEXTS |= {"note"}
# As the RIS specification lists them.
RIS_TYPES = {"NEWS", "ELEC", "GOVDOC", "RPRT", "ENCYC", "BLOG", "DATA"}

HOSTILE = r"50% of {J&K} cost $3_000 #1 ~x^2 \input{a}} @misc{b, “quoted” 'so' <b>é اڑی"


def work(**given: str) -> Work:
    usual = {"key": "some-key", "title": "A title", "place": "Dawn", "issued": "2025-05-07"}
    return Work(style=STYLES["newspaper"], **{**usual, **given})  # type: ignore[arg-type]


def parsed(text: str) -> dict[str, str]:
    """Fields of one entry of BibTeX as another program reads them."""
    library = parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: str(field.value) for field in entry.fields}
    return {"type": entry.entry_type, "key": entry.key, **fields}


def ris_record(text: str) -> dict[str, object]:
    (record,) = rispy.loads(text)
    return dict(record)


def set_in_type(text: str) -> str:
    """What LaTeX prints for a field's text."""
    words = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~"}
    words["asciicircum"] = "^"
    assert not re.search(r"(?<!\\)[&%$#_~^]", text)
    return re.sub(
        r"\\text([a-z]+)\{\}|\\([&%$#_])",
        lambda found: words[found[1]] if found[1] else found[2],
        text.removeprefix("{").removesuffix("}") if text.startswith("{") else text,
    )


# ---- an article ----------------------------------------------------------------------------------


def test_an_article_is_cited_in_four_forms(folder: Path) -> None:
    cited = article_work(Catalog.load(folder), "dawn-strikes", RELEASE)

    assert [name for name, _ in forms(cited)] == ["Plain text", "BibTeX", "RIS", "CSL-JSON"]
    note = "Cited in Kashmir context map, version 1.0.0 of 24 November 2026"
    assert plain_text(cited) == (
        f"AFP: “Strikes, and what followed”. Dawn, 7 May 2025. {note}. "
        "https://www.dawn.com/1 (read on 23 November 2026)"
    )
    entry = parsed(bibtex(cited))
    assert (entry["type"], entry["key"]) == ("article", "dawn-strikes")
    assert set_in_type(entry["author"]) == "AFP"
    assert set_in_type(entry["title"]) == "Strikes, and what followed"
    assert (entry["journal"], entry["date"], entry["year"]) == ("Dawn", "2025-05-07", "2025")
    assert (entry["url"], entry["urldate"]) == ("https://www.dawn.com/1", "2026-11-23")
    assert entry["note"] == note
    assert ris_record(ris(cited)) == {
        "type_of_reference": "NEWS",
        "id": "dawn-strikes",
        "authors": ["AFP"],
        "title": "Strikes, and what followed",
        "secondary_title": "Dawn",
        "year": "2025",
        "date": "2025/05/07/",
        "access_date": "2026/11/23/",
        "urls": ["https://www.dawn.com/1"],
        "language": "en",
        "notes": [note],
    }
    assert json.loads(csl_json(cited)) == [
        {
            "id": "dawn-strikes",
            "type": "article-newspaper",
            "title": "Strikes, and what followed",
            "author": [{"literal": "AFP"}],
            "container-title": "Dawn",
            "issued": {"date-parts": [[2025, 5, 7]]},
            "accessed": {"date-parts": [[2026, 11, 23]]},
            "URL": "https://www.dawn.com/1",
            "language": "en",
            "note": note,
        }
    ]


def test_what_is_not_known_is_left_out(folder: Path) -> None:
    cited = article_work(Catalog.load(folder), "wp-ceasefire", None)

    assert plain_text(cited) == (
        "[Ceasefire of 1949]. Wikipedia, no date. Cited in Kashmir context map. "
        "https://en.wikipedia.org/wiki/C (read on 23 November 2026)"
    )
    assert parsed(bibtex(cited)).keys().isdisjoint({"author", "date", "year"})
    assert ris_record(ris(cited)).keys().isdisjoint({"authors", "date", "year"})
    (item,) = json.loads(csl_json(cited))
    assert item.keys().isdisjoint({"author", "issued"})
    assert item["title"] == "[Ceasefire of 1949]"


@pytest.mark.parametrize(
    ("issued", "in_ris", "in_csl", "in_words"),
    [
        ("2025", "2025///", [[2025]], "2025"),
        ("2025-05", "2025/05//", [[2025, 5]], "May 2025"),
        ("2025-05-07", "2025/05/07/", [[2025, 5, 7]], "7 May 2025"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    issued: str, in_ris: str, in_csl: list[list[int]], in_words: str
) -> None:
    cited = work(issued=issued)

    assert ris_record(ris(cited))["date"] == in_ris
    assert json.loads(csl_json(cited))[0]["issued"] == {"date-parts": in_csl}
    assert parsed(bibtex(cited))["date"] == issued
    assert f"Dawn, {in_words}" in plain_text(cited)


def test_an_official_text_has_its_body_for_an_author(folder: Path) -> None:
    path = folder / "articles.csv"
    path.write_text(path.read_text("utf-8").replace("AFP,newspaper", ",official"), "utf-8")
    cited = article_work(Catalog.load(folder), "dawn-strikes", RELEASE)

    assert plain_text(cited).startswith("Dawn: “Strikes, and what followed”. 7 May 2025. ")
    (item,) = json.loads(csl_json(cited))
    assert (item["type"], item["publisher"]) == ("report", "Dawn")
    assert item["author"] == [{"literal": "Dawn"}]
    assert ris_record(ris(cited))["publisher"] == "Dawn"


def test_every_kind_has_its_types() -> None:
    assert STYLES.keys() == KINDS.keys()
    assert {style.csl for style in STYLES.values()} <= CSL_TYPES
    assert {style.ris for style in STYLES.values()} <= RIS_TYPES
    assert STYLES["encyclopedia"].csl == "entry-encyclopedia"


# ---- whatever a title holds ----------------------------------------------------------------------


@pytest.mark.parametrize("text", [HOSTILE, "}", "{", "\\", "a\nER  - \nTY  - BOOK", "%\n@x{y,}"])
def test_any_title_comes_back_from_each_form(text: str) -> None:
    cited = work(title=text, place=text, note=text)
    line = " ".join(text.split())

    entry = parsed(bibtex(cited))
    assert {set_in_type(entry[name]) for name in ("title", "journal", "note")} == {line}
    assert set(entry) == {"type", "key", "title", "journal", "date", "year", "note"}
    record = ris_record(ris(cited))
    assert (record["title"], record["secondary_title"]) == (line, line)
    assert json.loads(csl_json(cited))[0]["title"] == text
    assert "\n" not in plain_text(cited)


def test_an_address_cannot_end_its_field() -> None:
    cited = work(url='https://example.org/a_b?c={d}&e=50%25\\f "g"')

    assert parsed(bibtex(cited))["url"] == "https://example.org/a_b?c=%7Bd%7D&e=50%25%5Cf%20%22g%22"


def test_every_article_of_the_record_can_be_read_by_other_programs() -> None:
    catalog = Catalog.load()
    works = [article_work(catalog, article, RELEASE) for article in catalog.articles.index]

    library = parse_string("\n\n".join(map(bibtex, works)))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == list(catalog.articles.index)
    records = rispy.loads("\n\n".join(map(ris, works)))
    assert [record["title"] for record in records] == [
        f"[{one.title}]" if one.described else one.title for one in works
    ]
    for cited in works:
        (item,) = json.loads(csl_json(cited))
        assert item["type"] in CSL_TYPES
        assert item.keys() <= CSL_TEXTS | {"author", "issued", "accessed"}
        assert all(isinstance(item[name], str) for name in item.keys() & CSL_TEXTS)
        for name in item.keys() & {"issued", "accessed"}:
            assert all(type(part) is int for part in item[name]["date-parts"][0])


# ---- an event, a story ---------------------------------------------------------------------------


def test_an_event_is_cited_as_part_of_this_version_of_the_record(folder: Path) -> None:
    cited = event_work(Catalog.load(folder), "1949-01-01-ceasefire", RELEASE)

    assert plain_text(cited) == (
        f"{CONTRIBUTORS}: “The guns stop”, Saturday 1 January 1949. Kashmir context map: a record "
        "of events with who says what, version 1.0.0, 24 November 2026. Event "
        "1949-01-01-ceasefire, ?event=1949-01-01-ceasefire&v=1.0.0"
    )
    entry = parsed(bibtex(cited))
    assert entry["howpublished"].endswith("who says what, version 1.0.0")
    assert (entry["date"], set_in_type(entry["author"])) == ("2026-11-24", CONTRIBUTORS)
    assert "url" not in entry
    record = ris_record(ris(cited))
    assert (record["type_of_reference"], record["edition"]) == ("DATA", "1.0.0")
    (item,) = json.loads(csl_json(cited))
    assert (item["type"], item["version"]) == ("dataset", "1.0.0")
    assert not any("localhost" in text for _, text in forms(cited))


def test_where_others_can_reach_the_app_its_address_is_cited(folder: Path) -> None:
    catalog = Catalog.load(folder)
    cited = story_work(catalog, "four-days", RELEASE, "https://maps.example.org/kashmir/")

    address = "https://maps.example.org/kashmir/?story=four-days&v=1.0.0"
    assert plain_text(cited).endswith(f". Story four-days. {address}")
    assert json.loads(csl_json(cited))[0]["URL"] == address
    assert ris_record(ris(cited))["urls"] == [address]


def test_a_record_without_a_version_is_cited_without(folder: Path) -> None:
    cited = event_work(Catalog.load(folder), "1949-01-01-ceasefire", None)

    assert plain_text(cited).endswith(
        "who says what. Event 1949-01-01-ceasefire, ?event=1949-01-01-ceasefire"
    )


def test_what_the_record_does_not_hold_is_not_cited(folder: Path) -> None:
    catalog = Catalog.load(folder)
    for make in (article_work, event_work, story_work):
        with pytest.raises(KeyError):
            make(catalog, "nothing", RELEASE)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://maps.example.org/k/?a=b#c", "https://maps.example.org/k/"),
        ("http://maps.example.org", "http://maps.example.org/"),
        ("https://[2606:4700::1111]:8501/", "https://[2606:4700::1111]:8501/"),
        ("http://localhost:8501/", ""),
        ("http://127.0.0.1:8501/", ""),
        ("http://192.168.1.7:8501/", ""),
        ("http://[::1]:8501/", ""),
        ("http://kashmir.local/", ""),
        ("http://desktop/", ""),
        ("http://[bad", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_an_address_of_ones_own_is_none(url: str | None, address: str) -> None:
    assert public_address(url) == address
