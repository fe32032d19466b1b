from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from archive.folder.outcomes import Outcome
from archive.pages import Page
from ingest.readers.pdf import read
from ingest.readers.reading import Limits, Refused
from tests.corpora import corpus
from tests.ingest.readers.pdf.making import HEIGHT, LEFT, RIGHT, WIDTH, lines, make, read_all

MODES = pytest.mark.parametrize("mode", ["auto", "pdfium", "pdfminer"])


def assert_sound(page: Page) -> None:
    """What holds for every page: words and blocks point into the text, and cover it."""
    end = 0
    for word in page.words:
        assert word.text == page.text[word.start : word.end]
        assert word.text.split() == [word.text]
        assert word.start >= end
        assert page.text[end : word.start].strip() == ""
        end = word.end
        assert word.boxes
        for x0, y0, x1, y1 in word.boxes:
            assert 0 <= x0 <= x1 <= 1
            assert 0 <= y0 <= y1 <= 1
    assert end == len(page.text)
    end = 0
    for block in page.blocks:
        assert block.start >= end
        assert page.text[end : block.start] in ("", "\n")
        assert block.end > block.start
        end = block.end
    assert end == len(page.text)


@MODES
def test_words_stand_where_they_are_drawn(tmp_path: Path, mode: str) -> None:
    path = make(tmp_path / "a.pdf", lines("Brott förebyggs", x=100, y=700))
    (page,), summary = read_all(path, mode)
    assert_sound(page)
    assert page.text == "Brott förebyggs"
    x0, y0, x1, y1 = page.words[0].boxes[0]
    assert x0 == pytest.approx(100 / WIDTH, abs=0.002)
    assert x1 == pytest.approx((100 + stringWidth("Brott", "Helvetica", 11)) / WIDTH, abs=0.002)
    assert y0 < 1 - 700 / HEIGHT < y1
    assert y1 - y0 == pytest.approx(11 / HEIGHT, rel=0.25)
    assert (page.width, page.height) == (pytest.approx(WIDTH, abs=0.01), pytest.approx(HEIGHT, abs=0.01))
    assert summary.page_count == 1
    assert summary.left_out == ()


