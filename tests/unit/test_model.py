from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from kashmir_map.dates import Window
from kashmir_map.model import Article, Citation, Claim, Event, Mark, Period, Story, StoryStep
from kashmir_map.parts import Part, Row
from kashmir_map.values import cell, explain, is_id
from kashmir_map.vocabulary import FAMILIES, FAMILY_NAMES, EventType, family_of

MODELS: list[type[Part]] = [Article, Event, Claim, Citation, Story, StoryStep, Mark, Period]

ARTICLE = {
    "id": "dawn-strikes",
    "publisher": "Dawn",
    "publisher_country": "PK",
    "agency": "",
    "kind": "newspaper",
    "title": "Strikes",
    "title_is_description": "false",
    "url": "https://www.dawn.com/1",
    "published": "2025-05-07",
    "language": "en",
    "accessed": "2026-11-23",
}
EVENT = {
    "id": "2025-05-07-strikes",
    "title": "India strikes nine sites",
    "start": "2025-05-07T01:05+05:30",
    "end": "2025-05-07T01:30+05:30",
    "date_precision": "time",
    "place": "Muzaffarabad",
    "latitude": "34.37",
    "longitude": "73.4711",
    "location_precision": "town",
    "type": "missile",
    "actors": "Indian Air Force; Indian Army",
    "summary": "India said it struck nine sites.",
    "related": "",
    "checked": "2026-11-23",
    "compared": "dawn-strikes",
    "not_found": "armed-group; second-source",
    "confidence": "high",
    "status": "published",
    "note": "",
}
CLAIM = {
    "event": "2025-05-07-strikes",
    "article": "dawn-strikes",
    "speaker": "Pakistan military",
    "claimant": "military",
    "side": "pakistan",
    "subject": "deaths",
    "who": "civilians",
    "counted": "civilians on the Pakistani side",
    "low": "26",
    "high": "",
    "value_text": "at least 26 killed",
    "stated": "",
    "stance": "asserts",
}
STORY: dict[str, Any] = {
    "title": "Four days",
    "summary": "What happened.",
    "window": {"from": "2025-05-07", "to": "2025-05-10"},
    "steps": [{"event": "2025-05-07-strikes", "caption": "It began at night."}],
}
PERIOD = {"id": "crisis-2025", "title": "Crisis", "from": "2025-04-22", "to": "2025-05-10"}

GOOD: dict[type[Part], dict[str, Any]] = {
    Article: ARTICLE,
    Event: EVENT,
    Claim: CLAIM,
    Story: STORY,
    Period: PERIOD,
}


