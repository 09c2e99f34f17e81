"""What edits of text have in common: what differs, and has somebody else been there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError, ProblemError


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.engine.actors.text_fields import FieldProblem


def wanted_changes(
    now: Mapping[str, str],
    new: Mapping[str, str],
    seen: Mapping[str, str],
    columns: Mapping[str, str],
) -> dict[str, str]:
    """Give the fields that the person changed and that are not so already.

    When such a field has been changed by somebody else since it was seen,
    :class:`ConflictError` is raised.
    """
    changed = {
        name: value
        for name, value in new.items()
        if seen[name] != value and now[name] != value
    }
    for name in changed:
        if now[name] != seen[name]:
            raise ConflictError(
                _(
                    "Någon annan ändrade %(field)s till ”%(value)s” medan du skrev."
                    " Inget sparades. Kontrollera och spara igen."
                )
                % {"field": columns[name].lower(), "value": now[name]}
            )
    return changed


def difference(
    before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, list[str | None]]:
    """Give field -> before, after, as the record of events holds it."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name, "") != value
    }


class WrongFieldsError(ProblemError):
    """Some fields are wrong; ``problems`` tells which, for a form to show them there."""

    def __init__(
        self, problems: Sequence[FieldProblem], columns: Mapping[str, str]
    ) -> None:
        self.problems = list(problems)
        told = [f"{columns[one.column]}: {one.reason}" for one in problems]
        super().__init__("; ".join(told) + ".")


def refuse(problems: Sequence[FieldProblem], columns: Mapping[str, str]) -> None:
    """Raise :class:`WrongFieldsError` when there are problems."""
    if problems:
        raise WrongFieldsError(problems, columns)
