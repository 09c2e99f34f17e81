# ruff: noqa: N999 -- Django wants the number
"""The program as it was before ``note``: it knows the first step only."""

from importlib import import_module


Migration = import_module(
    "tests.builders.backup_example.migrations.0001_initial"
).Migration
