"""Gaps in the thread -> what the check's page, its file and the badges show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.plans.presenters.other_stations import other_stations
from fardplan.apps.plans.states import (
    PLACE_LABELS,
    SEVERITY_LABELS,
    SEVERITY_SYMBOLS,
    Place,
    Severity,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fardplan.apps.plans.models import Node, PlanVersion
    from fardplan.engine.plans.checks import Gap
    from fardplan.engine.plans.thread_rules import ThreadRule

SHOWN_AT_FIRST = 8
GAP_HEADINGS = (
    *("Allvar", "Regel", "Del av planen", "Vad som saknas", "Vem kan laga"),
    *("Varför det spelar roll", "Källa", "Adress"),
)
# Which page has the form that closes a gap; the rest is mended in the draft itself.
_STATUS = frozenset(
    {
        *("initiative_next_day_past", "initiative_without_next_day"),
        *("initiative_status_old", "initiative_status_missing"),
    }
)
_FIELDS = {
    "initiative_without_owner": "id_owner_body",
    "pilot_past_its_time": "id_evaluation",
    "pilot_without_evaluation": "id_evaluation",
    "broad_without_evaluation": "id_evaluation",
}
_ADOPTION = frozenset(
    {"adoption_unfinished", "adoption_not_begun", "initiative_without_decision"}
)
_NEW_BELOW = {
    "goal_without_initiative": "initiative",
    "strategy_without_initiative": "initiative",
    "goal_without_measurement": "measurement_area",
}


@dataclass(frozen=True)
class GapLine:
    """One gap: where, what, who can mend it and where."""

    subject: str
    subject_url: str
    says: str
    who: str
    mend: str
    mend_url: str


@dataclass(frozen=True)
class GapGroup:
    """All gaps of one rule; ``more`` are not shown yet."""

    rule: ThreadRule
    symbol: str
    severity: str
    lines: list[GapLine]
    more: int

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.lines) + self.more


@dataclass(frozen=True)
class Stop:
    """One station on the thread's way, with how many gaps there are."""

    label: str
    count: int
    breaks: bool
    is_used: bool
    told: str

    @property
    def is_whole(self) -> bool:
        """True when nothing is missing there."""
        return self.is_used and not self.count


class Mender:
    """Knows where each gap of a version is mended, and by whom."""

    def __init__(
        self,
        version: PlanVersion,
        nodes: Mapping[str, Node],
        draft: PlanVersion | None,
        *,
        shows_people: bool,
    ) -> None:
        self._version, self._nodes, self._draft = version, nodes, draft
        self._code = version.programme.code
        self._shows_people = shows_people

    def line(self, gap: Gap) -> GapLine:
        """Tell one gap."""
        node = self._nodes.get(gap.key)
        mend, url = self._mend(gap, node)
        return GapLine(
            subject=str(node) if node else self._version.programme.name,
            subject_url=self._subject_url(node),
            says=gap.text,
            who=self._who(gap.rule.key, node),
            mend=mend,
            mend_url=url,
        )

    def _who(self, rule: str, node: Node | None) -> str:
        row = node.initiative if node and rule in _STATUS | _FIELDS.keys() else None
        if row and row.owner and self._shows_people:
            return row.owner.name
        if row and row.owner_body:
            return row.owner_body.name
        home = self._version.programme.home.short_name
        return _("Programledaren, %(home)s") % {"home": home}

    def _subject_url(self, node: Node | None) -> str:
        if node is None:
            return reverse("plans:programme", args=[self._code])
        return self._at("plans:node_thread", self._version, gap_key(node))

    def _at(self, name: str, version: PlanVersion, *rest: str) -> str:
        return reverse(name, args=[self._code, version.number, *rest])

    def _mend(self, gap: Gap, node: Node | None) -> tuple[str, str]:
        rule = gap.rule
        row = node.initiative if node else None
        if row and rule.key in _STATUS:
            return rule.mend, reverse("plans:status", args=[self._code, row.code])
        if row and rule.key in _FIELDS:
            url = reverse("plans:initiative_edit", args=[self._code, row.code])
            return rule.mend, f"{url}#{_FIELDS[rule.key]}"
        if rule.key in _ADOPTION:
            return rule.mend, self._at("plans:adoption", self._draft or self._version)
        if node is None:
            return rule.mend, self._for_programme(rule.key)
        if page := _mended_elsewhere(rule.key):
            return rule.mend, self._at(
                page, self._draft or self._version, gap_key(node)
            )
        if rule.key == "part_past_its_day":
            url = self._at("plans:node", self._version, gap_key(node))
            return rule.mend, f"{url}#klar"
        return self._in_draft(rule, gap_key(node))

    def _for_programme(self, rule: str) -> str:
        names = {
            "few_resources_move": "plans:initiatives",
            "vision_not_checked": "plans:vision_checks",
            "parts_without_source": "sources:documents",
        }
        if rule == "too_many_goals":
            return self._at("plans:version", self._draft or self._version)
        name = names.get(rule, "plans:programme")
        own = [] if name.startswith("sources:") else [self._code]
        return reverse(name, args=own)

    def _in_draft(self, rule: ThreadRule, key: str) -> tuple[str, str]:
        if self._draft is None:
            # What is adopted is not changed: the next version is where it is mended.
            url = reverse("plans:programme", args=[self._code])
            return _("Börja på nästa version"), url
        if rule.key in _NEW_BELOW:
            url = self._at("plans:node_new", self._draft)
            return rule.mend, f"{url}?slag={_NEW_BELOW[rule.key]}&under={key}"
        if rule.key == "goal_without_day":
            return rule.mend, f"{self._at('plans:node_edit', self._draft, key)}#id_day"
        return rule.mend, f"{self._at('plans:node', self._draft, key)}#kopplingar"


