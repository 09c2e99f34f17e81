"""Asks ELK, in Node.js, where a graph's boxes and lines go; remembers the answers.

An answer is kept in a file named by the hash of the question, so a map is laid out once
for all visitors and after a restart. Files are written beside and swapped in.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from fardplan.apps.common.node import node_program
from fardplan.apps.common.problems import ProblemError


PROGRAM = Path(__file__).with_name("elk_layout.js")
# 130 bodies and 200 relations take about 2 s on two cores; see the test of big maps.
TIMEOUT_SECONDS = 40
MOST_FILES = 500
_one_at_a_time = threading.Lock()
_log = logging.getLogger(__name__)


class LayoutError(ProblemError):
    """The picture couldn't be laid out; the page has other ways to show it."""


def laid_out(graph: dict[str, Any]) -> dict[str, Any]:
    """Give the graph with places, from memory or from ELK."""
    question = json.dumps([graph], sort_keys=True)
    made_by = PROGRAM.read_bytes()
    key = hashlib.sha256(made_by + question.encode()).hexdigest()
    file = settings.DATA_DIR / "layouts" / f"{key}.json"
    if (known := _remembered(file)) is not None:
        return known
    with _one_at_a_time:
        # Whoever waited for the lock may find that the answer has come meanwhile.
        known = _remembered(file)
        return known if known is not None else _asked(question, file)


def layout_files() -> list[Path]:
    """Give the files of the answers that are kept."""
    return list((settings.DATA_DIR / "layouts").glob("*.json"))


def _remembered(file: Path) -> dict[str, Any] | None:
    try:
        text = file.read_text(encoding="utf-8")
        return dict(json.loads(text))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _log.warning("layout %s can't be used and is made anew: %s", file.name, error)
        return None


def _asked(question: str, file: Path) -> dict[str, Any]:
    answer = _run_elk(question)
    try:
        _remember(answer, file)
    except OSError as error:
        # A full disk must not take the picture away: it is only made again next time.
        _log.warning("layout %s can't be kept: %s", file.name, error)
    return answer


def _run_elk(question: str) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; the input is its stdin
            [node_program(), str(PROGRAM)],
            input=question,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT_SECONDS,
            check=True,
        )
        return dict(json.loads(done.stdout)[0])
    except subprocess.CalledProcessError as error:
        _log.error("ELK stopped: %s", error.stderr.strip())
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        _log.error("ELK gave no answer: %s", error)
    raise LayoutError(_("Den breda kartan gick inte att rita just nu."))


def _remember(answer: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(answer, out)
    Path(beside).replace(file)
    oldest_first = sorted(file.parent.glob("*.json"), key=_age, reverse=True)
    for old in oldest_first[: max(0, len(oldest_first) - MOST_FILES)]:
        old.unlink(missing_ok=True)


def _age(file: Path) -> float:
    return -file.stat().st_mtime
