"""Fills an installation with what a first visitor should meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management import call_command

from fardplan.apps.accounts.actions import set_demo_user
from fardplan.apps.actors.actions import load_bodies, load_register
from fardplan.apps.actors.queries import register_facts
from fardplan.apps.actors.queries.collaboration import told_bodies


if TYPE_CHECKING:
    import argparse


HELP = "Läser in registret och skapar påhittade inloggningar att prova med."
EXAMPLE = "fardplan demo"

# Invented people on a domain that can't exist (RFC 2606).
DEMO_USERS = (
    ("admin@fardplan.example", "Astrid Administratör", True),
    ("lasare@fardplan.example", "Lasse Läsare", False),
)
DEMO_PASSWORD = "fardplan-demo"  # noqa: S105 -- printed for everyone; only for demos


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_options: argparse.Namespace) -> int:
    call_command("migrate", verbosity=0, interactive=False)
    load_register(facts=register_facts())
    load_bodies(register=told_bodies())
    for email, name, is_administrator in DEMO_USERS:
        set_demo_user(
            email=email,
            name=name,
            password=DEMO_PASSWORD,
            is_administrator=is_administrator,
        )
    print("Inloggningar att prova med (påhittade personer):")
    for email, name, is_administrator in DEMO_USERS:
        role = "får ändra" if is_administrator else "får läsa"
        print(f"  {email}  lösenord {DEMO_PASSWORD}  ({name}, {role})")
    return 0
