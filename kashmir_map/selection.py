"""What a reader asked to see: a window of time, a story, a filter, an event; and its link.

A Selection is immutable and knows its own link: `to_query` and `from_query` are inverse. A link is
written by anyone, so what it holds is untrusted: whatever is unknown or broken is left out with a
notice in words and never breaks the page.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from kashmir_map.catalog import Catalog
from kashmir_map.dates import DAY, Window
from kashmir_map.facets import facets_of
from kashmir_map.filters import NO_FILTER, PARAMETERS, Filter
from kashmir_map.perspectives import DE_FACTO
from kashmir_map.vocabulary import EVENT_TYPES

OPENING_STORY: Final = "moscow-urges-restraint"
STORY_PERIOD: Final = "story"
"""Id of the period that is the loaded story's own window."""
WHOLE_RECORD: Final = "record"
_STEPS_A_SPAN: Final = 60
"""A step of a story shows this part of its span before the event, and as much after it."""
MOST_ARCHIVES: Final = 3
"""Archives that can be shown at once: each needs a shape and a tone of its own."""
_ARCHIVE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown.

    Attributes
    ----------
    window
        Wall minutes, half open.
    period
        Id of the span that the timeline offers: a period of the catalog, or the story's.
    story
        Id of the loaded story, or None.
    event
        Id of the open event, or None.
    hidden
        Types of events that are filtered out.
    perspective
        Id of the perspective in which boundaries are drawn.
    filter
        What else is filtered out.
    archives
        Names of the reader's archives that are laid under the record, at most `MOST_ARCHIVES`.
    """

    window: Window
    period: str = WHOLE_RECORD
    story: str | None = None
    event: str | None = None
    hidden: frozenset[str] = frozenset()
    perspective: str = DE_FACTO
    filter: Filter = NO_FILTER
    archives: tuple[str, ...] = ()

    @classmethod
    def opening(cls, catalog: Catalog) -> "Selection":
        """What the app opens with: the article's story, or the whole record without one."""
        if OPENING_STORY in catalog.stories:
            window = catalog.stories[OPENING_STORY].window
            return cls(window=window, period=STORY_PERIOD, story=OPENING_STORY)
        return cls(window=_periods(catalog)[WHOLE_RECORD])

    @classmethod
    def from_query(
        cls, query: Mapping[str, str], catalog: Catalog
    ) -> "tuple[Selection, tuple[str, ...]]":
        """Read a link: window, event, story, period, filter, boundaries, archives.

        A story with an event of its path, and nothing said of time, is that step of the story.

        Parameters
        ----------
        query
            Names and values as they stand in the link; other names are left alone.
        catalog
            The record that the link speaks of.

        Returns
        -------
        tuple[Selection, tuple[str, ...]]
            The selection, and a sentence for each part of the link that could not be followed.
            Nothing of the link's own text is repeated in these.
        """
        notices: list[str] = []
        opening = cls.opening(catalog)
        story = _known(query, "story", catalog.stories, "a story", notices)
        event = _known(query, "event", catalog.events.index, "an event", notices)
        hidden = _hidden(query, notices)
        views = [one.id for one in catalog.perspectives]
        perspective = _known(query, "boundaries", views, "a perspective", notices) or DE_FACTO
        chosen = NO_FILTER
        if not query.keys().isdisjoint(PARAMETERS):
            chosen = Filter.from_query(query, facets_of(catalog).names, notices)
        window = _window(query, catalog, notices)
        # The period "story" without a story is that of the story that the app opens with.
        spans = _periods(catalog, story or opening.story)
        period = _known(query, "period", spans, "a period", notices)

        nothing_said = not any((story, event, window, period))
        if story is None and (nothing_said or period == STORY_PERIOD):
            story = opening.story
        spans = _periods(catalog, story)
        undated = window is None and period is None
        if window is None:
            if period is not None:
                window = spans[period]
            elif story is not None and _shows(spans[STORY_PERIOD], event, catalog):
                window = spans[STORY_PERIOD]
            elif event is not None:
                window = _around(event, catalog)
            else:
                window = opening.window
        if period is None or not _holds(spans[period], window):
            period = _narrowest(spans, window)
        archives = _archives(query, notices)
        selection = cls(window, period, story, event, hidden, perspective, chosen, archives)
        if undated and story is not None:
            steps = [step.event for step in catalog.stories[story].steps]
            if event in steps:
                selection = selection.stepped(steps.index(event), catalog)
        return selection, tuple(notices)

    def to_query(self) -> dict[str, str]:
        """Return the parameters of this selection's link, in the order in which they read best."""
        first, last = self.window.to_query()
        query = {"from": first, "to": last, "period": self.period}
        if self.story:
            query["story"] = self.story
        if self.event:
            query["event"] = self.event
        if self.hidden:
            query["hide"] = ",".join(sorted(self.hidden))
        if self.perspective != DE_FACTO:
            query["boundaries"] = self.perspective
        if self.archives:
            query["archives"] = ",".join(self.archives)
        return query | self.filter.to_query()

    def span(self, catalog: Catalog) -> Window:
        """Span of the timeline: that of the period."""
        return _periods(catalog, self.story)[self.period]

    def events(self, catalog: Catalog) -> pd.Index:
        """Ids of the events that meet the window and are not filtered out, in time order."""
        passing = self.in_window(catalog) & ~catalog.events["type"].isin(self.hidden)
        if self.filter != NO_FILTER:
            passing &= facets_of(catalog).passing(self.filter)
        chosen: pd.Index = catalog.events.index[passing]
        return chosen

    def in_window(self, catalog: Catalog) -> "pd.Series[bool]":
        """Whether each event meets the window, filtered out or not."""
        events = catalog.events
        meets: pd.Series[bool] = (events["start_minute"] < self.window.end) & (
            events["end_minute"] > self.window.start
        )
        return meets

    def moved(self, start: int, end: int, period: str, catalog: Catalog) -> "Selection":
        """Move the window (wall minutes, half open), or choose another period.

        A period just chosen keeps the window if it holds it; else its whole span is shown. What
        the record does not hold is ignored.
        """
        spans = _periods(catalog, self.story)
        try:
            window = Window(start, end)
        except ValueError:
            return self
        if period != self.period and period in spans:
            kept = self.window if _holds(spans[period], self.window) else spans[period]
            return replace(self, period=period, window=kept)
        if not _holds(spans[WHOLE_RECORD], window):
            return self
        period = self.period if _holds(spans[self.period], window) else _narrowest(spans, window)
        return replace(self, window=window, period=period)

    def opened(self, event: str | None, catalog: Catalog) -> "Selection":
        """Open an event, or none; a window that does not hold it moves to the days around it.

        What filters the event out is filtered no more.
        """
        if event is None or event not in catalog.events.index:
            return replace(self, event=None)
        selection = replace(self, event=event)
        if not _shows(self.window, event, catalog):
            window = _around(event, catalog)
            spans = _periods(catalog, self.story)
            period = self.period
            if not _holds(spans[period], window):
                period = _narrowest(spans, window)
            selection = replace(selection, window=window, period=period)
        return _admitting(selection, event, catalog)

    def telling(self, story: str, catalog: Catalog) -> "Selection":
        """Load a story, before its first step; what the record does not hold is ignored."""
        if story not in catalog.stories:
            return self
        window = catalog.stories[story].window
        return replace(self, window=window, period=STORY_PERIOD, story=story, event=None)

    def stepped(self, step: int, catalog: Catalog) -> "Selection":
        """Go to a step of the loaded story, counted from 0: open its event, in its own days.

        The window is a day at least, and wide enough for the story's length that its neighbours in
        time are seen. A step that the story does not have is ignored.
        """
        if self.story is None or not 0 <= step < len(catalog.stories[self.story].steps):
            return self
        span = catalog.stories[self.story].window
        event = catalog.events.loc[catalog.stories[self.story].steps[step].event]
        around = (span.end - span.start) // _STEPS_A_SPAN // DAY * DAY
        first = int(event["start_minute"]) // DAY * DAY - around
        last = -(-int(event["end_minute"]) // DAY) * DAY + around
        selection = replace(
            self,
            window=Window(max(first, span.start), min(last, span.end)),
            period=STORY_PERIOD,
            event=event.name,
        )
        return _admitting(selection, str(event.name), catalog)


def period_titles(catalog: Catalog, story: str | None) -> tuple[tuple[str, str], ...]:
    """Ids and names of the periods that the timeline offers, the loaded story's first."""
    titles = [(period.id, period.title) for period in catalog.periods]
    if story is not None:
        titles.insert(0, (STORY_PERIOD, "This story"))
    return tuple(titles)


def _shows(window: Window, event: str | None, catalog: Catalog) -> bool:
    """Whether a window holds some of an event, if there is one to hold."""
    if event is None:
        return True
    row = catalog.events.loc[event]
    return window.meets(int(row["start_minute"]), int(row["end_minute"]))


def _admitting(selection: Selection, event: str, catalog: Catalog) -> Selection:
    """Show an event again, should it be filtered out: its type, and what else keeps it out."""
    hidden = selection.hidden - {catalog.events.loc[event, "type"]}
    chosen = selection.filter
    if chosen != NO_FILTER:
        chosen = facets_of(catalog).admitting(chosen, event)
    return replace(selection, hidden=hidden, filter=chosen)


def _periods(catalog: Catalog, story: str | None = None) -> dict[str, Window]:
    """Spans by period; that of the whole record reaches round every event, period and story."""
    spans = {period.id: period.window for period in catalog.periods}
    first = int(catalog.events["start_minute"].min()) // DAY * DAY
    events = Window(first, int(catalog.events["end_minute"].max()))
    parts = [events, *spans.values(), *(told.window for told in catalog.stories.values())]
    spans[WHOLE_RECORD] = Window(min(part.start for part in parts), max(part.end for part in parts))
    if story is not None:
        spans[STORY_PERIOD] = catalog.stories[story].window
    return spans


def _known(
    query: Mapping[str, str],
    name: str,
    known: Container[str],
    kind: str,
    notices: list[str],
) -> str | None:
    if name not in query:
        return None
    value = query[name]
    if value in known:
        return value
    notices.append(f"The link names {kind} that this record does not hold; it was left out.")
    return None


def _hidden(query: Mapping[str, str], notices: list[str]) -> frozenset[str]:
    asked = [kind for kind in query.get("hide", "").split(",") if kind]
    if not set(asked) <= set(EVENT_TYPES):
        notices.append("The link filters by a type of event that does not exist; it was left out.")
    return frozenset(asked) & frozenset(EVENT_TYPES)


def _archives(query: Mapping[str, str], notices: list[str]) -> tuple[str, ...]:
    """Names of archives in a link; whether they are there is known to whoever has the store."""
    asked = [name for name in query.get("archives", "").split(",") if name]
    named = [name for name in dict.fromkeys(asked) if _ARCHIVE.fullmatch(name)]
    if len(named) < len(set(asked)):
        notices.append("The link names an archive by a word that is no name; it was left out.")
    if len(named) > MOST_ARCHIVES:
        notices.append(f"The link shows more than {MOST_ARCHIVES} archives; the first are shown.")
    return tuple(named[:MOST_ARCHIVES])


def _window(query: Mapping[str, str], catalog: Catalog, notices: list[str]) -> Window | None:
    if "from" not in query and "to" not in query:
        return None
    if "from" not in query or "to" not in query:
        notices.append("The link names one end of the window only; it was left out.")
        return None
    try:
        window = Window.from_query(query["from"], query["to"])
    except ValueError:
        notices.append(
            "The dates in the link could not be read; write them as from=2025-05-07&to=2025-05-10."
        )
        return None
    if not _holds(_periods(catalog)[WHOLE_RECORD], window):
        notices.append("The dates in the link lie outside the record; they were left out.")
        return None
    return window


def _around(event: str, catalog: Catalog) -> Window:
    """A week around an event, in whole days, within the record."""
    row = catalog.events.loc[event]
    whole = _periods(catalog)[WHOLE_RECORD]
    first = int(row["start_minute"]) // DAY * DAY - 3 * DAY
    last = -(-int(row["end_minute"]) // DAY) * DAY + 3 * DAY
    return Window(max(first, whole.start), min(last, whole.end))


def _holds(span: Window, window: Window) -> bool:
    return span.start <= window.start and window.end <= span.end


def _narrowest(spans: Mapping[str, Window], window: Window) -> str:
    around = [name for name, span in spans.items() if _holds(span, window)]
    return min(around, key=lambda name: spans[name].end - spans[name].start, default=WHOLE_RECORD)
