"""A restore that is killed at any moment leaves an empty place or a whole one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from tests.builders.installations import VENDORS

from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.backups import actions, queries
from fardplan.apps.common.writes import free_writes


if TYPE_CHECKING:
    from pathlib import Path

PEOPLE, FILES = 3000, 30


@pytest.fixture
def archive(places, tmp_path):
    with places("sqlite", migrate=True):
        with free_writes():
            User.objects.bulk_create(
                User(email=f"p{n}@exempel.example", name="Påhittad")
                for n in range(PEOPLE)
            )
        settings.UPLOADS_DIR.mkdir()
        for number in range(FILES):
            (settings.UPLOADS_DIR / f"{number}").write_text(f"fil {number}" * 500)
        actions.make_backup(target=tmp_path / "a.zip")
    return tmp_path / "a.zip"


def restore(there, archive) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "fardplan", "restore", str(archive)],
        env=there.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def is_whole() -> bool:
    """True when everything is there, false when there is no row at all."""
    tables = queries.occupied_tables(connection)
    if not tables:
        return False
    assert (tables["accounts_user"], AuditEvent.objects.count()) == (PEOPLE, 1)
    assert len(queries.files_in(settings.UPLOADS_DIR)) == FILES
    return True


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Return at the very moment when the restore has made ``path``, or is done."""
    until = time.monotonic() + 120
    while not path.exists() and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.0005)


@pytest.mark.parametrize("vendor", VENDORS)
def test_killed_restore_is_nothing_or_everything(places, archive, vendor):
    moments = random.Random(20261122)  # noqa: S311 -- the same moments every time
    seen = []
    # While it unpacks and loads; and when the files are placed but not the database.
    for sign in ["uploads.restore-part"] * 4 + ["restore.json", "uploads"]:
        with places(vendor) as there:
            process = restore(there, archive)
            wait_for(there.folder / sign, process)
            time.sleep(moments.uniform(0, 1.5) if "part" in sign else 0)
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=120)
            seen.append(is_whole())
            connection.close()
            process = restore(there, archive)
            _out, said = process.communicate(timeout=120)
            assert process.returncode == (1 if seen[-1] else 0), said
            assert is_whole()
            assert not list(there.folder.glob("*restore*"))
    assert False in seen, "every kill came too late to show anything"
