"""Feed a reader with damaged files, led by which code they reach.

    pip install -e '.[fuzz]'
    python tools/fuzz.py pdf --seconds 180

Readers: text, html, docx, word-xml (the document inside a Word file) and pdf. Ends with 0
when nothing was found; else the file that did it lies in var/fuzz. `atheris` has no wheel
for every machine, so it is an extra of its own.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import zipfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
SECONDS_A_PAGE, LONGEST_FILE, MOST_MEMORY_MB = 1, 20_000, 1_500
NAMES = (
    "NOTICE",
    "MINUTES",
    "MINUTES_AS_FORM",
    "MINUTES_WITH_CONTENTS",
    "MINUTES_IN_SENTENCES",
    "STRATEGY",
    "ACTIVITY_PLAN",
    "PLAN_PROCESS",
    "INVITATION",
    "OVERVIEW",
)


def main() -> int:
    """Fuzz one reader."""
    options = _options()
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    try:
        atheris = import_module("atheris")
    except ImportError:
        print("atheris is missing: pip install -e '.[fuzz]'", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["fardplan.engine.sources"]):
        read_file = import_module("fardplan.engine.sources.read_file")
    corpus = ROOT / "var" / "fuzz" / options.reader
    corpus.mkdir(parents=True, exist_ok=True)
    wrap = _seeds(options.reader, corpus)
    arguments = [
        sys.argv[0],
        str(corpus),
        f"-max_total_time={options.seconds}",
        f"-max_len={LONGEST_FILE}",
        f"-rss_limit_mb={MOST_MEMORY_MB}",
        f"-artifact_prefix={corpus.parent}/{options.reader}-",
        "-print_final_stats=1",
    ]
    atheris.Setup(arguments, _target(read_file, wrap))
    atheris.Fuzz()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("reader", choices=("text", "html", "docx", "word-xml", "pdf"))
    parser.add_argument("--seconds", type=int, default=180)
    return parser.parse_args()


def _target(
    read_file: object, wrap: Callable[[bytes], bytes]
) -> Callable[[bytes], None]:
    from fardplan.engine.sources.output_shape import problems
    from fardplan.engine.sources.read_error import ReadError
    from fardplan.engine.sources.themes import Lexicon, ThemeWords

    lexicon = Lexicon((ThemeWords("a", "A", ("vård", "*team")),))

    def test_one(data: bytes) -> None:
        content = wrap(data)
        began = time.process_time()
        with suppress(ReadError):
            text = read_file.to_source(content).text  # type: ignore[attr-defined]
            answer = read_file.read_content(content, lexicon)  # type: ignore[attr-defined]
            _hold(not problems(answer), "the answer has the promised shape")
            for one in [*answer["findings"], *answer["notes"]]:
                quote = text[one["start"] : one["end"]]
                _hold(quote == one["quote"], "the quotation is exact")
            # The code is instrumented, and five times slower than it is.
            most = 5 * SECONDS_A_PAGE * max(answer["document"]["pages"], 1)
            _hold(time.process_time() - began < most, "a page takes a second at most")

    return test_one


def _hold(is_held: bool, law: str) -> None:
    if not is_held:
        raise AssertionError(law)


def _seeds(reader: str, corpus: Path) -> Callable[[bytes], bytes]:
    """Write the files to begin with; give what makes a file of the fuzzer's bytes."""
    from tests.builders import documents
    from tests.builders.pdf import pdf_of_text
    from tests.builders.word import word_bytes, word_document

    papers = {name: getattr(documents, name) for name in NAMES}
    word = word_document()
    word.add_heading("Strategi 1", 1)
    word.add_paragraph("En punkt", style="List Bullet")
    word.add_table(2, 2).cell(0, 0).text = "Ruta"
    whole_word = word_bytes(word)
    page = "<html><body><h1>Plan</h1><ul><li>Ett<ul><li>Två</ul></ul><table><tr><td>a"
    seeds: dict[str, list[bytes]] = {
        "text": [text.encode() for text in papers.values()],
        "html": [page.encode(), *(f"{page}<pre>{t}".encode() for t in papers.values())],
        "docx": [whole_word],
        "word-xml": [_document_xml(whole_word)],
        "pdf": [pdf_of_text(text) for text in papers.values()],
    }
    for number, content in enumerate(seeds[reader]):
        (corpus / f"seed-{number}").write_bytes(content)
    if reader == "word-xml":
        return lambda data: _with_document_xml(whole_word, data)
    return bytes


def _document_xml(word: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        return packed.read("word/document.xml")


def _with_document_xml(word: bytes, xml: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word)) as packed,
        zipfile.ZipFile(out, "w") as changed,
    ):
        for name in packed.namelist():
            own = xml if name == "word/document.xml" else packed.read(name)
            changed.writestr(name, own)
    return out.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
