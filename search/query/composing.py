"""Putting query nodes together so that every tree can be searched, and walking what it asks for.

What :func:`meant` returns for the whole tree holds to `search.query.model`: a Not stands only inside
an All beside something that restricts, an Optional likewise. A question for nothing but what is to be
absent is the one exception; :func:`excludes` tells it.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.query.model import All, AnyOf, Node, Not, Optional, Phrase, Prefix, Term


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


def sought(node: Node | None) -> tuple[Term | Prefix | Phrase, ...]:
    """Return everything that a query asks for, in order: not what is to be absent, nor function words."""
    match node:
        case None | Not() | Optional():
            return ()
        case All(parts) | AnyOf(parts):
            return tuple(term for part in parts for term in sought(part))
        case _:
            return (node,)
