"""The agenda of a notice: items with number and registry number, and what they propose.

In: the lines of the notice itself, not of its attachments. Out: one finding for each
item, with proposals, attachments and approval as children. A numbered list inside an
item is told from the agenda by where its numbers begin again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.sources.approvals import APPROVES, approvals_of
from fardplan.engine.sources.blocks import SLACK
from fardplan.engine.sources.columns import WIDE_GAP
from fardplan.engine.sources.dates import SPAN_OR_TIME
from fardplan.engine.sources.item_facts import RAPPORTEURS, REGISTRY, facts_of
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.proposals import CHOOSES, children_of


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Line


_WORD = r"(?:(?:Ärende|Punkt|Ärende ?nr|Nr|ÄRENDE|PUNKT)\.? )"
ITEM = re.compile(
    rf"^(?:§ ?|{_WORD})?(?!\d{{1,2}}[.:]\d\d\b)(?P<number>\d{{1,3}})"
    r"(?:[.):]| ?§\.?| [–-](?= )| +(?=[A-ZÅÄÖ”\"]))\s*(?P<title>[^\s\d].*|\d{4}\b.*|\d+ ?[^\W\d].*)$"
)
_NUMBER_ALONE = re.compile(rf"^(?:§ ?\d{{1,3}}|\d{{1,3}} ?§|{_WORD}\d{{1,3}})[.:]?$")
_PARAGRAPH = re.compile(rf"^(?:(?:§ ?|{_WORD})\d|\d{{1,3}} ?§)")
_PROPOSAL = re.compile(
    r"^(?:(?:[A-ZÅÄÖ][\wåäöÅÄÖ:, -]{1,70}s )?[Ff]örslag (?:till|på) beslut\b|FÖRSLAG TILL BESLUT\b|"
    r"[A-ZÅÄÖ][\wåäö -]{2,50}s (?:besluts)?förslag(?: till [\wåäö -]{4,50})?\s*:?$|(?:Föreslaget beslut|Rekommendation(?: till beslut)?)\s*:?$|"
    r"(?:[A-ZÅÄÖ][\wåäö -]{2,50}s )?[Bb]eslutsförslag\b|BESLUTSFÖRSLAG\b|Förslag\s*:|Att besluta\s*:?$|"
    r"(?:[A-ZÅÄÖ][\wåäö, -]{3,70}? )?föreslås\s*:?$)|"
    r"\bföreslås besluta\b|\bföreslår\b.*\b(?:att|besluta|beslutar)\s*:?$"
)
# Without a heading an item may go right on with who is to decide.
_DECIDES = re.compile(
    r"^(?:[\wåäöÅÄÖ,-]+ ){0,7}?[\wåäöÅÄÖ-]*(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|beredningen|"
    r"rådet|gruppen|forumet|kommittén)\b(?: [^.:]{3,60}?)? (?:beslutar|föreslås|föreslår)\b"
)
_SOURCES = re.compile(
    r"^(?:Beslutsunderlag|BESLUTSUNDERLAG|Bilagor|Bilaga|Handlingar(?: i ärendet)?|(?:Besluts)?[Uu]nderlag(?: för beslut| i ärendet)?|"
    r"Bifogade handlingar|Bifogas|Ärendets handlingar|Förteckning över handlingar)\s*:?$|"
    r"^(?:Bilag(?:a|or)|Beslutsunderlag|Handlingar|Underlag|Bifogas)(?: \d{1,2})?\s*:"
)
_OTHER = re.compile(
    r"^(?:Sammanfattning(?: av ärendet)?|Bakgrund|Ärendebeskrivning|Konsekvenser\b.*|"
    r"Ekonomiska konsekvenser|Ärendet(?: i korthet)?|Beskrivning(?: av ärendet)?|Ekonomi|Finansiering|"
    r"Yrkanden?|Propositionsordning|Skickas till\s*:?|Protokollsutdrag till.*|Uppföljning|"
    r"Beslut|Reservationer?|Bedömning|Samråd|Ärendets beredning|Beredning|Barnkonsekvensanalys|Jämställdhet|"
    r"Miljökonsekvenser|Juridisk bedömning|Kommunicering|Förvaltningens beredning|Tidplan|Överväganden|Skäl för beslutet?|"
    r"Beslutet (?:ska skickas|skickas|expedieras) till.*|Information(?:särenden)?|Beslutsärenden|Anmälningsärenden|"
    r"Ärenden för (?:beslut|information)|Delgivningar|Expedieras till.*|Tidigare beslut|Barn(?:rätts)?perspektivet|"
    r"(?:Förvaltningens|Kontorets) (?:bedömning|yttrande|synpunkter))$"
)
# Headers of the papers that follow the notice.
_PAPERS = re.compile(
    r"^(?:Postadress|Tjänsteställe\b.*|Organ|FöredragningsPM)$"
    r"|^.* (?:19|20)\d\d-\d\d-\d\d .*\bDnr\b"
)


_TIME = re.compile(
    rf"(?:{SPAN_OR_TIME})[\s|:–-]+(?=(?:§ ?)?\d{{1,3}}[.)]? +[A-ZÅÄÖ])", re.IGNORECASE
)
_BEGINS = re.compile(rf"{ITEM.pattern}|^[a-h]\)\s")
# A title goes on with a capital only where its line was full.
FULL_LINE = 50
SHORTEST_ALIKE = 12


@dataclass
class Item:
    """One item as its lines stand, cut into named parts."""

    number: int
    lines: list[Line]
    parts: list[tuple[str, list[Line]]] = field(default_factory=list)


def notice_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines of the notice itself: to where the first of its papers begins."""
    has_begun = False
    for number, line in enumerate(lines):
        if has_begun and _PAPERS.match(line.text):
            return lines[:number]
        has_begun = has_begun or ITEM.match(line.text) is not None
    return lines


