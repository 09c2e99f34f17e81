"""Writes everything to one archive, while the server runs."""

from __future__ import annotations

import dataclasses
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.apps.backups.actions import make_backup
from fardplan.cli.progress import progress_on_stderr


if TYPE_CHECKING:
    import argparse


HELP = "Sparar databas, statistik och uppladdade filer i ett arkiv."
EXAMPLE = "fardplan backup /mnt/kopior/fardplan-2026-11-22.zip"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="arkivet som ska skapas")
    parser.add_argument(
        "--force", action="store_true", help="skriv över en fil som redan finns"
    )
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")


def run(options: argparse.Namespace) -> int:
    start = time.monotonic()
    with progress_on_stderr() as on_progress:
        made = make_backup(
            target=options.file, on_progress=on_progress, may_replace=options.force
        )
    seconds = round(time.monotonic() - start, 2)
    if options.json:
        facts = dataclasses.asdict(made) | {"path": str(made.path), "seconds": seconds}
        print(json.dumps(facts))
        return 0
    print(
        f"Säkerhetskopian {made.path} är klar och kontrollerad (tabeller: {made.tables},"
        f" rader: {made.rows}, filer: {made.files}, {made.size / 1e6:.2f} MB)."
    )
    return 0
