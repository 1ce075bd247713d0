"""
The schema of the record: one model per table or file, and nothing beside it.

Columns of the tables, their order, documentation and checks are all derived from these fields.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from kashmir_map.dates import Window, interval
from kashmir_map.parts import Part, Row
from kashmir_map.values import (
    LABEL_MAX,
    TEXT_MAX,
    TITLE_MAX,
    CalendarDate,
    Count,
    Country,
    EventDate,
    Flag,
    FullDate,
    Gaps,
    Id,
    Ids,
    Label,
    Language,
    Latitude,
    Line,
    Longitude,
    Names,
    OptionalEventDate,
    OptionalFullDate,
    OptionalId,
    Span,
    SubjectCode,
    Summary,
    Text,
    Title,
    Url,
    WindowEnd,
    Words,
    span,
)
from kashmir_map.vocabulary import (
    Claimant,
    Confidence,
    CountedOrNothing,
    DatePrecision,
    DrawnAs,
    EventType,
    Family,
    Kind,
    LocationPrecision,
    Side,
    Stance,
    Status,
    Subject,
    family_of,
)

MARKS_MAX = 3


class Article(Row):
    """One published source."""

    key = ("id",)

    id: Id = Field(
        description="Name of the article in this record: small letters, digits and hyphens.",
        examples=["moscow-times-urges-restraint"],
    )
    publisher: Words = Field(
        description="Who published it, without remarks.", examples=["The Moscow Times"]
    )
    publisher_country: Country = Field(
        description="Publisher's country, ISO 3166 alpha-2, or UN; empty if unknown.",
        examples=["RU"],
    )
    agency: Line = Field(
        description="News agency that the text comes from; empty if it is the publisher's own.",
        examples=["AFP"],
    )
    kind: Kind = Field(
        description="What kind of publisher; magazines and web news sites count as newspaper.",
        examples=["newspaper"],
    )
    title: Words = Field(
        description="Headline as published, or a description where none was found.",
        examples=["Russia Urges India and Pakistan to Show Restraint"],
    )
    title_is_description: Flag = Field(
        description="true if the title describes the page because it showed no headline.",
        examples=["false"],
    )
    url: Url = Field(
        description="Address of the page, http or https.",
        examples=["https://www.themoscowtimes.com/"],
    )
    published: CalendarDate = Field(
        description="When it was published: year, month or day, ISO; empty if unknown.",
        examples=["2025-05-07", "2025-05"],
    )
    language: Language = Field(
        description="Language of the page, ISO 639-1.", examples=["en", "ur"]
    )
    accessed: FullDate = Field(
        description="Day on which the page was read, ISO.", examples=["2026-11-23"]
    )


class Event(Row):
    """One thing that happened at one place and time."""

    key = ("id",)

    id: Id = Field(
        description="Name of the event: its best-known date and some words, with hyphens.",
        examples=["2025-05-07-operation-sindoor"],
    )
    title: Title = Field(
        description=f"Headline in neutral words, at most {TITLE_MAX} characters.",
        examples=["India strikes nine sites in Pakistan and Pakistan-administered Kashmir"],
    )
    start: EventDate = Field(
        description=(
            "When it began, local to the place: an ISO year, month, day, or time with its offset "
            "from UTC."
        ),
        examples=["2025-05-07T01:05+05:30", "2025-05-07", "2025-05"],
    )
    end: OptionalEventDate = Field(
        description="When it ended, inclusive, written like start; empty if start says it all.",
        examples=["2025-05-07T01:30+05:30", ""],
    )
    date_precision: DatePrecision = Field(
        description="How exactly start is known; agrees with how start is written.",
        examples=["time"],
    )
    place: Words = Field(description="Where it happened, in words.", examples=["Muzaffarabad"])
    latitude: Latitude = Field(
        description="Decimal degrees north, WGS 84 (EPSG:4326), −90 … 90, at most six decimals.",
        examples=["34.37"],
    )
    longitude: Longitude = Field(
        description="Decimal degrees east, WGS 84 (EPSG:4326), −180 … 180, at most six decimals.",
        examples=["73.4711"],
    )
    location_precision: LocationPrecision = Field(
        description="What the coordinates stand for; region and country are drawn without a point.",
        examples=["town"],
    )
    type: EventType = Field(
        description="What kind of event; types belong to the four families.", examples=["missile"]
    )
    actors: Names = Field(
        description="Who acted, separated by “; ”; empty if nobody did, as in an earthquake.",
        examples=["Indian Air Force; Indian Army"],
    )
    summary: Summary = Field(
        description=f"What happened, in own neutral words, at most {TEXT_MAX} characters.",
        examples=["India said it had struck nine sites. Pakistan said six places were hit."],
    )
    related: Ids = Field(
        description="Ids of related events, separated by “; ”; the other event names this one too.",
        examples=["2025-04-22-pahalgam-attack; 2025-05-10-ceasefire"],
    )
    checked: OptionalFullDate = Field(
        description="Day on which date, place and core statement were last compared with sources.",
        examples=["2026-11-24"],
    )
    compared: Ids = Field(
        description="Ids of the articles that were seen to carry them; the event cites each.",
        examples=["moscow-times-urges-restraint; dawn-may-7-strikes"],
    )
    not_found: Gaps = Field(
        description="What was looked for and not found, separated by “; ”.",
        examples=["casualties; pakistan"],
    )
    confidence: Confidence = Field(
        description="How well the compared sources support it, by rule (`confidence.py`).",
        examples=["high"],
    )
    status: Status = Field(description="Only published events are shown.", examples=["published"])
    note: Text = Field(
        description="What a reader should know about place, date, sources or doubts; may be empty.",
        examples=["The marker is the town; the site of impact is not known."],
    )

    @property
    def interval(self) -> tuple[int, int]:
        """Wall minutes, half open; ValueError if the end lies before the start."""
        return interval(self.start, self.end)

    @property
    def family(self) -> Family:
        """Family of the event's type."""
        return family_of(self.type)


