"""The words of a slide and those read off its rendering, aligned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.pages import Word
from ingest.picturing.boxes import aligned

COMMON = ("och", "samverkan", "kommun", "1")
WORDS = st.lists(st.sampled_from([*COMMON, "polis", "(polis)", "–", "Skåne"]), max_size=30)


def rendered(*words: str) -> list[Word]:
    return [
        Word(word, 0, len(word), ((0.0, index / 100, 0.1, index / 100 + 0.01),))
        for index, word in enumerate(words)
    ]


def rows(text: str, *words: str) -> list[tuple[str, int]]:
    """Return each word that got a box, and which rendered word it is of."""
    return [(word.text, round(word.boxes[0][1] * 100)) for word in aligned(text, rendered(*words))]


def test_words_in_another_order_find_their_own() -> None:
    found = rows("Rubrik\npolis och kommun", "polis", "och", "kommun", "Rubrik")
    assert found == [("Rubrik", 3), ("polis", 0), ("och", 1), ("kommun", 2)]


def test_of_words_that_stand_twice_each_is_the_right_one() -> None:
    found = rows("ny plan\ngammal plan", "gammal", "plan", "ny", "plan")
    assert found == [("ny", 2), ("plan", 3), ("gammal", 0), ("plan", 1)]


def test_marks_and_case_are_no_hindrance_and_what_is_not_drawn_has_no_box() -> None:
    assert rows("• Polisen, (2017) saknas", "•", "POLISEN", "2017") == [("Polisen,", 1), ("(2017)", 2)]
    assert rows("", "polis") == []
    assert rows("polis") == []


def test_what_a_picture_is_said_to_show_takes_no_others_place() -> None:
    text = "Rubrik\ncirklar och linjer"
    found = aligned(text, rendered("Rubrik", "ordet", "och"), undrawn=[(7, len(text))])
    assert [word.text for word in found] == ["Rubrik"]


def test_a_word_that_stands_alone_in_one_place_goes_not_before_a_run() -> None:
    found = rows("och\nkommun och polis", "kommun", "och", "polis", "vi", "och")
    assert found == [("och", 4), ("kommun", 0), ("och", 1), ("polis", 2)]


@given(WORDS, WORDS)
def test_each_place_is_given_once_to_a_word_of_the_same_letters(own: list[str], others: list[str]) -> None:
    text = " ".join(own)
    found = aligned(text, rendered(*others))
    places = [round(word.boxes[0][1] * 100) for word in found]
    assert len(set(places)) == len(places)
    for word, place in zip(found, places, strict=True):
        assert text[word.start : word.end] == word.text
        assert word.text.strip("()") == others[place].strip("()")
    assert [word.start for word in found] == sorted(word.start for word in found)
    common = sum(min(own.count(each), others.count(each)) for each in COMMON)
    assert len(found) >= common
