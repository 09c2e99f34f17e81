"""The table that `make bench` prints, and the machine that it was measured on."""

from __future__ import annotations

import os
import platform
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import django
from rich.console import Console
from rich.table import Table


if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Row:
    """One measurement beside its floor or peer.

    ``most`` is the budget in the row's own unit, ``most_times`` the budget as a ratio;
    None means that no such budget is set.
    """

    name: str
    unit: str
    ours: float
    floor: float
    most: float | None = None
    most_times: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the floor we take."""
        return self.ours / self.floor

    @property
    def is_within(self) -> bool:
        """True when every budget that is set is kept."""
        return (self.most is None or self.ours <= self.most) and (
            self.most_times is None or self.ratio <= self.most_times
        )

    @property
    def budget(self) -> str:
        """The budget in words."""
        parts = [
            f"≤ {self.most:g} {self.unit}" if self.most is not None else "",
            f"≤ {self.most_times:g} ×" if self.most_times is not None else "",
        ]
        return ", ".join(part for part in parts if part) or "–"


def machine() -> dict[str, str]:
    """Give what the figures depend on: cores, memory, versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "processor": _processor(),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.split(":", 1)[1].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.processor() or "unknown"


def as_json(rows: Sequence[Row], where: dict[str, str]) -> dict[str, object]:
    """Give the table as data."""
    return {
        "machine": where,
        "rows": [
            asdict(row)
            | {"ratio": row.ratio, "budget": row.budget, "ok": row.is_within}
            for row in rows
        ],
    }


def print_table(rows: Sequence[Row], where: dict[str, str]) -> None:
    """Print the table for people."""
    table = Table("what", "ours", "floor", "ratio", "budget", "ok?")
    for row in rows:
        table.add_row(
            f"{row.name}\n  {row.note}" if row.note else row.name,
            f"{row.ours:.1f} {row.unit}",
            f"{row.floor:.1f} {row.unit}",
            f"{row.ratio:.1f} ×",
            row.budget,
            "yes" if row.is_within else "NO",
        )
    console = Console(width=max(Console().width, 110))
    console.print(table)
    console.print(", ".join(f"{name} {value}" for name, value in where.items()))


def as_page(rows: Sequence[Row], where: dict[str, str]) -> str:
    """Give the table as a page of the documentation."""
    lines = [
        "<!-- Written by `make bench`; measure again, don't edit. -->\n",
        "# Benchmark\n",
        (
            "What `make bench` measured. `ours` is Färdplan, `floor` a bare Django page"
            " with one query, measured beside it in the same run: on a busy machine both"
            " rise. Pages are fetched one after the other, after a warm-up, as a browser"
            " does; p95 is what 95 of 100 answers keep within. “Bodies” are measured with"
            " 317 authorities, 5,000 bodies and 40,000 seats, “initiatives”, “plan”"
            " and “draft” with 21 programmes, 20,000 initiatives and 200,000 evidence"
            " links.\n"
        ),
        "Machine: " + ", ".join(f"{n} {v}" for n, v in where.items()) + ".\n",
        "| what | ours | floor | ratio | budget | kept |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.name} | {row.ours:.1f} {row.unit} | {row.floor:.1f} {row.unit}"
        f" | {row.ratio:.1f} × | {row.budget} | {'yes' if row.is_within else 'NO'} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"
