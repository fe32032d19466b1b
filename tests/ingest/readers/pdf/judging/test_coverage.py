from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from archive.pages import Page, Want
from ingest.readers.pdf.engines import letters
from tests.corpora import corpus
from tests.ingest.readers.pdf.building import Leaf, build, text
from tests.ingest.readers.pdf.making import HEIGHT, LEFT, WIDTH, Drawing, lines, make, read_all


@pytest.fixture
def picture(tmp_path: Path) -> str:
    path = tmp_path / "bild.png"
    Image.new("L", (80, 110), 128).save(path)
    return str(path)


def read_one(path: Path, draw: Drawing) -> Page:
    (page,), _ = read_all(make(path / "a.pdf", draw))
    return page


def test_pictures_without_text_are_counted(tmp_path: Path, picture: str) -> None:
    def draw(canvas: Canvas) -> None:
        lines(*LEFT)(canvas)
        canvas.drawImage(picture, 60, 400, 150, 150)
        canvas.drawImage(picture, 300, 400, 150, 150)
        canvas.drawImage(picture, 60, 300, 20, 20)  # a mark
        canvas.drawImage(picture, 60, 280, 500, 4)  # a rule

    assert read_one(tmp_path, draw).coverage.pictures == 2


def test_a_ground_under_the_text_and_a_repeated_mark_are_no_pictures(tmp_path: Path, picture: str) -> None:
    def ground(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        lines(*LEFT)(canvas)

    def box(canvas: Canvas) -> None:
        canvas.drawImage(picture, 50, 650, 300, 130)
        canvas.drawImage(picture, 400, 50, 100, 100)
        lines(*LEFT)(canvas)

    pages, _ = read_all(make(tmp_path / "a.pdf", ground, box, box))
    assert [page.coverage.pictures for page in pages] == [0, 1, 0]
    assert {page.coverage.wants for page in pages} == {Want.NONE}


def test_a_scan_wants_to_be_read_also_where_it_lies_in_stripes(tmp_path: Path, picture: str) -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)

    def stripes(canvas: Canvas) -> None:
        for index in range(10):
            canvas.drawImage(picture, 0, index * HEIGHT / 10, WIDTH, HEIGHT / 10)
        lines("7")(canvas)

    pages, summary = read_all(make(tmp_path / "a.pdf", scan, stripes))
    assert [page.coverage.wants for page in pages] == [Want.SCAN] * 2
    assert [page.coverage.pictures for page in pages] == [0, 0]
    assert summary.counts["pages_with_image_only"] == 2


def test_letters_drawn_as_shapes_want_to_be_read_and_a_blank_page_does_not(tmp_path: Path) -> None:
    def drawn(canvas: Canvas) -> None:
        for index in range(40):
            canvas.rect(60 + index * 10, 700, 6, 9, fill=1)

    def ruled(canvas: Canvas) -> None:
        canvas.line(60, 60, 500, 60)

    def coloured(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(0, 0, WIDTH, HEIGHT, fill=1)

    pages, _ = read_all(make(tmp_path / "a.pdf", drawn, ruled, coloured, lambda _: None))
    assert [page.coverage.wants for page in pages] == [Want.DRAWN, Want.NONE, Want.NONE, Want.NONE]


def test_letters_without_a_name_want_to_be_read_and_the_other_reading_is_kept() -> None:
    (page,), summary = read_all(corpus("hostile") / "tounicode_missing.pdf")
    assert page.coverage.wants is Want.GARBLED
    assert page.coverage.agreement is not None
    assert page.coverage.agreement < 0.9
    assert page.coverage.other_reader.startswith("pdfminer.six")
    assert "\ufffd" in page.coverage.other_text
    assert "fonts do not say" in summary.left_out[0]


def test_a_page_here_and_there_tells_how_far_two_readers_agree(tmp_path: Path) -> None:
    pages, _ = read_all(make(tmp_path / "a.pdf", *[lines(*LEFT)] * 3))
    assert [page.coverage.agreement for page in pages] == [None, 1.0, None]
    assert {page.coverage.other_text for page in pages} == {""}
    alone, _ = read_all(tmp_path / "a.pdf", "pdfium")
    assert {page.coverage.agreement for page in alone} == {None}


def test_a_string_longer_than_pdfium_reads_is_read_by_the_other(tmp_path: Path) -> None:
    words = [f"ordet{number}" for number in range(5_000)]
    path = build(tmp_path / "a.pdf", [Leaf(text(" ".join(words)))])
    (page,), summary = read_all(path)
    assert page.text.split() == words
    assert page.coverage.reader.startswith("pdfminer.six")
    assert summary.left_out == ()
    (alone,), summary = read_all(path, "pdfium")
    assert len(alone.text) <= 2 * letters._LONGEST_STRING + 1
    assert "longer than the reader reads" in summary.left_out[0]


def test_a_page_whose_letters_are_lost_without_a_word_is_read_by_the_other() -> None:
    (page,), _ = read_all(corpus("pdf-general") / "pdfminer-kampo.pdf")
    assert page.coverage.reader.startswith("pdfminer.six")
    assert len(page.text) > 2_000
