"""Invented indicators, made through the production actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.indicators.actions import (
    Delivery,
    create_indicator,
    edit_definition,
    store_run,
)
from tests.builders.figures import observation


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.indicators.models import ImportRun, IndicatorVersion


def definition_data(**more: Any) -> dict[str, Any]:
    """Give a definition's data, with nothing that may be left out; ``more`` goes over."""
    return {
        "key": "provindikator",
        "name": "Provindikator",
        "name_en": "Trial indicator",
        "why": "För att prova.",
        "goal": "T",
        "numerator": "De som fick hjälp.",
        "denominator": "De som bad om hjälp.",
        "unit": "percent",
        "decimals": 1,
        "direction": "increase",
        "source": {"kind": "file"},
        "area_levels": ["region"],
        "chart": "p",
        "rules": "nhs",
        "owner": "Ett påhittat kontor",
        "version": 1,
        "status": "verified",
        **more,
    }


def make_indicator(by: User, owner: str = "", **more: Any) -> IndicatorVersion:
    """Add an indicator for the authority with this code; for everybody without one."""
    return create_indicator(new=definition_data(**more), owner=owner, by=by)


def change(by: User, key: str, *, seen: int, **more: Any) -> IndicatorVersion | None:
    """Start the next version of an indicator that :func:`make_indicator` made."""
    new = definition_data(key=key, **more)
    return edit_definition(key=key, new=new, seen=seen, reason="Ett skäl.", by=by)


def two_versions(by: User, owner: str) -> str:
    """Add an authority's own indicator and change it once; give its key."""
    key = f"egen-{owner}"
    make_indicator(by, owner, key=key)
    change(by, key, seen=1, name="Ett annat namn")
    return key


def make_run(by: User, authority: str = "", **more: Any) -> ImportRun:
    """Read in figures for the authority with this code; one unless ``rows`` are told."""
    rows = more.pop("rows", [observation()])
    kept = {"asked": len(rows), "kept": len(rows), "sha256": "0" * 64}
    delivery = Delivery(**{"file_name": "telefon.csv", **kept, **more})
    return store_run(delivery=delivery, rows=rows, authority=authority, by=by)
