"""Editing an authority: row and event together, or neither."""

from __future__ import annotations

import pytest

from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.actors.actions import edit_authority
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ConflictError, NotAllowedError
from fardplan.apps.common.writes import free_writes


OLD = {"website": "https://gammal.example", "theme_colour": "#1f5566"}


@pytest.fixture
def staten(db) -> Authority:
    with free_writes():
        return Authority.objects.create(
            code="staten", name="Staten", kind="state", **OLD
        )


def edits() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(object_type="actors.authority"))


def stored() -> dict[str, str]:
    return Authority.objects.values(*OLD).get(code="staten")


def test_an_edit_writes_the_row_and_the_event(staten, administrator):
    new = {"website": "https://ny.example", "theme_colour": "#1f5566"}

    event = edit_authority(code="staten", new=new, seen=OLD, by=administrator)

    assert stored() == new
    assert edits() == [event]
    assert (event.action, event.object_type, event.object_key, event.made_by) == (
        "edit_authority",
        "actors.authority",
        "staten",
        administrator,
    )
    assert event.changes == {"website": [OLD["website"], "https://ny.example"]}
    assert str(event) == "edit_authority actors.authority staten"


def test_an_edit_of_nothing_writes_nothing(staten, administrator):
    assert edit_authority(code="staten", new=OLD, seen=OLD, by=administrator) is None
    assert edits() == []


def test_two_who_made_the_same_change_do_not_collide(staten, administrator):
    """Somebody else already wrote what this person wants: nothing is left to do."""
    seen = {**OLD, "website": "https://äldre.example"}

    assert edit_authority(code="staten", new=OLD, seen=seen, by=administrator) is None


def test_two_who_changed_different_fields_do_not_collide(staten, administrator):
    seen = {**OLD, "website": "https://äldre.example"}
    new = {**seen, "theme_colour": "#b3261e"}

    edit_authority(code="staten", new=new, seen=seen, by=administrator)

    assert stored() == {**OLD, "theme_colour": "#b3261e"}


@pytest.mark.parametrize(
    ("field", "label"), [("website", "webbplats"), ("theme_colour", "profilfärg")]
)
def test_a_change_over_somebody_else_s_is_refused(staten, administrator, field, label):
    seen = {**OLD, field: "vad jag såg"}
    new = {**seen, field: "vad jag vill"}

    with pytest.raises(ConflictError) as problem:
        edit_authority(code="staten", new=new, seen=seen, by=administrator)

    assert str(problem.value) == (
        f"Någon annan ändrade {label} till ”{OLD[field]}” medan du skrev."
        " Inget sparades. Kontrollera och spara igen."
    )
    assert stored() == OLD
    assert edits() == []


def test_a_reader_may_not(staten, reader):
    new = {**OLD, "website": "https://ny.example"}

    with pytest.raises(NotAllowedError):
        edit_authority(code="staten", new=new, seen=OLD, by=reader)

    assert stored() == OLD


def test_nothing_is_saved_when_the_event_can_not_be(staten):
    nobody = User(name="Ingen", is_administrator=True)  # never saved
    new = {**OLD, "website": "https://ny.example"}

    with pytest.raises(
        ValueError, match="someone without an account can't have done it"
    ):
        edit_authority(code="staten", new=new, seen=OLD, by=nobody)

    assert stored() == OLD
    assert edits() == []


def test_an_unknown_authority_is_not_made(db, administrator):
    with pytest.raises(Authority.DoesNotExist):
        edit_authority(code="nej", new=OLD, seen=OLD, by=administrator)
