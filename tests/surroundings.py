"""What lies outside the repository and a test may need; each is found or is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


ROOT = Path(__file__).resolve().parents[1]
REQUIRE_ALL = os.environ.get("FARDPLAN_REQUIRE_ALL") == "1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Give the path of the machine's Chromium."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def find_shared() -> Path | None:
    """Give the folder with the published documents that the acceptance tests read.

    It lies beside the repository, or where FARDPLAN_TEST_SHARED says.
    """
    folder = Path(os.environ.get("FARDPLAN_TEST_SHARED") or ROOT.parent / "shared")
    return folder.resolve() if (folder / "sources").is_dir() else None
