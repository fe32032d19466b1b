"""Our collector against `Searcher.search(groupedby=…)` over the same Whoosh index.

Both answer the same 200 questions, warm and without snippets: exact totals, the ten best, and
counts of series, speaker and year over all matching pages. Totals and counts are compared before
any time is believed. The goal is a third of Whoosh's summed time.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from whoosh import sorting
from whoosh.fields import ID, NUMERIC, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, NumericRange, Or, Query
from whoosh.query import Phrase as WhooshPhrase
from whoosh.query import Prefix as WhooshPrefix
from whoosh.query import Term as WhooshTerm
from whoosh.searching import Searcher

from bench.search_corpus import Corpus, Question
from search.engine import Answer, Budget, IndexDocument, Window
from search.language.tokens import folded
from search.query.model import All, AnyOf, Node, Phrase, Prefix, Term
from search.whoosh_engine import Generations, WhooshEngine, WhooshWriter
from search.whoosh_engine import schema as fields

_STAMP = "bench"
_COMMIT_PAGES = 10_000
_ROUNDS = 2
_FACETS = {"serie": "series", "talare": "speaker", "ar": "year"}

Counts = dict[str, dict[str, int]]


def run(pages: int, data: Path) -> float:
    """Print the comparison; return our share of Whoosh's time."""
    corpus = _built(pages, data)
    questions = corpus.questions()
    engine = WhooshEngine(data, _STAMP)
    searcher = FileIndex(
        FileStorage(str(Generations(data).current())), _schema(), fields.INDEX_NAME
    ).searcher()

    def ours(question: Question) -> tuple[int, Counts]:
        return _of_answer(engine.search(question.root, question.filters, Window(), Budget(seconds=60)))

    def theirs(question: Question) -> tuple[int, Counts]:
        return _whoosh(searcher, question)

    first = sum(_times(questions, ours).values())
    for question in questions:
        _agree(question, ours(question), theirs(question))
    our_times = _times(questions, ours, _ROUNDS)
    their_times = _times(questions, theirs, _ROUNDS)
    print(f"search: {pages} pages, {len(questions)} questions, warm, no snippets; ms a question")
    print(f"  {'class':<14}{'ours':>8}{'Whoosh':>10}{'share':>8}")
    for kind, spent in our_times.items():
        peer = their_times[kind]
        each = sum(question.kind == kind for question in questions) * _ROUNDS
        print(f"  {kind:<14}{spent / each * 1e3:>8.2f}{peer / each * 1e3:>10.2f}{spent / peer:>8.2f}")
    theirs_in_all = sum(their_times.values())
    share = sum(our_times.values()) / theirs_in_all
    print(f"  sum: {share:.3f} of Whoosh's time with the same totals and counts (goal: at most 0.333)")
    print(f"  the first time each is asked, postings still to be read: {first * _ROUNDS / theirs_in_all:.3f}")
    _vocabulary(engine, list(corpus.form_count))
    return share


def _vocabulary(engine: WhooshEngine, forms: list[str]) -> None:
    """Print what it takes to know the words of the index, against comparing with every word."""
    began = time.perf_counter()
    engine.vocabulary().spelled("")
    listed = time.perf_counter() - began
    words = [form for form in forms if len(form) >= 6][:20_000:100]
    mistyped = [folded(word[:2] + word[3] + word[2] + word[4:]) for word in words]
    spelled = [folded(form) for form in forms]
    asked: dict[str, tuple[list[str], Callable[[str], object]]] = {
        "records": (words, lambda word: engine.vocabulary().records(word)),
        "beginning": (words, lambda word: engine.vocabulary().beginning(folded(word[:3]), 5)),
        "close_to 1": (mistyped, lambda word: engine.vocabulary().close_to(word, 1, 10)),
        "close_to 2": (mistyped, lambda word: engine.vocabulary().close_to(word, 2, 10)),
        "every word": (
            mistyped,
            lambda word: process.extract(word, spelled, scorer=OSA.distance, score_cutoff=2, limit=10),
        ),
    }
    print(f"vocabulary: {len(forms)} forms, listed in {listed:.1f} s; ms at the median, first and warm")
    for name, (of, ask) in asked.items():
        rounds = [[_seconds(ask, word) for word in of] for _ in range(2)]
        first, warm = (statistics.median(times) * 1e3 for times in rounds)
        print(f"  {name:<14}{first:>8.2f}{warm:>8.2f}")


