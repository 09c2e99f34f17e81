"""Does the thread hold? The check's page and file, the badges, one part's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fardplan.apps.common.evidence import passages_about
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.plans import queries
from fardplan.apps.plans.presenters import thread as present
from fardplan.apps.plans.presenters.node_thread import NodeThread
from fardplan.apps.plans.presenters.other_stations import other_stations
from fardplan.apps.plans.presenters.programmes import adopted_by
from fardplan.apps.plans.presenters.tree import kind_names
from fardplan.apps.plans.states import SEVERITY_LABELS, NodeLabel, Place, Severity
from fardplan.apps.plans.views.fetching import (
    get_node,
    get_programme,
    get_version,
    plan_context,
)


if TYPE_CHECKING:
    from typing import Any

    from fardplan.apps.plans.models import Node, PlanVersion
    from fardplan.engine.plans.checks import Gap


def _version(request: HttpRequest, code: str) -> PlanVersion:
    """Give the version that is looked at: the newest, or the one asked for."""
    programme = get_programme(request, code)
    versions = queries.versions_for(request.user, programme)
    asked = request.GET.get("version", str(versions[0].number))
    for version in versions:
        if str(version.number) == asked:
            version.programme = programme
            return version
    raise Http404


def _mender(
    request: HttpRequest, version: PlanVersion, nodes: dict[str, Node]
) -> present.Mender:
    is_known = request.user.is_authenticated
    draft = version if not version.is_frozen else None
    return present.Mender(
        version,
        nodes,
        draft or queries.open_version_of(version.programme),
        shows_people=is_known,
    )


@require_safe
def thread(request: HttpRequest, code: str) -> HttpResponse:
    """Every gap of a version by rule, the worst first."""
    version = _version(request, code)
    gaps = queries.gaps_of(version, timezone.localdate())
    wanted = _wanted(request, gaps)
    whole = request.GET.get("regel", "")
    nodes = queries.nodes_by_key(version, {gap.key for gap in wanted})
    context = plan_context(request, version, "thread") | {
        "verdict": present.verdict(gaps),
        "stops": present.stops(gaps, _used(version)),
        "groups": present.grouped(
            wanted, _mender(request, version, nodes), whole=whole
        ),
        "severities": SEVERITY_LABELS.items(),
        "severity": request.GET.get("allvar", ""),
        "whole": whole,
        "formats": FORMATS,
        "others": queries.versions_for(request.user, version.programme),
        "is_narrowed": len(wanted) < len(gaps),
    }
    return render(request, "plans/thread.html", context)


def _wanted(request: HttpRequest, gaps: list[Gap]) -> list[Gap]:
    severity, rule = request.GET.get("allvar", ""), request.GET.get("regel", "")
    return [
        gap
        for gap in gaps
        if severity in ("", gap.rule.severity) and rule in ("", gap.rule.key)
    ]


def _used(version: PlanVersion) -> dict[Place, str]:
    counts = queries.counts_by_kind(version)
    goals, strategies, initiatives = (
        counts.get(kind, 0)
        for kind in (NodeLabel.GOAL, NodeLabel.STRATEGY, NodeLabel.INITIATIVE)
    )
    aims = _("%(n)d mål") % {"n": goals}
    if strategies and not goals:
        aims = ngettext("%(n)d strategi", "%(n)d strategier", strategies)
        aims %= {"n": strategies}
    told = ngettext("%(n)d insats", "%(n)d insatser", initiatives)
    parts = sum(counts.values())
    return {
        Place.SOURCES: ngettext("till %(n)d del", "till %(n)d delar", parts)
        % {"n": parts},
        Place.GOALS: aims,
        Place.INITIATIVES: told % {"n": initiatives},
        Place.DECISIONS: adopted_by(queries.steps_of(version)),
        **{station.place: station.told(version) for station in other_stations()},
    }


@require_safe
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Download the gaps as they are filtered."""
    if form not in FORMATS:
        raise Http404
    version = _version(request, code)
    gaps = _wanted(request, queries.gaps_of(version, timezone.localdate()))
    nodes = queries.nodes_by_key(version, {gap.key for gap in gaps})
    rows = present.gap_table(gaps, _mender(request, version, nodes))
    return export_response(rows, present.GAP_HEADINGS, f"traden-{code}", form)


@require_safe
def badges(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """How many gaps each part has, to put beside the parts of a tree already shown."""
    version = get_version(request, code, number)
    gaps = queries.gaps_of(version, timezone.localdate())
    context = {"base": plan_context(request, version, "")["base"]}
    context["badges"] = _badges(gaps)
    return render(request, "plans/_gap_badges.html", context)


def _badges(gaps: list[Gap]) -> list[dict[str, Any]]:
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        # What is only good to know would stand at nearly every part.
        if gap.key and gap.rule.severity is not Severity.NOTE:
            found.setdefault(gap.key, []).append(gap)
    return [
        {
            "key": key,
            "count": len(own),
            "breaks": present.is_broken_by(own[0]),
            "text": " ".join(gap.text for gap in own),
        }
        for key, own in found.items()
    ]


@require_safe
def node_thread(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """One part's thread: station by station, with what is missing drawn as gaps."""
    version = get_version(request, code, number)
    shown = get_node(version, key)
    own = str(shown.key)
    around = queries.neighbours_of(version, own)
    nodes = queries.nodes_by_key(version, {one.key for one in around})
    gaps = [
        gap for gap in queries.gaps_of(version, timezone.localdate()) if gap.key == own
    ]
    mender = _mender(request, version, nodes)
    drawn = NodeThread(version, nodes, _used(version))
    context = plan_context(request, version, "plan") | {
        "node": shown,
        "row_key": own,
        "label": kind_names(version.programme)[shown.kind],
        "columns": drawn.columns(
            around,
            passages_about("node", own, reader=request.user),
            queries.bodies_that_adopted(version.programme, own),
            [(gap, mender.line(gap)) for gap in gaps],
        ),
        "groups": present.grouped(gaps, mender),
        "initiative": shown.initiative,
    }
    return render(request, "plans/node_thread.html", context)
