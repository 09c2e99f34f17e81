"""Named reads of the thread: the gaps of a version, and what closes some of them.

A later station finds gaps of its own and declares how::

    @gap_source
    def unreported(version: PlanVersion, facts: PlanFacts, day: date) -> Iterable[Gap]: ...
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count

from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.evidence import sourced
from fardplan.apps.plans.models import (
    AdoptionStep,
    DoneMark,
    Node,
    NodeLink,
    PlanVersion,
    VisionCheck,
)
from fardplan.apps.plans.queries.choices import revision_day
from fardplan.apps.plans.queries.programme import steps_of
from fardplan.apps.plans.states import YES_STATES, NodeLabel, StepLabel, StepRoleLabel
from fardplan.engine.plans.checks import WORST_FIRST, find_gaps
from fardplan.engine.plans.content import LinkFact, NodeFact, in_tree_order
from fardplan.engine.plans.phases import Evaluation, Phase
from fardplan.engine.plans.thread import (
    AdoptionFact,
    InitiativeFact,
    PlanFacts,
    Thread,
)
from fardplan.engine.plans.thread_picture import neighbours
from fardplan.engine.plans.thread_rules import read_thread_rules


if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import Initiative, Programme
    from fardplan.engine.plans.checks import Gap
    from fardplan.engine.plans.thread_picture import Neighbour
    from fardplan.engine.plans.thread_rules import ThreadRule

    FindsGaps = Callable[[PlanVersion, PlanFacts, date], Iterable[Gap]]

_NODE = ("key", "kind", "parent__key", "position", "number", "title", "day")
_LIVING = (
    *("phase", "evaluation", "evaluation_due", "start", "end", "status_day"),
    *("next_day", "budget", "moved_amount", "owner_id", "owner_body_id"),
)
_sources: list[FindsGaps] = []


def gap_source(source: FindsGaps) -> FindsGaps:
    """Declare the decorated function as one that finds gaps."""
    _sources.append(source)
    return source


@lru_cache
def thread_rules() -> dict[str, ThreadRule]:
    """Give the rules of the thread check by key."""
    file = settings.DEFINITIONS_DIR / "thread_rules.yaml"
    return read_thread_rules(file.read_text("utf-8"))


def gaps_of(version: PlanVersion, day: date) -> list[Gap]:
    """Give every gap in a version's thread, the worst first, in eleven reads."""
    facts = thread_facts(version)
    found = [gap for source in _sources for gap in source(version, facts, day)]
    return sorted(found, key=lambda gap: WORST_FIRST[gap.rule.severity])


@gap_source
def gaps_of_plan(_version: PlanVersion, facts: PlanFacts, day: date) -> list[Gap]:
    """Give the gaps that this station knows of."""
    return find_gaps(facts, thread_rules(), day)


def thread_facts(version: PlanVersion) -> PlanFacts:
    """Give what the check looks at."""
    programme = version.programme
    nodes, initiatives = _parts(version)
    links = NodeLink.objects.filter(version=version)
    ends = links.values_list("source__key", "kind", "target__key")
    done = DoneMark.objects.filter(programme=programme).values_list("node_key")
    check = VisionCheck.objects.filter(programme=programme).first()
    return PlanFacts(
        nodes=nodes,
        links=[LinkFact(str(one), kind, str(two)) for one, kind, two in ends],
        initiatives=initiatives,
        done={str(key) for (key,) in done},
        sourced=sourced("node", [node.key for node in nodes]),
        adoption=_adoption(version),
        look_over=_look_over(programme),
        vision_checked=check.day if check else None,
    )


def _parts(
    version: PlanVersion,
) -> tuple[tuple[NodeFact, ...], dict[str, InitiativeFact]]:
    living = [f"initiative__{name}" for name in _LIVING]
    rows = Node.objects.filter(version=version).order_by()
    told = list(rows.values_list(*_NODE, *living))
    frozen = Node.objects.filter(
        version__programme=version.programme_id,
        version__frozen_at__isnull=False,
        kind=NodeLabel.INITIATIVE,
    ).order_by()
    adopted = {str(key) for (key,) in frozen.values_list("key")}
    nodes, initiatives = [], {}
    for row in told:
        key, kind, parent, position, number, title, day = row[: len(_NODE)]
        nodes.append(
            NodeFact(
                key=str(key),
                kind=kind,
                parent=str(parent) if parent else "",
                position=position,
                number=number,
                title=title,
                day=day.isoformat() if day else "",
            )
        )
        if row[len(_NODE)]:
            told_of = dict(zip(_LIVING, row[len(_NODE) :], strict=True))
            is_adopted = str(key) in adopted
            initiatives[str(key)] = _living(told_of, is_adopted=is_adopted)
    return tuple(in_tree_order(nodes)), initiatives


