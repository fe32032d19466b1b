"""Understanding a question: from its syntax to a query, with a word on each step to its reader.

Pure: takes text and the analyser, asks no index. Words are asked for in every language of the
archive. Function words never restrict, unless the question has no others.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.language.analyser import Analyser
from search.language.function_words import is_function_word
from search.language.tokens import exact_form
from search.query import composing, model
from search.query.parse import SCOPES, parse
from search.query.syntax import (
    AndNode,
    NotNode,
    OrNode,
    Parsed,
    PhraseNode,
    PrefixNode,
    ScopeNode,
    SyntaxNode,
    WordNode,
)

_PLACES = {"": "", "title": "i titeln", "speaker": "bland talarna", "series": "i seriens namn"}
_FIELDS = {scope: name for name, scope in SCOPES.items()}
_SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much of one question counts; what is cut off is said."""

    characters: int = 1000
    words: int = 64


def understand(text: str, analyser: Analyser, limits: QueryLimits | None = None) -> model.UnderstoodQuery:
    """Return what a question means. Whatever is typed gives an answer; nothing is dropped unsaid."""
    limits = limits or QueryLimits()
    cut = text[: limits.characters]
    parsed = parse(cut)
    reading = _Reading(analyser, limits.words, _FunctionWords(cut, parsed.root))
    root = reading.node(parsed.root, "") if parsed.root is not None else None
    root = composing.meant(root) if root is not None else None
    steps = [*reading.steps, *_unused(parsed)]
    if root is not None and composing.excludes(root):
        steps.append(model.Step("unused", cut, "det går inte att söka bara på vad som inte ska finnas"))
        root = None
    if len(cut) < len(text):
        told = f"frågan är längre än {limits.characters} tecken; det som följer räknas inte"
        steps.append(model.Step("limit", "", told))
    if reading.left_out:
        told = f"frågan har fler än {limits.words} ord; {reading.left_out} räknas inte"
        steps.append(model.Step("limit", "", told))
    return model.UnderstoodQuery(cut, root, tuple(steps))


class _Reading:
    """One reading of a tree: makes nodes, notes a step for each, counts words."""

    def __init__(self, analyser: Analyser, most_words: int, function_words: _FunctionWords) -> None:
        self.steps: list[model.Step] = []
        self.left_out = 0
        self._analyser = analyser
        self._words_left = most_words
        self._function_words = function_words

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
                return self.node(syntax.part, syntax.scope)
            case NotNode():
                return self._negation(syntax, scope)
            case AndNode():
                return self._all(syntax, scope)
            case OrNode():
                return self._any(syntax, scope)

    def _count(self, words: int) -> bool:
        if words > self._words_left:
            self.left_out += words
            return False
        self._words_left -= words
        return True

    def _term(self, surface: str, scope: str, *, literal: bool = False) -> model.Term:
        keys = self._analyser.question_keys(surface)
        return model.Term(surface, exact_form(surface), keys, literal=literal, scope=scope)

    def _word(self, syntax: WordNode, scope: str, *, meant: bool = False) -> model.Node | None:
        if not self._count(1):
            return None
        term = self._term(syntax.surface, scope, literal=syntax.literal)
        if syntax.literal:
            self._say("word", f'"{term.surface}"', "exakt så skrivet", scope)
            return term
        if not meant and not scope and self._function_words.has(syntax):
            self._say("function-word", term.surface, "ett småord som inte begränsar sökningen", scope)
            return model.Optional(term)
        self._say("word", term.surface, "ordet i alla dess former", scope)
        return term

    def _prefix(self, syntax: PrefixNode, scope: str) -> model.Node | None:
        if not self._count(1):
            return None
        stem = exact_form(syntax.surface)
        if len(stem) < _SHORTEST_PREFIX:
            meaning = f"början av ett ord behöver minst {_SHORTEST_PREFIX} tecken; söks som ett ord"
            self._say("prefix", f"{syntax.surface}*", meaning, scope)
            return self._term(syntax.surface, scope)
        self._say("prefix", f"{syntax.surface}*", "alla ord som börjar så", scope)
        return model.Prefix(syntax.surface, stem, scope)

    def _phrase(self, syntax: PhraseNode, scope: str) -> model.Node | None:
        if not self._count(len(syntax.words)):
            return None
        self._say("phrase", f'"{" ".join(syntax.words)}"', "orden i följd", scope)
        return model.Phrase(tuple(self._term(word, scope) for word in syntax.words), scope)

    def _negation(self, syntax: NotNode, scope: str) -> model.Node | None:
        before = len(self.steps)
        part = self.node(syntax.part, scope)
        if part is None:
            return None
        self.steps.append(model.Step("operator", f"−{self._told(before)}", "sidor med det visas inte"))
        del self.steps[before:-1]
        return composing.without(part)

    def _all(self, syntax: AndNode, scope: str) -> model.Node | None:
        nodes = (self.node(part, scope) for part in syntax.parts)
        return composing.all_of([node for node in nodes if node is not None])

    def _any(self, syntax: OrNode, scope: str) -> model.Node | None:
        parts: list[model.Node] = []
        alternatives: list[str] = []
        for alternative in syntax.parts:
            before = len(self.steps)
            node = self._alternative(alternative, scope)
            if node is None:
                continue
            if composing.excludes(node):
                told = "ett uteslutet ord kan inte vara ett av flera alternativ"
                self.steps[before:] = [model.Step("unused", self._told(before), told)]
                continue
            parts.append(node)
            alternatives.append(self._told(before))
        if len(parts) > 1:
            self.steps.append(model.Step("operator", " eller ".join(alternatives), "något av dem räcker"))
        return composing.any_of(parts)

    def _alternative(self, syntax: SyntaxNode, scope: str) -> model.Node | None:
        """Return one of several alternatives: a function word among them is meant."""
        return (
            self._word(syntax, scope, meant=True)
            if isinstance(syntax, WordNode)
            else self.node(syntax, scope)
        )

    def _told(self, since: int) -> str:
        """Return what the reader was told since a step, as one alternative or exclusion."""
        parts = [step.text for step in self.steps[since:] if step.kind not in ("unused", "operator")]
        parts = parts or [step.text for step in self.steps[since:]]
        return parts[0] if len(parts) == 1 else f"({' '.join(parts)})"

    def _say(self, kind: str, text: str, meaning: str, scope: str) -> None:
        if scope:
            kind, text, meaning = "field", f"{_FIELDS[scope]}:{text}", f"{meaning} {_PLACES[scope]}"
        self.steps.append(model.Step(kind, text, meaning))


class _FunctionWords:
    """Tells which words of one question carry no subject; none where it has no others."""

    def __init__(self, text: str, root: SyntaxNode | None) -> None:
        self._shouted = text.isupper()
        self._none = False
        self._none = self._are_all(root)

    def has(self, word: WordNode) -> bool:
        """Tell whether a word is one. Capitals make it an abbreviation (IS), unless all are capitals."""
        abbreviation = len(word.surface) > 1 and word.surface.isupper() and not self._shouted
        ordinary = not (self._none or word.literal or abbreviation)
        return ordinary and is_function_word(exact_form(word.surface))

    def _are_all(self, node: SyntaxNode | None) -> bool:
        match node:
            case None | NotNode():
                return True
            case WordNode():
                return self.has(node)
            case AndNode() | OrNode():
                return all(self._are_all(part) for part in node.parts)
            case _:
                return False


def _unused(parsed: Parsed) -> list[model.Step]:
    return [model.Step("unused", unused.text, unused.why) for unused in parsed.unused]
