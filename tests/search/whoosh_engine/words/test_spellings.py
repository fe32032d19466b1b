"""Spellings near another: none is missed that comparing with every one would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.whoosh_engine.words.spellings import Spellings

letters = st.sampled_from("aaabbcnrsz~`{äéдß字😀")
spellings = st.text(letters, max_size=8)


@given(st.lists(spellings, max_size=40, unique=True), spellings, st.integers(0, 3))
def test_what_is_found_is_what_is_near(known: list[str], asked: str, distance: int) -> None:
    expected = {
        (place, edits)
        for place, spelling in enumerate(known)
        if (edits := OSA.distance(asked, spelling)) <= distance
    }
    found = Spellings(known).near(asked, distance)
    assert set(found) == expected
    assert len(found) == len(expected)


def test_words_are_found_by_each_kind_of_edit() -> None:
    known = ["samverkan", "samvekan", "samvverkan", "samvarkan", "smaverkan", "polis"]
    assert sorted(Spellings(known).near("samverkan", 1)) == [(0, 0), (1, 1), (2, 1), (3, 1), (4, 1)]
    assert Spellings(known).near("x" * 500, 2) == []
    assert Spellings([]).near("polis", 2) == []
