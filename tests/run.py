"""The one test command: every part that this machine can run, then what it could not.

    python -m tests.run [--only sqlite|postgres|browser|endurance] [-- pytest arguments]

With FARDPLAN_REQUIRE_ALL=1 whatever is missing, and every skipped test, is a failure.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tests.covered import covered_files, unreached
from tests.postgres import PostgresMissingError, throwaway_postgres
from tests.surroundings import REQUIRE_ALL, ROOT, find_chromium, find_shared


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARTS = ("sqlite", "postgres", "browser", "endurance")
# Run apart from the suite: they start servers of their own and need the machine alone.
APART = ("browser", "endurance")
NO_TESTS_COLLECTED = 5
TOOK_TOO_LONG = 124
# All parts together, seconds. A run that never ends tells nothing of what failed.
LONGEST = 75 * 60
# Each process of the tests would else compile the program and the tests anew, which
# doubles what it takes to start one.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass
class Part:
    """How one part of the run went."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0


@dataclass
class Run:
    """The whole run: where things are, what was done and what was not."""

    folder: Path
    arguments: Sequence[str]
    postgres: str = ""
    parts: list[Part] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    ends: float = field(default_factory=lambda: time.monotonic() + LONGEST)

    def pytest(self, name: str, paths: Iterable[str], *, database: str) -> None:
        """Run pytest as one part, on SQLite unless ``database`` is an address."""
        if self.arguments or all((ROOT / path).exists() for path in paths):
            began = time.monotonic()
            report = self.folder / f"{name.replace(' ', '-')}.xml"
            code = self._call(name, paths, report, database)
            self.parts.append(read_report(name, report, code, time.monotonic() - began))

    def _call(
        self, name: str, paths: Iterable[str], report: Path, database: str
    ) -> int:
        print(f"\n== {name}", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "-rs", f"--junitxml={report}"]
        # One more than the cores of a small machine: many tests wait for a process.
        workers = "2" if name.startswith(APART) else "3"
        command += ["-n", workers, "--dist=worksteal"]
        if name == "sqlite" and not self.arguments:
            # Once is enough: what only PostgreSQL does is reached by the backup tests,
            # which use both.
            command += ["-p", "tests.line_watch"]
        if name in {"sqlite", "postgres"}:
            command += [f"--ignore=tests/{folder}" for folder in APART]
        environment = {
            **ENVIRONMENT,
            "DATABASE_URL": database,
            "FARDPLAN_TEST_POSTGRES_URL": self.postgres,
            "FARDPLAN_WATCHED": str(self.folder),
        }
        command += self.arguments if self.arguments else list(paths)
        return self._wait(command, environment)

    def _wait(self, command: list[str], environment: dict[str, str]) -> int:
        # In a session of its own, so that no process of it outlives the run.
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, start_new_session=True
        ) as process:
            try:
                return process.wait(timeout=max(0, self.ends - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"avbröts: testerna har hållit på i {LONGEST // 60} minuter")
                return TOOK_TOO_LONG
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)


def main() -> int:
    """Run what was asked for; give the exit code."""
    parser = argparse.ArgumentParser(description="Run the tests of Färdplan.")
    parser.add_argument("--only", choices=PARTS, help="run one part")
    parser.add_argument("arguments", nargs="*", help="after --: arguments to pytest")
    options = parser.parse_args()
    # Arguments name tests of the suite; the parts apart are asked for by name.
    usual = PARTS[:2] if options.arguments else PARTS
    chosen = {options.only} if options.only else set(usual)
    # A tidy end also when the run is stopped by a signal: the server must go too.
    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="fp-tests-"))
        run = Run(Path(folder), options.arguments)
        run.postgres = _postgres(run, stack)
        _run_suite(run, chosen)
        _run_apart(run, chosen)
        if not run.arguments and "sqlite" in chosen:
            _check_coverage(run)
    return tell(run, require_all=REQUIRE_ALL)


def _stop(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(143)


def _postgres(run: Run, stack: ExitStack) -> str:
    if given := os.environ.get("FARDPLAN_TEST_POSTGRES_URL"):
        return given
    try:
        return stack.enter_context(throwaway_postgres())
    except PostgresMissingError as reason:
        run.missing.append(f"{reason}: apt install postgresql")
        return ""


def _run_suite(run: Run, chosen: set[str]) -> None:
    if "sqlite" in chosen:
        run.pytest("sqlite", ["tests"], database="")
    if "postgres" in chosen and run.postgres:
        run.pytest("postgres", ["tests"], database=run.postgres)
    if not find_shared():
        run.missing.append("../shared saknas: lägg mappen ”shared” bredvid projektet")


def _run_apart(run: Run, chosen: set[str]) -> None:
    if "browser" in chosen:
        if find_chromium():
            run.pytest("browser", ["tests/browser"], database="")
        else:
            run.missing.append("Chromium saknas: apt install chromium")
    if "endurance" in chosen:
        run.pytest("endurance sqlite", ["tests/endurance"], database="")
        if run.postgres:
            run.pytest("endurance postgres", ["tests/endurance"], database=run.postgres)


def read_report(name: str, report: Path, code: int, seconds: float) -> Part:
    """Count what pytest's report tells; a run that broke has at least one failure."""
    part = Part(name, seconds=seconds)
    if report.exists():
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 -- ours
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            part.failed += bad
            part.skipped += skipped
            part.passed += int(suite.get("tests", 0)) - bad - skipped
    if code not in {0, NO_TESTS_COLLECTED}:
        part.failed = max(part.failed, 1)
    return part


def _check_coverage(run: Run) -> None:
    """Count complete coverage as one test; it takes a PostgreSQL for the backups."""
    began = time.monotonic()
    print("\n== coverage", flush=True)
    missed = unreached(run.folder.glob("*.json"), covered_files())
    print("\n".join(missed) or "every line and branch that is to be reached is")
    failed = int(bool(missed and run.postgres))
    run.parts.append(
        Part(
            "coverage",
            passed=int(not missed),
            failed=failed,
            seconds=time.monotonic() - began,
        )
    )


def tell(run: Run, *, require_all: bool) -> int:
    """Print the table, what was not run, and the sum; give the exit code."""
    skipped = sum(part.skipped for part in run.parts)
    if require_all and (unmet := len(run.missing) + skipped):
        run.parts.append(Part("all required", failed=unmet))
    print(f"\n{'part':<20}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for part in run.parts:
        print(
            f"{part.name:<20}{part.passed:>8}{part.failed:>8}{part.skipped:>9}"
            f"{part.seconds:>9.1f}"
        )
    for line in run.missing:
        print(f"Inte kört. {line}")
    passed = sum(part.passed for part in run.parts)
    failed = sum(part.failed for part in run.parts)
    print(f"{passed} passed, {failed} failed" + f", {skipped} skipped" * bool(skipped))
    return int(bool(failed) or not passed)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("Avbrutet.", file=sys.stderr)
        sys.exit(130)
