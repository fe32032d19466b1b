"""How many words of a question must match, and when it is a sentence of which any is enough."""

import pytest

from search.language.analyser import Analyser
from search.query.composing import terms
from search.query.minimum import is_sentence, least
from search.query.model import All, AtLeast, Term
from search.query.understand import understand

ANALYSER = Analyser()


@pytest.mark.parametrize(
    "text",
    [
        "Vad kostar bygglov?",
        "Behövs bygglov? ",
        "hur gör man en orsaksanalys",
        "Varför hoppar någon av",
        "what is sekretess?",
    ],
)
def test_a_sentence(text: str) -> None:
    assert is_sentence(text)


@pytest.mark.parametrize(
    "text", ["", "?", "samverkan?", "hot mot handläggare", "vem", "var finns", "polis? hot"]
)
def test_no_sentence(text: str) -> None:
    assert not is_sentence(text)


def test_never_more_words_than_there_are_nor_fewer_than_of_a_shorter_question() -> None:
    needed = [least(count) for count in range(1, 65)]
    assert all(1 <= need <= count for count, need in enumerate(needed, start=1))
    assert needed == sorted(needed)
    assert needed[:3] == [1, 2, 3]


def test_any_word_of_a_sentence_is_enough_or_a_part_of_one_and_that_is_said() -> None:
    query = understand("Hur gör kommunen en orsaksanalys?", ANALYSER)
    [enough] = [
        node
        for node in (query.root.parts if isinstance(query.root, All) else ())
        if isinstance(node, AtLeast)
    ]
    assert enough.least == 1
    assert [term.surface for term in terms(enough) if term.by_parts] == ["gör", "kommunen", "orsaksanalys"]
    [step] = [step for step in query.steps if step.kind == "least"]
    assert "något av orden räcker" in step.meaning
    assert step.without == "Hur AND gör AND kommunen AND en AND orsaksanalys"


def test_a_word_of_a_sentence_that_is_marked_as_needed_is_needed() -> None:
    query = understand('Hur gör "kommunen" en orsaksanalys?', ANALYSER)
    assert isinstance(query.root, All)
    [needed] = [node for node in query.root.parts if isinstance(node, Term)]
    assert (needed.surface, needed.literal, needed.by_parts) == ("kommunen", True, False)
