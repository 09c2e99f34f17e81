"""Initiatives that a region names: what the work is called, its themes and its status.

In: one section. Out: one finding for each. A bullet "Name – what it is" is always one;
other bullets are when they are a name rather than a sentence, or begin with what is
to be done. Sentences about organisation are not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind, Finding


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Block
    from fardplan.engine.sources.overview_sections import Section
    from fardplan.engine.sources.themes import Lexicon


_SECTIONS = frozenset({"development_areas", "joint_initiatives"})
_NAMED = re.compile(
    r"(?P<name>(?:[^.:]|(?<=\d)\.(?=\d)){2,90}?) – (?P<rest>\S.*)", re.DOTALL
)
# "Fast läkarkontakt: under året …": a name before a colon, unless it says what follows.
_LABELLED = re.compile(
    r"(?!(?:Exempel|Bland annat|Till exempel|Mål|Syfte|Målet|Syftet|Detta|Följande|Fokus|Områden|Insatser|Målgrupp)\b)"
    r"(?P<name>[A-ZÅÄÖ][^.:]{3,80}): (?P<rest>\S.*)",
    re.DOTALL,
)
_HEADS_ROWS = re.compile(
    r"(?:Insats|Satsning|Aktivitet|Projekt|Åtgärd|Initiativ|Utvecklingsinsats|Utvecklingsområde|Område|Arbete|Exempel|Vad)(?:er|ar|en|et)?$"
)
_CUT = re.compile(
    r"(?:\s\(|, (?:t\.ex\.|bl\.a\.|med\b|exempelvis|genom|som\b)|\s(?:i syfte|med målet|"
    r"(?:och |samt )?för att|inom områden|sker|tillsammans med|där\b|via\b)|\.\s|\.$)"
)
# Finite verbs of the sentences that tell of states and decisions, not of named work.
_VERB = re.compile(
    r"\b(?:är|finns|har|pågår|sker|driver|drivs|ska|kommer|består|utgör|arbetar|leds|ingår|"
    r"innefattar|inleddes|beslutade|bidrar|hölls|diskuterade|genomförs|genomfördes|deltar|"
    r"utgörs|används|fungerar|gäller|erbjuder|utarbetades|presenterades|involverats|bjudits)\b"
)
_TO_DO = re.compile(
    r"(?:Skapa|Utveckla|Etablera|Införa|Identifiera|Upprätta|Stärka|Bygga|Förbättra|"
    r"Starta|Utreda|Öka|Ta fram|Samordna|Anpassa|Genomföra|Erbjuda|Breddinföra)\b"
)
# What is begun, tried or offered: its name stands before the verb.
_BEGUN_VERB = re.compile(
    r" (?:har |ska |kommer att |planeras att )?(?:nu |också |även )?"
    r"(?:startades?|startats|startar|införs|infördes|införts|införas|prövas|prövades|provas|testas|testades|erbjuds|utökas|utökades|utökats|"
    r"byggs|breddas|breddinförs|breddinfördes|inrättas|inrättades|inrättats|etableras|etablerades|etablerats|öppnas|öppnades|"
    r"öppnats|öppnar|utvecklas|utvecklades|utvecklats|permanentas|planeras|upphandlas|piloteras|lanserades|lanseras|förstärks)\b"
)
# What sentences begin with and names do not.
_SENTENCE = re.compile(
    r"(?:I|På|Under|Till|Inom|Det|Den|De|Detta|Dessa|Vid|Med|För|Regionen|Kommunerna|Arbetet|Målet|Syftet|"
    r"Projektet|Fler|Flera|Modellen|Strukturen|Parterna|Alla)\b"
)
_NUMBER = re.compile(r"^\d{1,2}[.)] (?=\S)")
_PROJECT = re.compile(
    r"\b(?:projekt|arbete) för att (?P<name>[^.,;]{8,80})|"
    r"\b(?:kallat|projektet|satsningen|modellen|konceptet) (?P<called>[A-ZÅÄÖ][\wåäö]+)"
)
_STATUS_IN_LIST = re.compile(
    r"\b(?P<status>pilotprojekt|pilot|förstudie|breddinförande) (?!(?:i|på|vid|för|hos|inom|under|med|om|av|och|har|är|ska|som|pågår)\b)(?P<name>[\wåäöÅÄÖ][\wåäöÅÄÖ ]{2,45}?)(?=[,.(]|\s\(|$)"
)
_BEGAN = re.compile(r"\w+(?:ades|ddes|tes)\b")
_STATUS = (
    ("förstudie", r"förstudie"),
    ("pilot", r"pilot"),
    ("utvärdering", r"utvärder(?:ing|as)"),
    ("breddinförande", r"breddinför|breddning"),
    ("planerat", r"planerad start|ska (?:genomföras|startas)|planeras"),
    ("infört", r"\b(?:har införts|implementerad|infördes|inrättats|har inrättats)\b"),
    ("avslutat", r"\bavslutad?t?s?\b"),
    ("pågår", r"\bpågå(?:r|ende)\b|under framtagande"),
    ("projekt", r"\bprojekt"),
)
_STATUS_CUES = tuple((word, re.compile(cue, re.IGNORECASE)) for word, cue in _STATUS)
_THING = r"(?!(?:den|det|stor|större|ny|annan|väl|mer|liten|tillsammans|inom|under|genom|sedan|redan|mellan|efter)\b)[\wåäöÅÄÖ-]{5,}(?: (?!och|som|har|för|med|i|av|till|via)[\wåäöÅÄÖ-]+){0,2}?"
_ENDS_THING = r"(?=[,.;]| ?\(| (?:om|kring|på|från|mellan|som|har|för|med|i|av|till|och|där|avseende|vid|via|på|tillsammans)\b|$)"
# New work told in running text, by verbs that say that it was begun.
_BEGUN = re.compile(
    rf"\b(?:införts|inrättats|startats|etablerats|öppnats|infört|inrättat|startat|etablerat|öppnat|"
    rf"resulterat i|finns även|har genomfört|tog fram|tagit fram|inleddes (?:ett )?arbete (?:kring|med))(?: nu| även| också)? (?:en |ett )?(?P<after>{_THING}){_ENDS_THING}"
    rf"|\b(?:startades|infördes|inrättades|öppnades|etablerades|invigdes) (?:en |ett )(?P<founded>{_THING}){_ENDS_THING}"
    rf"|\b(?:för att|avser att|ska|kommer att|planerar att) (?:starta|öppna|inrätta|etablera|införa|bygga upp) (?:en |ett )(?P<planned>{_THING}){_ENDS_THING}"
    rf"|(?:\b[Ee]tt? |\b[Ee]n |^)(?P<before>{_THING}(?: för \w+)?) har (?:inrättats|införts|startats|etablerats|öppnats)\b"
    rf"|\b(?:upphandlar|startar|öppnar|inrättar|etablerar|bygger upp|öppnade|inrättade|etablerade|införde) (?:nu |också |även )?(?:en |ett )(?P<acts>{_THING} för \w+|{_THING}){_ENDS_THING}"
    rf"|\bmed att (?:införa|starta|öppna|etablera|inrätta) (?:en |ett )?(?P<underway>{_THING}){_ENDS_THING}"
    rf"|\b(?:kallat|kallad|namnet) (?P<called>[A-ZÅÄÖ][\wåäö]+)\b"
    rf"|\b(?:[Ff]ramtagande|[Ii]nförande|[Ee]tablering|sker (?:\w+ ){{0,2}}utveckling) av (?:en |ett )?(?P<made>{_THING}(?: via \w+)?){_ENDS_THING}"
)
# In running text only what has a name of its own: "I höst startar Hemvårdshuset Ekby".
_NAMED_START = re.compile(
    r"\b(?:startar|startade|startades|öppnar|öppnade|öppnades|invigs|invigdes|inrättades|infördes|lanserades|lanseras) "
    r"(?P<name>(?!Region|Landstinget)[A-ZÅÄÖ][\wåäö]{3,}(?: [A-ZÅÄÖ][\wåäö]+){0,3})"
)
_IN_FORM_OF = re.compile(
    rf"\b\w*(?:team|arbetssätt|verksamheter|vårdformer|lösningar|tjänster) i form av (?P<list>{_THING}(?:, {_THING})*(?: och {_THING})?){_ENDS_THING}"
)
FEWEST_LABELLED = 1
LONGEST_NAME, LONGEST_LABEL, FEWEST_WORDS = 12, 8, 4


def find_initiatives(section: Section, lexicon: Lexicon) -> list[Finding]:
    """Give the initiatives of one section, each once."""
    if section.type == "case_study":
        name = section.title.split(": ", 1)[-1]
        return [_initiative(section.heading, name, lexicon, 0.8)]
    if section.type not in _SECTIONS:
        return []
    found: dict[str, Finding] = {}
    for block, name, confidence in _names(section.blocks):
        key = name.casefold()
        if key not in found:
            found[key] = _initiative(block, name, lexicon, confidence)
    return list(found.values())


def _names(blocks: Sequence[Block]) -> Iterator[tuple[Block, str, float]]:
    # One paragraph "Namn: vad det är" may be anything; several are how names are set.
    labelled = [block for block in blocks if _labelled(block)]
    heads_rows = False
    for number, block in enumerate(blocks):
        cells = block.text.split(" | ") if block.kind is BlockKind.ROW else []
        if len(cells) > 1 and (heads_rows or _HEADS_ROWS.match(cells[0])):
            # The first column of such a table has the names.
            if heads_rows:
                yield block, cells[0].strip(), 0.95
            heads_rows = True
            continue
        heads_rows = False
        if block.kind is BlockKind.ITEM or _NUMBER.match(block.text):
            text = _NUMBER.sub("", block.text)
            yield from ((block, name, sure) for name, sure in _of_item(text))
        elif (
            block.kind is BlockKind.HEADING
            and not block.text.endswith(":")
            and _heads_sentences(blocks, number)
        ):
            yield block, block.text.split(" – ")[0], 0.75
        elif block in labelled and len(labelled) >= FEWEST_LABELLED:
            yield block, block.text.split(":", 1)[0], 0.75
        elif block.kind is BlockKind.PARAGRAPH:
            yield from (
                (block, one["name"], 0.6) for one in _NAMED_START.finditer(block.text)
            )


def _labelled(block: Block) -> bool:
    """Whether a block without a bullet begins with a name and a colon."""
    is_told = not block.mark and ": " in block.text
    found = _LABELLED.match(block.text) if is_told else None
    return (
        found is not None
        and block.kind is not BlockKind.ROW
        and found["rest"][:1].islower()
        and len(found["name"].split()) <= LONGEST_LABEL
        and not _VERB.search(found["name"])
    )


def _heads_sentences(blocks: Sequence[Block], number: int) -> bool:
    """Whether a heading's bullets tell of it, rather than name initiatives each."""
    following = blocks[number + 1 : number + 3]
    return len(following) == 2 and all(
        block.kind is BlockKind.ITEM
        and not _NAMED.match(block.text)
        and block.text.endswith(".")
        and len(block.text.split()) > LONGEST_NAME
        for block in following
    )


