"""Suggestions for a question that is being typed: words, speakers, series and titles that find something."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from archive.catalogue import publication, tables
from archive.dates import now
from search.asking.facets import labels
from search.engine import Answer, Window
from search.helping.reach import Reach
from search.helping.typed import FEWEST, Typed, typed
from search.language.function_words import is_function_word
from search.language.tokens import exact_form, folded, words
from search.query.composing import all_of
from search.query.model import AnyOf, Node, Prefix
from search.query.syntax.tree import PhraseNode, ScopeNode, WordNode
from search.query.syntax.writing import written
from search.results import Request, Suggestion

MOST = 5
"""Suggestions for one question."""

_FORMS = 40  # of the archive, among which words are chosen
_MOST_ASKED = 8  # questions that are asked to learn whether they find anything
_TITLES = 10  # documents whose titles are looked at

_KINDS = {"speaker": "talare", "series": "serie"}  # and the facets that hold their names


def suggestions(text: str, reach: Reach) -> tuple[Suggestion, ...]:
    """Return at most :data:`MOST` questions that go on as the typed one does and find something.

    They are asked of all the archive. Each kind has its turn, so that a name is not lost among words;
    words come first, then speakers, series and titles.
    """
    so_far = typed(text)
    if so_far is None:
        return ()
    found = _Suggesting(so_far, reach, shouted=text.isupper())
    kinds = {"word": found.words, "speaker": found.names, "series": found.names, "title": found.titles}
    wanted = [so_far.scope] if so_far.scope else list(kinds)
    tried = (_tried(kind, kinds[kind](kind), reach) for kind in wanted)
    that_find = filter(None, islice(_in_turns(tried), _MOST_ASKED))
    return tuple(sorted(islice(that_find, MOST), key=lambda suggestion: wanted.index(suggestion.kind)))


@dataclass(frozen=True, slots=True)
class _Completion:
    text: str
    q: str


class _Suggesting:
    """Finds what one question may become, the likeliest first, without asking whether it finds anything."""

    def __init__(self, so_far: Typed, reach: Reach, *, shouted: bool) -> None:
        self._typed = so_far
        self._reach = reach
        self._shouted = shouted
        self._forms = [
            form.exact
            for form in reach.vocabulary.beginning(folded(so_far.last), _FORMS)
            if _begins(form.exact, so_far.last)
        ]

    def words(self, kind: str) -> Iterator[_Completion]:
        """Yield the commonest words that begin so, each in its commonest form."""
        last = self._typed.last
        if len(last) < FEWEST:
            return
        told = set(self._reach.analyser.question_keys(last))
        for exact in self._forms:
            keys = self._reach.analyser.question_keys(exact)
            if (
                exact == last
                or not told.isdisjoint(keys)
                or not exact[0].isalpha()
                or is_function_word(exact)
            ):
                continue
            told.update(keys)
            question = self._typed.completed(self._like_typed(exact), len(self._typed.words) - 1)
            yield _Completion(question, question)

    def names(self, kind: str) -> Iterator[_Completion]:
        """Yield the speakers or series in whose names a word begins so."""
        answer = self._ask(kind, 0)
        if answer is None or not answer.matching_documents:
            return
        counts = answer.facets[_KINDS[kind]]
        names = labels(self._reach.session, _KINDS[kind], counts)
        slugs = sorted(names, key=lambda slug: (-counts[slug].documents, names[slug]))
        yield from self._named(kind, (names[slug] for slug in slugs))

    def titles(self, kind: str) -> Iterator[_Completion]:
        """Yield the titles that have all of the words, the last as far as it goes."""
        answer = self._ask(kind, _TITLES)
        if answer is None or not answer.hits:
            return
        ids = [hit.id for hit in answer.hits]
        query = select(tables.Document.id, tables.Document.title).where(
            tables.Document.id.in_(ids), publication.is_listed(now())
        )
        title_of = {row[0]: row[1] for row in self._reach.session.execute(query)}
        titles = dict.fromkeys(title_of[found] for found in ids if found in title_of)
        yield from self._named(kind, sorted(titles, key=lambda title: not self._is_begun(title)))

    def _ask(self, scope: str, documents: int) -> Answer | None:
        """Ask for what has a word in a place that begins as the last one does, where it is long enough.

        A shorter one is enough after another word: *Helene L*. A title is asked for by all words.
        """
        known = 1 if len(self._typed.last) >= FEWEST else 2
        asked = self._typed.words if scope == "title" else self._typed.words[-known:]
        if sum(map(len, asked)) < FEWEST:
            return None
        root = all_of([self._beginning(exact_form(word), scope) for word in asked])
        assert root is not None
        return self._reach.search(root, Window(documents=documents, pages=0))

    def _beginning(self, exact: str, scope: str) -> Node:
        """Return what finds words that begin so, also with dots that were not typed."""
        of_archive = self._forms if exact == self._typed.last else self._spelled(exact)
        stems = sorted({exact, *(form[: len(exact)] for form in of_archive)})
        begun = [Prefix(f"{stem}*", stem, scope) for stem in stems]
        return AnyOf(tuple(begun)) if len(begun) > 1 else begun[0]

    def _spelled(self, exact: str) -> list[str]:
        return [form.exact for form in self._reach.vocabulary.spelled(folded(exact))]

    def _named(self, kind: str, names: Iterable[str]) -> Iterator[_Completion]:
        typed_words = [exact_form(word) for word in self._typed.words]
        for name in names:
            found = tuple(name[start:end] for start, end in words(name))
            meant = _completed_by([exact_form(word) for word in found], typed_words)
            if not meant or (meant < len(typed_words) and (self._typed.scope or kind == "title")):
                continue
            part = PhraseNode(found) if len(found) > 1 else WordNode(found[0], literal=True)
            question = written(ScopeNode(kind, part), shouted=self._shouted)
            yield _Completion(name, self._typed.completed(question, len(typed_words) - meant))

    def _is_begun(self, name: str) -> bool:
        """Tell whether a name begins with the first of the words."""
        start, end = next(words(name), (0, 0))
        return _begins(exact_form(name[start:end]), exact_form(self._typed.words[0]))

    def _like_typed(self, exact: str) -> str:
        """Return a word with the capitals of what was typed."""
        if self._shouted:
            return exact.upper()
        return exact[:1].upper() + exact[1:] if self._typed.words[-1][:1].isupper() else exact


def _begins(exact: str, beginning: str) -> bool:
    """Tell whether a form begins so; å, ä and ö may stand where the beginning has none, not otherwise."""
    return len(exact) >= len(beginning) and all(
        letter in (there, folded(there)) for letter, there in zip(beginning, exact, strict=False)
    )


def _completed_by(name: list[str], typed_words: list[str]) -> int:
    """Return how many of the last words a name has, or words that begin so; 0 where they say too little."""
    left = list(name)
    meant = 0
    for word in reversed(typed_words):
        found = next((there for there in left if _begins(there, word)), None)
        if found is None:
            break
        left.remove(found)
        meant += 1
    return meant if sum(map(len, typed_words[len(typed_words) - meant :])) >= FEWEST else 0


def _tried(kind: str, completions: Iterable[_Completion], reach: Reach) -> Iterator[Suggestion | None]:
    """Yield each that finds something, None for one that does not."""
    for completion in completions:
        documents = reach.count(Request(completion.q))
        yield Suggestion(kind, completion.text, completion.q, documents) if documents else None


def _in_turns(sources: Iterable[Iterator[Suggestion | None]]) -> Iterator[Suggestion | None]:
    """Yield one of each in turn until all are at their end."""
    waiting = deque(sources)
    while waiting:
        source = waiting.popleft()
        for found in islice(source, 1):
            yield found
            waiting.append(source)
