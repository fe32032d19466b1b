"""A PowerPoint and its PDF in one folder: offered as one talk, by their names or by their texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from archive.catalogue.tables import Version
from tests.ingest.folder.conftest import Archive
from tests.ingest.folder.likeness.conftest import answer, documents, offers, text, undo

SLIDES = tuple(text(seed, 60) for seed in range(5))


def pdf(archive: Archive, path: str, pages: Sequence[str]) -> str:
    file = archive.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(file), invariant=True)
    for number, page in enumerate(pages, start=1):
        canvas.drawString(50, 810, f"Kunskapsseminarium {number} ({len(pages)})")
        words = page.split()
        for line in range(0, len(words), 8):
            canvas.drawString(50, 780 - 2 * line, " ".join(words[line : line + 8]))
        canvas.showPage()
    canvas.save()
    return path


def deck(archive: Archive, path: str, slides: Sequence[str]) -> str:
    pptx = pytest.importorskip("pptx")
    file = archive.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    made = pptx.Presentation()
    for slide in slides:
        shape = made.slides.add_slide(made.slide_layouts[1])
        shape.placeholders[1].text = slide
    made.save(file)
    return path


def both(archive: Archive) -> tuple[str, str]:
    return pdf(archive, "I/Tal.pdf", SLIDES), deck(archive, "I/tal.PPTX", SLIDES)


def test_the_same_name_in_one_folder(archive: Archive) -> None:
    pages, slides = both(archive)
    pdf(archive, "II/Tal.pdf", [text(9, 30)])
    archive.reconcile()
    (offered,) = offers(archive)
    one, two = archive.document_at(pages).id, archive.document_at(slides).id
    assert (offered.kind, offered.document_id, offered.other_id) == ("format", one, two)
    assert offered.share > 0.6
    assert answer(archive, offered.id, first=two) == ""
    assert documents(archive)[one].format_of == two
    assert not archive.reconcile().did_something
    assert undo(archive, offered.id) == ""
    assert documents(archive)[one].format_of is None


def test_nearly_the_same_text_in_one_folder(archive: Archive) -> None:
    pdf(archive, "I/Handouts.pdf", SLIDES)
    pdf(archive, "I/Annat.pdf", [text(20, 60), text(21, 60)])
    deck(archive, "I/Bilder.pptx", SLIDES)
    deck(archive, "II/Bilder igen.pptx", [*SLIDES, text(30, 40)])
    archive.reconcile()
    assert [each.kind for each in offers(archive)] == ["format"]


def test_two_files_of_one_format_or_in_two_folders_are_not_offered(archive: Archive) -> None:
    pdf(archive, "I/a.pdf", SLIDES)
    pdf(archive, "I/b.pdf", [*SLIDES, "slut"])
    deck(archive, "I/inuti/a.pptx", SLIDES)
    archive.reconcile()
    assert offers(archive) == []


def test_versions_from_before_there_were_sketches_get_one_when_they_are_compared(archive: Archive) -> None:
    pdf(archive, "I/tal.pdf", SLIDES)
    archive.reconcile()
    with archive.catalogue.write() as session:
        session.query(Version).update({Version.sketch: b""})
    deck(archive, "I/bilder.pptx", SLIDES)
    archive.reconcile()
    assert len(offers(archive)) == 1
    with archive.catalogue.read() as session:
        assert session.query(Version).filter(Version.sketch == b"").count() == 0


def test_a_format_that_goes_is_no_newer_version_of_the_other(archive: Archive) -> None:
    _, slides = both(archive)
    archive.reconcile()
    (archive.folder / slides).unlink()
    archive.reconcile()
    assert offers(archive) == []


def test_a_format_that_becomes_a_newer_version_goes_on_as_a_format(archive: Archive) -> None:
    pages, slides = both(archive)
    archive.reconcile()
    (offered,) = offers(archive)
    answer(archive, offered.id)
    first, older = archive.document_at(pages).id, archive.document_at(slides).id
    Path(archive.folder, slides).unlink()
    newer = deck(archive, "I/Tal, rättat.pptx", [*SLIDES[:-1], text(50, 30)])
    archive.reconcile()
    by_kind = {each.kind: each for each in offers(archive) if each.document_id != first}
    assert answer(archive, by_kind["version"].id) == ""
    assert archive.document_at(newer).id == older
    assert documents(archive)[older].format_of == first
    assert undo(archive, by_kind["version"].id) == ""
    assert documents(archive)[older].format_of == first
