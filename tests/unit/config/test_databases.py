"""What the address of a database becomes."""

from __future__ import annotations

from fardplan.config.settings import _database  # noqa: TID251 -- its own test


def test_what_the_address_asks_for_holds_beside_our_own():
    asked = "sslmode=require&options=-c%20statement_timeout%3D9"
    made = _database(f"postgres://anna:hemlig@db.example:5433/vard?{asked}")
    assert (made["HOST"], made["PORT"], made["NAME"]) == ("db.example", 5433, "vard")
    options = made["OPTIONS"]
    assert isinstance(options, dict)
    assert options["sslmode"] == "require"
    assert options["options"] == "-c jit=off -c statement_timeout=9"
    assert options["pool"]["timeout"] == 5


def test_statements_are_not_compiled_unless_asked_for():
    made = _database("postgres://anna@db.example/vard")
    assert made["OPTIONS"]["options"] == "-c jit=off"


def test_a_file_of_sqlite_waits_for_its_turn():
    made = _database("sqlite:////srv/vard.sqlite3")
    assert made["NAME"] == "/srv/vard.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
