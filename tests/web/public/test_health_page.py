"""/halsa/: for whoever watches the server."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.utils import timezone

from fardplan import __version__
from fardplan.apps.jobs.models import WorkerSign


ASK = """
import django
django.setup()
from django.test import Client
answer = Client(headers={"host": "localhost"}).get("/halsa/")
print(answer.status_code, answer.text)
"""


@pytest.mark.django_db
def test_without_and_with_a_worker(client):
    expected = {
        "status": "ok",
        "version": __version__,
        "language": "sv",
        "worker": None,
    }
    assert client.get("/halsa/").json() == expected
    WorkerSign.objects.create(worker="w1", seen_at=timezone.now())
    assert client.get("/halsa/").json() == expected | {"worker": 0}


@pytest.mark.parametrize(
    "database", ["sqlite:////nowhere/at/all", "postgres://x:y@127.0.0.1:9/x"]
)
def test_without_a_database(database):
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=os.environ
        | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "fardplan.config.settings",
            "PGCONNECT_TIMEOUT": "2",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    status, text = done.stdout.strip().split(" ", 1)
    assert (status, json.loads(text)) == (
        "503",
        {"status": "database unreachable", "version": __version__},
    )