def _of_item(text: str) -> list[tuple[str, float]]:
    named = _NAMED.match(text)
    if named:
        return [
            (named["name"].strip(), 0.95),
            *_in_list(named["rest"]),
            *_in_text(named["rest"]),
        ]
    labelled = _LABELLED.match(text) if ": " in text else None
    if (
        labelled
        and len(labelled["name"].split()) <= LONGEST_LABEL
        and not _VERB.search(labelled["name"])
    ):
        return [(labelled["name"].strip(), 0.8)]
    inner = _PROJECT.search(text)
    if inner:
        return [((inner["name"] or inner["called"]).strip(), 0.7)]
    begun = _BEGUN_VERB.search(text)
    if begun and _is_subject(text[: begun.start()]):
        name = _CUT.split(text[: begun.start()], maxsplit=1)[0].strip(" ,")
        return [
            (re.sub(r"^(?:Ett|En|Den|Det|Nya?|Nytt) (?:nya? |nytt )?", "", name), 0.7)
        ]
    name = _short_name(text)
    is_name = not _VERB.search(name) and len(name.split()) <= LONGEST_NAME
    is_name = is_name and not text[:1].islower() and not _SENTENCE.match(text)
    if _TO_DO.match(text) or is_name:
        return [(name, 0.8)]
    return _in_text(text)


