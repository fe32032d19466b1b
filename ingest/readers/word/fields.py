"""Fields: what a field shows is text, the code that works it out is not (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\\w\s+)*"?([^"\s]+)', re.IGNORECASE)
_NUMBERING = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
_LONGEST_CODE = 4_000  # letters; an address has 2,000 at most
_DEEPEST = 100


class Fields:
    """The fields that are open while text is walked, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def begin(self) -> None:
        """A field begins with its code."""
        if len(self._open) < _DEEPEST:
            self._open.append(_Field())

    def code(self, text: str) -> None:
        """Take a stretch of the innermost field's code."""
        if self._open and len(self._open[-1].code) < _LONGEST_CODE:
            self._open[-1].code += text

    def separate(self) -> str:
        """The result begins; return the address that the field leads to, or an empty string."""
        if not self._open:
            return ""
        self._open[-1].in_code = False
        return address(self._open[-1].code)

    def end(self) -> None:
        """The innermost field ends."""
        if self._open:
            self._open.pop()

    def end_of_paragraph(self) -> None:
        """A code that goes on after its paragraph was never ended: it must not swallow the document."""
        self._open = [field for field in self._open if not field.in_code]

    @property
    def hides(self) -> bool:
        """Whether text that comes now is code."""
        return any(field.in_code for field in self._open)

    @property
    def numbers(self) -> bool:
        """Whether text that comes now is a page's number."""
        return any(is_numbering(field.code) for field in self._open)


class _Field:
    __slots__ = ("code", "in_code")

    def __init__(self) -> None:
        self.code = ""
        self.in_code = True


def address(code: str) -> str:
    """Return the address of a HYPERLINK field's code, or an empty string."""
    found = _LINK.match(code)
    return found[1] if found else ""


def is_numbering(code: str) -> bool:
    """Return whether a field's code counts pages."""
    return _NUMBERING.match(code) is not None
