"""What complete branch coverage is promised for, and what of it no test has reached."""

from __future__ import annotations

import json
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.surroundings import ROOT


if TYPE_CHECKING:
    from collections.abc import Iterable

COVERED = (
    "src/fardplan/engine/*",
    "src/fardplan/fetchers/*",
    *(
        f"src/fardplan/apps/*/{name}"
        for layer in ("actions", "rules", "queries", "adapters")
        for name in (f"{layer}.py", f"{layer}/*.py")
    ),
)


def is_covered(file: Path) -> bool:
    """True for a Python file of the project that complete coverage is promised for."""
    if file.suffix != ".py" or not file.is_relative_to(ROOT):
        return False
    name = file.relative_to(ROOT).as_posix()
    return any(fnmatch(name, pattern) for pattern in COVERED)


def covered_files() -> list[Path]:
    """Give the files that have something in them to run."""
    found = sorted((ROOT / "src" / "fardplan").rglob("*.py"))
    kept = (file for file in found if is_covered(file) and file.read_text().strip())
    return [file.relative_to(ROOT) for file in kept]


def unreached(told: Iterable[Path], files: Iterable[Path]) -> list[str]:
    """Name the lines and branches of ``files`` that no process of the tests reached.

    ``told`` is what each process wrote (`tests/line_watch.py`). A branch is told as the
    line it leaves and the line it leads to, 0 for the end of the function.
    """
    reached: dict[Path, set[str]] = defaultdict(set)
    wanted: dict[Path, set[str]] = defaultdict(set)
    for one in told:
        for name, lines in json.loads(one.read_text(encoding="utf-8")).items():
            file = ROOT / name
            reached[file] |= _steps(lines, "executed")
            wanted[file] |= _steps(lines, "executed") | _steps(lines, "missing")
    found = []
    for file in files:
        whole = ROOT / file
        if not wanted[whole]:
            found.append(f"{file.as_posix()}: never loaded")
        missed = sorted(wanted[whole] - reached[whole], key=_in_order)
        found += [f"{file.as_posix()}: {step}" for step in missed]
    return found


def _steps(lines: dict[str, Any], which: str) -> set[str]:
    branches = {f"{start}->{end}" for start, end in lines[f"{which}_branches"]}
    return branches | {str(line) for line in lines[f"{which}_lines"]}


def _in_order(step: str) -> tuple[int, ...]:
    return tuple(map(int, step.split("->")))
