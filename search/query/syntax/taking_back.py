"""Taking back what was understood: the same question with some part of it as it is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from search.query.syntax.tree import (
    AndNode,
    NearNode,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    ScopeNode,
    SyntaxNode,
    WordNode,
    all_of,
    any_of,
)

Path = tuple[int, ...]
"""Where a part stands in a tree: which child of the root, which child of that, and so on."""


def taken_back(tree: SyntaxNode, paths: Collection[Path]) -> SyntaxNode:
    """Return a tree in which words at some places are asked for exactly, and all parts of groups there."""
    return _changed(tree, frozenset(paths), ())


def _changed(node: SyntaxNode, paths: frozenset[Path], at: Path) -> SyntaxNode:
    match node:
        case AndNode(parts, demanded):
            return _some(
                all_of(
                    (_changed(part, paths, (*at, i)) for i, part in enumerate(parts)),
                    demanded=demanded or at in paths,
                )
            )
        case OrNode(parts):
            return _some(any_of(_changed(part, paths, (*at, i)) for i, part in enumerate(parts)))
        case NotNode(part) | ScopeNode(part=part):
            return replace(node, part=_changed(part, paths, (*at, 0)))
        case _:
            return _exactly(node) if at in paths else node


def _exactly(node: SyntaxNode) -> SyntaxNode:
    match node:
        case WordNode() | PhraseNode():
            return replace(node, literal=True)
        case PrefixNode(surface):
            return WordNode(surface, literal=True)
        case NearNode(words):
            return replace(node, words=tuple(replace(word, literal=True) for word in words))
        case _:
            return node


def _some(tree: SyntaxNode | None) -> SyntaxNode:
    assert tree is not None  # a change takes no part away
    return tree
