import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kashmir_map.catalog import Catalog
from kashmir_map.changelog import data_version
from kashmir_map.reading import reading_order
from kashmir_map.selection import Selection
from kashmir_map.vocabulary import FAMILIES
from tests.pages.views import View, elements, view

Visit = Callable[..., View]

ROOT = Path(__file__).parents[2]
SINDOOR = "2025-05-07-operation-sindoor"
OPENING_LINK = {
    "from": "2025-04-22",
    "to": "2025-05-10",
    "period": "story",
    "story": "moscow-urges-restraint",
    "v": data_version(),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def link(shown: View) -> dict[str, str]:
    """Return the address as the reader could copy it; the test client keeps values as lists."""
    return {
        name: value if isinstance(value, str) else value[0]
        for name, value in shown.app.query_params.items()
    }


def listed(shown: View) -> list[str]:
    """Return what the panel lists: it picks from the library by the rule that stands here."""
    panel = shown.parts["panel"]
    start, end = panel["window"]
    return [
        row["id"]
        for row in shown.parts["library"]["rows"]
        if row["start"] < end
        and row["end"] > start
        and row["type"] not in panel["hidden"]
        and row["position"] not in panel["without"]
    ]


def test_the_page_opens_without_an_error(visit: Visit) -> None:
    shown = visit()

    assert not shown.app.exception
    assert not shown.app.error
    parts = {"library", "skip", "masthead", "key", "panel", "timeline", "search"}
    assert set(shown.parts) == parts
    assert shown.parts["masthead"]["notices"] == []


def test_the_opening_view_is_the_articles_story(visit: Visit, catalog: Catalog) -> None:
    shown = visit()
    story = catalog.stories["moscow-urges-restraint"]

    assert shown.parts["masthead"]["headline"] == story.title
    assert link(shown) == OPENING_LINK
    assert shown.parts["panel"]["windowWords"] == "22 April – 10 May 2025"
    assert shown.parts["panel"]["event"] is None
    timeline = shown.parts["timeline"]
    assert timeline["window"] == [story.window.start, story.window.end] == timeline["span"]
    assert timeline["period"] == "story"
    assert timeline["periods"][0] == ["story", "This story"]
    assert [words for _, words in timeline["marks"]] == [mark.label for mark in story.marks]


def test_the_list_holds_what_the_selection_does(visit: Visit, catalog: Catalog) -> None:
    shown = visit()
    events = Selection.opening(catalog).events(catalog)
    order = reading_order(catalog)

    assert len(events) >= 119
    assert listed(shown) == sorted(events, key=order.__getitem__)
    lead = shown.parts["masthead"]["lead"][0]
    cited = catalog.citations[catalog.citations["event"].isin(events)]["article"].nunique()
    assert lead.startswith(f"{len(events)} events from {cited:,} articles.")


def test_the_card_says_who_wrote_when_where_and_what(visit: Visit, catalog: Catalog) -> None:
    story = visit().parts["panel"]["story"]
    told, card = story["article"], story["card"]
    article = catalog.articles.loc["moscow-times-urges-restraint"]

    assert told["publisher"] == "The Moscow Times"
    assert told["published"] == "8 May 2025"
    assert told["url"] == article["url"]
    assert told["url"].startswith("https://www.themoscowtimes.com/")
    assert told["title"] == article["title"]
    assert card["summary"] == catalog.stories["moscow-urges-restraint"].summary
    assert card["summary"].count(". ") == 2  # three sentences
    assert card["summary"].endswith(".")


def test_the_key_counts_every_type_in_the_window(visit: Visit, catalog: Catalog) -> None:
    shown = visit()
    events = Selection.opening(catalog).events(catalog)
    expected = Counter(catalog.events.loc[events, "type"])

    families = shown.parts["key"]["families"]
    counts = {kind["id"]: kind["count"] for family in families for kind in family["types"]}
    assert [family["id"] for family in families] == list(FAMILIES)
    assert counts == {kind: expected[kind] for kind in counts}
    assert sum(counts.values()) == len(listed(shown))
    assert shown.parts["key"]["hidden"] == []
    assert shown.parts["key"]["filters"]["words"] == ""


def test_the_parts_speak_on_one_channel_of_this_reader_alone(visit: Visit) -> None:
    one, other = visit(), visit()

    def channel(shown: View) -> str:
        names = {
            shown.parts[part]["channel"] for part in ("library", "masthead", "panel", "timeline")
        }
        (name,) = names
        (frame,) = folium_scripts(shown)
        assert json.dumps(name) in frame
        return str(name)

    assert channel(one) != channel(other)
    assert "_" not in channel(one)


def folium_scripts(shown: View) -> list[str]:
    return [
        json.loads(element.proto.json_args)["script"]
        for element in elements(shown.app.main)
        if element.type == "component_instance"
    ]


def test_the_maps_script_stays_while_the_reader_moves(visit: Visit, catalog: Catalog) -> None:
    shown = visit()
    before = folium_scripts(shown)
    selection: Selection = shown.app.session_state["selection"]
    window = catalog.periods[1].window

    shown.app.session_state["selection"] = selection.moved(
        window.start, window.end, selection.period, catalog
    )
    shown.app.run()

    assert len(before) == 1
    assert folium_scripts(shown) == before
    assert view(shown.app).parts["timeline"]["window"] == [window.start, window.end]


# ---- links ---------------------------------------------------------------------------------------


def test_a_link_to_an_event_opens_its_account(visit: Visit) -> None:
    shown = visit(event=SINDOOR)

    told = shown.parts["panel"]["event"]
    assert told["id"] == SINDOOR == shown.parts["panel"]["selected"]
    assert told["title"].startswith("India launches")
    assert {speaker["side"] for group in told["spoken"] for speaker in group["speakers"]} == {
        "india",
        "pakistan",
    }
    assert len(told["sources"]) >= 5
    assert SINDOOR in listed(shown)
    assert shown.parts["timeline"]["selected"] == SINDOOR
    assert set(shown.parts["timeline"]["linked"]) == {other["id"] for other in told["related"]}
    assert link(shown)["event"] == SINDOOR


def _opening(**more: str) -> dict[str, str]:
    renamed = {"from_" if name == "from" else name: value for name, value in OPENING_LINK.items()}
    return {**renamed, **more}


def test_an_event_outside_the_window_is_told_without_a_place_in_the_list(visit: Visit) -> None:
    shown = visit(**_opening(event="1947-10-26-instrument-of-accession"))

    assert shown.parts["panel"]["event"]["title"]
    assert "1947-10-26-instrument-of-accession" not in listed(shown)


def test_a_link_hides_types_and_says_so(visit: Visit, catalog: Catalog) -> None:
    shown = visit(hide="drone,statement")
    everything = listed(visit())

    hidden = catalog.events["type"].isin(["drone", "statement"])
    assert listed(shown) == [event for event in everything if not hidden[event]]
    assert (
        shown.parts["key"]["hidden"] == ["drone", "statement"] == shown.parts["timeline"]["hidden"]
    )
    count = len(everything) - len(listed(shown))
    assert shown.parts["key"]["filters"]["words"] == (
        f"Filtered out: drones, statements ({count} events here)."
    )


def test_an_empty_window_has_a_next_event_to_name(visit: Visit) -> None:
    shown = visit(from_="1900", to="1901")
    _, end = shown.parts["panel"]["window"]

    assert listed(shown) == []
    later = [row for row in shown.parts["library"]["rows"] if row["start"] >= end]
    assert later[0]["day"] == "Monday 13 July 1931"
    assert not shown.app.exception


def test_the_whole_record_fits_on_the_page(visit: Visit, catalog: Catalog) -> None:
    shown = visit(period="record")

    assert len(listed(shown)) == len(catalog.events)
    assert shown.parts["panel"]["story"] is None
    assert {card["id"] for card in shown.parts["panel"]["stories"]} == set(catalog.stories)
    assert link(shown) == {
        "from": "1846",
        "to": "2026",
        "period": "record",
        "v": data_version(),
    }


def test_a_link_copied_from_the_page_shows_the_same_page(visit: Visit) -> None:
    first = visit(from_="1999-05-03", to="1999-07-26", event="1999-07-26-kargil-ends", hide="drone")

    copied = {"from_" if name == "from" else name: value for name, value in link(first).items()}
    again = visit(**copied)

    for part in ("masthead", "key", "panel", "timeline"):
        one, other = first.parts[part], again.parts[part]
        assert {**one, "channel": ""} == {**other, "channel": ""}
    assert link(again) == link(first)


@pytest.mark.parametrize(
    "query",
    [
        {"event": "<img src=x onerror=alert(1)>"},
        {"story": "../../secrets"},
        {"period": "__proto__"},
        {"hide": "attack,<script>"},
        {"from_": "2025-06-10", "to": "2025-06-07"},
        {"from_": "5" * 5000, "to": "${7*7}"},
        {"to": "2025-05-07"},
        {"event": "' OR 1=1", "story": "\0", "period": "🏔", "from_": "", "to": ""},
    ],
)
def test_a_hostile_link_gets_a_notice_and_a_page_that_works(
    query: dict[str, str], visit: Visit
) -> None:
    shown = visit(**query)

    assert not shown.app.exception
    assert not shown.app.error
    notices = shown.parts["masthead"]["notices"]
    assert notices
    assert not any(value in "".join(notices) for value in query.values() if len(value) > 3)
    assert listed(shown)
    assert set(link(shown)) <= {"from", "to", "period", "story", "hide", "v"}
    if "hide" not in query:
        assert link(shown) == OPENING_LINK


def test_a_notice_does_not_outlast_its_link(visit: Visit) -> None:
    shown = visit(event="nobody-knows")
    assert shown.parts["masthead"]["notices"]

    shown.app.query_params.clear()
    shown.app.query_params["event"] = SINDOOR
    shown.app.run()

    after = view(shown.app).parts
    assert after["masthead"]["notices"] == []
    assert after["panel"]["event"]["id"] == SINDOOR


# ---- what the reader does ------------------------------------------------------------------------


def test_opening_and_closing_an_event_is_written_into_the_link(
    visit: Visit, catalog: Catalog
) -> None:
    shown = visit()
    selection: Selection = shown.app.session_state["selection"]

    shown.app.session_state["selection"] = selection.opened(SINDOOR, catalog)
    shown.app.run()
    assert view(shown.app).parts["panel"]["event"]["id"] == SINDOOR
    assert link(shown) == {**OPENING_LINK, "event": SINDOOR}

    shown.app.session_state["selection"] = selection.opened(None, catalog)
    shown.app.run()
    assert view(shown.app).parts["panel"]["event"] is None
    assert link(shown) == OPENING_LINK


PAGES = (
    "map.py",
    "chronology.py",
    "disagreement.py",
    "retelling.py",
    "sources.py",
    "archives.py",
    "methods.py",
)


@pytest.mark.parametrize("script", ["app.py", *(f"pages/{name}" for name in PAGES)])
def test_every_page_runs_by_itself(script: str, visit: Visit) -> None:
    shown = visit(script)

    assert not shown.app.exception
    assert not shown.app.error


def test_there_is_no_page_that_no_test_opens() -> None:
    assert {path.name for path in (ROOT / "pages").glob("*.py")} == set(PAGES)


def test_the_app_can_be_started_from_any_folder(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    shown = visit()

    assert not shown.app.exception


def test_the_methods_page_shows_the_rules_of_the_record(visit: Visit) -> None:
    shown = visit("pages/methods.py")

    (text,) = (part.value for part in shown.app.markdown)
    assert text == (ROOT / "data" / "README.md").read_text("utf-8").strip()
    assert "claims.csv" in text
