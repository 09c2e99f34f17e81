"""Everything that can be known without running the program; all of it, then a summary.

    python tools/check.py

Exit code 0 when every check is passed, else 1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path


ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTHON = sys.executable
TEMPLATES = sorted(
    str(file.relative_to(ROOT)) for file in ROOT.glob("src/**/templates/**/*.html")
)
# The tools must see this copy of the source, wherever the project is installed from.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


@dataclass(frozen=True)
class Check:
    """One command, and what a person does when it finds something."""

    name: str
    command: tuple[str, ...]
    remedy: str


# The slowest first: two run at a time.
CHECKS = (
    Check("types", (str(BIN / "mypy"),), "correct the types that mypy names"),
    Check("lint", (str(BIN / "ruff"), "check", "--quiet", "."), "make fix"),
    Check(
        "format", (str(BIN / "ruff"), "format", "--check", "--quiet", "."), "make fix"
    ),
    Check(
        "imports",
        (str(BIN / "lint-imports"), "--no-cache"),
        "move the import, or the code, to the layer where it belongs (.importlinter)",
    ),
    Check(
        "templates",
        (str(BIN / "djade"), "--check", "--target-version=5.2", *TEMPLATES),
        "make fix",
    ),
    Check(
        "migrations",
        (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"),
        "python manage.py makemigrations",
    ),
    Check(
        "translations",
        (PYTHON, "tools/messages.py", "--check"),
        "make messages, then fill in src/fardplan/locale/en/LC_MESSAGES/django.po",
    ),
    Check("documentation", (PYTHON, "tools/make_docs.py", "--check"), "make docs"),
    Check(
        "npm lock",
        (PYTHON, "tools/check.py", "--npm-lock"),
        "npm install --package-lock-only (see .npmrc)",
    ),
)


def main() -> int:
    """Run every check, two at a time; give the exit code."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(_run, CHECKS))
    bad = [(c, out) for c, (code, out, _) in zip(CHECKS, results, strict=True) if code]
    for check, output in bad:
        print(f"== {check.name}\n{output.strip()}\n")
    for check, (code, _, seconds) in zip(CHECKS, results, strict=True):
        print(f"{'FAILED' if code else 'ok':<8}{check.name:<16}{seconds:>6.1f} s")
    print(f"{len(CHECKS) - len(bad)} passed, {len(bad)} failed")
    for check, _ in bad:
        print(f"  {check.name}: {check.remedy}")
    return int(bool(bad))


def _run(check: Check) -> tuple[int, str, float]:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        check=False,
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout, time.monotonic() - began


def check_npm_lock() -> int:
    """Tell each package of the npm lock that has an address or lacks a hash."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    problems = [
        f"{name}: {problem}"
        for name, package in packages.items()
        for problem, is_found in (
            ("has an address (resolved)", "resolved" in package),
            ("has no hash (integrity)", bool(name) and "integrity" not in package),
        )
        if is_found
    ]
    print("\n".join(problems))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(check_npm_lock() if "--npm-lock" in sys.argv else main())
