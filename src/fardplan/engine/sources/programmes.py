"""Programmes and strategies that steer a region, with who decided and when.

In: the sections of one region. Out: one finding for each document that has a name of
its own, or a plain name ("handlingsplan för …") together with a decision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.decided_titles import (
    BODY,
    DOCUMENT,
    NO_TITLE,
    decided_title,
    years_alone,
)
from fardplan.engine.sources.model import Finding


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Block
    from fardplan.engine.sources.overview_sections import Section


_MONTH = (
    r"(?:jan|febr)uari|mars|april|maj|ju[nl]i|augusti|(?:sept|nov|dec)ember|oktober"
)
_WHEN = rf"(?:,?\s*(?:(?:den|i|under|våren|sommaren|hösten|vintern|år|\d{{1,2}}|{_MONTH})\s+)*(?P<year>(?:19|20)\d\d)\b)?"
_DECIDED = re.compile(
    rf"\b(?:beslutades|beslutats|beslutad|beslutat|antogs|antagits|antagen|antaget|fastställdes|fastställts|"
    r"fastställd|fastställt|godkändes|godkänts|togs)"
    rf"(?: (?:under|den))?(?: (?:av|i))? {BODY}{_WHEN}",
    re.IGNORECASE,
)
_DECIDED_BY = re.compile(
    rf"{BODY} (?:har )?(?:beslutade|beslutat|antog|antagit|fastställde|fastställt)\b"
    r"[^.]{0,80}?\b(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TOOK = re.compile(
    rf"{BODY} (?:har )?(?:fattade|fattat|tog|tagit){_WHEN}[^.]{{0,30}}? beslut(?:et)? om",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"\bsom {BODY} (?:har )?(?:antog|antagit|fastställde|fastställt|beslutade om|beslutat om){_WHEN}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"\b(?P<year>(?:19|20)\d\d) fattade {BODY} beslut om", re.IGNORECASE
)
_VERBS = ("beslut", "anta", "antog", "fastställ", "revider", "godkän", "togs av")
_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s?[–-]\s?((?:19|20)\d\d)\b")
_FROM = re.compile(r"\bfrån ((?:19|20)\d\d)\b")
_PLAN_WORD = (
    r"(?:strategi|plan\b|planen|plan |program|målbild|framtid|färdplan|vision|struktur \d|"
    r"tillsammans|vägval|agenda|god, |nära vård\b|reform)"
)
_STOP = (
    r"(?= som\b|, som\b| har\b| från \d| och det\b| är\b| utgör| återfinns| legat| ligger| beskriv|"
    r",? (?:beslutad|beslutat|beslutades|antagen|antaget|antogs|fastställd|fastställt|fastställdes|godkänd|godkändes|togs)\b|, samt\b| leds\b| och tre| och ska\b| framhålls| lyfts| i budget| där\b|"
    r"(?<!\d)\.(?:\s|$)| \.|$|(?<=\d)\.(?!\d)|, och\b|, (?:en|ett) [\wåäö-]*(?:dokument|strategi|plan|program|målbild)\b|:)"
)
_TITLE = rf"(?P<title>[A-ZÅÄÖ][^:;()]*?){_STOP}"
_NAMED = re.compile(
    r"(?:\b(?:strategin(?: för)?|programmet|programplan(?:en)?|planen|arbete(?:t)? med|"
    r"inriktningen|inriktningsdokumentet|målbilden(?: och strategin)?(?: för)?|"
    r"färdplanen|beslut om|stöd av|tydliggörs i|strategiarbete,|ramverket|utredning|"
    r"regionens program|regionens|länets|utgår från|dokumentet|"
    r"(?:tog|tagit|tar|togs|tas)(?: (?:19|20)\d\d)? fram) |\bI (?=Programplan))"
    + _TITLE
)
_PLAIN = re.compile(
    r"\b(?P<title>(?:handlingsplan|genomförandeplan|utvecklingsplan|regionplanen|"
    r"målbild|strategi|primärvårdsstrategi|färdplan) för [^.,:;]+?)" + _STOP
)
# "…, ett inriktningsdokument som": the words after a name say what it is.
_IS_TOLD = re.compile(
    r", (?:en|ett) [\wåäö-]*(?:dokument|strategi|plan|program|målbild)\b"
)
# "Vägen hem är regionens strategi": what begins the sentence is its name.
_IS_PLAN = re.compile(
    rf"^(?P<title>[A-ZÅÄÖ][^.:;,()]{{5,90}}?) är (?:en |ett |den |det |regionens |länets |vår )[^.,]{{0,60}}?[\wåäö-]*{DOCUMENT}\b"
)
_REFERS = re.compile(
    r"\b(?:strategin|planen|målbilden|programmet|handlingsplanen|färdplanen|den)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:Region|Landstinget)\b[^–]{0,30}$|^(?:Hälso- och sjukvårdsdirektör)"
)


@dataclass(frozen=True)
class _Programme:
    name: str
    block: Block
    sentence: str
    is_named: bool
    decided_by: str | None = None
    year: int | None = None


def find_programmes(sections: Iterable[Section]) -> list[Finding]:
    """Give the programmes of one region, each once."""
    blocks = [b for s in sections if s.type == "direction" for b in s.blocks]
    found: list[_Programme] = []
    for block in blocks:
        for sentence in map(years_alone, _sentences(block.text)):
            new = list(_mentions(sentence, block, found))
            lowered = sentence.lower()
            is_decision = any(verb in lowered for verb in _VERBS)
            told = _decided(sentence, block, found) if is_decision else None
            if told and all(one.name in told.name for one in new):
                # A part of the name may look like a name of its own.
                found.append(told)
                continue
            found += new
            if is_decision:
                _decide(found, new, sentence)
    return [_finding(one) for one in found if one.is_named or one.decided_by]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[\wåäö)]\.) (?=[A-ZÅÄÖ\d])", text)


def _mentions(
    sentence: str, block: Block, known: Sequence[_Programme]
) -> Iterator[_Programme]:
    names = {one.name.casefold() for one in known}
    plan = _IS_PLAN.match(sentence)
    if (
        plan
        and not NO_TITLE.match(plan["title"])
        and plan["title"].casefold() not in names
    ):
        names.add(plan["title"].casefold())
        yield _Programme(plan["title"], block, sentence, True, year=None)
    for pattern, is_named in ((_NAMED, True), (_PLAIN, False)):
        for match in pattern.finditer(sentence):
            name = match["title"].strip(" ,.")
            after = sentence[match.end("title") :]
            if is_named and not (_is_programme(name) or _IS_TOLD.match(after)):
                continue
            if not any(
                name.casefold() in one or one in name.casefold() for one in names
            ):
                names.add(name.casefold())
                yield _Programme(name, block, sentence, is_named, year=_from(sentence))


def _decided(
    sentence: str, block: Block, known: Sequence[_Programme]
) -> _Programme | None:
    """Give what the sentence itself says was decided, when it is told for the first time."""
    told = decided_title(sentence)
    if told is None or any(one.name in sentence for one in known):
        return None
    return _Programme(told.title, block, sentence, True, told.body, told.year)


def _is_programme(name: str) -> bool:
    return bool(re.search(_PLAN_WORD, name, re.IGNORECASE)) and not _NOISE.match(name)


def _from(sentence: str) -> int | None:
    found = _FROM.search(sentence)
    return int(found[1]) if found else None


def _decide(found: list[_Programme], new: Sequence[_Programme], sentence: str) -> None:
    """Give the programme that a sentence is about the decision that it tells."""
    decision = (
        _YEAR_FIRST.search(sentence)
        or _TOOK.search(sentence)
        or _WHICH.search(sentence)
        or _DECIDED.search(sentence)
        or _DECIDED_BY.search(sentence)
    )
    named = [one for one in found if one.name in sentence]
    is_about_one = named or new or (found and _REFERS.search(sentence))
    if decision is None or not is_about_one:
        return
    about = (named or new or found)[-1]
    place = found.index(about)
    year = int(decision["year"]) if decision["year"] else about.year
    found[place] = replace(about, decided_by=decision["body"], year=year)


def _finding(one: _Programme) -> Finding:
    period = _PERIOD.search(one.name)
    return Finding(
        kind="programme",
        text=one.name,
        start=one.block.start,
        end=one.block.end,
        page=one.block.page,
        fields={
            "name": one.name,
            "decided_by": one.decided_by,
            "year": one.year,
            "period": f"{period[1]}–{period[2]}" if period else None,
        },
        confidence=0.9 if one.decided_by else 0.7,
    )
