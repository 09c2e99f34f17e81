"""Long work: what was asked for, how far it has come, how it ended."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.jobs.states import FINISHED_STATES, JobState


class Job(models.Model):
    """One piece of long work.

    ``attempts`` and ``worker`` are the fence: a write by the worker counts only while
    both are still its own, so an attempt that was given up can't overwrite a later one.
    ``task_id`` is the row in the queue that this job waits for or runs by.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("sort"), max_length=60)
    title = models.CharField(_("namn"), max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(
        _("läge"), max_length=12, choices=JobState, default=JobState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("startat av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    created_at = models.DateTimeField(_("beställt"), auto_now_add=True)
    started_at = models.DateTimeField(_("påbörjat"), null=True, blank=True)
    finished_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(_("orsak"), blank=True)
    result = models.JSONField(null=True, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=64, blank=True)
    task_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("jobb")
        verbose_name_plural = _("jobb")
        ordering: ClassVar = ["-created_at", "uuid"]
        indexes: ClassVar = [
            models.Index(fields=["state", "heartbeat_at"], name="job_state"),
            models.Index(fields=["started_by", "-created_at"], name="job_starter"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED_STATES

    @property
    def percent(self) -> int | None:
        """How far it has come; None when the work itself doesn't know."""
        if self.state == JobState.SUCCEEDED:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else None


class WorkerSign(models.Model):
    """The latest sign of life of a worker process; gone when it ends in good order."""

    worker = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("arbetsprocess")
        verbose_name_plural = _("arbetsprocesser")

    def __str__(self) -> str:
        return self.worker
