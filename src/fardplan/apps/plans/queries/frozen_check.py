"""Adopted versions held against their hashes, and those against the chain of events."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.plans.models import PlanVersion
from fardplan.apps.plans.queries.content import is_as_frozen


@dataclass(frozen=True)
class BrokenVersion:
    """An adopted version that is not what was adopted."""

    name: str
    reason: str


def broken_versions() -> tuple[int, list[BrokenVersion]]:
    """Give how many versions are adopted, and what is wrong with some of them.

    Whoever owns the database can write a new text with a new hash. The chain of events
    keeps the hash that was adopted, so that shows too.
    """
    told = _hashes_in_the_chain()
    rows = PlanVersion.objects.filter(frozen_at__isnull=False)
    found: list[BrokenVersion] = []
    keys = set()
    # One at a time: with its text each may be some MB.
    for number in rows.order_by("pk").values_list("pk", flat=True):
        version = PlanVersion.objects.select_related("programme").get(pk=number)
        keys.add(str(number))
        if reason := _problem(version, told):
            found.append(BrokenVersion(str(version), reason))
    gone = [key for key in told if key not in keys]
    found += [BrokenVersion(key, _("versionen är borttagen")) for key in gone]
    return len(keys), found


def _hashes_in_the_chain() -> dict[str, str]:
    rows = AuditEvent.objects.filter(
        object_type=PlanVersion._meta.label_lower, action="freeze_version"
    )
    pairs = rows.order_by("number").values_list("object_key", "changes")
    return {key: changes["sha256"][1] for key, changes in pairs}


def _problem(version: PlanVersion, told: dict[str, str]) -> str:
    if told.get(str(version.pk)) != version.sha256:
        return _("fingeravtrycket är inte det som antogs")
    if not is_as_frozen(version):
        return _("texten stämmer inte med fingeravtrycket")
    return ""
