"""The demo: its invented people are what the list of log-ins says, however often run."""

from __future__ import annotations

import argparse

import pytest

from fardplan.apps.accounts.models import User
from fardplan.apps.accounts.roles import standings
from fardplan.apps.sources.models import SourceDocument
from fardplan.cli.commands import demo


@pytest.mark.django_db
def test_the_demos_people_have_their_roles_after_every_run(capsys):
    for _ in range(2):
        assert demo.run(argparse.Namespace()) == 0
    people = User.objects.order_by("email")
    found = standings([user.pk for user in people])
    assert {
        user.email.partition("@")[0]: [str(fact.role) for fact in found[user.pk].facts]
        for user in people
    } == {
        "admin": [],
        "lasare": [],
        "programledare": ["programme_lead"],
        "sekreterare": ["secretary"],
    }
    assert "sekreterare@fardplan.example" in capsys.readouterr().out
    (paper,) = SourceDocument.objects.all()
    assert (paper.authority.code, paper.kind, paper.pages) == ("18", "strategy_plan", 3)
