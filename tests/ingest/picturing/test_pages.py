"""Pages of PDF files as they are drawn: measures, frames, what is shown and what is not."""

from __future__ import annotations

import pytest

from archive.kept.pictures import WIDEST, Size, measures
from tests.ingest.folder.conftest import Archive
from tests.ingest.picturing.conftest import draw, ink, inside, opened, pictures, words_of
from tests.ingest.readers.pdf.building import Leaf, build, literal, text
from tests.ingest.readers.pdf.making import LEFT, lines, make


def put(archive: Archive, *leaves: Leaf) -> None:
    build(archive.folder / "a.pdf", leaves)
    archive.reconcile()
    draw(archive)


def test_every_page_is_drawn_in_three_sizes(archive: Archive) -> None:
    make(archive.folder / "a.pdf", lines(*LEFT), lines("Ett"), lines("Två"))
    archive.reconcile()
    draw(archive)
    sha256 = archive.document_at("a.pdf").sha256
    for number in (1, 2, 3):
        for size in Size:
            found = measures(pictures(archive).path(sha256, number, size))
            assert found is not None
            assert max(found) == WIDEST[size]
            assert found[0] / found[1] == pytest.approx(595 / 842, abs=0.01)
    assert not pictures(archive).path(sha256, 4).exists()


@pytest.mark.parametrize(
    "entries",
    [
        b"",
        b"/Rotate 90",
        b"/Rotate 180",
        b"/Rotate 270",
        b"/CropBox [40 600 400 800]",
        b"/CropBox [40 600 400 800] /Rotate 90",
        b"/MediaBox [-100 -50 495 792] /CropBox [20 500 480 780] /Rotate 270",
    ],
)
def test_boxes_hold_the_ink_of_turned_and_cropped_pages(archive: Archive, entries: bytes) -> None:
    put(archive, Leaf(text(*LEFT), entries))
    words = words_of(archive, "a.pdf")
    assert len(words) >= 20
    assert inside(ink(opened(archive, "a.pdf", size=Size.LARGE)), words) >= 0.95


def test_stamps_are_drawn_and_comments_are_not(archive: Archive) -> None:
    stream = b"BT /F1 40 Tf 5 5 Td (Ruta) Tj ET"
    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 300 60] /Resources << /Font << /F1 3 0 R >> >>"
    drawn = look + b" /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    rect = b"/Rect [60 %d 360 %d] /AP << /N 50 0 R >> /F 4 /Contents " + literal("Hemlig")
    kinds = {"Text": False, "FreeText": True, "Stamp": True, "Popup": False, "FileAttachment": False}
    for kind in kinds:
        annotation = b"<< /Type /Annot /Subtype /%s %s >>" % (kind.encode(), rect % (500, 560))
        leaf = Leaf(text("Synlig rad", y=100), b"/Annots [51 0 R]")
        build(archive.folder / f"{kind}.pdf", [leaf], objects={50: drawn, 51: annotation})
    archive.reconcile()
    draw(archive)
    for kind, shown in kinds.items():
        upper = ink(opened(archive, f"{kind}.pdf"))[: 960 // 2]
        assert bool(upper.any()) is shown, kind


def test_a_page_that_is_enormous_or_empty_is_a_picture_too(archive: Archive) -> None:
    put(archive, Leaf(text("Liten"), b"/MediaBox [0 0 14400 14400]"), Leaf(b"", b"/MediaBox [0 0 3 900]"))
    sha256 = archive.document_at("a.pdf").sha256
    assert measures(pictures(archive).path(sha256, 1, Size.LARGE)) == (1920, 1920)
    thin = measures(pictures(archive).path(sha256, 2, Size.THUMBNAIL))
    assert thin is not None
    assert thin[1] == 240
