"""What the relevance bench measures with: collections as they are read, measures, questions disturbed."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bench.relevance.ranking.collection import PAGE_CHARACTERS, is_collection, pages, read
from bench.relevance.ranking.disturbing import with_typo, without_dots
from bench.relevance.ranking.measures import Measures, mean, measure


def collection(folder: Path, qrels: str) -> Path:
    documents = [{"_id": "d1", "title": "Om hot", "text": "Hot."}, {"_id": "d2", "text": "Hat.\n\nMer."}]
    queries = [{"_id": "q1", "text": "hot"}, {"_id": "q2", "text": "som inget besvarar"}]
    for name, rows in (("corpus", documents), ("queries", queries)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    path = folder / qrels
    path.parent.mkdir(exist_ok=True)
    path.write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq2\td1\t0\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("qrels", ["qrels.tsv", "qrels/test.tsv"])
def test_a_collection_is_read_with_the_questions_that_something_answers(tmp_path: Path, qrels: str) -> None:
    assert not is_collection(tmp_path)
    found = read(collection(tmp_path, qrels))
    assert is_collection(tmp_path)
    assert [(d.id, d.title, d.pages) for d in found.documents] == [
        ("d1", "Om hot", ("Hot.",)),
        ("d2", "", ("Hat.\n\nMer.",)),
    ]
    assert found.queries == {"q1": "hot"}
    assert found.relevance["q1"] == {"d1": 2, "d2": 0}


@given(st.text(alphabet=st.sampled_from("ab \n"), max_size=4 * PAGE_CHARACTERS))
def test_pages_hold_the_whole_text_and_no_page_is_too_long(text: str) -> None:
    made = pages(text)
    assert all(len(page) <= PAGE_CHARACTERS for page in made)
    assert "".join("".join(made).split()) == "".join(text.split())


def test_a_long_text_is_cut_between_lines() -> None:
    line = "ord " * 500 + "\n"
    assert pages(f"{line}{line}slut") == (line, f"{line}slut")


def test_a_ranking_is_measured_as_it_is_defined() -> None:
    relevance = {"a": 2, "b": 1, "c": 0}
    assert measure(["a", "b"], relevance) == Measures(1.0, 1.0, 1.0)
    assert measure([], relevance) == Measures(0.0, 0.0, 0.0)
    found = measure(["c", "x", "a"], relevance)
    assert found.mrr == pytest.approx(1 / 3)
    assert found.recall == 0.5
    assert found.ndcg == pytest.approx((2 / math.log2(4)) / (2 + 1 / math.log2(3)))


def test_depths_are_ten_and_twenty() -> None:
    others = [str(n) for n in range(30)]
    eleventh = measure([*others[:10], "a"], {"a": 1})
    assert eleventh == Measures(0.0, 1.0, 0.0)
    assert measure([*others[:20], "a"], {"a": 1}).recall == 0.0
    assert mean([eleventh, Measures(1.0, 0.0, 0.5)]) == Measures(0.5, 0.5, 0.25)


def test_without_dots() -> None:
    assert without_dots("Åtgärder för ÖB, ok é") == "Atgarder for OB, ok é"


@given(st.text(alphabet="abåö -?1", max_size=40), st.integers())
def test_a_slip_is_one_edit_of_the_longest_word_behind_its_first_letter(text: str, seed: int) -> None:
    slipped = with_typo(text, random.Random(seed))
    assert slipped == with_typo(text, random.Random(seed))
    assert slipped == text or OSA.distance(slipped, text) == 1
    assert slipped[:1] == text[:1]


def test_a_slip_changes_what_can_be_changed() -> None:
    for seed in range(200):
        slipped = with_typo("om våldsbejakande extremism", random.Random(seed))
        first, second, *rest = slipped.split()
        assert (first, rest) == ("om", ["extremism"])
        assert second[0] == "v"
        assert second != "våldsbejakande"
    assert with_typo("SIP 2009:400", random.Random(1)) == "SIP 2009:400"