def refusal(model: type[Part], **changes: object) -> str:
    """Return what a curator reads for the first thing that is wrong."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(GOOD[model] | changes)
    return " – ".join(explain(refused.value.errors()[0]))


def test_a_row_of_texts_becomes_values_and_the_same_texts_again() -> None:
    event = Event.model_validate(EVENT)
    assert (event.latitude, event.longitude) == (34.37, 73.4711)
    assert event.actors == ("Indian Air Force", "Indian Army")
    assert event.related == ()
    assert event.family == "violence"
    assert event.interval[1] - event.interval[0] == 26
    for model, row in ((Article, ARTICLE), (Event, EVENT), (Claim, CLAIM)):
        assert model.model_validate(row).cells() == list(row.values())
        assert model.columns() == tuple(row)


def test_rows_do_not_change() -> None:
    claim = Claim.model_validate(CLAIM)
    with pytest.raises(ValidationError):
        claim.low = 27  # type: ignore[misc]
    assert (claim.low, claim.high) == (26, None)


def test_every_type_belongs_to_one_family_with_a_name() -> None:
    types = [kind for kinds in FAMILIES.values() for kind in kinds]
    assert sorted(types) == sorted(get_args(EventType))
    assert list(FAMILIES) == list(FAMILY_NAMES)
    assert {family_of(kind) for kind in FAMILIES["diplomacy"]} == {"diplomacy"}


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_described_and_its_examples_are_legal(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
        for example in field.examples or []:
            is_yaml = example.startswith("{")
            value = yaml.load(example, yaml.BaseLoader) if is_yaml else example  # noqa: S506 - texts
            with pytest.raises(ValidationError) as refused:  # for all the other fields
                model.model_validate({field.alias or name: value})
            assert {error["type"] for error in refused.value.errors()} == {"missing"}, name


@pytest.mark.parametrize("column", ["latitude", "longitude"])
@pytest.mark.parametrize(
    "text",
    ["", "1e1", "nan", "inf", "-inf", " 34", "34 ", "34,1", "+34", "34.", ".5", "0x1", "1_0"],
)
def test_only_plain_decimals_are_degrees(column: str, text: str) -> None:
    assert refusal(Event, **{column: text}) == (
        "is not a number of degrees – "
        "write decimal degrees with a point and at most six decimals: 34.0837"
    )


def test_degrees_stay_on_the_globe() -> None:
    assert refusal(Event, latitude="341.2") == "is outside −90 … 90 – write decimal degrees"
    assert refusal(Event, longitude="-180.1") == "is outside −180 … 180 – write decimal degrees"
    assert refusal(Event, latitude=float("nan"))
    assert Event.model_validate(EVENT | {"latitude": "-0.5"}).latitude == -0.5


@pytest.mark.parametrize("text", ["-1", "1.0", "1e3", "1,000", "about 5", "\u0665", " 5", "9" * 10])
def test_only_digits_are_a_count(text: str) -> None:
    assert refusal(Claim, low=text).startswith("is not a whole number – write digits only")


@pytest.mark.parametrize("column", ["title", "summary", "note", "place", "actors"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_text_begins_as_a_formula(column: str, start: str) -> None:
    assert refusal(Event, **{column: f"{start}1+1"}) == (
        f"begins with {start}, which a spreadsheet would run as a formula – "
        "begin with a word or a quotation mark"
    )


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\x00", "\x1b", "\u2028", "\u202e"])
def test_no_text_holds_an_invisible_character(character: str) -> None:
    reason = f"holds the invisible character U+{ord(character):04X}"
    assert refusal(Event, note=f"a{character}b").startswith(reason)
    assert refusal(Event, note=f"{character}b").startswith(reason)


def test_urdu_and_hindi_are_text() -> None:
    for title in ("پاکستان\u200c اور بھارت", "कश्मीर", "Chaudhry’s “Kashmir” – a history"):
        assert Article.model_validate(ARTICLE | {"title": title}).title == title


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "//example.org/",
        "www.dawn.com/1",
        "https://",
        "https:///path",
        "https://localhost/",
        "https://user@example.org/",
        "https://user:word@example.org/",
        "https://example.org/a b",
        'https://example.org/"onclick="x',
        "https://example.org/<b>",
        "https://example.org:99999/",
        "https://[::1/",
        " https://example.org/",
        "HTTPS://example.org/",
        "https://example.org/\n",
    ],
)
def test_only_plain_web_addresses_are_urls(url: str) -> None:
    assert refusal(Article, url=url)


@pytest.mark.parametrize(
    "url",
    [
        "http://post.jagran.com/x-1405500912",
        "https://en.wikipedia.org/wiki/Treaty_of_Amritsar_(1846)",
        "https://en.wikipedia.org/wiki/Kashmir_Martyrs'_Day?oldid=85&a=b#c",
        "https://www.1lurer.am/en/Pakistan-sərhəddə/1309947",
        "https://example.org:8443/~a/%D9%BE",
    ],
)
def test_real_web_addresses_are_urls(url: str) -> None:
    assert Article.model_validate(ARTICLE | {"url": url}).url == url


@pytest.mark.parametrize(
    "text", ["", "A", "a_b", "-a", "a b", "é", "a\n", "a" * 81, "../a", "२", "a.b"]
)
def test_only_small_letters_digits_and_hyphens_are_an_id(text: str) -> None:
    assert refusal(Event, id=text)
    assert not is_id(text)


def test_real_ids_are_ids() -> None:
    for text in ("a", "1", "2025-05-07-strike", "a" * 80):
        assert is_id(text)
        assert Event.model_validate(EVENT | {"id": text}).id == text


@pytest.mark.parametrize(
    ("model", "changes", "message"),
    [
        (Event, {"type": "bomb"}, "is not a known value – write attack, airstrike, missile, "),
        (Event, {"title": "a" * 91}, "has more than 90 characters – shorten it"),
        (Event, {"title": ""}, "is empty – fill it in"),
        (Event, {"title": "Strikes "}, "begins or ends with a space – delete the space"),
        (Event, {"start": "7 May 2025"}, "is not a date like 2025, 2025-05, 2025-05-07"),
        (Event, {"start": "2025-02-30"}, "is not a day of the calendar – write an ISO date"),
        (Event, {"start": "2025-05-07T05:30"}, "has a time without an offset from UTC – add +05"),
        (Event, {"start": "0205-05-07"}, "lies outside the years 1800 … 2100 – correct the year"),
        (Event, {"end": "soon"}, "is not a date like"),
        (Event, {"actors": "India;Pakistan"}, "is not a clean list – put one semicolon"),
        (Event, {"actors": "India; "}, "is not a clean list – put one semicolon"),
        (Event, {"actors": "India|Pakistan"}, "holds “|” – separate the items with a semicolon"),
        (Event, {"actors": "India; India"}, "names an item twice – delete the second one"),
        (Event, {"related": "A b"}, "is not an id – use small letters a–z, digits and hyphens"),
        (Article, {"title_is_description": "TRUE"}, "is neither true nor false – write true or"),
        (Article, {"published": "2025-05-07T05"}, "has a time of day – write the date alone"),
        (Article, {"accessed": "2026-11"}, "is not a full date – write year, month and day"),
        (Article, {"accessed": ""}, "is empty – fill it in"),
        (Article, {"language": "eng"}, "is not an ISO 639-1 code – write two small letters: en"),
        (Article, {"publisher_country": "Pak"}, "is not an ISO 3166 code – write two capital"),
        (Article, {"publisher_country": "UK"}, "is not an ISO 3166 code – write GB"),
        (Story, {"surprise": "x"}, "is not a field of the record – correct its name or delete it"),
        (Story, {"title": None}, "is not a text – write one line of text"),
        (Story, {"title": ["a"]}, "is not a text – write one line of text"),
        (Story, {"steps": []}, "is empty – add an item"),
        (Story, {"steps": "x"}, "is not a list – write one item a line, each after a hyphen"),
        (Story, {"steps": ["x"]}, "is not a set of fields – write name: value, one a line"),
        (Story, {"steps": [{"event": "a"}]}, "is missing – add it"),
        (Story, {"marks": [{"event": "a", "label": "b"}] * 4}, "has more than 3 items – keep"),
        (Story, {"window": "2025"}, "is no window – write from: and to: with an ISO date each"),
        (Story, {"window": {"from": "2025"}}, "is no window – write from: and to:"),
        (Story, {"window": {"from": "2025", "to": "2024"}}, "is no window: The window ends before"),
        (Period, {"to": "2024"}, "is no window: The window ends before it begins – write from:"),
        (Period, {"from": "x"}, "is not a date like 2025, 2025-05, 2025-05-07 or"),
        (Period, {"to": "2025-05-10T05+05:30"}, "has an offset from UTC – leave it out"),
        (Period, {"from": 1947}, "is not a text – write one line of text"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    model: type[Part], changes: dict[str, object], message: str
) -> None:
    assert refusal(model, **changes).startswith(message)


def test_a_story_and_a_period_carry_windows() -> None:
    story, period = Story.model_validate(STORY), Period.model_validate(PERIOD)
    assert story.window == Window.from_query("2025-05-07", "2025-05-10")
    assert story.article is None
    assert period.window == Window.from_query("2025-04-22", "2025-05-10")


@pytest.mark.parametrize(
    ("value", "text"),
    [(34.0, "34"), (-0.0, "0"), (1e-7, "0"), (-1e-7, "0"), (73.4711, "73.4711"), (100.0, "100")],
)
def test_degrees_are_written_without_idle_zeros(value: float, text: str) -> None:
    assert cell(value) == text


@settings(deadline=None)
@given(st.integers(-90_000_000, 90_000_000))
def test_degrees_survive_a_table(micro: int) -> None:
    text = cell(micro / 1_000_000)
    assert cell(Event.model_validate(EVENT | {"latitude": text}).latitude) == text


@settings(deadline=None)
@given(st.sampled_from([Article, Event, Claim]), st.data())
def test_no_cell_does_more_than_be_refused_in_own_words(
    model: type[Row], data: st.DataObject
) -> None:
    column = data.draw(st.sampled_from(model.columns()))
    value = data.draw(st.text(max_size=40))
    try:
        model.model_validate(GOOD[model] | {column: value})
    except ValidationError as error:
        for detail in error.errors():
            rule, fix = explain(detail)
            assert "nput should" not in rule + fix
            assert "not valid here" not in rule
