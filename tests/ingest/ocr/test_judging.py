"""What becomes of an outcome when pages are read from their pictures."""

import pytest

from archive.folder.outcomes import Outcome
from archive.folder.reasons import in_swedish
from ingest.ocr.judging import judged

NOTHING = "no page holds any text"
LEFT = "left out: page 2 could not be read: its content is damaged (X)."
BY_OCR = "left out: page 3 could not be read by OCR"


@pytest.mark.parametrize(
    ("before", "text", "unread", "after"),
    [
        ((Outcome.NO_TEXT, NOTHING), True, [], (Outcome.COMPLETE, "")),
        ((Outcome.NO_TEXT, NOTHING), False, [], (Outcome.NO_TEXT, NOTHING)),
        ((Outcome.NO_TEXT, f"{NOTHING}; {LEFT}"), True, [], (Outcome.PARTIAL, LEFT)),
        ((Outcome.NO_TEXT, NOTHING), True, [3], (Outcome.PARTIAL, BY_OCR)),
        ((Outcome.NO_TEXT, NOTHING), False, [3], (Outcome.NO_TEXT, f"{NOTHING}; {BY_OCR}")),
        ((Outcome.PARTIAL, BY_OCR), True, [], (Outcome.COMPLETE, "")),
        ((Outcome.PARTIAL, LEFT), True, [], (Outcome.PARTIAL, LEFT)),
        ((Outcome.COMPLETE, ""), True, [], (Outcome.COMPLETE, "")),
        (
            (Outcome.PARTIAL, "3 pages were read, then: not read within 60 s"),
            True,
            [],
            (Outcome.PARTIAL, "3 pages were read, then: not read within 60 s"),
        ),
    ],
)
def test_outcome_and_reason_follow_what_was_read(
    before: tuple[Outcome, str], text: bool, unread: list[int], after: tuple[Outcome, str]
) -> None:
    assert judged(*before, text=text, unread=unread) == after


def test_what_ocr_could_not_read_is_said_in_swedish() -> None:
    _, reason = judged(Outcome.NO_TEXT, NOTHING, text=True, unread=[3, 4])
    assert in_swedish(reason) == "sidan 3 kunde inte läsas av maskin; sidan 4 kunde inte läsas av maskin"
