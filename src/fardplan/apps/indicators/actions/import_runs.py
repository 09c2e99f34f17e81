"""Reading figures into the store, and undoing it: the row and the swap go together.

The store's lock is held around the transaction, so nobody else changes the store
meanwhile. A run is swapped in last in its transaction: when that fails nothing is
written. Should the process die between the swap and the commit, the store has a run
that the database does not know, and the next one who holds the lock takes it away.
A run that is undone is committed first and taken out of the store after; should the
process die between, the next one who holds the lock takes it out. So the database
decides, and the store catches up.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import User
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.indicators.models import ImportRun, RememberedMapping
from fardplan.apps.indicators.queries.sent_figures import checked_rows
from fardplan.apps.indicators.rules import check_import_figures, check_undo_import
from fardplan.apps.indicators.states import RunState, SourceKind
from fardplan.engine.indicators.imports.mapping import to_json
from fardplan.engine.indicators.store.manifest import StoreError
from fardplan.engine.indicators.store.writer import StoreWriter, writing


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.indicators.queries import CheckedFile
    from fardplan.engine.indicators.observation import Observation


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What a run is of: where it came from, how many figures, what was said of it.

    ``headings_key`` is empty for what has no columns to remember.
    """

    file_name: str
    sha256: str = ""
    source_kind: SourceKind = SourceKind.FILE
    asked: int
    kept: int
    report: dict[str, Any] = field(default_factory=dict)
    mapping: dict[str, Any] = field(default_factory=dict)
    headings_key: str = ""


def delivery_of(checked: CheckedFile, file_name: str) -> Delivery:
    """Give what a run of a checked file is."""
    return Delivery(
        file_name=file_name,
        sha256=checked.sha256,
        asked=checked.report.asked,
        kept=checked.report.kept,
        report=checked.report.to_json(),
        mapping=to_json(checked.mapping),
        headings_key=checked.headings_key,
    )


def import_sent(
    *,
    content: bytes,
    mapping: Mapping[str, Any],
    approved: str,
    file_name: str,
    authority: str,
    by: User | AnonymousUser,
) -> ImportRun:
    """Read in what was sent, if it still would give the report that was approved.

    :class:`ConflictError` when an indicator has got a new version meanwhile, so that
    other rows would be refused than those the person was told of.
    """
    check_import_figures(by, authority)
    with checked_rows(content, mapping) as (checked, rows):
        if checked.digest != approved:
            raise ConflictError(
                _(
                    "Rapporten är en annan än den du granskade. Inget är inläst."
                    " Granska den nya och läs in igen."
                )
            )
        delivery = delivery_of(checked, file_name)
        return store_run(delivery=delivery, rows=rows, authority=authority, by=by)


def store_run(
    *,
    delivery: Delivery,
    rows: Path | Iterable[Observation],
    authority: str = "",
    by: User | AnonymousUser | None,
) -> ImportRun:
    """Put figures in force; ``authority`` is the code of the one they are read in for.

    ``by`` is None on the command line, where whoever owns the machine acts.
    """
    if by is not None:
        check_import_figures(by, authority)
    if not delivery.kept:
        raise ProblemError(_("Det finns inga siffror att spara. Inget är inläst."))
    with _told(), writing(settings.STORE_DIR) as writer:
        catch_up(writer)
        return _store(writer, delivery, rows, (authority, by))


@writes
def _store(
    writer: StoreWriter,
    delivery: Delivery,
    rows: Path | Iterable[Observation],
    whose: tuple[str, User | AnonymousUser | None],
) -> ImportRun:
    code, by = whose
    authority = Authority.objects.get(code=code) if code else None
    if delivery.headings_key:
        RememberedMapping.objects.update_or_create(
            authority=code,
            headings_key=delivery.headings_key,
            defaults={"mapping": delivery.mapping},
        )
    run = ImportRun.objects.create(
        key=uuid.uuid4().hex,
        authority=authority,
        state=RunState.STORED,
        source_kind=delivery.source_kind,
        file_name=delivery.file_name[:200],
        sha256=delivery.sha256,
        asked=delivery.asked,
        kept=delivery.kept,
        report=delivery.report,
        mapping=delivery.mapping,
        stored_at=timezone.now(),
        stored_by=by if isinstance(by, User) else None,
    )
    record_event(
        action="store_figures",
        about=run,
        key=run.key,
        by=by,
        changes={"kept": [None, run.kept], "sha256": [None, run.sha256]},
        reason=_("Inläst från %(name)s") % {"name": run.file_name},
    )
    # Last: whatever failed before this has left the store as it was.
    writer.swap(writer.with_run(run.key, rows))
    return run


def undo_run(*, key: str, by: User | AnonymousUser | None) -> ImportRun:
    """Take a run's figures out of force; what they had replaced comes back."""
    run = ImportRun.objects.select_related("authority").get(key=key)
    if by is not None:
        check_undo_import(by, run)
    with _told(), writing(settings.STORE_DIR) as writer:
        run = _mark_undone(run.key, by)
        catch_up(writer)
    return run


@writes
def _mark_undone(key: str, by: User | AnonymousUser | None) -> ImportRun:
    run = ImportRun.objects.select_for_update(of=("self",)).get(key=key)
    if run.state != RunState.STORED:
        raise ConflictError(_("Inläsningen är redan ångrad."))
    run.state = RunState.UNDONE
    run.save()
    record_event(
        action="undo_figures",
        about=run,
        key=run.key,
        by=by,
        changes={"state": [RunState.STORED.value, RunState.UNDONE.value]},
    )
    return run


def catch_up(writer: StoreWriter) -> None:
    """Make the store have no run that was undone, nor one that was never committed.

    Only the last run can be one that was never committed; an older one without a row is
    of a database that is not ours, and is left alone.
    """
    keys = [run.key for run in writer.manifest.runs]
    states = dict(
        ImportRun.objects.filter(key__in=keys).values_list("key", "state").iterator()
    )
    gone = [key for key in keys if states.get(key) == RunState.UNDONE]
    gone += [key for key in keys[-1:] if key not in states]
    for key in gone:
        writer.swap(writer.without_run(key))


@contextmanager
def _told() -> Iterator[None]:
    """Tell what is wrong with the store as a problem that people are shown."""
    try:
        yield
    except StoreError as error:
        raise ProblemError(str(error)) from error
