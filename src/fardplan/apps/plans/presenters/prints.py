"""A plan and a comparison -> what the PDF's template draws (`print/plan.typ`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fardplan.apps.plans.presenters.programmes import adopted_by, state_words
from fardplan.apps.plans.states import LEVEL_KINDS, UPPER_KINDS, StepLabel


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fardplan.apps.plans.models import AdoptionStep, PlanVersion
    from fardplan.apps.plans.presenters.comparison import ComparisonPage, PartLine
    from fardplan.apps.plans.presenters.tree import Section, TreeRow


def plan_print(
    version: PlanVersion,
    sections: Iterable[Section],
    steps: Sequence[AdoptionStep],
    *,
    is_short: bool,
) -> dict[str, Any]:
    """Tell the whole plan; the short one has the upper levels by their headings only."""
    told = [
        {"title": section.title, "rows": _rows(section, is_short=is_short)}
        for section in sections
        if not (is_short and section.kind)
    ]
    lines = [] if is_short else [_step(step) for step in steps]
    said = {"adoption": lines, "lead": _lead(version, steps)}
    # A page of headings has room for larger letters.
    return _page(version, told) | said | {"size": 12 if is_short else 10}


def _rows(section: Section, *, is_short: bool) -> list[dict[str, Any]]:
    depth, found = 0, []
    for piece in section.pieces:
        if isinstance(piece, SafeString):
            depth += {"<o": 1, "</": 0}[piece[:2]] - (piece == "</ol>")
        elif not (is_short and piece.node.kind not in UPPER_KINDS):
            found.append(_row(piece, depth, is_short=is_short))
    return found


def _row(row: TreeRow, depth: int, *, is_short: bool) -> dict[str, Any]:
    node = row.node
    links = [
        f"{link.words}: {', '.join(str(target) for target in link.targets)}"
        for link in row.links
    ]
    return {
        "depth": depth,
        "label": row.label,
        "kind": node.kind,
        "title": f"{row.number} {node.title}".strip(),
        "text": "" if is_short else node.text,
        "day": date_format(node.day, "DATE_FORMAT") if node.day else "",
        "less_of": node.less_of,
        "more_of": node.more_of,
        "links": [] if is_short else links,
        "is_level": node.kind in LEVEL_KINDS,
        "heading": row.heading,
    }


def _step(step: AdoptionStep) -> str:
    words = [f"{step.body.name}, {step.body.home.short_name}"]
    words.append(str(StepLabel(step.state).label).lower())
    if step.day:
        words.append(date_format(step.day, "DATE_FORMAT"))
    return ", ".join(word for word in (*words, step.paragraph) if word)


def _lead(version: PlanVersion, steps: Sequence[AdoptionStep]) -> str:
    words = {"n": version.number}
    parts = [version.programme.name, _("Version %(n)s") % words]
    parts += [state_words(version).label, adopted_by(steps)]
    return " · ".join(parts)


def _page(version: PlanVersion, sections: list[dict[str, Any]]) -> dict[str, Any]:
    footer = f"Färdplan · {version.programme.name}"
    if version.sha256:
        footer += f" · SHA-256 {version.sha256[:16]}…"
    return {
        "title": version.title,
        "language": get_language() or "sv",
        "footer": footer,
        "lead": "",
        "adoption": [],
        "size": 10,
        "words": {"adoption": _("Antagande")},
        "sections": sections,
    }


def comparison_print(
    version: PlanVersion, other: PlanVersion, found: ComparisonPage
) -> dict[str, Any]:
    """Tell what differs, sort by sort, with changed words marked."""
    words = {"old": other.number, "new": version.number, "n": found.count}
    changed = [
        _marked(line.part, [(p.kind.value, p.text) for p in line.pieces])
        for line in found.changed
    ]
    moved = [
        _marked(
            line.part,
            [
                ("removed", line.before or _("överst i planen")),
                ("same", " → "),
                ("added", line.after or _("överst i planen")),
            ],
        )
        for line in found.moved
    ]
    links = [
        _marked(None, [(kind, f"{one.source} {one.words} {one.target}")])
        for kind, rows in (("added", found.linked), ("removed", found.unlinked))
        for one in rows
    ]
    sections = [
        (_("Ändrade ord"), changed),
        (_("Tillagt"), [_marked(p, [("added", p.text)]) for p in found.added]),
        (_("Borttaget"), [_marked(p, [("removed", p.text)]) for p in found.removed]),
        (_("Flyttat"), moved),
        (_("Kopplingar"), links),
    ]
    told = [{"title": title, "rows": rows} for title, rows in sections if rows]
    counted = ngettext(
        "%(n)s skillnad från version %(old)s till %(new)s",
        "%(n)s skillnader från version %(old)s till %(new)s",
        found.count,
    )
    lead = counted % words
    return _page(version, told) | {"lead": f"{version.programme.name} · {lead}"}


def _marked(part: PartLine | None, pieces: list[tuple[str, str]]) -> dict[str, Any]:
    label = " · ".join(word for word in (part.label, part.path) if word) if part else ""
    return {
        "label": label,
        "title": part.title if part else "",
        "heading": "",
        "pieces": [{"kind": kind, "text": text} for kind, text in pieces],
    }
