"""
Citations to copy: an article, or an event or story of this record, in four forms.

Plain text for people, BibTeX, RIS and CSL-JSON for the programs that keep references. Nothing is
made up: what is not known (date, author, an address that others can reach) is left out.
"""

from __future__ import annotations

import ipaddress
import json
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

from kashmir_map.account import date_words
from kashmir_map.catalog import Catalog
from kashmir_map.changelog import Release
from kashmir_map.changes import PARAMETER
from kashmir_map.datapackage import RECORD_TITLE
from kashmir_map.dates import when_words, window_words
from kashmir_map.writing import capitalised

CONTRIBUTORS: Final = "Kashmir context map contributors"
_NAME: Final = "Kashmir context map"


class Style(NamedTuple):
    """How a kind of work is named: entry of BibTeX, type of RIS, type of CSL.

    What is `alone` is published by a body; other works stand in something: a newspaper, a site.
    """

    bibtex: str
    ris: str
    csl: str
    alone: bool = False


STYLES: Final[dict[str, Style]] = {
    "agency": Style("article", "NEWS", "article-newspaper"),
    "newspaper": Style("article", "NEWS", "article-newspaper"),
    "broadcaster": Style("misc", "ELEC", "webpage"),
    "official": Style("misc", "GOVDOC", "report", alone=True),
    "research": Style("misc", "RPRT", "report", alone=True),
    "encyclopedia": Style("misc", "ENCYC", "entry-encyclopedia"),
    "aggregator": Style("misc", "ELEC", "webpage"),
    "blog": Style("misc", "BLOG", "post-weblog"),
}
"""By kind of article."""

PART_OF_RECORD: Final = Style("misc", "DATA", "dataset")

_PLACES: Final = {"article": "journal", "misc": "howpublished"}
"""Field of BibTeX that names where a work stands."""

