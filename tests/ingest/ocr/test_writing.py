"""What came of reading a page's picture, in the catalogue and before readers."""

from __future__ import annotations

from pathlib import Path

from archive.catalogue import jobs
from archive.catalogue.alike import likeness
from archive.catalogue.documents import Withdrawn
from archive.catalogue.staff.publication import publishing
from archive.catalogue.staff.publication.taking_down import take_down
from archive.catalogue.tables import Document, PageRow, Version
from archive.pages import Want
from ingest.folder.likeness.sketching import sketched
from ingest.ocr.writing import write_failed
from tests.ingest.folder.conftest import Archive
from tests.ingest.folder.test_holding import held_for, publish, row
from tests.ingest.ocr.conftest import NAME, page_of, read_as, want
from tests.ingest.readers.pdf.making import make

NUMBER = "Eva, 811228-9874"


def put(archive: Archive, path: str, *texts: str) -> int:
    """Put a PDF whose pages hold these texts; every page waits. Return the id of its version."""
    file = archive.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    make(file, *(lambda canvas, text=text: canvas.drawString(72, 700, text) for text in texts))
    archive.reconcile()
    return want(archive, path)


def revision(archive: Archive, path: str) -> int:
    return row(archive, path).revision


def test_text_outcome_and_place_follow_and_the_index_is_told(archive: Archive) -> None:
    version = put(archive, "a.pdf", "", "")
    assert archive.entry("a.pdf").outcome == "no-text"
    before = revision(archive, "a.pdf")
    assert read_as(archive, version, 1, "Samverkan mot våld")
    found = page_of(archive, "a.pdf")
    assert (found.text, found.language) == ("Samverkan mot våld", "sv")
    assert (found.coverage.reader, found.coverage.confidence) == (NAME, 0.9)
    assert found.coverage.wants is Want.SCAN
    assert (archive.entry("a.pdf").outcome, archive.entry("a.pdf").reason) == ("complete", "")
    assert archive.document_at("a.pdf").outcome == "complete"
    assert archive.document_at("a.pdf").language == "sv"
    assert revision(archive, "a.pdf") > before
    with archive.catalogue.read() as session:
        assert session.get_one(Version, version).counts["words"] == 3


def test_what_stood_there_is_kept_beside_and_stays_where_nothing_is_read(archive: Archive) -> None:
    version = put(archive, "a.pdf", "Qwrtz xcvb", "Sida 2")
    assert read_as(archive, version, 1, "Samverkan")
    found = page_of(archive, "a.pdf")
    assert (found.text, found.coverage.other_text) == ("Samverkan", "Qwrtz xcvb")
    assert found.coverage.other_reader.startswith("pdfium")
    assert read_as(archive, version, 2, "")
    assert page_of(archive, "a.pdf", 2).text == "Sida 2"
    assert page_of(archive, "a.pdf", 2).coverage.confidence == 0.0


def test_a_newer_tool_that_knows_less_changes_nothing(archive: Archive) -> None:
    version = put(archive, "a.pdf", "Qwrtz")
    read_as(archive, version, 1, "Samverkan", 0.9)
    for confidence, text in ((0.5, "Samvrkn"), (0.95, "Samverkan!")):
        with archive.catalogue.write() as session:
            jobs.ask_again(session, jobs.JobState.DONE, [NAME])
        assert read_as(archive, version, 1, text, confidence)
    found = page_of(archive, "a.pdf")
    assert (found.text, found.coverage.other_text) == ("Samverkan!", "Qwrtz")


def test_a_failure_is_told_on_the_page_and_in_the_folder(archive: Archive) -> None:
    version = put(archive, "a.pdf", "", "")
    read_as(archive, version, 1, "Samverkan")
    with archive.catalogue.write() as session:
        assert write_failed(session, (version, 2), NAME, "tesseract failed on it: out of time")
    assert page_of(archive, "a.pdf", 2).remarks == (
        "OCR could not read this page: tesseract failed on it: out of time.",
    )
    assert archive.entry("a.pdf").outcome == "partial"
    assert archive.entry("a.pdf").reason == "left out: page 2 could not be read by OCR"


