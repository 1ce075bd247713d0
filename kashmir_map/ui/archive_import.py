"""Taking in an archive on the page: choose a file, say how it is read, see what would be taken."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kashmir_map.archives.conversion import KINDS, UNKNOWN_LICENCE, Kind, Terms
from kashmir_map.archives.importer import Wishes
from kashmir_map.archives.layout import COLUMNS, TYPES
from kashmir_map.archives.preview import Look, Trial, look, try_out
from kashmir_map.archives.table import GUESSES, NEEDED, Reading
from kashmir_map.errors import ArchiveError
from kashmir_map.map.style import TYPE_NAMES
from kashmir_map.ui import archive_words as words
from kashmir_map.ui.desk import Desk, Draft, choose_file, the_box

ROWS_SHOWN: Final = 8
WORDS_SHOWN: Final = 24
"""Words of a table that are asked for; the others are refused, or the type is left out."""

_SUFFIXES: Final = ["csv", "tsv", "txt", "json", "geojson", "parquet", "geoparquet", "pq"]
_USUAL: Final = (
    *("start", "latitude", "longitude", "title", "notes", "type", "deaths_best", "place"),
    "source",
)
_IN_A_ROW: Final = 3
_UPLOADS: Final = "archive-uploads"
_TABLES: Final = {"csv", "geojson", "geoparquet"}


def choose() -> None:
    """Ask for a file: an upload or a path."""
    ways = ["Upload", "Path on this computer"]
    way = st.segmented_control(
        "Where the file comes from",
        ways,
        default=ways[0],
        required=True,
        key="archive-way",
        label_visibility="collapsed",
    )
    if way == ways[0]:
        _upload()
    else:
        _path()


def _upload() -> None:
    # A new key each time, so that the same file can be chosen again.
    number = int(st.session_state.get(_UPLOADS, 0))
    given = st.file_uploader(
        "CSV, GeoJSON or GeoParquet", type=_SUFFIXES, key=f"archive-upload-{number}"
    )
    st.caption(
        "The upload goes to this app’s own server, on the computer that runs it, and nowhere else."
    )
    if given is not None:
        st.session_state[_UPLOADS] = number + 1
        try:
            choose_file(Draft.of_upload(given.name, given))
        except OSError as error:
            words.tell(
                "The file cannot be put aside.", kind="bad", lines=[error.strerror or str(error)]
            )
            return
        finally:
            _forget_uploads()
        st.rerun()


def _forget_uploads() -> None:
    """Take uploads out of memory, where Streamlit would keep them as long as the session lasts."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def _path() -> None:
    text = st.text_input(
        "Path of the file", key="archive-path", placeholder="Folder and name, as in a terminal"
    )
    st.caption("For files too large to upload. The file stays where it is and is only read.")
    if st.button("Look at it", key="archive-path-look") or text:
        path = Path(text.strip().strip("\"'"))
        try:
            path = path.expanduser()
            found = path.is_absolute() and path.is_file()
        except (OSError, ValueError, RuntimeError):  # too long, a null byte, nobody's home
            found = False
        if found:
            choose_file(Draft(path))
            st.rerun()
        words.tell(
            "There is no file at this path. Give the whole path, from the root or from ~.",
            kind="bad",
        )


def read(desk: Desk, draft: Draft) -> None:
    """Show how the chosen file would be read, let the reader correct it, and begin."""
    bytes_ = draft.path.stat().st_size if draft.path.is_file() else 0
    where = "uploaded" if draft.uploaded else str(draft.path.parent)
    words.tell(f"{draft.path.name} · {words.size(bytes_)} · {where}")
    if draft.trouble:
        words.tell("It could not be imported.", kind="bad", lines=[draft.trouble])
    seen = _look(desk, draft)
    if seen is not None:
        wishes = _wishes(draft, seen)
        trial = _try(draft, wishes)
        if trial is not None:
            _show(trial)
        name = st.text_input(
            "Name in your store",
            value=draft.once("name", 0, lambda: desk.store.free_name(draft.path)),
            key=f"archive-name-{draft.key}",
            help="Small letters, digits and hyphens. It goes into links.",
        )
        free = _name_is_free(desk, name)
        with st.container(horizontal=True):
            st.button(
                "Import",
                type="primary",
                disabled=trial is None or not free,
                on_click=desk.start,
                args=(draft, name, wishes),
            )
            st.button("Choose another file", on_click=choose_file, args=(None,))
    else:
        st.button("Choose another file", on_click=choose_file, args=(None,))


def _look(desk: Desk, draft: Draft) -> Look | None:
    """What the file is; the reader may say it is something else."""
    try:
        first = draft.once("first", 0, lambda: look(draft.path, None, desk.store.folder))
    except (ArchiveError, OSError) as error:
        _cannot("This file cannot be read.", error)
        return None
    kind: Kind = st.selectbox(
        "What it is",
        KINDS,
        index=KINDS.index(first.kind),
        format_func=words.KIND_NAMES.__getitem__,
        key=f"archive-kind-{draft.key}",
        help=f"By its columns it is: {words.KIND_NAMES[first.kind]}.",
    )
    if kind == first.kind:
        return first
    try:
        return draft.once("look", kind, lambda: look(draft.path, kind, desk.store.folder))
    except (ArchiveError, OSError) as error:
        _cannot(f"It cannot be read as {words.KIND_NAMES[kind]}.", error)
        return None


def _wishes(draft: Draft, seen: Look) -> Wishes:
    """Everything that the reader says about the file."""
    reading, terms = Reading(), Terms()
    if seen.kind in _TABLES:
        st.subheader("Its columns", anchor=False)
        st.dataframe(
            {name: list(cells) for name, cells in seen.sample.items()}, key=f"sample-{draft.key}"
        )
        columns = _columns(draft, seen)
        reading = Reading(columns, _types(draft, seen, columns.get("type", "")))
        terms = _terms(draft)
    keep = st.checkbox("Keep rows outside the map", key=f"archive-outside-{draft.key}")
    return Wishes(kind=seen.kind, reading=reading, terms=terms, keep_outside=keep)