def find_agenda(lines: Sequence[Line], day: str | None = None) -> list[Finding]:
    """Give the items of the agenda, in order; ``day`` is that of the meeting."""
    return [_finding(item, day) for item in items_of(_with_titles(lines))]


def _with_titles(lines: Sequence[Line]) -> list[Line]:
    """Put a paragraph number that stands alone together with the title after it."""
    joined: list[Line] = []
    for line in map(_without_time, lines):
        is_title = not _NUMBER_ALONE.match(line.text) and not part_of(line.text)
        if joined and _NUMBER_ALONE.match(joined[-1].text) and is_title:
            before = joined[-1]
            text = f"{before.text} {line.text}"
            joined[-1] = before._replace(text=text, end=line.end)
        else:
            joined.append(line)
    return joined


def _without_time(line: Line) -> Line:
    """Give "13.10 2. Dagordning" without its time, which is the timetable's."""
    time = _TIME.match(line.text)
    if time is None:
        return line
    return line._replace(text=line.text[time.end() :], start=line.start + time.end())


def items_of(lines: Sequence[Line]) -> list[Item]:
    """Give the items that the numbers of an agenda begin."""
    items: list[Item] = []
    current = Item(0, [])
    inner = 0
    for line in lines:
        found = ITEM.match(line.text)
        number = int(found["number"]) if found else 0
        again = _again(items, number, line.text) if found else None
        if again:
            # After the list of items each comes once more, with what it holds.
            current, inner = again, 0
            current.parts.append(("again", []))
        elif (
            found and inner and number == inner + 1 and not _PARAGRAPH.match(line.text)
        ):
            inner = number
            current.parts[-1][1].append(line)
        elif found and _is_next(items, number, line):
            current = Item(number, [line], [("title", [])])
            items.append(current)
            inner = 0
        elif items:
            part = "proposal" if CHOOSES.match(line.text) else part_of(line.text)
            if not part and _decides(current, line):
                # The line is no heading: an empty one stands for it.
                inner = 0
                current.parts.append(
                    ("proposal", [line._replace(text="", end=line.start), line])
                )
            elif part:
                inner = 0
                current.parts.append((part, [line]))
            else:
                inner = 1 if found and number == 1 else inner
                current.parts[-1][1].append(line)
    return items


