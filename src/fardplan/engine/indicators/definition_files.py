"""Definitions as files: `definitions/indicators/*.yaml`, one indicator each.

In: a folder. Out: its definitions by key, or every problem of every file at once, each
with the file's name and the field, in Swedish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.indicators.definition import (
    Definition,
    DefinitionError,
    definition_of,
)
from fardplan.engine.indicators.yaml_text import YamlTextError, plain_data


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from fardplan.engine.indicators.goals import Goals


class DefinitionFilesError(ValueError):
    """The files can't be used; ``problems`` has a line for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_definitions(folder: Path, goals: Goals) -> dict[str, Definition]:
    """Give the definitions of a folder by key, in the order of the keys."""
    found: dict[str, Definition] = {}
    problems: list[str] = []
    files = sorted(folder.glob("*.yaml"))
    names = {file.stem for file in files}
    for file in files:
        try:
            one = definition_of(plain_data(file.read_text(encoding="utf-8")))
        except DefinitionError as error:
            problems += [f"{file.name}: {problem}" for problem in error.problems]
        except (YamlTextError, UnicodeDecodeError) as error:
            problems.append(f"{file.name}: {error}")
        else:
            found[one.key] = one
            if f"{one.key}.yaml" != file.name:
                problems.append(f"{file.name}: key: ska vara filens namn utan .yaml")
    problems += [
        f"{one.key}.yaml: {problem}"
        for one in found.values()
        for problem in _problems_among(one, found, names, goals)
    ]
    if problems:
        raise DefinitionFilesError(problems)
    return found


def _problems_among(
    one: Definition,
    others: Mapping[str, Definition],
    names: Collection[str],
    goals: Goals,
) -> Iterator[str]:
    """Give what only shows when the definitions stand beside each other."""
    if one.twin:
        twin = others.get(one.twin)
        if one.twin == one.key:
            yield "twin: en indikator är inte sin egen tvilling"
        elif one.twin not in names:
            yield f"twin: {one.twin} finns inte bland filerna"
        elif twin and twin.twin != one.key:
            yield f"twin: {one.twin} ska i sin tur ha {one.key} som tvilling"
    for number, target in enumerate(one.targets, 1):
        asked = target.agreement_goal
        if asked is not None and asked not in goals.agreement_goals:
            yield (
                f"targets nummer {number} agreement_goal: {asked} finns inte i"
                " goals.yaml"
            )
