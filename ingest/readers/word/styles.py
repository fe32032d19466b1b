"""What a paragraph is, by its own properties and those of its style: heading, item, text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.package import Package, Part
from ingest.readers.word.xml import W, number, value

_HEADING = re.compile(r"(?:heading|rubrik|överskrift|otsikko)\s*([1-9])\Z", re.IGNORECASE)
_TITLES = ("title", "rubrik", "titel")  # the name of Word's own style is English in every file
_DEEPEST = 9
_LONGEST_CHAIN = 20  # styles that build on each other; Word allows 11


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of block, and its level where it has one."""

    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The roles of the document's paragraph styles, by id, and the language it says it is written in."""

    roles: dict[str, Role] = field(default_factory=dict)
    language: str = ""

    def role(self, paragraph: etree._Element) -> Role:
        """Return what a w:p is."""
        properties = paragraph.find(W + "pPr")
        style = self.roles.get(value(properties, W + "pStyle"), Role(BlockKind.PARAGRAPH))
        return _own(properties) or _listed(properties, style)


def read_styles(package: Package, document: Part, faults: list[str]) -> Styles:
    """Read the styles part; where it is broken every paragraph is plain text."""
    name = document.first("styles")
    if not name:
        return Styles()
    try:
        root = package.part(name).root
    except BrokenPart as error:
        faults.append(f"the styles: {error}")
        return Styles()
    styles = {style.get(W + "styleId") or "": style for style in root.iterfind(W + "style")}
    language = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return Styles(
        {key: _role(key, styles) for key in styles},
        (language.get(W + "val") or "") if language is not None else "",
    )


def _role(key: str, styles: dict[str, etree._Element]) -> Role:
    for _ in range(_LONGEST_CHAIN):
        style = styles.get(key)
        if style is None:
            break
        name = value(style, W + "name").strip()
        properties = style.find(W + "pPr")
        named = _HEADING.match(name)
        if named:
            return Role(BlockKind.HEADING, int(named[1]))
        if name.casefold() in _TITLES:
            return Role(BlockKind.HEADING, 1)
        own = _own(properties)
        if own is None and value(properties, f"{W}numPr/{W}numId") not in ("", "0"):
            own = Role(BlockKind.ITEM, _item_level(properties))
        if own is not None:
            return own
        key = value(style, W + "basedOn")
    return Role(BlockKind.PARAGRAPH)


def _own(properties: etree._Element | None) -> Role | None:
    """Return the heading that a paragraph says it is in the outline (17.3.1.20; 9 is plain text)."""
    stated = value(properties, W + "outlineLvl")
    if not stated:
        return None
    level = number(stated) + 1
    return Role(BlockKind.HEADING, level) if 1 <= level <= _DEEPEST else Role(BlockKind.PARAGRAPH)


def _listed(properties: etree._Element | None, style: Role) -> Role:
    """Return the role by style, unless the paragraph says itself that it is in a list or in none."""
    stated = value(properties, f"{W}numPr/{W}numId")
    if not stated or style.kind is BlockKind.HEADING:
        return style
    if stated == "0":
        return Role(BlockKind.PARAGRAPH)
    return Role(BlockKind.ITEM, _item_level(properties))


def _item_level(properties: etree._Element | None) -> int:
    return min(max(number(value(properties, f"{W}numPr/{W}ilvl")) + 1, 1), _DEEPEST)
