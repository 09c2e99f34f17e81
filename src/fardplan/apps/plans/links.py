"""Links in letters that open the form for one initiative's status, without a log-in.

A link is signed, tells whose it is and which initiative it is about, and expires. It may
be used again until then: a person corrects what they told. Each use is in the history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import Initiative

_SALT = "fardplan.status_link"
# Two weeks: over a holiday, and until the next letter but one.
STATUS_LINK_DAYS = 14


def status_token(user: User, initiative: Initiative) -> str:
    """Give the part of the address that opens the form."""
    return signing.dumps([user.pk, initiative.pk], salt=_SALT)


def status_from(token: str) -> tuple[int, int] | None:
    """Give person and initiative; None when too old or not signed by us."""
    try:
        person, initiative = signing.loads(
            token, salt=_SALT, max_age=STATUS_LINK_DAYS * 24 * 60 * 60
        )
    except signing.BadSignature:
        return None
    return int(person), int(initiative)
