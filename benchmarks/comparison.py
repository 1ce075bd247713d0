"""The report of the comparison: a table, every value, and how each peer grows."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.cells import Cell
from benchmarks.readings import machine

_COLUMNS: Final = (
    ("First paint, ms", "first paint ms"),
    ("Step, ms", "step ms"),
    ("Step p95, ms", "step p95 ms"),
    ("Played, frames/s", "frames a second"),
    ("Filter, ms", "filter ms"),
    ("Click → detail, ms", "click ms"),
    ("Bytes an event sent", "bytes an event"),
    ("Heap, MB", "heap MB"),
    ("Server a session, MB", "session MB"),
)
_PLOTTED: Final = (("First paint", "first paint ms"), ("Step to the next window", "step ms"))
_INK: Final = "#7b7b7b"
"""Readable on white and on black: a picture in a text does not know its page's theme."""
_COLOURS: Final = ("#d1495b", "#c77700", "#2a9d8f", "#3d7fd9", "#9b5de5", "#7b7b7b")
_MARKS: Final = "osD^vP"
_FRAME: Final = 1000 / 60


def write_report(folder: Path, cells: Sequence[Cell]) -> str:
    """Write `peers.md`, `peers.json` and `peers.svg` into a folder; return the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [cell.summary() for cell in cells]
    text = f"{machine()}, headless Chromium without a GPU. Medians.\n\n{_table(rows)}\n"
    (folder / "peers.md").write_text(text, encoding="utf-8")
    content = {"machine": machine(), "cells": rows}
    (folder / "peers.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    _plot(rows).savefig(folder / "peers.svg", transparent=True)
    return text


def _table(rows: Sequence[dict[str, Any]]) -> str:
    heads = ("Peer", "Events", *(head for head, _ in _COLUMNS), "Failed")
    lines = [heads, ("---",) * len(heads)]
    lines += [
        (
            row["peer"],
            f"{row['events']:,}",
            *("" if row[key] is None else f"{row[key]:,.4g}" for _, key in _COLUMNS),
            row["failure"],
        )
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _plot(rows: Sequence[dict[str, Any]]) -> Figure:
    """Times over the number of events, both axes logarithmic; a cross where a peer failed."""
    style: dict[Any, Any] = {
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        **dict.fromkeys(
            ("text.color", "axes.labelcolor", "xtick.color", "ytick.color", "axes.edgecolor"), _INK
        ),
    }
    with mpl.rc_context(style):
        figure = Figure(figsize=(10, 4.4), layout="constrained")
        places = figure.subplots(1, len(_PLOTTED), sharey=True)
        for place, (title, key) in zip(places, _PLOTTED, strict=True):
            place.set(xscale="log", yscale="log", title=title, xlabel="events")
            place.grid(color=_INK, alpha=0.25, linewidth=0.6)
            place.spines[["top", "right"]].set_visible(False)
            for number, peer in enumerate(dict.fromkeys(row["peer"] for row in rows)):
                colour = _COLOURS[number % len(_COLOURS)]
                own = [row for row in rows if row["peer"] == peer and row[key] is not None]
                x, y = [row["events"] for row in own], [row[key] for row in own]
                mark = _MARKS[number % len(_MARKS)]
                place.plot(x, y, color=colour, marker=mark, linewidth=1.8, label=peer)
                if own and any(row["peer"] == peer and row["failure"] for row in rows):
                    place.plot(x[-1:], y[-1:], color=colour, marker="x", markersize=14)
        places[0].set_ylabel("milliseconds")
        places[1].axhline(_FRAME, color=_INK, linewidth=0.8, linestyle=":")
        handles, names = places[0].get_legend_handles_labels()
        figure.legend(handles, names, loc="outside lower center", ncols=3, frameon=False)
        return figure
