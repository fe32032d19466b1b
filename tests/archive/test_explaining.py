from itertools import product

import pytest

from archive.folder.explaining import PASSED_OVER, explain
from archive.folder.outcomes import Outcome, PlaceState, Progress
from ingest.folder.scanning import listing

OUTCOMES = {
    PlaceState.ARCHIVED: [outcome for outcome in Outcome if outcome.archived],
    PlaceState.DUPLICATE: [outcome for outcome in Outcome if outcome.archived],
    PlaceState.REFUSED: [outcome for outcome in Outcome if not outcome.archived],
}


def test_whatever_the_ledger_says_has_a_name_a_reason_and_a_remedy() -> None:
    for state in PlaceState:
        for outcome, progress in product(OUTCOMES.get(state, [""]), Progress):
            explained = explain(state, progress, outcome, home="annan.pdf")
            assert explained.label
            assert explained.reason or explained.label in ("läses", "i arkivet")
            if state == PlaceState.REFUSED and not progress:
                assert explained.remedy


@pytest.mark.parametrize(
    ("state", "outcome", "label"),
    [
        (PlaceState.ARCHIVED, "complete", "i arkivet"),
        (PlaceState.ARCHIVED, "partial", "i arkivet men ofullständig"),
        (PlaceState.ARCHIVED, "no-text", "i arkivet men ofullständig"),
        (PlaceState.DUPLICATE, "complete", "dubblett av I/a.pdf"),
        (PlaceState.REFUSED, "encrypted", "kunde inte läsas"),
        (PlaceState.SKIPPED, "", "hoppas över"),
        (PlaceState.REMOVED, "complete", "borttagen"),
        (PlaceState.WAITING, "", "väntar (växer ännu)"),
    ],
)
def test_states_are_called_as_staff_would(state: PlaceState, outcome: str, label: str) -> None:
    assert explain(state, "", outcome, home="I/a.pdf").label == label


def test_a_file_that_is_tried_again_says_so() -> None:
    tried = explain(PlaceState.REFUSED, "", "timed-out", "not read within 120 s", tried_again=True)
    assert tried.remedy.startswith("Arkivet försöker igen")
    assert "(läsningen avbröts efter 120 sekunder)" in tried.reason


def test_every_reason_to_pass_over_is_told_in_swedish() -> None:
    assert set(listing.REASONS) <= PASSED_OVER
