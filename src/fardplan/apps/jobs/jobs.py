"""The work of the program itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fardplan.apps.jobs.actions.retention import KIND, apply_retention
from fardplan.apps.jobs.registry import Outcome, job_kind
from fardplan.apps.jobs.rules import check_apply_retention


if TYPE_CHECKING:
    from fardplan.apps.jobs.progress import Progress


@job_kind(
    name=KIND,
    title=gettext_lazy("Gallra det som har sparats klart"),
    check_start=check_apply_retention,
    is_repeatable=True,
    needs_arguments=False,
)
def retention(progress: Progress) -> Outcome:
    """Remove what the policy no longer lets be kept."""
    done = apply_retention(
        now=timezone.now(), by=progress.started_by, on_progress=progress
    )
    facts = {one.rule.key: one.count for one in done if one.count}
    count = sum(facts.values())
    told = ngettext(
        "%(count)d uppgift gallrades.", "%(count)d uppgifter gallrades.", count
    )
    text = told % {"count": count} if count else _("Det fanns inget att gallra.")
    return Outcome(text=text, link=reverse("retention"), facts=facts)
