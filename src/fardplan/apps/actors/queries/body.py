"""Named reads of the register of bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, IntegerField, Q, When

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.adapters import (
    to_body_fact,
    to_body_record,
)
from fardplan.apps.actors.models import (
    Appointment,
    Authority,
    Body,
    BodyRelation,
    Seat,
)
from fardplan.apps.actors.states import BodyTypeLabel, LevelLabel
from fardplan.engine.actors.body_records import write_body
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from fardplan.engine.actors.bodies import BodyFact
    from fardplan.engine.actors.body_records import BodyRecord
    from fardplan.engine.actors.text_fields import Known


@dataclass(frozen=True)
class BodyFilter:
    """What the visitor asked for; empty means everything."""

    text: str = ""
    body_type: str = ""
    level: str = ""
    authority: str = ""
    home: str = ""
    sort: str = "name"


# Bodies whose seats and references are read together: SQLite refuses a list of 40,000 keys.
CHUNK = 250
# Column of the table -> columns to order by; the code makes the order total.
BODY_SORTS = {
    "name": ("sort_key", "code"),
    "type": ("body_type", "sort_key", "code"),
    "level": ("level", "sort_key", "code"),
    "home": ("home__sort_key", "sort_key", "code"),
}
IMPORT_ACTIONS = ("import_body", "import_seats")
# Edits are undone by their fields; the rest by the trace that the event keeps.
UNDOABLE = (
    *("create_body", "edit_body", "edit_seat", "appoint", "end_appointment"),
    *("end_body", "add_seat", "end_seat", "remove_seat"),
    *("add_relation", "end_relation", "remove_relation"),
    *IMPORT_ACTIONS,
)


def find_bodies(wanted: BodyFilter) -> QuerySet[Body]:
    """Give the bodies that fit, in the asked order, ready to be shown."""
    # Prefetched, not joined: SQLite then walks the index of the sort key.
    found = Body.objects.prefetch_related("home")
    for word in search_key(wanted.text).split():
        found = found.filter(search_key__contains=word)
    if wanted.body_type:
        found = found.filter(body_type=wanted.body_type)
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.authority:
        found = found.filter(_belongs_to(wanted.authority))
    if wanted.home:
        found = found.filter(home__code=wanted.home)
    is_descending = wanted.sort.startswith("-")
    columns = [_column(name) for name in BODY_SORTS[wanted.sort.removeprefix("-")]]
    return found.order_by(*(c.desc() if is_descending else c.asc() for c in columns))


def _belongs_to(code: str) -> Q:
    # Asked for first: with both ways in one condition PostgreSQL reads every body.
    own = Body.authorities.through.objects.filter(authority__code=code)
    at_home = Body.objects.filter(home__code=code).order_by()
    numbers = own.values_list("body_id").union(at_home.values_list("pk"))
    return Q(pk__in=[number for (number,) in numbers])


def _column(name: str) -> Case | F:
    """Give what to order by: labels as they are shown, not the word that is stored."""
    choices = {"body_type": BodyTypeLabel.choices, "level": LevelLabel.choices}
    if name not in choices:
        return F(name)
    by_label = sorted(choices[name], key=lambda one: swedish_sort_key(str(one[1])))
    cases = (When(**{name: one[0]}, then=n) for n, one in enumerate(by_label))
    return Case(*cases, output_field=IntegerField())


def authorities_with_bodies() -> list[tuple[str, str]]:
    """Give code and name of the authorities that the register can be narrowed to."""
    own = Body.authorities.through.objects.values("authority_id")
    found = Authority.objects.filter(
        Q(pk__in=own) | Q(pk__in=Body.objects.order_by().values("home_id"))
    )
    return list(found.values_list("code", "name"))


def body_by_code(code: str) -> Body:
    """Give one body with what its page tells of it."""
    return _with_references(Body.objects.filter(code=code)).get()


def body_exists(code: str) -> bool:
    """True when there is a body with this code."""
    return Body.objects.filter(code=code).exists()


def body_names(codes: Iterable[str]) -> dict[str, str]:
    """Give names by code."""
    found = Body.objects.filter(code__in=set(codes)).order_by()
    return dict(found.values_list("code", "name"))


def bodies_of(authority: Authority) -> QuerySet[Body]:
    """Give the bodies that an authority takes part in or is home to, highest first."""
    ranks = (When(level=one, then=n) for n, one in enumerate(LevelLabel.values))
    rank = Case(*ranks, output_field=IntegerField())
    found = Body.objects.filter(_belongs_to(authority.code))
    return found.order_by(rank, "sort_key", "code")


def relations_of(body: Body) -> list[BodyRelation]:
    """Give the arrows from and to a body, those from it first."""
    found = (
        BodyRelation.objects.filter(Q(source=body) | Q(target=body))
        .select_related("source", "target")
        .order_by("kind", "target__sort_key", "source__sort_key", "pk")
    )
    return sorted(found, key=lambda row: row.source_id != body.pk)


def body_counts(bodies: Iterable[Body], day: date) -> dict[int, tuple[int, int]]:
    """Give how many seats each body has on ``day`` and how many of them are vacant.

    Two plain counts: PostgreSQL took 30 ms to ask each seat whether anybody holds it.
    """
    own = [body.pk for body in bodies]
    seats = Seat.objects.filter(on_day(day), body__in=own).order_by()
    counted = dict(seats.values_list("body_id").annotate(Count("pk")))
    held = Appointment.objects.filter(on_day(day), seat__in=seats).order_by()
    taken = dict(
        held.values_list("seat__body_id").annotate(Count("seat_id", distinct=True))
    )
    return {body: (n, n - taken.get(body, 0)) for body, n in counted.items()}


def on_day(day: date) -> Q:
    """Give the condition that a row's period holds ``day``."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


