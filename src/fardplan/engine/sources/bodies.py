"""Bodies by the endings of their names: nämnd, beredning, styrgrupp, råd, forum.

In: the blocks of one region or document. Out: each body once, with its abbreviation and
level where the text tells them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import Finding


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Block


_W = r"[\wåäöÅÄÖ]"
# Words that go on with the sentence after a name: they are no part of it.
_GOES_ON = (
    r"(?:sitter|ingår|träffas|möts|leder|är|har|där|som|när|då|ska|kan|får|vill|bör|"
    r"arbetar|beslutar|beslutade|fattar|följer|följde|tar|ger|gav|ansvarar|består|"
    r"bereder|deltar|beskriver|genom|under|med|till|från|via|vid|för|i|på|om|att|samt|"
    r"inom|utifrån|inför|efter|enligt|tillsammans)"
)
_FIELD = rf"(?:{_W}+- (?:och|&) )*"
_OF_TOLD = rf"(?: (?:för|av|kring) (?!arbetet){_FIELD}{_W}+(?:(?: inom| och|,| i| för)? {_FIELD}{_W}+){{0,4}}?(?= ?[.,;()]| (?:den )?\d| (?:är|som|där|när|då|vilken|vilket|vilka|vars|har|ska|kan|får|arbetar|beslutar|samt|och en|finns|består|utgör|leder|bereder|syftar|kopplat|tillsatt(?:s)?|inrättats|bildats|startats)\b|$))"
# What so many of them are for, whatever word comes next.
_NEAR = r" (?:för )?(?:god och )?nära vård\b"
_OF = rf"(?:{_OF_TOLD})?"
# "Samverkansgruppen Vård och omsorg (SVO)": the abbreviation tells that the name goes on.
_CALLED = rf"(?: (?-i:[A-ZÅÄÖ]){_W}+(?:,? (?:och )?{_W}+){{0,3}}(?= \((?-i:[A-ZÅÄÖ])))"
_ENDING = r"(?:nämnden|nämnd|styrelsen|fullmäktige|utskottet|utskott|beredningen|direktionen|kommittén|[\wåäö]{3,}(?:nämnderna|styrelserna)|(?:region|kommun)styrelse)"
_POLITICAL = re.compile(
    rf"\b(?:(?:regionala|kommunala|gemensamma|sociala|lokala|politiska|länsgemensamma|{_W}+(?:nämndens|styrelsens|fullmäktiges)) )?"
    rf"{_FIELD}{_W}*{_ENDING}\b{_OF}",
    re.IGNORECASE,
)
# Verbs in the passive end as genitives do: "… finns Arbetsgruppen".
_NO_OWNER = r"(?:finns|leds|drivs|bereds|följs|hålls|tillsätts|utgörs|stöds|ges|tas|samordnas|hos|dess|deras)"
_GROUP = re.compile(
    rf"\b{_FIELD}(?:(?:{_FIELD}(?!{_NO_OWNER}\b){_W}+s|{_W}*(?:gemensamma|ala|iska|tiva)|(?:regional|regionalt|särskild|regionala|lokala|strategiska?|kommunalt|kommunala)) )?"
    rf"{_W}*(?:styrgrupp|ledningsgrupp|beredningsgrupp|samverkansgrupp|chefsgrupp|samverkansråd|utvecklingsråd|samråd|programgrupp|strategigrupp|processgrupp|resursgrupp|samordningsgrupp|patientråd|brukarråd|(?:pensionärs|funktionshinders|tillgänglighets|ungdoms|etik|välfärds|omsorgs|vård|folkhälso|hälso|närvårds|kompetens|anhörig|närstående|invånar|medborgar|äldre|program|forsknings)råd|direktörsgrupp|ledningsforum|tvärgrupp|samverkansaren(?=a|or)|programkontor|projektkontor|(?-i:Arbetsgrupp))"
    rf"(?:en|et|erna|er|or|a|an)?\b(?:{_CALLED}| (?-i:[A-ZÅÄÖ]{{3,}})\b(?!-)|{_OF_TOLD}|{_NEAR})?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:Nätverk|Nätverket|Länsledning(?:en)?|Chefsgrupp|[Kk]ommunalt|Regionalt|Länssamverkan|Beredning|Samråd|(?:[A-ZÅÄÖ]{_W}*(?:gemensamma|ala) )?[Ll]edningsgruppen|Strategisk grupp|Nämnd) "
    rf"(?:för {_FIELD}{_W}+(?: av {_W}+s {_FIELD}{_W}+)?(?: och (?:{_W}+ (?!{_GOES_ON}\b|\d))?{_FIELD}{_W}+)?(?: Region [A-ZÅÄÖ]{_W}+ län(?: och [A-ZÅÄÖ]{_W}+ läns kommuner)?)?|kring {_W}+ och {_W}+|forum|[A-ZÅÄÖ]{_W}+)"
)
_COLLECTIVE = re.compile(
    rf"\b(?:(?:[Tt]jänstemanna|[Tt]jänstepersons)gruppen(?: [A-ZÅÄÖ]{_W}+)+|(?:e?[A-ZÅÄÖ]{_W}*)(?:gruppen|arenan|kollegiet|rådet|samverkan|nätverket|kommittén)(?:{_NEAR})?|(?:Politiska|Regionala|Länsgemensamma|Gemensamma|Lokala|Strategiska) (?:rådet|nätverket|forumet|gruppen|kommittén){_OF}|[A-ZÅÄÖ]{_W}+ forum|[A-ZÅÄÖ]{_W}*- och {_W}{{3,}}forum(?: [A-ZÅÄÖ]{_W}+)?|[A-ZÅÄÖ]{_W}{{3,}}forum [A-ZÅÄÖ]{_W}+|(?:(?:Centrala|Regionala|Lokala|Politiska|Gemensamma|Länsgemensamma) )?{_W}{{3,}}organet|(?:Centralt|Regionalt|Lokalt|Politiskt|Gemensamt|Länsgemensamt) {_W}{{3,}}(?:organ|råd|forum)|[A-ZÅÄÖ]{{2,5}}-(?:råd|rådet|gruppen|nätverket|forum)|[A-ZÅÄÖ]{_W}+Sam|(?:{_FIELD}(?:[Ss]jukvårds|Region|Läns|Koncern|Förvaltnings)ledningen)|Länsgemensam ledning)\b"
)
# What the text itself says that there is, though the word for it is a common noun.
_THERE_IS = re.compile(
    rf"\b(?:finns|har|leds av|letts av|består av|tillsatt|inrättat)(?: även| också| nu)? "
    rf"(?:(?:en|ett) (?P<one>(?:{_W}+(?:sam|isk|al|ell|ande|iv) )?(?:styrgrupp|ledningsgrupp|beredningsgrupp|(?!arbets|mål|projekt|patient|referens|fokus|behovs|ålders){_W}{{4,}}grupp))(?= som\b| med\b| samt\b)"
    rf"|(?:två|tre|fyra|fem|sex|\d) (?P<some>(?:{_W}+a )?{_W}*grupper)(?= ?:| som\b| med\b))"
)
_NETWORKS = re.compile(
    r"\b(?:lokala|regionala|länsgemensamma) nätverk(?= med\b| för\b)"
)
_ABBREVIATION = re.compile(
    r"^(?:,? \(?|\s?\()(?P<short>[A-ZÅÄÖ][A-Za-zÅÄÖåäö-]{1,9})\)?(?=[,.;) ]|$)"
)
_SHORT_FIRST = re.compile(
    r"\b(?P<short>[A-ZÅÄÖ]{3,6}|[A-Z]-[A-Z]{2,4}) \((?P<name>[A-ZÅÄÖ][^)]{4,80}(?:gruppen|nämnden|rådet|forum|arena|organ|samverkan))\)"
)
# "Central beredning (CB)": the abbreviation tells that it is a name.
_WITH_SHORT = re.compile(
    rf"\b(?P<name>[A-ZÅÄÖ]{_W}*(?:-(?= och))?(?: (?:[a-zåäö]+-(?= och)|[a-zåäö]+)){{0,6}}) \((?P<short>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{{1,9}})\)"
)
_IS_BODY = re.compile(
    r"(?:nämnd|beredning|grupp|råd|ledning|forum|organ|samverkan|nätverk|utskott|kommitté|delegation|styrelse|"
    r"samråd|kansli|kontor|kollegium|arena)(?:en|et|n|t)?\b",
    re.IGNORECASE,
)
# "Den politiska styrgruppen heter …": its name comes after.
_IS_CALLED = re.compile(r" (?:heter|kallas|benämns)\b")
_STEERS = re.compile(
    r"\b(?P<short>[A-ZÅÄÖ]{3,6}|[A-Z]-[A-Z]{2,4})(?= är (?:styrgrupp|uppdragsgivare|beredande)|, utgörs| Syfte)"
)
# A pattern costs much more than looking for the words that it can't do without.
NEEDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        _NAMED,
        (
            "nätverk",
            "länsledn",
            "kommunalt f",
            "grupp",
            "samråd",
            "beredning",
            "nämnd",
            "länssam",
        ),
    ),
    (
        _POLITICAL,
        (
            "nämnd",
            "styrels",
            "fullmäktig",
            "utskott",
            "beredning",
            "direktion",
            "kommittén",
        ),
    ),
    (
        _GROUP,
        ("grupp", "mkontor", "tkontor", "råd", "forum", "arenor", "arena"),
    ),
    (
        _COLLECTIVE,
        (
            "gruppen",
            "nätverket",
            "kommittén",
            "arenan",
            "kollegiet",
            "samverkan",
            "forum",
            "ledningen",
            "m ledning",
            "sam",
            "organ",
            "råd",
        ),
    ),
)
# Cues that only say something at the end of a word.
CUES_AT_AN_END = frozenset({"arena", "sam"})
CUES = tuple(dict.fromkeys(cue for _, needs in NEEDS for cue in needs))
BEFORE_CUE = 70
# An abbreviation in brackets is no longer than this.
MOST_SHORT = 20
_POLITICAL_CUE = re.compile(
    r"politi|nämnd|fullmäktige|styrelse|utskott|beredning\b", re.IGNORECASE
)
_OFFICIAL_CUE = re.compile(
    r"chef|tjänste|direktör|styrgrupp|ledningsgrupp", re.IGNORECASE
)
_COMMON = frozenset(
    {
        "nämnden",
        "nämnd",
        "nämnder",
        "styrgrupp",
        "styrgruppen",
        "styrgrupper",
        "styrelsen",
        "ledningsgrupp",
        "ledningsgruppen",
        "chefsgruppen",
        "samverkansarenor",
        "samverkansarenan",
        "politiska samverkansarenan",
        "tvärgrupp",
        "beredningen",
        "utskottet",
        "fullmäktige",
        "beredningsgruppen",
        "samverkansgrupper",
        "strategigrupper",
        "strategigrupperna",
        "samverkansgrupperna",
        "styrgrupperna",
        "målgruppen",
        "arbetsgruppen",
        "samverkan",
        "samråd",
        "socialstyrelsen",
        "länsstyrelsen",
        "regeringen",
    }
)


def find_bodies(blocks: Iterable[Block]) -> list[Finding]:
    """Give the bodies that the blocks name, each once."""
    found: dict[str, Finding] = {}
    shorts: set[str] = set()
    for block in blocks:
        for finding in _in_block(block):
            name, short = str(finding.fields["name"]), finding.fields["abbreviation"]
            if _key(name) in found or {name, name.upper()} & shorts:
                continue
            if any(
                str(one.fields["name"]).startswith(f"{name} ") for one in found.values()
            ):
                # "Länsledningen", after "Länsledningen för vård och omsorg".
                continue
            found[_key(name)] = finding
            if isinstance(short, str):
                shorts.add(short)
    return list(found.values())


def _in_block(block: Block) -> list[Finding]:
    told = [*_told(block.text)]
    # Asked once: a block may be a whole chapter.
    level = _level_of_text(block.text) if told else None
    return [_body(block, name, short, level) for name, short in told]


def _told(text: str) -> Iterator[tuple[str, str | None]]:
    """Give each name that a text has, with its abbreviation."""
    taken: list[tuple[int, int]] = []
    # Looking for a word is a hundred times quicker than for a pattern.
    for match in _SHORT_FIRST.finditer(text) if "(" in text else ():
        insort(taken, match.span())
        yield match["name"], match["short"]
    for match in mentions(text):
        name = match[0].strip(" ,")
        is_taken = _meets(taken, *match.span())
        if is_taken or _is_common(name) or _IS_CALLED.match(text, match.end()):
            continue
        insort(taken, match.span())
        short = _ABBREVIATION.match(text[match.end() : match.end() + MOST_SHORT])
        yield name, short["short"] if short else None
    yield from _with_short(text, taken)
    for match in _THERE_IS.finditer(text if "grupp" in text else ""):
        if not _meets(taken, match.end() - 1, match.end()):
            yield match["one"] or match["some"], None
    for match in _NETWORKS.finditer(text if " nätverk" in text else ""):
        yield match[0], None
    yield from _steering(text)


def _with_short(
    text: str, taken: list[tuple[int, int]]
) -> Iterator[tuple[str, str | None]]:
    """Give what only its abbreviation tells to be a name."""
    for match in _WITH_SHORT.finditer(text) if "(" in text else ():
        if _IS_BODY.search(match["name"]) and not _meets(taken, *match.span()):
            insort(taken, match.span())
            yield match["name"], match["short"]


def _steering(text: str) -> Iterator[tuple[str, str]]:
    """Give what only its abbreviation names, where the text says what it does."""
    if " är " in text or ", utgörs" in text or " Syfte" in text:
        for match in _STEERS.finditer(text):
            yield match["short"], match["short"]


def _meets(taken: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a span meets one of some that stand apart, in order."""
    n = bisect_left(taken, (first, first))
    return any(first < b and a < last for a, b in taken[max(n - 1, 0) : n + 1])


