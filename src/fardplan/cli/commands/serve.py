"""Starts the web server."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from django.conf import settings


if TYPE_CHECKING:
    import argparse


HELP = "Startar webbplatsen."
EXAMPLE = "fardplan serve"


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_options: argparse.Namespace) -> int:
    return subprocess.call(
        [
            sys.executable,
            "-m",
            "granian",
            "--interface=wsgi",
            f"--host={settings.SERVE_HOST}",
            f"--port={settings.SERVE_PORT}",
            f"--blocking-threads={settings.WEB_THREADS}",
            "fardplan.config.wsgi:application",
        ]
    )
