"""The archives page without a browser: taken in, refused, decided, listed, removed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kashmir_map.archives.archive import Archive
from kashmir_map.archives.importer import Wishes, import_file
from kashmir_map.archives.store import Store
from kashmir_map.regions import Box
from kashmir_map.ui import archives
from kashmir_map.ui.desk import the_box, the_desk
from tests.pages.views import View, elements
from tests.unit.archives.samples import TABLE_ROW, UCDP_ROW, write

Visit = Callable[..., View]

PAGE = "pages/archives.py"
HOSTILE = "<img src=x onerror=alert(1)> **bold** $x$ :red[x]"
BOX = Box(64, 22.5, 88, 40)


@pytest.fixture
def store() -> Store:
    return Store.of_reader()


@pytest.fixture
def open_page(visit: Visit) -> Callable[[], AppTest]:
    def open_(**query: str) -> AppTest:
        return visit("app.py", **query).app.switch_page(PAGE).run()

    return open_


def said(app: AppTest) -> str:
    """All HTML and Markdown of the page but its styles."""
    html = [one.proto.body for one in elements(app.main) if one.type == "html"]
    texts = [*html, *(one.value for one in (*app.markdown, *app.caption))]
    return "\n".join(text for text in texts if not text.startswith("<style>"))


def press(app: AppTest, label: str) -> AppTest:
    (button,) = (one for one in app.button if one.label == label)
    return button.click().run()


def finished(app: AppTest) -> AppTest:
    """Wait until the import has ended, and look again."""
    job = the_desk().job
    assert job is not None
    job.wait()
    return app.run()


def upload(app: AppTest, path: Path) -> AppTest:
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "text/csv"))
    return app.run()


def column(app: AppTest, label: str) -> str:
    (box,) = (one for one in app.selectbox if one.label == label)
    return str(box.value)


def test_without_archives_the_page_says_what_they_are(open_page: Callable[[], AppTest]) -> None:
    app = open_page()

    assert not app.exception
    text = said(app)
    for words in ("UCDP GED", "ACLED", "Any table with a date and coordinates", "nowhere else"):
        assert words in text


def test_a_table_is_taken_with_its_columns_corrected(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    rows = [TABLE_ROW | {"headline": f"No {n}", "type": "raid"} for n in range(3)]
    app = upload(open_page(), write(tmp_path / "my table.csv", rows))
    assert column(app, "Latitude") == "lat"
    assert column(app, "Title") == "headline"
    assert "Of the first 3 rows, 0 can be taken, 3 do not fit." in said(app)

    next(one for one in app.selectbox if one.label == "Title").set_value("name").run()
    next(one for one in app.selectbox if one.label == "raid").set_value("attack").run()
    assert "Of the first 3 rows, 3 can be taken." in said(app)
    next(one for one in app.text_input if one.label == "Licence or terms").set_value("CC0").run()
    app = finished(press(app, "Import"))

    assert "Imported 3 events of 3 rows as “my-table”." in said(app)
    archive = store.open("my-table")
    assert archive.facts.licence == "CC0"
    assert (
        archive.select(columns=["title", "type"]).to_pylist()
        == [{"title": "An event", "type": "attack"}] * 3
    )

    # The next table with the same columns is read as this one was.
    app = upload(press(app, "Done"), write(tmp_path / "next.csv", rows))
    assert column(app, "Title") == "name"
    assert column(app, "raid") == "attack"


def test_refused_rows_are_shown_and_the_others_taken_if_the_reader_wants(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    rows = [UCDP_ROW | {"id": str(n), "best": "many" if n == 3 else "2"} for n in range(12)]
    app = upload(open_page(), write(tmp_path / "ged.csv", rows))
    app = finished(press(app, "Import"))

    assert "1 of 12 rows does not fit. Nothing was imported so far." in said(app)
    (table,) = (one.value for one in app.dataframe if "What is wrong" in one.value)
    assert table.to_dict("records") == [
        {
            "Row": "5",
            "Column": "best",
            "Value": "many",
            "What is wrong": "is not a whole number",
            "What to do": "write digits only",
        }
    ]
    assert not store.names()

    app = finished(press(app, "Import the other 11"))

    assert "Imported 11 events of 12 rows as “ged”." in said(app)
    assert store.names() == ["ged"]
    assert (store.folder / "ged" / "refused.csv").is_file()


def test_refused_rows_may_end_the_import(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW, UCDP_ROW])
    app = finished(press(upload(open_page(), path), "Import"))

    app = press(app, "Cancel")

    assert not store.names()
    assert app.file_uploader
    assert the_desk().job is None


def test_a_word_that_comes_late_can_be_given_a_meaning(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    rows = [TABLE_ROW] * 1_200 + [TABLE_ROW | {"type": "Late_Word"}]
    app = upload(open_page(), write(tmp_path / "t.csv", rows))
    assert "late" not in "".join(one.label for one in app.selectbox)

    app = press(finished(press(app, "Import")), "Change how it is read")
    next(one for one in app.selectbox if one.label == r"late\_word").set_value("other").run()
    app = finished(press(app, "Import"))

    assert store.open("t").facts.rows_kept == 1_201


def test_an_import_can_be_cancelled(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW])
    app = press(upload(open_page(), path), "Import")

    app = finished(press(app, "Cancel"))

    assert "Cancelled; your archives are as they were." in said(app)
    assert not store.names()
    app = press(app, "Back to the file")
    assert "ged.csv" in said(app)


def test_a_file_by_its_path(open_page: Callable[[], AppTest], store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW])
    app = open_page()
    app.button_group(key="archive-way").set_value("Path on this computer").run()

    app.text_input(key="archive-path").set_value(str(tmp_path)).run()
    assert "There is no file at this path." in said(app)
    app.text_input(key="archive-path").set_value(f'"{path}"').run()
    app = finished(press(app, "Import"))

    assert store.names() == ["ged"]
    assert path.is_file()


def test_the_list_says_where_each_archive_comes_from(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    rows = [UCDP_ROW, UCDP_ROW | {"id": "2", "latitude": "0"}, UCDP_ROW | {"id": "3", "best": "x"}]
    path = write(tmp_path / "GEDEvent_v25_1.csv", rows)
    facts = import_file(path, store, "", BOX, Wishes(accept_rest=True)).facts

    text = said(open_page())

    for words in (
        "UCDP GED · gedevent-v25-1",
        "<dt>Events</dt><dd>1 of 3 rows</dd>",
        "<dt>Refused</dt><dd>1</dd>",
        "<dt>Outside the map</dt><dd>1</dd>",
        "<dt>Days</dt><dd>1 October 2001</dd>",
        "<dd>GEDEvent_v25_1.csv</dd>",
        f"<dd>{facts.sha256[:12]}…</dd>",
        "CC BY 4.0",
    ):
        assert words in text


def test_what_its_codes_become_is_disclosed(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    import_file(write(tmp_path / "ged.csv", [UCDP_ROW]), store, "", BOX, Wishes())

    (table,) = (one.value for one in open_page().dataframe if "Meaning there" in one.value)

    assert ["where_prec", "6", "a country", "country"] in table.to_numpy().tolist()


def test_removing_asks_first(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW])
    import_file(path, store, "", BOX, Wishes())

    app = press(open_page(), "Remove")
    app = press(app, "Keep it")
    assert store.names() == ["ged"]
    app = press(press(app, "Remove"), "Remove it")

    assert store.names() == []
    assert path.is_file()
    assert not app.exception


def test_a_visitor_from_elsewhere_changes_nothing(
    open_page: Callable[[], AppTest],
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_file(write(tmp_path / "ged.csv", [UCDP_ROW]), store, "", BOX, Wishes())
    monkeypatch.setattr(archives, "read_here_only", lambda: False)

    app = open_page()

    assert "UCDP Georeferenced Event Dataset" in said(app)
    assert "kashmir-map import" in said(app)
    assert not app.file_uploader
    assert [one.label for one in app.button] == []


def test_a_damaged_archive_is_told_and_can_be_removed(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    import_file(write(tmp_path / "ged.csv", [UCDP_ROW]), store, "", BOX, Wishes())
    (store.folder / "ged" / "archive.json").write_text("{", "utf-8")

    app = open_page()

    assert "“ged” cannot be read." in said(app)
    press(press(app, "Remove"), "Remove it")
    assert store.names() == []


def test_whatever_a_file_holds_is_escaped(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    rows = [{**TABLE_ROW, "type": HOSTILE, HOSTILE: HOSTILE}]
    app = upload(open_page(), write(tmp_path / "t.csv", rows))

    def harmless() -> bool:
        return "<img" not in said(app) and not app.exception

    assert harmless()
    (word,) = (one for one in app.selectbox if "onerror" in one.label)
    assert r"\<img src\=x" in word.label or r"\<img src=x" in word.label
    assert r"\*\*bold" in word.label
    word.set_value("other").run()
    next(one for one in app.text_input if "your words" in one.label).set_value(HOSTILE).run()
    app = finished(press(app, "Import"))
    assert harmless()
    assert "&lt;img src=x onerror=alert(1)&gt;" in said(app)
    assert Archive(store.folder / "t").facts.title == HOSTILE


def test_a_file_that_is_none_of_these_says_so(
    open_page: Callable[[], AppTest], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"PK\x03\x04 a workbook")

    app = upload(open_page(), path)

    assert "is a ZIP archive or a workbook" in said(app)
    assert not any(one.label == "Import" for one in app.button)
    assert press(app, "Choose another file").file_uploader


def test_without_a_date_nothing_can_be_imported(
    open_page: Callable[[], AppTest], tmp_path: Path
) -> None:
    app = upload(open_page(), write(tmp_path / "t.csv", [{"lat": "34", "lon": "75", "x": "1"}]))

    assert "Say which column holds: date." in said(app)
    (button,) = (one for one in app.button if one.label == "Import")
    assert button.disabled


def test_a_name_that_is_taken_cannot_be_chosen(
    open_page: Callable[[], AppTest], store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "ged.csv", [UCDP_ROW])
    import_file(path, store, "", BOX, Wishes())
    app = upload(open_page(), path)
    (name,) = (one for one in app.text_input if one.label == "Name in your store")
    assert name.value == "ged-2"

    name.set_value("ged").run()

    assert "“ged” is there already. Give another name." in said(app)
    (button,) = (one for one in app.button if one.label == "Import")
    assert button.disabled


def test_the_box_is_that_of_the_map() -> None:
    assert the_box() == BOX
