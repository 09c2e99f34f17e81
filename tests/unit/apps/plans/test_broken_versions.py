"""`fardplan audit verify` holds adopted plans against what was adopted."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from tests.factories.plans import add_step, adopt, make_assembly, make_plan

from fardplan.apps.common.triggers import lifted
from fardplan.apps.plans import queries
from fardplan.apps.plans.models import PlanVersion
from fardplan.cli.main import main


pytestmark = pytest.mark.usefixtures("few_authorities")


@pytest.fixture
def adopted(administrator) -> PlanVersion:
    version = make_plan(administrator)
    step = add_step(administrator, version, make_assembly(administrator))
    adopt(administrator, step, date(2026, 1, 20))
    return PlanVersion.objects.get()


def tamper(statement: str, *values: object) -> list[str]:
    """Write past the triggers, as whoever owns the database can; give what is found."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return [one.reason for one in queries.broken_versions()[1]]


def test_what_is_as_it_was_adopted_is_whole(adopted, capsys):
    assert queries.broken_versions() == (1, [])
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "Antagna versioner av planer är som de antogs: 1."
    )


def test_a_changed_part_is_told(adopted, capsys):
    changed = "UPDATE plans_node SET title = %s WHERE kind = 'goal'"
    assert tamper(changed, "Annat") == ["texten stämmer inte med fingeravtrycket"]
    assert main(["audit", "verify"]) == 1
    assert capsys.readouterr().out.splitlines()[1] == (
        f"Den antagna versionen {adopted} är bruten: texten stämmer inte med"
        " fingeravtrycket."
    )


def test_a_changed_text_with_a_hash_that_fits_is_told_by_the_chain(adopted, capsys):
    changed = "UPDATE plans_planversion SET sha256 = %s"
    assert tamper(changed, "0" * 64) == ["fingeravtrycket är inte det som antogs"]
    assert main(["audit", "verify", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["adopted_versions"]) == (True, 1)
    assert told["broken_versions"] == [
        {"version": str(adopted), "reason": "fingeravtrycket är inte det som antogs"}
    ]


def test_a_version_that_is_gone_or_open_again_is_told(adopted):
    opened = "UPDATE plans_planversion SET frozen_at = NULL, state = 'draft'"
    assert tamper(opened) == ["versionen är borttagen"]
