"""Brings the database to the form this version needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from fardplan.cli.startup import check_data_folder, check_database, migrate


if TYPE_CHECKING:
    import argparse


HELP = "Skapar databasens tabeller, eller uppdaterar dem till den här versionen."
EXAMPLE = "fardplan migrate"


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_options: argparse.Namespace) -> int:
    check_data_folder(settings.DATA_DIR)
    check_database()
    migrate()
    print("Databasen har nu den form som den här versionen behöver.")
    return 0