def mentions(text: str) -> Iterator[re.Match[str]]:
    """Give what the patterns find near the words that they can't do without."""
    lowered = text.lower()
    cues = [(at, cue) for cue in CUES if cue in lowered for at in _at(lowered, cue)]
    windows: list[list[int]] = []
    for at, cue in sorted(cues):
        first = lowered.rfind(" ", 0, max(at - BEFORE_CUE, 0)) + 1
        last = lowered.find(". ", at + len(cue))
        last = len(text) if last < 0 else last + 1
        if windows and first < windows[-1][1]:
            windows[-1][1] = max(windows[-1][1], last)
        else:
            windows.append([first, last])
    for pattern, needs in NEEDS if windows else ():
        places = sorted(at for at, cue in cues if cue in needs)
        for first, last in windows:
            if bisect_left(places, first) < bisect_left(places, last):
                yield from pattern.finditer(text, first, last)


def _at(lowered: str, cue: str) -> Iterator[int]:
    """Give the places of a cue."""
    at = lowered.find(cue)
    while at >= 0:
        end = at + len(cue)
        after = lowered[end : end + 1]
        if cue not in CUES_AT_AN_END or not (after.isalnum() or after == "_"):
            yield at
        at = lowered.find(cue, end)


def _is_common(name: str) -> bool:
    last = name.casefold().split()[-1]
    return name.casefold() in _COMMON or (len(name.split()) == 1 and last in _COMMON)


