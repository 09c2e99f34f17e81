"""The rows that the definitions give, loaded once in a run and then copied by tests.

A copy lies beside Django's tables under the table's name with a prefix: ``kept`` is the
whole register with its bodies, ``few`` four authorities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from fardplan.apps.actors.actions import load_bodies, load_register
from fardplan.apps.actors.queries import register_facts
from fardplan.apps.actors.queries.collaboration import told_bodies


if TYPE_CHECKING:
    from collections.abc import Iterable

REGISTER = ("actors_authority", "actors_authority_care_regions")
EVENTS = ("accounts_auditevent", "accounts_audithead")
BODIES = (
    "actors_body",
    "actors_body_authorities",
    "actors_body_financed_by",
    "actors_bodyrelation",
    "actors_compositionrule",
    "actors_seat",
)
FEW = ("mellansverige", "18", "1880", "1881")


def keep_if_missing() -> None:
    """Load the definitions, and keep copies of their rows; the tables end empty."""
    if f"kept_{BODIES[-1]}" in connection.introspection.table_names():
        return
    with transaction.atomic():
        load_few()
        _keep("few", (*REGISTER, *EVENTS))
        _empty((*REGISTER, *EVENTS))
        load_register(facts=register_facts())
        _keep("kept", (*REGISTER, *EVENTS))
        load_bodies(register=told_bodies())
        _keep("kept", BODIES)
        _empty((*REGISTER, *EVENTS, *BODIES))


def load_few() -> None:
    load_register(facts=[fact for fact in register_facts() if fact.code in FEW])


def put_back(prefix: str, tables: Iterable[str]) -> None:
    _ask(f"INSERT INTO {table} SELECT * FROM {prefix}_{table}" for table in tables)  # noqa: S608


def _keep(prefix: str, tables: Iterable[str]) -> None:
    _ask(f"CREATE TABLE {prefix}_{t} AS SELECT * FROM {t}" for t in tables)  # noqa: S608


def _empty(tables: tuple[str, ...]) -> None:
    _ask(f"DELETE FROM {table}" for table in reversed(tables))  # noqa: S608


def _ask(questions: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for question in questions:
            cursor.execute(question)
