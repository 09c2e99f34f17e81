"""Lists, exports and reads in plans."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.apps.common.exports import table_bytes
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.plans.actions import import_stratml
from fardplan.apps.plans.models import PlanVersion, Programme
from fardplan.apps.plans.queries import (
    TABLE_HEADINGS,
    losses_of,
    plan_tables,
    programme_by_code,
    read_for_draft,
    stratml_of,
    version_of,
)
from fardplan.apps.plans.queries.content import frozen_text
from fardplan.engine.plans.levels import NodeKind
from fardplan.engine.plans.stratml.read_xml import LARGEST_MB
from fardplan.engine.plans.stratml.vocabulary import KIND_WORDS


if TYPE_CHECKING:
    import argparse

    from fardplan.apps.plans.queries.stratml_import import DraftReading


HELP = "Listar, exporterar och läser in planer: StratML, JSON och tabeller."
EXAMPLE = "fardplan plans export orebro-nara-vard --part 2 --output plan.xml"


def configure(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="VAD")
    write = _add_kind(
        kinds, "export", "Skriv en version av ett programs plan som fil.", EXAMPLE
    )
    write.add_argument("programme", metavar="PROGRAM", help="programmets kortadress")
    write.add_argument(
        "--version", type=int, metavar="N", help="annars den senast antagna"
    )
    write.add_argument(
        "--format",
        choices=["stratml", "json", "csv", "xlsx"],
        default="stratml",
        help="stratml (bara antagna versioner), json, csv eller xlsx; annars %(default)s",
    )
    write.add_argument(
        "--part",
        type=int,
        choices=[1, 2],
        default=1,
        help="StratML: 1 är planen, 2 också roller och mätområden; annars %(default)s",
    )
    write.add_argument(
        "--links", action="store_true", help="csv och xlsx: kopplingar, inte delar"
    )
    write.add_argument("--output", metavar="FIL", help="fil att skriva till")
    read = _add_kind(
        kinds,
        "import",
        "Visa vad en StratML-fil skulle bli, och läs in den som utkast.",
        "fardplan plans import plan.xml --programme orebro-nara-vard --yes",
    )
    read.add_argument("file", metavar="FIL", help="StratML, del 1 eller 2")
    read.add_argument(
        "--programme", required=True, metavar="PROGRAM", help="programmets kortadress"
    )
    read.add_argument("--yes", action="store_true", help="läs in utan att fråga")
    read.add_argument("--json", action="store_true", help="svara med JSON")
    listing = _add_kind(
        kinds, "list", "Lista programmen och deras versioner.", "fardplan plans list"
    )
    listing.add_argument("--json", action="store_true", help="svara med JSON")


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
    return {"export": _export, "import": _import, "list": _list}[options.what](options)


def _programme(code: str) -> Programme:
    try:
        return programme_by_code(code)
    except Programme.DoesNotExist:
        raise ProblemError(
            f"Programmet {code} finns inte. Skriv ”fardplan plans list” för att se vilka"
            " som finns."
        ) from None


def _version(code: str, number: int | None) -> PlanVersion:
    programme = _programme(code)
    if number is None:
        adopted = programme.versions.filter(frozen_at__isnull=False)
        number = adopted.values_list("number", flat=True).first()
    if number is None:
        raise ProblemError(f"Programmet {code} har ingen antagen plan. Ange --version.")
    try:
        return version_of(code, number)
    except PlanVersion.DoesNotExist:
        raise ProblemError(f"Programmet {code} har ingen version {number}.") from None


def _export(options: argparse.Namespace) -> int:
    version = _version(options.programme, options.version)
    if options.format == "stratml":
        content = stratml_of(version, options.part)
        for loss in losses_of(version):
            start = "Står som text" if loss.is_kept else "Ryms inte i StratML"
            print(f"{start}: {loss.what}: {loss.count}. {loss.how}", file=sys.stderr)
    elif options.format == "json":
        content = (version.frozen or frozen_text(version)[0]).encode()
    else:
        what = "kopplingar" if options.links else "delar"
        rows = plan_tables(version)[what]
        content = table_bytes(rows, TABLE_HEADINGS[what], options.format)
    if options.output:
        Path(options.output).write_bytes(content)
        print(f"Skrivet: {options.output}", file=sys.stderr)
    elif options.format == "xlsx" and sys.stdout.isatty():
        raise ProblemError("Ange en fil med --output: xlsx är inget för skärmen.")
    else:
        sys.stdout.buffer.write(content)
    return 0


def _import(options: argparse.Namespace) -> int:
    path, programme = Path(options.file), _programme(options.programme)
    try:
        # One byte too many is enough to tell that the file is too large.
        with path.open("rb") as file:
            content = file.read(LARGEST_MB * 1_000_000 + 1)
    except OSError as problem:
        raise ProblemError(
            f"Filen {path} går inte att läsa: {problem.strerror}."
        ) from None
    found = read_for_draft(programme, content, path.name)
    if options.json:
        print(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        _tell(path.name, found)
    if found.faults:
        print("Inget är inläst.", *found.faults, sep="\n", file=sys.stderr)
        return 1
    if not options.yes and not _is_sure(is_quiet=options.json):
        print("Inget är inläst.", file=sys.stderr)
        return 0
    version, _event = import_stratml(
        programme=programme,
        content=content,
        approved=found.digest,
        file_name=path.name,
        by=None,
    )
    print(f"Inläst som version {version.number}, utkast.", file=sys.stderr)
    return 0


def _is_sure(*, is_quiet: bool) -> bool:
    if is_quiet or not sys.stdin.isatty():
        print("Lägg till --yes för att läsa in.", file=sys.stderr)
        return False
    return input("Läsa in? [j/N] ").strip().casefold() in ("j", "ja")


def _tell(name: str, found: DraftReading) -> None:
    for note in found.reading.notes:
        lines = ", ".join(map(str, note.lines))
        print(f"{name}, rad {lines}: <{note.element}> {note.text}")
    counts = [f"{KIND_WORDS[NodeKind(kind)]}: {n}" for kind, n in found.kinds]
    print(f"Version {found.number}, ”{found.version.title}”")
    print(", ".join([*counts, f"kopplingar: {len(found.version.links)}"]))


def _as_json(found: DraftReading) -> dict[str, object]:
    return {
        "part": int(found.reading.part),
        "version": found.number,
        "title": found.version.title,
        "kinds": dict(found.kinds),
        "links": len(found.version.links),
        "known": found.kept,
        "notes": [
            {"element": note.element, "text": note.text, "lines": note.lines}
            for note in found.reading.notes
        ],
        "faults": found.faults,
    }


def _list(options: argparse.Namespace) -> int:
    found = [
        {
            "programme": version.programme.code,
            "version": version.number,
            "title": version.title,
            "state": version.state,
        }
        for version in PlanVersion.objects.select_related("programme").order_by(
            "programme__sort_key", "-number"
        )
    ]
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for one in found:
        print(
            f"{one['programme']:<32} {one['version']:>3}  {one['state']:<10}"
            f" {one['title']}"
        )
    if not found:
        print("Det finns inga program.")
    return 0