def _again(items: Sequence[Item], number: int, text: str) -> Item | None:
    """Give the item that a line names once more, by its number and title.

    "Ärende 4" after a list of plain numbers is the fourth of the list.
    """
    item = next((one for one in items if one.number == number), None)
    if item is None:
        return None
    first = item.lines[0].text
    before, title = (_title_alone(ITEM.sub(r"\g<title>", one)) for one in (first, text))
    is_same = title == before
    if min(len(title), len(before)) >= SHORTEST_ALIKE:
        is_same = title.startswith(before) or before.startswith(title)
    is_headed = _PARAGRAPH.match(text) and not _PARAGRAPH.match(first)
    return item if is_same or is_headed else None


def _title_alone(text: str) -> str:
    return WIDE_GAP.split(text)[0].casefold().strip(" .")


def _decides(item: Item, line: Line) -> bool:
    """Whether a line begins a proposal though nothing heads it."""
    is_before = item.parts[-1][0] in {"title", "again"}
    return is_before and _DECIDES.match(line.text) is not None


def _is_next(items: list[Item], number: int, line: Line) -> bool:
    if items:
        return number == items[-1].number + 1 and not line.is_lower
    return number == 1 or _PARAGRAPH.match(line.text) is not None


def part_of(text: str) -> str | None:
    """Give the part that a heading inside an item begins."""
    for name, cue in (
        ("proposal", _PROPOSAL),
        ("sources", _SOURCES),
        ("other", _OTHER),
    ):
        if cue.search(text):
            return name
    return None


def _finding(item: Item, day: str | None) -> Finding:
    first = item.lines[0]
    title_lines, rest = _title_lines(first, item.parts[0][1])
    texts = [ITEM.sub(r"\g<title>", first.text), *(one.text for one in title_lines[1:])]
    told = next((lines[:4] for name, lines in item.parts if name == "again"), [])
    facts = facts_of(texts, [line.text for line in (*rest, *told)])
    children = [*children_of(item.parts, day)]
    return Finding(
        kind="agenda_item",
        text=facts.title,
        start=first.start,
        end=title_lines[-1].end,
        page=first.page,
        fields={"number": item.number, **facts._asdict()},
        children=(*children, *_chosen(item, children, day)),
    )


def _chosen(item: Item, children: Sequence[Finding], day: str | None) -> list[Finding]:
    """Give who signs, of the item that chooses them without a proposal as others have."""
    is_told = any(one.kind == "approval" for one in children)
    if is_told or not APPROVES.search(item.lines[0].text):
        return []
    lines = [line for name, own in item.parts if name != "sources" for line in own]
    return [*approvals_of([item.lines[0], *lines], day)]


def ends_early(last: Line, line: Line, near: Sequence[Line]) -> bool:
    """Whether a line is short, or the next line's first word had had room on it."""
    width = max(len(one.text) for one in near)
    word = line.text.split(" ", 1)[0]
    has_room = width - len(last.text) - len(word) - 1 >= SLACK
    return len(last.text) < FULL_LINE or has_room


def _title_lines(first: Line, following: list[Line]) -> tuple[list[Line], list[Line]]:
    title = [first]
    for number, line in enumerate(following):
        is_fact = REGISTRY.search(line.text) or RAPPORTEURS.search(line.text)
        is_whole = not line.is_lower and ends_early(
            title[-1], line, [first, *following]
        )
        is_other = is_fact or is_whole or _BEGINS.match(line.text)
        if line.gap or line.mark or is_other:
            return title, following[number : number + 4]
        title.append(line)
    return title, []
