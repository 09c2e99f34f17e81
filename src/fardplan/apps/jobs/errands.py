"""What concerns a person here: my jobs that failed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.common.errands import Answer, Errand, ErrandKind, errand_source
from fardplan.apps.jobs import queries


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fardplan.apps.accounts.models import User

# After a month nobody waits for it any more.
TOLD_FOR = timedelta(days=30)


@errand_source
def failed_jobs(user: User, _day: date) -> Iterator[Errand]:
    """Jobs I started that failed, and that I have not run with success since."""
    for job in queries.failed_jobs_of(user, timezone.now() - TOLD_FOR):
        yield Errand(
            kind=ErrandKind.OWE,
            title=_("Jobbet ”%(title)s” misslyckades") % {"title": job.title},
            url=reverse("jobs:job", args=[job.pk]),
            why=_("Du startade det."),
            details=(job.reason,) if job.reason else (),
            answer=Answer(
                url=reverse("jobs:again", args=[job.pk]), label=_("Starta igen")
            ),
        )
