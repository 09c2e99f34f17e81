"""The national picture as rows of a file, and as what the PDF's template draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fardplan.apps.national.presenters.country import matrix_rows
from fardplan.apps.national.presenters.profile import mention_line
from fardplan.apps.national.states import CELL_LABELS, CELL_SYMBOLS, KIND_HEADINGS


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.common.evidence import Passage
    from fardplan.apps.national.presenters.profile import RegionProfile
    from fardplan.apps.national.queries import NationalPicture


def export_rows(
    picture: NationalPicture, passages: Mapping[int, Passage]
) -> tuple[list[dict[str, str]], list[str]]:
    """Give one row for each mention, with its headings."""
    headings = [
        *(_("Region"), _("Slag"), _("Vad"), _("Hur långt"), _("Teman")),
        *(_("Dokument eller plan"), _("Sida"), _("Citat")),
    ]
    rows = []
    for region in picture.regions:
        for one in picture.told[region.code].mentions:
            line = mention_line(one, picture, passages)
            from_ = line.passage
            where = (
                (from_.document, str(from_.page), from_.quote)
                if from_
                else (line.plan, "", "")
            )
            kind = str(KIND_HEADINGS[one.kind])
            told = (region.name, kind, line.title, line.status, line.themes, *where)
            rows.append(dict(zip(headings, told, strict=True)))
    return rows, headings


def picture_print(
    picture: NationalPicture, profiles: Iterable[RegionProfile]
) -> dict[str, Any]:
    """Tell what the PDF's template draws (`print/sverige.typ`)."""
    return {
        "title": _("Nära vård i Sverige"),
        "language": get_language() or "sv",
        "lead": _(
            "Efter %(documents)s. Det som var en bild i dokumentet går inte att veta,"
            " och visas med ?."
        )
        % {"documents": ", ".join([*picture.documents, *picture.plans])},
        "footer": f"Färdplan {date_format(timezone.localdate(), 'Y-m-d')}",
        "themes": list(picture.told_themes.values()),
        "legend": [f"{CELL_SYMBOLS[c]} {w}".strip() for c, w in CELL_LABELS.items()],
        "rows": [
            {"name": row.name, "cells": [cell.text for cell in row.cells]}
            for row in matrix_rows(picture)
        ],
        "regions": [_region_print(one) for one in profiles if one.is_told],
    }


def _region_print(one: RegionProfile) -> dict[str, Any]:
    return {
        "name": one.region.name,
        "missing": [f"{s.label}: {s.state}" for s in one.sections if not s.is_filled],
        "groups": [
            {
                "heading": group.heading,
                "lines": [
                    " – ".join(part for part in (line.title, line.status) if part)
                    for line in group.lines
                ],
            }
            for group in one.groups
            if group.lines
        ],
    }
