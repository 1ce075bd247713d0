"""The archives page: what the reader has taken in, the import that runs, and a way to begin one."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import streamlit as st

from kashmir_map.archives.archive import REPORT, Archive, Facts
from kashmir_map.archives.job import Cancelled, Job
from kashmir_map.archives.store import Store
from kashmir_map.archives.worker import Broken
from kashmir_map.errors import ArchiveError
from kashmir_map.ui import archive_words as words
from kashmir_map.ui.archive_import import choose, read
from kashmir_map.ui.components import page_style, style
from kashmir_map.ui.desk import Desk, choose_file, the_desk, the_draft
from kashmir_map.ui.locality import read_here_only

MAP_PAGE: Final = "pages/map.py"

_SECONDS: Final = 0.5
"""How often a running import is looked at."""

_REMOVING: Final = "archive-removing"
_LEAD: Final = (
    "Lay an archive of events under the record. Archives are kept apart from it, in the data "
    "folder of the computer that runs this app; nothing is sent anywhere."
)
_SHARED: Final = (
    "Other computers can reach this app, so archives are only shown here. Whoever runs it imports "
    "and removes them on the command line: “kashmir-map import” and “kashmir-map archives remove”."
)
_WHAT: Final = (
    "An archive is somebody else’s list of events, with a date and a point for each. It counts "
    "what this record, a selection, does not. These fit as they come:"
)
_FROM: Final = (
    "UCDP GED, events of the Uppsala Conflict Data Program: the CSV file of its download centre.",
    "ACLED, Armed Conflict Location & Event Data: the CSV export of your own account there.",
    "Any table with a date and coordinates, as CSV, GeoJSON or GeoParquet.",
)


def show_archives() -> None:
    """Draw the page: a running import first, if there is one."""
    desk = the_desk()
    draft = the_draft()
    st.html(f"<style>{page_style()}{style('archives')}</style>")
    with st.container(key="archives"):
        st.title("Archives", anchor=False)
        words.tell(_LEAD, kind="lead")
        if not read_here_only():
            # What one visitor changed all others would see.
            words.tell(_SHARED)
            _header("Archives")
            _list(desk.store, keeps=True)
            return
        if desk.job is not None:
            _header(f"Import of {desk.job.order.name}")
            _work(desk, desk.job)
        elif draft is not None:
            _header("Import a file")
            read(desk, draft)
        _header("Your archives")
        _list(desk.store)
        if desk.job is None and draft is None:
            _header("Import a file")
            choose()


def _header(text: str) -> None:
    st.header(text, anchor=False)


# ---- the list ------------------------------------------------------------------------------------


def _list(store: Store, *, keeps: bool = False) -> None:
    """The archives of the store; where it `keeps` them there is nothing to remove them by."""
    names = store.names()
    if not names:
        words.tell(_WHAT, lines=_FROM)
    for name in names:
        try:
            archive = store.open(name)
            shown = words.card(archive)
        except (ArchiveError, OSError) as error:
            words.tell(f"“{name}” cannot be read.", kind="bad", lines=[str(error)])
            if not keeps:
                _remove(store, name)
            continue
        st.html(shown)
        with st.container(horizontal=True, vertical_alignment="center", key=f"archive-row-{name}"):
            _on_the_map(name, key=f"archive-map-{name}")
            if (archive.folder / REPORT).is_file():
                _report("Refused rows (CSV)", archive.folder / REPORT, f"{name}.refused.csv")
            if not keeps:
                _remove(store, name)
        _how(archive)


def _how(archive: Archive) -> None:
    """How the archive was read, down to its codes."""
    facts = archive.facts
    with st.expander("How it was read"):
        lines = [f"{words.COLUMN_NAMES.get(o, o)} ← {t}" for o, t in facts.columns.items()]
        lines = lines if facts.kind == "table" else []
        lines += [f"{one[:1].upper()}{one[1:]}." for one in facts.remarks]
        if facts.absent:
            named = ", ".join(words.COLUMN_NAMES.get(one, one) for one in facts.absent)
            lines.append(f"Not in the file, so left empty: {named}.")
        lines.append(f"SHA-256 of the file: {facts.sha256}")
        words.tell("Never finer than the archive; its own words are kept beside ours.", lines=lines)
        meanings = words.meaning_rows(facts.kind)
        if len(meanings):
            st.dataframe(meanings, hide_index=True, key=f"archive-meanings-{facts.name}")


def _remove(store: Store, name: str) -> None:
    if st.session_state.get(_REMOVING) != name:
        st.button("Remove", key=f"archive-remove-{name}", on_click=_ask, args=(name,))
        return
    words.tell(f"Remove “{name}” from your archives? The file that it was made of stays.")
    st.button(
        "Remove it",
        key=f"archive-remove-now-{name}",
        type="primary",
        on_click=_remove_now,
        args=(store, name),
    )
    st.button("Keep it", key=f"archive-keep-{name}", on_click=_ask, args=(None,))


def _ask(name: str | None) -> None:
    st.session_state[_REMOVING] = name


def _remove_now(store: Store, name: str) -> None:
    _ask(None)
    with contextlib.suppress(ArchiveError, OSError):  # what is still there is still listed
        store.remove(name)


def _on_the_map(name: str, *, key: str) -> None:
    with st.container(key=key, width="content"):
        st.page_link(MAP_PAGE, label="Show on the map", query_params={"archives": name})


def _report(label: str, path: Path, name: str) -> None:
    """Offer a report; read when it is asked for, since it may be large."""
    content: Callable[[], bytes] = path.read_bytes
    st.download_button(
        label, content, file_name=name, mime="text/csv", key=f"report-{name}", on_click="ignore"
    )


# ---- the import ----------------------------------------------------------------------------------


def _work(desk: Desk, job: Job) -> None:
    match job.outcome:
        case None:
            _watch(job)
        case Facts() as facts:
            words.tell(words.done_words(facts), kind="good")
            with st.container(horizontal=True, vertical_alignment="center"):
                _on_the_map(facts.name, key="archive-done-map")
                report = desk.store.folder / facts.name / REPORT
                if report.is_file():
                    _report("Refused rows (CSV)", report, "refused.csv")
                st.button("Done", key="archive-done", on_click=_put_away, args=(desk,))
        case ArchiveError() as error if error.rows:
            _decide(desk, job, error)
        case ArchiveError() | Broken() as failed:
            sentence, lines = words.failed_words(failed)
            words.tell(sentence, kind="bad", lines=lines)
            _back(desk)
        case Cancelled():
            words.tell("Cancelled; your archives are as they were.")
            _back(desk)


@st.fragment(run_every=_SECONDS)
def _watch(job: Job) -> None:
    """Say how far the import has come, until it has ended."""
    if job.outcome is not None:
        st.rerun()
    if job.cancelling:
        st.progress(job.share, "Cancelling")
    else:
        doing = "Reading and checking" if job.reading else "Checking, sorting and writing"
        left = words.left_words(job.seconds_left)
        st.progress(job.share, f"{doing} · {left}" if left else "Starting")
    st.button("Cancel", key="archive-cancel", on_click=job.cancel, disabled=job.cancelling)


def _decide(desk: Desk, job: Job, error: ArchiveError) -> None:
    """Rows were refused: the others, or none."""
    words.tell(words.refused_words(error), kind="bad")
    st.dataframe(words.problem_rows(error.problems), hide_index=True)
    if error.report and error.report.is_file():
        count = "All refused rows" if error.rows > len(error.problems) else "Refused rows"
        _report(f"{count} (CSV)", error.report, error.report.name)
        if desk.draft and not desk.draft.uploaded:
            words.tell(f"The report also lies beside the file: {error.report.name}")
    with st.container(horizontal=True, vertical_alignment="center"):
        if error.rest:
            st.button(
                f"Import the other {error.rest:,}",
                type="primary",
                key="archive-accept",
                on_click=_accept,
                args=(desk, job),
            )
        st.button(
            "Change how it is read",
            key="archive-change",
            on_click=_change,
            args=(desk, error),
        )
        st.button("Cancel", key="archive-refuse", on_click=_put_away, args=(desk,))


def _back(desk: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Back to the file", key="archive-back", on_click=_change, args=(desk,))
        st.button("Close", key="archive-close", on_click=_put_away, args=(desk,))


def _accept(desk: Desk, job: Job) -> None:
    draft = desk.draft
    desk.clear()
    if draft is not None:
        choose_file(draft)
        desk.start(draft, job.order.name, replace(job.order.wishes, accept_rest=True))


def _change(desk: Desk, error: ArchiveError | None = None) -> None:
    """Go back to how the file is read, with the words that were not known."""
    draft, job = desk.draft, desk.job
    if draft is not None and job is not None and error is not None:
        column = job.order.wishes.reading.columns.get("type")
        strange = [one.value.lower() for one in error.problems if column and one.column == column]
        draft.words = tuple(dict.fromkeys((*draft.words, *strange)))
    choose_file(draft)
    desk.clear()


def _put_away(desk: Desk) -> None:
    choose_file(None)
    desk.clear()
