"""Runs one worker by itself, beside a server that somebody else started."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.conf import settings

from fardplan.apps.jobs.worker import run_worker
from fardplan.cli.startup import check_data_folder, prepare_database
from fardplan.cli.supervisor import own_worker_id


if TYPE_CHECKING:
    import argparse


HELP = "Kör långa jobb ur kön. ”fardplan serve” gör det också; det här är för fler datorer."
EXAMPLE = "fardplan worker --id maskin2"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--id",
        metavar="NAMN",
        default="",
        help="arbetsprocessens namn, olika för alla som är igång (skapas annars)",
    )
    parser.add_argument(
        "--replaces",
        metavar="NAMN",
        action="append",
        default=[],
        help="en arbetsprocess som säkert är borta; dess jobb tas över genast",
    )


def run(options: argparse.Namespace) -> int:
    check_data_folder(settings.DATA_DIR)
    prepare_database()
    name = options.id or own_worker_id()
    run_worker(
        worker_id=name,
        gone=[old for old in options.replaces if old != name],
        on_ready=lambda: print(f"Arbetsprocessen {name} väntar på jobb.", flush=True),
    )
    print("Arbetsprocessen är avslutad.", file=sys.stderr)
    return 0
