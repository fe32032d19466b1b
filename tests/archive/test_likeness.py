"""Sketches of texts: what they say of how alike two are, for any texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.alike.likeness import (
    ALIKE,
    KEPT,
    LEAST,
    is_made,
    may_be_alike,
    share,
    sketch,
    tells,
    unpack,
    words,
)

pages = st.lists(st.text(max_size=200), max_size=6)
vocabulary = st.lists(st.text("abcdeåäö", min_size=2, max_size=4), max_size=400)


def of(*texts: str) -> frozenset[int]:
    return unpack(sketch(texts))


@given(pages, pages)
def test_of_any_texts_a_share_is_one_of_alike_and_the_same_both_ways(one: list[str], two: list[str]) -> None:
    first, second = of(*one), of(*two)
    assert 0 <= share(first, second) == share(second, first) <= 1
    assert share(first, first) == (1 if first else 0)
    assert len(sketch(one)) <= 5 + 4 * KEPT


@given(vocabulary, vocabulary)
def test_the_share_is_near_the_exact_one(one: list[str], two: list[str]) -> None:
    exact_one, exact_two = set(pairwise(one)), set(pairwise(two))
    both, either = len(exact_one & exact_two), len(exact_one | exact_two)
    told = share(of(" ".join(one)), of(" ".join(two)))
    if either <= KEPT:
        assert told == pytest.approx(both / either if either else 0)
    else:
        assert abs(told - both / either) < 0.25  # 5 standard deviations at worst


@given(vocabulary, st.sets(st.integers(0, 399), max_size=40))
def test_what_is_alike_is_never_passed_over(one: list[str], edited: set[int]) -> None:
    two = ["ändrat" if place in edited else word for place, word in enumerate(one)]
    first, second = sketch([" ".join(one)]), sketch([" ".join(two)])
    assert may_be_alike(first, second) or share(unpack(first), unpack(second)) < ALIKE


@given(st.permutations(["ett två tre", "fyra fem sex sju", "åtta nio", "tio elva tolv"]))
def test_the_order_of_pages_does_not_count(order: list[str]) -> None:
    assert sketch(order) == sketch(sorted(order))


def test_what_layout_does_to_a_text_does_not_count() -> None:
    plain = ["Samverkan mellan kommun och polis", "Överenskommelse om finansiering"]
    laid_out = ["SAMVERKAN mel-\nlan kommun\noch polis 1", "Överens\u00ad\nkommelse om \ufb01nansiering 2"]
    assert words(laid_out[0]) == words(plain[0])
    assert share(of(*plain), of(*laid_out)) == 1
    assert of(*plain, *plain) == of(*plain), "what comes again counts once"


def test_a_text_without_words_has_a_sketch_too_and_tells_nothing() -> None:
    assert not is_made(b"")
    assert is_made(sketch([]))
    assert not tells(sketch(["1 2 3", ""]))
    assert not tells(sketch([" ".join(f"ord{letter}" for letter in "abcdefghijklmnop")]))
    assert LEAST > 40
