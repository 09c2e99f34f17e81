"""The migrations make exactly the tables that the models want."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_migrations_are_complete(capsys):
    try:
        call_command("makemigrations", "--check", "--dry-run")
    except SystemExit:
        pytest.fail(f"run makemigrations:\n{capsys.readouterr().out}")
    assert capsys.readouterr().out == "No changes detected\n"
