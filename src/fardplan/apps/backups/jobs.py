"""Making a backup as a job: it takes minutes when there is much to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fardplan.apps.backups import actions
from fardplan.apps.backups.rules import check_handle_backups
from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.jobs.registry import Outcome, job_kind


if TYPE_CHECKING:
    from fardplan.apps.jobs.progress import Progress


@job_kind(
    name="create_backup",
    title=gettext_lazy("Gör en säkerhetskopia"),
    check_start=check_handle_backups,
    is_repeatable=True,
    needs_arguments=False,
)
def create_backup(progress: Progress) -> Outcome:
    """Make an archive in the backup folder, and read it through."""
    if progress.started_by is None:
        raise NotAllowedError(_("En säkerhetskopia görs av en inloggad person."))
    backup = actions.create_backup(by=progress.started_by, on_progress=progress)
    return Outcome(
        text=_("Säkerhetskopian %(name)s är klar och kontrollerad.")
        % {"name": backup.name},
        link=reverse("backups:overview"),
        facts={"name": backup.name, "bytes": backup.size},
    )
