"""`fardplan serve` as a whole: start, shutdown, a child that can't live, no orphans."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


SLOW_JOB = """
import os, sys, time
import django
django.setup()
from fardplan.apps.jobs.registry import Outcome, job_kind
@job_kind(name="slow", title="Långsamt", check_start=lambda user: None, is_repeatable=True)
def slow(progress):
    for step in range(600):
        progress(step, 600, "väntar")
        time.sleep(0.1)
    return Outcome("klart")
from fardplan.cli.main import main
if len(sys.argv) > 1:
    from fardplan.apps.jobs.actions.people import start_job
    print(start_job(kind="slow", by=None).pk)
else:
    sys.exit(main(["serve"]))
"""


def wait_until(is_so, seconds: float = 20):
    """Give the first true answer; fail when it takes longer."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if answer := is_so():
            return answer
        time.sleep(0.05)
    raise AssertionError("it never came to be")


def alive(pids) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_start_on_an_empty_database_and_clean_shutdown(server, browser_class, number):
    said = server.start()
    assert said == (
        f"Färdplan svarar på http://127.0.0.1:{server.port} (avsluta med Ctrl+C)\n"
    )
    browser = browser_class(server.port)
    status, text, _to = browser.ask("GET", "/halsa/")
    assert (status, '"status": "ok"' in text) == (200, True)
    family = server.family()
    assert server.stop(number) == 0
    assert alive(family) == []
    assert server.rows("select count(*) from jobs_workersign") == [(0,)]


def test_killed_supervisor_leaves_no_orphans(server):
    server.start()
    family = server.family()
    assert len(family) == 3
    os.kill(server.pid, signal.SIGKILL)
    server.process.wait(10)
    wait_until(lambda: not alive(family))


def test_a_job_is_laid_down_at_shutdown_and_taken_up_by_the_next_server(server):
    server.environment["FARDPLAN_STOP_SECONDS"] = "1"
    server.environment["DJANGO_SETTINGS_MODULE"] = "fardplan.config.settings"
    assert server.command("migrate").returncode == 0
    words = [sys.executable, "-c", SLOW_JOB]
    for attempt in (1, 2):
        with server.log.open("a") as log:
            server.process = subprocess.Popen(
                words, env=server.environment, stdout=subprocess.PIPE, stderr=log
            )
        if attempt == 1:
            subprocess.run([*words, "start"], env=server.environment, check=True)
        wait_until(
            lambda attempt=attempt: (
                server.rows("select state, attempts from jobs_job where done > 0")
                == [("running", attempt)]
            )
        )
        assert server.stop() == 0
        server.process.stdout.close()
        assert server.rows("select state from jobs_job") == [("waiting",)]


def test_a_worker_killed_is_replaced_and_its_job_taken_up_at_once(server):
    server.environment["FARDPLAN_JOB_SILENCE_SECONDS"] = "600"
    server.environment["DJANGO_SETTINGS_MODULE"] = "fardplan.config.settings"
    assert server.command("migrate").returncode == 0
    words = [sys.executable, "-c", SLOW_JOB]
    with server.log.open("a") as log:
        server.process = subprocess.Popen(
            words, env=server.environment, stdout=subprocess.PIPE, stderr=log
        )
    subprocess.run([*words, "start"], env=server.environment, check=True)
    wait_until(lambda: server.rows("select 1 from jobs_job where done > 0"))
    (worker,) = server.children("fardplan-jobb-1")
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: server.rows("select 1 from jobs_job where attempts = 2"), 10)


HOPELESS = """
import sys
import django
django.setup()
from fardplan.apps.common.problems import ProblemError
from fardplan.cli.children import Child
from fardplan.cli.supervisor import Supervisor

def fall(_child, _on_ready):
    raise RuntimeError("no engine")

supervisor = Supervisor(workers=1, address=("127.0.0.1", 9), stop_seconds=2)
supervisor.children.append(Child("trasig", fall))
del supervisor.children[0]
try:
    supervisor.run()
except ProblemError as problem:
    sys.exit(str(problem))
"""


def test_a_child_that_cannot_live_ends_the_server_with_a_reason(server):
    assert server.command("migrate").returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", HOPELESS],
        env=server.environment | {"DJANGO_SETTINGS_MODULE": "fardplan.config.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.count("RuntimeError: no engine") == 5
    assert done.stderr.splitlines()[-2:] == [
        "Processen trasig avslutas genast varje gång den startas, så Färdplan ger upp.",
        "Orsaken står i loggen ovanför de här raderna. Rätta den och starta igen.",
    ]
    assert server.rows("select count(*) from jobs_workersign") == [(0,)]
