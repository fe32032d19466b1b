"""What has been typed so far: what is settled, and the words at its end that may go on."""

from __future__ import annotations

from dataclasses import dataclass

from search.language.tokens import exact_form, words
from search.query.syntax.lexemes import SCOPES, Lexeme, lexemes, visible

FEWEST = 3
"""Characters after which something is suggested."""

_SAY_HOW = frozenset(("minus", "plus", "not", "near", "field", "compound"))  # the word that follows is meant
_MOST_WORDS = 8  # of a name or a title
_LONGEST = 12  # words and signs of a question; a longer one costs more than its end is worth


@dataclass(frozen=True, slots=True)
class Typed:
    """A question that goes on: `words` stand at its end, the last of them is being typed.

    `before` is the question before them. `scope` is that of a field which stands between the two.
    """

    before: str
    words: tuple[str, ...]
    scope: str = ""

    @property
    def last(self) -> str:
        """The exact form of what there is of the word that is being typed."""
        return exact_form(self.words[-1])

    def completed(self, ending: str, kept: int) -> str:
        """Return the question that keeps so many of the words and goes on with `ending`."""
        return " ".join(filter(None, [self.before, *self.words[:kept], ending]))


def typed(text: str) -> Typed | None:
    """Return what has been typed, None where no word is being typed that could go on.

    So it is after a space, in an open quotation or parenthesis, where a sign before the word says how
    it is meant (*-gäng*), and in a long question.
    """
    seen = visible(text)
    found = list(lexemes(seen))
    kinds = [lexeme.kind for lexeme in found]
    if "quote" in kinds or kinds.count("open") > kinds.count("close"):
        return None
    if not 0 < len(found) <= _LONGEST or not seen.endswith(found[-1].text):
        return None
    running: list[tuple[str, int]] = []  # words and where they begin, the last first
    while found and _is_word(found[-1]) and len(running) < _MOST_WORDS:
        end = running[-1][1] if running else len(seen)
        word = found.pop().text
        running.append((word, seen.rindex(word, 0, end)))
    if found and found[-1].kind in _SAY_HOW and running:
        running.pop()
    if not running:
        return None
    begins = running[-1][1]
    scope = SCOPES[found[-1].text[:-1].lower()] if found and found[-1].kind == "scope" else ""
    if scope:
        field = found.pop().text
        begins = seen.rindex(field, 0, begins)
        if found and found[-1].kind in _SAY_HOW:
            return None
    return Typed(seen[:begins].strip(), tuple(word for word, _ in reversed(running)), scope)


def _is_word(lexeme: Lexeme) -> bool:
    return lexeme.kind == "word" and list(words(lexeme.text)) == [(0, len(lexeme.text))]
