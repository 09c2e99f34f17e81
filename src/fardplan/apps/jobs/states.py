"""What the states of a job are called."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.engine.jobs.transitions import FINISHED, State


class JobState(models.TextChoices):
    WAITING = State.WAITING.value, _("Väntar")
    RUNNING = State.RUNNING.value, _("Pågår")
    SUCCEEDED = State.SUCCEEDED.value, _("Klart")
    FAILED = State.FAILED.value, _("Misslyckat")
    CANCELLED = State.CANCELLED.value, _("Avbrutet")


FINISHED_STATES = frozenset(JobState(state.value) for state in FINISHED)
