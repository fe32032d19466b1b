"""The syntax tree of a question: what was typed, before anything is known of words and languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.language.analyser import Place


@dataclass(frozen=True, slots=True)
class WordNode:
    """One word; `literal` where it is to be taken exactly as written."""

    surface: str
    literal: bool = False


@dataclass(frozen=True, slots=True)
class PrefixNode:
    """The beginning of a word."""

    surface: str


@dataclass(frozen=True, slots=True)
class CompoundNode:
    """Compounds in which the word stands at one end: `place` is "first" or "last"."""

    surface: str
    place: Place


@dataclass(frozen=True, slots=True)
class PhraseNode:
    """Words one after the other; `quoted` where the reader asked for that, and not the spelling (3.5)."""

    words: tuple[str, ...]
    quoted: bool = True
    literal: bool = False


@dataclass(frozen=True, slots=True)
class NearNode:
    """Words each of which stands at most so many words from the next: a distance between any two."""

    words: tuple[WordNode, ...]
    distances: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScopeNode:
    """A part that is asked for in one place alone: the scopes of `search.query.model`."""

    scope: str
    part: SyntaxNode


@dataclass(frozen=True, slots=True)
class AndNode:
    """All parts; `demanded` where AND stands between them, and they do not only follow one another."""

    parts: tuple[SyntaxNode, ...]
    demanded: bool = False


@dataclass(frozen=True, slots=True)
class OrNode:
    """Any part."""

    parts: tuple[SyntaxNode, ...]


@dataclass(frozen=True, slots=True)
class NotNode:
    """Without the part."""

    part: SyntaxNode


SyntaxNode = (
    WordNode | PrefixNode | CompoundNode | PhraseNode | NearNode | ScopeNode | AndNode | OrNode | NotNode
)


@dataclass(frozen=True, slots=True)
class Unused:
    """Something that was typed and could not be used, and why, in Swedish."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a question, None where nothing in it can be asked for."""

    root: SyntaxNode | None
    unused: tuple[Unused, ...] = ()


def all_of(parts: Iterable[SyntaxNode | None], *, demanded: bool = False) -> SyntaxNode | None:
    """Return a tree for all parts, without groups that say nothing: a (b c) is a b c."""
    found = [part for part in parts if part is not None]
    if len(found) < 2:
        return found[0] if found else None
    flat: list[SyntaxNode] = []
    for part in found:
        flat += part.parts if isinstance(part, AndNode) and part.demanded == demanded else (part,)
    return AndNode(tuple(flat), demanded)


def any_of(parts: Iterable[SyntaxNode | None]) -> SyntaxNode | None:
    """Return a tree for any part: a OR (b OR c) is a OR b OR c."""
    found = [part for part in parts if part is not None]
    if len(found) < 2:
        return found[0] if found else None
    flat: list[SyntaxNode] = []
    for part in found:
        flat += part.parts if isinstance(part, OrNode) else (part,)
    return OrNode(tuple(flat))
