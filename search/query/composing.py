"""Putting query nodes together so that every tree can be searched, and walking what it asks for.

What :func:`meant` returns for the whole tree holds to `search.query.model`: a Not stands only inside
an All beside something that restricts, an Optional likewise. A question for nothing but what is to be
absent is the one exception; :func:`excludes` tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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

Leaf = Term | Prefix | Phrase | Near


def all_of(parts: Sequence[Node]) -> Node | None:
    """Return what matches where every part does; None for no parts."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return All(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def any_of(parts: Sequence[Node]) -> Node | None:
    """Return what matches where some part does; parts that only exclude are not among them."""
    positive = [meant(part) for part in parts if not excludes(part)]
    flat = [inner for part in positive for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    return AnyOf(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def without(part: Node) -> Node:
    """Return what matches where the part does not."""
    match meant(part):
        case Not(inner):
            return inner
        case All(parts) as inner if excludes(inner):
            return AnyOf(tuple(without(excluded) for excluded in parts))
        case inner:
            return Not(inner)


def meant(node: Node) -> Node:
    """Return a node in which function words count, if it has no other words to find."""
    match node:
        case Optional(part):
            return part
        case All(parts) if not any(restricts(part) for part in parts):
            return All(tuple(meant(part) for part in parts))
        case _:
            return node


def by_parts(node: Node) -> Node:
    """Return a word, as it is read, that a page matches too by having a part of it."""
    match node:
        case Term(literal=False):
            return replace(node, by_parts=True)
        case Reading(part=part):
            return replace(node, part=by_parts(part))
        case AnyOf(parts) | All(parts):
            return AnyOf(tuple(by_parts(part) for part in parts))
        case _:
            return node


def restricts(node: Node) -> bool:
    """Tell whether a node says what is to be found."""
    return not isinstance(node, Optional) and not excludes(node)


def excludes(node: Node) -> bool:
    """Tell whether a node says nothing but what is to be absent."""
    match node:
        case Not():
            return True
        case All(parts):
            return all(excludes(part) for part in parts)
        case _:
            return False


def sought(node: Node | None) -> tuple[Leaf, ...]:
    """Return everything that a query asks for, in order: not what is to be absent, nor function words."""
    return tuple(leaf for part in sought_parts(node) for leaf in part)


def sought_parts(node: Node | None) -> tuple[tuple[Leaf, ...], ...]:
    """Return what a query asks for, together what was typed as one: the readings of a word."""
    match node:
        case None | Not() | Optional():
            return ()
        case All(parts) | AnyOf(parts) | AtLeast(parts):
            return tuple(found for part in parts for found in sought_parts(part))
        case Reading(part=part):
            return (sought(part),)
        case _:
            return ((node,),)


def terms(node: Node) -> tuple[Term, ...]:
    """Return the words of a part of a query, in order, whatever it says of them."""
    match node:
        case Term():
            return (node,)
        case Prefix():
            return ()
        case Phrase(words):
            return words
        case Near(left, right):
            return (left, right)
        case All(parts) | AnyOf(parts) | AtLeast(parts):
            return tuple(term for part in parts for term in terms(part))
        case Reading(part=part) | Not(part) | Optional(part):
            return terms(part)
