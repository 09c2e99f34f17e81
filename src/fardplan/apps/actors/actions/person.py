"""Every write to the people who sit in bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.accounts.actions import change_name, record_event
from fardplan.apps.actors.actions.changes import refuse
from fardplan.apps.actors.models import Person
from fardplan.apps.actors.rules import check_correct_name
from fardplan.apps.common.writes import writes
from fardplan.engine.actors.seat_records import SEAT_COLUMNS
from fardplan.engine.actors.text_fields import read_name, split_person
from fardplan.engine.shared.text import swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.engine.actors.text_fields import Known


@writes
def find_or_add_person(*, label: str, known: Known) -> Person:
    """Give the person that a checked label means (``Known.person_label``)."""
    name, number = split_person(label)
    bearers = known.people.get(name.casefold(), ())
    if number.isdecimal():
        return Person.objects.get(pk=int(number))
    if bearers and number != "ny":
        return Person.objects.get(pk=bearers[0][0])
    return Person.objects.create(name=name, sort_key=swedish_sort_key(name)[:300])


@writes
def forget_unseated(*, people: Iterable[int]) -> None:
    """Take away people whom an undone write brought and whom nothing else knows of."""
    Person.objects.filter(pk__in=people, appointments=None, user=None).delete()


@writes
def correct_my_name(*, name: str, by: User) -> None:
    """Let a person correct the own name, in the account and in the bodies at once."""
    change_name(user=by, name=name, by=by)
    person = Person.objects.filter(user=by).first()
    if person is not None:
        correct_own_name(person=person, name=name, by=by)


@writes
def correct_own_name(*, person: Person, name: str, by: User) -> AuditEvent | None:
    """Let a person correct how the own name is written; None when it is so already.

    The event tells that it was done, not the names: they can't be erased from there.
    """
    check_correct_name(by, person)
    new, problems = read_name(name)
    refuse(problems, SEAT_COLUMNS)
    if new == person.name:
        return None
    person.name, person.sort_key = new, swedish_sort_key(new)[:300]
    person.save(update_fields=["name", "sort_key"])
    return record_event(
        action="correct_own_name", about=person, key=str(person.pk), by=by
    )
