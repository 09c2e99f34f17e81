"""People who log in, and the record of what they did."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.accounts.states import FIRST_HASH
from fardplan.apps.common.writes import GuardedModel


class UserManager(BaseUserManager["User"]):
    """Looks people up by e-mail without regard to case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().casefold())


class User(AbstractBaseUser):
    """A person with an account. ``email`` is stored case folded and is the log-in."""

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    is_administrator = models.BooleanField(_("administratör"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")

    def __str__(self) -> str:
        return self.name


class AuditEvent(GuardedModel):
    """One write: who, when, what, why, on which object. Written with the row itself.

    ``changes`` maps a field to ``[before, after]``; ``made_by`` is empty when the
    program itself wrote, as at set-up. The events form a chain
    (`engine/accounts/audit_chain.py`) and are never changed or removed.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_key = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        ordering: ClassVar = ["-number"]
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(
                fields=["object_type", "object_key", "-number"], name="audit_object"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_key}"


class AuditHead(GuardedModel):
    """The end of the chain, kept apart so that a cut-off end is noticed.

    One row; whoever writes an event locks it first, so the numbers have no gaps.
    """

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=FIRST_HASH)

    class Meta:
        verbose_name = _("kedjans slut")
        verbose_name_plural = _("kedjans slut")
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
