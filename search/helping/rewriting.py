"""Changing one thing of a question: which parts of it there are, and the question with one put otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.query.syntax.taking_back import Path
from search.query.syntax.tree import (
    AndNode,
    CompoundNode,
    NearNode,
    NotNode,
    OrNode,
    PhraseNode,
    ScopeNode,
    SyntaxNode,
    WordNode,
    all_of,
    any_of,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of a question and where it stands: `beside` others, if the question can do without it."""

    path: Path
    node: SyntaxNode
    beside: bool


def asked(tree: SyntaxNode, at: Path = (), *, beside: bool = False) -> Iterator[Asked]:
    """Yield the parts of a question in order. Alternatives are one part, with those in them after it."""
    match tree:
        case AndNode(parts):
            for index, part in enumerate(parts):
                yield from asked(part, (*at, index), beside=True)
        case OrNode(parts):
            yield Asked(at, tree, beside)
            for index, part in enumerate(parts):
                yield from asked(part, (*at, index))
        case ScopeNode(part=part):
            yield Asked(at, tree, beside)
            yield from asked(part, (*at, 0))
        case _:
            yield Asked(at, tree, beside)


def with_other(tree: SyntaxNode, path: Path, other: SyntaxNode | None) -> SyntaxNode | None:
    """Return a question with another part at a place, or without what stands there."""
    if not path:
        return other
    first, *rest = path
    match tree:
        case AndNode(parts, demanded):
            changed = [with_other(p, tuple(rest), other) if i == first else p for i, p in enumerate(parts)]
            return all_of(changed, demanded=demanded)
        case OrNode(parts):
            changed = [with_other(p, tuple(rest), other) if i == first else p for i, p in enumerate(parts)]
            return any_of(changed)
        case ScopeNode(part=part) | NotNode(part):
            changed_part = with_other(part, tuple(rest), other)
            return replace(tree, part=changed_part) if changed_part is not None else None
        case _:
            return tree


def loosened(node: SyntaxNode) -> SyntaxNode | None:
    """Return the same words asked for with less said of how, None where nothing is said of that.

    Words that were to stand in that form, one after the other, near one another, in one place, or as
    the end of a compound, are words.
    """
    match node:
        case WordNode(surface, literal=True) | CompoundNode(surface):
            return WordNode(surface)
        case PhraseNode(literal=True):
            return replace(node, literal=False)
        case PhraseNode(words):
            return all_of([WordNode(word) for word in words])
        case NearNode(words):
            return all_of([WordNode(word.surface) for word in words])
        case ScopeNode(part=part):
            return part
        case _:
            return None
