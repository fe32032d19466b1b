"""Words in the order of a Swedish dictionary."""

from __future__ import annotations

from search.concordance.sorting import collated


def test_swedish_letters_follow_z() -> None:
    words = ["öga", "zebra", "ärlig", "Apa", "åka", "idé", "idas"]
    assert sorted(words, key=collated) == ["Apa", "idas", "idé", "zebra", "åka", "ärlig", "öga"]
