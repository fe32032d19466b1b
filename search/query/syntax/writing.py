"""Writing a syntax tree back as what can be typed: read again, it is the same tree."""

from __future__ import annotations

from functools import lru_cache

from search.query.syntax.lexemes import SCOPES, lexemes
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

_FIELDS = {scope: f"{name}:" for name, scope in SCOPES.items()}
_ENDS = {"first": "förled:", "last": "efterled:"}


def written(tree: SyntaxNode | None, *, shouted: bool = False) -> str:
    """Return the text of a question; `shouted` in capitals alone, where such words mean something else."""
    return _Writer(shouted=shouted).text(tree) if tree is not None else ""


class _Writer:
    def __init__(self, *, shouted: bool) -> None:
        self._shouted = shouted

    def text(self, node: SyntaxNode) -> str:
        match node:
            case WordNode(surface, literal):
                return _exactly(surface) if literal else _plainly(surface)
            case PrefixNode(surface):
                return f"{_plainly(surface)}*"
            case CompoundNode(surface, place):
                return self._named(_ENDS[place]) + (surface if _is_word(surface) else f'"{surface}"')
            case PhraseNode(words, quoted, literal):
                return ("+" if literal else "") + (f'"{" ".join(words)}"' if quoted else _held(words))
            case NearNode(words, distances):
                far = [f" NEAR/{distance} " for distance in distances]
                return "".join(
                    self.text(word) + between for word, between in zip(words, [*far, ""], strict=True)
                )
            case ScopeNode(scope, part):
                return self._named(_FIELDS[scope]) + self._alone(part)
            case NotNode(part):
                return f"-{self._alone(part)}"
            case AndNode(parts, demanded):
                between = " AND " if demanded else " "
                return between.join(self._within(part, demanded=demanded) for part in parts)
            case OrNode(parts):
                return " OR ".join(map(self.text, parts))

    def _named(self, field: str) -> str:
        return field.upper() if self._shouted else field

    def _within(self, node: SyntaxNode, *, demanded: bool) -> str:
        """Write a part of an AND, which binds tighter than words that only follow one another."""
        group = isinstance(node, OrNode) or (isinstance(node, AndNode) and demanded)
        return f"({self.text(node)})" if group else self.text(node)

    def _alone(self, node: SyntaxNode) -> str:
        """Write what a sign or a field stands before."""
        if isinstance(node, WordNode | PhraseNode | PrefixNode | CompoundNode):
            return self.text(node)
        return f"({self.text(node)})"


@lru_cache(maxsize=10_000)
def _is_word(surface: str) -> bool:
    """Tell whether a word is read as one wherever it stands: no operator, no field before it."""
    return [lexeme.kind for lexeme in lexemes(f"{surface} a")] == ["word", "word"]


def _plainly(surface: str) -> str:
    """Write a word; a full stop before it, which says nothing, makes it a word where it would not be one."""
    return surface if _is_word(surface) else f".{surface}"


def _exactly(surface: str) -> str:
    return f"+{surface}" if _is_word(surface) else f'"{surface}"'


def _held(words: tuple[str, ...]) -> str:
    return _plainly(".".join(words))
