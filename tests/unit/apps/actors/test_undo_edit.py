"""Undoing an edit: what it changed goes back, unless it was changed again."""

from __future__ import annotations

import pytest

from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.actors.actions import edit_authority, undo_edit
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ConflictError, NotAllowedError
from fardplan.apps.common.writes import free_writes


@pytest.fixture
def event(administrator) -> AuditEvent:
    """An edit of the website alone; the colour was there before."""
    with free_writes():
        Authority.objects.create(
            code="staten", name="Staten", kind="state", theme_colour="#1f5566"
        )
    seen = {"website": "", "theme_colour": "#1f5566"}
    return edit_authority(
        code="staten",
        new={**seen, "website": "https://ny.example"},
        seen=seen,
        by=administrator,
    )


def edits() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(object_type="actors.authority"))


def stored() -> tuple[str, str]:
    row = Authority.objects.get(code="staten")
    return row.website, row.theme_colour


def test_an_undo_puts_back_and_leaves_its_own_event(event, administrator):
    undone = undo_edit(event=event, by=administrator)

    assert stored() == ("", "#1f5566")
    assert edits() == [undone, event]
    assert (undone.action, undone.object_key, undone.made_by) == (
        "undo_edit",
        "staten",
        administrator,
    )
    assert undone.changes == {"website": ["https://ny.example", ""]}


def test_an_undo_leaves_other_fields_as_they_became(event, administrator):
    edit_authority(
        code="staten",
        new={"theme_colour": "#b3261e"},
        seen={"theme_colour": "#1f5566"},
        by=administrator,
    )

    undo_edit(event=event, by=administrator)

    assert stored() == ("", "#b3261e")


def test_what_was_changed_again_is_not_undone(event, administrator):
    edit_authority(
        code="staten",
        new={"website": "https://nyast.example"},
        seen={"website": "https://ny.example"},
        by=administrator,
    )

    with pytest.raises(ConflictError) as problem:
        undo_edit(event=event, by=administrator)

    assert str(problem.value) == (
        "Det går inte att ångra: uppgiften har ändrats igen efteråt."
    )
    assert stored() == ("https://nyast.example", "#1f5566")


def test_an_edit_is_undone_once(event, administrator):
    undo_edit(event=event, by=administrator)

    with pytest.raises(ConflictError):
        undo_edit(event=event, by=administrator)

    assert [e.action for e in edits()] == ["undo_edit", "edit_authority"]


def test_a_reader_may_not(event, reader):
    with pytest.raises(NotAllowedError):
        undo_edit(event=event, by=reader)

    assert stored() == ("https://ny.example", "#1f5566")


def test_nothing_is_undone_when_the_event_can_not_be_saved(event):
    with pytest.raises(
        ValueError, match="someone without an account can't have done it"
    ):
        undo_edit(event=event, by=User(name="Ingen", is_administrator=True))

    assert stored() == ("https://ny.example", "#1f5566")
    assert edits() == [event]
