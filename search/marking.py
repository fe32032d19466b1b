"""Marking what was found, by analysis of the original text and never by searching for strings.

The text is cut and keyed by the analyser that made the index, so what matched there is marked
here, with offsets into the text as it is. Escaping comes before marking.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from search.language.analyser import Analyser, Part, Token
from search.query.composing import Leaf, sought_parts
from search.query.model import Near, Node, Phrase, Prefix, Term


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` matches; `part` numbers the part of the question that it answers."""

    start: int
    end: int
    part: int


class Marker:
    """Finds the words of one question in texts."""

    def __init__(self, root: Node | None, analyser: Analyser, scopes: Iterable[str] = ("",)) -> None:
        """Mark what a query asks for, in texts that stand for these scopes.

        The text of a page is scope ""; a title is also "title".
        """
        wanted = frozenset(scopes)
        self._analyser = analyser
        self._keys: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._prefixes: list[tuple[str, int]] = []
        self._phrases: list[tuple[Phrase, int]] = []
        self._near: list[tuple[Near, int]] = []
        for part, readings in enumerate(sought_parts(root)):
            for node in readings:
                if node.scope in wanted:
                    self._look_for(node, part)

    def _look_for(self, node: Leaf, part: int) -> None:
        match node:
            case Term(literal=True):
                self._exact.setdefault(node.exact, part)
            case Term():
                for key in (*node.keys, *(node.related if node.by_parts else ())):
                    self._keys.setdefault(key, part)
            case Prefix():
                self._prefixes.append((node.stem, part))
            case Phrase():
                self._phrases.append((node, part))
            case Near():
                self._near.append((node, part))

    @property
    def is_idle(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not (self._keys or self._exact or self._prefixes or self._phrases or self._near)

    def marks(self, text: str, language: str) -> tuple[Mark, ...]:
        """Return what matches in a text, in order and without overlaps.

        A word is marked whole; where only parts of it match (the *projekt* of an EU-projekt), those
        parts. Words of a phrase are marked where the whole phrase stands, words that are to be near one
        another where they are.
        """
        if self.is_idle:
            return ()
        tokens = list(self._analyser.tokens(text, language))
        found = {i: marks for i, token in enumerate(tokens) if (marks := self._of_word(token))}
        for phrase, part in self._phrases:
            for first in _occurrences(phrase, tokens):
                for index, term in enumerate(phrase.terms, first):
                    found[index] = _of_phrase(term, tokens[index], part)
        for near, part in self._near:
            for index, term in _neighbours(near, tokens):
                found[index] = _of_phrase(term, tokens[index], part)
        return tuple(mark for index in sorted(found) for mark in found[index])

    def _of_word(self, token: Token) -> list[Mark]:
        part = self._whole(token)
        if part is not None:
            return [Mark(token.start, token.end, part)]
        marks: list[Mark] = []
        for stretch in _widest_first(token):
            part = self._asked(stretch.keys)
            mark = Mark(token.start + stretch.start, token.start + stretch.end, part or 0)
            if part is not None and all(m.end <= mark.start or mark.end <= m.start for m in marks):
                marks.append(mark)
        return _joined(sorted(marks, key=lambda mark: mark.start))

    def _whole(self, token: Token) -> int | None:
        """Return which part of the question a whole word answers."""
        part = self._asked(token.own_keys)
        if part is None:
            part = self._exact.get(token.exact)
        if part is None and self._prefixes:
            part = next((part for stem, part in self._prefixes if token.exact.startswith(stem)), None)
        return part

    def _asked(self, keys: Iterable[str]) -> int | None:
        return next((self._keys[key] for key in keys if key in self._keys), None)


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks of one word, neighbours that answer the same part of the question as one."""
    joined: list[Mark] = []
    for mark in marks:
        if joined and joined[-1].end == mark.start and joined[-1].part == mark.part:
            joined[-1] = replace(joined[-1], end=mark.end)
        else:
            joined.append(mark)
    return joined


def _occurrences(phrase: Phrase, tokens: Sequence[Token]) -> Iterable[int]:
    """Yield where a phrase begins."""
    for index in range(len(tokens) - len(phrase.terms) + 1):
        if all(_is(term, tokens[index + offset]) for offset, term in enumerate(phrase.terms)):
            yield index


def _neighbours(near: Near, tokens: Sequence[Token]) -> Iterable[tuple[int, Term]]:
    """Yield which words stand near enough to the other one, and which of the two they are."""
    lefts = [index for index, token in enumerate(tokens) if _is(near.left, token)]
    rights = [index for index, token in enumerate(tokens) if _is(near.right, token)]
    for index in lefts:
        if _stands_near(index, rights, near.distance):
            yield index, near.left
    for index in rights:
        if _stands_near(index, lefts, near.distance):
            yield index, near.right


def _stands_near(index: int, others: Sequence[int], distance: int) -> bool:
    """Tell whether another than the word itself stands so near; `others` are in order."""
    first, last = bisect_left(others, index - distance), bisect_right(others, index + distance)
    return any(other != index for other in others[first : min(last, first + 2)])


def _widest_first(token: Token) -> list[Part]:
    return sorted(token.parts, key=lambda part: part.start - part.end)


def _of_phrase(term: Term, token: Token, part: int) -> list[Mark]:
    """Return the mark of a word of a phrase: the whole token, or the part of it that is the word."""
    if not term.literal and set(term.keys).isdisjoint(token.own_keys):
        for stretch in _widest_first(token):
            if not set(term.keys).isdisjoint(stretch.keys):
                return [Mark(token.start + stretch.start, token.start + stretch.end, part)]
    return [Mark(token.start, token.end, part)]


def _is(term: Term, token: Token) -> bool:
    if term.literal:
        return term.exact == token.exact
    return not set(term.keys).isdisjoint(token.keys)


def mark(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None, anchor: str = "") -> str:
    """Return ``text[start:end]`` as escaped HTML with <mark> round what matches.

    A mark that reaches over an edge is cut there. With an `anchor` a place to lead to stands before each:
    its id is that, and its number among `marks` from 1.
    """
    end = len(text) if end is None else end
    html: list[str] = []
    at = start
    for number, item in enumerate(marks, 1):
        begin, finish = max(item.start, at), min(item.end, end)
        if begin >= finish:
            continue
        place = f'<span id="{anchor}{number}"></span>' if anchor and begin == item.start else ""
        html += [escape(text[at:begin]), place, "<mark>", escape(text[begin:finish]), "</mark>"]
        at = finish
    html.append(escape(text[at:end]))
    return "".join(html)
