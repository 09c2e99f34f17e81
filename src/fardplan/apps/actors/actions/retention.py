"""Removing names, waiting files and drawn maps that have been kept long enough."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db.models import Q

from fardplan.apps.actors.layouts import layout_files
from fardplan.apps.actors.models import Appointment, Person
from fardplan.apps.actors.states import ERASED_NAME
from fardplan.apps.common import waiting_files
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from django.db.models import QuerySet


def remove_import_files(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove the files that nobody has said yes to."""
    if not default_storage.exists(waiting_files.FOLDER):
        return 0
    _folders, names = default_storage.listdir(waiting_files.FOLDER)
    paths = [f"{waiting_files.FOLDER}/{name}" for name in names]
    old = [path for path in paths if default_storage.get_modified_time(path) < before]
    if not is_rehearsal:
        for path in old:
            default_storage.delete(path)
    return len(old)


@writes
def erase_names(*, before: datetime, is_rehearsal: bool) -> int:
    """Erase the names of those whose last seat ended long ago; the seats stay.

    Whoever has an account looks after the own name.
    """
    old = _sat_last(before)
    count = old.count()
    if count and not is_rehearsal:
        # No letters of the alphabet: those without a name are sorted first.
        old.update(name=ERASED_NAME, sort_key="")
    return count


def _sat_last(before: datetime) -> QuerySet[Person]:
    """Give those whose every appointment ended before a day."""
    day = before.date()
    ended = (
        Q(valid_to__lt=day)
        | Q(seat__valid_to__lt=day)
        | Q(seat__body__valid_to__lt=day)
    )
    # "Not ended" by number: an appointment without a last day compares as unknown.
    over = Appointment.objects.filter(ended).values("pk")
    going = Appointment.objects.exclude(pk__in=over).values("person_id")
    people = Person.objects.filter(user=None, appointments__isnull=False)
    named = people.exclude(name=ERASED_NAME).exclude(pk__in=going)
    return Person.objects.filter(pk__in=named.values("pk"))


def remove_layouts(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove the layouts of maps that were drawn long ago."""
    old = [
        file
        for file in layout_files()
        if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before
    ]
    if not is_rehearsal:
        for file in old:
            file.unlink(missing_ok=True)
    return len(old)