@MODES
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_follow_the_crop_box_and_the_rotation(tmp_path: Path, mode: str, rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(200, 300, "Ystad")
        canvas.setCropBox((100, 100, 400, 500))
        canvas.setPageRotation(rotation)

    (page,), _ = read_all(make(tmp_path / "a.pdf", draw), mode)
    assert (page.width, page.height) == ((300, 400) if rotation % 180 == 0 else (400, 300))
    across, down = (200 + 13 - 100) / 300, 1 - (300 + 3 - 100) / 400  # the middle of the word, unrotated
    x, y = {
        0: (across, down),
        90: (1 - down, across),
        180: (1 - across, 1 - down),
        270: (down, 1 - across),
    }[rotation]
    x0, y0, x1, y1 = page.words[0].boxes[0]
    assert (x0 + x1) / 2 == pytest.approx(x, abs=0.02)
    assert (y0 + y1) / 2 == pytest.approx(y, abs=0.02)
    assert page.text == "Ystad"


@MODES
def test_text_beyond_the_visible_page_comes_last_and_is_told(tmp_path: Path, mode: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 800, "Tryckmarke")
        canvas.drawString(150, 500, "Innehållet")
        canvas.setCropBox((100, 300, 400, 700))

    (page,), summary = read_all(make(tmp_path / "a.pdf", draw), mode)
    assert_sound(page)
    assert page.text == "Innehållet\nTryckmarke"
    assert "outside the visible page" in page.remarks[0]
    assert summary.headline == "Innehållet"


@MODES
def test_two_columns_drawn_row_by_row_are_read_column_by_column(tmp_path: Path, mode: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 790, "En rubrik som går över båda spalterna och är lika bred som de är")
        for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(60, 750 - 14 * index, left)
            canvas.drawString(310, 750 - 14 * index, right)
        canvas.drawString(60, 600, "En rad under båda spalterna som också den går över hela sidans bredd")

    (page,), _ = read_all(make(tmp_path / "a.pdf", draw), mode)
    assert_sound(page)
    words = page.text.split()
    assert words[14:-13] == " ".join(LEFT + RIGHT).split()
    assert words[-13:-11] == ["En", "rad"]


@MODES
@pytest.mark.parametrize("angle", [90, 270])
def test_sideways_writing_gives_words(tmp_path: Path, mode: str, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "Samverkan mellan kommun och polis")
        canvas.drawString(0, -14, "är bra för alla i hela länet")

    (page,), _ = read_all(make(tmp_path / "a.pdf", draw), mode)
    assert_sound(page)
    assert page.text == "Samverkan mellan kommun och polis är bra för alla i hela länet"


@MODES
def test_a_word_divided_at_a_line_end_is_one_word_with_two_boxes(tmp_path: Path, mode: str) -> None:
    path = make(tmp_path / "a.pdf", lines("Kommunens brotts-", "förebyggande arbete med färg-", "och form."))
    (page,), _ = read_all(path, mode)
    assert_sound(page)
    assert page.text == "Kommunens brottsförebyggande arbete med färg- och form."
    upper, lower = page.words[1].boxes
    assert upper[0] > lower[0]
    assert upper[3] < lower[3]


@MODES
def test_pages_have_labels_and_the_file_has_metadata(tmp_path: Path, mode: str) -> None:
    def first(canvas: Canvas) -> None:
        canvas.setTitle("Vägledning för samverkan")
        canvas.setAuthor("Exempel")
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(1, style="ARABIC", start=2)
        canvas.bookmarkPage("ett")
        canvas.addOutlineEntry("Första kapitlet", "ett", level=0)
        lines(*LEFT)(canvas)

    def second(canvas: Canvas) -> None:
        canvas.bookmarkPage("två")
        canvas.addOutlineEntry("Ett avsnitt på sidan två", "två", level=1)
        lines("The municipality and the police work together.")(canvas)

    pages, summary = read_all(make(tmp_path / "a.pdf", first, second), mode)
    assert [page.label for page in pages] == ["i", ""]
    assert summary.embedded["title"] == "Vägledning för samverkan"
    assert summary.embedded["author"] == "Exempel"
    assert summary.embedded["created"].startswith("20")
    assert summary.embedded["tagged"] == "no"
    assert [(entry.level, entry.title, entry.page) for entry in summary.outline] == [
        (1, "Första kapitlet", 1),
        (2, "Ett avsnitt på sidan två", 2),
    ]


@MODES
def test_a_password_refuses_and_an_owner_password_does_not(tmp_path: Path, mode: str) -> None:
    locked = make(tmp_path / "a.pdf", lines("Hemligt"), encrypt=StandardEncryption("user", "owner"))
    with pytest.raises(Refused, match="password") as refused:
        read_all(locked, mode)
    assert refused.value.outcome is Outcome.ENCRYPTED
    restricted = make(tmp_path / "b.pdf", lines("Öppet"), encrypt=StandardEncryption("", "owner"))
    assert read_all(restricted, mode)[0][0].text == "Öppet"


@MODES
@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"<html><body>PDF</body></html>", b"%PDF-1.4" + b"x" * 999]
)
def test_what_is_no_pdf_is_refused_as_damaged(tmp_path: Path, mode: str, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_all(path, mode)
    assert refused.value.outcome is Outcome.DAMAGED


@MODES
def test_junk_before_the_header_does_no_harm(tmp_path: Path, mode: str) -> None:
    path = make(tmp_path / "a.pdf", lines("Texten finns"))
    path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + path.read_bytes())
    assert read_all(path, mode)[0][0].text == "Texten finns"


