import math
from collections import Counter
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from archive.folder.outcomes import Outcome
from ingest.readers.pdf.engines.miner import MinerFile
from ingest.readers.pdf.engines.pdfium import PdfiumFile
from ingest.readers.pdf.engines.sheet import Engine, Frame
from ingest.readers.reading import Refused
from tests.corpora import corpus
from tests.ingest.readers.pdf.making import LEFT, lines, make


def both(path: Path) -> tuple[Engine, Engine]:
    return PdfiumFile(path), MinerFile(path, 100)


def test_both_engines_find_the_same_pieces_at_the_same_places(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", lines(*LEFT))
    first, second = (engine.sheet(0, 10_000) for engine in both(path))
    assert [piece.text for piece in first.pieces] == [piece.text for piece in second.pieces]
    for one, other in zip(first.pieces, second.pieces, strict=True):
        assert one[1:5] == pytest.approx(other[1:5], abs=2.0)  # their fonts differ in height


def test_both_engines_read_text_inside_forms(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("ruta")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(10, 10, "inuti")
        canvas.endForm()
        canvas.translate(100, 100)
        canvas.doForm("ruta")
        canvas.drawString(10, 200, "utanför")

    for engine in both(make(tmp_path / "a.pdf", draw)):
        sheet = engine.sheet(0, 100)
        assert [piece.text for piece in sheet.pieces] == ["inuti", "utanför"]
        assert sheet.pieces[0].x0 == pytest.approx(110, abs=1)
        assert sheet.pieces[1].x0 == pytest.approx(110, abs=1)


def test_both_engines_stop_at_the_most_letters(tmp_path: Path) -> None:
    for engine in both(make(tmp_path / "a.pdf", lines(*LEFT))):
        sheet = engine.sheet(0, 20)
        assert sheet.cut
        assert 10 < sum(len(piece.text) for piece in sheet.pieces) <= 20


@pytest.mark.parametrize("name", ["lect-week13.pdf", "catfeeder-projektrapport.pdf"])
def test_both_engines_agree_on_real_pages(name: str) -> None:
    first, second = both(corpus("pdf-swedish") / name)
    assert first.page_count == second.page_count
    for index in range(first.page_count):
        words = [
            Counter("".join(piece.text for piece in engine.sheet(index, 100_000).pieces))
            for engine in (first, second)
        ]
        assert (words[0] & words[1]).total() >= 0.95 * max(words[0].total(), 1)


def test_neither_engine_opens_a_locked_file() -> None:
    path = corpus("hostile") / "enc_user.pdf"
    for open_file in (PdfiumFile, lambda path: MinerFile(path, 10)):
        with pytest.raises(Refused) as refused:
            open_file(path)
        assert refused.value.outcome is Outcome.ENCRYPTED


@pytest.mark.parametrize(
    ("rotation", "shown"),
    [(0, (10, 60, 30, 90)), (90, (10, 10, 40, 30)), (180, (70, 10, 90, 40)), (270, (60, 70, 90, 90))],
)
def test_a_frame_turns_user_space_to_the_shown_page(rotation: int, shown: tuple[float, ...]) -> None:
    frame = Frame.of((100, 200, 200, 300), rotation)
    assert frame.place(110, 210, 130, 240) == shown


def test_an_empty_frame_becomes_a_page_that_can_be_divided_by() -> None:
    frame = Frame.of((5, 5, 5, 5), 0)
    assert frame.width > 0
    assert frame.height > 0


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_letters_that_stand_nowhere_have_a_place(turn: int, number: float) -> None:
    """PDFium gives such numbers for letters whose matrix is damaged."""
    frame = Frame(0, 0, 100, 200, turn)
    assert frame.place(1, number, 2, 3) == (0, 0, 0, 0)
    assert frame.place(10, 20, 30, 40) != (0, 0, 0, 0)