def _key(name: str) -> str:
    """Give what two mentions of one body have in common."""
    words = name.casefold().split()
    # "Den lokala ledningsgruppen" after "en lokal ledningsgrupp".
    plain = "".join(
        re.sub(r"[^\wåäö]|(?<=[^\W\d_]{3})[at]$", "", one) for one in words[:-1]
    )
    plain += re.sub(r"[^\wåäö]", "", words[-1])
    return re.sub(r"(?:ens|ns|en|n|s)$", "", plain)


def _body(block: Block, name: str, short: str | None, level: str | None) -> Finding:
    if short is not None and not re.search(r"[A-ZÅÄÖ].*[A-ZÅÄÖ]", short):
        short = None
    shown = name[0].upper() + name[1:]
    return Finding(
        kind="body",
        text=shown,
        start=block.start,
        end=block.end,
        page=block.page,
        fields={
            "name": shown,
            "abbreviation": short,
            "level": _level(name) or level,
        },
        confidence=0.8,
    )


def _level(name: str) -> str | None:
    if _POLITICAL_CUE.search(name) and not name.casefold().endswith("grupp"):
        return "political"
    return "officials" if _OFFICIAL_CUE.search(name) else None


def _level_of_text(text: str) -> str | None:
    is_political = "politi" in text.casefold()
    return "political" if is_political and not _OFFICIAL_CUE.search(text) else None