class Claim(Row):
    """One statement by one speaker about one event."""

    key = ("event", "article", "speaker", "subject")

    event: Id = Field(description="Id of the event.", examples=["2025-05-07-operation-sindoor"])
    article: Id = Field(
        description="Id of the article that reports the claim; the event cites it.",
        examples=["moscow-times-urges-restraint"],
    )
    speaker: Words = Field(
        description="Who says so, as readers see it.", examples=["Pakistan military (ISPR)"]
    )
    claimant: Claimant = Field(description="What kind of speaker.", examples=["military"])
    side: Side = Field(
        description=(
            "Side that the speaker speaks from: a country with its forces, officials and media, "
            "an armed group, residents, or elsewhere."
        ),
        examples=["pakistan"],
    )
    subject: Subject = Field(description="What is claimed.", examples=["deaths"])
    who: CountedOrNothing = Field(
        description="Who or what is counted; needed beside a number.",
        examples=["civilians"],
    )
    counted: Line = Field(
        description="The group in words; the same words mean the same group within an event.",
        examples=["civilians on the Pakistani side"],
    )
    low: Count = Field(
        description="Lowest number claimed, a whole number; empty for a claim in words.",
        examples=["26"],
    )
    high: Count = Field(
        description="Highest number claimed; empty with low given means “at least”.",
        examples=["31"],
    )
    value_text: Line = Field(
        description="The claim in words, close to the source; needed where low is empty.",
        examples=["at least 26 killed"],
    )
    stated: CalendarDate = Field(
        description="When it was said: year, month or day, ISO; empty if unknown.",
        examples=["2025-05-07"],
    )
    stance: Stance = Field(
        description="Whether the speaker asserts it or denies it.", examples=["asserts"]
    )


class Citation(Row):
    """One article in support of one event."""

    key = ("event", "article")

    event: Id = Field(description="Id of the event.", examples=["2025-05-07-operation-sindoor"])
    article: Id = Field(description="Id of the article.", examples=["moscow-times-urges-restraint"])


class Withdrawn(Row):
    """An event that is no longer in the record; its id is never used again."""

    key = ("id",)

    id: Id = Field(description="Id that the event had.", examples=["2025-05-07-example"])
    withdrawn: FullDate = Field(description="Day of the withdrawal, ISO.", examples=["2026-11-24"])
    replaced_by: OptionalId = Field(
        description="Id of the event that says it now; empty if there is none.",
        examples=["2025-05-07-operation-sindoor"],
    )
    reason: Summary = Field(
        description="Why it is no longer there.", examples=["The same event stood there twice."]
    )


