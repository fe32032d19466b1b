"""An engine in a few dozen lines that reads every word of every page for every question.

It shares no code with the engines it is compared with but the weights of scoring, and says in
plain loops what `search.engine` says in prose.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from search.engine import (
    FACETS,
    Answer,
    Budget,
    DocumentHit,
    FacetCount,
    Filters,
    IndexDocument,
    PageHit,
    Posting,
    Window,
)
from search.query.model import (
    All,
    AnyOf,
    AtLeast,
    Near,
    Node,
    Not,
    Optional,
    Phrase,
    Prefix,
    Reading,
    Term,
)
from search.query.vocabulary import Vocabulary
from search.whoosh_engine.scoring import WEIGHTS, Weights
from tests.search.reference_vocabulary import ReferenceVocabulary

SCOPES = {
    "": ("text", "title", "speakers", "series"),
    "title": ("title",),
    "speaker": ("speakers",),
    "series": ("series",),
}
Leaf = Term | Prefix | Phrase | Near


@dataclass(frozen=True)
class Record:
    """A page, or a front (number 0)."""

    document: IndexDocument
    number: int

    @property
    def parts(self) -> dict[str, tuple[Posting, ...]]:
        document = self.document
        if not self.number:
            return {
                "text": document.about,
                "title": document.title,
                "speakers": document.speakers,
                "series": document.series,
            }
        page = next(page for page in document.pages if page.number == self.number)
        return {"text": page.text, "title": page.title}


class ReferenceEngine:
    """Engine and writer in one; what is written shows at once after a commit."""

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        self._weights = weights
        self._documents: dict[str, IndexDocument] = {}
        self._waiting: dict[str, IndexDocument | None] = {}

    def replace(self, document: IndexDocument) -> None:
        self._waiting[document.id] = document

    def remove(self, ids: Iterable[str]) -> None:
        self._waiting.update(dict.fromkeys(ids))

    def commit(self) -> None:
        for document_id, document in self._waiting.items():
            self._documents.pop(document_id, None)
            if document:
                self._documents[document_id] = document
        self._waiting.clear()

    def close(self) -> None:
        self._waiting.clear()

    def refresh(self) -> bool:
        return False

    def search(self, root: Node | None, filters: Filters, window: Window, budget: Budget) -> Answer:
        if root is not None and budget.seconds <= 0:
            return Answer(0, 0, (), {name: {} for name in FACETS}, ("time",))
        self._budget, self._limits = budget, {}
        hits = {document_id: self._hit(root, document_id) for document_id in self._documents}
        base = {d: hit for d, hit in hits.items() if hit is not None and self._wanted(d, filters)}
        found = {d: hit for d, hit in base.items() if self._in_facets(d, filters, skip="")}
        ranked = sorted(found.values(), key=lambda hit: self._place(hit, window.sort))
        last = min(window.first + window.documents, budget.depth)
        if last < min(window.first + window.documents, len(ranked)):
            self._limits["depth"] = None
        return Answer(
            matching_pages=sum(len(hit.pages) for hit in ranked),
            matching_documents=len(ranked),
            hits=tuple(
                DocumentHit(
                    h.id, h.score, h.pages[: window.pages], len(h.pages) - len(h.pages[: window.pages])
                )
                for h in ranked[window.first : last]
            ),
            facets={name: self._counts(name, base, filters) for name in FACETS},
            limits=tuple(self._limits),
        )

    def match_page(self, root: Node, document: str) -> tuple[int, ...]:
        self._budget, self._limits = Budget(), {}
        hit = self._hit(root, document) if document in self._documents else None
        return tuple(sorted(page.number for page in hit.pages)) if hit else ()

    def vocabulary(self, exclude: frozenset[str] = frozenset()) -> Vocabulary:
        return ReferenceVocabulary([r.parts for r in self._records() if r.document.id not in exclude])

    def _records(self) -> Iterator[Record]:
        for document in self._documents.values():
            yield Record(document, 0)
            for page in document.pages:
                yield Record(document, page.number)

    # Matching

    def _hit(self, root: Node | None, document_id: str) -> DocumentHit | None:
        document = self._documents[document_id]
        front = Record(document, 0)
        if root is None:
            return DocumentHit(document_id, 0.0, (), 0) if document.listed else None
        pages = [Record(document, page.number) for page in document.pages]
        scored = [PageHit(p.number, round(self._score(root, p), 6)) for p in pages if self._own(root, p)]
        if not scored and not (document.listed and self._matches(root, front)):
            return None
        scored.sort(key=lambda page: (-page.score, page.number))
        best = scored[0].score if scored else 0.0
        return DocumentHit(document_id, round(best + self._score(root, front), 6), tuple(scored), 0)

    def _matches(self, node: Node, record: Record) -> bool:
        match node:
            case All(parts):
                return all(self._matches(part, record) for part in parts)
            case AtLeast(parts, least):
                return sum(self._matches(part, record) for part in parts) >= least
            case AnyOf(parts):
                return any(self._matches(part, record) for part in parts)
            case Reading(part=part):
                return self._matches(part, record)
            case Not(part):
                return not self._matches(part, record)
            case Optional():
                return True
            case _:
                return self._has(node, record) or self._has(node, Record(record.document, 0))

    def _own(self, node: Node, page: Record) -> bool:
        match node:
            case All(parts) | AtLeast(parts):
                return self._matches(node, page) and any(self._own(part, page) for part in parts)
            case Reading(part=part):
                return self._own(part, page)
            case AnyOf(parts):
                return any(self._own(part, page) for part in parts)
            case Not() | Optional():
                return False
            case _:
                return self._has(node, page)

    def _has(self, leaf: Node, record: Record) -> bool:
        by_parts = leaf.related if isinstance(leaf, Term) and leaf.by_parts else ()
        asked = [leaf, *(Term(key, "", (key,), scope=leaf.scope) for key in by_parts)]
        return any(self._stands(each, record) for each in asked)

    def _score(self, node: Node, record: Record) -> float:
        match node:
            case All(parts) | AtLeast(parts):
                score = sum(self._score(part, record) for part in parts)
                if record.number and self._own(node, record):
                    return score + self._proximity(parts, record)
                return score if record.number == 0 or self._matches(node, record) else 0.0
            case AnyOf(parts):
                return sum(self._score(part, record) for part in parts)
            case Reading(part=part):
                return self._score(part, record)
            case Not():
                return 0.0
            case Optional(part):
                return self._score(part, record)
            case _:
                score = sum(self._part_score(node, part, record) for part in SCOPES[node.scope])
                return score + (self._related(node, record) if isinstance(node, Term) else 0.0)

    def _related(self, term: Term, record: Record) -> float:
        leaves = [Term(key, "", (key,)) for key in dict.fromkeys(term.related)]
        score = sum(self._bm25(leaf, part, record) for leaf in leaves for part in SCOPES[term.scope])
        return self._weights.related * term.weight * score

    def _proximity(self, nodes: tuple[Node, ...], page: Record) -> float:
        """Neighbours of the question: their closeness at its best, by the rarer one's idf."""
        words = [
            (_words(node), at)
            for at, node in enumerate(node for node in nodes if not isinstance(node, Not))
            if not isinstance(node, Optional)
        ]
        total = 0.0
        for (one, at), (other, then) in pairwise(words):
            missed = [
                abs(b.position - a.position - (then - at))
                for a in page.parts["text"]
                for b in page.parts["text"]
                if any(_is(a, term, exact=False) for term in one)
                and any(_is(b, term, exact=False) for term in other)
            ]
            if missed:
                rarer = min(self._idf_of_any(each) for each in (one, other))
                weight = min(max(term.weight for term in each) for each in (one, other))
                total += rarer * weight / (1 + min(missed))
        return self._weights.proximity * total

    def _idf_of_any(self, words: tuple[Term, ...]) -> float:
        pages = [record for record in self._records() if record.number]
        holding = [
            page
            for page in pages
            if any(_is(posting, word, exact=False) for posting in page.parts["text"] for word in words)
        ]
        return _idf(len(pages), len(holding))

    # One leaf in one part of one record

    def _stands(self, leaf: Leaf, record: Record) -> int:
        return sum(self._frequency(leaf, part, record) for part in SCOPES[leaf.scope])

    def _frequency(self, leaf: Leaf, part: str, record: Record, *, exact: bool = False) -> int:
        postings = record.parts.get(part, ())
        match leaf:
            case Term():
                if leaf.literal or exact:
                    return sum(posting.exact == leaf.exact for posting in postings)
                return max((sum(key in posting.keys for posting in postings) for key in leaf.keys), default=0)
            case Prefix():
                forms = self._forms(leaf)
                return sum(posting.exact in forms for posting in postings)
            case Phrase():
                at = {posting.position: posting for posting in postings}
                return sum(
                    bool(leaf.terms)
                    and all(
                        _is(at.get(begin + place), term, exact=exact) for place, term in enumerate(leaf.terms)
                    )
                    for begin in at
                )

            case Near():
                left, right = (
                    [p.position for p in postings if _is(p, term, exact=exact)]
                    for term in (leaf.left, leaf.right)
                )
                return sum(any(1 <= abs(a - b) <= leaf.distance for b in right) for a in left)

    def _forms(self, prefix: Prefix) -> set[str]:
        counts = Counter(
            form
            for record in self._records()
            for part in SCOPES[prefix.scope]
            for form in {posting.exact for posting in record.parts.get(part, ())}
            if form.startswith(prefix.stem)
        )
        if len(counts) > self._budget.expansions:
            self._limits["expansions"] = None
        return set(sorted(counts, key=lambda form: (-counts[form], form))[: self._budget.expansions])

    def _part_score(self, leaf: Leaf, part: str, record: Record) -> float:
        score = self._bm25(leaf, part, record)
        if part == "text" and record.number and not isinstance(leaf, Prefix) and score:
            score += self._weights.exact * self._bm25(leaf, part, record, exact=True)
        return score * (leaf.weight if isinstance(leaf, Term) else 1.0)

    def _bm25(self, leaf: Leaf, part: str, record: Record, *, exact: bool = False) -> float:
        frequency = self._frequency(leaf, part, record, exact=exact)
        if not frequency:
            return 0.0
        peers = [other for other in self._records() if bool(other.number) == bool(record.number)]
        holding = sum(bool(self._frequency(leaf, part, other, exact=exact)) for other in peers)
        norm = 1.0
        if record.number and part == "text":
            average = sum(len(other.parts["text"]) for other in peers) / len(peers)
            norm = 1 - self._weights.b + self._weights.b * len(record.parts["text"]) / max(average, 1.0)
        weight = (self._weights.page if record.number else self._weights.front)[part]
        saturated = frequency * (self._weights.k1 + 1) / (frequency + self._weights.k1 * norm)
        return weight * _idf(len(peers), holding) * saturated

    # Filters, order, counts

    def _wanted(self, document_id: str, filters: Filters) -> bool:
        document = self._documents[document_id]
        if (filters.date_from or filters.date_to) and not document.date_first:
            return False
        return (
            document_id not in filters.exclude
            and (filters.only is None or document_id in filters.only)
            and (not filters.date_from or document.date_last >= filters.date_from)
            and (not filters.date_to or document.date_first <= filters.date_to)
        )

    def _in_facets(self, document_id: str, filters: Filters, skip: str) -> bool:
        carried = self._documents[document_id].facets
        return all(
            name == skip or set(carried.get(name, ())) & values for name, values in filters.facets.items()
        )

    def _counts(self, name: str, base: dict[str, DocumentHit], filters: Filters) -> dict[str, FacetCount]:
        documents: Counter[str] = Counter()
        pages: Counter[str] = Counter()
        for document_id, hit in base.items():
            if self._in_facets(document_id, filters, skip=name):
                for value in set(self._documents[document_id].facets.get(name, ())):
                    documents[value] += 1
                    pages[value] += len(hit.pages)
        return {value: FacetCount(count, pages[value]) for value, count in documents.items()}

    def _place(self, hit: DocumentHit, sort: str) -> tuple[object, ...]:
        document = self._documents[hit.id]
        match sort:
            case "titel":
                return (document.sort_title, hit.id)
            case "datum":
                return (not document.date_first, document.date_first, hit.id)
            case "-datum":
                return (not document.date_first, -document.date_first, hit.id)
            case _:
                return (-hit.score, hit.id)


def _words(node: Node) -> tuple[Term, ...]:
    """The words of the text that a node stands for, each a reading of one word; () for anything else."""
    match node:
        case Term():
            return () if node.scope else (node,)
        case Reading():
            return _words(node.part)
        case AnyOf():
            each = [_words(part) for part in node.parts]
            return tuple(chain.from_iterable(each)) if all(each) else ()
        case _:
            return ()


def _idf(collection: int, holding: int) -> float:
    return math.log(1 + (collection - holding + 0.5) / (holding + 0.5))


def _is(posting: Posting | None, term: Term, *, exact: bool) -> bool:
    if posting is None:
        return False
    return posting.exact == term.exact if exact or term.literal else bool(set(posting.keys) & set(term.keys))
