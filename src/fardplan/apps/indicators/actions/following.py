"""Every write of which indicators follow which parts of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.indicators.models import Following, Indicator
from fardplan.apps.plans.actions.changes import about_node, tell
from fardplan.apps.plans.actions.node import node_of
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.apps.plans.states import FOLLOWED_KINDS


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import Node, PlanVersion


@writes
def follow_part(*, version: PlanVersion, key: str, indicator: str, by: User) -> bool:
    """Let an indicator follow a part; False when it already does."""
    check_edit_plan(by, version.programme)
    node = node_of(version, key)
    if node.kind not in FOLLOWED_KINDS:
        raise ProblemError(
            _("Bara mål, strategier, insatser och mätområden följs med indikatorer.")
        )
    row = _indicator(indicator)
    _following, is_new = Following.objects.get_or_create(
        programme=version.programme,
        node_key=node.key,
        indicator=row,
        defaults={"by": by},
    )
    if is_new:
        _tell("follow_part", version, node, row, by)
    return is_new


@writes
def stop_following(*, version: PlanVersion, key: str, indicator: str, by: User) -> bool:
    """Let an indicator no longer follow a part; False when it did not."""
    check_edit_plan(by, version.programme)
    node = node_of(version, key)
    row = _indicator(indicator)
    gone, _by_model = Following.objects.filter(
        programme=version.programme, node_key=node.key, indicator=row
    ).delete()
    if gone:
        _tell("stop_following", version, node, row, by)
    return bool(gone)


def _indicator(key: str) -> Indicator:
    try:
        return Indicator.objects.get(key=key)
    except Indicator.DoesNotExist:
        raise ProblemError(
            _("Det finns ingen indikator med kortnamnet %(key)s.") % {"key": key}
        ) from None


def _tell(
    action: str, version: PlanVersion, node: Node, row: Indicator, by: User
) -> None:
    told = {**about_node(node), "indicator": [None, row.key]}
    tell(action, version, by, told, reason=row.name)
