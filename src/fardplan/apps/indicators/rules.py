"""May this person? Each rule raises with a reason, and has a twin that answers.

Anybody may read the definitions: how something is counted is public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.roles import is_administrator
from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.indicators.analysts import authorities_counted_for
from fardplan.apps.indicators.states import SourceKindLabel


# Sources that publish what they have; what a file or a region's own contacts tell is not.
PUBLISHED = frozenset(
    {SourceKindLabel.KOLADA, SourceKindLabel.SCB, SourceKindLabel.SURVEY}
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.indicators.models import ImportRun, Indicator


def check_edit_indicator(user: User | AnonymousUser, indicator: Indicator) -> None:
    """Raise :class:`NotAllowedError` unless the person may start a new version.

    What Färdplan ships is the same for everybody here, so only an administrator may
    change it. An authority's own is also for its programme leads and analysts.
    """
    if is_administrator(user):
        return
    if indicator.owner is None:
        raise NotAllowedError(
            _("Bara en administratör får ändra en indikator som alla delar.")
        )
    if indicator.owner.code not in authorities_counted_for(user):
        raise NotAllowedError(
            _(
                "Bara myndighetens programledare och analytiker, eller en"
                " administratör, får ändra indikatorn."
            )
        )


def can_edit_indicator(user: User | AnonymousUser, indicator: Indicator) -> bool:
    """Answer what :func:`check_edit_indicator` checks."""
    return _answers(check_edit_indicator, user, indicator)


def check_load_definitions(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may load the shipped ones anew."""
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får läsa in definitionerna."))


def check_create_indicators(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may make an indicator."""
    if not (is_administrator(user) or authorities_counted_for(user)):
        raise NotAllowedError(
            _(
                "Bara en programledare, en analytiker eller en administratör får lägga"
                " till indikatorer."
            )
        )


def can_create_indicators(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_create_indicators` checks."""
    return _answers(check_create_indicators, user)


def check_create_indicator(user: User | AnonymousUser, owner: str) -> None:
    """Raise :class:`NotAllowedError` unless the person may make one for ``owner``.

    ``owner`` is an authority's code; empty for one that everybody shares.
    """
    if is_administrator(user) or owner in authorities_counted_for(user):
        return
    raise NotAllowedError(
        _(
            "Välj en myndighet som du är programledare eller analytiker för. Bara en"
            " administratör får lägga till indikatorer som alla delar."
        )
    )


def check_see_series(user: User | AnonymousUser, indicator: Indicator) -> None:
    """Raise :class:`NotAllowedError` unless the person may see the figures.

    What its source publishes is for everybody; other figures of a shared indicator are
    for those with an account. An authority's own are its programme leads' and analysts'.
    """
    if indicator.owner is not None:
        if not can_edit_indicator(user, indicator):
            raise NotAllowedError(
                _("Bara myndigheten själv får se sin indikators siffror.")
            )
    elif indicator.source_kind not in PUBLISHED and not user.is_authenticated:
        raise NotAllowedError(_("Logga in för att se siffror som inte är publicerade."))


def can_see_series(user: User | AnonymousUser, indicator: Indicator) -> bool:
    """Answer what :func:`check_see_series` checks."""
    return _answers(check_see_series, user, indicator)


def check_import_figures(user: User | AnonymousUser, authority: str) -> None:
    """Raise :class:`NotAllowedError` unless the person may read in figures.

    ``authority`` is the code of the one they are read in for; empty for figures that
    belong to nobody in particular.
    """
    if is_administrator(user) or authority in authorities_counted_for(user):
        return
    raise NotAllowedError(
        _(
            "Bara myndighetens programledare och analytiker, eller en administratör,"
            " får läsa in siffror."
        )
    )


def can_import_figures(user: User | AnonymousUser, authority: str) -> bool:
    """Answer what :func:`check_import_figures` checks."""
    return _answers(check_import_figures, user, authority)


def check_fetch_figures(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may fetch from the sources.

    What is fetched is of all authorities, and replaces what was fetched before.
    """
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får hämta siffror."))


def check_undo_import(user: User | AnonymousUser, run: ImportRun) -> None:
    """Raise :class:`NotAllowedError` unless the person may undo a run.

    Who may read in for an authority may also undo what was read in for it.
    """
    check_import_figures(user, run.authority.code if run.authority else "")


def can_undo_import(user: User | AnonymousUser, run: ImportRun) -> bool:
    """Answer what :func:`check_undo_import` checks."""
    return _answers(check_undo_import, user, run)


def _answers(check: Callable[..., None], *asked: object) -> bool:
    try:
        check(*asked)
    except NotAllowedError:
        return False
    return True
