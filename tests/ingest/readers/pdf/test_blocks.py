from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from archive.pages import BlockKind
from tests.ingest.readers.pdf.making import LEFT, block_text, lines, make, read_all


def slide(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(60, 760, "Lägesbild")
    canvas.setFont("Helvetica", 14)
    for index, (indent, text) in enumerate(
        [
            (0, "• Gemensam bild av läget i"),
            (12, "kommunen och länet"),
            (20, "– Brottsstatistik"),
            (20, "– Trygghetsmätning"),
            (0, "• Medborgarlöften"),
            (0, "1. Kartlägg"),
        ]
    ):
        canvas.drawString(60 + indent, 700 - 17 * index, text)


def test_a_slide_has_a_title_and_items_with_their_depth(tmp_path: Path) -> None:
    (page,), summary = read_all(make(tmp_path / "a.pdf", slide))
    assert page.title == "Lägesbild"
    assert [(block.kind, block.level, block_text(page, block)) for block in page.blocks] == [
        (BlockKind.HEADING, 1, "Lägesbild"),
        (BlockKind.ITEM, 1, "Gemensam bild av läget i kommunen och länet"),
        (BlockKind.ITEM, 2, "Brottsstatistik"),
        (BlockKind.ITEM, 2, "Trygghetsmätning"),
        (BlockKind.ITEM, 1, "Medborgarlöften"),
        (BlockKind.ITEM, 1, "1. Kartlägg"),
    ]
    assert summary.headline == "Lägesbild"


def test_paragraphs_end_at_blanks_and_indentations(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(*LEFT)(canvas)
        lines(*LEFT, y=640)(canvas)
        lines("Ett indrag börjar ett nytt stycke", x=80, y=640 - 6 * 14)(canvas)
        lines("som sedan går på i vänsterkanten.", y=640 - 7 * 14)(canvas)

    (page,), _ = read_all(make(tmp_path / "a.pdf", draw))
    texts = [block_text(page, block) for block in page.blocks]
    assert texts[:2] == [" ".join(LEFT)] * 2
    assert texts[2].startswith("Ett indrag börjar")
    assert {block.kind for block in page.blocks} == {BlockKind.PARAGRAPH}
    assert page.title == ""


def test_the_headline_is_the_largest_lines_that_follow_each_other(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines("Rapport 2017:8")(canvas)
        canvas.setFont("Helvetica", 22)
        lines("Att förebygga brott", "i samverkan", y=700, step=26)(canvas)
        canvas.setFont("Helvetica", 11)
        lines(*LEFT, y=600)(canvas)

    (page,), summary = read_all(make(tmp_path / "a.pdf", draw))
    assert summary.headline == "Att förebygga brott i samverkan"
    assert page.title == "Att förebygga brott i samverkan"


def test_where_all_is_of_one_size_the_lines_before_a_blank_are_the_headline(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines("Avtal om samverkan")(canvas)
        lines(*LEFT, y=720)(canvas)

    assert read_all(make(tmp_path / "a.pdf", draw))[1].headline == "Avtal om samverkan"
    assert read_all(make(tmp_path / "b.pdf", lines(*LEFT)))[1].headline == ""
