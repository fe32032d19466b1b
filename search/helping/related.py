"""Other words of the archive that stand where those that were asked for do: related terms."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from search.helping.reach import Reach
from search.helping.telling import by_key, content_words, rarity_of, shown
from search.language.analyser import Token
from search.query import composing
from search.query.model import Node, Prefix

MOST = 8
"""Words for one question."""

_FEWEST_PAGES = 3  # of those that were found, and a fifth of them, hold a related word
_SHARE_OF_PAGES = 0.2
_FEWEST_DOCUMENTS = 2  # or it may be the heading of one
_COMMONER = 3.0  # times as common on the pages found as on all
_RARE = 1.5  # powers of ten below the commonest words of the language: avhoppare, våld; not länge, andra
_LOOKED_UP = 60  # words that most of the pages share
_SAME_BEGINNING = 0.8  # of a word: what begins so is a form of it (samverka, samverkan)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The text of a page that a question found, and the document that it is of."""

    document: str
    text: str
    language: str


@dataclass(slots=True)
class _Word:
    tokens: list[Token] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    pages: int = 0

    @property
    def rarity(self) -> float:
        return rarity_of(self.tokens[0].exact)


def related(root: Node | None, found: Sequence[FoundPage], reach: Reach) -> tuple[str, ...]:
    """Return at most :data:`MOST` words much commoner on the pages found than elsewhere, the best first.

    `found` are the best pages of a question, some twenty. Words of the question are not among them, nor
    words made of them.
    """
    least = max(_FEWEST_PAGES, math.ceil(_SHARE_OF_PAGES * len(found)))
    if root is None or len(found) < least:
        return ()
    asked = _Asked(root, reach)
    shared = [
        (key, word)
        for key, word in _words(found, reach).items()
        if word.pages >= least
        and len(word.documents) >= _FEWEST_DOCUMENTS
        and word.rarity >= _RARE
        and not asked.has(word.tokens[0])
    ]
    shared.sort(key=lambda each: (-each[1].pages * each[1].rarity, each[0]))
    pages = reach.pages()
    weighed = []
    for key, word in shared[:_LOOKED_UP]:
        records = reach.vocabulary.key_records(key)
        times = (word.pages / len(found)) / (records / pages) if records else 0.0
        if times >= _COMMONER:
            weight = word.pages * math.log(times) * word.rarity
            weighed.append((-weight, shown(word.tokens)))
    return tuple(surface for _, surface in sorted(weighed)[:MOST])


def _words(found: Iterable[FoundPage], reach: Reach) -> dict[str, _Word]:
    words: defaultdict[str, _Word] = defaultdict(_Word)
    for page in found:
        for forms in by_key(content_words(reach.analyser, page.text, page.language)):
            word = words[forms[0].own_keys[0]]
            word.tokens += forms
            word.documents.add(page.document)
            word.pages += 1
    return words


class _Asked:
    """The words of a question, to know what is one of them, or made of one."""

    def __init__(self, root: Node, reach: Reach) -> None:
        terms = composing.terms(root)
        self._keys = set(chain.from_iterable((*term.keys, *term.related) for term in terms))
        self._keys |= {key for term in terms for key in reach.analyser.question_keys(term.surface)}
        self._forms = {term.exact for term in terms}
        self._stems = tuple(leaf.stem for leaf in composing.sought(root) if isinstance(leaf, Prefix))

    def has(self, token: Token) -> bool:
        if not self._keys.isdisjoint(token.keys) or token.exact.startswith(self._stems):
            return True
        return any(_begin_alike(token.exact, form) for form in self._forms)


def _begin_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return same >= _SAME_BEGINNING * shorter
