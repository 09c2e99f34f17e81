"""Looks at long jobs, cancels them, or waits for them."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING
from uuid import UUID

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs import queries
from fardplan.apps.jobs.actions.people import cancel_job
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.presenters import to_json
from fardplan.apps.jobs.states import JobState


if TYPE_CHECKING:
    import argparse


HELP = "Visar långa jobb, avbryter dem eller väntar på dem."
EXAMPLE = "fardplan jobs list --state running"
SECONDS_BETWEEN_LOOKS = 0.5


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VAD")
    listing = verbs.add_parser(
        "list", help="lista jobben, senaste först", epilog=f"Exempel: {EXAMPLE}"
    )
    listing.add_argument(
        "--state", choices=JobState.values, default="", help="bara jobb i ett läge"
    )
    helps = {
        "show": "visa ett jobb",
        "cancel": "avbryt ett jobb",
        "wait": "vänta tills ett jobb är slut (kod 1 om det inte lyckades)",
    }
    for verb, text in helps.items():
        one = verbs.add_parser(
            verb, help=text, epilog=f"Exempel: fardplan jobs {verb} NUMMER"
        )
        one.add_argument("job", type=UUID, metavar="NUMMER", help="jobbets nummer")
    for sub in verbs.choices.values():
        sub.add_argument("--json", action="store_true", help="skriv som JSON")


def run(options: argparse.Namespace) -> int:
    verb = {"list": _list, "show": _show, "cancel": _cancel, "wait": _wait}
    return verb[options.verb](options)


def _list(options: argparse.Namespace) -> int:
    found = list(queries.all_jobs(options.state))
    if options.json:
        _print_json([to_json(job) for job in found])
    elif not found:
        print("Inga jobb.")
    else:
        for job in found:
            print(_line(job))
    return 0


def _show(options: argparse.Namespace) -> int:
    return _tell(_job(options.job), options)


def _cancel(options: argparse.Namespace) -> int:
    _job(options.job)
    cancel_job(job_id=options.job, by=None)
    _tell(_job(options.job), options)
    return 0


def _wait(options: argparse.Namespace) -> int:
    job = _job(options.job)
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as bar:
        line = bar.add_task(job.title, total=None)
        while not job.is_finished:
            bar.update(
                line,
                description=job.text or job.title,
                completed=job.done,
                total=job.total or None,
            )
            time.sleep(SECONDS_BETWEEN_LOOKS)
            job = _job(options.job)
    return _tell(job, options)


def _job(job_id: UUID) -> Job:
    try:
        return queries.job_by_id(job_id)
    except Job.DoesNotExist:
        raise ProblemError(
            f"Det finns inget jobb med nummer {job_id}.\n”fardplan jobs list” visar"
            " alla."
        ) from None


def _tell(job: Job, options: argparse.Namespace) -> int:
    """Print the job; the exit code says whether it went wrong."""
    if options.json:
        _print_json(to_json(job))
    else:
        print(_line(job))
        if job.reason:
            print(job.reason, file=sys.stderr)
        if job.result:
            print(job.result["text"])
    return 1 if job.state in {JobState.FAILED, JobState.CANCELLED} else 0


def _line(job: Job) -> str:
    far = f" {job.percent} %" if job.state == JobState.RUNNING and job.total else ""
    moment = f"{job.created_at.astimezone():%Y-%m-%d %H:%M}"
    return f"{job.pk}  {moment}  {JobState(job.state).label}{far}  {job.title}"


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
