"""Long work with the register of authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fardplan.apps.actors import actions
from fardplan.apps.actors.queries import register_facts
from fardplan.apps.actors.rules import check_load_register
from fardplan.apps.jobs.registry import Outcome, job_kind


if TYPE_CHECKING:
    from fardplan.apps.jobs.progress import Progress

# One transaction each: others can write in between, and a cancelled job stops there.
AUTHORITIES_AT_A_TIME = 40


@job_kind(
    name="load_register",
    title=gettext_lazy("Läs in myndighetsregistret"),
    check_start=check_load_register,
    is_repeatable=True,
    needs_arguments=False,
)
def load_register(progress: Progress) -> Outcome:
    """Make the rows say what the files in `definitions/authorities` say."""
    facts = register_facts()
    created = changed = unchanged = 0
    for start in range(0, len(facts), AUTHORITIES_AT_A_TIME):
        progress(start, len(facts), _("Läser in myndigheter"))
        part = facts[start : start + AUTHORITIES_AT_A_TIME]
        report = actions.load_register(facts=part, by=progress.started_by)
        created += len(report.created)
        changed += len(report.changed)
        unchanged += report.unchanged
    progress(len(facts), len(facts), _("Alla myndigheter är inlästa"))
    counts = {"created": created, "changed": changed, "unchanged": unchanged}
    return Outcome(
        text=_("%(created)d nya, %(changed)d ändrade och %(unchanged)d oförändrade.")
        % counts,
        link=reverse("actors:register"),
        facts=counts,
    )
