"""May this person? Each rule raises with a reason, and has a twin that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.jobs.models import Job


def check_see_jobs(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` for those who have not logged in."""
    if not user.is_authenticated:
        raise NotAllowedError(_("Logga in för att se dina jobb."))


def check_see_job(user: User | AnonymousUser, job: Job) -> None:
    """Raise :class:`NotAllowedError` unless the job is the person's own.

    An administrator answers for the server and sees them all.
    """
    check_see_jobs(user)
    if not (can_see_all_jobs(user) or job.started_by_id == user.pk):
        raise NotAllowedError(_("Jobbet är startat av någon annan."))


def check_change_job(user: User | AnonymousUser, job: Job) -> None:
    """Raise :class:`NotAllowedError` unless the person may cancel or start it again."""
    check_see_job(user, job)


def can_see_all_jobs(user: User | AnonymousUser) -> bool:
    """True for administrators."""
    return bool(user.is_authenticated and user.is_administrator)


def can_see_job(user: User | AnonymousUser, job: Job) -> bool:
    """Answer what :func:`check_see_job` checks."""
    try:
        check_see_job(user, job)
    except NotAllowedError:
        return False
    return True


def check_apply_retention(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person answers for the installation."""
    if not can_see_all_jobs(user):
        raise NotAllowedError(_("Bara en administratör får starta gallringen."))
