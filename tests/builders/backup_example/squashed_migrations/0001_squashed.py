# ruff: noqa: N999 -- Django wants the number
"""A later program, where the two steps have become one."""

from importlib import import_module

from django.db import migrations


_first, _second = (
    import_module(f"tests.builders.backup_example.migrations.{name}").Migration
    for name in ("0001_initial", "0002_note")
)


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("backup_example", "0001_initial"),
        ("backup_example", "0002_note"),
    ]
    dependencies = []
    operations = [*_first.operations, *_second.operations]
