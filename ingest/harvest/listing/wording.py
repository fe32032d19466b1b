"""What a link's text and its neighbourhood say beside the title: format, size, who speaks. Pure.

Of people only what is said is taken (decision 7): *Föreläsning av Helene Lööw*, *Talare: Anna Ek och Bo Al*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive import stating

LINK = "link"

_FORMATS = {
    "pdf": "pdf",
    **dict.fromkeys(("powerpoint", "ppt", "pptx", "pps", "ppsx"), "pptx"),
    **dict.fromkeys(("word", "doc", "docx"), "docx"),
    **dict.fromkeys(("excel", "xls", "xlsx"), "xlsx"),
    **dict.fromkeys(("zip",), "zip"),
    **dict.fromkeys(("txt",), "txt"),
}
_FORMAT = "|".join(sorted(_FORMATS, key=len, reverse=True))
_ELSEWHERE = (
    r"(?:extern )?länk till (?:en )?annan? webbplats|(?:länk )?till annan webbplats|extern (?:länk|webbplats)"
    r"|external link"
)
_WINDOW = (
    r"öppnas i (?:ett )?(?:nytt fönster|ny flik|en ny flik)|nytt fönster|opens in (?:a )?new (?:window|tab)"
)
_SIZE = r"(?:ca |cirka )?\d{1,6}(?:[.,  ]\d{1,3})?\s?(?:bytes?|kilobyte|megabyte|kb|mb|gb|kib|mib)"
_KIND = rf"(?:{_FORMAT})(?:[- ]?(?:fil|dokument|presentation|format))?"
_MARK = re.compile(
    rf"(?is)(?P<glue>^|[\s,;:.()\[\]/|–-]+)(?:(?P<kind>{_KIND})|(?P<link>{_ELSEWHERE})|{_WINDOW}|{_SIZE})[\s)\].,;]*\Z"
)
_GLUED = re.compile(
    rf"(?s)(?<=[^\W_])(?P<kind>PDF|Pdf|Power[Pp]oint|Word|Excel)\Z|(?<=\S)(?i:(?P<link>{_ELSEWHERE}))\Z"
)
_NO_MARK_AFTER = re.compile(r"(?i)(?:^|\s)(?:i|som|till|en|av|för|med|om|och)\Z")

_CAPITAL = "".join(chr(code) for code in range(0x250) if chr(code).isupper())  # Latin, with Š and Ł
_WORD = rf"[{_CAPITAL}][\w’'-]*\.?"
_NAME = rf"{_WORD}(?:[ \t]+(?:(?:von|van|de|af|av|la|der|den|di|el|al|bin|ibn)[ \t]+)?{_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+och\s+|\s*&\s*|\s+samt\s+){_NAME}){{0,9}}"
_SPEAKER = re.compile(
    r"(?:\b(?i:presentation|presentationen|föreläsning|föreläsningen|filmad föreläsning|föredrag|föredraget|"
    r"anförande|inspelning|bildspel|seminarium)\s+(?i:av|med)\s+"
    r"|\b(?i:talare|föreläsare|presentatör|medverkande|presenteras av|hålls av)\s*:?\s+)"
    r"(?:(?i:professor|docent|doktorand|doktor|dr\.?|universitetslektor|lektor|forskaren?|kriminolog(?:en)?|"
    r"historiker(?:n)?|författaren?|journalist(?:en)?|psykolog(?:en)?)\s+)?"
    rf"(?P<names>{_NAMES})"
)
_NO_PERSON = re.compile(
    r"(?i)\w*(?:skånes?|sveriges?|malmös?|region(?:en)?|kommun(?:en)?|stad|län|polis(?:en)?|myndighet(?:en)?|"
    r"länsstyrelse[nr]?|universitet(?:et)?|högskolan?|institut(?:et)?|råd(?:et)?|förbund(?:et)?|projekt(?:et)?|"
    r"center|centrum|fond(?:en)?|verket|enhet(?:en)?|program(?:met)?|förening(?:en)?|helix)"
)
_BETWEEN = re.compile(r"\s*,\s*|\s+och\s+|\s*&\s*|\s+samt\s+")
SPEAKER_COLUMN = re.compile(r"(?i)\s*(?:talare|föreläsare|presentatör|medverkande|speaker)s?\s*:?\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """A text without what is said of its format, and the formats that are said."""

    title: str
    formats: tuple[str, ...]

    @property
    def format(self) -> str:
        """Return the format: that of a file before *länk till annan webbplats*; "" where none is said."""
        return next((each for each in self.formats if each != LINK), self.formats[0] if self.formats else "")


def told(text: str) -> Told:
    """Take format, size and *öppnas i nytt fönster* off the end of a link's text."""
    formats: list[str] = []
    while found := _GLUED.search(text) or _MARK.search(text):
        before = text[: found.start()]
        if found.groupdict().get("kind") and _NO_MARK_AFTER.search(before):
            break  # a handbook "om Word"
        formats += _formats(found)
        text = before.rstrip(" \t\r\n,;:([|/–-")
    if not text and formats:
        return Told("", tuple(formats))
    return Told(stating.tidy(text)[: stating.LONGEST_LINE], tuple(formats))


def _formats(found: re.Match[str]) -> list[str]:
    if found["link"]:
        return [LINK]
    kind = re.match(rf"(?i){_FORMAT}", found["kind"] or "")
    return [_FORMATS[kind[0].lower()]] if kind else []


def formats_within(text: str) -> tuple[str, ...]:
    """Return the formats that a text names, as beside a link: *(PDF, 1,2 MB)*."""
    found = []
    for mark in re.finditer(rf"(?i)\b(?P<kind>{_KIND})\b|(?P<link>{_ELSEWHERE})", text[:200]):
        found += _formats(mark)
    return tuple(found)


def speakers(text: str) -> tuple[str, ...]:
    """Return whom a text says to speak; *Presentation av Region Skåne* tells of no person."""
    found = _SPEAKER.search(text[:1000])
    return names(found["names"]) if found else ()


def names(text: str) -> tuple[str, ...]:
    """Return the persons in a list of names, each once; one word, a dash or an organisation is none."""
    each = (name.strip(" .;:") for name in _BETWEEN.split(text))
    return tuple(
        dict.fromkeys(name for name in each if len(name) <= stating.LONGEST_NAME and _is_person(name))
    )


def _is_person(name: str) -> bool:
    words = name.split()
    if len(words) < 2 or not name[0].isupper() or any(each.isdigit() for each in name):
        return False
    return not any(_NO_PERSON.fullmatch(word) or (len(word) > 2 and word.isupper()) for word in words)
