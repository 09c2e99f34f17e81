"""SIGKILL of web and worker processes while people write: nothing acknowledged is lost.

How many kills comes from ``FARDPLAN_KILLS``: 200 by default on SQLite, 40 on PostgreSQL.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from conftest import Server

WRITTEN = ("1880", "1881")  # one authority each for two people who write
LONGEST = 300  # seconds for all kills; some 70 on two idle cores
FINAL = {"succeeded", "failed", "cancelled"}


class Crowd:
    """People who write and start jobs, and what they were told was done."""

    def __init__(self, server: Server, browser: type) -> None:
        self.server = server
        self.browser = browser
        self.is_over = threading.Event()
        self.are_in = threading.Barrier(4)
        self.saved: dict[str, list[str]] = {code: [] for code in WRITTEN}
        self.jobs: list[str] = []
        self.cut_off = 0
        self.odd: list[str] = []
        work = [(self.write, (code,)) for code in WRITTEN] + [(self.start_jobs, ())]
        self.threads = [
            threading.Thread(target=f, args=a, daemon=True) for f, a in work
        ]

    def _again_and_again(self, step) -> None:
        """Log in before the killing begins (scrypt is slow by design), then go on.

        A person whose connection is cut tries again.
        """
        browser = self.browser(self.server.port)
        browser.log_in()
        self.are_in.wait(30)
        serial = 0
        while not self.is_over.is_set():
            try:
                serial += 1
                step(browser, serial)
            except OSError:
                self.cut_off += 1
                time.sleep(0.02)

    def write(self, code: str) -> None:
        path = f"/aktorer/{code}/redigera/"

        def step(browser, serial: int) -> None:
            form = browser.fields(path)
            address = f"https://www.exempel.example/{code}/{serial}"
            status, _text, to = browser.ask("POST", path, form | {"website": address})
            if status == 302 and to == f"/aktorer/{code}/":
                self.saved[code].append(address)
            else:
                self.odd.append(f"{status} {to}")

        self._again_and_again(step)

    def start_jobs(self) -> None:
        def step(browser, _serial: int) -> None:
            form = {"kind": "load_register"}
            status, _text, to = browser.ask("POST", "/jobb/starta/", form)
            if status == 302 and to.startswith("/jobb/"):
                self.jobs.append(to.split("/")[2])
            else:
                self.odd.append(f"{status} {to}")
            self.is_over.wait(1.0)

        self._again_and_again(step)


class Killer:
    """Kills processes of one sort at random moments, until there were enough."""

    def __init__(self, name: str, victims, kills: int, seed: int) -> None:
        self.name, self.victims, self.kills = name, victims, kills
        self.random = random.Random(seed)  # noqa: S311
        self.done = 0
        self.is_called_off = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self) -> None:
        while self.done < self.kills:
            if self.is_called_off.wait(self.random.uniform(0.05, 1.15)):
                return
            if victims := self.victims():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.random.choice(victims), signal.SIGKILL)
                    self.done += 1


def test_kills_lose_nothing_acknowledged(server, browser_class, capsys):
    server.environment["FARDPLAN_WORKERS"] = "2"
    kills = int(os.environ.get("FARDPLAN_KILLS", "40" if server.database else "200"))
    assert server.command("demo").returncode == 0
    assert server.start().startswith("Färdplan svarar på http://127.0.0.1:")
    crowd = Crowd(server, browser_class)
    killers = [
        # Mostly the process that answers; now and then the one above it.
        Killer(
            "web",
            lambda: server.web_workers() * 4 + server.children("fardplan-webb"),
            kills // 4,
            seed=2,
        ),
        *(
            Killer(name, partial(server.children, name), kills * 3 // 8, seed)
            for seed, name in enumerate(("fardplan-jobb-1", "fardplan-jobb-2"), 3)
        ),
    ]
    for thread in crowd.threads:
        thread.start()
    crowd.are_in.wait(30)
    started = time.monotonic()
    for killer in killers:
        killer.thread.start()
    for killer in killers:
        killer.thread.join(LONGEST)
        killer.is_called_off.set()
    assert [killer.done for killer in killers] == [killer.kills for killer in killers]
    took = time.monotonic() - started
    crowd.is_over.set()
    for thread in crowd.threads:
        thread.join(30)
    states = wait_for_jobs(server)
    family = server.family()
    assert server.process.poll() is None
    assert server.stop() == 0
    assert [pid for pid in family if pid_is_alive(pid)] == []
    check_writes(server, crowd)
    check_jobs(server, crowd, states)
    if not server.database:
        assert server.rows("pragma integrity_check") == [("ok",)]
        assert server.rows("pragma foreign_key_check") == []
    attempts = server.rows("select max(attempts) from jobs_job")[0][0]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{sum(k.done for k in killers)} kills in {took:.0f} s:"
            f" {sum(map(len, crowd.saved.values()))} writes acknowledged,"
            f" {crowd.cut_off} cut off, {len(crowd.jobs)} jobs acknowledged,"
            f" {states}, most attempts {attempts}\n"
        )


def wait_for_jobs(server: Server) -> dict[str, int]:
    """Give how many jobs ended how; each must end within a minute."""
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        states = dict(
            server.rows("select state, count(*) from jobs_job group by state")
        )
        if set(states) <= FINAL:
            return states
        time.sleep(0.3)
    raise AssertionError(f"jobs that never ended: {states}")


def check_writes(server: Server, crowd: Crowd) -> None:
    """Row and events agree, step by step, and hold all that was acknowledged."""
    assert crowd.odd == []
    for code in WRITTEN:
        assert crowd.saved[code]
        events = server.rows(
            "select object_key, changes from accounts_auditevent"
            " where action = 'edit_authority' order by number"
        )
        changes = [as_json(what)["website"] for key, what in events if key == code]
        before = [change[0] for change in changes]
        after = [change[1] for change in changes]
        assert before == ["", *after[:-1]]
        assert sorted(set(crowd.saved[code]) - set(after)) == []
        websites = dict(server.rows("select code, website from actors_authority"))
        assert websites[code] == after[-1]


def check_jobs(server: Server, crowd: Crowd, states: dict[str, int]) -> None:
    """Every acknowledged job is there and ended; one that failed says why."""
    rows = server.rows("select uuid, state, reason, result from jobs_job")
    known = {str(row[0]).replace("-", "") for row in rows}
    assert crowd.jobs
    assert {job.replace("-", "") for job in crowd.jobs} - known == set()
    assert [row for row in rows if row[1] == "failed" and not row[2]] == []
    assert [row for row in rows if row[1] == "succeeded" and not row[3]] == []
    assert states.get("succeeded", 0) > 0
    ends = server.rows(
        "select count(*) from accounts_auditevent where action = 'end_job'"
        " and object_type = 'jobs.job'"
    )
    assert ends[0][0] == len(rows)


def as_json(value: object) -> dict[str, list[str]]:
    return json.loads(value) if isinstance(value, str) else value


def pid_is_alive(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False
