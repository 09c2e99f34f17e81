"""Long work with plans: sending reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fardplan.apps.jobs.registry import Outcome, job_kind
from fardplan.apps.plans import reminders
from fardplan.apps.plans.rules import check_remind


if TYPE_CHECKING:
    from fardplan.apps.jobs.progress import Progress


@job_kind(
    name="remind_owners",
    title=gettext_lazy("Påminn om läget i insatser"),
    check_start=check_remind,
    # Who has had a letter is left out for a week, so a second run goes on where the
    # first one stopped.
    is_repeatable=True,
    needs_arguments=False,
)
def remind_owners(progress: Progress) -> Outcome:
    """Send each owner one letter with a link for every initiative that is owed."""
    found = reminders.reminders(timezone.localdate())
    for number, reminder in enumerate(found):
        progress(number, len(found), _("Skickar påminnelser"))
        reminders.send(reminder)
    progress(len(found), len(found), _("Alla påminnelser är skickade"))
    links = sum(len(one.initiatives) for one in found)
    return Outcome(
        text=_("%(people)d personer fick brev om %(links)d insatser.")
        % {"people": len(found), "links": links},
        facts={"people": len(found), "links": links},
    )
