"""Lists, exports and reads in bodies, seats and appointments."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.apps.actors.actions import run_import
from fardplan.apps.actors.queries import (
    BODY_HEADINGS,
    SEAT_HEADINGS,
    BodyFilter,
    body_table,
    count_lines,
    find_bodies,
    kind_of_import,
    plan_or_problem,
    popolo,
    seat_table,
)
from fardplan.apps.common.exports import table_bytes
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.actors.body_records import BODY_COLUMNS
from fardplan.engine.actors.import_plan import Status
from fardplan.engine.actors.seat_records import SEAT_COLUMNS
from fardplan.engine.actors.words import LEVELS, TYPES
from fardplan.engine.shared.read_table import LARGEST_MB


if TYPE_CHECKING:
    import argparse

    from fardplan.engine.actors.import_plan import PlanLine


HELP = "Listar, exporterar och läser in organ, platser och förordnanden."
EXAMPLE = "fardplan bodies import organ.csv --yes"
_STATUS_WORDS = {
    Status.NEW: "ny",
    Status.CHANGED: "ändras",
    Status.UNCHANGED: "oförändrad",
    Status.WRONG: "fel",
}


def configure(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="VAD")
    read = _add_kind(
        kinds, "import", "Visa vad en fil skulle ändra, och läs in den.", EXAMPLE
    )
    read.add_argument("file", metavar="FIL", help="CSV (UTF-8) eller xlsx")
    read.add_argument("--yes", action="store_true", help="läs in utan att fråga")
    read.add_argument("--json", action="store_true", help="svara med JSON")
    write = _add_kind(
        kinds,
        "export",
        "Skriv alla organ eller platser.",
        "fardplan bodies export --format xlsx --output organ.xlsx",
    )
    write.add_argument(
        "--format",
        choices=["csv", "xlsx", "popolo"],
        default="csv",
        help="csv, xlsx eller popolo (JSON); annars %(default)s",
    )
    write.add_argument("--seats", action="store_true", help="platser och förordnanden")
    write.add_argument("--output", metavar="FIL", help="fil att skriva till")
    listing = _add_kind(
        kinds, "list", "Lista organen.", "fardplan bodies list --text beredning"
    )
    listing.add_argument("--json", action="store_true", help="svara med JSON")
    listing.add_argument("--text", default="", help="bara de vars namn innehåller")


def _add_kind(
    kinds: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    example: str,
) -> argparse.ArgumentParser:
    return kinds.add_parser(
        name, help=text, description=text, epilog=f"Exempel: {example}"
    )


def run(options: argparse.Namespace) -> int:
    return {"import": _import, "export": _export, "list": _list}[options.what](options)


def _import(options: argparse.Namespace) -> int:
    path = Path(options.file)
    try:
        # One byte too many is enough to tell that the file is too large.
        with path.open("rb") as file:
            content = file.read(LARGEST_MB * 1_000_000 + 1)
    except OSError as problem:
        raise ProblemError(
            f"Filen {path} går inte att läsa: {problem.strerror}."
        ) from None
    kind = kind_of_import(content)
    plan = plan_or_problem(kind, content)
    counts = count_lines(plan.lines)
    if options.json:
        print(json.dumps(_as_json(kind, plan.lines), ensure_ascii=False))
    else:
        _tell(path.name, plan.lines)
    if counts[Status.WRONG]:
        print("Inget är inläst. Rätta raderna och försök igen.", file=sys.stderr)
        return 1
    if not (counts[Status.NEW] or counts[Status.CHANGED]):
        return 0
    if not options.yes and not _is_sure(is_quiet=options.json):
        print("Inget är inläst.", file=sys.stderr)
        return 0
    report = run_import(
        kind=kind,
        content=content,
        approved=plan.digest,
        file_name=path.name,
        by=None,
    )
    print(f"Inläst: {report.changed} rader ändrade något.", file=sys.stderr)
    return 0


def _is_sure(*, is_quiet: bool) -> bool:
    if is_quiet or not sys.stdin.isatty():
        print("Lägg till --yes för att läsa in.", file=sys.stderr)
        return False
    return input("Läsa in? [j/N] ").strip().casefold() in ("j", "ja")


def _tell(name: str, lines: list[PlanLine]) -> None:
    for line in lines:
        if line.status is not Status.UNCHANGED:
            start = (
                f"{name}, rad {line.row}: {line.label}: {_STATUS_WORDS[line.status]}"
            )
            details = _details(line)
            print(start if not details else f"{start} ({'; '.join(details)})")
    counts = count_lines(lines)
    print(", ".join(f"{_STATUS_WORDS[s]}: {counts[s]}" for s in Status))


def _details(line: PlanLine) -> list[str]:
    headings = BODY_COLUMNS | SEAT_COLUMNS
    details = [f"{headings[one.column]}: {one.reason}" for one in line.problems]
    if line.status is Status.CHANGED:
        details += [
            f"{headings[name]}: ”{old}” blir ”{new}”"
            for name, (old, new) in line.changes.items()
        ]
    return details


def _as_json(kind: str, lines: list[PlanLine]) -> dict[str, object]:
    rows = [
        {
            "row": line.row,
            "label": line.label,
            "status": line.status.value,
            "changes": line.changes,
            "problems": [[one.column, one.reason] for one in line.problems],
        }
        for line in lines
    ]
    counts = {status.value: number for status, number in count_lines(lines).items()}
    return {"kind": kind, "counts": counts, "rows": rows}


def _export(options: argparse.Namespace) -> int:
    bodies = find_bodies(BodyFilter())
    if options.format == "popolo":
        answer = popolo(bodies, _everything)
        content = json.dumps(answer, ensure_ascii=False, indent=1).encode()
    elif options.seats:
        rows = seat_table(bodies, _everything)
        content = table_bytes(rows, SEAT_HEADINGS, options.format)
    else:
        content = table_bytes(body_table(bodies), BODY_HEADINGS, options.format)
    if options.output:
        Path(options.output).write_bytes(content)
        print(f"Skrivet: {options.output}", file=sys.stderr)
    elif options.format == "xlsx" and sys.stdout.isatty():
        raise ProblemError("Ange en fil med --output: xlsx är inget för skärmen.")
    else:
        sys.stdout.buffer.write(content)
    return 0


def _everything(_level: str, _role: str, _party: str) -> bool:
    """Show every name: whoever runs the command owns the machine's data."""
    return True


def _list(options: argparse.Namespace) -> int:
    types = {kind.value: word for kind, word in TYPES.items()}
    levels = {level.value: word for level, word in LEVELS.items()}
    found = [
        {
            "code": body.code,
            "name": body.name,
            "type": types[body.body_type],
            "level": levels[body.level],
            "home": body.home.name,
        }
        for body in find_bodies(BodyFilter(text=options.text))
    ]
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for one in found:
            print(f"{one['code']:<32} {one['name']} ({one['type']}, {one['home']})")
    return 0
