"""
The baseline of doubts: how many of each kind the record is known to hold.

`warnings.json` in the data folder says it, rule by rule. A count may fall and never rises: what
is above the baseline is new, and is looked at before it is merged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kashmir_map.errors import CatalogError, Problem

BASELINE_FILE: Final = "warnings.json"


def read_baseline(folder: Path) -> dict[str, int]:
    """
    Known number of warnings by rule; empty if the folder has no baseline.

    Raises
    ------
    CatalogError
        If the file is not a JSON object of whole numbers.
    """
    path = folder / BASELINE_FILE
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict) or any(type(n) is not int or n < 0 for n in content.values()):
        fix = "restore it, or delete it and run check with --lower-baseline"
        raise CatalogError([Problem(BASELINE_FILE, None, "", "", "is no list of counts", fix)])
    return content


def above(counts: Mapping[str, int], baseline: Mapping[str, int]) -> list[str]:
    """Rules that count more than the baseline knows; one that it does not know may count none."""
    return [name for name, count in counts.items() if count > baseline.get(name, 0)]


def below(counts: Mapping[str, int], baseline: Mapping[str, int]) -> list[str]:
    """Rules that count less than the baseline knows."""
    return [name for name, count in counts.items() if count < baseline.get(name, 0)]


def lower_baseline(folder: Path, counts: Mapping[str, int]) -> None:
    """
    Write the counts as the new baseline; a rule that is new enters, one that is gone leaves.

    Raises
    ------
    ValueError
        If a count is above what the baseline knows of its rule: then nothing is written.
    CatalogError
        If the old baseline cannot be read.
    """
    known = read_baseline(folder)
    risen = [name for name in above(counts, known) if name in known]
    if risen:
        raise ValueError(f"The baseline is only lowered: {', '.join(risen)} has risen.")
    text = json.dumps(dict(sorted(counts.items())), indent=2)
    (folder / BASELINE_FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")
