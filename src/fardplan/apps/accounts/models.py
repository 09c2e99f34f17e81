"""People who log in, how they come in, and the record of what they did."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.accounts.roles import INVITED, Role
from fardplan.apps.accounts.states import FIRST_HASH
from fardplan.apps.common.writes import GuardedModel, GuardedQuerySet


class UserManager(BaseUserManager["User"]):
    """Looks people up by e-mail without regard to case; writes only in actions."""

    def get_queryset(self) -> GuardedQuerySet[User]:
        return GuardedQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().casefold())


class User(AbstractBaseUser, GuardedModel):
    """A person with an account. ``email`` is stored case folded and is the log-in.

    ``link_number`` goes up with every log-in link used or withdrawn, so each link works
    once. When a person last logged in is not stored: no task needs it.
    """

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    is_administrator = models.BooleanField(_("administratör"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    link_number = models.PositiveIntegerField(default=0)
    last_login = None

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # guarded by its query set

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> Role:
        return Role.ADMINISTRATOR if self.is_administrator else Role.READER

    def check_password(self, raw_password: str | None) -> bool:
        # Django would save a stronger hash here, past the actions; ours comes with the
        # next change of password.
        return check_password(raw_password, self.password)


class Identity(GuardedModel):
    """Who a person is at an identity provider: issuer and subject, and nothing else."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("inloggning hos identitetstjänst")
        verbose_name_plural = _("inloggningar hos identitetstjänster")
        base_manager_name = "objects"
        constraints: ClassVar = [
            # A subject is only unique within its issuer (OpenID Connect Core, 5.7).
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="identity_is_one_persons"
            )
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"


class Invitation(GuardedModel):
    """A link by e-mail that lets one person in, once, until it expires."""

    email = models.EmailField(_("e-postadress"))
    name = models.CharField(_("namn"), max_length=120)
    role = models.CharField(_("behörighet"), max_length=20, choices=INVITED)
    role_text = models.CharField(_("uppdrag"), max_length=120, blank=True)
    # The code of the authority that a programme lead invites for; empty from elsewhere.
    authority = models.CharField(_("myndighet"), max_length=20, blank=True, default="")
    # Whose the account will be among those who sit in bodies. A plain number: what it
    # belongs to lies in a station above (`when_accepted` in actions/invitation.py).
    person_number = models.PositiveBigIntegerField(null=True, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        ordering: ClassVar = ["-pk"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


class Follow(GuardedModel):
    """That a person wants to know when something changes.

    The thing is named as events name it, so that any station's may be followed;
    ``seen_number`` is the last event that the person has seen of it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    object_type = models.CharField(max_length=60)
    object_key = models.CharField(max_length=64)
    seen_number = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("bevakning")
        verbose_name_plural = _("bevakningar")
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "object_type", "object_key"], name="follow_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_key}"


class PersonSession(AbstractBaseSession):
    """A session that knows whose it is, so that a person can see and end their own."""

    user_id = models.BigIntegerField(null=True, db_index=True)
    device = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("inloggad webbläsare")
        verbose_name_plural = _("inloggade webbläsare")

    @classmethod
    def get_session_store_class(cls) -> type:
        from fardplan.apps.accounts.sessions import SessionStore  # noqa: PLC0415 -- each needs the other

        return SessionStore


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
