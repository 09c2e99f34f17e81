"""What the eye sees on a PDF's page and the text alone does not say."""

from __future__ import annotations

from tests.builders.pdf import Placed, pdf_of_text, write_pdf

from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.read_pdf import read_pdf
from fardplan.engine.sources.timetable import find_timetable


LONG = (
    "Regionen och kommunerna har enats om en plan som de ska följa under flera år till"
)


def page(*lines: Placed | tuple[float, str]) -> list[Placed]:
    """Set lines under each other; each with its left edge."""
    return [
        line
        if isinstance(line, Placed)
        else Placed(line[1], line[0], 780 - 14 * number)
        for number, line in enumerate(lines)
    ]


def blocks_of(*lines: Placed | tuple[float, str]) -> list[tuple[str, str, int]]:
    document = read_blocks(read_pdf(write_pdf([page(*lines)])))
    return [(one.kind.value, one.text, one.level) for one in document.blocks]


def test_items_whose_bullets_were_drawn_are_told_by_where_lines_begin_and_end():
    assert blocks_of(
        (70, LONG),
        (70, f"{LONG}."),
        (90, "Första punkten"),
        (90, f"Andra punkten, där {LONG.lower()}"),
        (90, "nästa rad"),
        (110, "under den andra"),
        (90, "Tredje punkten"),
        (70, "Rubrik"),
        (70, LONG),
    ) == [
        ("paragraph", f"{LONG} {LONG}.", 1),
        ("item", "Första punkten", 1),
        ("item", f"Andra punkten, där {LONG.lower()} nästa rad", 1),
        ("item", "under den andra", 2),
        ("item", "Tredje punkten", 1),
        ("heading", "Rubrik", 1),
        ("paragraph", LONG, 1),
    ]


def test_what_hangs_under_a_number_is_no_item():
    assert blocks_of(
        (70, LONG),
        (70, f"1. {LONG}"),
        (84, "Region Ek fortsätter här."),
        (84, "Ny punkt"),
        (95, "Nästa punkt"),
    )[1:] == [
        ("paragraph", f"1. {LONG} Region Ek fortsätter här.", 1),
        ("item", "Ny punkt", 1),
        ("item", "Nästa punkt", 2),
    ]


def test_a_list_at_the_top_of_a_page_of_short_lines_is_seen():
    kinds = [kind for kind, _, _ in blocks_of((90, "Ett"), (70, "Två"), (70, "Tre"))]
    assert kinds[0] == "item"


def test_letters_larger_than_any_paper_stand_nowhere():
    lines = [Placed("Ett", 70, 780, size=1e39), Placed("Två", 70, 760)]
    # PDFium itself says that no line ends between them.
    assert read_pdf(write_pdf([lines])).text == "EttTvå\f"


def test_type_that_is_bold_or_larger_stands_apart():
    lines = [
        Placed("Våra mål", 70, 780, is_bold=True),
        Placed(f"{LONG}.", 70, 766),
        Placed("Uppföljning", 70, 752, size=12),
        Placed("Planen följs upp.", 70, 738),
    ]
    texts = [text for _, text, _ in blocks_of(*lines)]
    assert texts == ["Våra mål", f"{LONG}.", "Uppföljning", "Planen följs upp."]


def test_the_smallest_common_step_is_that_of_a_paragraph():
    text = "3 maj 2030\nUppstart\n\n4 juni 2030\nBeslut\n\n5 juli 2030\nSlut"
    blocks = read_blocks(read_pdf(pdf_of_text(text))).blocks
    assert [one.text for one in blocks] == [
        "3 maj 2030 Uppstart",
        "4 juni 2030 Beslut",
        "5 juli 2030 Slut",
    ]


def test_columns_far_apart_keep_a_gap():
    row = [
        Placed("09.00-09.30", 70, 780),
        Placed("Läget i länet", 150, 780),
        Placed("Ada Ström", 300, 780),
        Placed(LONG, 70, 752),
        Placed("Sara Lind (S)", 70, 724),
        Placed("Ola Ek (S)", 400, 724),
    ]
    source = read_pdf(write_pdf([row]))
    assert source.text.splitlines()[0] == "09.00-09.30   Läget i länet   Ada Ström"
    assert source.text.splitlines()[-1].rstrip("\f") == "Sara Lind (S)   Ola Ek (S)"
    (found,) = find_timetable(read_blocks(source).blocks)
    assert found.fields["presenters"] == ("Ada Ström",)


def test_a_page_without_a_line_has_no_items():
    assert read_pdf(write_pdf([[], page((70, "Ord"))])).text == "\fOrd\f"


def test_a_page_with_more_letters_than_most_is_read_whole():
    lines = [f"{number} {LONG}" for number in range(1, 91)]
    placed = [Placed(line, 70, 800 - 8 * n, size=6) for n, line in enumerate(lines)]
    pages = [placed, [Placed("Sist", 70, 700)]]
    text = "\f".join(["\n".join(lines), "Sist", ""])
    assert read_pdf(write_pdf(pages)).text == text
