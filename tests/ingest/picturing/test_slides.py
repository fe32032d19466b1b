"""Slides through LibreOffice: their pictures, the places of their words, and what their PDF must not hold."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from archive.catalogue import documents
from archive.catalogue.tables import Document
from archive.kept.pictures import Size
from archive.pages import Word
from ingest.picturing import made as notes
from ingest.picturing import placing, slides
from ingest.picturing.slides import NotMade
from ingest.sandbox.process import Running
from tests.ingest.folder.conftest import Archive
from tests.ingest.picturing.conftest import deck, draw, ink, inside, opened, pictures, words_of


@pytest.fixture
def drawn(archive: Archive, soffice: str) -> Archive:
    deck(archive.folder / "a.pptx")
    archive.reconcile()
    draw(archive)
    return archive


def test_slides_are_drawn_their_words_placed_and_their_pdf_kept(drawn: Archive) -> None:
    sha256 = drawn.document_at("a.pptx").sha256
    for number in (1, 2, 3):  # the hidden one too: who may see it is asked where it is served
        assert pictures(drawn).path(sha256, number).is_file()
    for number in (1, 3):
        words = words_of(drawn, "a.pptx", number)
        assert {"samverkan", "punkt", "om", "rad"} <= {word.text.casefold() for word in words}
        assert inside(ink(opened(drawn, "a.pptx", number, Size.LARGE)), words) >= 0.9
    assert_shown_slides_alone(pictures(drawn).slides(sha256))


def assert_shown_slides_alone(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) == 2
    assert "Samverkan lokalt" in texts[0]
    assert "Frågor om samverkan" in texts[1]
    assert document.get_metadata_dict(skip_empty=True).keys() <= {"Producer", "Creator", "CreationDate"}
    assert not list(document.get_toc())
    raw = path.read_bytes()
    for secret in ("Dolduppgiften", "Anteckningshemlighet", "Upphovspersonen"):
        assert not any(secret.lower() in text.lower() for text in texts)
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            assert secret.encode(encoding) not in raw
            assert secret.encode(encoding).hex().encode() not in raw.lower()


def test_a_version_that_comes_back_gets_the_places_it_had(archive: Archive) -> None:
    file = deck(archive.folder / "a.pptx")
    first = file.read_bytes()
    archive.reconcile()
    document, sha256 = archive.document_at("a.pptx").id, archive.document_at("a.pptx").sha256
    with archive.catalogue.write() as session:
        revision = session.get_one(Document, document).revision
        word = Word("Samverkan", 0, 9, ((0.1, 0.1, 0.2, 0.2),))
        placing.write(session, sha256, dict.fromkeys((1, 2, 3), (word,)))
        assert session.get_one(Document, document).revision == revision
    file.write_bytes(first + bytes(22))  # as a package it is the same
    archive.reconcile()
    archive.put("a.pptx", first)
    archive.reconcile()
    found = archive.document_at("a.pptx")
    assert (found.id, found.sha256, found.version) == (document, sha256, 3)
    assert words_of(archive, "a.pptx") == ()
    with archive.catalogue.write() as session:
        assert placing.spread(session) == 2  # the slides that hold the word
        assert placing.spread(session) == 0
    assert [word.text for word in words_of(archive, "a.pptx")] == ["Samverkan"]


def test_libreoffice_that_leaves_nothing_has_failed(archive: Archive) -> None:
    with pytest.raises(NotMade):
        slides.as_pdf("/bin/true", deck(archive.folder / "a.pptx"), "pptx", Running())


@pytest.mark.parametrize("libreoffice", ["/usr/no/such/soffice", "/bin/true"])
def test_a_deck_that_cannot_be_drawn_is_noted_once_and_tried_again_with_another_tool(
    archive: Archive, libreoffice: str
) -> None:
    deck(archive.folder / "a.pptx")
    archive.reconcile()
    chosen = archive.settings.pictures.model_copy(update={"libreoffice": libreoffice})
    without = Archive(archive.settings.model_copy(update={"pictures": chosen}), archive.catalogue)
    maker = draw(without)
    sha256 = archive.document_at("a.pptx").sha256
    made = notes.read(pictures(archive).folder(sha256))
    assert made is not None
    assert made.reason
    assert maker.missing() == []
    assert not pictures(archive).path(sha256, 1).exists()
    assert words_of(archive, "a.pptx") == ()


def test_a_rendering_with_other_pages_than_the_deck_has_is_not_used(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deck(archive.folder / "a.pptx")
    archive.reconcile()
    two = pypdfium2.PdfDocument.new()
    for _ in range(2):
        two.new_page(400, 300)
    two.save(tmp_path / "two.pdf")
    monkeypatch.setattr(slides, "find", lambda _stated: "/bin/true")
    monkeypatch.setattr(slides, "as_pdf", lambda *_: (tmp_path / "two.pdf").read_bytes())
    draw(archive)
    sha256 = archive.document_at("a.pptx").sha256
    made = notes.read(pictures(archive).folder(sha256))
    assert made is not None
    assert made.reason == "LibreOffice made 2 pages of 3 slides"
    assert not pictures(archive).path(sha256, 1).exists()
    assert not pictures(archive).slides(sha256).exists()


def test_the_hidden_slide_stays_withheld(drawn: Archive) -> None:
    document = drawn.document_at("a.pptx")
    with drawn.catalogue.read() as session:
        assert documents.get_page(session, document, 2, drawn.settings.publish, words=True) is None
