"""Reads documents without touching the database, and prints what they say."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.sources.watched_readers import SECONDS, read_all
from fardplan.cli.progress import progress_on_stderr
from fardplan.engine.sources.themes import Lexicon, lexicon_from


if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


HELP = "Läser dokument (PDF, Word, HTML, text) och visar vad de säger, med citat."
EXAMPLE = "fardplan read verksamhetsplan.pdf --json"
# What a folder is searched for; a file that is named is read whatever it is called.
SUFFIXES = frozenset({".pdf", ".docx", ".htm", ".html", ".txt"})
MOST_JOBS = 32
MOST_SECONDS = 86_400.0


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FIL", help="dokument, eller mappar med dokument"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="svara med JSON; flera dokument ger en rad var, med filens namn",
    )
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="ANTAL",
        help="läs så många dokument samtidigt; annars %(default)s",
    )

    parser.add_argument(
        "--seconds",
        type=_seconds,
        default=SECONDS,
        metavar="SEKUNDER",
        help="avbryt ett dokument som tar längre än så, och läs nästa; annars %(default)s,"
        " och en sekund till för varje sida i en PDF",
    )


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number <= MOST_SECONDS:
        raise ValueError
    return number


def _jobs(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_JOBS:
        raise ValueError
    return number


def run(options: argparse.Namespace) -> int:
    files = list(_find(options.files))
    if not files:
        raise ProblemError(
            f"Mappen innehåller inga dokument ({', '.join(sorted(SUFFIXES))})."
        )
    is_single = len(files) == 1 and not Path(options.files[0]).is_dir()
    bad = 0
    with progress_on_stderr() as tell:
        answers = read_all(
            files,
            _lexicon(),
            jobs=options.jobs,
            seconds=options.seconds,
            advice="Dela dokumentet, eller ge mer tid med --seconds.",
        )
        for number, (path, answer) in enumerate(zip(files, answers, strict=True), 1):
            tell(number, len(files), path.name)
            bad += isinstance(answer, str)
            _print(path, answer, as_json=options.json, is_single=is_single)
    return int(bad > 0)


def _find(names: list[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.suffix.casefold() in SUFFIXES and file.is_file()
            )
        else:
            yield path


def _lexicon() -> Lexicon:
    file = settings.DEFINITIONS_DIR / "themes.yaml"
    return lexicon_from(yaml.safe_load(file.read_text(encoding="utf-8")))


def _print(
    path: Path, answer: dict[str, Any] | str, *, as_json: bool, is_single: bool
) -> None:
    if isinstance(answer, str):
        print(f"Fel: {path}: {answer}", file=sys.stderr)
        if as_json and not is_single:
            print(json.dumps({"file": str(path), "error": answer}, ensure_ascii=False))
    elif as_json:
        shown = answer if is_single else {"file": str(path)} | answer
        print(json.dumps(shown, ensure_ascii=False, indent=1 if is_single else None))
    else:
        print("\n".join(_summary(path, answer)))


def _summary(path: Path, answer: dict[str, Any]) -> Iterator[str]:
    told = answer["document"]
    yield f"{path}: {told['kind']}, {told['pages']} sidor, {told['title'] or 'utan titel'}"
    counts = Counter(finding["kind"] for finding in answer["findings"])
    for kind, count in counts.most_common():
        yield f"  {count:>5} {kind}"
    for note in answer["notes"]:
        yield f"  Att granska, sidan {note['page']}: {note['text']}"
