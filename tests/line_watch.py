"""A pytest plugin: tells which lines and branches a process of the tests reached.

`tests/run.py` loads it (``-p tests.line_watch``) with a folder to write to in
``FARDPLAN_WATCHED``. SlipCover puts its probes into the watched files' bytecode and takes
away those that have told, which costs a few per cent. Before Python 3.12, coverage.py can
only let Python trace every line of every library, which took as long again as the tests.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import slipcover

from tests.covered import is_covered


class _Covered:
    """Answers SlipCover's question about each file that is loaded."""

    def matches(self, file: str | Path | None) -> bool:
        return bool(file) and is_covered(Path(str(file)))


_watch = slipcover.Slipcover(branch=True)
# At once: the settings, and with them the program, are loaded before any hook is called.
slipcover.ImportManager(_watch, _Covered()).__enter__()


def pytest_sessionfinish() -> None:
    told = Path(os.environ["FARDPLAN_WATCHED"]) / f"{os.getpid()}.json"
    told.write_text(json.dumps(_watch.get_coverage()["files"]), encoding="utf-8")
