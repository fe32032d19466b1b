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
from collections.abc import Iterable
from dataclasses import replace

from search.language.tokens import words
from search.query.lexemes import Lexeme, lexemes, visible
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

_BEFORE = ("not", "minus", "plus", "scope")  # what stands before a part and says how it is meant
_DEEPEST = 20  # parentheses inside one another
_PUNCTUATION = frozenset(".,;:!?…–—/'’´`")  # alone, it ends or divides sentences: nothing is asked by it
_APART = re.compile(r"[/&+,;|…—]+|\.{2,}")  # what stands on either side is asked for apart: polis/kommun
_ONE_EXPRESSION = re.compile(r"\d|://|@")  # but not in 2017/18:123, addresses
_STARS = re.compile(r"\*+")

_NO_OPERAND = "det följs inte av något att söka"
_NO_SIDE = "det saknas ord på ena sidan"


def parse(text: str) -> Parsed:
    """Return the tree of a question, and what of it could not be used."""
    parser = _Parser(text)
    parts = [parser.any_of(0)]
    while parser.peek():
        parser.leave_out(parser.take().text, "parentesen saknar början")
        parts.append(parser.any_of(0))
    return Parsed(_all(parts), tuple(parser.unused))


class _Parser:
    """Walks the lexemes once, from left to right."""

    def __init__(self, text: str) -> None:
        self.unused: dict[Unused, None] = {}  # in order, each once
        seen = visible(text)
        if seen.split() != text.split():
            self.leave_out("osynliga tecken", "tecken som inte syns räknas inte")
        self._lexemes = list(lexemes(seen))
        self._at = 0

    def peek(self) -> str:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else ""

    def take(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def leave_out(self, text: str, why: str) -> None:
        self.unused[Unused(text, why)] = None

    def any_of(self, depth: int) -> SyntaxNode | None:
        """Read parts divided by OR."""
        parts = [self._all_of(depth)]
        while self.peek() == "or":
            operator = self.take()
            parts.append(self._all_of(depth))
            if parts[-2] is None or parts[-1] is None:
                self.leave_out(operator.text, _NO_SIDE)
        found = [part for part in parts if part is not None]
        if len(found) < 2:
            return found[0] if found else None
        return OrNode(tuple(_without_groups(found, OrNode)))

    def _all_of(self, depth: int) -> SyntaxNode | None:
        """Read parts one after the other, AND between them or nothing."""
        parts: list[SyntaxNode | None] = []
        while self.peek() not in ("", "or", "close"):
            if self.peek() == "and":
                operator = self.take()
                if not any(parts) or self.peek() in ("", "or", "and", "close"):
                    self.leave_out(operator.text, _NO_SIDE)
            else:
                parts.append(self._part(depth))
        return _all(parts)

    def _part(self, depth: int) -> SyntaxNode | None:
        """Read one part and what stands before it; the order of that says nothing (-titel:a, titel:-a)."""
        before: list[Lexeme] = []
        while self.peek() in _BEFORE:
            before.append(self.take())
        if self.peek() in ("", "or", "and", "close"):
            self._leave_out_all(before, _NO_OPERAND)
            return None
        part = self._bare(depth)
        if part is None:
            self._leave_out_all(before, _NO_OPERAND)
            return None
        return self._as_told(part, before)

    def _leave_out_all(self, found: Iterable[Lexeme], why: str) -> None:
        for lexeme in found:
            self.leave_out(lexeme.text, why)

    def _as_told(self, part: SyntaxNode, before: list[Lexeme]) -> SyntaxNode:
        """Apply what stood before a part."""
        pluses = [lexeme for lexeme in before if lexeme.kind == "plus"]
        scopes = [lexeme for lexeme in before if lexeme.kind == "scope"]
        nots = [lexeme for lexeme in before if lexeme.kind in ("not", "minus")]
        if pluses and isinstance(part, WordNode | PhraseNode):
            part = replace(part, literal=True)
        else:
            self._leave_out_all(pluses, "plus gäller bara ett ord eller ett citat")
        if scopes:
            part = ScopeNode(SCOPES[scopes[-1].text[:-1].lower()], part)
            self._leave_out_all(scopes[:-1], f"bara det sista fältet före ordet gäller: {scopes[-1].text}")
        cancelled = nots[: len(nots) // 2 * 2]
        if cancelled:
            self.leave_out(" ".join(n.text for n in cancelled[:2]), "två nekningar tar ut varandra")
        return NotNode(part) if len(nots) % 2 else part

    def _bare(self, depth: int) -> SyntaxNode | None:
        lexeme = self.take()
        match lexeme.kind:
            case "open":
                return self._group(lexeme, depth)
            case "phrase":
                return self._phrase(lexeme)
            case "quote":
                self.leave_out(lexeme.text, "citattecknet saknar slut; orden söks vart för sig")
                return self._part(depth) if self.peek() in ("word", "phrase") else None
            case _:
                return self._word(lexeme)

    def _group(self, lexeme: Lexeme, depth: int) -> SyntaxNode | None:
        if depth >= _DEEPEST:
            self.leave_out(lexeme.text, f"fler än {_DEEPEST} parenteser i varandra")
            return None
        inside = self.any_of(depth + 1)
        if self.peek() == "close":
            self.take()
            if inside is None:
                self.leave_out("()", "parentesen är tom")
        else:
            self.leave_out(lexeme.text, "parentesen saknar slut")
        return inside

    def _phrase(self, lexeme: Lexeme) -> SyntaxNode | None:
        inside = lexeme.text[1:-1]
        found = tuple(inside[start:end] for start, end in words(inside))
        if not found:
            self.leave_out(lexeme.text, "citatet innehåller inga ord")
            return None
        return PhraseNode(found) if len(found) > 1 else WordNode(found[0], literal=True)

    def _word(self, lexeme: Lexeme) -> SyntaxNode | None:
        """Read what was typed without a space in it: a word, or several with signs between them."""
        text = lexeme.text
        runs = [text] if _ONE_EXPRESSION.search(text) else _APART.split(text)
        nodes = [node for node in map(_run, runs) if node is not None]
        if not nodes:
            self._no_word(text)
        elif len(_STARS.findall(text)) > sum(isinstance(_last(node), PrefixNode) for node in nodes):
            self.leave_out(text, "en stjärna kan bara stå sist i ett ord; orden söks utan den")
        return _all(nodes)

    def _no_word(self, text: str) -> None:
        if "*" in text:
            self.leave_out(text, "en stjärna behöver början av ett ord framför sig")
        elif not _PUNCTUATION.issuperset(text):
            self.leave_out(text, "det är inget ord och kan inte sökas")


def _run(text: str) -> SyntaxNode | None:
    """Read words that nothing sets apart: other signs hold them together (10.2, namn@bra.se)."""
    spans = list(words(text))
    if not spans:
        return None
    found = [text[start:end] for start, end in spans]
    if text.startswith("*", spans[-1][1]):
        return _all([*map(WordNode, found[:-1]), PrefixNode(found[-1])])
    return WordNode(found[0]) if len(found) == 1 else PhraseNode(tuple(found), quoted=False)


def _last(node: SyntaxNode) -> SyntaxNode:
    return node.parts[-1] if isinstance(node, AndNode) else node


def _all(parts: Iterable[SyntaxNode | None]) -> SyntaxNode | None:
    found = [part for part in parts if part is not None]
    if len(found) > 1:
        return AndNode(tuple(_without_groups(found, AndNode)))
    return found[0] if found else None


def _without_groups(parts: Iterable[SyntaxNode], kind: type[AndNode] | type[OrNode]) -> Iterable[SyntaxNode]:
    """Yield parts, those of a group of the same kind in its place: a (b c) is a b c."""
    for part in parts:
        if isinstance(part, AndNode | OrNode) and isinstance(part, kind):
            yield from part.parts
        else:
            yield part
