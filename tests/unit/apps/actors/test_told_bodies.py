"""Loading the bodies that documents tell of."""

from __future__ import annotations

import pytest

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.queries import first_break
from fardplan.apps.actors.actions import load_bodies
from fardplan.apps.actors.models import (
    Body,
    BodyRelation,
    CompositionRule,
    Person,
    Seat,
)
from fardplan.apps.actors.queries.collaboration import told_bodies
from fardplan.apps.common.writes import writes


pytestmark = pytest.mark.usefixtures("register")


def test_a_first_load_adds_everything_and_names_nobody():
    report = load_bodies(register=told_bodies())
    assert (len(report.created), report.unchanged, report.relations) == (51, 0, 31)
    assert (Body.objects.count(), BodyRelation.objects.count()) == (51, 31)
    assert (Seat.objects.count(), CompositionRule.objects.count()) == (67, 25)
    assert Person.objects.count() == 0
    svn = Body.objects.get(code="mellansverige-samverkansnamnden")
    assert (svn.home.code, svn.abbreviation) == ("mellansverige", "SVN")
    assert sorted(a.code for a in svn.authorities.all()) == [
        "03", "04", "17", "18", "19", "20", "21",
    ]  # fmt: skip
    paid = Body.objects.get(code="orebro-lansdelar").financed_by
    assert paid.count() == 1 + 12


def test_each_body_and_arrow_leaves_its_source_in_the_chain():
    load_bodies(register=told_bodies())
    events = AuditEvent.objects.filter(action__in=["load_bodies", "load_relation"])
    assert events.count() == 51 + 31
    assert not events.filter(reason="").exists()
    arrow = events.get(
        action="load_relation", object_key="ostergotland-utvecklingsledare"
    )
    assert arrow.changes == {"acts_for": [None, "ostergotland-lgvo"]}
    assert first_break()[1] is None


def test_a_second_load_leaves_what_people_have_changed():
    load_bodies(register=told_bodies())

    @writes
    def edit() -> None:
        Body.objects.filter(code="orebro-hsn").update(name="Nytt namn")
        BodyRelation.objects.filter(source__code="orebro-hsn").delete()
        Body.objects.filter(code="jonkoping-programgrupp").delete()

    edit()
    report = load_bodies(register=told_bodies())
    assert report.created == ["jonkoping-programgrupp"]
    assert (report.unchanged, report.relations) == (50, 1)
    assert Body.objects.get(code="orebro-hsn").name == "Nytt namn"
    assert not BodyRelation.objects.filter(source__code="orebro-hsn").exists()