# Braces are counted even behind a backslash, so they are written as words.
_BIBTEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# In an address they stand as they are, but for those that would end or change the field.
_BIBTEX_ADDRESS: Final = str.maketrans(
    {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E"}
)


class Work(NamedTuple):
    """
    What is cited; texts are empty where nothing is known.

    Parameters
    ----------
    key
        Id by which programs name it.
    style
        Its types in the three formats.
    title
        Its title.
    described
        Whether the title is our description.
    author
        Agency or body that wrote it, or the contributors of this record.
    place
        Publisher, or this record.
    issued, accessed
        ISO year, month or day.
    url
        Address of the page.
    language
        Two letters.
    version
        Of the data, for what stands in this record.
    about
        A few words that belong behind the title in plain text, such as when an event happened.
    note
        What else must be said.
    """

    key: str
    style: Style
    title: str
    described: bool = False
    author: str = ""
    place: str = ""
    issued: str = ""
    accessed: str = ""
    url: str = ""
    language: str = ""
    version: str = ""
    about: str = ""
    note: str = ""


def article_work(catalog: Catalog, article: str, release: Release | None) -> Work:
    """
    Return an article as a work, with the version of the data that cites it.

    Raises
    ------
    KeyError
        If the record holds no such article.
    """
    row = catalog.articles.loc[article]
    publisher, kind = str(row["publisher"]), str(row["kind"])
    agency = str(row["agency"])
    writer = agency if agency != publisher else ""
    return Work(
        key=article,
        style=STYLES[kind],
        title=str(row["title"]),
        described=bool(row["title_is_description"]),
        author=writer or (publisher if kind == "official" else ""),
        place=publisher,
        issued=str(row["published"]),
        accessed=str(row["accessed"]),
        url=str(row["url"]),
        language=str(row["language"]),
        note=f"Cited in {_NAME}{_version_words(release)}",
    )


def event_work(catalog: Catalog, event: str, release: Release | None, address: str = "") -> Work:
    """
    Return an event of this record as a work.

    Parameters
    ----------
    catalog
        The record.
    event
        Id of the event.
    release
        The version of the data; None if it is not known.
    address
        Address of the app, if others can reach it: see `public_address`.

    Raises
    ------
    KeyError
        If the record holds no such event.
    """
    row = catalog.events.loc[event]
    when = when_words(str(row["start"]), str(row["end"]))
    return _part("event", event, str(row["title"]), when, release, address)


def story_work(catalog: Catalog, story: str, release: Release | None, address: str = "") -> Work:
    """Return a story of this record as a work; parameters and errors as for `event_work`."""
    told = catalog.stories[story]
    when = window_words(told.window.start, told.window.end)
    return _part("story", story, told.title, when, release, address)


def public_address(url: str | None) -> str:
    """Address of a page without its parameters if others can reach it; else empty.

    What runs on the reader's own computer or network has no address that a citation could name.
    """
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not _is_public(host):
        return ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", "", ""))


def forms(work: Work) -> list[tuple[str, str]]:
    """Name and text of every form of a citation."""
    return [
        ("Plain text", plain_text(work)),
        ("BibTeX", bibtex(work)),
        ("RIS", ris(work)),
        ("CSL-JSON", csl_json(work)),
    ]


def plain_text(work: Work) -> str:
    """One line for people, in the order author, title, where, when, address."""
    named = f"[{work.title}]" if work.described else f"“{work.title}”"
    title = f"{work.author}: {named}" if work.author else named
    place = "" if work.place == work.author else work.place
    version = f"version {work.version}" if work.version else ""
    date = date_words(work.issued) or ("" if work.style is PART_OF_RECORD else "no date")
    where = capitalised(", ".join(filter(None, (place, version, date))))
    accessed = f" (read on {date_words(work.accessed)})" if work.accessed else ""
    address = f"{work.url}{accessed}" if work.url else ""
    title = f"{title}, {work.about}" if work.about else title
    # No full stop at the end: it would be taken for a part of the link.
    return ". ".join(_line(one) for one in (title, where, work.note, address) if one)


def bibtex(work: Work) -> str:
    """One entry, in UTF-8; titles and bodies are braced so that no style changes their letters."""
    place = "" if work.place == work.author else work.place
    if work.version:
        place = f"{place}, version {work.version}"
    fields = {
        "author": f"{{{_tex(work.author)}}}" if work.author else "",
        "title": f"{{{_tex(f'[{work.title}]' if work.described else work.title)}}}",
        _PLACES[work.style.bibtex]: _tex(place),
        "date": work.issued,
        "year": work.issued[:4],
        "url": _line(work.url).translate(_BIBTEX_ADDRESS),
        "urldate": work.accessed,
        "language": work.language,
        "note": _tex("; ".join(filter(None, (work.about, work.note)))),
    }
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@{work.style.bibtex}{{{work.key},\n{lines}\n}}"


def ris(work: Work) -> str:
    """One record, a tag a line."""
    tags = (
        ("TY", work.style.ris),
        ("ID", work.key),
        ("AU", work.author),
        ("TI", f"[{work.title}]" if work.described else work.title),
        ("PB" if work.style.alone else "T2", work.place),
        ("ET", work.version),
        ("PY", work.issued[:4]),
        ("DA", _ris_date(work.issued)),
        ("Y2", _ris_date(work.accessed)),
        ("UR", work.url),
        ("LA", work.language),
        ("N1", "; ".join(filter(None, (work.about, work.note)))),
    )
    lines = [f"{tag}  - {_line(text)}" for tag, text in tags if text]
    return "\n".join([*lines, "ER  - "])


def csl_json(work: Work) -> str:
    """A list of one item, as the schema of CSL's data has it."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": work.style.csl,
        "title": f"[{work.title}]" if work.described else work.title,
        "author": [{"literal": work.author}] if work.author else [],
        "publisher" if work.style.alone else "container-title": work.place,
        "version": work.version,
        "issued": _csl_date(work.issued),
        "accessed": _csl_date(work.accessed),
        "URL": work.url,
        "language": work.language,
        "note": "; ".join(filter(None, (work.about, work.note))),
    }
    lines = ",\n".join(
        f"    {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in item.items()
        if value
    )
    return f"[\n  {{\n{lines}\n  }}\n]"


def _part(
    kind: str, name: str, title: str, when: str, release: Release | None, address: str
) -> Work:
    parameters = {kind: name} | ({PARAMETER: release.version} if release else {})
    link = f"?{urlencode(parameters)}"
    return Work(
        key=f"kashmir-context-map-{name}",
        style=PART_OF_RECORD,
        title=title,
        author=CONTRIBUTORS,
        place=RECORD_TITLE,
        issued=release.day if release else "",
        url=f"{address}{link}" if address else "",
        language="en",
        version=release.version if release else "",
        about=when,
        note=f"{kind.capitalize()} {name}" + ("" if address else f", {link}"),
    )


def _version_words(release: Release | None) -> str:
    return f", version {release.version} of {date_words(release.day)}" if release else ""


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        own = host.rpartition(".")[2] in {"localhost", "local", "internal", "lan", "test"}
        return "." in host and not own


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)


def _ris_date(date: str) -> str:
    """Year, month, day and a remark, each followed by a slash but the last: "2025/05//"."""
    if not date:
        return ""
    year, month, day = (*date.split("-"), "", "")[:3]
    return f"{year}/{month}/{day}/"


def _csl_date(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}
