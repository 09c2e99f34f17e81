"""Opens a StratML file from anywhere, and notes what in it is not as the standard says.

In: bytes. Out: the root element, or :class:`StratmlError` with file and line in Swedish.
Nothing outside the file is fetched and no entity is replaced; a file with a document type
(where entities are declared) is refused. Elements are known by their local names, since
files in use have the namespaces of several editions, or none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from fardplan.engine.plans.stratml.plain_text import SPACES, one_line
from fardplan.engine.plans.stratml.vocabulary import CHILDREN, ROOTS


if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_MB = 5
# Elements of XHTML that begin a new line.
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "blockquote"}
)


class StratmlError(ValueError):
    """The file can't be read; ``str()`` says where and why, in Swedish."""


@dataclass(frozen=True)
class PlanNote:
    """What was not as expected, on which lines; the file is read all the same."""

    element: str
    text: str
    lines: tuple[int, ...]


class NoteBook:
    """Gathers notes, the same on many lines as one."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, element: Any, text: str) -> None:
        self._lines[local_name(element), text].append(element.sourceline or 0)

    def notes(self) -> tuple[PlanNote, ...]:
        """Give each with its lines, in the order of the file."""
        found = [
            PlanNote(name, text, tuple(dict.fromkeys(lines)))
            for (name, text), lines in self._lines.items()
        ]
        return tuple(sorted(found, key=lambda note: note.lines[0]))


def open_stratml(name: str, content: bytes) -> Any:
    """Give the root element. ``name`` is for the fault that the file may have."""
    if not content.strip():
        raise StratmlError(f"{name}: filen är tom.")
    if len(content) > LARGEST_MB * 1_000_000:
        size = len(content) / 1_000_000
        raise StratmlError(
            f"{name}: filen är {size:.0f} MB. Högst {LARGEST_MB} MB läses."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise StratmlError(
            f"{name}, rad {fault.lineno}: filen är ingen hel XML-fil; här tar det stopp"
            f" ({fault.msg}). Hämta den på nytt där den kommer ifrån."
        ) from None
    if root.getroottree().docinfo.doctype:
        raise StratmlError(
            f"{name}: filen har en dokumenttyp (DOCTYPE), och sådana läses inte av"
            " säkerhetsskäl. Ta bort den raden och välj filen igen."
        )
    if local_name(root) not in ROOTS.values():
        raise StratmlError(
            f"{name}, rad {root.sourceline}: elementet <{local_name(root)}> är inte"
            f" början på en StratML-fil. Den börjar med <{'> eller <'.join(ROOTS.values())}>."
        )
    return root


def local_name(element: Any) -> str:
    """Give the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def children(element: Any, name: str) -> list[Any]:
    """Give the elements right under one that have this name."""
    return [one for one in element if local_name(one) == name]


def check_children(element: Any, book: NoteBook) -> None:
    """Note elements that the standard does not have there, or has in another order."""
    known = CHILDREN[local_name(element)]
    found = [(one, local_name(one)) for one in element]
    for one, name in found:
        if name not in known:
            book.add(
                one, f"läses inte: standarden har det inte i <{local_name(element)}>"
            )
    places = [known.index(name) for _one, name in found if name in known]
    if places != sorted(places):
        book.add(
            element, "innehåller sina delar i en annan ordning än standarden säger"
        )


def text_of(element: Any, book: NoteBook) -> str:
    """Give the text of an element; of XHTML in it only the words remain.

    A text that neither begins nor ends with white space is taken as it is; the other is
    laid out by a program, and its indents say nothing.
    """
    text = "".join(_pieces(element))
    if len(element):
        book.add(element, "har formaterad text; orden är med men inte formen")
    elif text == text.strip(SPACES):
        return text
    lines = [one_line(line) for line in text.strip(SPACES).split("\n")]
    return "\n".join(
        line for at, line in enumerate(lines) if line or (at and lines[at - 1])
    )


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for one in element:
        around = "\n" if local_name(one).lower() in _BLOCKS else ""
        yield around
        yield from _pieces(one)
        yield around
        yield one.tail or ""


def said(element: Any, name: str, book: NoteBook) -> str:
    """Give the text of the first element with this name under one; empty without it."""
    found = children(element, name)
    return text_of(found[0], book) if found else ""


def line_said(element: Any, name: str, book: NoteBook) -> str:
    """Give the same on one line."""
    return one_line(said(element, name, book))
