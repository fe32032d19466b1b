"""What is typed without a space in it: a word, or several with signs between them."""

from __future__ import annotations

import re

from search.language.tokens import words
from search.query.syntax.tree import PhraseNode, PrefixNode, SyntaxNode, WordNode, all_of

FARTHEST = 100
"""Words apart that NEAR can ask for; beyond it, a page has almost any two words near one another."""

_NEAR_UNLESS_TOLD = 10
_PUNCTUATION = frozenset(".,;:!?…–—/'’´`")  # alone, it ends or divides sentences: nothing is asked by it
_APART = re.compile(r"[/&+,;|…—]+|\.{2,}")  # what stands on either side is asked for apart: polis/kommun
_ONE_EXPRESSION = re.compile(r"\d|://|@")  # but not in 2017/18:123, addresses
_STARS = re.compile(r"\*+")


def typed_words(text: str) -> tuple[SyntaxNode | None, str]:
    """Return the tree of what was typed, and why something of it could not be used ("" if all was)."""
    stretches = [text] if _ONE_EXPRESSION.search(text) else _APART.split(text)
    nodes = [node for stretch in stretches for node in _asked(stretch)]
    if not nodes:
        return None, _no_word(text)
    usable = sum(isinstance(node, PrefixNode) for node in nodes)
    if len(_STARS.findall(text)) > usable:
        return all_of(nodes), "en stjärna kan bara stå sist i ett ord; orden söks utan den"
    return all_of(nodes), ""


def distance(operator: str) -> tuple[int, str]:
    """Return how many words apart NEAR/n allows, and what is to be said of an n that cannot be used."""
    _, _, number = operator.partition("/")
    if not number:
        return _NEAR_UNLESS_TOLD, ""
    if not (number.isascii() and number.isdecimal()):
        return _NEAR_UNLESS_TOLD, f"avståndet anges med en siffra; här räknas {_NEAR_UNLESS_TOLD} ord"
    digits = number.lstrip("0")
    if digits and len(digits) <= len(str(FARTHEST)) and int(digits) <= FARTHEST:
        return int(digits), ""
    nearest = FARTHEST if digits else 1
    return nearest, f"avståndet kan vara 1 till {FARTHEST} ord; här räknas {nearest}"


def _no_word(text: str) -> str:
    if "*" in text:
        return "en stjärna behöver början av ett ord framför sig"
    return "" if _PUNCTUATION.issuperset(text) else "det är inget ord och kan inte sökas"


def _asked(stretch: str) -> list[SyntaxNode]:
    """Return what is asked by words that nothing sets apart: other signs hold them together (10.2).

    A star inside stands for letters, which nothing can look for: the words on its sides are asked for.
    """
    runs: list[list[str]] = []
    at = 0
    for start, end in words(stretch):
        if not runs or "*" in stretch[at:start]:
            runs.append([])
        runs[-1].append(stretch[start:end])
        at = end
    if not runs or not stretch.startswith("*", at):
        return list(map(_together, runs))
    *first, last = runs[-1]
    return [*map(_together, runs[:-1]), *map(WordNode, first), PrefixNode(last)]


def _together(run: list[str]) -> SyntaxNode:
    return WordNode(run[0]) if len(run) == 1 else PhraseNode(tuple(run), quoted=False)
