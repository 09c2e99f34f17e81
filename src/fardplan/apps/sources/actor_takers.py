"""What the actors' station makes of accepted findings: bodies, seats and regions.

That station lies below this one, so its takers are here. They write through its actions,
with its rules: who may not add a body there may not by way of a document either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors import actions, queries
from fardplan.apps.actors.models import Authority, Body, Seat
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.sources.adapters import is_same_body, to_body_row, to_seat_row
from fardplan.apps.sources.models import Finding
from fardplan.apps.sources.takers import Context, Match, Taken, taker


@dataclass(frozen=True)
class KnownBody:
    """What a body is recognised by."""

    code: str
    name: str
    abbreviation: str


def _bodies(context: Context) -> list[KnownBody]:
    """Give every body that the document's authority has a part in, read once."""
    if "bodies" not in context.memory:
        own = queries.bodies_of(context.document.authority)
        rows = own.values_list("code", "name", "abbreviation")
        context.memory["bodies"] = [KnownBody(*row) for row in rows]
    known: list[KnownBody] = context.memory["bodies"]
    return known


def _body_matches(name: str, short: str, context: Context) -> list[Match]:
    """Give the bodies that a name and an abbreviation may mean, the surest first."""
    same, near = [], []
    for body in _bodies(context):
        own = body.abbreviation.casefold()
        if is_same_body(body.name, name):
            same.append(Match(body.code, body.name, _("samma namn")))
        elif own and own in (short.casefold(), name.casefold()):
            near.append(Match(body.code, body.name, _("samma förkortning")))
    return [*same, *near]


def _body_called(name: str, context: Context) -> Body | None:
    matches = _body_matches(name, "", context)
    return Body.objects.get(code=matches[0].key) if matches else None


def _events_of(numbers: list[int]) -> list[AuditEvent]:
    found = AuditEvent.objects.in_bulk(numbers)
    return [found[number] for number in numbers]


def _seat_taken(seat: Seat, *, is_new: bool = False) -> Taken:
    """Give a seat without the name of who holds it: that is told where it is looked
    after, to those who may see it."""
    words = {"role": seat.get_role_display(), "body": seat.body.name}
    return Taken(
        kind="seat",
        key=str(seat.pk),
        label=_("%(role)s i %(body)s") % words,
        url=reverse("actors:body", args=[seat.body.code]),
        is_new=is_new,
    )


@taker("region", order=5)
class RegionTaker:
    """A region is in the register already: its finding is evidence, nothing is made."""

    def take(self, finding: Finding, context: Context) -> Taken | None:
        name = str(finding.values.get("name") or finding.words)
        found = Authority.objects.filter(name__in=[name, f"Region {name}"]).first()
        return self.existing(found.code, context) if found else None

    def undo_take(self, taken: Taken, context: Context) -> None:
        """Nothing was made, so there is nothing to take away."""

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        return []

    def existing(self, key: str, context: Context) -> Taken:
        found = Authority.objects.filter(code=key).first()
        if found is None:
            raise ProblemError(_("Myndigheten finns inte i registret."))
        return Taken(
            kind="authority",
            key=found.code,
            label=found.name,
            url=reverse("actors:authority", args=[found.code]),
            is_new=False,
        )


@taker("body", order=10)
class BodyTaker:
    """A body that a document names is added, or found among those that exist."""

    def take(self, finding: Finding, context: Context) -> Taken | None:
        same = [m for m in self.suggest(finding, context) if m.why == _("samma namn")]
        if same:
            return self.existing(same[0].key, context)
        codes = set(Body.objects.values_list("code", flat=True))
        row = to_body_row(finding, context.document.authority.name, codes)
        body = actions.create_body(
            new=row, by=context.by, reason=_("Ur ett granskat dokument")
        )
        context.memory.pop("bodies", None)
        event = AuditEvent.objects.filter(
            object_type=body._meta.label_lower, object_key=body.code
        )[0]
        return Taken(
            kind="body",
            key=body.code,
            label=body.name,
            url=reverse("actors:body", args=[body.code]),
            memo={"event": event.pk},
            event=event.pk,
        )

    def undo_take(self, taken: Taken, context: Context) -> None:
        # Who undid it in the register's own history has left nothing to take away.
        if Body.objects.filter(code=taken.key).exists():
            for event in _events_of([taken.memo["event"]]):
                actions.undo_body_event(event=event, by=context.by)
        context.memory.pop("bodies", None)

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        name = str(finding.values.get("name") or finding.words)
        short = str(finding.values.get("abbreviation") or "")
        return _body_matches(name, short, context)

    def existing(self, key: str, context: Context) -> Taken:
        found = Body.objects.filter(code=key).first()
        if found is None:
            raise ConflictError(_("Organet finns inte längre."))
        return Taken(
            kind="body",
            key=found.code,
            label=found.name,
            url=reverse("actors:body", args=[found.code]),
            is_new=False,
        )


@taker("seat", order=20)
class SeatTaker:
    """A seat goes to the body of the meeting that the document calls to.

    Who has it is known to have had it on the day of the meeting, so that is the first
    day that is told.
    """

    def take(self, finding: Finding, context: Context) -> Taken | None:
        body, day = self._place(finding, context)
        if body is None:
            return None
        there = self._there(finding, body, day)
        if there is not None:
            return _seat_taken(there)
        added = actions.add_seat(
            body_code=body.code, new=to_seat_row(finding), by=context.by
        )
        seat = Seat.objects.select_related("body").get(pk=added.changes["seat_id"][1])
        memo = {"events": [added.pk]}
        if name := finding.values.get("name"):
            new = {"person": str(name), "start": day.isoformat(), "end": ""}
            event = actions.appoint(seat_id=seat.pk, new=new, by=context.by)
            memo["events"] = [event.pk, added.pk]
        taken = _seat_taken(seat, is_new=True)
        return replace(taken, memo=memo, event=added.pk)

    def _place(self, finding: Finding, context: Context) -> tuple[Body | None, date]:
        meeting = finding.parent.values if finding.parent else {}
        told = str(meeting.get("date") or "")
        day = date.fromisoformat(told) if told else timezone.localdate()
        return _body_called(str(meeting.get("body") or ""), context), day

    def _there(self, finding: Finding, body: Body, day: date) -> Seat | None:
        """Give the seat that says the same: the same holder, or vacant as this is."""
        row, name = to_seat_row(finding), finding.values.get("name")
        others = Finding.objects.filter(document=finding.document, taken_kind="seat")
        met = set(others.exclude(pk=finding.pk).values_list("taken_key", flat=True))
        for one in queries.seats_on(body, day):
            is_same = (
                one.seat.role == finding.values["role"]
                and one.seat.party.casefold() == row["party"].casefold()
                and (one.holder.person.name if one.holder else None) == name
            )
            if is_same and str(one.seat.pk) not in met:
                return one.seat
        return None

    def undo_take(self, taken: Taken, context: Context) -> None:
        if not Seat.objects.filter(pk=taken.key).exists():
            return
        events = _events_of(taken.memo["events"])
        for event in events:
            actions.undo_body_event(event=event, by=context.by)
        told = (event.changes.get("person_id") for event in events)
        actions.forget_unseated(people=[pair[1] for pair in told if pair])

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        return []

    def existing(self, key: str, context: Context) -> Taken:
        # The key may come from a form, where anything can be written.
        known = Seat.objects.filter(pk=key) if key.isdecimal() else Seat.objects.none()
        found = known.select_related("body").first()
        if found is None:
            raise ConflictError(_("Platsen finns inte längre."))
        return _seat_taken(found)
