"""The command line: `kashmir-map check`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from kashmir_map.catalog import DATA_DIR, Catalog
from kashmir_map.errors import CatalogError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Work with the record behind the Kashmir context map."""
    # Messages hold characters such as − and ’ that an old terminal's encoding may lack.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@app.command()
def check(
    data: Annotated[
        Path,
        typer.Option(
            help="Folder that holds events.csv and the other tables.",
            show_default="the record beside the package",
        ),
    ] = DATA_DIR,
) -> None:
    """Check the record: list every problem, one a line, or say that there is none."""
    if not data.is_dir():
        typer.echo(f"There is no folder {str(data)!r}.")
        raise typer.Exit(1)
    try:
        catalog = Catalog.load(data, include_unpublished=True)
    except CatalogError as error:
        for problem in error.problems:
            typer.echo(str(problem))
        typer.echo(_count(len(error.problems), "problem"))
        raise typer.Exit(1) from None
    counts = [
        _count(len(catalog.events), "event"),
        _count(len(catalog.articles), "article"),
        _count(len(catalog.claims), "claim"),
        _count(len(catalog.citations), "citation"),
        _count(len(catalog.stories), "story", "stories"),
        _count(len(catalog.periods), "period"),
    ]
    published = int((catalog.events["status"] == "published").sum())
    typer.echo(f"{', '.join(counts)}; {published:,} events are published; no problems")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
