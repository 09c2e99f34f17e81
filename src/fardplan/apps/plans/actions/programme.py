"""Every write to a programme itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.models import PlanVersion, Programme
from fardplan.apps.plans.rules import check_create_programme, check_edit_plan
from fardplan.engine.plans.levels import USUAL_LEVELS, NodeKind
from fardplan.engine.shared.text import swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User

PLAIN = ("name", "description", "target_year", "revise_every", "source")
LONGEST_CODE = 50


@writes
def create_programme(
    *,
    new: Mapping[str, Any],
    home: str,
    authorities: Collection[str] = (),
    levels: Collection[Mapping[str, str]] | None = None,
    by: User | AnonymousUser | None,
) -> Programme:
    """Start a programme with an empty first draft. ``by`` is empty at set-up.

    ``home`` and ``authorities`` are codes; the one that runs it is always a party.
    """
    if by is not None:
        check_create_programme(by, home)
    name = str(new["name"]).strip()
    if Programme.objects.filter(name=name, home__code=home).exists():
        # A double click, or somebody else was first.
        raise ConflictError(_("Det finns redan ett program med det namnet där."))
    row = Programme(
        code=_free_code(str(new.get("code") or slugify(name))),
        home=Authority.objects.get(code=home),
        levels=_checked(levels) if levels else _usual(),
        **_columns({**new, "name": name}),
    )
    row.save()
    row.authorities.set(_parties(home, authorities))
    version = PlanVersion.objects.create(programme=row, number=1, title=name[:200])
    _tell("create_programme", row, by, {"name": [None, name], "home": [None, home]})
    record_event(action="start_version", about=version, key=str(version.pk), by=by)
    return row


@writes
def edit_programme(
    *,
    code: str,
    new: Mapping[str, Any],
    authorities: Collection[str],
    levels: Collection[Mapping[str, str]],
    by: User | AnonymousUser,
) -> AuditEvent | None:
    """Change what a programme is called, who its parties are and which levels it uses."""
    row = (
        Programme.objects.select_for_update(of=("self",))
        .select_related("home")
        .get(code=code)
    )
    check_edit_plan(by, row)
    before = _told(row)
    for name, value in _columns(new).items():
        setattr(row, name, value)
    row.levels = _checked(levels)
    row.save()
    row.authorities.set(_parties(row.home.code, authorities))
    after = _told(row)
    changes = {n: [before[n], v] for n, v in after.items() if before[n] != v}
    return _tell("edit_programme", row, by, changes) if changes else None


def _columns(new: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: new[name] for name in PLAIN if name in new}
    if not found["name"]:
        raise ProblemError(_("Programmet behöver ett namn."))
    return {**found, "sort_key": swedish_sort_key(found["name"])[:400]}


def _told(row: Programme) -> dict[str, Any]:
    parties = sorted(one.code for one in row.authorities.all())
    plain = {name: getattr(row, name) for name in PLAIN}
    return {**plain, "authorities": ", ".join(parties), "levels": list(row.levels)}


def _parties(home: str, authorities: Collection[str]) -> list[Authority]:
    return list(Authority.objects.filter(code__in={home, *authorities}))


def _free_code(wanted: str) -> str:
    start = wanted[:LONGEST_CODE] or "program"
    taken = set(
        Programme.objects.filter(code__startswith=start[:40]).values_list(
            "code", flat=True
        )
    )
    others = (f"{start[: LONGEST_CODE - 4]}-{n}" for n in range(2, len(taken) + 3))
    return next(code for code in (start, *others) if code not in taken)


def _usual() -> list[dict[str, str]]:
    return [{"kind": kind.value, "name": ""} for kind in USUAL_LEVELS]


def _checked(levels: Collection[Mapping[str, str]]) -> list[dict[str, str]]:
    """Give the levels from the widest to the narrowest, each once, with its own name."""
    names = {NodeKind(one["kind"]): one.get("name", "").strip() for one in levels}
    if not names:
        raise ProblemError(_("Välj minst en nivå."))
    return [{"kind": k.value, "name": names[k]} for k in NodeKind if k in names]


def _tell(
    action: str,
    row: Programme,
    by: User | AnonymousUser | None,
    changes: dict[str, Any],
) -> AuditEvent:
    return record_event(action=action, about=row, key=row.code, by=by, changes=changes)
