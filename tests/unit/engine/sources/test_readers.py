"""PDF, Word, HTML and text give the same findings; what can't be read says why."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
from tests.acceptance.scoring import lexicon
from tests.builders import documents
from tests.builders.pdf import Placed, encrypted_pdf, pdf_of_text, write_pdf
from tests.builders.word import add_list, number, word_bytes, word_document, zip_of

from fardplan.engine.sources import read_docx, read_file, read_html, read_pdf
from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.model import Document, Line, Source
from fardplan.engine.sources.output import page_starts
from fardplan.engine.sources.read_error import ReadError


def shown(content: bytes) -> list[tuple[str, str, int, str]]:
    """Give kind, mark, level and text of each block."""
    blocks = read_blocks(read_file.to_source(content)).blocks
    return [(b.kind.value, b.mark, b.level, b.text) for b in blocks]


def facts(content: bytes) -> list[object]:
    """Give what is found, whatever the format."""
    answer = read_file.read_content(content, lexicon())
    return [
        answer["document"]["kind"],
        *([one["kind"], one["fields"]] for one in answer["findings"]),
    ]


def test_a_pdf_says_what_its_text_says():
    assert facts(pdf_of_text(documents.NOTICE)) == facts(documents.NOTICE.encode())


def test_a_pdf_has_pages_and_levels_by_indentation():
    pages = "\f".join(documents.OVERVIEW_PAGES).replace("• hälsa", "  • hälsa")
    answer = read_file.read_content(pdf_of_text(pages), lexicon())
    assert answer["document"]["pages"] == len(documents.OVERVIEW_PAGES)
    levels = [
        one["fields"]["level"]
        for one in answer["findings"]
        if one["kind"] == "bullet" and one["page"] == 2
    ]
    assert levels == [1, 1, 2, 1, 1, 1]


def test_columns_of_a_pdf_are_kept_apart():
    left = [Placed("• Vänster ett", 70, 700), Placed("• Vänster två", 72, 686)]
    right = [Placed("• Höger ett", 320, 700), Placed("• Höger två", 340, 686)]
    assert shown(write_pdf([[*left, *right]])) == [
        ("item", "•", 1, "Vänster ett"),
        ("item", "•", 1, "Vänster två"),
        ("item", "•", 1, "Höger ett"),
        ("item", "•", 2, "Höger två"),
    ]


def test_a_page_that_cannot_be_loaded_is_empty():
    broken = pdf_of_text("Sida ett\fSida två").replace(
        b"/Type /Page /Parent 2 0 R", b"/Type /Xage /Parent 9 0 R", 1
    )
    texts = [text for *_, text in shown(broken)]
    assert texts[-1] == "Sida två"


def test_a_page_missing_from_the_file_is_empty():
    pages = pdf_of_text("Sida ett\fSida två").replace(
        b"[4 0 R 6 0 R]", b"[4 0 R 99 0 R]"
    )
    source = read_file.to_source(pages)
    assert source.text.split("\f")[0] == "Sida ett"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Filen är tom."),
        (b" \n", "Filen är tom."),
        (b"... --- ...", "Filen är tom."),
        (encrypted_pdf(), "skyddad med lösenord"),
        (pdf_of_text(" "), r"inskannat.*OCR"),
        (b"%PDF-1.4\n%%EOF", "skadad eller avhuggen.*PDF"),
        (b"PK\x03\x04 avhuggen", "skadad eller avhuggen.*Word"),
        (zip_of(xl__workbook_xml=b"<a/>"), "kalkylblad"),
        (zip_of(word__document_xml=b"<a/>"), "skadad eller avhuggen.*Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"\.doc\)"),
        (b"\x89PNG\r\n", "är en bild.*OCR"),
        (b"{\\rtf1 hej}", "RTF"),
        (b"<!doctype html><html><body></body></html>", "Filen är tom."),
        (b"<html>", "Filen är tom."),
        (b"a\x00b", "inget dokument som går att läsa"),
        (b"\x01\x02\x03\x04a", "inget dokument som går att läsa"),
    ],
)
def test_what_cannot_be_read_says_why(content, reason):
    with pytest.raises(ReadError, match=reason):
        read_file.read_content(content, lexicon())


def test_a_truncated_word_document_says_so():
    whole = word_bytes(word_document())
    with pytest.raises(ReadError, match="skadad eller avhuggen"):
        read_file.to_source(whole[: len(whole) // 2])


def test_a_damaged_list_of_members_says_so():
    with pytest.raises(ReadError, match="skadad eller avhuggen"):
        read_docx.read_docx(b"PK\x03\x04")


def test_a_zip_bomb_is_refused_within_a_second():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"0" * 60_000_000)
    began = time.monotonic()
    with pytest.raises(ReadError, match="60 MB uppackad"):
        read_file.to_source(packed.getvalue())
    assert time.monotonic() - began < 1


def test_limits_are_told(monkeypatch):
    monkeypatch.setattr(read_file, "LARGEST_MB", 0)
    with pytest.raises(ReadError, match="större än 0 MB"):
        read_file.read_content(b"hej", lexicon())
    monkeypatch.undo()
    monkeypatch.setattr(read_pdf, "MOST_PAGES", 1)
    with pytest.raises(ReadError, match=r"har 2 sidor\. Högst 1"):
        read_file.to_source(pdf_of_text("a\fb"))
    monkeypatch.setattr(read_file, "_TEXT_LIMIT", 2)
    with pytest.raises(ReadError, match="20 miljoner tecken"):
        read_file.to_source(b"hej")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_a_text_is_told_by_its_bytes(encoding):
    assert read_file.to_source("Åtgärd".encode(encoding)).text == "Åtgärd"


def test_a_file_that_is_missing_or_renamed(tmp_path):
    with pytest.raises(ReadError, match="går inte att öppna"):
        read_file.read_file(tmp_path / "saknas.pdf", lexicon())
    renamed = tmp_path / "protokoll.docx"
    renamed.write_bytes(pdf_of_text(documents.MINUTES))
    answer = read_file.read_file(renamed, lexicon())
    assert answer["document"]["kind"] == "minutes"


def test_word_numbers_bullets_and_tables_are_written_out():
    document = word_document()
    document.add_heading("Aktivitetsplan 2030 för Vårdberedningen", 0)
    document.add_heading("Fokusområden", 1)
    document.add_paragraph("Primärvård", style="List Bullet")
    document.add_paragraph("Barn", style="List Bullet 2")
    document.add_paragraph("Först", style="List Number")
    bullets, numbers = (
        add_list(document, "bullet", None),
        add_list(document, "decimal", "decimal"),
    )
    for text, chosen, level in (
        ("Punkt", bullets, 0),
        ("Under", bullets, 1),
        ("Ett", numbers, 0),
        ("Ett ett", numbers, 1),
        ("Två", numbers, None),
        ("Två ett", numbers, 1),
        ("Utan lista", None, 0),
        ("Borttagen", 0, 0),
        ("Okänd", 77, 0),
    ):
        number(document.add_paragraph(text), chosen, level)
    number(document.add_heading("Numrerad rubrik", 2), numbers, 0)
    document.add_paragraph("Första raden\nandra raden")
    document.add_paragraph(" ")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "MINDRE AV", "MER AV"
    assert shown(word_bytes(document)) == [
        ("heading", "", 1, "Aktivitetsplan 2030 för Vårdberedningen"),
        ("heading", "", 1, "Fokusområden"),
        ("item", "•", 1, "Primärvård"),
        ("item", "•", 2, "Barn"),
        ("paragraph", "", 1, "1. Först"),
        ("item", "•", 1, "Punkt"),
        ("item", "•", 2, "Under"),
        ("paragraph", "", 1, "1. Ett"),
        ("paragraph", "", 1, "1.1 Ett ett"),
        ("paragraph", "", 1, "2. Två"),
        ("paragraph", "", 1, "2.1 Två ett"),
        ("heading", "", 1, "Utan lista"),
        ("heading", "", 1, "Borttagen"),
        ("item", "•", 1, "Okänd"),
        ("heading", "", 2, "3. Numrerad rubrik"),
        ("heading", "", 1, "Första raden andra raden"),
        ("row", "", 1, "MINDRE AV | MER AV"),
    ]


def test_word_counts_by_letters_and_roman_numbers():
    document = word_document()
    forms = ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
    for form in forms:
        chosen = add_list(document, form)
        for _ in range(4):
            number(document.add_paragraph("Punkt"), chosen)
    long = add_list(document, "lowerLetter")
    for _ in range(27):
        number(document.add_paragraph("Punkt"), long)
    source = read_docx.read_docx(word_bytes(document))
    marks = [line.split()[0] for line in source.text.split("\n") if line]
    assert marks[:16] == [
        *("a)", "b)", "c)", "d)"),
        *("A)", "B)", "C)", "D)"),
        *("i.", "ii.", "iii.", "iv."),
        *("I.", "II.", "III.", "IV."),
    ]
    assert marks[-1] == "aa)"


def test_meetings_in_a_table_of_a_word_document():
    document = word_document()
    document.add_heading("Aktivitetsplan 2029", 0)
    document.add_heading("Fokusområden", 1)
    document.add_paragraph("Barn", style="List Bullet")
    document.add_heading("Planerade möten 2029", 1)
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(
        table.rows[0].cells,
        ("Måndag 12 februari", "Beslut:\nÅrets plan\nBudget", "Storgatan 3, Ekö"),
        strict=True,
    ):
        cell.text = text
    assert facts(word_bytes(document))[3] == [
        "planned_meeting",
        {
            "date": "2029-02-12",
            "place": "Storgatan 3, Ekö",
            "items": {"decision": ["Årets plan", "Budget"]},
        },
    ]


def test_a_word_document_without_text_names_ocr():
    with pytest.raises(ReadError, match="OCR"):
        read_file.to_source(word_bytes(word_document()))


def test_a_word_document_without_a_part_for_numbers_is_read():
    document = word_document()
    document.add_paragraph("Bara text")
    packed, out = io.BytesIO(word_bytes(document)), io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/numbering.xml":
                continue
            if name.endswith((".rels", "[Content_Types].xml")):
                content = re.sub(
                    rb"<(?:Relationship|Override)[^>]*numbering[^>]*/>", b"", content
                )
            new.writestr(name, content)
    assert shown(out.getvalue()) == [("heading", "", 1, "Bara text")]


@pytest.mark.parametrize(
    ("whole", "changed", "told"),
    [
        (b'<w:pStyle w:val="ListBullet"/>', b"<w:pStyle/>", None),
        (
            b'<w:pStyle w:val="ListBullet"/>',
            b'<w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="3"/></w:numPr>',
            "En punkt",
        ),
    ],
)
def test_damage_inside_a_word_document_that_fuzzing_found(whole, changed, told):
    document = word_document()
    document.add_paragraph("En punkt", style="List Bullet")
    packed, out = io.BytesIO(word_bytes(document)), io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            assert name != "word/document.xml" or whole in content
            new.writestr(name, content.replace(whole, changed))
    if told is None:
        with pytest.raises(ReadError, match="skadad eller avhuggen"):
            read_file.to_source(out.getvalue())
    else:
        assert told in read_file.to_source(out.getvalue()).text


def test_html_with_letters_that_xml_does_not_have_is_read():
    page = b"<html><p>Mer<br>\x01v\xc3\xa5rd</p><td><p>Ett</p>\x0b\x7fTv\xc3\xa5</td>"
    assert read_html.read_html(page).text.split() == ["Mer", "vård", "Ett", "\x7fTvå"]


def test_html_has_headings_lists_and_tables():
    page = """<!doctype html><html><head><title>x</title></head><body>
    <nav>Meny</nav><h1>Strategi 1: Nära</h1><div>Lös text<p>Ett<br>två</p>efter</div>
    <ul><li>En<ul><li>Under</li></ul></li><li><p>Två</p> mer</li><p>utanför</p></ul>
    <ol><li>Först</li><li>Sen</li></ol>
    <table><tr><td>MINDRE AV</td><td>MER AV</td></tr><tr><td>Reaktiv</td><td>Proaktiv</td></tr></table>
    <blockquote><p>Citat</p></blockquote></body></html>"""
    assert shown(page.encode()) == [
        ("heading", "", 1, "Strategi 1: Nära"),
        ("heading", "", 1, "Lös text"),
        ("heading", "", 1, "Ett två"),
        ("paragraph", "", 1, "efter"),
        ("item", "•", 1, "En"),
        ("item", "•", 2, "Under"),
        ("item", "•", 1, "Två mer"),
        ("paragraph", "", 1, "utanför"),
        ("paragraph", "", 1, "1. Först"),
        ("paragraph", "", 1, "2. Sen"),
        ("row", "", 1, "MINDRE AV | MER AV"),
        ("row", "", 1, "Reaktiv | Proaktiv"),
        ("heading", "", 1, "Citat"),
    ]


@pytest.mark.parametrize(
    ("start", "encoding"),
    [("", "utf-8"), ("", "cp1252"), ("<meta charset=iso-8859-1>", "latin-1")],
)
def test_the_encoding_of_a_page_is_told_or_guessed(start, encoding):
    page = f"<html>{start}<p>Vård på plats</p></html>".encode(encoding)
    assert shown(page)[0][3] == "Vård på plats"


def test_a_page_in_an_unknown_encoding_says_so():
    with pytest.raises(ReadError, match="tom"):
        read_html.read_html(b"<html><meta charset=finns-inte><p>x</p></html>")


def test_a_deep_page_is_read_without_end():
    page = f"<html>{'<div>' * 230}djupt{'</div>' * 230}</html>".encode()
    assert shown(page)[0][3] == "djupt"


def test_the_text_and_its_pages_are_given_beside_the_answer(tmp_path):
    file = tmp_path / "papper.txt"
    text = "\n\n\n\n".join(f"Sidan {n} säger något." for n in range(1, 4))
    file.write_text(text, encoding="utf-8")
    whole = read_file.read_file_whole(file, lexicon())
    assert whole["text"] == text
    pages = [text[start:] for start in whole["page_starts"]]
    assert [page[:7] for page in pages] == ["Sidan 1", "Sidan 2", "Sidan 3"]
    short = read_file.read_file(file, lexicon())
    assert whole.keys() - short.keys() == {"text", "page_starts"}


def test_a_page_without_lines_begins_where_the_next_does():
    source = Source("En sida.\fTvå.", breaks=(9,))
    document = Document(
        source=source,
        lines=(Line("Två.", 9, 13, 3, 0), Line("Två igen.", 11, 13, 3, 0)),
        blocks=(),
        pages=4,
    )
    assert page_starts(document) == [0, 9, 9, 13]
