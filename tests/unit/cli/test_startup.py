"""Each thing in the way of a start is told with what to do about it."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from fardplan.apps.common.problems import ProblemError
from fardplan.cli import startup


if TYPE_CHECKING:
    from pathlib import Path


def fardplan(folder: Path, *words: str, **more: str) -> tuple[int, str]:
    """Run the command in a process of its own; give its code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "fardplan", *words],
        env=os.environ
        | {"FARDPLAN_DATA_DIR": str(folder), "DATABASE_URL": "", "LC_ALL": "C"}
        | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_port_in_use(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = fardplan(tmp_path, "serve", FARDPLAN_PORT=str(port))
    assert (code, said) == (
        1,
        (
            f"Fel: Port {port} på 127.0.0.1 används redan av ett annat program (kanske en"
            " annan Färdplan).\nStoppa det, eller välj en annan port, till exempel:"
            f" FARDPLAN_PORT={port + 1} fardplan serve\n"
        ),
    )


def test_a_free_port_and_one_just_left():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert startup.check_port("127.0.0.1", port) is None


def test_an_address_this_computer_lacks():
    with pytest.raises(ProblemError, match=r"går inte att lyssna på 192\.0\.2\.1"):
        startup.check_port("192.0.2.1", 8000)
    with pytest.raises(ProblemError, match="går inte att lyssna på inte en adress"):
        startup.check_port("inte en adress", 8000)


def test_a_port_that_needs_special_rights():
    problem = startup._port_problem(PermissionError(13, "x"), "127.0.0.1", 80)
    assert problem.startswith("Du får inte använda port 80")


def test_data_folder_on_a_read_only_disk(tmp_path):
    disk = mount(tmp_path, "-o", "size=1m")
    try:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        code, said = fardplan(
            disk, "serve", FARDPLAN_SECRET_KEY="x" * 40, FARDPLAN_PORT="8111"
        )
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert (code, said.splitlines()[0]) == (
        1,
        f"Fel: Datakatalogen {disk} går inte att skriva i: Read-only file system.",
    )


def test_data_folder_on_a_full_disk(tmp_path):
    disk = mount(tmp_path, "-o", "size=64k")
    try:
        (disk / "a").write_bytes(b"x" * 65536)
        with pytest.raises(ProblemError, match="Disken är full"):
            startup.check_data_folder(disk)
        (disk / "a").unlink()
        assert startup.check_data_folder(disk) is None
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def mount(tmp_path: Path, *options: str) -> Path:
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", *options, "tmpfs", str(disk)],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        if os.environ.get("FARDPLAN_REQUIRE_ALL") == "1":
            pytest.fail(f"a small disk can't be mounted: {done.stderr}")
        pytest.skip("mounting a small disk needs to be root")
    return disk


def test_missing_build(tmp_path):
    with pytest.raises(ProblemError, match="”fardplan build”"):
        startup.check_static_files(tmp_path)
    (tmp_path / "staticfiles.json").touch()
    assert startup.check_static_files(tmp_path) is None


def test_database_that_does_not_answer(tmp_path):
    code, said = fardplan(
        tmp_path, "migrate", DATABASE_URL="postgres://x:hemligt@127.0.0.1:9/x"
    )
    assert (code, said.splitlines()[-1]) == (
        1,
        "Kontrollera DATABASE_URL och att databasen är igång.",
    )
    assert said.splitlines()[-2].startswith("Fel: Databasen svarar inte: ")
    assert "hemligt" not in said


def test_database_file_that_cannot_be_opened(tmp_path):
    code, said = fardplan(tmp_path, "migrate", DATABASE_URL="sqlite:////nowhere/x")
    assert (code, said) == (
        1,
        (
            "Fel: Databasfilen /nowhere/x går inte att öppna: unable to open database"
            " file.\nKontrollera DATABASE_URL och FARDPLAN_DATA_DIR.\n"
        ),
    )


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "fardplan.sqlite3").write_text("inte en databas" * 100)
    code, said = fardplan(tmp_path, "migrate")
    assert code == 1
    assert said.startswith("Fel: Databas")
    assert "file is not a database" in said


@pytest.mark.parametrize("version", [13, 14])
def test_postgresql_that_is_too_old(version):
    with pytest.raises(ProblemError, match="kräver PostgreSQL 15 eller senare"):
        startup.check_postgresql_version(version)


@pytest.mark.parametrize("version", [15, 17, None])
def test_databases_that_are_new_enough(version):
    assert startup.check_postgresql_version(version) is None


def database_url(folder: Path) -> str:
    """Give an empty database of its own, of the sort that this run is about."""
    asked = os.environ.get("DATABASE_URL", "")
    if not asked.startswith("postgres"):
        return f"sqlite:///{folder}/own.sqlite3"
    with psycopg.connect(asked, autocommit=True) as link:
        link.execute("drop database if exists fardplan_startup")
        link.execute("create database fardplan_startup")
    return asked.rpartition("/")[0] + "/fardplan_startup"


def change(url: str, text: str) -> None:
    if url.startswith("postgres"):
        with psycopg.connect(url, autocommit=True) as link:
            link.execute(text)
        return
    link = sqlite3.connect(url.removeprefix("sqlite:///"))
    link.execute(text)
    link.commit()
    link.close()


def test_a_database_newer_and_older_than_the_program(tmp_path):
    url = database_url(tmp_path)
    serve = [tmp_path, "worker", "--id", "x"]
    assert fardplan(tmp_path, "migrate", DATABASE_URL=url) == (0, "")
    change(
        url,
        "insert into django_migrations (app, name, applied)"
        " values ('forecasts', '0007_from_the_future', '2030-01-01')",
    )
    code, said = fardplan(*serve, DATABASE_URL=url)
    assert code == 1
    assert "nyare version av Färdplan än den här" in said
    assert "forecasts.0007_from_the_future är okända här" in said
    assert fardplan(tmp_path, "migrate", DATABASE_URL=url) == (code, said)
    change(url, "delete from django_migrations where app in ('forecasts', 'jobs')")
    code, said = fardplan(*serve, DATABASE_URL=url)
    assert code == 1
    assert "jobs.0001_initial återstår" in said
    assert "säkerhetskopia, och uppdatera sedan med ”fardplan migrate”" in said


def test_the_first_steps_are_named_and_the_rest_counted():
    steps = [("plans", f"000{n}_x") for n in range(1, 6)]
    assert startup._names(steps[:3]) == "plans.0001_x, plans.0002_x, plans.0003_x"
    assert startup._names(steps) == (
        "plans.0001_x, plans.0002_x, plans.0003_x och 2 till"
    )
