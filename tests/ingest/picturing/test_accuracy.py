"""The boxes of words lie on their ink: compared with the boxes that poppler gives the same words."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from bench.picturing import marked_in_deck, marked_in_pdf
from tests.corpora import corpus
from tests.installed import MATERIAL
from tests.tools import tool


@pytest.fixture(autouse=True)
def _poppler() -> None:
    tool("pdftotext")


def assert_on_their_ink(path: Path, covered: list[float]) -> None:
    assert len(covered) >= 20, path
    assert mean(covered) >= 0.9, path
    assert sum(each < 0.1 for each in covered) <= 0.02 * len(covered), path


@pytest.mark.parametrize("pattern", ["Psykisk*.pdf", "Checklista*.pdf", "Skånes regionala*.pdf"])
def test_words_of_the_sample_material(pattern: str) -> None:
    (path,) = MATERIAL.rglob(pattern)
    assert_on_their_ink(path, [each.covered for each in marked_in_pdf(path)])


def test_words_of_a_sample_deck(soffice: str) -> None:
    path = next(iter(sorted(MATERIAL.rglob("*avhoppare*.pptx"))))
    marked, words, placed = marked_in_deck(path)
    assert_on_their_ink(path, [each.covered for each in marked])
    assert placed >= 0.95 * words


def test_words_of_real_pages() -> None:
    path = corpus("pdf-swedish") / "lect-week08.pdf"
    assert_on_their_ink(path, [each.covered for each in marked_in_pdf(path)])
