"""Puts an archive back, in an empty place."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.apps.backups.actions import check_archive, restore
from fardplan.cli.progress import progress_on_stderr


if TYPE_CHECKING:
    import argparse


HELP = "Läser tillbaka en säkerhetskopia till en tom plats, eller kontrollerar den."
EXAMPLE = "fardplan restore /mnt/kopior/fardplan-2026-11-22.zip"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="arkivet")
    parser.add_argument(
        "--check", action="store_true", help="kontrollera arkivet utan att ändra något"
    )
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")


def run(options: argparse.Namespace) -> int:
    return _check(options) if options.check else _restore(options)


def _check(options: argparse.Namespace) -> int:
    with progress_on_stderr() as on_progress:
        manifest = check_archive(source=options.file, on_progress=on_progress)
    if options.json:
        print(manifest.to_bytes().decode())
    else:
        print(
            f"Säkerhetskopian {options.file} är hel. Den gjordes"
            f" {manifest.created:%Y-%m-%d %H:%M} UTC med version"
            f" {manifest.program_version}."
        )
    return 0


def _restore(options: argparse.Namespace) -> int:
    start = time.monotonic()
    with progress_on_stderr() as on_progress:
        done = restore(source=options.file, on_progress=on_progress)
    facts = {
        "tables": done.tables,
        "rows": done.rows,
        "files": done.files,
        "steps": done.steps,
        "created": done.manifest.created.isoformat(),
        "program_version": done.manifest.program_version,
        "seconds": round(time.monotonic() - start, 2),
    }
    if options.json:
        print(json.dumps(facts))
        return 0
    print(
        "Återläst och jämfört: allt är likadant som i säkerhetskopian (tabeller:"
        f" {done.tables}, rader: {done.rows}, filer: {done.files})."
    )
    if done.steps:
        print(f"Uppdaterad till den här versionen i {len(done.steps)} steg.")
    return 0