def _seconds(ask: Callable[[str], object], word: str) -> float:
    began = time.perf_counter()
    ask(word)
    return time.perf_counter() - began


def _built(pages: int, data: Path) -> Corpus:
    """Build the index below `data`; return what it is made of."""
    shutil.rmtree(data, ignore_errors=True)
    began = time.perf_counter()
    gc.disable()  # millions of postings in lists, none of them in a circle: a sixth of the time
    corpus = Corpus(pages)
    generations = Generations(data)
    folder = generations.begin()
    writer = WhooshWriter(folder, _STAMP, schema=_schema(), records=_records)
    gathered = 0
    for document in corpus.documents():
        writer.replace(document)
        gathered += len(document.pages)
        if gathered >= _COMMIT_PAGES:
            writer.commit()
            gathered = 0
    writer.commit()
    gc.enable()
    generations.switch(folder)
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"index: {pages} pages in {time.perf_counter() - began:.0f} s, {size:.0f} MB", flush=True)
    return corpus


def _schema() -> Schema:
    """Ours, with lengths and columns for what Whoosh scores, filters and groups by."""
    schema = fields.schema(scorable=True)
    schema.add("series", ID(sortable=True))
    schema.add("speaker", ID(sortable=True))
    schema.add("year", NUMERIC(int, sortable=True))
    return schema


def _records(document: IndexDocument) -> Iterator[dict[str, Any]]:
    columns = {
        "series": document.facets["serie"][0],
        "speaker": document.facets["talare"][0],
        "year": int(document.facets["ar"][0]),
    }
    return (record | columns for record in fields.records(document))


def _whoosh(searcher: Searcher, question: Question) -> tuple[int, Counts]:
    groups = {name: sorting.FieldFacet(name, maptype=sorting.Count) for name in _FACETS.values()}
    results = searcher.search(
        _query(question.root), limit=10, groupedby=groups, filter=_filter(question), terms=False
    )
    for place in range(min(10, results.scored_length())):
        results[place].score  # noqa: B018 - the ten best are read, as ours are
    return len(results), {
        ours: {str(value): count for value, count in results.groups(theirs).items()}
        for ours, theirs in _FACETS.items()
    }


def _query(node: Node) -> Query:
    match node:
        case Term():
            return WhooshTerm("text_keys", node.keys[0])
        case Prefix():
            return WhooshPrefix("text_exact", node.stem)
        case Phrase():
            return WhooshPhrase("text_keys", [term.keys[0] for term in node.terms])
        case All():
            return And([_query(part) for part in node.parts])
        case AnyOf():
            return Or([_query(part) for part in node.parts])
        case _:
            raise TypeError(f"the bench asks no {type(node).__name__}")


def _filter(question: Question) -> Query | None:
    chosen = question.filters.facets
    if "serie" in chosen:
        return Or([WhooshTerm("series", value) for value in chosen["serie"]])
    if "ar" in chosen:
        years = sorted(map(int, chosen["ar"]))
        return NumericRange("year", years[0], years[-1])
    return None


def _of_answer(answer: Answer) -> tuple[int, Counts]:
    counts = {
        name: {value: count.pages for value, count in answer.facets[name].items() if count.pages}
        for name in _FACETS
    }
    return answer.matching_pages, counts


def _agree(question: Question, ours: tuple[int, Counts], theirs: tuple[int, Counts]) -> None:
    """Raise AssertionError where totals or counts differ.

    A facet that is filtered by counts its other values too with us, so only chosen ones compare.
    """
    expected = theirs[1]
    got = {
        name: {v: n for v, n in counts.items() if v in question.filters.facets.get(name, counts)}
        for name, counts in ours[1].items()
    }
    assert (ours[0], got) == (theirs[0], expected), question


def _times(questions: list[Question], ask: Callable[[Question], object], rounds: int = 1) -> dict[str, float]:
    """Return seconds by class over all rounds."""
    spent: dict[str, float] = defaultdict(float)
    for _ in range(rounds):
        for question in questions:
            began = time.perf_counter()
            ask(question)
            spent[question.kind] += time.perf_counter() - began
    return spent
