"""How much of a document can be searched, summed up over the pages that readers may see."""

from __future__ import annotations

from archive.catalogue.coverage import PageSeen, summed
from archive.catalogue.jobs import JobState
from archive.pages import Coverage, Want

_FILES = [
    {"name": name, "format": "pdf", "size": 9, "page_count": 1, "reason": ""} for name in ("a.pdf", "b.pdf")
]
_PAGES = (
    PageSeen(1, "", ("text that is marked as hidden",), Coverage(pictures=2)),
    PageSeen(2, "", (), Coverage(wants=Want.SCAN)),
    PageSeen(3, "", (), Coverage(wants=Want.DRAWN)),
    PageSeen(4, "a.pdf", (), Coverage(wants=Want.SCAN, confidence=0.5)),
    PageSeen(5, "", ("OCR could not read this page: it is damaged.",), Coverage(wants=Want.SCAN)),
)
_QUEUE = {2: JobState.WAITING, 4: JobState.DONE, 5: JobState.FAILED}


def test_pages_are_told_by_whether_ocr_read_them_waits_or_does_not() -> None:
    seen = summed(12, _PAGES, _QUEUE, _FILES, "", withheld=False)
    assert (seen.words, seen.pictures) == (12, 2)
    assert (seen.queued, seen.unread, seen.ocr, seen.confidence) == ((2,), (3,), (4,), 0.5)
    assert seen.failed == (5,)  # it was tried: that it "needs OCR" would be no help
    assert [each.name for each in seen.attachments] == ["a.pdf", "b.pdf"]
    assert not seen.whole
    assert summed(0, (), {}, (), "", withheld=False).whole


def test_where_slides_are_withheld_nothing_is_told_of_the_file_as_a_whole() -> None:
    seen = summed(0, _PAGES, {}, _FILES, "slide 9: a secret", withheld=True)
    assert seen.left_out == ("text that is marked as hidden", "OCR could not read this page: it is damaged.")
    assert [each.name for each in seen.attachments] == ["a.pdf"]
    assert summed(0, _PAGES, {}, (), "the styles: x", withheld=False).left_out == ("the styles: x",)
