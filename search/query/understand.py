"""Understanding a question: from its syntax to a query, with a word on each step to its reader.

Pure: takes text and the analyser, asks no index. Words are asked for in every language of the
archive. Function words never restrict, unless the question has no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.language.analyser import Analyser
from search.language.function_words import is_function_expression, is_function_word
from search.language.tokens import exact_form
from search.query import composing, model
from search.query.parse import parse
from search.query.syntax import (
    AndNode,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    ScopeNode,
    SyntaxNode,
    WordNode,
)
from search.query.wording import spelled, told

_SHORTEST_PREFIX = 2
_LONGEST_ECHO = 80  # characters of what was cut off that are shown again


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much of one question counts; what is cut off is said."""

    characters: int = 1000
    words: int = 64


def understand(text: str, analyser: Analyser, limits: QueryLimits | None = None) -> model.UnderstoodQuery:
    """Return what a question means. Whatever is typed gives an answer; nothing is dropped unsaid."""
    limits = limits or QueryLimits()
    counted = _cut(text, limits.characters)
    parsed = parse(counted)
    reading = _Reading(analyser, limits.words, shouted=counted.isupper())
    root = reading.node(parsed.root, "") if parsed.root is not None else None
    root = composing.meant(root) if root is not None else None
    notes = [*reading.notes, *(model.Step("unused", unused.text, unused.why) for unused in parsed.unused)]
    if root is not None and composing.excludes(root):
        why = "det går inte att söka bara på vad som inte ska finnas"
        notes.append(model.Step("unused", spelled(root), why))
        root = None
    if reading.left_out:
        why = f"frågan har fler än {limits.words} ord; dessa räknas inte"
        notes.append(model.Step("limit", " ".join(reading.left_out), why))
    if len(counted) < len(text):
        why = f"frågan är längre än {limits.characters} tecken; det här och det som följer räknas inte"
        notes.append(model.Step("limit", _echo(text[len(counted) :]), why))
    if root is None and not notes and counted.strip():
        notes.append(model.Step("unused", counted.strip(), "det finns inget ord att söka"))
    return model.UnderstoodQuery(counted, root, (*told(root), *notes))


class _Reading:
    """One reading of a tree: makes nodes, counts words, and notes what could not be meant."""

    def __init__(self, analyser: Analyser, most_words: int, *, shouted: bool) -> None:
        self.notes: list[model.Step] = []
        self.left_out: list[str] = []
        self._analyser = analyser
        self._words_left = most_words
        self._shouted = shouted

    def node(self, syntax: SyntaxNode, scope: str) -> model.Node | None:
        """Return the node for a piece of syntax; None where nothing of it counts."""
        match syntax:
            case WordNode():
                return self._word(syntax, scope)
            case PrefixNode():
                return self._prefix(syntax, scope)
            case PhraseNode():
                return self._phrase(syntax, scope)
            case ScopeNode():
                return self._scoped(syntax, scope)
            case NotNode():
                return self._negation(syntax, scope)
            case AndNode(parts):
                return composing.all_of(self._nodes(parts, scope))
            case OrNode(parts):
                return self._any(self._nodes(parts, scope))

    def _nodes(self, parts: Iterable[SyntaxNode], scope: str) -> list[model.Node]:
        nodes = (self.node(part, scope) for part in parts)
        return [node for node in nodes if node is not None]

    def _count(self, *surfaces: str) -> bool:
        if len(surfaces) > self._words_left:
            self.left_out += surfaces
            return False
        self._words_left -= len(surfaces)
        return True

    def _term(self, surface: str, scope: str, *, literal: bool = False) -> model.Term:
        keys = self._analyser.question_keys(surface)
        return model.Term(surface, exact_form(surface), keys, literal=literal, scope=scope)

    def _word(self, syntax: WordNode, scope: str) -> model.Node | None:
        if not self._count(syntax.surface):
            return None
        term = self._term(syntax.surface, scope, literal=syntax.literal)
        small = is_function_word(term.exact) and not (
            syntax.literal or scope or self._is_name(syntax.surface)
        )
        return model.Optional(term) if small else term

    def _is_name(self, surface: str) -> bool:
        """Tell whether a word stands in capitals among small letters: WHO, IT."""
        return len(surface) > 1 and surface.isupper() and not self._shouted

    def _prefix(self, syntax: PrefixNode, scope: str) -> model.Node | None:
        if not self._count(syntax.surface):
            return None
        stem = exact_form(syntax.surface)
        if len(stem) >= _SHORTEST_PREFIX:
            return model.Prefix(syntax.surface, stem, scope)
        why = f"före stjärnan behövs minst {_SHORTEST_PREFIX} tecken; söks som ett helt ord"
        self.notes.append(model.Step("unused", f"{syntax.surface}*", why))
        return self._term(syntax.surface, scope)

    def _phrase(self, syntax: PhraseNode, scope: str) -> model.Node | None:
        if not self._count(*syntax.words):
            return None
        terms = tuple(self._term(word, scope, literal=syntax.literal) for word in syntax.words)
        phrase = model.Phrase(terms, scope)
        wanted = syntax.quoted or syntax.literal or scope
        small = not wanted and is_function_expression(term.exact for term in terms)
        return model.Optional(phrase) if small else phrase

    def _scoped(self, syntax: ScopeNode, scope: str) -> model.Node | None:
        part = self.node(syntax.part, syntax.scope)
        if part is not None and scope not in ("", syntax.scope):
            why = "ett fält inom ett annat; bara det inre gäller här"
            self.notes.append(model.Step("unused", spelled(part), why))
        return part

    def _negation(self, syntax: NotNode, scope: str) -> model.Node | None:
        part = self.node(syntax.part, scope)
        if part is None:
            return None
        if composing.excludes(part):
            self.notes.append(model.Step("unused", f"−({spelled(part)})", "två nekningar tar ut varandra"))
        return composing.without(part)

    def _any(self, parts: list[model.Node]) -> model.Node | None:
        """Join alternatives; what is only to be absent is none of them."""
        for part in parts:
            if len(parts) > 1 and composing.excludes(part):
                why = "ett uteslutet ord kan inte vara ett av flera alternativ; räknas inte"
                self.notes.append(model.Step("unused", spelled(part), why))
        return composing.any_of(parts) if len(parts) > 1 else composing.all_of(parts)


def _cut(text: str, characters: int) -> str:
    """Return the beginning of a question, up to a space where one is near."""
    if len(text) <= characters:
        return text
    space = text.rfind(" ", characters - characters // 10, characters + 1)
    return text[: space if space > 0 else characters]


def _echo(text: str) -> str:
    cut = " ".join(text[: 2 * _LONGEST_ECHO].split())
    return cut if len(text) <= _LONGEST_ECHO else f"{cut[:_LONGEST_ECHO]}…"
