"""The keyword set over the sample material: what a keyword means is found, and nothing else."""

from __future__ import annotations

import pytest

from bench.relevance import keywords
from bench.relevance.keywords import Outcome
from bench.relevance.questions import questions
from bench.relevance.ranking import chains
from bench.relevance.ranking.collection import Document
from bench.relevance.sample import sample_archive
from search.language.tokens import exact_form, words


@pytest.fixture(scope="module")
def pages() -> tuple[Document, ...]:
    with sample_archive() as sample:
        return (*sample.pages(), *keywords.passages())


@pytest.fixture(scope="module")
def outcome(pages: tuple[Document, ...]) -> Outcome:
    with chains.ours(pages, shown=len(pages)) as ours:
        return keywords.judge(lambda typed: ours(typed).documents, pages)


def test_keywords_find_what_they_mean(outcome: Outcome) -> None:
    assert outcome.precision >= 0.98, "\n".join(outcome.lines())
    assert outcome.recall >= 0.96, "\n".join(outcome.lines())


def test_no_keyword_finds_its_look_alike(outcome: Outcome) -> None:
    assert outcome.crossed == 0, "\n".join(outcome.lines())


def test_the_lists_are_of_words_that_stand_on_the_pages_each_in_one_list(pages: tuple[Document, ...]) -> None:
    held = {exact_form(text[a:b]) for page in pages for text in page.pages for a, b in words(text)}
    for keyword in keywords.keywords():
        listed = [*keyword.finds, *keyword.either, *keyword.apart]
        assert len(listed) == len(set(listed)), keyword.typed
        assert set(listed) <= held, (keyword.typed, set(listed) - held)
        assert keyword.finds, keyword.typed


def test_there_are_as_many_as_were_asked_for() -> None:
    assert sum(len(keyword.typed) for keyword in keywords.keywords()) >= 60
    assert len(questions()) == len(set(questions())) == 50