def _columns(draft: Draft, seen: Look) -> dict[str, str]:
    st.caption(
        "Guessed by name, or as you had it for a table with the same columns; remembered as you "
        "leave it. Date, latitude and longitude must be there."
    )
    chosen = _grid(draft, seen, _USUAL)
    with st.expander("More columns"):
        chosen |= _grid(draft, seen, [one for one in words.COLUMN_NAMES if one not in _USUAL])
    return {ours: chosen[ours] for ours in GUESSES}


def _grid(draft: Draft, seen: Look, names: Sequence[str]) -> dict[str, str]:
    offer = ["", *filter(None, seen.header)]
    chosen = {}
    for number, ours in enumerate(names):
        if number % _IN_A_ROW == 0:  # rows of their own: on a phone the order stays
            places = st.columns(_IN_A_ROW)
        theirs = seen.reading.columns.get(ours, "")
        chosen[ours] = places[number % _IN_A_ROW].selectbox(
            words.COLUMN_NAMES[ours],
            offer,
            index=offer.index(theirs) if theirs in offer else 0,
            format_func=lambda name: words.column_words(name, seen.sample),
            key=f"archive-{ours}-{seen.kind}-{draft.key}",
            help=COLUMNS[ours][1],
        )
    return chosen


def _types(draft: Draft, seen: Look, column: str) -> dict[str, str]:
    """Ask what the table's own words for types mean, of those that are not ours."""
    found = dict.fromkeys((*draft.words, *seen.words.get(column, ()))) if column else {}
    foreign = [word for word in found if word not in TYPES]
    if not foreign:
        return {}
    st.subheader("Its types", anchor=False)
    st.caption(
        "Words of the table that are no types here. A row whose type means nothing is refused."
    )
    offer = ["", *TYPES]
    said = {}
    for number, word in enumerate(foreign[:WORDS_SHOWN]):
        if number % _IN_A_ROW == 0:
            places = st.columns(_IN_A_ROW)
        known = seen.reading.types.get(word, "")
        said[word] = places[number % _IN_A_ROW].selectbox(
            words.plain(word),
            offer,
            index=offer.index(known) if known in offer else 0,
            format_func=lambda ours: TYPE_NAMES[ours] if ours else "Refuse these rows",
            key=f"archive-word-{number}-{column}-{draft.key}",
        )
    if len(foreign) > WORDS_SHOWN:
        rest = len(foreign) - WORDS_SHOWN
        st.caption(f"{rest} more words are not asked for: leave the type out to take every row.")
    return said


def _terms(draft: Draft) -> Terms:
    st.subheader("Where it comes from", anchor=False)
    one, two, three = st.columns(3)
    title = one.text_input(
        "What it is, in your words", key=f"archive-title-{draft.key}", placeholder=draft.path.name
    )
    licence = two.text_input(
        "Licence or terms", key=f"archive-licence-{draft.key}", placeholder=UNKNOWN_LICENCE
    )
    credit = three.text_input(
        "Whom to credit", key=f"archive-credit-{draft.key}", placeholder=draft.path.name
    )
    return Terms(licence.strip() or UNKNOWN_LICENCE, credit.strip(), title.strip())


def _try(draft: Draft, wishes: Wishes) -> Trial | None:
    if wishes.kind in _TABLES:
        missing = [one for one in NEEDED if not wishes.reading.columns.get(one)]
        if missing:
            named = ", ".join(words.COLUMN_NAMES[one].lower() for one in missing)
            words.tell(f"Say which column holds: {named}.", kind="bad")
            return None
    try:
        return draft.once("trial", repr(wishes), lambda: try_out(draft.path, the_box(), wishes))
    except (ArchiveError, OSError) as error:
        _cannot("It cannot be read in this way.", error)
        return None


def _show(trial: Trial) -> None:
    st.subheader("What would be taken", anchor=False)
    scheme = trial.scheme
    if scheme.kind != "table":
        words.tell(f"{scheme.title}. {scheme.licence}. Credit: {scheme.attribution}.")
    words.tell(words.trial_words(trial.tally, trial.refused), lines=_remarks(trial))
    if trial.rows.num_rows:
        st.dataframe(words.taken_rows(trial.rows.slice(0, ROWS_SHOWN)), hide_index=True)
    if trial.problems:
        st.caption("What does not fit")
        st.dataframe(words.problem_rows(trial.problems), hide_index=True)
    meanings = words.meaning_rows(scheme.kind)
    if len(meanings):
        with st.expander("How its codes become types and precisions here"):
            st.dataframe(meanings, hide_index=True)


def _remarks(trial: Trial) -> list[str]:
    remarks = [f"{one[:1].upper()}{one[1:]}." for one in trial.scheme.remarks]
    if trial.scheme.kind != "table" and trial.scheme.absent:
        remarks.append(f"Not in this file, so left empty: {', '.join(trial.scheme.absent)}.")
    return remarks


def _name_is_free(desk: Desk, name: str) -> bool:
    try:
        desk.store.check(name)
    except ArchiveError as error:
        rule = error.problems[0].rule
        words.tell(f"“{name}” {rule}. Give another name.", kind="bad")
        return False
    return True


def _cannot(sentence: str, error: ArchiveError | OSError) -> None:
    lines = (
        [str(problem) for problem in error.problems]
        if isinstance(error, ArchiveError)
        else [error.strerror or type(error).__name__]
    )
    words.tell(sentence, kind="bad", lines=lines)
