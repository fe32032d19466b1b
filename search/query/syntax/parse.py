"""The syntax of a question: from what was typed to a tree, by recursive descent.

Total: whatever is typed gives a tree, and what could not be used is named in `Parsed.unused`.

    samverkan polis            both words; of many words, most of them
    "lokal samverkan"          the words one after the other; also ”…”, “…” and »…«
    "samverkan"  +samverkan    this word exactly as written
    hot OR våld                either; also ELLER
    hot AND våld               both; also OCH (capitals only, as with all operators)
    -gäng  NOT gäng            without; also INTE
    polis NEAR/5 kommun        at most so many words apart; also NÄRA, and 10 without a number
    polis*                     every word that begins so
    förled:gäng efterled:våld  compounds that begin or end with the word
    titel: talare: serie:      in the title, the speakers, the name of the series alone
    ( … )                      groups
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from search.language.tokens import words
from search.query.syntax.lexemes import SCOPES, Lexeme, lexemes, visible
from search.query.syntax.tree import (
    CompoundNode,
    NearNode,
    NotNode,
    Parsed,
    PhraseNode,
    ScopeNode,
    SyntaxNode,
    Unused,
    WordNode,
    all_of,
    any_of,
)
from search.query.syntax.typed_words import distance, typed_words

_BEFORE = ("not", "minus", "plus", "scope", "compound", "field")  # stand before a part: how it is meant
_BETWEEN = ("", "or", "and", "near", "close")  # no part begins with these
_DEEPEST = 20  # parentheses inside one another

_SIGNS = re.compile(r"[-+\u2212]+(?=\w)")  # one alone is an operator, and cut off before the word

_NO_OPERAND = "det följs inte av något att söka"
_NO_SIDE = "det saknas ord på ena sidan"


def parse(text: str) -> Parsed:
    """Return the tree of a question, and what of it could not be used."""
    parser = _Parser(text)
    parts = [parser.any_of(0)]
    while parser.peek():
        parser.leave_out(parser.take().text, "parentesen saknar början")
        parts.append(parser.any_of(0))
    return Parsed(all_of(parts), tuple(parser.unused))


class _Parser:
    """Walks the lexemes once, from left to right. What binds tightest comes last: NEAR before AND."""

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
        return any_of(parts)

    def _all_of(self, depth: int) -> SyntaxNode | None:
        """Read parts one after the other."""
        parts: list[SyntaxNode | None] = []
        while self.peek() not in ("", "or", "close"):
            parts.append(self._demanded(depth))
        return all_of(parts)

    def _demanded(self, depth: int) -> SyntaxNode | None:
        """Read parts with AND between them, or one part."""
        parts = [self._near(depth)]
        while self.peek() == "and":
            operator = self.take()
            following = None if self.peek() in ("", "or", "and", "close") else self._near(depth)
            if following is None or not any(parts):
                self.leave_out(operator.text, _NO_SIDE)
            parts.append(following)
        return all_of(parts, demanded=True)

    def _near(self, depth: int) -> SyntaxNode | None:
        """Read words with NEAR between them, or one part."""
        parts = [None if self.peek() in _BETWEEN else self._part(depth)]
        while self.peek() == "near":
            operator = self.take()
            right = None if self.peek() in _BETWEEN else self._part(depth)
            parts.append(self._joined(parts.pop(), operator, right, parts))
        return all_of(parts)

    def _joined(
        self,
        left: SyntaxNode | None,
        operator: Lexeme,
        right: SyntaxNode | None,
        apart: list[SyntaxNode | None],
    ) -> SyntaxNode | None:
        """Return what NEAR makes of its sides; where it cannot be used, the left one is put `apart`."""
        if isinstance(left, WordNode | NearNode) and isinstance(right, WordNode):
            most, note = distance(operator.text)
            if note:
                self.leave_out(operator.text, note)
            if isinstance(left, WordNode):
                return NearNode((left, right), (most,))
            return NearNode((*left.words, right), (*left.distances, most))
        missing = left is None or right is None
        why = _NO_SIDE if missing else "det går bara mellan två enstaka ord; båda sidor söks ändå"
        self.leave_out(operator.text, why)
        apart.append(left)
        return right

    def _part(self, depth: int) -> SyntaxNode | None:
        """Read one part and what stands before it; the order of that says nothing (-titel:a, titel:-a)."""
        before: list[Lexeme] = []
        while self.peek() in _BEFORE:
            before.append(self.take())
        part = None if self.peek() in _BETWEEN else self._bare(depth)
        if part is None:
            self._leave_out_all(before, _NO_OPERAND)
            return None
        return self._as_told(part, before)

    def _leave_out_all(self, found: Iterable[Lexeme], why: str) -> None:
        for lexeme in found:
            self.leave_out(lexeme.text, why)

    def _as_told(self, part: SyntaxNode, before: list[Lexeme]) -> SyntaxNode:
        """Apply what stood before a part."""
        self._leave_out_all((b for b in before if b.kind == "field"), "det finns inget fält som heter så")
        part = self._as_written(part, before)
        part = self._of_compound(part, [lexeme for lexeme in before if lexeme.kind == "compound"])
        scopes = [lexeme for lexeme in before if lexeme.kind == "scope"]
        if scopes:
            part = ScopeNode(SCOPES[scopes[-1].text[:-1].lower()], part)
            self._leave_out_all(scopes[:-1], f"bara det sista fältet före ordet gäller: {scopes[-1].text}")
        nots = [lexeme for lexeme in before if lexeme.kind in ("not", "minus")]
        if len(nots) > 1:
            self.leave_out(" ".join(n.text for n in nots[:2]), "två nekningar tar ut varandra")
        return NotNode(part) if len(nots) % 2 else part

    def _as_written(self, part: SyntaxNode, before: list[Lexeme]) -> SyntaxNode:
        pluses = [lexeme for lexeme in before if lexeme.kind == "plus"]
        of_compound = any(lexeme.kind == "compound" for lexeme in before)
        if pluses and isinstance(part, WordNode | PhraseNode) and not of_compound:
            return replace(part, literal=True)
        self._leave_out_all(pluses, "plus gäller bara ett ord eller ett citat")
        return part

    def _of_compound(self, part: SyntaxNode, ends: list[Lexeme]) -> SyntaxNode:
        if not ends:
            return part
        if not isinstance(part, WordNode):
            self._leave_out_all(ends, "det gäller bara ett enstaka ord")
            return part
        self._leave_out_all(ends[:-1], f"bara det sista före ordet gäller: {ends[-1].text}")
        return CompoundNode(part.surface, "last" if ends[-1].text.lower() == "efterled:" else "first")

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
        if "*" in inside:
            self.leave_out(lexeme.text, "inom citattecken räknas inga stjärnor; orden söks som hela ord")
        return PhraseNode(found) if len(found) > 1 else WordNode(found[0], literal=True)

    def _word(self, lexeme: Lexeme) -> SyntaxNode | None:
        signs = _SIGNS.match(lexeme.text)
        if signs:
            self.leave_out(signs[0], "flera plus- eller minustecken i rad säger inget; ett räcker")
        node, note = typed_words(lexeme.text)
        if note:
            self.leave_out(lexeme.text, note)
        return node
