"""
Rules that no row can keep or break by itself, and rules of language.

Each rule is a function that takes the whole record and yields what breaks it; `RULES` lists them
all. Rules look only at rows that are valid by themselves, and trust nothing about a table that
could not be read, so that one mistake is reported once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from kashmir_map.confidence import rated
from kashmir_map.dates import Moment
from kashmir_map.errors import Problem
from kashmir_map.language import loaded_words
from kashmir_map.model import (
    Claim,
    Depiction,
    Mark,
)
from kashmir_map.parts import Row
from kashmir_map.record import PERIODS_FILE, PERSPECTIVES_FILE, Record, story_file
from kashmir_map.tables import Table

Rule = Callable[[Record], Iterable[Problem]]


def check(record: Record) -> list[Problem]:
    """Return what breaks the rules, rule by rule."""
    return [problem for rule in RULES for problem in rule(record)]


def keys_are_unique(record: Record) -> Iterator[Problem]:
    """An id, and a pair of event and article in citations, stands in one row only."""
    for table in (record.articles, record.events, record.citations, record.withdrawn):
        first: dict[tuple[str, ...], int] = {}
        for row, key in table.keys:
            if key in first:
                column = "id" if len(key) == 1 else "article"
                rule = f"stands in row {first[key]} already"
                yield Problem(table.file, row, column, key[-1], rule, "delete one of the two rows")
            first.setdefault(key, row)
    for file, what, parts in (
        (PERIODS_FILE, "periods", record.periods),
        (PERSPECTIVES_FILE, "perspectives", record.perspectives),
    ):
        ids = [part.id for part in parts]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            rule, fix = f"names two {what}", "give each its own id"
            yield Problem(file, None, "id", twice, rule, fix)


def claims_are_distinct(record: Record) -> Iterator[Problem]:
    """No claim is there twice."""
    first: dict[Claim, int] = {}
    for row, claim in record.claims.rows:
        if claim in first:
            rule = f"repeats the claim in row {first[claim]}"
            yield Problem(record.claims.file, row, "", "", rule, "delete one of the two rows")
        first.setdefault(claim, row)


def pages_are_distinct(record: Record) -> Iterator[Problem]:
    """Two articles are two pages."""
    first: dict[str, str] = {}
    for row, article in record.articles.rows:
        if article.url in first:
            rule, fix = f"is the page of {first[article.url]} too", "merge the two articles"
            yield Problem(record.articles.file, row, "url", article.url, rule, fix)
        first.setdefault(article.url, article.id)


def rows_are_sorted(record: Record) -> Iterator[Problem]:
    """Rows stand in order, so that a change of one fact is a change of one line."""
    for table in record.tables:
        for (_, before), (number, row) in pairwise(table.rows):
            if row.sort_key < before.sort_key:
                rule = "stands behind a row that comes after it"
                fix = f"sort the table by {', '.join(row.key)}"
                yield Problem(table.file, number, "", "", rule, fix)
                break  # one misplaced row puts many out of order


def references_resolve(record: Record) -> Iterator[Problem]:
    """Every id that is mentioned is the id of something."""
    known = {"event": _ids(record.events), "article": _ids(record.articles)}
    for file, row, column, kind, value in _references(record):
        ids = known[kind]
        if ids is not None and value not in ids:
            fix = f"correct it or add the {kind}"
            yield Problem(file, row, column, value, f"is not the id of any {kind}", fix)


def links_are_mutual(record: Record) -> Iterator[Problem]:
    """If one event names another as related, so does the other; no event names itself."""
    events = {event.id: event for _, event in record.events.rows}
    for row, event in record.events.rows:
        for other in event.related:
            if other == event.id:
                rule, fix = "is the event itself", "delete it"
            elif other in events and event.id not in events[other].related:
                rule, fix = "does not name this event in return", f"add {event.id} there"
            else:
                continue
            yield Problem(record.events.file, row, "related", other, rule, fix)


def events_have_sources(record: Record) -> Iterator[Problem]:
    """An event is cited from one article at least."""
    cited = {key[0] for _, key in record.citations.keys}
    for row, event in record.events.rows:
        if record.citations.readable and event.id not in cited:
            rule, fix = "has no source", f"add a row to {record.citations.file}"
            yield Problem(record.events.file, row, "id", event.id, rule, fix)


def claims_have_sources(record: Record) -> Iterator[Problem]:
    """The article that a claim is taken from is among the sources of its event."""
    cited = {key for _, key in record.citations.keys}
    events, articles = _ids(record.events), _ids(record.articles)
    for row, claim in record.claims.rows:
        known = claim.event in (events or ()) and claim.article in (articles or ())
        if known and record.citations.readable and (claim.event, claim.article) not in cited:
            rule = f"is not cited for {claim.event}"
            fix = f"add the pair to {record.citations.file}"
            yield Problem(record.claims.file, row, "article", claim.article, rule, fix)


def numbers_are_ranges(record: Record) -> Iterator[Problem]:
    """A claim has a range, a lower end or words; who is counted is said."""
    for row, claim in record.claims.rows:
        found: list[tuple[str, str, str, str]] = []
        if claim.low is None and claim.high is not None:
            found.append(("low", "", "is empty beside high", "write 0 for “up to”"))
        if claim.low is not None and claim.high is not None and claim.low > claim.high:
            found.append(("low", str(claim.low), f"is above high, {claim.high}", "swap the two"))
        if claim.low is None and not claim.value_text:
            found.append(("value_text", "", "is empty without a number", "say what is claimed"))
        if not claim.who and (claim.low is not None or claim.subject in {"deaths", "injured"}):
            found.append(("who", "", "is empty", "say who is counted: civilians, soldiers …"))
        if bool(claim.who) != bool(claim.counted):
            empty = "who" if claim.counted else "counted"
            fix = "say who is counted in both columns, or leave both empty"
            found.append((empty, "", "is empty beside the other", fix))
        for column, value, rule, fix in found:
            yield Problem(record.claims.file, row, column, value, rule, fix)


def dates_agree(record: Record) -> Iterator[Problem]:
    """Precision, start and end of an event fit together."""
    for row, event in record.events.rows:
        start, end = Moment.parse(event.start), Moment.parse(event.end or event.start)
        found: list[tuple[str, str, str, str]] = []
        written = _written(start)
        if event.date_precision != written:
            rule = f"does not fit start, which is written as a {written}"
            found.append(("date_precision", event.date_precision, rule, f"write {written}"))
        if end.end < start.end:
            found.append(("end", event.end, "lies before start", "correct one of the two"))
        if _ORDER.index(_written(end)) > _ORDER.index(written):
            rule, fix = "is more exact than start", "write both as exactly as start is known"
            found.append(("end", event.end, rule, fix))
        if end.offset is not None and start.offset is not None and end.offset != start.offset:
            rule, fix = "has another offset than start", "use the clock at the place for both"
            found.append(("end", event.end, rule, fix))
        for column, value, rule, fix in found:
            yield Problem(record.events.file, row, column, value, rule, fix)


def articles_are_plausible(record: Record) -> Iterator[Problem]:
    """Nothing is read before it is published; descriptions are marked by their flag."""
    for row, article in record.articles.rows:
        published = article.published and Moment.parse(article.published)
        if published and published.start >= Moment.parse(article.accessed).end:
            rule, fix = f"is later than accessed, {article.accessed}", "correct one of the two"
            yield Problem(record.articles.file, row, "published", article.published, rule, fix)
        if article.title.startswith("[") and article.title.endswith("]"):
            rule, fix = "stands in brackets", "delete them and set title_is_description to true"
            yield Problem(record.articles.file, row, "title", article.title, rule, fix)


def comparisons_are_cited(record: Record) -> Iterator[Problem]:
    """What an event was compared with, it cites; and a comparison has a day."""
    cited = {key for _, key in record.citations.keys}
    for row, event in record.events.rows:
        for article in event.compared:
            if record.citations.readable and (event.id, article) not in cited:
                rule, fix = "is not cited for the event", f"add it to {record.citations.file}"
                yield Problem(record.events.file, row, "compared", article, rule, fix)
        if bool(event.checked) != bool(event.compared):
            empty = "compared" if event.checked else "checked"
            rule, fix = "is empty beside the other", "say when it was compared, and with what"
            yield Problem(record.events.file, row, empty, "", rule, fix)


def confidence_follows_the_rule(record: Record) -> Iterator[Problem]:
    """Confidence is what `confidence.rated` makes of the articles compared."""
    articles = {article.id: article for _, article in record.articles.rows}
    for row, event in record.events.rows:
        if not set(event.compared) <= set(articles):
            continue  # an article with a mistake of its own is reported already
        should = rated(articles[article] for article in event.compared)
        if event.confidence != should:
            rule = "does not follow from the articles compared"
            yield Problem(
                record.events.file, row, "confidence", event.confidence, rule, f"write {should}"
            )


def withdrawn_ids_rest(record: Record) -> Iterator[Problem]:
    """The id of a withdrawn event is not used again; what replaces it is there."""
    events = _ids(record.events)
    for row, gone in record.withdrawn.rows:
        if gone.id in (events or ()):
            rule, fix = "is the id of an event again", "give the event another id"
            yield Problem(record.withdrawn.file, row, "id", gone.id, rule, fix)
        if gone.replaced_by and events is not None and gone.replaced_by not in events:
            rule, fix = "is not the id of any event", "correct it or leave it empty"
            yield Problem(record.withdrawn.file, row, "replaced_by", gone.replaced_by, rule, fix)


def nominal_markers_are_explained(record: Record) -> Iterator[Problem]:
    """Where the coordinates only stand for a region or a country, a note says so."""
    for row, event in record.events.rows:
        if event.location_precision in {"region", "country"} and not event.note:
            rule, fix = f"is empty, and the place is a {event.location_precision}", "explain it"
            yield Problem(record.events.file, row, "note", "", rule, fix)


def words_are_neutral(record: Record) -> Iterator[Problem]:
    """The record's own texts leave a side's words to that side, in quotation marks."""
    for file, row, column, text in own_texts(record):
        for word in loaded_words(text):
            rule = "is a word of one side"
            fix = "write a neutral word, or quote whoever says it"
            yield Problem(file, row, column, word, rule, fix)


def depictions_are_sound(record: Record) -> Iterator[Problem]:
    """What is drawn belongs to a perspective, rests on something, and has one look at a time."""
    names = {perspective.id for perspective in record.perspectives}
    sources = (_ids(record.articles) or frozenset()) | (_ids(record.events) or frozenset())
    known = record.articles.readable and record.events.readable
    before: Depiction | None = None
    for row, one in record.depictions.rows:
        found: list[tuple[str, str, str, str]] = []
        if one.perspective not in names:
            rule = "is not the id of any perspective"
            found.append(("perspective", one.perspective, rule, f"see {PERSPECTIVES_FILE}"))
        if known and one.source not in sources:
            rule = "is the id of no article and of no event"
            found.append(("source", one.source, rule, "correct it or add the article"))
        if one.start and one.end and Moment.parse(one.end).start <= Moment.parse(one.start).start:
            found.append(("end", one.end, "does not lie after start", "correct one of the two"))
        if before and (before.perspective, before.subject) == (one.perspective, one.subject):
            last = Moment.parse(before.end).start if before.end else None
            if last is None or (one.start and Moment.parse(one.start).start < last):
                rule = "begins before the row above it ends"
                found.append(("start", one.start, rule, "give the subject one look at a time"))
        before = one
        for column, value, rule, fix in found:
            yield Problem(record.depictions.file, row, column, value, rule, fix)


RULES: tuple[Rule, ...] = (
    keys_are_unique,
    claims_are_distinct,
    pages_are_distinct,
    rows_are_sorted,
    references_resolve,
    links_are_mutual,
    events_have_sources,
    claims_have_sources,
    numbers_are_ranges,
    dates_agree,
    articles_are_plausible,
    comparisons_are_cited,
    confidence_follows_the_rule,
    withdrawn_ids_rest,
    depictions_are_sound,
    nominal_markers_are_explained,
    words_are_neutral,
)

_ORDER = ("year", "month", "day", "time")


def _written(moment: Moment) -> str:
    return "time" if moment.precision in {"hour", "minute"} else moment.precision


def _ids(table: Table[Row]) -> frozenset[str] | None:
    return frozenset(key[0] for _, key in table.keys) if table.readable else None


_Reference = tuple[str, int | None, str, str, str]
"""File, row, column, what is meant (event or article), id."""


def _references(record: Record) -> Iterator[_Reference]:
    for row, claim in record.claims.rows:
        yield record.claims.file, row, "event", "event", claim.event
        yield record.claims.file, row, "article", "article", claim.article
    for row, citation in record.citations.rows:
        yield record.citations.file, row, "event", "event", citation.event
        yield record.citations.file, row, "article", "article", citation.article
    for row, event in record.events.rows:
        for other in event.related:
            yield record.events.file, row, "related", "event", other
    for name, story in record.stories.items():
        file = story_file(name)
        if story.article is not None:
            yield file, None, "article", "article", story.article
        for index, step in enumerate(story.steps, start=1):
            yield file, None, f"steps.{index}.event", "event", step.event
        yield from _marked(file, "", story.marks)
    for place, period in enumerate(record.periods, start=1):
        yield from _marked(PERIODS_FILE, f"{place}.", period.marks)


def _marked(file: str, place: str, marks: tuple[Mark, ...]) -> Iterator[_Reference]:
    for index, mark in enumerate(marks, start=1):
        yield file, None, f"{place}marks.{index}.event", "event", mark.event


def own_texts(record: Record) -> Iterator[tuple[str, int | None, str, str]]:
    """File, row, column and text of all that the record says in its own voice."""
    for row, event in record.events.rows:
        for column in ("title", "summary", "note"):
            yield record.events.file, row, column, getattr(event, column)
    for name, story in record.stories.items():
        file = story_file(name)
        yield file, None, "title", story.title
        yield file, None, "summary", story.summary
        for index, step in enumerate(story.steps, start=1):
            yield file, None, f"steps.{index}.caption", step.caption
        for index, mark in enumerate(story.marks, start=1):
            yield file, None, f"marks.{index}.label", mark.label
    for row, depiction in record.depictions.rows:
        yield record.depictions.file, row, "name", depiction.name
        yield record.depictions.file, row, "note", depiction.note
    for place, perspective in enumerate(record.perspectives, start=1):
        yield PERSPECTIVES_FILE, None, f"{place}.words", perspective.words
        yield PERSPECTIVES_FILE, None, f"{place}.summary", perspective.summary
    for place, period in enumerate(record.periods, start=1):
        yield PERIODS_FILE, None, f"{place}.title", period.title
        for index, mark in enumerate(period.marks, start=1):
            yield PERIODS_FILE, None, f"{place}.marks.{index}.label", mark.label
