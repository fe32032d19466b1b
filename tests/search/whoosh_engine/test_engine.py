"""The Whoosh engine keeps the contract, and agrees with the reference on anything."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Answer, Budget, Engine, EngineUnavailable, Filters, IndexDocument, Window
from search.query.model import All, AnyOf, AtLeast, Near, Node, Not, Optional, Phrase, Prefix, Reading, Term
from search.query.vocabulary import Vocabulary
from search.whoosh_engine import Generations, WhooshEngine, WhooshWriter
from search.whoosh_engine.matching import leaves as leaves_module
from search.whoosh_engine.scoring import WEIGHTS, Weights
from tests.search.engine_contract import EngineContract, Index, ask, found
from tests.search.reference import ReferenceEngine
from tests.search.toy import document, key, word, words
from tests.search.vocabulary_contract import VocabularyContract

STAMP = "test"


def new_writer(data: Path) -> WhooshWriter:
    """A writer on a new generation that answers from now on."""
    generations = Generations(data)
    folder = generations.begin()
    writer = WhooshWriter(folder, STAMP)
    generations.switch(folder)
    return writer


class TestWhooshEngine(EngineContract, VocabularyContract):
    @pytest.fixture
    def index(self, tmp_path: Path) -> Index:
        writer = new_writer(tmp_path)
        return SimpleNamespace(writer=writer, engine=WhooshEngine(tmp_path, STAMP))


WORDS = ("polis", "polisen", "politik", "hund", "hundar", "katt", "hånd", "polis-hund", "i")
texts = st.lists(st.sampled_from((*WORDS, ",")), max_size=6).map(" ".join)
titles = st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join)
values = st.lists(st.sampled_from(("x", "y", "z")), max_size=2).map(tuple)
dates = st.sampled_from(((0, 0), (20170101, 20171231), (20171108, 20171109), (20190101, 20190131)))


@st.composite
def archives(draw: st.DrawFn) -> list[IndexDocument]:
    return [
        document(
            document_id,
            draw(st.lists(st.one_of(texts, st.tuples(titles, texts)), max_size=3)),
            title=draw(titles),
            speakers=draw(titles),
            series=draw(titles),
            about=draw(titles),
            facets={"serie": draw(values), "talare": draw(values), "ar": draw(values)},
            dates=draw(dates),
            sort_title=draw(st.sampled_from("abc")),
        )
        for document_id in draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True))
    ]


scopes = st.sampled_from(("", "", "", "title", "speaker", "series"))
related = st.lists(st.sampled_from(WORDS).map(key), max_size=2).map(tuple)
terms = st.builds(
    lambda text, exact, literal, scope, weight, parts, by_parts: Term(
        text, exact, (key(text), key(exact)), literal, scope, weight, parts, by_parts=by_parts
    ),
    *(st.sampled_from(WORDS), st.sampled_from(WORDS), st.booleans(), scopes),
    *(st.sampled_from((1.0, 0.5)), related, st.booleans()),
)
leaves = st.one_of(
    terms,
    st.builds(lambda stem, scope: Prefix(stem, stem, scope), st.sampled_from(("pol", "poli", "h")), scopes),
    st.builds(Phrase, st.lists(terms, min_size=1, max_size=3).map(tuple), scopes),
    st.builds(Near, terms, terms, st.integers(0, 3), scopes),
)


def _inner(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.one_of(nodes, st.builds(Not, nodes), st.builds(Optional, leaves))
    return st.one_of(
        st.builds(lambda first, rest: All((first, *rest)), nodes, st.lists(parts, max_size=2)),
        st.builds(All, st.lists(terms, min_size=2, max_size=4).map(tuple)),
        st.builds(AtLeast, st.lists(nodes, min_size=1, max_size=3).map(tuple), st.integers(1, 3)),
        st.builds(lambda node: Reading("x", "spelling", node), nodes),
        st.builds(AnyOf, st.lists(nodes, min_size=1, max_size=3).map(tuple)),
    )


queries: st.SearchStrategy[Node | None] = st.one_of(st.none(), st.recursive(leaves, _inner, max_leaves=6))
filters = st.builds(
    Filters,
    facets=st.dictionaries(
        st.sampled_from(("serie", "ar")), st.frozensets(st.sampled_from("xyzå"), min_size=1), max_size=2
    ),
    date_from=st.sampled_from((0, 0, 20171109)),
    date_to=st.sampled_from((0, 0, 20180101)),
    exclude=st.frozensets(st.sampled_from("abq"), max_size=1),
    only=st.one_of(st.none(), st.frozensets(st.sampled_from("abcdefgh"))),
)
windows = st.builds(
    Window,
    first=st.integers(0, 3),
    documents=st.integers(1, 4),
    pages=st.integers(0, 3),
    sort=st.sampled_from(("relevans", "relevans", "datum", "-datum", "titel")),
)


def comparable(answer: Answer) -> tuple[object, ...]:
    """An answer with scores to five decimals, as sums differ in their last bits."""
    hits = [
        (h.id, round(h.score, 5), [(p.number, round(p.score, 5)) for p in h.pages], h.more_pages)
        for h in answer.hits
    ]
    return answer.matching_pages, answer.matching_documents, hits, answer.facets, answer.limits


def written(data: Path, documents: Iterable[IndexDocument], seed: int, weights: Weights = WEIGHTS) -> Engine:
    """An index of the documents that came in some order, in some commits, some of them twice."""
    order = random.Random(seed)
    writer = new_writer(data)
    coming = list(documents)
    order.shuffle(coming)
    for each in coming:
        if order.random() < 0.4:
            writer.replace(document(each.id, ["polis hund som byts ut", "katt"], title="katt"))
            writer.commit()
        if order.random() < 0.2:
            writer.replace(document("gone", ["polis"], title="hund"))
            writer.commit()
            writer.remove(["gone"])
        writer.replace(each)
        if order.random() < 0.5:
            writer.commit()
    writer.commit()
    return WhooshEngine(data, STAMP, weights=weights)


Questions = list[tuple[Node | None, Filters, Window]]
weights = st.sampled_from((WEIGHTS, Weights(exact=0.1, related=0.5, proximity=0, k1=0.9, b=0.4)))
anything = given(
    archives(),
    st.lists(st.tuples(queries, filters, windows), min_size=8, max_size=8),
    st.integers(0, 1000),
    weights,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@anything
def test_any_index_of_the_same_documents_answers_as_the_reference(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[IndexDocument],
    questions: Questions,
    seed: int,
    weights: Weights,
) -> None:
    compare(tmp_path_factory.mktemp("index"), documents, questions, seed, weights)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@anything
def test_many_indexes_answer_as_the_reference(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[IndexDocument],
    questions: Questions,
    seed: int,
    weights: Weights,
) -> None:
    compare(tmp_path_factory.mktemp("index"), documents, questions, seed, weights)


def compare(
    data: Path, documents: list[IndexDocument], questions: Questions, seed: int, weights: Weights
) -> None:
    """Ask both the same; every answer is the same."""
    reference = ReferenceEngine(weights)
    for each in documents:
        reference.replace(each)
    reference.commit()
    engine = written(data, documents, seed, weights)
    for root, narrowed, window in questions:
        expected = reference.search(root, narrowed, window, Budget())
        assert comparable(engine.search(root, narrowed, window, Budget())) == comparable(expected)
        if root is not None:
            for each in documents:
                assert engine.match_page(root, each.id) == reference.match_page(root, each.id)
    for exclude in (frozenset[str](), frozenset({"a", "b", "q"})):
        assert told(engine.vocabulary(exclude)) == told(reference.vocabulary(exclude))


def told(vocabulary: Vocabulary) -> list[object]:
    """What a vocabulary says of the words that are drawn from, and of some near them."""
    asked = (*WORDS, "", "p", "hudn", "polsi", "palisen", "katten")
    return [
        *(vocabulary.records(name) for name in asked),
        *(vocabulary.key_records(key(name)) for name in asked),
        *(vocabulary.spelled(name) for name in asked),
        *(vocabulary.beginning(name, limit) for name in asked for limit in (1, 100)),
        *(vocabulary.close_to(name, d, limit) for name in asked for d in (1, 2) for limit in (1, 100)),
    ]


def test_scores_are_the_same_to_the_last_bit_however_segments_lie(tmp_path: Path) -> None:
    order = random.Random(7)
    documents = [
        document(f"d{n:02}", [" ".join(order.choices(WORDS, k=order.randint(1, 9))) for _ in range(4)])
        for n in range(30)
    ]
    root = AnyOf((word("polis"), word("hund"), Prefix("poli*", "poli")))
    answers = [
        ask(written(tmp_path / str(seed), documents, seed), root, window=Window(0, 100, 10))
        for seed in range(3)
    ]
    assert answers[0] == answers[1] == answers[2]
    assert len(found(answers[0])) == 30


def test_what_stands_beside_what_can_be_left_out_of_the_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [document("a", ["polis x x hund", "x polis hund x"]), document("b", ["x"] * 9)]

    def order(engine: Engine) -> list[int]:
        return [page.number for page in ask(engine, words("polis hund")).hits[0].pages]

    engine = written(tmp_path, documents, 1)
    assert order(engine) == [2, 1]
    assert order(WhooshEngine(tmp_path, STAMP, weights=Weights(proximity=0))) == [1, 2]
    monkeypatch.setattr(leaves_module, "MOST_OCCURRENCES", 1)
    assert order(engine) == [1, 2]


def test_whenever_time_runs_out_what_is_shown_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ("polis hund katt", "polis", "polis hunden", "katt hund", "polis katt i hund")
    engine = written(tmp_path, [document(name, [text]) for name, text in zip("abcde", texts, strict=True)], 1)
    away = (
        Phrase((word("hund"), word("katt"))),
        Near(word("hund"), word("katt"), 5),
        Prefix("hund*", "hund"),
        All((word("hund"), Not(Phrase((word("katt"), word("i")))))),
    )
    for absent in away:
        root = All((word("polis"), Not(absent)))
        right = set(found(ask(engine, root)))
        for looks in range(20):
            clock = SimpleNamespace(monotonic=count(0, 1 / (1 + looks)).__next__)
            monkeypatch.setattr(leaves_module, "time", clock)
            assert set(found(ask(engine, root, budget=Budget(seconds=1)))) <= right, (absent, looks)
            monkeypatch.undo()


def test_an_index_that_is_torn_while_it_answers_is_unavailable_and_no_error(tmp_path: Path) -> None:
    writer = new_writer(tmp_path)
    writer.replace(document("a", ["polis hund katt " * 50]))
    writer.commit()
    engine = WhooshEngine(tmp_path, STAMP)
    for postings in (tmp_path / "index").rglob("*.pst"):
        with postings.open("r+b") as file:
            file.truncate(postings.stat().st_size // 2)
    with pytest.raises(EngineUnavailable, match="damaged"):
        for name in ("polis", "hund", "katt"):
            engine.search(word(name), Filters(), Window(), Budget())
