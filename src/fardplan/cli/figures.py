"""The verbs of `fardplan indicators` that read in figures, list runs and undo one."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators import queries
from fardplan.apps.indicators.actions import delivery_of, store_run, undo_run
from fardplan.engine.indicators.imports.mapping import (
    FIELDS,
    ColumnMapping,
    MappingError,
    from_json,
    to_json,
)


if TYPE_CHECKING:
    import argparse

    from fardplan.apps.indicators.models import ImportRun
    from fardplan.apps.indicators.queries import CheckedFile

IMPORT_EXAMPLE = "fardplan indicators import telefon.csv --dry-run"
# What may be told once for a whole file; the names are those of a mapping.
_FIXED = {
    "indicator": ("KORTNAMN", "indikatorn som hela filen gäller"),
    "area": ("OMRÅDE", "området som hela filen gäller, kod eller namn"),
    "period": ("PERIOD", "perioden som hela filen gäller, som 2024 eller 2024-05"),
    "sex": ("KÖN", "könet som hela filen gäller; annars totalt"),
    "status": ("STATUS", "till exempel preliminär, för hela filen"),
}
_SHOWN = 20


def add_verbs(verbs: Any) -> None:
    """Add the verbs to the command."""
    reading = verbs.add_parser(
        "import",
        help="läs in siffror ur en fil: CSV, xlsx, Parquet eller JSON-stat",
        epilog=f"Exempel: {IMPORT_EXAMPLE}",
    )
    reading.add_argument("file", metavar="FIL", type=Path, help="filen")
    for name, (word, text) in _FIXED.items():
        reading.add_argument(f"--{name}", metavar=word, default="", help=text)
    reading.add_argument(
        "--mapping",
        metavar="FIL",
        type=Path,
        help="JSON-fil som säger vilken kolumn som är vad; annars som förra gången,"
        " eller gissat",
    )
    reading.add_argument(
        "--authority",
        metavar="KOD",
        default="",
        help="myndigheten som siffrorna läses in för",
    )
    reading.add_argument(
        "--dry-run", action="store_true", help="granska bara; spara inget"
    )
    reading.add_argument(
        "--strict", action="store_true", help="spara inget om någon rad är fel"
    )
    verbs.add_parser(
        "runs", help="lista inläsningarna", epilog="Exempel: fardplan indicators runs"
    )
    undoing = verbs.add_parser(
        "undo",
        help="ångra en hel inläsning; det den ersatte gäller igen",
        epilog="Exempel: fardplan indicators undo 4f1c",
    )
    undoing.add_argument(
        "key", metavar="INLÄSNING", help="början av inläsningens nyckel"
    )


def import_figures(options: argparse.Namespace) -> int:
    """Check a file, and store what is right in it; 1 when something was refused."""
    if not options.file.is_file():
        raise ProblemError(f"Filen {options.file} finns inte.")
    if options.authority and not Authority.objects.filter(code=options.authority):
        raise ProblemError(f"Myndigheten {options.authority} finns inte.")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "kept.parquet"
        checked = queries.check_figures(
            options.file,
            out,
            mapping=_mapping(options.mapping),
            fixed={n: text for n in _FIXED if (text := getattr(options, n))},
            authority=options.authority,
        )
        run = None
        if not (options.dry_run or (options.strict and checked.report.refused)):
            run = _store(checked, out, options)
    _tell(checked, run, as_json=options.json)
    return 1 if checked.report.refused else 0


def _store(
    checked: CheckedFile, out: Path, options: argparse.Namespace
) -> ImportRun | None:
    if not checked.report.kept:
        return None
    delivery = delivery_of(checked, options.file.name)
    return store_run(delivery=delivery, rows=out, authority=options.authority, by=None)


def _mapping(file: Path | None) -> ColumnMapping | None:
    if file is None:
        return None
    try:
        return from_json(json.loads(file.read_text(encoding="utf-8")))
    except MappingError as error:
        raise ProblemError(f"{file}: {error}") from None
    except (OSError, ValueError):
        raise ProblemError(f"{file} går inte att läsa som JSON.") from None


def _tell(checked: CheckedFile, run: ImportRun | None, *, as_json: bool) -> None:
    report = checked.report
    if as_json:
        _print_json(
            {
                "run": run.key if run else None,
                "sha256": checked.sha256,
                "mapping": to_json(checked.mapping),
                "report": report.to_json(),
            }
        )
        return
    print(f"{report.told}: {report.rows} rader, {report.asked} siffror.")
    for name, heading in checked.mapping.columns.items():
        print(f"  {FIELDS[name]}: kolumnen {heading}")
    for name, text in checked.mapping.fixed.items():
        print(f"  {FIELDS[name]}: {text} (för hela filen)")
    if checked.mapping.periods:
        print(f"  perioder i rubrikerna: {', '.join(checked.mapping.periods.values())}")
    for one in report.problems[:_SHOWN]:
        where = f"Rad {one.row}, {one.column}" if one.column else f"Rad {one.row}"
        mark = "fel" if one.is_refused else "obs"
        print(f"  {mark}: {where}: {one.problem}. {one.advice}")
    if len(report.problems) > _SHOWN:
        print(f"  … och fler; alla står med --json (högst {len(report.problems)}).")
    for group in report.counts:
        print(f"  {group.figures} siffror: {group.kind}")
    print(
        f"{report.kept} siffror går att spara, varav {report.missing} saknar värde;"
        f" {report.refused} går det inte."
    )
    print(f"Inläst som {run.key}." if run else "Inget är sparat.")


def list_runs(options: argparse.Namespace) -> int:
    """List the runs, the latest first."""
    runs = list(queries.import_runs())
    if options.json:
        _print_json([_to_json(run) for run in runs])
        return 0
    for run in runs:
        print(
            f"{run.key[:8]}  {run.stored_at:%Y-%m-%d %H:%M}  {run.get_state_display():<7}"
            f" {run.kept:>8} av {run.asked}  {run.file_name}"
        )
    if not runs:
        print("Inget är inläst.")
    return 0


def undo_figures(options: argparse.Namespace) -> int:
    """Undo the one run whose key begins so."""
    found = list(queries.import_runs().filter(key__startswith=options.key)[:2])
    if len(found) != 1:
        raise ProblemError(
            f"{'Ingen' if not found else 'Mer än en'} inläsning börjar på"
            f" {options.key}. Skriv ”fardplan indicators runs” för att se alla."
        )
    run = undo_run(key=found[0].key, by=None)
    if options.json:
        _print_json(_to_json(run))
    else:
        print(f"Inläsningen av {run.file_name} är ångrad.")
    return 0


def _to_json(run: ImportRun) -> dict[str, object]:
    return {
        "run": run.key,
        "state": run.state,
        "source": run.source_kind,
        "file": run.file_name,
        "sha256": run.sha256,
        "stored_at": run.stored_at.isoformat(),
        "asked": run.asked,
        "kept": run.kept,
        "authority": run.authority.code if run.authority else None,
    }


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
