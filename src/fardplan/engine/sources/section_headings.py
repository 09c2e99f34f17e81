"""Which type of section a heading opens in a survey of regions.

In: headings. Out: their types. Some headings say it for certain. Others are words that a
section may be called by, or a plain subheading: they count where the same heading stands
under several regions, or where the file says that it is right below a region's.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fardplan.engine.sources.model import Block


# The first that fits decides; each is what such headings have in common.
SECTION_TYPES = (
    (
        "case_study",
        (
            r"patientens (?:väg|resa)\b|(?:ett )?(?:inspirerande |gott )?exempel (?:på nära håll|från verkligheten|ur vardagen)\b"
            r"|(?:fallstudie|fördjupning|nedslag)\s*:"
        ),
    ),
    (
        "joint_initiatives",
        (
            r"(?:exempel på )?(?:läns)?gemensamma (?:satsningar|insatser|initiativ|projekt|utvecklingsarbeten)\b"
            r"|(?:exempel på )?(?:satsningar|insatser) (?:som görs )?(?:gemensamt|tillsammans)\b"
        ),
    ),
    (
        "development_areas",
        (
            r"(?:exempel på )?(?:(?:prioriterade|pågående|aktuella) )?(?:utvecklingsområden|utvecklingsinsatser|utvecklingsarbeten?)\b"
            r"|(?:exempel på )?prioriterade (?:områden|insatser)\b"
        ),
    ),
    (
        "organisation",
        (
            r"(?:organisation|organisering|styrning|ledning)\b(?:.*\b(?:styra|styrning|leda|ledning|omställning|omställningen)\b|$)"
            r"|så (?:leds|styrs|organiseras)\b"
        ),
    ),
    (
        "collaboration",
        r"(?:samverkan|samarbete)\b(?:.*\b(?:kommun|inom region|med |mellan )|$)",
    ),
    (
        "direction",
        (
            r"(?:strategisk )?(?:inriktning|målbild|viljeinriktning|vision)\b(?:[^:]*\b(?:mål|inriktning|målbild|strategi|program)|$)"
            r"|mål och (?:inriktning|målbild)\b"
        ),
    ),
)
# What a section may be called, which says less alone.
_MAY_BE = (
    (
        "case_study",
        (
            r"\bexempel (?:på nära håll|från|ur|i praktiken)\b|\bfallstudie|\bfördjupning|\bi fokus\b|"
            r"^nedslag\b|\breportage|\bgott exempel|\bgoda exempel|^exemplet\b|\binspirerande"
        ),
    ),
    (
        "joint_initiatives",
        r"\bgemensam\w* (?:satsning|insats|initiativ|projekt|aktivitet|utveckling|arbete)|\btillsammans\b|\bihop\b",
    ),
    ("collaboration", r"\bsamverka|\bsamarbet|\bsamråd|\bkommunerna\b|\bhuvudmännen\b"),
    (
        "organisation",
        r"\borganis|\bstyrning|\bledning|\bledar|\bleds\b|\bstyrs\b|\bleder\b|\bstyr\b|\bansvar|\bstruktur|\bdrivs\b|^vem\b|\bhåller i\b",
    ),
    (
        "direction",
        (
            r"\binriktning|\bmålbild|\bvilje|\bvision|\bstyr(?:ande )?dokument|\bstrategi|\bmål\b|\bväg\b|\bvart\b|"
            r"\bfärdriktning|\briktning|\bprogram\b|\bplaner\b|\bbeslut|^var (?:står|är)\b"
        ),
    ),
    (
        "development_areas",
        r"\butveckl|\bpriorit|\binsats|\bsatsning|\bpå gång\b|\bpågå|\binitiativ|\bprojekt|\bgörs\b|\bgör\b|\baktiviteter|\bprövas\b|\btestas\b|\bprovas\b|\bnytt\b|\bhänder\b",
    ),
)
_SECTION = tuple((name, re.compile(cue, re.IGNORECASE)) for name, cue in SECTION_TYPES)
_OTHER = tuple((name, re.compile(cue, re.IGNORECASE)) for name, cue in _MAY_BE)
FEWEST_REGIONS, MOST_WORDS = 2, 10


def section_type(text: str) -> str | None:
    """Give the type of section that a heading opens."""
    return next((name for name, cue in _SECTION if cue.match(text)), None)


def section_headings(parts: Iterable[Sequence[Block]]) -> dict[int, str]:
    """Give the type of each heading that opens a section, by where it starts.

    Each part is one region, its name first.
    """
    told = [(part[0], [b for b in part[1:] if _is_heading(b)]) for part in parts]
    times = Counter(text for _, blocks in told for text in {b.text for b in blocks})
    # The same headings come in every region: each is looked at once.
    kinds = {text: (section_type(text), _may_be(text)) for text in times}
    found: dict[int, str] = {}
    for region, blocks in told:
        for block in blocks:
            is_below = _level(region) and _level(block) == _level(region) + 1
            may_be = times[block.text] >= FEWEST_REGIONS or is_below
            certain, other = kinds[block.text]
            kind = certain or (other if may_be else None)
            if kind:
                found[block.start] = kind
    return found


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and not block.text.endswith(":")


def _level(block: Block) -> int:
    """Give the level of a heading that the file told; 0 for what only looks like one."""
    return block.level if block.lines[0].hint else 0


def _may_be(text: str) -> str | None:
    if len(text.split()) > MOST_WORDS:
        return None
    return next((name for name, cue in _OTHER if cue.search(text)), None)
