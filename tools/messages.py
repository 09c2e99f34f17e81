"""The message catalogues, without GNU gettext: found texts in, .po files out.

    python tools/messages.py            find texts, merge them into the catalogues
    python tools/messages.py --check    only say what is missing; exit code 1 if anything

Swedish is the source language: each msgid is the Swedish text itself. The Swedish
catalogue is therefore its own translation, and is written here; the English one is
filled in by hand. No dates or names of programs are written, so a run is reproducible.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize


if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "fardplan"
LANGUAGES = {"sv": "Swedish", "en": "English"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%[a-z]|\{\w*\}")
HEADER = """\
# {language} texts of Färdplan.
#
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def main() -> int:
    """Merge or check; give the exit code."""
    parser = argparse.ArgumentParser(description="Keep the message catalogues.")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    found = extract_all()
    if options.check:
        problems = [p for code in LANGUAGES for p in problems_of(code, found)]
        print("\n".join(problems))
        return int(bool(problems))
    for code in LANGUAGES:
        file = path_of(code)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(to_text(code, merge(code, found, read(code))))
        left = [m for m in read(code) if m.id and not is_translated(m)]
        print(f"{file.relative_to(ROOT)}: {len(found)} texts, {len(left)} to translate")
    return 0


def path_of(code: str) -> Path:
    """Give a language's catalogue."""
    return SOURCE / "locale" / code / "LC_MESSAGES" / "django.po"


def read(code: str) -> Catalog:
    """Give a language's catalogue as it is; an empty one when there is no file."""
    file = path_of(code)
    text = (
        file.read_bytes()
        if file.exists()
        else HEADER.format(code=code, language=code).encode()
    )
    return read_po(io.BytesIO(text), locale=code)


def extract_all() -> Catalog:
    """Give every text marked for translation, with the files where it stands."""
    catalogue = Catalog()
    for file in sorted(SOURCE.rglob("*.py")) + sorted(SOURCE.rglob("*.html")):
        where = file.relative_to(ROOT).as_posix()
        for line, text, comments, context in _texts_in(file):
            catalogue.add(
                text, None, [(where, line)], auto_comments=comments, context=context
            )
    return catalogue


def _texts_in(file: Path) -> Iterator[tuple[int, str, list[str], str | None]]:
    source = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        # Django turns the tags into calls of gettext and all else into X; stripped,
        # since the tokenizer would take the templates' indentation for Python's.
        calls = templatize(source, origin=str(file))
        source = "\n".join(line.strip() for line in calls.split("\n"))
    yield from extract(
        "python", io.BytesIO(source.encode()), KEYWORDS, ("Translators:",)
    )


def merge(code: str, found: Catalog, old: Catalog) -> Catalog:
    """Give what was found with the old translations; what is gone is left out."""
    new = Catalog(locale=code)
    for message in found:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        new.add(
            message.id,
            _itself(message) if code == "sv" else (known.string if known else None),
            message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    return new


def _itself(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if message.pluralizable else str(message.id)


def to_text(code: str, catalogue: Catalog) -> bytes:
    """Give the .po file: our header, and messages in the order of the files."""
    out = io.BytesIO()
    write_po(
        out,
        catalogue,
        omit_header=True,
        include_lineno=False,
        sort_by_file=True,
        width=88,
    )
    header = HEADER.format(code=code, language=LANGUAGES[code])
    return header.encode() + out.getvalue()


def problems_of(code: str, found: Catalog) -> Iterator[str]:
    """Tell each text that is missing, obsolete, untranslated or differs in its holes."""
    catalogue = read(code)
    name = path_of(code).relative_to(ROOT)
    for message in found:
        if message.id and not catalogue.get(message.id, message.context):
            yield f"{name}: missing: {_first(message)}"
    for message in catalogue:
        if message.id and (problem := _problem(code, message, found)):
            yield f"{name}: {problem}: {_first(message)}"


def _problem(code: str, message: Message, found: Catalog) -> str:
    if not found.get(message.id, message.context):
        return "obsolete"
    if not is_translated(message) or message.fuzzy:
        return "not translated"
    if not has_same_placeholders(message):
        return "other placeholders"
    if code == "sv" and message.string != _itself(message):
        return "not its own translation"
    return ""


def _first(message: Message) -> str:
    return message.id[0] if message.pluralizable else str(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    strings = message.string
    return tuple(strings) if isinstance(strings, (tuple, list)) else (strings or "",)


def is_translated(message: Message) -> bool:
    """True when every form has a text, and a plural has both."""
    forms = _forms(message)
    return all(forms) and len(forms) == (2 if message.pluralizable else 1)


def has_same_placeholders(message: Message) -> bool:
    """True when every form of the translation has the holes of the source."""
    ids = message.id if message.pluralizable else (message.id,)
    return all(
        sorted(PLACEHOLDER.findall(one)) == sorted(PLACEHOLDER.findall(other))
        for one, other in zip(ids, _forms(message), strict=True)
    )


if __name__ == "__main__":
    settings.configure()  # templatize asks for nothing, but asks that there be settings
    sys.exit(main())
