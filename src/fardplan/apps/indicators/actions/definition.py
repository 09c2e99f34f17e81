"""Every write to a definition: shipped ones are loaded, people edit and add."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import User
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.indicators.adapters import to_columns, to_definition, to_frozen
from fardplan.apps.indicators.models import Indicator, IndicatorVersion
from fardplan.apps.indicators.queries import current_version_of, last_loaded_version
from fardplan.apps.indicators.rules import check_create_indicator, check_edit_indicator
from fardplan.engine.indicators.definition import definition_of


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.engine.indicators.definition import Definition


@dataclass
class DefinitionsReport:
    """What a load did, by key; ``kept`` were edited here, so their files wait."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Writing:
    """A definition about to become a version; ``loaded`` is the hash of its file."""

    definition: Definition
    action: str
    by: User | AnonymousUser | None
    reason: str = ""
    loaded: str = ""


def _loading(definition: Definition, by: User | None) -> _Writing:
    loaded = to_frozen(definition)["sha256"]
    return _Writing(definition, "load_definition", by, loaded=loaded)


@writes
def load_definitions(
    *, definitions: Iterable[Definition], by: User | None = None
) -> DefinitionsReport:
    """Start a version of each definition that is new, or whose file has changed.

    What people have edited stays as they wrote it, also when the file changes.
    """
    report = DefinitionsReport()
    rows = {row.key: row for row in Indicator.objects.select_for_update()}
    for one in definitions:
        row = rows.get(one.key)
        if row is None:
            _add(None, _loading(one, by))
            report.created.append(one.key)
        elif _is_loaded(row, one):
            report.unchanged += 1
        elif not current_version_of(row).loaded_sha256:
            report.kept.append(one.key)
        else:
            _start(row, _loading(one, by))
            report.changed.append(one.key)
    return report


def _is_loaded(row: Indicator, definition: Definition) -> bool:
    """Whether the file is the one that was loaded last, edited since or not."""
    last = last_loaded_version(row)
    return last is not None and last.loaded_sha256 == to_frozen(definition)["sha256"]


@writes
def edit_definition(
    *,
    key: str,
    new: Mapping[str, Any],
    seen: int,
    reason: str,
    by: User | AnonymousUser,
) -> IndicatorVersion | None:
    """Start a new version that says ``new``; None when that says nothing else.

    ``seen`` is the number of the version that the person had before them. Key and
    version number are not for people to change.
    """
    row = Indicator.objects.select_for_update(of=("self",)).get(key=key)
    check_edit_indicator(by, row)
    if row.current_number != seen:
        raise ConflictError(
            _(
                "Någon annan har börjat på version %(number)d medan du skrev. Inget"
                " sparades. Öppna indikatorn igen och se vad som ändrades."
            )
            % {"number": row.current_number}
        )
    old = to_definition(current_version_of(row))
    definition = definition_of({**new, "key": key, "version": old.version})
    _check_twin(definition)
    if definition == old:
        return None
    if not reason.strip():
        raise ProblemError(_("Skriv varför definitionen ändras."))
    return _start(row, _Writing(definition, "edit_definition", by, reason))


@writes
def create_indicator(
    *, new: Mapping[str, Any], owner: str, by: User | AnonymousUser
) -> IndicatorVersion:
    """Add an indicator for an authority, or with no owner for everybody."""
    check_create_indicator(by, owner)
    definition = definition_of({**new, "version": 1})
    _check_twin(definition)
    if Indicator.objects.filter(key=definition.key).exists():
        raise ConflictError(
            _("Kortnamnet %(key)s är redan taget. Välj ett annat.")
            % {"key": definition.key}
        )
    authority = Authority.objects.get(code=owner) if owner else None
    return _add(authority, _Writing(definition, "create_indicator", by))


def _check_twin(definition: Definition) -> None:
    twin = definition.twin
    if twin == definition.key:
        raise ProblemError(_("En indikator är inte sin egen tvilling."))
    if twin and not Indicator.objects.filter(key=twin).exists():
        raise ProblemError(
            _("Det finns ingen indikator med kortnamnet %(key)s.") % {"key": twin}
        )


def _add(owner: Authority | None, writing: _Writing) -> IndicatorVersion:
    columns = to_columns(writing.definition)
    row = Indicator.objects.create(key=writing.definition.key, owner=owner, **columns)
    return _write(row, writing)


def _start(row: Indicator, writing: _Writing) -> IndicatorVersion:
    """Write the next version: the number goes up, also past the file's own."""
    number = max(row.current_number + 1, writing.definition.version)
    numbered = replace(writing.definition, version=number)
    for name, value in to_columns(numbered).items():
        setattr(row, name, value)
    row.save()
    return _write(row, replace(writing, definition=numbered))


def _write(row: Indicator, writing: _Writing) -> IndicatorVersion:
    frozen = to_frozen(writing.definition)
    before = row.versions.values_list("number", flat=True).first()
    version = IndicatorVersion.objects.create(
        indicator=row,
        number=writing.definition.version,
        loaded_sha256=writing.loaded,
        started_at=timezone.now(),
        started_by=writing.by if isinstance(writing.by, User) else None,
        reason=writing.reason.strip(),
        **frozen,
    )
    record_event(
        action=writing.action,
        about=row,
        key=row.key,
        by=writing.by,
        changes={
            "version": [before, version.number],
            "sha256": [None, version.sha256],
        },
        reason=version.reason,
    )
    return version
