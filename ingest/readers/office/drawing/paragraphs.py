"""The paragraphs of a text body, as they are read: spaces made plain, å made of one letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.readers.office.letters import normalise, without_bullet
from ingest.readers.office.xml import MATH, MC, A, chosen

_LEFT_OUT_FIELDS = ("slidenum", "datetime")
_BULLETS = (A + "buChar", A + "buAutoNum", A + "buBlip")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text, where line breaks are newlines, and how it stands in a list."""

    text: str
    level: int  # of indentation, from 0
    bullet: bool | None  # whether it says that it has a bullet; None where it says nothing
    size: float  # of its largest letters in points, 0 where it does not say

    @property
    def line(self) -> str:
        """The text on one line."""
        return self.text.replace("\n", " ")


def paragraphs(body: etree._Element) -> list[Paragraph]:
    """Return the paragraphs below an element that hold anything."""
    own_style = body.find(f"{A}lstStyle/{A}lvl1pPr")
    found = []
    for element in body.iter(A + "p"):
        text = normalise("".join(_runs(element)))
        bullet = _bullet(element.find(A + "pPr"))
        if bullet is None and own_style is not None:
            bullet = _bullet(own_style)
        text, typed = without_bullet(text)
        bullet = True if typed else bullet
        if text:
            found.append(Paragraph(text, _level(element), bullet, _size(element)))
    return found


def lines(body: etree._Element | None) -> list[str]:
    """Return the text of each paragraph below an element, each on one line."""
    return [paragraph.line for paragraph in paragraphs(body)] if body is not None else []


def _runs(element: etree._Element) -> Iterator[str]:
    """Yield the text of the runs below an element, in order."""
    for child in element:
        if child.tag in (A + "t", MATH + "t"):
            yield child.text or ""
        elif child.tag == A + "br":
            yield "\n"
        elif child.tag == MC + "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from _runs(branch)
        elif child.tag == A + "fld" and (child.get("type") or "").startswith(_LEFT_OUT_FIELDS):
            continue
        elif isinstance(child.tag, str) and child.tag not in (A + "pPr", A + "endParaRPr"):
            yield from _runs(child)


def _bullet(properties: etree._Element | None) -> bool | None:
    if properties is None:
        return None
    if properties.find(A + "buNone") is not None:
        return False
    return True if any(properties.find(tag) is not None for tag in _BULLETS) else None


def _level(element: etree._Element) -> int:
    properties = element.find(A + "pPr")
    level = properties.get("lvl", "0") if properties is not None else "0"
    return min(int(level), 8) if level.isdecimal() else 0


def _size(element: etree._Element) -> float:
    sizes = (run.get("sz", "") for run in element.iter(A + "rPr"))
    return max((int(size) / 100 for size in sizes if size.isdecimal()), default=0.0)
