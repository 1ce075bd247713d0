"""What was measured, and the table that it makes."""

import json
import os
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

_TAIL: Final = 0.95
_GIGABYTE: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that was measured, several times or once.

    Attributes
    ----------
    name
        What it is, in words.
    unit
        Of the values: ms, s, MB, bytes.
    values
        In the order in which they were measured.
    baseline
        Values of the baseline that was measured in turn with it; empty without one.
    most
        Target: the median may not be above it.
    most_ratio
        Target: the median may not be above so many times the baseline's.
    """

    name: str
    unit: str
    values: Sequence[float]
    baseline: Sequence[float] = field(default=())
    most: float | None = None
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """Median over the baseline's median."""
        if not self.baseline:
            return None
        return statistics.median(self.values) / statistics.median(self.baseline)

    @property
    def verdict(self) -> str:
        """Whether the target is met, or nothing where there is none."""
        if self.most is None and self.most_ratio is None:
            return ""
        met = self.most is None or statistics.median(self.values) <= self.most
        if self.most_ratio is not None and self.ratio is not None:
            met = met and self.ratio <= self.most_ratio
        return "met" if met else "missed"

    @property
    def target(self) -> str:
        """The target in words."""
        if self.most_ratio is not None:
            return f"≤ {self.most_ratio:g} × baseline"
        return "" if self.most is None else f"≤ {self.most:g} {self.unit}"


def machine() -> str:
    """Cores and memory."""
    words = f"{os.cpu_count()} cores"
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        words += f", {memory / _GIGABYTE:.0f} GB of memory"
    return words


def tail(values: Sequence[float]) -> float:
    """Return the 95th percentile: the value that one in twenty exceeds."""
    return sorted(values)[min(len(values) - 1, int(_TAIL * len(values)))]


def table(readings: Sequence[Reading]) -> str:
    """Return the readings as a Markdown table."""
    head = ("Measured", "n", "Median", "p95", "Baseline", "Ratio", "Target", "")
    rows = [head, ("---",) * len(head)]
    for reading in readings:
        ratio = reading.ratio
        baseline = f"{statistics.median(reading.baseline):.4g}" if reading.baseline else ""
        rows.append(
            (
                reading.name,
                str(len(reading.values)),
                f"{statistics.median(reading.values):.4g} {reading.unit}",
                f"{tail(reading.values):.4g}",
                baseline,
                "" if ratio is None else f"{ratio:.2f}",
                reading.target,
                reading.verdict,
            )
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def write_json(path: Path, machine: str, readings: Sequence[Reading]) -> None:
    """Write every value to a file."""
    content = {
        "machine": machine,
        "readings": [
            asdict(reading) | {"ratio": reading.ratio, "verdict": reading.verdict}
            for reading in readings
        ],
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
