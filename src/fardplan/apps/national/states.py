"""What the parts of an overview and the cells of the matrix are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fardplan.engine.national.picture import Cell as Cell  # noqa: PLC0414
from fardplan.engine.national.picture import ThemeTold as ThemeTold  # noqa: PLC0414


SECTION_LABELS = {
    "direction": _("Inriktning, målbild och mål"),
    "organisation": _("Så styrs och leds arbetet"),
    "development_areas": _("Prioriterade utvecklingsområden"),
    "collaboration": _("Samverkan med kommunerna"),
    "joint_initiatives": _("Gemensamma satsningar"),
    "case_study": _("Fördjupning"),
}
# What a section that was read in part is, in words.
STATE_LABELS = {
    "filled": _("läst"),
    "heading_only": _("bara rubriken gick att läsa; resten var en bild"),
    "heading_and_caption_only": _("bara rubrik och bildtext gick att läsa"),
    "intro_only": _("bara ingressen gick att läsa; resten var en bild"),
    "paragraph_only": _("läst, ett stycke"),
}
CELL_LABELS = {
    Cell.NONE: _("inget nämns"),
    Cell.MISSING: _("går inte att veta: en del av dokumentet var en bild"),
    Cell.UNTOLD: _("inget dokument och ingen plan om regionen"),
}
MUNICIPALITY_LABELS = {
    Cell.NONE: _("ingen insats i planen"),
    Cell.UNTOLD: _("ingen plan nämner kommunen"),
}
CELL_SYMBOLS = {Cell.NONE: "–", Cell.MISSING: "?", Cell.UNTOLD: ""}
# The lowest number of each shade of the map after none.
SHADES = (1, 2, 4, 8)
KIND_HEADINGS = {
    "programme": _("Program och strategier"),
    "goal": _("Mål"),
    "body": _("Organ"),
    "initiative": _("Insatser"),
}
