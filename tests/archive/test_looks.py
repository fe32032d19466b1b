"""Which pages staff are to look at, and that a version's counts follow its pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.jobs import JobState
from archive.catalogue.looks import WORDS, Look, followed, looks, tallied, tally
from archive.pages import Coverage, Want

_SHARE = st.none() | st.floats(0, 1)
_COVERAGE = st.builds(
    Coverage,
    pictures=st.integers(0, 3),
    wants=st.sampled_from(Want),
    confidence=_SHARE,
    agreement=_SHARE,
)
_PAGES = st.lists(st.tuples(st.text("a \n", max_size=9), _COVERAGE), min_size=1, max_size=6)


def test_what_waits_what_was_never_asked_for_and_what_failed_are_three_things() -> None:
    scan = Coverage(wants=Want.SCAN)
    assert looks(scan, None) == (Look.WANTED,)
    assert looks(scan, JobState.WAITING) == (Look.WAITING,)
    assert looks(scan, JobState.FAILED) == (Look.FAILED,)
    assert looks(Coverage(wants=Want.GARBLED), JobState.FAILED) == (Look.FAILED, Look.GARBLED)
    assert looks(Coverage(wants=Want.GARBLED, confidence=0.93), JobState.DONE) == ()


def test_doubt_begins_below_nine_words_in_ten_shared_and_eight_in_ten_sure() -> None:
    assert looks(Coverage(agreement=0.9, confidence=0.8), None) == ()
    assert looks(Coverage(agreement=0.89, confidence=0.79), None) == (Look.DISAGREE, Look.UNSURE)


@given(_PAGES, st.text("a \n", max_size=9), _COVERAGE)
def test_counts_that_follow_a_page_are_those_counted_anew(
    pages: list[tuple[str, Coverage]], text: str, coverage: Coverage
) -> None:
    after = [(text, coverage), *pages[1:]]
    counts = followed({"images": 4, **tallied(pages)}, tally(*pages[0]), tally(text, coverage))
    anew = {"images": 4, **tallied(after)}
    assert {name: count for name, count in counts.items() if count} == {
        name: count for name, count in anew.items() if count
    }
    assert WORDS in counts
    assert followed({"images": 4}, tally(*pages[0]), tally(text, coverage)) == {"images": 4}