def _living(row: dict[str, Any], *, is_adopted: bool) -> InitiativeFact:
    owners = [row.pop("owner_id"), row.pop("owner_body_id")]
    row["phase"], row["evaluation"] = Phase(row["phase"]), Evaluation(row["evaluation"])
    return InitiativeFact(has_owner=any(owners), is_adopted=is_adopted, **row)


def _adoption(version: PlanVersion) -> AdoptionFact:
    steps = AdoptionStep.objects.filter(version=version, role=StepRoleLabel.DECIDES)
    told = list(steps.values_list("body__name", "body_id", "state"))
    if not told:
        return AdoptionFact()
    bodies = [body for _name, body, _state in told]
    asked = Authority.objects.filter(bodies__in=bodies).values("pk")
    parties = version.programme.authorities.exclude(pk__in=asked)
    return AdoptionFact(
        has_begun=True,
        waiting=tuple(name for name, _pk, state in told if state == StepLabel.WAITING),
        rejected=tuple(
            name for name, _pk, state in told if state == StepLabel.REJECTED
        ),
        without_body=tuple(parties.values_list("short_name", flat=True)),
    )


def _look_over(programme: Programme) -> date | None:
    rows = PlanVersion.objects.filter(programme=programme, frozen_at__isnull=False)
    latest = rows.only("pk").first()
    return revision_day(programme, steps_of(latest)) if latest else None


def neighbours_of(version: PlanVersion, key: str) -> list[Neighbour]:
    """Give a part with all that its thread goes through in the plan."""
    return neighbours(Thread(thread_facts(version)), key)


def nodes_by_key(version: PlanVersion, keys: Collection[str]) -> dict[str, Node]:
    """Give parts by key, each initiative with who answers for it."""
    rows = Node.objects.filter(version=version, key__in=[key for key in keys if key])
    related = ("initiative__owner", "initiative__owner_body")
    shown = ("key", "kind", "number", "title", "initiative__code", "initiative__status")
    owners = ("initiative__owner__name", "initiative__owner_body__name")
    told = rows.select_related(*related).only(*shown, *owners)
    return {str(row.key): row for row in told.order_by()}


def counts_by_kind(version: PlanVersion) -> dict[str, int]:
    """Give how many parts of each kind a version has."""
    rows = Node.objects.filter(version=version).order_by().values_list("kind")
    return dict(rows.annotate(n=Count("pk")))


def done_mark_of(version: PlanVersion, key: str) -> DoneMark | None:
    """Give when a part was done, if it is."""
    rows = DoneMark.objects.filter(programme=version.programme, node_key=key)
    return rows.select_related("by").first()


def versions_led_by(user: User) -> list[PlanVersion]:
    """Give the newest version of each programme that is run where the person leads."""
    places = standing_of(user).places(RoleName.PROGRAMME_LEAD)
    if not places:
        return []
    rows = PlanVersion.objects.filter(programme__home__code__in=places)
    rows = rows.defer("frozen").select_related("programme").order_by("number")
    return list({row.programme_id: row for row in rows}.values())


def initiative_above(node: Node | None) -> Initiative | None:
    """Give the initiative that a part lies under, or is."""
    while node is not None and node.initiative is None:
        node = node.parent
    return node.initiative if node else None


def vision_checks_of(programme: Programme) -> QuerySet[VisionCheck]:
    """Give the occasions when the vision was held against a plan, the latest first."""
    return VisionCheck.objects.filter(programme=programme).select_related("by")


def bodies_that_adopted(programme: Programme, key: str) -> QuerySet[AdoptionStep]:
    """Give the decisions by which versions with a part were adopted, the latest first."""
    versions = Node.objects.filter(key=key, version__programme=programme)
    steps = AdoptionStep.objects.filter(
        version__in=versions.values("version"),
        role=StepRoleLabel.DECIDES,
        state__in=YES_STATES,
    )
    return steps.select_related("body__home", "version").order_by("-day", "pk")


def marks_by(user: User) -> list[DoneMark | VisionCheck]:
    """Give the done marks and vision checks that a person has made."""
    marks = DoneMark.objects.filter(by=user).select_related("programme")
    checks = VisionCheck.objects.filter(by=user).select_related("programme")
    return [*marks, *checks]
