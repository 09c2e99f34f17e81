"""What a StratML file would make of a programme's draft; nothing is written here."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.plans.models import Initiative, Node
from fardplan.apps.plans.queries.content import fact_of
from fardplan.apps.plans.queries.programme import open_version_of
from fardplan.apps.plans.states import VersionLabel
from fardplan.engine.plans.content import (
    LinkFact,
    VersionFact,
    canonical_json,
    fingerprint,
    version_of,
)
from fardplan.engine.plans.levels import LEVELS, NodeKind
from fardplan.engine.plans.stratml.read import PlanReading, read_stratml
from fardplan.engine.plans.stratml.read_xml import StratmlError


if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fardplan.apps.plans.models import PlanVersion, Programme

_AT_A_TIME = 500


@dataclass(frozen=True)
class DraftReading:
    """What a file says, as it would stand in ``draft``: a new one when that is None.

    ``faults`` are why it can't be read in. ``kept`` is how many parts the programme knows
    already, by their keys.
    """

    reading: PlanReading
    version: VersionFact
    draft: PlanVersion | None
    number: int
    kept: int
    faults: tuple[str, ...]

    @property
    def digest(self) -> str:
        return fingerprint(canonical_json(self.version, {"number": self.number}))

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How many parts of each kind, as many as there are in the order of kinds."""
        counted = Counter(node.kind for node in self.version.nodes)
        return [
            (one.value, counted[one.value]) for one in NodeKind if counted[one.value]
        ]


def read_for_draft(
    programme: Programme, content: bytes, file_name: str
) -> DraftReading:
    """Read a file; :class:`ProblemError` when it is no StratML."""
    used = {one["kind"] for one in programme.levels}
    levels = [kind for kind in LEVELS if kind.value in used]
    try:
        reading = read_stratml(file_name, content, levels)
    except StratmlError as problem:
        raise ProblemError(str(problem)) from None
    latest = programme.versions.order_by("-number")[0]
    draft = open_version_of(programme)
    known = set(
        map(
            str,
            Node.objects.filter(version__programme=programme).values_list(
                "key", flat=True
            ),
        )
    )
    keys = _new_keys(programme, reading.version, latest, known)
    version = _renamed(reading.version, keys, reading.version.title or latest.title)
    return DraftReading(
        reading=reading,
        version=version,
        draft=draft,
        number=draft.number if draft else latest.number + 1,
        kept=sum(node.key in known for node in version.nodes),
        faults=(*reading.faults, *_hindrances(draft)),
    )


def _hindrances(draft: PlanVersion | None) -> list[str]:
    """Nobody's work is written over: the draft is empty, or as it was when it began."""
    if draft is None:
        return []
    if draft.state != VersionLabel.DRAFT:
        return [
            _(
                "Version %(n)s är på remiss. Ta tillbaka den till utkast, eller vänta"
                " tills den är antagen."
            )
            % {"n": draft.number}
        ]
    here, base = fact_of(draft), fact_of(draft.based_on) if draft.based_on else None
    if here.nodes and (
        base is None or (here.nodes, here.links) != (base.nodes, base.links)
    ):
        return [
            _(
                "Version %(n)s är ett utkast som någon har skrivit i, och det skrivs inte"
                " över. Ångra ändringarna i det, eller få det antaget först."
            )
            % {"n": draft.number}
        ]
    return []


def _new_keys(
    programme: Programme,
    version: VersionFact,
    latest: PlanVersion,
    known: Collection[str],
) -> dict[str, str]:
    """Give the keys that must be others here than in the file.

    A part of another programme is no part of this one, so its key is not shared. A
    starting point has no identity in the format: it is known by its title.
    """
    new = [node for node in version.nodes if node.key not in known]
    foreign = _used_elsewhere(programme, [node.key for node in new])
    titles = {
        node.title: node.key
        for node in fact_of(latest).nodes
        if node.kind == NodeKind.STARTING_POINT
    }
    taken = {node.key for node in version.nodes}
    found = {key: str(uuid.uuid5(uuid.UUID(key), programme.code)) for key in foreign}
    for node in new:
        old = titles.get(node.title, "")
        if node.kind == NodeKind.STARTING_POINT and old and old not in taken:
            taken.add(old)
            found[node.key] = old
    return found


def _used_elsewhere(programme: Programme, keys: list[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(keys), _AT_A_TIME):
        some = keys[at : at + _AT_A_TIME]
        nodes = Node.objects.filter(key__in=some).exclude(version__programme=programme)
        works = Initiative.objects.filter(key__in=some).exclude(programme=programme)
        found |= {str(key) for key in nodes.values_list("key", flat=True)}
        found |= {str(key) for key in works.values_list("key", flat=True)}
    return found


def _renamed(version: VersionFact, keys: Mapping[str, str], title: str) -> VersionFact:
    def new(key: str) -> str:
        return keys.get(key, key)

    return version_of(
        title,
        [replace(n, key=new(n.key), parent=new(n.parent)) for n in version.nodes],
        [LinkFact(new(k.source), k.kind, new(k.target)) for k in version.links],
    )
