"""Tells on a body's page which version of each plan holds there (common/notes.py)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fardplan.apps.common.notes import Note, NoteLine, note_source
from fardplan.apps.plans import queries


@note_source("body")
def plans_in_force(code: str) -> Note | None:
    """Tell the latest version of each programme's plan that the body has adopted."""
    steps = queries.steps_in_force(code)
    if not steps:
        return None
    lines = []
    for step in steps:
        version = step.version
        said = {"n": version.number}
        # A decision has its day; the paragraph may not be known.
        day = date_format(step.day, "DATE_FORMAT") if step.day else ""
        when = [_("antagen %(day)s") % {"day": day}, step.paragraph]
        lines.append(
            NoteLine(
                text=f"{version.title} ({_('version %(n)s') % said})",
                url=reverse("plans:frozen", args=[version.sha256]),
                beside=", ".join(words for words in when if words),
            )
        )
    return Note("galler", _("Planer som gäller här"), lines)
