"""Every write to a programme's self-assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.models import AssessmentAnswer, SelfAssessment
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.engine.plans.levels import NodeKind


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion

FACTORS = (NodeKind.SUCCESS_FACTOR.value, NodeKind.OBSTACLE.value)
LOWEST, HIGHEST = 1, 5


@writes
def assess(
    *,
    version: PlanVersion,
    title: str,
    day: date,
    answers: Mapping[str, tuple[int, str]],
    by: User,
) -> SelfAssessment:
    """Keep how the programme judges itself: level and comment by the factor's key.

    The same title and day are the same occasion: then the answers are replaced, so that
    a double click makes one.
    """
    programme = version.programme
    check_edit_plan(by, programme)
    if not answers:
        raise ProblemError(_("Svara på minst en rad."))
    if any(not LOWEST <= level <= HIGHEST for level, _comment in answers.values()):
        raise ProblemError(_("En nivå är ett tal från 1 till 5."))
    row, _is_new = SelfAssessment.objects.get_or_create(
        programme=programme, day=day, title=title.strip(), defaults={"by": by}
    )
    AssessmentAnswer.objects.filter(assessment=row).delete()
    titles = {
        str(node.key): node.title for node in version.nodes.filter(kind__in=FACTORS)
    }
    AssessmentAnswer.objects.bulk_create(
        AssessmentAnswer(
            assessment=row,
            node_key=key,
            title=titles[key],
            level=level,
            comment=comment.strip(),
        )
        for key, (level, comment) in answers.items()
        if key in titles
    )
    record_event(
        action="assess",
        about=programme,
        key=programme.code,
        by=by,
        changes={"title": [None, row.title], "day": [None, day]},
    )
    return row
