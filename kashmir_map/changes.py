"""What has changed in the data since a link was made, in words for the reader who follows it.

A link carries `v=`, the version of the data that it was made with. Nothing of the link's own text
is repeated in what is said: a link is written by anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypedDict

from kashmir_map.account import date_words
from kashmir_map.catalog import Catalog
from kashmir_map.changelog import releases, version_number
from kashmir_map.dates import interval, window_words
from kashmir_map.errors import CatalogError
from kashmir_map.inspection import count_words
from kashmir_map.selection import Selection
from kashmir_map.snapshot import Snapshot, Trace, read_snapshot, snapshot_of

PARAMETER: Final = "v"
"""Name of the version in a link."""


class Changes(NamedTuple):
    """Traces of what is new, of what says something else now, and, as it was, of what is gone."""

    added: tuple[Trace, ...]
    changed: tuple[Trace, ...]
    removed: tuple[Trace, ...]


class Listed(TypedDict):
    """An event or story that has changed.

    `link` holds the parameters that open it (nothing opens what is gone), `inside` is true if it
    lies in the days of the reader's link, `note` says why it was withdrawn.
    """

    title: str
    when: str
    inside: bool
    link: dict[str, str]
    note: str


class News(TypedDict):
    """What the reader of an older link is told: sentences, and lists that unfold."""

    sentences: list[str]
    groups: list[tuple[str, list[Listed]]]
    releases: list[tuple[str, list[str]]]


def differences(old: Snapshot, new: Snapshot) -> Changes:
    """Compare two snapshots, each list in the order of time."""

    def timely(traces: Iterable[Trace]) -> tuple[Trace, ...]:
        return tuple(sorted(traces, key=lambda one: (one.kind, _interval(one), one.id)))

    return Changes(
        added=timely(new[key] for key in new.keys() - old.keys()),
        changed=timely(
            new[key] for key in new.keys() & old.keys() if new[key].hash != old[key].hash
        ),
        removed=timely(old[key] for key in old.keys() - new.keys()),
    )


def news_since(
    link: Mapping[str, str], selection: Selection, catalog: Catalog, folder: Path
) -> News | None:
    """
    Say what has changed since a link was made; None if nothing needs to be said.

    Parameters
    ----------
    link
        Its parameters; without `v` nothing is known of its age.
    selection
        What the link shows now.
    catalog
        The record as readers see it.
    folder
        Its data folder, with changelog and snapshots.
    """
    try:
        known = releases(folder)
    except ValueError:
        return None
    current, made_with = known[0], link.get(PARAMETER)
    if made_with is None or made_with == current.version:
        return None
    number, now = version_number(made_with), version_number(current.version)
    if number is None or now is None:
        return _sentence(
            "The link names a version of the data that there cannot be; what has changed since it "
            "was made is not known."
        )
    if number > now:
        return _sentence(
            f"The link was made with version {made_with} of the data, which is newer than "
            f"{current.version}, the one shown here; it may show something else there."
        )
    try:
        old = read_snapshot(folder, made_with)
    except CatalogError:
        old = None
    if old is None:
        return _sentence(
            f"The link was made with version {made_with} of the data; this is {current.version}. "
            "What that version held is not known here, so neither is what has changed since."
        )
    found = differences(old, snapshot_of(catalog))
    return News(
        sentences=[
            f"This link was made with version {made_with} of the data; this is {current.version}.",
            _count(found),
            *_own(found, old, link, selection, catalog),
        ],
        groups=_groups(found, old, selection, current.version, catalog),
        releases=[
            (f"Version {one.version}, {date_words(one.day)}", list(one.lines))
            for one in known
            if (version_number(one.version) or number) > number
        ],
    )


def _sentence(words: str) -> News:
    return News(sentences=[words], groups=[], releases=[])


def _count(found: Changes) -> str:
    """How many events were added, changed and withdrawn, and stories, if any were."""
    parts = []
    for kind, many in (("event", "events"), ("story", "stories")):
        counts = [
            (sum(one.kind == kind for one in some), word)
            for some, word in zip(found, ("added", "changed", "withdrawn"), strict=True)
        ]
        told = [(number, word) for number, word in counts if number or kind == "event"]
        if any(number for number, _ in told):
            (first, word), *others = told
            listed = [f"{count_words(first, kind, many)} {word}"]
            listed += [f"{number:,} {word}" for number, word in others]
            parts.append(", ".join(listed))
    return f"Since then: {'; '.join(parts)}." if parts else "No event and no story has changed."


def _own(
    found: Changes, old: Snapshot, link: Mapping[str, str], selection: Selection, catalog: Catalog
) -> list[str]:
    """Whether what the link itself shows is among the changes."""
    news = {
        (one.kind, one.id): fate
        for some, fate in zip(
            found, ("is new since then", "has changed", "was withdrawn"), strict=True
        )
        for one in some
    }
    sentences = []
    for kind in ("event", "story"):
        name = link.get(kind, "")
        if (kind, name) in news or (kind, name) in old:
            fate = news.get((kind, name), "has not changed")
            reason = _reason(name, catalog) if kind == "event" else ""
            sentences.append(f"The {kind} of this link {fate}. {reason}".strip())
    inside = [
        sum(one.kind == "event" and _inside(one, old, selection) for one in some) for some in found
    ]
    words = ("new", "changed", "withdrawn")
    told = [f"{number:,} {word}" for number, word in zip(inside, words, strict=True) if number]
    sentences.append(
        f"Of the events in its days: {', '.join(told)}."
        if told
        else "In its days no event has changed."
    )
    return sentences


def _groups(
    found: Changes, old: Snapshot, selection: Selection, version: str, catalog: Catalog
) -> list[tuple[str, list[Listed]]]:
    """List what has changed, what lies in the link's days first."""
    groups = []
    for name, traces in zip(("Added", "Changed", "Withdrawn"), found, strict=True):
        listed = [_listed(one, old, selection, version, catalog) for one in traces]
        listed.sort(key=lambda one: not one["inside"])
        if listed:
            groups.append((f"{name} ({len(listed):,})", listed))
    return groups


def _listed(
    trace: Trace, old: Snapshot, selection: Selection, version: str, catalog: Catalog
) -> Listed:
    gone = trace.id not in (catalog.events.index if trace.kind == "event" else catalog.stories)
    link = {} if gone else {trace.kind: trace.id, PARAMETER: version}
    when = (
        window_words(*_interval(trace)) if trace.kind == "story" else date_words(trace.start[:10])
    )
    return Listed(
        title=trace.title if trace.kind == "event" else f"Story: {trace.title}",
        when=when,
        inside=_inside(trace, old, selection),
        link=link,
        note=_reason(trace.id, catalog) if gone else "",
    )


def _inside(trace: Trace, old: Snapshot, selection: Selection) -> bool:
    """Whether it meets the link's window, by its dates now or by those it had."""
    before = old.get((trace.kind, trace.id), trace)
    return any(selection.window.meets(*_interval(one)) for one in (trace, before))


def _interval(trace: Trace) -> tuple[int, int]:
    try:
        return interval(trace.start, trace.end)
    except ValueError:
        return interval(trace.start)


def _reason(event: str, catalog: Catalog) -> str:
    """Why an event is gone, and what says it now; empty if that is not recorded."""
    if event not in catalog.withdrawn.index:
        return ""
    row = catalog.withdrawn.loc[event]
    successor = str(row["replaced_by"])
    title = str(catalog.events["title"].get(successor, "")) if successor else ""
    return f"{row['reason']}{f' See “{title}”.' if title else ''}"
