"""Long work with the register of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fardplan.apps.indicators import actions
from fardplan.apps.indicators.queries import latest_years, told_definitions
from fardplan.apps.indicators.rules import check_fetch_figures, check_load_definitions
from fardplan.apps.jobs.registry import Outcome, job_kind


if TYPE_CHECKING:
    from fardplan.apps.jobs.progress import Progress

# One transaction each: others can write in between, and a cancelled job stops there.
DEFINITIONS_AT_A_TIME = 20


@job_kind(
    name="load_definitions",
    title=gettext_lazy("Läs in indikatorernas definitioner"),
    check_start=check_load_definitions,
    is_repeatable=True,
    needs_arguments=False,
)
def load_definitions(progress: Progress) -> Outcome:
    """Start a version of each indicator whose file is new or has changed."""
    told = told_definitions()
    counts = {"created": 0, "changed": 0, "unchanged": 0, "kept": 0}
    for start in range(0, len(told), DEFINITIONS_AT_A_TIME):
        progress(start, len(told), _("Läser in definitioner"))
        part = told[start : start + DEFINITIONS_AT_A_TIME]
        report = actions.load_definitions(definitions=part, by=progress.started_by)
        counts["created"] += len(report.created)
        counts["changed"] += len(report.changed)
        counts["unchanged"] += report.unchanged
        counts["kept"] += len(report.kept)
    progress(len(told), len(told), _("Alla definitioner är inlästa"))
    return Outcome(
        text=_(
            "%(created)d nya, %(changed)d med ny version, %(unchanged)d oförändrade."
            " %(kept)d är ändrade här och behölls."
        )
        % counts,
        link=reverse("indicators:register"),
        facts=counts,
    )


@job_kind(
    name="fetch_figures",
    title=gettext_lazy("Hämta siffror från Kolada"),
    check_start=check_fetch_figures,
    # A second fetch puts the same figures in force.
    is_repeatable=True,
    needs_arguments=False,
)
def fetch_figures(progress: Progress) -> Outcome:
    """Fetch the figures of every indicator that Kolada has, of the latest years."""
    run = actions.fetch_figures(
        years=latest_years(), by=progress.started_by, tell=progress
    )
    facts = {"kept": run.kept, **run.report["places"]}
    return Outcome(
        text=_(
            "%(kept)d siffror är inlästa. %(asked)d uppgifter efterfrågade, %(received)d"
            " mottagna, %(missing)d saknas hos källan. Kvittot står på inläsningens sida."
        )
        % facts,
        link=reverse("indicators:run", args=[run.key]),
        facts={"run": run.key, **facts},
    )
