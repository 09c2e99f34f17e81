"""Mina saker tells a secretary of decisions and a programme lead of plans to look over."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from tests.factories.bodies import make_body
from tests.factories.people import granted, seated
from tests.factories.plans import add_step, adopt, make_assembly, make_plan

from fardplan.apps.common.errands import errands_of
from fardplan.apps.plans import actions


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]
ADOPTED, SOON, LATER = date(2020, 12, 1), date(2021, 11, 1), date(2021, 9, 1)


def titles(user, day=ADOPTED) -> list[str]:
    """What the person owes the plan's adoption; gaps are `test_thread_pages.py`'s."""
    owed = [e for e in errands_of(user, day) if "plan" in e.url]
    return [e.title for e in owed if not e.url.endswith("/traden/")]


def test_a_secretary_is_told_when_it_is_the_bodys_turn(administrator):
    draft = make_plan(administrator)
    board = make_body(administrator)
    secretary = seated(administrator, board, "Sara", "Sekreterare")
    first = add_step(administrator, draft, make_assembly(administrator))
    add_step(administrator, draft, board, order=2)
    assert titles(secretary) == []
    adopt(administrator, first, ADOPTED)
    assert titles(secretary) == ["Beslut om Nära vård i Påhitt i Påhittsnämnden"]


def test_a_programme_lead_is_told_a_year_before_the_term_ends(administrator):
    lead = granted(administrator, "18", "Lena", "programme_lead")
    draft = make_plan(administrator)
    with time_machine.travel(ADOPTED, tick=False):
        adopt(
            administrator,
            add_step(administrator, draft, make_assembly(administrator)),
            ADOPTED,
        )
    assert titles(lead, LATER) == []
    assert titles(lead, SOON) == ["Se över planen för Nära vård i Påhitt"]
    (errand,) = [e for e in errands_of(lead, SOON) if e.url == "/plan/nara/"]
    assert errand.due == date(2022, 10, 14)
    actions.start_version(code="nara", title="", by=lead)
    assert titles(lead, SOON) == []
