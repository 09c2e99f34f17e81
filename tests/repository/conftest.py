"""What the tests of the repository itself look at: the files that git keeps."""

from __future__ import annotations

import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.surroundings import ROOT


if TYPE_CHECKING:
    from pathlib import Path


@cache
def files_of_git() -> tuple[Path, ...]:
    """Give every file that is, or is about to be, kept."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    names = sorted({name for name in listed.stdout.split("\0") if name})
    return tuple(file for name in names if (file := ROOT / name).is_file())


@pytest.fixture(scope="session")
def tracked() -> tuple[Path, ...]:
    return files_of_git()


@pytest.fixture(scope="session")
def texts(tracked: tuple[Path, ...]) -> dict[str, str]:
    """Every kept file that is text, by its path."""
    found = {}
    for file in tracked:
        content = file.read_bytes()
        if b"\0" not in content:
            found[file.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return found
