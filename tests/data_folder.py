"""Give each process of a test run a data folder of its own.

pytest takes this plugin (pyproject.toml) before it reads the settings, which tests/conftest.py
would be too late for: tests never touch the data of a real installation, nor each other's.
"""

from __future__ import annotations

import os
import shutil
import tempfile


FOLDER = tempfile.mkdtemp(prefix="fardplan-test-")
os.environ["FARDPLAN_DATA_DIR"] = FOLDER


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
