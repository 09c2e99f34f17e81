"""Figures and files of figures, small and synthetic."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fardplan.engine.actors.authority_register import read_register
from fardplan.engine.indicators.imports.areas import AreaBook
from fardplan.engine.indicators.imports.expected import Expected
from fardplan.engine.indicators.observation import Observation, Sex, ValueStatus
from tests.surroundings import ROOT


if TYPE_CHECKING:
    from pathlib import Path

PHONE = Expected(
    key="telefon",
    version=1,
    names=("Telefon samma dag", "N79179"),
    factor=100,
    lowest=0,
    highest=100,
    is_part=True,
)
VISITS = Expected(
    key="besok", version=2, names=("Antal besök",), lowest=0, adds_up=True
)
INDEX = Expected(key="index", version=1, names=("delad",))
OTHER = Expected(key="annat", version=1, names=("delad",))
EXPECTED = (PHONE, VISITS, INDEX, OTHER)


@cache
def area_book() -> AreaBook:
    """Give all areas of the register."""
    return AreaBook(read_register(ROOT / "definitions" / "authorities"))


def observation(**more) -> Observation:
    """Give a figure; what is not told is the same each time."""
    told = {
        "indicator": "telefon",
        "version": 1,
        "area": "18",
        "sex": Sex.ALL,
        "age": "",
        "period": "2024-01",
        "numerator": 45.0,
        "denominator": 50.0,
        "value": 90.0,
        "status": ValueStatus.FINAL,
        "reason": "",
        "row": 1,
        "raw": '{"Värde":"90"}',
    }
    return Observation(**{**told, **more})


def file_of(folder: Path, text: str, name: str = "siffror.csv") -> Path:
    """Write a file; give its path."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