def _mended_elsewhere(rule: str) -> str:
    pages = (station.mended_at.get(rule, "") for station in other_stations())
    return next(filter(None, pages), "")


def gap_key(node: Node) -> str:
    """Give the key of a part as text."""
    return str(node.key)


def grouped(gaps: Iterable[Gap], mender: Mender, *, whole: str = "") -> list[GapGroup]:
    """Put the gaps of each rule together; of the rule ``whole`` all are shown."""
    by_rule: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_rule.setdefault(gap.rule.key, []).append(gap)
    groups = []
    for key, found in by_rule.items():
        shown = found if key == whole else found[:SHOWN_AT_FIRST]
        rule = found[0].rule
        groups.append(
            GapGroup(
                rule=rule,
                symbol=SEVERITY_SYMBOLS[rule.severity],
                severity=str(SEVERITY_LABELS[rule.severity]),
                lines=[mender.line(gap) for gap in shown],
                more=len(found) - len(shown),
            )
        )
    return groups


def is_broken_by(gap: Gap) -> bool:
    """True when the gap breaks the thread and does not only weaken it."""
    return gap.rule.severity is Severity.BREAKS


def stops(gaps: Sequence[Gap], used: Mapping[Place, str]) -> list[Stop]:
    """Tell each station; ``used`` says of those in use what there is."""
    counts = Counter(gap.rule.place for gap in gaps)
    broken = {gap.rule.place for gap in gaps if is_broken_by(gap)}
    return [
        Stop(
            label=str(PLACE_LABELS[place]),
            count=counts[place],
            breaks=place in broken,
            is_used=place in used,
            told=used.get(place, _("används inte")),
        )
        for place in Place
    ]


def verdict(gaps: Sequence[Gap]) -> str:
    """Tell in a sentence or two whether the thread holds."""
    broken = sum(is_broken_by(gap) for gap in gaps)
    if not gaps:
        return _("Ja. Ingen av reglerna hittar någon lucka.")
    if not broken:
        return _("Ja, men %(n)d luckor försvagar den.") % {"n": len(gaps)}
    told = {"broken": broken, "n": len(gaps)}
    return (
        _("Nej. %(broken)d luckor bryter tråden, av %(n)d som reglerna hittar.") % told
    )


def gap_table(gaps: Iterable[Gap], mender: Mender) -> list[dict[str, str]]:
    """Give the rows of the file."""
    rows = []
    for gap in gaps:
        line = mender.line(gap)
        told = (
            *(str(SEVERITY_LABELS[gap.rule.severity]), gap.rule.title, line.subject),
            *(line.says, line.who, gap.rule.why, gap.rule.source, line.mend_url),
        )
        rows.append(dict(zip(GAP_HEADINGS, told, strict=True)))
    return rows