def _is_subject(text: str) -> bool:
    """Whether what stands before a verb is the name of work rather than who does it."""
    return (
        text[:1].isupper()
        and len(text.split()) <= LONGEST_LABEL
        and not _SENTENCE.match(text)
        and not _VERB.search(text)
        and not _BEGAN.match(text.split()[-1])
    )


def _in_text(text: str) -> list[tuple[str, float]]:
    """Give what running text says was begun, or names by examples."""
    found = [next(filter(None, one.groups())) for one in _BEGUN.finditer(text)]
    for one in _IN_FORM_OF.finditer(text):
        found += re.split(r", | och ", one["list"])
    return [(name.strip(), 0.6) for name in found]


def _short_name(text: str) -> str:
    name = _CUT.split(text, maxsplit=1)[0].strip(" .,")
    if len(name.split()) < FEWEST_WORDS and text[len(name) :].startswith(" för att"):
        # "Modell för att …": without the purpose nothing is said.
        return re.split(r"[.,]| har\b| i syfte", text, maxsplit=1)[0]
    return name


def _in_list(rest: str) -> list[tuple[str, float]]:
    """Give what is named after "pilot", "förstudie" and the like."""
    return [
        (found["name"].strip(), 0.7)
        for found in _STATUS_IN_LIST.finditer(rest)
        if not _BEGAN.match(found["name"]) and not _VERB.match(found["name"])
    ]


def status_of(text: str) -> str | None:
    """Give the word for how far the work has come, when the text has one."""
    return next((word for word, cue in _STATUS_CUES if cue.search(text)), None)


def _status(text: str, name: str) -> str | None:
    """Give the status of one initiative; in a list each has its own word before it."""
    own = {
        found["name"].strip(): found["status"]
        for found in _STATUS_IN_LIST.finditer(text)
    }
    if name in own:
        return status_of(own[name])
    return None if len(own) > 1 else status_of(text)


def _initiative(
    block: Block, name: str, lexicon: Lexicon, confidence: float
) -> Finding:
    hits = lexicon.find(block.text)
    return Finding(
        kind="initiative",
        text=name,
        start=block.start,
        end=block.end,
        page=block.page,
        fields={
            "name": name,
            "themes": tuple(hit.theme for hit in hits),
            "theme_words": {hit.theme: hit.words for hit in hits},
            "status": _status(block.text, name),
        },
        confidence=confidence,
    )
