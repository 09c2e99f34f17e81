"""Every write to people's accounts, by themselves or by an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions.events import note, record_event
from fardplan.apps.accounts.adapters import one_line
from fardplan.apps.accounts.models import PersonSession, User
from fardplan.apps.accounts.rules import check_manage_people
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent


@writes
def create_person(
    *,
    email: str,
    name: str,
    is_administrator: bool,
    password: str | None = None,
    by: User | AnonymousUser | None = None,
) -> User:
    """Give a new account; without a password it is reached by other ways in."""
    user = User(email=email.casefold(), name=name, is_administrator=is_administrator)
    user.set_password(password)
    user.save()
    record_event(
        action="create_person",
        about=user,
        key=str(user.pk),
        by=by,
        changes={"role": [None, user.role.value]},
    )
    return user


@writes
def set_demo_user(
    *, email: str, name: str, password: str, is_administrator: bool
) -> User:
    """Create an invented person for the demo, or put the person back as it was."""
    user, _created = User.objects.get_or_create(email=email, defaults={"name": name})
    user.name, user.is_administrator, user.is_active = name, is_administrator, True
    user.set_password(password)
    user.save()
    record_event(action="set_demo_user", about=user, key=str(user.pk), by=None)
    return user


@writes
def use_log_in_link(*, person_id: int, number: int) -> User:
    """Use up a log-in link; give whose it is."""
    user = User.objects.select_for_update().filter(pk=person_id, is_active=True).first()
    if user is None or user.link_number != number:
        raise ProblemError(
            _("Länken är redan använd eller ersatt av en nyare. Beställ en ny.")
        )
    user.link_number += 1
    user.save(update_fields=["link_number"])
    return user


@writes
def change_name(*, user: User, name: str, by: User | AnonymousUser) -> None:
    """Correct one's own name."""
    before, after = user.name, one_line(name)
    if before != after:
        user.name = after
        user.save(update_fields=["name"])
        note(user, "change_name", by, {"name": [before, after]})


@writes
def change_password(*, user: User, password: str, by: User | AnonymousUser) -> None:
    """Give a new password; every other session of the person ends by itself."""
    user.set_password(password)
    user.save(update_fields=["password"])
    note(user, "change_password", by)


@writes
def end_sessions(*, user: User, by: User | AnonymousUser) -> int:
    """Log a person out everywhere, log-in links too; give how many sessions ended."""
    ended, _kinds = PersonSession.objects.filter(user_id=user.pk).delete()
    user.link_number += 1
    user.save(update_fields=["link_number"])
    note(user, "end_sessions", by)
    return ended


@writes
def note_second_factor(*, user: User, kind: str, action: str) -> None:
    """Leave the trace of a second factor that was added, removed or renewed."""
    note(user, action, user, {"kind": [None, kind]})


@writes
def set_administrator(
    *, user_id: int, to: bool, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Make somebody an administrator, or one no longer; one is always left."""
    check_manage_people(by)
    user = _locked(user_id)
    if user.is_administrator == to:
        raise ConflictError(
            _("%(name)s är redan administratör.") % {"name": user.name}
            if to
            else _("%(name)s är inte administratör.") % {"name": user.name}
        )
    if not to:
        _check_not_last(user)
    user.is_administrator = to
    user.save(update_fields=["is_administrator"])
    action = "make_administrator" if to else "unmake_administrator"
    return note(user, action, by, {"is_administrator": [not to, to]}, reason)


@writes
def close_account(
    *, user_id: int, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Let somebody in no more: every session and log-in link ends at once."""
    check_manage_people(by)
    user = _locked(user_id)
    if not user.is_active:
        raise ConflictError(_("Kontot är redan avstängt."))
    _check_not_last(user)
    PersonSession.objects.filter(user_id=user.pk).delete()
    user.is_active = False
    user.link_number += 1
    user.save(update_fields=["is_active", "link_number"])
    return note(user, "close_account", by, {"is_active": [True, False]}, reason)


@writes
def open_account(
    *, user_id: int, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Let somebody in again, as what the person was."""
    check_manage_people(by)
    user = _locked(user_id)
    if user.is_active:
        raise ConflictError(_("Kontot är redan öppet."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    return note(user, "open_account", by, {"is_active": [False, True]}, reason)


def _locked(user_id: int) -> User:
    # All administrators are locked, so that two of them can't remove each other at once.
    list(User.objects.select_for_update().filter(is_administrator=True).order_by("pk"))
    return User.objects.select_for_update().get(pk=user_id)


def _check_not_last(user: User) -> None:
    others = User.objects.filter(is_administrator=True, is_active=True)
    if user.is_administrator and not others.exclude(pk=user.pk).exists():
        raise ProblemError(
            _(
                "%(name)s är den enda administratören. Gör någon annan till"
                " administratör först."
            )
            % {"name": user.name}
        )
