"""The command line: `check`, `datapackage`, `snapshot`, `where`, `place`, commands for archives."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kashmir_map.archives import commands
from kashmir_map.baseline import above, lower_baseline, read_baseline
from kashmir_map.catalog import DATA_DIR, Catalog, read_record
from kashmir_map.datapackage import PACKAGE_FILE, package_text
from kashmir_map.doubts import doubts
from kashmir_map.editorial import editorial_problems
from kashmir_map.errors import CatalogError, Problem, shown
from kashmir_map.evidence import gather_evidence
from kashmir_map.gazetteer import Gazetteer, Place
from kashmir_map.inspection import count_words, quality_lines, size_words, warning_lines
from kashmir_map.quality import quality
from kashmir_map.record import Record
from kashmir_map.regions import Regions
from kashmir_map.snapshot import snapshot_problems, write_snapshot

SPELLINGS_SHOWN = 6
"""Other spellings of a place that `place` prints; its JSON holds all."""

Tables = Annotated[
    Path,
    typer.Option(
        help="Folder that holds the tables and CHANGELOG.md.",
        show_default="the record beside the package",
    ),
]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(commands.app)


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
    *,
    list_warnings: Annotated[
        bool, typer.Option("--list-warnings", help="List the warnings, of one RULE or of all.")
    ] = False,
    rule: Annotated[
        str, typer.Argument(help="Rule whose warnings to list.", show_default=False)
    ] = "",
    lower: Annotated[
        bool,
        typer.Option("--lower-baseline", help="Write the counts of warnings as the new baseline."),
    ] = False,
) -> None:
    """Check the record: errors, or its shares, its warnings beside their baseline, its snapshot."""
    if not data.is_dir():
        typer.echo(f"There is no folder {str(data)!r}.")
        raise typer.Exit(1)
    if rule and not list_warnings:
        typer.echo("A rule is named together with --list-warnings.", err=True)
        raise typer.Exit(2)
    record = _sound(data)
    found = doubts(record)
    if list_warnings:
        _list(found, rule)
        return
    counts = {name: len(problems) for name, problems in found.items()}
    if lower:
        _lower(data, counts)
    baseline = read_baseline(data)
    published = Catalog.of(record)
    typer.echo(size_words(Catalog.of(record, include_unpublished=True)))
    for lines in (
        quality_lines(quality(published, gather_evidence(published))),
        warning_lines(counts, baseline),
    ):
        typer.echo()
        for line in lines:
            typer.echo(line)
    stale = snapshot_problems(data, published)
    if stale:
        typer.echo()
        _refuse(stale)
    if above(counts, baseline):
        raise typer.Exit(1)


def _sound(data: Path) -> Record:
    """Read a record without errors; with any, list them and end."""
    try:
        record = read_record(data)
        read_baseline(data)
    except CatalogError as error:
        _refuse(error.problems)
    if errors := editorial_problems(record, Regions.load()):
        _refuse(errors)
    return record


def _refuse(problems: Sequence[Problem]) -> NoReturn:
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(count_words(len(problems), "problem"))
    raise typer.Exit(1)


def _lower(data: Path, counts: Mapping[str, int]) -> None:
    try:
        lower_baseline(data, counts)
    except ValueError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None


def _list(found: Mapping[str, Sequence[Problem]], rule: str) -> None:
    if rule and rule not in found:
        typer.echo(f"There is no rule {shown(rule)}; there are {', '.join(found)}.", err=True)
        raise typer.Exit(2)
    for problem in chain.from_iterable([found[rule]] if rule else found.values()):
        typer.echo(str(problem))


@app.command()
def snapshot(
    data: Tables = DATA_DIR,
    *,
    renew: Annotated[
        bool,
        typer.Option("--renew", help="Replace the snapshot of a version not published yet."),
    ] = False,
) -> None:
    """Keep what this version of the data holds, so that its links can tell later what changed."""
    try:
        file = write_snapshot(data, Catalog.of(_sound(data)), renew=renew)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Wrote {file}.")


@app.command()
def datapackage(
    data: Tables = DATA_DIR,
) -> None:
    """Write datapackage.json: the tables described for machines, from the models."""
    try:
        text = package_text(data)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    (data / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")
    typer.echo(f"Wrote {PACKAGE_FILE}.")


# A negative number begins like an option, so what looks like an unknown option is an argument.
@app.command(context_settings={"ignore_unknown_options": True})
def where(
    latitude: Annotated[str, typer.Argument(help="Decimal degrees, north is positive.")],
    longitude: Annotated[str, typer.Argument(help="Decimal degrees, east is positive.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Say which unit a place lies in, who administers it, and how far the Line of Control is."""
    regions = Regions.load()
    try:
        point = (_degrees("latitude", latitude), _degrees("longitude", longitude))
        unit = regions.unit_at(*point)
        distance = round(regions.line_of_control_km(*point), 2)
    except ValueError as error:
        message = str(error)
        typer.echo(f"{message[0].upper()}{message[1:]}.", err=True)
        raise typer.Exit(2) from None
    if as_json:
        answer = {
            "unit": unit.name if unit else None,
            "administered_by": unit.administered_by if unit else None,
            "line_of_control_km": distance,
        }
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    if unit is None:
        typer.echo("At sea")
    elif unit.name == unit.administered_by:
        typer.echo(unit.name)
    else:
        typer.echo(f"{unit.name}, administered by {unit.administered_by}")
    typer.echo(f"{distance:,.1f} km from the Line of Control")


@app.command()
def place(
    name: Annotated[str, typer.Argument(help="A name in any spelling or script.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Find a place by its name: where it lies, how it is spelled, and where that is from."""
    gazetteer = Gazetteer.load()
    matches = gazetteer.find(name)
    if as_json:
        answer = [_place_data(gazetteer, match.place) | {"score": match.score} for match in matches]
        typer.echo(json.dumps(answer, ensure_ascii=False))
    elif matches:
        typer.echo("\n\n".join(_place_words(gazetteer, match.place) for match in matches))
    else:
        typer.echo(f"No place has a name like {shown(name)}.", err=True)
    if not matches:
        raise typer.Exit(1)


def _place_data(gazetteer: Gazetteer, found: Place) -> dict[str, object]:
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.kind,
        "unit": gazetteer.unit_name(found) or None,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "line_of_control_km": found.line_of_control_km,
        "local": {local.language: local.text for local in found.local},
        "names": found.names,
        "source": found.source,
    }


def _place_words(gazetteer: Gazetteer, found: Place) -> str:
    spellings = [*(local.text for local in found.local), *found.names][:SPELLINGS_SHOWN]
    lines = [
        f"{found.name} – {', '.join(filter(None, (found.kind, gazetteer.unit_name(found))))}",
        f"  also {', '.join(spellings)}" if spellings else "",
        f"  {found.latitude:.4f} {found.longitude:.4f}",
        f"  {found.line_of_control_km:,.1f} km from the Line of Control",
        f"  source: {found.source}",
    ]
    return "\n".join(filter(None, lines))


def _degrees(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(
            f"{name} {text!r} is not a number – write decimal degrees, such as 34.08"
        ) from None


if __name__ == "__main__":
    app()
