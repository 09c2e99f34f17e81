"""An adopted version refuses every write, by the models and by the database itself."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.builders.frozen_writes import (
    STATEMENTS,
    WAYS,
    content,
    make_frozen,
    new_node,
    the_draft,
    the_version,
)

from fardplan.apps.common.triggers import lifted
from fardplan.apps.plans.guards import FrozenError
from fardplan.apps.plans.models import Node, NodeLink, PlanVersion


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.free_writes]


@pytest.fixture
def frozen() -> PlanVersion:
    """An adopted version with two parts and a link, and a draft beside it."""
    return make_frozen()


@pytest.mark.parametrize("way", WAYS)
def test_the_models_refuse_in_words(frozen, way):
    before = content()
    with pytest.raises(FrozenError, match="Versionen är antagen"), transaction.atomic():
        WAYS[way]()
    assert content() == before


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_too(frozen, statement):
    before = content()
    with (
        pytest.raises(IntegrityError, match="Versionen är antagen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert content() == before


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", ["plans_node", "plans_nodelink"])
def test_a_table_with_frozen_rows_is_not_emptied(frozen, table):
    connection.check_constraints()  # or what is deferred would hinder it
    with (
        pytest.raises(IntegrityError, match="Versionen är antagen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_only_the_state_goes_on_and_only_to_superseded(frozen):
    for state in ("draft", "referral"):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanVersion.objects.filter(number=1).update(state=state)
    version = the_version()
    version.state = "superseded"
    version.save(update_fields=["state"])
    assert the_version().state == "superseded"
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(number=1).update(state="adopted")


def test_a_draft_beside_it_is_open(frozen):
    draft = the_draft()
    new_node(draft).save()
    Node.objects.bulk_create([new_node(draft)])
    PlanVersion.objects.bulk_create(
        [PlanVersion(programme=frozen.programme, number=3, title="Tre")]
    )
    Node.objects.filter(version=draft).update(title="Annat")
    assert [n.title for n in draft.nodes.all()] == ["Annat", "Annat"]
    draft.delete()
    assert list(PlanVersion.objects.values_list("number", flat=True)) == [3, 1]


def test_the_guards_can_be_lifted_and_come_back(frozen):
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_nodelink")
    assert NodeLink.objects.count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(number=1).update(state="draft")
