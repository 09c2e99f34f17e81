"""Job rows -> what the templates draw and the command line prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.accounts.history import change_in_words
from fardplan.apps.jobs.states import JobState


if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from fardplan.apps.accounts.models import AuditEvent
    from fardplan.apps.jobs.models import Job

# The design system's colour of each state; the state is always told in words too.
COLOURS = {
    JobState.WAITING: "neutral",
    JobState.RUNNING: "info",
    JobState.SUCCEEDED: "success",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "warning",
}


@dataclass(frozen=True)
class JobCard:
    """One job as a page shows it."""

    job: Job
    state: str
    colour: str
    elapsed: str
    can_cancel: bool
    can_start_again: bool
    is_stopping: bool


def card(job: Job, now: datetime) -> JobCard:
    """Tell a job in words."""
    state = JobState(job.state)
    return JobCard(
        job=job,
        state=str(state.label),
        colour=COLOURS[state],
        elapsed=_elapsed(job, now),
        can_cancel=not job.is_finished and job.cancel_requested_at is None,
        can_start_again=state in {JobState.FAILED, JobState.CANCELLED},
        is_stopping=not job.is_finished and job.cancel_requested_at is not None,
    )


def _elapsed(job: Job, now: datetime) -> str:
    """Give how long it has run, or ran; empty before it was begun."""
    if job.started_at is None:
        return ""
    return duration((job.finished_at or now) - job.started_at)


def duration(length: timedelta) -> str:
    """Give a length of time as people say it, with the two largest units."""
    seconds = max(0, round(length.total_seconds()))
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    if minutes:
        return _("%(minutes)d min %(seconds)d s") % {
            "minutes": minutes,
            "seconds": rest,
        }
    return ngettext("%(seconds)d sekund", "%(seconds)d sekunder", rest) % {
        "seconds": rest
    }


def to_json(job: Job) -> dict[str, Any]:
    """Give the job as the command line's JSON tells it."""
    return {
        "id": str(job.pk),
        "kind": job.kind,
        "title": job.title,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "text": job.text,
        "attempts": job.attempts,
        "started_by": job.started_by.email if job.started_by else None,
        "created_at": job.created_at.isoformat(),
        "started_at": _iso(job.started_at),
        "finished_at": _iso(job.finished_at),
        "reason": job.reason,
        "result": job.result,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def history_in_words(event: AuditEvent) -> str:
    """Tell one event of a job."""
    start = {
        "start_job": _("Beställdes"),
        "begin_job": _("Påbörjades"),
        "end_job": _("Avslutades"),
        "cancel_job": _("Avbröts, eller ombads sluta"),
        "take_up_job": _("Togs upp igen, eftersom arbetsprocessen försvann"),
    }.get(event.action, _("Ändring"))
    details = []
    if "state" in event.changes:
        before, after = event.changes["state"]
        states = dict(JobState.choices)
        if before != after:
            words = str(states.get(before, before)), str(states.get(after, after))
            details.append(change_in_words(_("läget"), *words))
    attempt = event.changes.get("attempt", [None, 1])[1]
    if attempt > 1:
        details.append(_("försök %(n)d") % {"n": attempt})
    if reason := event.changes.get("reason", ["", ""])[1]:
        details.append(reason.rstrip("."))
    return f"{start}: {', '.join(details)}." if details else f"{start}."
