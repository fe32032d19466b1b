"""The syntax tree of a question: what was typed, before anything is known of words and languages."""

from __future__ import annotations

from dataclasses import dataclass


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
class PhraseNode:
    """Words one after the other; `quoted` where the reader asked for that, and not the spelling (3.5)."""

    words: tuple[str, ...]
    quoted: bool = True
    literal: bool = False


@dataclass(frozen=True, slots=True)
class ScopeNode:
    """A part that is asked for in one place alone: the scopes of `search.query.model`."""

    scope: str
    part: SyntaxNode


@dataclass(frozen=True, slots=True)
class AndNode:
    """All parts."""

    parts: tuple[SyntaxNode, ...]


@dataclass(frozen=True, slots=True)
class OrNode:
    """Any part."""

    parts: tuple[SyntaxNode, ...]


@dataclass(frozen=True, slots=True)
class NotNode:
    """Without the part."""

    part: SyntaxNode


SyntaxNode = WordNode | PrefixNode | PhraseNode | ScopeNode | AndNode | OrNode | NotNode


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
