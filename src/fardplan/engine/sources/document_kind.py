"""Which kind a document is, from what it says and never from its file's name.

In: a document. Out: its kind. Each kind has cues that its papers share whoever wrote
them; the one with most points wins, and too few points is "unknown".
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import DocumentKind


if TYPE_CHECKING:
    from fardplan.engine.sources.model import Document


_K = DocumentKind
# Words that the cue can't do without, the cue, points for each time, most times counted.
_CUES: tuple[tuple[DocumentKind, str, str, int, int], ...] = (
    (
        _K.REGIONAL_OVERVIEW,
        "region",
        r"^(?:Region [A-ZÅÄÖ]\w+(?: \w+)?|\w+regionen)$",
        2,
        6,
    ),
    (_K.REGIONAL_OVERVIEW, "region", r"^Region [A-ZÅÄÖ]\w+(?: \w+)? \| ", 2, 6),
    (
        _K.REGIONAL_OVERVIEW,
        "utvecklingsområden|satsningar",
        r"^(?:Exempel på )?(?:prioriterade utvecklingsområden|gemensamma satsningar)",
        2,
        6,
    ),
    (
        _K.REGIONAL_OVERVIEW,
        "organisation för att|inriktning, m",
        r"^(?:Organisation för att|Inriktning, målbild)",
        2,
        4,
    ),
    (
        _K.MEETING_NOTICE,
        "kallelse|lista|dagordning|ärendeförteckning|inbjudan",
        (
            r"^(?:Kallelse|Föredragningslista|Dagordning|Ärendelista|Ärendeförteckning|Mötesinbjudan|"
            r"Inbjudan till (?:möte|sammanträde))\b"
        ),
        6,
        1,
    ),
    (
        _K.MEETING_NOTICE,
        "kallas|kallar|ersättare u|ersättarna u|förhinder",
        (
            r"\bledamöter(?:na)? kallas|\bersättar(?:e|na) underrättas|\b(?:meddela|anmäl) förhinder|"
            r"\bförhinder (?:meddelas|anmäls)|\bkalla[rs]\b.{0,60}\btill (?:sammanträde|möte)"
        ),
        4,
        2,
    ),
    (
        _K.MEETING_NOTICE,
        "förslag till b|föreslås b|beslutsförslag",
        r"^(?:[\wåäö -]{3,50}s )?förslag till beslut|^beslutsförslag|^föreslås besluta",
        2,
        3,
    ),
    (
        _K.MEETING_NOTICE,
        "diarienummer|dnr|beslutsu",
        r"\bdiarienummer\b|\bdnr\b|^beslutsunderlag",
        1,
        3,
    ),
    (
        _K.MINUTES,
        "protokoll|anteckningar",
        r"^(?:(?:Sammanträdes|Mötes)?protokoll|(?:Minnes|Mötes)anteckningar)\b",
        5,
        1,
    ),
    (
        _K.MINUTES,
        "beslutande|justera|underskrifter|paragrafer|justeringens",
        r"^(?:Beslutande|Utses att justera|Underskrifter|Paragrafer|Justeringens plats)",
        3,
        4,
    ),
    (
        _K.MINUTES,
        "anslag|tillkännagivits|protokollsu",
        r"\banslag.{0,40}\buppsätt|\bjusteringen har tillkännagivits|^protokollsutdrag",
        3,
        2,
    ),
    (
        _K.MINUTES,
        "§|beslutar att|beslutade att",
        r"^§ ?\d+|\b(?:beslutar|beslutade) att\b",
        1,
        5,
    ),
    (
        _K.STRATEGY_PLAN,
        "strategi|område",
        r"^(?:STRATEGI|Strategi|Strategiskt område|Delstrategi|Insatsområde|Prioriterat område) \d",
        3,
        4,
    ),
    (
        _K.STRATEGY_PLAN,
        "mätområden|utvecklingsområden|indikatorer",
        r"^(?:Exempel på )?(?:mätområden|utvecklingsområden som|indikatorer)\b",
        2,
        4,
    ),
    (
        _K.STRATEGY_PLAN,
        "strategi|målbild|plan|program|vision",
        (
            r"^(?:Strategisk plan|(?:[\wåäö]+)?strategi(?: för|\s+\d{4})|Målbild|Utvecklingsplan|Regionplan|"
            r"(?:Regional |Gemensam |Länsgemensam )?(?:Handlings|Genomförande|Färd|Omställnings)plan|Program för|Vision)\b"
        ),
        3,
        1,
    ),
    (
        _K.STRATEGY_PLAN,
        "framgångsf|mandatp",
        r"\bframgångsfaktorer\b|\bmandatperiod\b",
        1,
        2,
    ),
    (
        _K.ACTIVITY_PLAN,
        "aktivitetsplan",
        r"^(?:Utkast till )?(?:[\wåäö-]+ och )?aktivitetsplan(?:er)?\b.{0,80}\d{4}",
        5,
        1,
    ),
    (
        _K.ACTIVITY_PLAN,
        "fokusområden|planerade |följa och",
        r"^[\d. ]*(?:fokusområden|planerade (?:aktiviteter|möten)|följa och följa upp)",
        3,
        3,
    ),
    (_K.ACTIVITY_PLAN, "får i uppdrag", r"\bfår i uppdrag att\b", 1, 3),
    (
        _K.OPERATING_PLAN_PROCESS,
        "verksamhetsplan",
        r"\bprocess(?:en)? (?:för )?verksamhetsplan|\bverksamhetsplan\b.{0,20}\bprocess|\btidplan\b.*\bverksamhetsplan|\barbetet med verksamhetsplan",
        4,
        2,
    ),
    (_K.OPERATING_PLAN_PROCESS, "process", r"^(?:arbets|planerings)process", 3, 1),
    (
        _K.OPERATING_PLAN_PROCESS,
        "från dis|inspel|diskussioner",
        r"^(?:från diskussioner|inspel från|diskussioner kring borden)",
        3,
        3,
    ),
    (
        _K.OPERATING_PLAN_PROCESS,
        "uppstart|beslut vp|beslut ap|beredning|tidplan|process|arbetsgång",
        r"\b(?:uppstart|beslut vp|beslut ap|beredning)$|^[\d. ]*(?:tidplan|arbetsgång|(?:arbets|planerings)?process)(?: (?:för|och) \w+)?$",
        1,
        4,
    ),
    (
        _K.CONFERENCE_INVITATION,
        "inbjudan|välkommen",
        r"^(?:Inbjudan|Välkommen|Välkomna) till\b.{0,60}(?:\w*konferens|dagen\b|\w*dag\b|\w*seminari|workshop|\w*forum\b|dialog)",
        6,
        1,
    ),
    (_K.CONFERENCE_INVITATION, "konferens", r"\b\w*konferens", 1, 5),
    (
        _K.CONFERENCE_INVITATION,
        "moderator|menti|mentometer|förslag på|bjuda in|program|anmälan|panel",
        (
            r"\bmoderator|\bmentometer|\bmentimeter|^(?:förslag på |preliminärt )?program$|\bbjuda in\b|"
            r"^anmälan\b|\banmälan görs|\bpanel(?:debatt|samtal)|^varmt välkommen"
        ),
        2,
        4,
    ),
)
_COMPILED = tuple(
    (
        kind,
        tuple(words.split("|")),
        re.compile(cue, re.IGNORECASE | re.MULTILINE),
        points,
        most,
    )
    for kind, words, cue, points, most in _CUES
)
FEWEST_POINTS = 6
# A notice carries plans and reports as its papers: its own first page decides.
_FIRST_LINES, _MOST_LINES = 60, 1000
_FIRST_WEIGHT = 2


def document_kind(document: Document) -> DocumentKind:
    """Give the kind that has most for it."""
    lines = [line.text for line in document.lines]
    points = _points("\n".join(lines[:_MOST_LINES]))
    first = _points("\n".join(lines[:_FIRST_LINES]))
    total = {kind: points[kind] + _FIRST_WEIGHT * first[kind] for kind in points}
    best = max(total, key=lambda kind: total[kind])
    return best if total[best] >= FEWEST_POINTS else DocumentKind.UNKNOWN


def _points(text: str) -> dict[DocumentKind, int]:
    points = dict.fromkeys(DocumentKind, 0)
    folded = text.casefold()
    for kind, words, cue, worth, most in _COMPILED:
        # A pattern costs a hundred times what looking for its words does.
        if not any(word in folded for word in words):
            continue
        points[kind] += worth * sum(1 for _ in islice(cue.finditer(text), most))
    return points