@MODES
def test_limits_on_pages_and_characters_are_told(tmp_path: Path, mode: str) -> None:
    path = make(tmp_path / "a.pdf", *(lines("ordet " * 12, "ordet " * 12) for _ in range(4)))
    pages, summary = read_all(path, mode, pages=2, page_chars=100)
    assert len(pages) == 2
    assert any("limit" in reason for reason in summary.left_out)
    for page in pages:
        assert_sound(page)
        assert 50 < len(page.text) <= 100
        assert page.remarks == ("The text is cut at 100 characters.",)
    assert summary.page_count >= 3 if mode == "pdfminer" else summary.page_count == 4


def test_a_page_without_text_is_counted_and_a_scan_told_apart(tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "scan.png"
    Image.new("L", (80, 110), 128).save(picture)
    path = make(
        tmp_path / "a.pdf",
        lambda canvas: canvas.drawImage(str(picture), 0, 0, WIDTH, HEIGHT),
        lambda canvas: canvas.drawImage(str(picture), 0, 0, 100, 100),
        lambda canvas: None,
        lines(*LEFT),
    )
    for mode in ("auto", "pdfium", "pdfminer"):
        pages, summary = read_all(path, mode)
        assert [bool(page.text) for page in pages] == [False, False, False, True]
        assert summary.counts["pages_without_text"] == 3
        assert summary.counts["pages_with_image_only"] == 1
        assert summary.counts["images"] == 2


def test_pages_are_handed_over_before_the_structure_is_asked_for(tmp_path: Path) -> None:
    """A file whose structure runs in circles is killed at its end; the pages are out by then."""
    reader = read(corpus("hostile") / "cyc_ref.pdf", Limits(cpu_seconds=4))
    assert next(reader).text
    with pytest.raises(StopIteration) as end:
        next(reader)
    assert end.value.value.page_count == 1
    assert end.value.value.left_out == ()


def test_a_page_that_the_first_engine_cannot_read_is_read_by_the_second() -> None:
    (page,), summary = read_all(corpus("pdf-general") / "sample-unreadablemetadata.pdf")
    assert len(page.words) > 100
    assert summary.counts["second_reader"] == 1
    assert "pdfminer.six" in page.remarks[0]


def test_values_of_form_fields_are_read() -> None:
    (page,), summary = read_all(corpus("pdf-general") / "pdfminer-AcroForm_TEST.pdf")
    assert_sound(page)
    assert len(page.words) == 17
    assert summary.counts["form_fields"] > 0


def test_letters_that_fonts_do_not_name_are_told() -> None:
    (page,), _ = read_all(corpus("hostile") / "tounicode_missing.pdf")
    assert "letters are missing" in page.remarks[0]


def test_a_page_that_nobody_can_read_is_empty_and_told() -> None:
    pages, summary = read_all(corpus("hostile") / "cyc_pages.pdf")
    assert [bool(page.text) for page in pages] == [True, False]
    assert "could not be read" in pages[1].remarks[0]
    assert summary.left_out[0].startswith("Page 2 could not be read")


def test_the_files_of_a_portfolio_are_read_and_an_xfa_form_is_told_to_hold_more() -> None:
    pages, summary = read_all(corpus("hostile") / "portfolio.pdf")
    assert [page.part for page in pages] == ["", "bilaga.pdf"]
    assert summary.left_out == ()
    _, summary = read_all(corpus("hostile") / "xfa.pdf")
    assert any("XFA" in reason for reason in summary.left_out)


@pytest.mark.slow
@MODES
def test_every_page_of_real_files_is_sound(mode: str) -> None:
    for path in sorted(corpus("pdf-general").glob("*.pdf")):
        if mode == "pdfminer" and path.stat().st_size > 300_000:
            continue
        try:
            pages, summary = read_all(path, mode)
        except Refused as refusal:
            assert refusal.outcome in (Outcome.ENCRYPTED, Outcome.DAMAGED), path.name
            continue
        assert summary.page_count == len(pages) > 0, path.name
        for page in pages:
            if not page.part:  # the words of other kinds have no boxes
                assert_sound(page)
