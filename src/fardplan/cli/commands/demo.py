"""Fills an installation with what a first visitor should meet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import File
from django.core.management import call_command

from fardplan.apps.accounts.actions import set_demo_user
from fardplan.apps.actors.actions import (
    add_seat,
    appoint,
    create_body,
    give_role,
    load_bodies,
    load_register,
    tie_person,
)
from fardplan.apps.actors.queries import (
    authority_by_code,
    body_exists,
    grants_of,
    members_of,
    own_person,
    register_facts,
)
from fardplan.apps.actors.queries.collaboration import told_bodies
from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.queries import told_definitions
from fardplan.apps.plans.actions import load_plan
from fardplan.apps.plans.queries import told_plans
from fardplan.apps.sources.actions import add_document, store_reading
from fardplan.apps.sources.adapters import themes


if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from fardplan.apps.accounts.models import User


HELP = (
    "Läser in registret, organ, indikatorer, planer och ett dokument att granska, och"
    " skapar påhittade inloggningar att prova med."
)
EXAMPLE = "fardplan demo"

# Invented people on a domain that can't exist (RFC 2606), and what each may do.
DEMO_USERS = (
    ("admin@fardplan.example", "Astrid Administratör", "får ändra allt"),
    ("programledare@fardplan.example", "Petra Programledare", "sköter Örebros organ"),
    ("sekreterare@fardplan.example", "Sam Sekreterare", "sköter en beredning"),
    ("lasare@fardplan.example", "Lasse Läsare", "får läsa"),
)
DEMO_PASSWORD = "fardplan-demo"  # noqa: S105 -- printed for everyone; only for demos
REGION, BOARD, SINCE = "18", "orebro-beredning-somatisk", date(2023, 1, 1)


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_options: argparse.Namespace) -> int:
    call_command("migrate", verbosity=0, interactive=False)
    load_register(facts=register_facts())
    load_bodies(register=told_bodies())
    load_definitions(definitions=told_definitions())
    people = [
        set_demo_user(
            email=email,
            name=name,
            password=DEMO_PASSWORD,
            is_administrator=email.startswith("admin@"),
        )
        for email, name, _may in DEMO_USERS
    ]
    administrator, lead, secretary, _reader = people
    if not grants_of(lead):
        give_role(
            user_id=lead.pk,
            role="programme_lead",
            authority=REGION,
            days=(SINCE, None),
            by=administrator,
        )
    if own_person(secretary) is None:
        _make_secretary(secretary, administrator)
    for paper in sorted((settings.DEFINITIONS_DIR / "demo").glob("*.txt")):
        _upload(paper, lead)
    _make_assemblies(administrator)
    for plan in told_plans():
        load_plan(plan=plan, by=administrator)
    print("Inloggningar att prova med (påhittade personer):")
    for email, name, may in DEMO_USERS:
        print(f"  {email}  lösenord {DEMO_PASSWORD}  ({name}, {may})")
    return 0


def _upload(paper: Path, lead: User) -> None:
    """Let the invented programme lead have a paper to review."""
    with paper.open("rb") as file:
        added = add_document(
            authority=REGION, name=paper.name, content=File(file), by=lead
        )
    if added.is_new:
        from fardplan.engine.sources.read_file import read_content_whole

        answer = read_content_whole(paper.read_bytes(), themes())
        store_reading(document_id=added.document.pk, answer=answer, by=lead)


def _make_secretary(user: User, administrator: User) -> None:
    """Give the invented secretary a seat in a board of the demo."""
    added = add_seat(body_code=BOARD, new={"role": "Sekreterare"}, by=administrator)
    term = {"person": f"{user.name} #ny", "start": SINCE.isoformat(), "end": ""}
    seat_id = added.changes["seat_id"][1]
    event = appoint(seat_id=seat_id, new=term, by=administrator)
    number = event.changes["person_id"][1]
    tie_person(person_id=number, user_id=user.pk, by=administrator)


def _make_assemblies(administrator: User) -> None:
    """Give each municipality of the county its assembly, which the law demands."""
    for one in members_of(authority_by_code(REGION)):
        code = f"kommunfullmaktige-{one.code}"
        if not body_exists(code):
            told = {"code": code, "name": f"Kommunfullmäktige i {one.short_name}"}
            kind = {"body_type": "Fullmäktige", "level": "Politisk nivå"}
            whose = {"home": one.name, "authorities": one.name}
            law = {"source": "3 kap. 1 § kommunallagen (2017:725)"}
            create_body(new=told | kind | whose | law, by=administrator)
