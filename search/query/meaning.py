"""From the syntax of a question to the query that is searched, remembering what came from where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from search.language.function_words import is_function_expression, is_function_word
from search.language.tokens import exact_form
from search.query import composing, model
from search.query.minimum import least
from search.query.reading.words import WordReader
from search.query.syntax.taking_back import Path
from search.query.syntax.tree import (
    AndNode,
    CompoundNode,
    NearNode,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    ScopeNode,
    SyntaxNode,
    WordNode,
)
from search.query.wording import spelled

_SHORTEST_PREFIX = 2

_N = TypeVar("_N", bound=model.Node)


class Meaning:
    """Makes the nodes of one query, counts its words, and notes what could not be meant."""

    def __init__(self, reader: WordReader, most_words: int, *, shouted: bool, sentence: bool = False) -> None:
        """`sentence` tells that any of the words is enough (`search.query.minimum`)."""
        self.notes: list[model.Step] = []
        self.left_out: list[str] = []
        self.loose: tuple[model.Node, ...] = ()
        self._reader = reader
        self._words_left = most_words
        self._shouted = shouted
        self._sentence = sentence
        self._places: dict[int, tuple[model.Node, list[Path]]] = {}  # the nodes stay, so their ids do

    def places(self, node: model.Node) -> list[Path]:
        """Return where in the syntax tree a node came from; nothing for one that joins others."""
        return self._places[id(node)][1] if id(node) in self._places else []

    def node(
        self, syntax: SyntaxNode, scope: str = "", at: Path = (), *, absent: bool = False
    ) -> model.Node | None:
        """Return the node for a piece of syntax; None where nothing of it counts.

        `absent` where it is about what is not to be found.
        """
        match syntax:
            case WordNode():
                return self._word(syntax, scope, at, absent=absent)
            case PrefixNode():
                return self._prefix(syntax, scope, at)
            case CompoundNode(surface, place):
                return self._reader.compound(surface, place, scope) if self._count(surface) else None
            case PhraseNode():
                return self._phrase(syntax, scope, at)
            case NearNode():
                return self._near(syntax, scope, at)
            case ScopeNode():
                return self._scoped(syntax, scope, at, absent=absent)
            case NotNode():
                return self._negation(syntax, scope, at)
            case AndNode():
                return self._all(syntax, scope, at, absent=absent)
            case OrNode(parts):
                found = [node for _, node in self._nodes(parts, scope, at, absent=absent)]
                return self._any(found)

    def _nodes(
        self, parts: Sequence[SyntaxNode], scope: str, at: Path, *, absent: bool
    ) -> list[tuple[SyntaxNode, model.Node]]:
        nodes = (self.node(part, scope, (*at, i), absent=absent) for i, part in enumerate(parts))
        return [(part, node) for part, node in zip(parts, nodes, strict=True) if node is not None]

    def _count(self, *surfaces: str) -> bool:
        if len(surfaces) > self._words_left:
            self.left_out += surfaces
            return False
        self._words_left -= len(surfaces)
        return True

    def _placed(self, node: _N, *paths: Path) -> _N:
        self._places.setdefault(id(node), (node, []))[1].extend(paths)
        return node

    def _word(self, syntax: WordNode, scope: str, at: Path, *, absent: bool) -> model.Node | None:
        if not self._count(syntax.surface):
            return None
        if syntax.literal:
            return self._reader.term(syntax.surface, scope, literal=True)
        named = bool(scope) or self._is_name(syntax.surface)
        if not named and is_function_word(exact_form(syntax.surface)):
            return model.Optional(self._placed(self._reader.term(syntax.surface, scope), at))
        read = self._placed(self._reader.read(syntax.surface, scope, absent=absent), at)
        return model.Optional(read) if not named and _is_small(read) else read

    def _is_name(self, surface: str) -> bool:
        """Tell whether a word stands in capitals among small letters: WHO, IT."""
        return len(surface) > 1 and surface.isupper() and not self._shouted

    def _prefix(self, syntax: PrefixNode, scope: str, at: Path) -> model.Node | None:
        if not self._count(syntax.surface):
            return None
        stem = exact_form(syntax.surface)
        if len(stem) >= _SHORTEST_PREFIX:
            return model.Prefix(syntax.surface, stem, scope)
        why = f"före stjärnan behövs minst {_SHORTEST_PREFIX} tecken; söks som ett helt ord"
        self.notes.append(model.Step("unused", f"{syntax.surface}*", why))
        return self._placed(self._reader.term(syntax.surface, scope), at)

    def _phrase(self, syntax: PhraseNode, scope: str, at: Path) -> model.Node | None:
        if not self._count(*syntax.words):
            return None
        if syntax.literal:
            return self._reader.phrase(syntax.words, scope, literal=True)
        phrase = self._placed(self._reader.phrase(syntax.words, scope), at)
        small = not syntax.quoted and not scope and is_function_expression(map(exact_form, syntax.words))
        return model.Optional(phrase) if small else phrase

    def _near(self, syntax: NearNode, scope: str, at: Path) -> model.Node | None:
        if not self._count(*(word.surface for word in syntax.words)):
            return None
        words = [(word.surface, word.literal) for word in syntax.words]
        pairs = self._reader.near(words, syntax.distances, scope)
        if all(literal for _, literal in words):
            return composing.all_of(pairs)
        return composing.all_of([self._placed(pair, at) for pair in pairs])

    def _scoped(self, syntax: ScopeNode, scope: str, at: Path, *, absent: bool) -> model.Node | None:
        part = self.node(syntax.part, syntax.scope, (*at, 0), absent=absent)
        if part is not None and scope not in ("", syntax.scope):
            why = "ett fält inom ett annat; bara det inre gäller här"
            self.notes.append(model.Step("unused", spelled(part), why))
        return part

    def _negation(self, syntax: NotNode, scope: str, at: Path) -> model.Node | None:
        part = self.node(syntax.part, scope, (*at, 0), absent=True)
        if part is None:
            return None
        if composing.excludes(part):
            self.notes.append(model.Step("unused", f"−({spelled(part)})", "två nekningar tar ut varandra"))
        return composing.without(part)

    def _all(self, syntax: AndNode, scope: str, at: Path, *, absent: bool) -> model.Node | None:
        """Join what follows one another: of many words most, of all else everything."""
        found = self._nodes(syntax.parts, scope, at, absent=absent)
        if syntax.demanded or absent:
            return composing.all_of([node for _, node in found])
        parts = self._distinct([node for _, node in found])
        plain = [node for part, node in found if isinstance(part, WordNode) and not part.literal]
        words = [node for node in parts if node in plain and composing.restricts(node)]
        outermost = not at and not scope
        if outermost and self._sentence and words:
            enough = self._any_word(words, at)
        elif least(len(words)) < len(words):
            enough = self._placed(model.AtLeast(tuple(words), least(len(words))), at)
        else:
            enough = None
        if outermost:
            self.loose = () if self._sentence else tuple(words)
        if enough is None:
            return composing.all_of(parts)
        first = parts.index(words[0])
        rest = [node for node in parts if node not in words]
        return composing.all_of([*rest[:first], enough, *rest[first:]])

    def _any_word(self, words: Sequence[model.Node], at: Path) -> model.Node:
        """Return what any of some words, or of their parts, is enough for."""
        loosely = [self._placed(composing.by_parts(word), *self.places(word)) for word in words]
        return self._placed(model.AtLeast(tuple(loosely), 1), at) if len(loosely) > 1 else loosely[0]

    def _distinct(self, nodes: Sequence[model.Node]) -> list[model.Node]:
        """Return what was asked twice once: it is one word, also where words are counted."""
        kept: dict[model.Node, model.Node] = {}
        for node in nodes:
            first = kept.setdefault(node, node)
            if first is not node:
                inner, same = _bare(first), _bare(node)
                self._placed(inner, *self.places(same))
        return list(kept)

    def _any(self, parts: list[model.Node]) -> model.Node | None:
        """Join alternatives; what is only to be absent is none of them."""
        for part in parts:
            if len(parts) > 1 and composing.excludes(part):
                why = "ett uteslutet ord kan inte vara ett av flera alternativ; räknas inte"
                self.notes.append(model.Step("unused", spelled(part), why))
        return composing.any_of(parts) if len(parts) > 1 else composing.all_of(parts)


def _bare(node: model.Node) -> model.Node:
    return node.part if isinstance(node, model.Optional) else node


def _is_small(read: model.Node) -> bool:
    """Tell whether a word typed without dots is foremost a word that never restricts: pa, fran."""
    if not isinstance(read, model.Reading) or read.kind != "twin":
        return False
    written = next((t.exact for t in composing.terms(read) if t.surface != read.typed), "")
    return is_function_word(written)