def bodies_near(body: Body) -> QuerySet[Body]:
    """Give the bodies that a relation may lead to: those at the same home."""
    return Body.objects.exclude(pk=body.pk).filter(home_id=body.home_id)


def body_facts(bodies: QuerySet[Body], day: date) -> list[BodyFact]:
    """Give bodies as maps and checks see them on ``day``, in a fixed number of reads."""
    ready = bodies.prefetch_related(
        "authorities", "financed_by", "seats__authority", "seats__appointments__person"
    )
    return [to_body_fact(body, day) for body in ready.iterator(CHUNK)]


def body_records(bodies: QuerySet[Body]) -> list[BodyRecord]:
    """Give bodies as the exchange files hold them, in a fixed number of reads."""
    return [to_body_record(body) for body in _with_references(bodies).iterator(CHUNK)]


def existing_bodies(codes: Iterable[str]) -> dict[str, BodyRecord]:
    """Give the records of those bodies that exist, by code."""
    wanted = set(codes)
    # Compared here: a list of thousands is more than a database takes as parameters.
    return {r.code: r for r in body_records(Body.objects.all()) if r.code in wanted}


def body_text(body: Body, known: Known) -> dict[str, str]:
    """Give a body as a row of text, as the form shows it."""
    return write_body(to_body_record(body), known)


def _with_references(bodies: QuerySet[Body]) -> QuerySet[Body]:
    return bodies.select_related("home").prefetch_related(
        "authorities", "financed_by", "arrows__target", "composition_rules"
    )


def body_event(event_id: int) -> AuditEvent:
    """Give one event of a body that can be undone."""
    found: dict[str, Any] = {
        "pk": event_id,
        "object_type": Body._meta.label_lower,
        "action__in": UNDOABLE,
    }
    return AuditEvent.objects.get(**found)


def events_of_import(number: str) -> list[AuditEvent]:
    """Give what one import did, the latest first."""
    return list(
        AuditEvent.objects.filter(action__in=IMPORT_ACTIONS, changes__import__1=number)
    )


def latest_event_of_import(number: str) -> AuditEvent | None:
    """Give an event to undo an import by; None when it changed nothing."""
    found = AuditEvent.objects.filter(action__in=IMPORT_ACTIONS)
    return found.filter(changes__import__1=number).first()