def test_a_personal_number_that_ocr_finds_holds_the_document_before_anybody_sees_it(archive: Archive) -> None:
    archive = publish(archive, hold=["personnummer"])
    version = put(archive, "a.pdf", "", "")
    assert archive.document_at("a.pdf").outcome == "no-text"  # readers see that it is there
    assert read_as(archive, version, 1, NUMBER)
    assert held_for(archive, "a.pdf") == ["personnummer"]
    assert isinstance(archive.document(row(archive, "a.pdf").id), Withdrawn)
    assert [each["page"] for each in row(archive, "a.pdf").versions[0].warnings] == [1]
    with archive.catalogue.write() as session:
        assert publishing.release(session, "eva", session.get_one(Document, row(archive, "a.pdf").id))
    assert read_as(archive, version, 2, NUMBER)  # what was known when it was released is nothing new
    assert held_for(archive, "a.pdf") is None
    assert [each["page"] for each in row(archive, "a.pdf").versions[0].warnings] == [1, 2]


def test_a_hold_comes_also_after_a_release_that_did_not_know(archive: Archive) -> None:
    archive = publish(archive, hold=["personnummer"], review=True)
    version = put(archive, "a.pdf", "")
    assert held_for(archive, "a.pdf") == ["review"]
    with archive.catalogue.write() as session:
        assert publishing.release(session, "eva", session.get_one(Document, row(archive, "a.pdf").id))
    read_as(archive, version, 1, NUMBER)
    assert held_for(archive, "a.pdf") == ["personnummer"]


def test_what_is_away_stays_away(archive: Archive) -> None:
    gone, down = put(archive, "borta.pdf", ""), put(archive, "nere.pdf", " ")
    document = row(archive, "nere.pdf").id
    with archive.catalogue.write() as session:
        assert take_down(session, "eva", session.get_one(Document, document), "fel")
    lost = row(archive, "borta.pdf").id
    (archive.folder / "borta.pdf").unlink()
    archive.reconcile(confirm_withdraw=True)
    with archive.catalogue.read() as session:
        assert jobs.next_waiting(session) is None
        assert jobs.counts(session).waiting == 0
    for version in (gone, down):
        assert read_as(archive, version, 1, "Samverkan")
    with archive.catalogue.read() as session:
        assert session.get_one(Document, document).taken_down_at is not None
        assert session.get_one(Document, lost).withdrawn_at is not None


def test_what_was_removed_for_good_does_not_come_back(archive: Archive) -> None:
    version = put(archive, "a.pdf", "")
    with archive.catalogue.write() as session:
        session.delete(session.get_one(Document, row(archive, "a.pdf").id))
    assert not read_as(archive, version, 1, "Samverkan")
    with archive.catalogue.read() as session:
        assert session.get(PageRow, (version, 1)) is None
        assert session.get(Version, version) is None


def test_an_older_version_is_read_for_itself_alone(archive: Archive) -> None:
    older = put(archive, "a.pdf", "")
    make(archive.folder / "a.pdf", lambda canvas: canvas.drawString(72, 700, "Ny version om samverkan"))
    archive.reconcile()
    before = revision(archive, "a.pdf")
    assert read_as(archive, older, 1, "This is an older text in another language")
    assert revision(archive, "a.pdf") == before
    assert archive.entry("a.pdf").outcome == "complete"
    assert page_of(archive, "a.pdf").text == "Ny version om samverkan"


def test_the_sketch_is_made_anew(archive: Archive, tmp_path: Path) -> None:
    version = put(archive, "a.pdf", "")
    read_as(archive, version, 1, "Samverkan mellan kommun och polis")
    with archive.catalogue.read() as session:
        found = next(sketched(session, Document.id == row(archive, "a.pdf").id))
    assert likeness.size_of(found.packed) == 4
