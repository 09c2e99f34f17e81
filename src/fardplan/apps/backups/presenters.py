"""Archives -> what the list shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from fardplan.apps.accounts.models import AuditEvent
    from fardplan.apps.backups.queries import ArchiveFile


@dataclass(frozen=True)
class BackupLine:
    """One archive in plain words. ``state`` is whole, damaged or unchecked."""

    name: str
    size: int
    created: datetime | None
    version: str
    state: str
    state_text: str
    checked_at: datetime | None
    problem: str


def backup_lines(files: Iterable[ArchiveFile]) -> list[BackupLine]:
    """Tell each archive."""
    return [_line(file) for file in files]


def _line(file: ArchiveFile) -> BackupLine:
    problem = file.problem or (file.check.problem if file.check else "")
    state = "damaged" if problem else "whole" if file.check else "unchecked"
    texts = {
        "damaged": _("Går inte att använda"),
        "whole": _("Hel"),
        "unchecked": _("Inte kontrollerad"),
    }
    return BackupLine(
        name=file.name,
        size=file.size,
        created=file.manifest.created if file.manifest else None,
        version=file.manifest.program_version if file.manifest else "",
        state=state,
        state_text=texts[state],
        checked_at=file.check.checked_at if file.check else None,
        problem=problem,
    )


def history_in_words(event: AuditEvent) -> str:
    """Tell one event of an archive."""
    told = {"name": event.object_key}
    words = {
        "create_backup": _("%(name)s gjordes och kontrollerades."),
        "check_backup": _("%(name)s kontrollerades."),
        "download_backup": _("%(name)s hämtades."),
        "delete_backup": _("%(name)s raderades."),
        "restore": _("Allt lästes tillbaka från %(name)s."),
    }
    return words.get(event.action, _("%(name)s ändrades.")) % told
