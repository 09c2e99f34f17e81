"""A write past an action is refused, whichever way it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import serializers
from django.db import transaction

from fardplan.apps.actors.models import Authority
from fardplan.apps.common.writes import WriteOutsideActionError, writes


if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("register")


def region() -> Authority:
    return Authority.objects.get(code="18")


def save_from_fixture() -> None:
    text = serializers.serialize("json", [region()])
    for row in serializers.deserialize("json", text):
        row.save()


WAYS: dict[str, Callable[[], object]] = {
    "save": lambda: region().save(),
    "create": lambda: Authority.objects.create(code="x", name="X"),
    "get_or_create": lambda: Authority.objects.get_or_create(code="x"),
    "update_or_create": lambda: Authority.objects.update_or_create(
        code="18", defaults={"name": "X"}
    ),
    "bulk_create": lambda: Authority.objects.bulk_create([Authority(code="x")]),
    "bulk_update": lambda: Authority.objects.bulk_update([region()], ["name"]),
    "update": lambda: Authority.objects.filter(code="18").update(name="X"),
    "delete": lambda: Authority.objects.get(code="1880").delete(),
    "delete many": lambda: Authority.objects.filter(code="1880").delete(),
    "through a relation": lambda: region().municipalities.update(name="X"),
    "many to many": lambda: region().care_regions.clear(),
    "a fixture": save_from_fixture,
    "the base manager": lambda: Authority._base_manager.update(name="X"),
}


@pytest.mark.parametrize("way", WAYS)
def test_refused_outside_an_action(way):
    with pytest.raises(WriteOutsideActionError), transaction.atomic():
        WAYS[way]()
    assert region().name == "Region Örebro län"
    assert Authority.objects.count() == 317


def test_accepted_inside_an_action_and_refused_again_after():
    @writes
    def rename() -> None:
        Authority.objects.filter(code="18").update(name="Nytt namn")

    rename()
    assert region().name == "Nytt namn"
    with pytest.raises(WriteOutsideActionError):
        region().save()


def test_an_action_that_fails_leaves_nothing():
    @writes
    def rename_and_fail() -> None:
        Authority.objects.filter(code="18").update(name="Nytt namn")
        raise LookupError

    with pytest.raises(LookupError):
        rename_and_fail()
    assert region().name == "Region Örebro län"
