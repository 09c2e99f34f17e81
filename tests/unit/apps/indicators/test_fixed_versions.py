"""A version refuses every write, by the model and by the database itself."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.indicators import make_indicator

from fardplan.apps.indicators.guards import FixedVersionError
from fardplan.apps.indicators.models import IndicatorVersion


pytestmark = [pytest.mark.django_db, pytest.mark.free_writes]


@pytest.fixture
def version(administrator) -> IndicatorVersion:
    return make_indicator(administrator)


def save_changed(row: IndicatorVersion) -> None:
    row.reason = "Annat"
    row.save()


def update_in_bulk(row: IndicatorVersion) -> None:
    row.reason = "Annat"
    IndicatorVersion.objects.bulk_update([row], ["reason"])


WAYS = {
    "save": save_changed,
    "update": lambda row: IndicatorVersion.objects.update(reason="Annat"),
    "by the base manager": lambda row: IndicatorVersion._base_manager.update(
        reason="Annat"
    ),
    "update in bulk": update_in_bulk,
    "delete": lambda row: row.delete(),
    "delete several": lambda row: IndicatorVersion.objects.all().delete(),
    "raw delete": lambda row: IndicatorVersion.objects.all()._raw_delete(None),
}


def content() -> list[dict[str, object]]:
    return list(IndicatorVersion.objects.values())


@pytest.mark.parametrize("way", WAYS)
def test_the_model_refuses_in_words(version, way):
    before = content()
    with (
        pytest.raises(FixedVersionError, match="ändras aldrig"),
        transaction.atomic(),
    ):
        WAYS[way](version)
    assert content() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indicators_indicatorversion SET definition = '{}'",
        "UPDATE indicators_indicatorversion SET number = 2",
        "DELETE FROM indicators_indicatorversion",
    ],
)
def test_the_database_refuses_too(version, statement):
    before = content()
    with (
        pytest.raises(IntegrityError, match="ändras aldrig"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert content() == before


@pytest.mark.only_on("postgresql")
def test_the_table_is_not_emptied(version):
    connection.check_constraints()  # or what is deferred would hinder it
    with (
        pytest.raises(IntegrityError, match="ändras aldrig"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE indicators_indicatorversion")
