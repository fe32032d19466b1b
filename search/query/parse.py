"""The syntax of a question: from what was typed to a tree, by recursive descent.

Total: whatever is typed gives a tree, and what could not be used is named in `Parsed.unused`.

    samverkan polis            both words
    "lokal samverkan"          the words one after the other; also ”…”, “…” and »…«
    "samverkan"  +samverkan    this word exactly as written
    hot OR våld                either; also ELLER
    hot AND våld               both; also OCH (capitals only, as with all operators)
    -gäng  NOT gäng            without; also INTE
    polis*                     every word that begins so
    titel: talare: serie:      in the title, the speakers, the name of the series alone
    ( … )                      groups
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from search.language.tokens import INVISIBLE, words
from search.query.syntax import (
    AndNode,
    NotNode,
    OrNode,
    Parsed,
    PhraseNode,
    PrefixNode,
    ScopeNode,
    SyntaxNode,
    Unused,
    WordNode,
)

SCOPES = {"titel": "title", "talare": "speaker", "serie": "series"}

_OPERATORS = {"OR": "or", "ELLER": "or", "AND": "and", "OCH": "and", "NOT": "not", "INTE": "not"}
_QUOTES = '"”“„«»'
_DEEPEST = 20  # parentheses inside one another
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_STARS = re.compile(r"\*+")
_DIVIDERS = re.compile(r"[,;/|]+")


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str  # word, phrase, scope, or, and, not, minus, plus, open, close
    text: str


_LEXEME = re.compile(
    rf"""
    (?P<phrase>[{_QUOTES}](?P<inside>[^{_QUOTES}]*)[{_QUOTES}])
  | (?P<quote>[{_QUOTES}])
  | (?P<open>\()
  | (?P<close>\))
  | (?P<scope>(?i:titel|talare|serie):)
  | (?P<sign>[-+\u2212](?=[^\s\-+\u2212]))
  | (?P<word>[^\s(){_QUOTES}]+)
    """,
    re.VERBOSE,
)
_KINDS = ("phrase", "quote", "open", "close", "scope", "sign", "word")


def parse(text: str) -> Parsed:
    """Return the tree of a question, and what of it could not be used."""
    parser = _Parser(text)
    root = parser.any_of(0)
    while parser.more():  # a closing parenthesis too many
        parser.leave_out(parser.take(), "parentesen saknar början")
        rest = parser.any_of(0)
        root = _all([node for node in (root, rest) if node is not None])
    return Parsed(root, tuple(parser.unused))


class _Parser:
    """Walks the lexemes once, from left to right."""

    def __init__(self, text: str) -> None:
        self.unused: list[Unused] = []
        visible = _visible(text)
        if visible.split() != text.split():
            self.unused.append(Unused("osynliga tecken", "tecken som inte syns räknas inte"))
        self._lexemes = list(self._cut(visible))
        self._at = 0

    def _cut(self, text: str) -> Iterator[_Lexeme]:
        for match in _LEXEME.finditer(text):
            kind, typed = _kind(match), match[0]
            if kind == "quote":
                self.unused.append(Unused(typed, "citattecknet saknar slut"))
            elif kind == "phrase":
                yield _Lexeme(kind, match["inside"])
            elif kind == "sign":
                yield _Lexeme("plus" if typed == "+" else "minus", typed)
            elif kind == "word":
                yield _Lexeme(_OPERATORS.get(typed, kind), typed)
            else:
                yield _Lexeme(kind, typed)

    def more(self) -> bool:
        return self._at < len(self._lexemes)

    def peek(self) -> str:
        return self._lexemes[self._at].kind if self.more() else ""

    def take(self) -> _Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def leave_out(self, lexeme: _Lexeme, why: str) -> None:
        self.unused.append(Unused(lexeme.text, why))

    def any_of(self, depth: int) -> SyntaxNode | None:
        """Read parts divided by OR."""
        parts = [self._all_of(depth)]
        while self.peek() == "or":
            operator = self.take()
            following = self._all_of(depth)
            if parts[-1] is None or following is None:
                self.leave_out(operator, "det saknas ord på ena sidan")
            parts.append(following)
        found = tuple(part for part in parts if part is not None)
        return OrNode(found) if len(found) > 1 else found[0] if found else None

    def _all_of(self, depth: int) -> SyntaxNode | None:
        """Read parts one after the other, AND between them or nothing."""
        parts: list[SyntaxNode] = []
        while self.more() and self.peek() not in ("or", "close"):
            if self.peek() == "and":
                operator = self.take()
                if not parts or not self.more() or self.peek() in ("or", "and", "close"):
                    self.leave_out(operator, "det saknas ord på ena sidan")
                continue
            part = self._part(depth)
            if part is not None:
                parts.append(part)
        return _all(parts)

    def _part(self, depth: int) -> SyntaxNode | None:
        lexeme = self.take()
        match lexeme.kind:
            case "not" | "minus":
                return self._negated(lexeme, depth)
            case "plus":
                return self._literal(lexeme, depth)
            case "scope":
                return self._scoped(lexeme, depth)
            case "open":
                return self._group(lexeme, depth)
            case "phrase":
                return self._phrase(lexeme)
            case _:
                return self._word(lexeme)

    def _negated(self, lexeme: _Lexeme, depth: int) -> SyntaxNode | None:
        part = self._operand(lexeme, depth)
        if part is None:
            return None
        return part.part if isinstance(part, NotNode) else NotNode(part)

    def _literal(self, lexeme: _Lexeme, depth: int) -> SyntaxNode | None:
        part = self._operand(lexeme, depth)
        if isinstance(part, WordNode):
            return WordNode(part.surface, literal=True)
        if part is not None and not isinstance(part, PhraseNode):
            self.leave_out(lexeme, "plustecknet gäller bara ett ord")
        return part

    def _scoped(self, lexeme: _Lexeme, depth: int) -> SyntaxNode | None:
        part = self._operand(lexeme, depth)
        scope = SCOPES[lexeme.text[:-1].lower()]
        return ScopeNode(scope, part) if part is not None else None

    def _operand(self, lexeme: _Lexeme, depth: int) -> SyntaxNode | None:
        if depth >= _DEEPEST or self.peek() in ("", "or", "and", "close"):
            self.leave_out(lexeme, "det följs inte av något ord")
            return None
        return self._part(depth + 1)

    def _group(self, lexeme: _Lexeme, depth: int) -> SyntaxNode | None:
        if depth >= _DEEPEST:
            self.leave_out(lexeme, "för många parenteser i varandra")
            return None
        if self.peek() == "close":
            self.leave_out(_Lexeme("open", f"({self.take().text}"), "parentesen är tom")
            return None
        inside = self.any_of(depth + 1)
        if self.peek() == "close":
            self.take()
        else:
            self.leave_out(lexeme, "parentesen saknar slut")
        return inside

    def _phrase(self, lexeme: _Lexeme) -> SyntaxNode | None:
        found = tuple(lexeme.text[start:end] for start, end in words(lexeme.text))
        if not found:
            self.leave_out(_Lexeme("phrase", f'"{lexeme.text}"'), "citatet innehåller inga ord")
            return None
        return PhraseNode(found) if len(found) > 1 else WordNode(found[0], literal=True)

    def _word(self, lexeme: _Lexeme) -> SyntaxNode | None:
        """Read what stands between spaces: a word, or several that punctuation divides."""
        text = _STARS.sub("*", lexeme.text)
        nodes = [node for run in _DIVIDERS.split(text) if (node := _run(run)) is not None]
        if not nodes:
            why = "en stjärna behöver början av ett ord före sig" if "*" in text else "det är inget ord"
            self.leave_out(lexeme, why)
        elif text.count("*") > sum(isinstance(node, PrefixNode) for node in nodes):
            self.leave_out(lexeme, "* kan bara stå sist i ett ord; sökningen gäller orden utan tecknet")
        return _all(nodes)


def _run(text: str) -> SyntaxNode | None:
    """Read a run without spaces, commas and slashes; other marks hold its words together (10.2, a@b)."""
    found = [text[start:end] for start, end in words(text)]
    if not found:
        return None
    if text.endswith("*") and text[:-1].endswith(found[-1]):
        *before, last = found
        return _all([*(WordNode(word) for word in before), PrefixNode(last)])
    return PhraseNode(tuple(found)) if len(found) > 1 else WordNode(found[0])


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if match[kind] is not None)


def _all(parts: list[SyntaxNode]) -> SyntaxNode | None:
    if len(parts) > 1:
        return AndNode(tuple(parts))
    return parts[0] if parts else None


def _visible(text: str) -> str:
    """Return a text without what nobody can see, and with spaces for control characters.

    Words are the same with and without invisible characters, but operators would not be known by them.
    """
    return "".join(
        " " if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Co") else character
        for character in _INVISIBLE.sub("", text)
    )
