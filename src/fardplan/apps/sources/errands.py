"""What concerns a person here: documents of my authority with findings that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.common.errands import Errand, ErrandKind, errand_source
from fardplan.apps.sources.queries import documents_to_review


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fardplan.apps.accounts.models import User


@errand_source
def findings_to_review(user: User, _day: date) -> Iterator[Errand]:
    """The documents whose findings I, as programme lead, have not said yes or no to."""
    codes = list(standing_of(user).places(RoleName.PROGRAMME_LEAD))
    if not codes:
        return
    for document, waiting in documents_to_review(codes):
        told = ngettext(
            "%(n)s fynd att granska i %(title)s",
            "%(n)s fynd att granska i %(title)s",
            waiting,
        )
        yield Errand(
            kind=ErrandKind.OWE,
            title=told % {"n": waiting, "title": document.title},
            url=reverse("sources:document", args=[document.pk]),
            why=_("Du är programledare i myndigheten."),
        )
