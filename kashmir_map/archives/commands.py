"""Archives on the command line: `import`, `archives`, `archives remove`, `partition`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from kashmir_map.archives.archive import REPORT, Facts
from kashmir_map.archives.conversion import UNKNOWN_LICENCE, Kind, Terms
from kashmir_map.archives.importer import Imported, Wishes, import_file
from kashmir_map.archives.scheme import Scheme
from kashmir_map.archives.store import Store
from kashmir_map.archives.table import Reading
from kashmir_map.errors import ArchiveError, Problem
from kashmir_map.regions import Regions

app = typer.Typer()
archives = typer.Typer(help="List the archives of your store, or remove one.")
app.add_typer(archives, name="archives")

CANCELLED: Final = 130
"""Exit code of a program that its user has interrupted."""

PROBLEMS_PRINTED: Final = 10
"""Refused cells that are printed; the report has all of them."""

Columns = Annotated[
    list[str],
    typer.Option("--column", help="Which column holds what, of a table: latitude=lat."),
]
Types = Annotated[
    list[str],
    typer.Option("--type", help="What a word of a table means in our types: bombing=attack."),
]
As = Annotated[
    Kind | None,
    typer.Option("--as", help="What the file is.", show_default="what it looks like"),
]
Licence = Annotated[str, typer.Option(help="Terms of a table, in words.")]
Attribution = Annotated[str, typer.Option(help="Whom to credit for a table.")]
AcceptRest = Annotated[
    bool, typer.Option("--accept-rest", help="Take the other rows although some are refused.")
]


@app.command("import")
def import_(  # noqa: PLR0913 - each is an option of the command
    file: Annotated[Path, typer.Argument(help="CSV, GeoJSON or GeoParquet.")],
    *,
    kind: As = None,
    name: Annotated[
        str, typer.Option(help="Name of the archive.", show_default="that of the file")
    ] = "",
    columns: Columns = [],  # noqa: B006 - Typer wants a list and makes a new one each time
    types: Types = [],  # noqa: B006 - the same
    title: Annotated[str, typer.Option(help="What a table is, in words.")] = "",
    licence: Licence = UNKNOWN_LICENCE,
    attribution: Attribution = "",
    accept_rest: AcceptRest = False,
    keep_outside: Annotated[
        bool, typer.Option("--keep-outside", help="Keep what lies outside the map.")
    ] = False,
) -> None:
    """Take a public event archive into your store: UCDP GED, ACLED, or a table of your own."""
    given = Reading(_pairs("--column", columns), _pairs("--type", types, fold=True))
    store = Store.of_reader()
    wishes = Wishes(
        kind=kind,
        reading=given,
        terms=Terms(licence, attribution, title),
        accept_rest=accept_rest,
        keep_outside=keep_outside,
    )
    size = file.stat().st_size if file.is_file() else 0
    try:
        with typer.progressbar(length=size, label="Reading", file=sys.stderr, show_eta=True) as bar:
            done = import_file(
                file, store, name, Regions.load().box, wishes, progress=bar.update, fitted=_say_how
            )
    except ArchiveError as error:
        _refuse(error)
    except OSError as error:
        typer.echo(f"{file.name}: {error.strerror or error}.", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("\nCancelled; the store is as it was.", err=True)
        raise typer.Exit(CANCELLED) from None
    _say_what(done, store)


@app.command()
def partition(
    source: Annotated[Path, typer.Argument(help="File, or folder of files.")],
    out: Annotated[Path, typer.Argument(help="Folder of the archive, new or to be finished.")],
    *,
    scheduler: Annotated[
        str,
        typer.Option(
            help="Address of a Dask cluster, tcp://host:8786.",
            show_default="a cluster of processes on this computer",
        ),
    ] = "",
    kind: As = None,
    columns: Columns = [],  # noqa: B006 - Typer wants a list and makes a new one each time
    types: Types = [],  # noqa: B006 - the same
    accept_rest: AcceptRest = False,
) -> None:
    """Prepare an archive larger than memory on a Dask cluster; the same command goes on with it."""
    try:
        from kashmir_map.archives import partition as partitions  # noqa: PLC0415 - an extra
        from kashmir_map.archives.pieces import Settings  # noqa: PLC0415 - goes with it
    except ModuleNotFoundError as error:
        typer.echo(
            f"{error.name} is missing: uv run --extra cluster kashmir-map partition …", err=True
        )
        raise typer.Exit(2) from None
    reading = Reading(_pairs("--column", columns), _pairs("--type", types, fold=True))
    settings = Settings(kind, reading, Terms(), Regions.load().box)
    try:
        with partitions.cluster(scheduler) as client:
            facts = partitions.partition(
                source, out, settings, client, accept_rest=accept_rest, done=_say_done
            )
    except ArchiveError as error:
        _refuse(error)
    except OSError as error:
        typer.echo(f"{error.strerror or error}.", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("\nInterrupted; the same command does the rest.", err=True)
        raise typer.Exit(CANCELLED) from None
    typer.echo(
        f"Prepared {_rows(facts.rows_kept)} of {facts.rows_read:,} in {len(facts.parts)} parts."
    )
    typer.echo(f"  {_rows(facts.rows_outside)} outside the map, {facts.rows_refused:,} refused.")


@archives.callback(invoke_without_command=True)
def list_archives(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """List the archives of your store."""
    if context.invoked_subcommand:
        return
    store = Store.of_reader()
    facts: list[Facts] = []
    for name in store.names():
        try:
            facts.append(store.open(name).facts)
        except ArchiveError as error:
            typer.echo(str(error), err=True)
    if as_json:
        listed = [one.model_dump(mode="json") for one in facts]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for one in facts:
        typer.echo(f"{one.name}: {_events(one.rows_kept)}, {one.title}")
        typer.echo(f"  from {one.source}, {one.imported[:10]}; {one.licence}; {one.attribution}")
    if not facts:
        typer.echo("There are no archives: kashmir-map import FILE brings one.")


@archives.command()
def remove(name: Annotated[str, typer.Argument(help="Name of the archive.")]) -> None:
    """Remove an archive from your store; the file that it was made of stays."""
    try:
        Store.of_reader().remove(name)
    except ArchiveError as error:
        _refuse(error)
    typer.echo(f"Removed {name}.")


def _say_how(scheme: Scheme) -> None:
    """Say how a file will be read, before it is."""
    typer.echo(f"Read as {scheme.title}.")
    if scheme.kind == "table":
        for ours, theirs in scheme.found.items():
            typer.echo(f"  {ours} ← {theirs}")
        typer.echo("  To correct it: --column latitude=NAME, or --column notes= to leave one out.")
    elif scheme.absent:
        typer.echo(f"  Not in this file, so left empty: {', '.join(scheme.absent)}.")
    for remark in scheme.remarks:
        typer.echo(f"  Note: {remark}.")


def _say_what(done: Imported, store: Store) -> None:
    """Say what was imported, and what was not."""
    facts, tally = done.facts, done.tally
    typer.echo(f"Imported {_rows(facts.rows_kept)} of {facts.rows_read:,} as “{facts.name}”.")
    if tally.outside:
        typer.echo(
            f"  {_rows(tally.outside)} outside the map: left out (--keep-outside keeps them)."
        )
    if tally.swapped:
        swapped = "would lie on it with latitude and longitude exchanged"
        typer.echo(f"  {tally.swapped:,} of these {swapped}.")
    if done.refusals.problems:
        _say_refused(done.refusals.first, done.refusals.rows)
        report = store.folder / facts.name / REPORT
        typer.echo(f"  All of them: {report}")


def _say_done(what: str, finished: int, of: int) -> None:
    """Say how far a cluster has come, ten times at most for each kind of work."""
    if finished == of or finished * 10 // of != (finished - 1) * 10 // of:
        typer.echo(f"{what}: {finished:,} of {of:,}", err=True)


def _say_refused(problems: Sequence[Problem], rows: int, *, err: bool = False) -> None:
    typer.echo(f"{_rows(rows)} refused:", err=err)
    for problem in problems[:PROBLEMS_PRINTED]:
        typer.echo(f"  {problem}", err=err)


def _refuse(error: ArchiveError) -> NoReturn:
    if not error.rows:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
    else:
        _say_refused(error.problems, error.rows, err=True)
        typer.echo(f"All of them: {error.report}", err=True)
        typer.echo(
            "Nothing was imported. Mend the rows, or --accept-rest takes the others.", err=True
        )
    raise typer.Exit(1)


def _events(number: int) -> str:
    return f"{number:,} {'event' if number == 1 else 'events'}"


def _rows(number: int) -> str:
    return f"{number:,} {'row' if number == 1 else 'rows'}"


def _pairs(option: str, texts: list[str], *, fold: bool = False) -> dict[str, str]:
    """Read `left=right` options; the table's word is folded to small letters if asked."""
    pairs = {}
    for text in texts:
        left, sign, right = text.partition("=")
        if not sign or not left:
            typer.echo(f"{option} {text!r} is not two names with “=” between them.", err=True)
            raise typer.Exit(2)
        pairs[left.strip().lower() if fold else left.strip()] = right.strip()
    return pairs