class Mark(Part):
    """A short label for one event on the timeline."""

    event: Id = Field(description="Id of the event.", examples=["2025-05-10-ceasefire"])
    label: Label = Field(
        description=f"A few words, at most {LABEL_MAX} characters.", examples=["Ceasefire"]
    )


class StoryStep(Part):
    """One stop on a reader's path."""

    event: Id = Field(description="Id of the event.", examples=["2025-04-22-pahalgam-attack"])
    caption: Summary = Field(
        description=f"What this step adds to the story, at most {TEXT_MAX} characters.",
        examples=["It began with an attack on tourists in the Baisaran meadow."],
    )


class Story(Part):
    """A reader's path through events; the file's name is its id."""

    title: Title = Field(
        description=f"Headline, at most {TITLE_MAX} characters.", examples=["Four days in May"]
    )
    summary: Summary = Field(
        description=f"What the story tells, at most {TEXT_MAX} characters.",
        examples=["From the attack at Pahalgam to the ceasefire."],
    )
    article: Id | None = Field(
        default=None,
        description="Id of the article that the story starts from; may be left out.",
        examples=["moscow-times-urges-restraint"],
    )
    window: Span = Field(
        description="Time that the story opens with: from and to, ISO, both inclusive.",
        examples=["{from: 2025-04-22, to: 2025-05-10}"],
    )
    steps: Annotated[tuple[StoryStep, ...], Field(min_length=1)] = Field(
        description="Events in the order of telling, each with a caption."
    )
    marks: Annotated[tuple[Mark, ...], Field(max_length=MARKS_MAX)] = Field(
        default=(), description=f"At most {MARKS_MAX} labels for the timeline."
    )


class Period(Part):
    """A stretch of time that the timeline offers by name."""

    id: Id = Field(description="Name of the period in links.", examples=["crisis-2025"])
    title: Title = Field(
        description=f"Name for readers, at most {TITLE_MAX} characters.",
        examples=["Crisis of 2025"],
    )
    first: WindowEnd = Field(
        alias="from",
        description="Where it begins: ISO year, month, day, hour or minute, without offset.",
        examples=["2025-04-22"],
    )
    last: WindowEnd = Field(
        alias="to",
        description="Where it ends, inclusive, written like from.",
        examples=["2025-05-10"],
    )
    marks: Annotated[tuple[Mark, ...], Field(max_length=MARKS_MAX)] = Field(
        default=(), description=f"At most {MARKS_MAX} labels for the timeline."
    )

    @field_validator("last")
    @classmethod
    def _window_is_sound(cls, last: str, info: ValidationInfo) -> str:
        if "first" in info.data:
            span(info.data["first"], last)
        return last

    @property
    def window(self) -> Window:
        """The period as a window, in wall minutes."""
        return Window.from_query(self.first, self.last)


class Perspective(Part):
    """A way to draw the boundaries, and whose it is."""

    id: Id = Field(description="Name of the perspective in links.", examples=["india"])
    title: Title = Field(description="Its name in the switch.", examples=["As India depicts it"])
    words: Summary = Field(
        description="What stands on the map: whose depiction it is, of which year.",
        examples=["Boundaries: as depicted by the Government of India, 2019"],
    )
    summary: Summary = Field(
        description="What it shows, for the methods page.", examples=["The maps of 2019."]
    )


class Depiction(Row):
    """How one unit or line is drawn in one perspective, or was in the past."""

    key = ("perspective", "subject", "start")

    perspective: Id = Field(description="Id of the perspective.", examples=["de-facto"])
    subject: SubjectCode = Field(description="Code of a unit, id of a line.", examples=["GB"])
    start: OptionalEventDate = Field(
        description="First day, ISO; empty if it always was so. Only de facto changes in time.",
        examples=["1970", ""],
    )
    end: OptionalEventDate = Field(
        description="Day on which it ended, exclusive, ISO; empty if it has not.",
        examples=["2009-08-29"],
    )
    drawn_as: DrawnAs = Field(description="Tint of a unit, stroke of a line.", examples=["india"])
    name: Line = Field(description="Name on the map; empty for none.", examples=["Northern Areas"])
    note: Line = Field(
        description="What stands under the name, or what the legend says of the line.",
        examples=["administered by Pakistan"],
    )
    source: Id = Field(
        description="Id of an article or of an event of this record that it rests on.",
        examples=["2009-08-29-gb-self-governance-order"],
    )
