"""A database that takes no writes: the page says so, and nothing is half saved."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg.errors
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.middleware import unexpected_error
from fardplan.apps.common.storage_problems import StorageProblem, storage_problem
from fardplan.apps.jobs.models import Job


if TYPE_CHECKING:
    from pathlib import Path


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.free_writes]
only_sqlite = pytest.mark.only_on("sqlite")
only_postgresql = pytest.mark.only_on("postgresql")


@pytest.fixture
def browser(client, administrator):
    """An administrator's browser that sees the page instead of the exception."""
    client.force_login(administrator)
    client.raise_request_exception = False
    Authority.objects.create(
        code="staten", name="Staten", short_name="Staten", kind="state"
    )
    return client


def save(browser, website: str):
    form = {"website": website, "seen_website": "", "theme_colour": ""}
    return browser.post("/aktorer/staten/redigera/", form)


def run_sql(text: str):
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchone() if cursor.description else None


def told(response) -> tuple[int, str, str]:
    heading = re.search(r"<h1[^>]*>([^<]+)<", response.text)
    lead = re.search(r'class="lead">\s*([^<]+?)\s*<', response.text)
    return response.status_code, heading[1], lead[1]


@only_sqlite
def test_full_disk(browser):
    free = run_sql("pragma freelist_count")[0]
    run_sql(f"create table filling as select zeroblob({free * 4096})")
    pages = run_sql("pragma page_count")[0]
    run_sql(f"pragma max_page_count = {pages}")
    try:
        answers = [
            browser.post("/jobb/starta/", {"kind": "load_register"}) for _n in range(40)
        ]
    finally:
        run_sql("pragma max_page_count = 1073741823")
    refused = [answer for answer in answers if answer.status_code != 302]
    assert refused
    assert {told(answer) for answer in refused} == {
        (
            507,
            "Inget sparades",
            "Serverns disk är full, så Färdplan kan inte spara något.",
        )
    }
    saved = len(answers) - len(refused)
    assert Job.objects.count() == saved
    assert AuditEvent.objects.filter(action="start_job").count() == saved
    assert save(browser, "https://www.exempel.se").status_code == 302


@only_sqlite
def test_a_database_one_may_only_read(browser):
    run_sql("pragma query_only = 1")
    try:
        answer = save(browser, "https://www.exempel.se")
        read = browser.get("/aktorer/staten/")
    finally:
        run_sql("pragma query_only = 0")
    assert told(answer) == (
        503,
        "Inget sparades",
        "Databasen går bara att läsa just nu, så Färdplan kan inte spara något.",
    )
    assert answer["Retry-After"] == "30"
    assert "finns kvar i formuläret" in answer.text
    assert (read.status_code, "<title>Staten" in read.text) == (200, True)
    assert Authority.objects.get().website == ""


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "full"), (507, "Inget sparades")),
        (ValueError("other"), (500, "Något gick fel hos oss")),
    ],
)
def test_an_error_outside_every_view(rf, error, expected):
    """As when the session is saved after the view: Django's handler gets it."""
    try:
        raise error
    except (OSError, ValueError):
        answer = unexpected_error(rf.post("/"))
    heading = re.search(r"<h1[^>]*>([^<]+)<", answer.content.decode())[1]
    assert (answer.status_code, heading) == expected


@only_sqlite
def test_a_write_that_waits_in_vain(tmp_path):
    """Another program holds the database's lock."""
    done = in_a_process(
        tmp_path,
        """
        import sqlite3
        other = sqlite3.connect(settings.DATABASES["default"]["NAME"])
        connection.ensure_connection()
        connection.cursor().execute("pragma busy_timeout = 50")
        other.execute("begin immediate")
        show(save())
        other.rollback()
        show(save())
        """,
    )
    assert done == ["503 Inget sparades", "302 "]


@only_sqlite
def test_a_small_disk_that_fills_up(small_disk):
    done = in_a_process(
        small_disk,
        """
        filler = open(settings.DATA_DIR / "filler", "wb", buffering=0)
        try:
            while filler.write(b"x" * 4096):
                pass
        except OSError:
            pass
        answers = map(save, range(300))
        show(next(answer for answer in answers if answer.status_code != 302))
        filler.truncate(0)
        show(save(999))
        """,
    )
    assert done == ["507 Inget sparades", "302 "]


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of six megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        if os.environ.get("FARDPLAN_REQUIRE_ALL") == "1":
            pytest.fail(f"a small disk can't be mounted: {mounted.stderr}")
        pytest.skip("mounting a small disk needs to be root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


PREPARE = """
import django
django.setup()
import itertools, re
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from fardplan.apps.accounts.models import User
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.writes import free_writes
call_command("migrate", verbosity=0)
with free_writes():
    user = User.objects.create(email="a@b.example", name="A", is_administrator=True)
    Authority.objects.create(
        code="staten", name="Staten", short_name="Staten", kind="state"
    )
browser = Client(raise_request_exception=False, headers={"host": "localhost"})
browser.force_login(user)
def save(n=0):
    before = Authority.objects.get().website
    form = {"website": f"https://a.example/{n}/" + "x" * 150,
            "seen_website": before, "theme_colour": "", "seen_theme_colour": ""}
    return browser.post("/aktorer/staten/redigera/", form)
def show(answer):
    heading = re.search(r"<h1[^>]*>([^<]+)<", answer.text)
    print(answer.status_code, heading[1] if heading else "")
"""


def in_a_process(folder: Path, text: str) -> list[str]:
    """Run the text with a data folder of its own; give the lines it shows."""
    import textwrap

    done = subprocess.run(
        [sys.executable, "-c", PREPARE + textwrap.dedent(text)],
        env=os.environ
        | {
            "FARDPLAN_DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "fardplan.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@only_postgresql
def test_postgresql_that_one_may_only_read(browser):
    run_sql("set default_transaction_read_only = on")
    try:
        answer = save(browser, "https://www.exempel.se")
    finally:
        run_sql("set default_transaction_read_only = off")
    assert told(answer) == (
        503,
        "Inget sparades",
        "Databasen går bara att läsa just nu, så Färdplan kan inte spara något.",
    )
    assert Authority.objects.get().website == ""


@only_postgresql
def test_postgresql_that_hangs_up(browser):
    me = run_sql("select pg_backend_pid()")[0]
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s, 5000)", [me])
    answer = browser.get("/aktorer/staten/")
    assert told(answer) == (
        503,
        "Sidan går inte att visa just nu",
        "Färdplan når inte sin databas just nu.",
    )
    connection.close()
    assert browser.get("/aktorer/staten/").status_code == 200


def caused(error: Exception, cause: BaseException | None) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (OSError(28, "x"), StorageProblem.FULL),
        (OSError(30, "x"), StorageProblem.READ_ONLY),
        (OSError(2, "x"), None),
        (OSError("x"), None),
        (ValueError("x"), None),
        (None, None),
        (
            caused(OperationalError("x"), psycopg.errors.DiskFull("x")),
            StorageProblem.FULL,
        ),
        (
            caused(OperationalError("x"), psycopg.errors.AdminShutdown("x")),
            StorageProblem.UNREACHABLE,
        ),
        (
            caused(OperationalError("x"), psycopg.errors.LockNotAvailable("x")),
            StorageProblem.BUSY,
        ),
        (caused(IntegrityError("x"), psycopg.errors.UniqueViolation("x")), None),
        (
            caused(OperationalError("x"), psycopg.OperationalError("x")),
            StorageProblem.UNREACHABLE,
        ),
        (DatabaseError("x"), None),
    ],
)
def test_which_problem(error, problem):
    assert storage_problem(error) == problem
