"""What styles say that text does not: where pages begin, what is hidden, the size of pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.office.sheet import Size
from ingest.readers.opendocument.package import Roots
from ingest.readers.opendocument.xml import FO, OFFICE, PRESENTATION, STYLE, TEXT, points

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by name, its masters, and the sizes of its page layouts."""

    paragraphs: dict[str, etree._Element] = field(default_factory=dict)
    others: dict[str, etree._Element] = field(default_factory=dict)  # of text, sections and slides
    masters: dict[str, etree._Element] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)

    def breaks(self, name: str) -> tuple[bool, bool]:
        """Return whether a paragraph of this style begins a page, and whether it ends one."""
        before = after = ""
        for style in self._chain(name):
            properties = style.find(STYLE + "paragraph-properties")
            if properties is not None:
                before = before or properties.get(FO + "break-before") or ""
                after = after or properties.get(FO + "break-after") or ""
        return before == "page" or bool(self.master(name)), after == "page"

    def master(self, name: str) -> str:
        """Return the master page that a paragraph of this style begins, or an empty string."""
        style = self.paragraphs.get(name)  # an automatic style says it itself
        return (style.get(STYLE + "master-page-name") or "") if style is not None else ""

    def outline_level(self, name: str) -> int:
        """Return the level of heading that a paragraph of this style is, 0 for none."""
        for style in self._chain(name):
            level = style.get(STYLE + "default-outline-level")
            if level is not None:
                return int(level) if level in tuple("123456789") else 0
            if style.get(STYLE + "name") == "Title":
                return 1
        return 0

    def hides(self, name: str) -> bool:
        """Return whether text of this style, or a section of it, is not shown."""
        style = self.others.get(name)
        if style is None:
            style = self.paragraphs.get(name)
        if style is None:
            return False
        return any(child.get(TEXT + "display") == "none" for child in style)

    def hides_slide(self, name: str) -> bool:
        """Return whether a slide of this style is passed over when the deck is shown."""
        style = self.others.get(name)
        return style is not None and any(c.get(PRESENTATION + "visibility") == "hidden" for c in style)

    def size(self, master: str) -> Size:
        """Return the size of a master's pages."""
        found = self.masters.get(master)
        layout = (found.get(STYLE + "page-layout-name") or "") if found is not None else ""
        return self.sizes.get(layout, (0.0, 0.0))

    def _chain(self, name: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self.paragraphs and len(chain) < _LONGEST_CHAIN:
            chain.append(self.paragraphs[name])
            name = chain[-1].get(STYLE + "parent-style-name") or ""
        return chain


def read_styles(roots: Roots) -> Styles:
    """Gather the styles of both parts; those of the content come before those of the same name."""
    styles = Styles()
    for root in (roots.styles, roots.content):
        for style in root.iter(STYLE + "style") if root is not None else ():
            family = style.get(STYLE + "family")
            kept = styles.paragraphs if family == "paragraph" else styles.others
            kept[style.get(STYLE + "name") or ""] = style
    if roots.styles is not None:
        for master in roots.styles.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"):
            styles.masters[master.get(STYLE + "name") or ""] = master
        for layout in roots.styles.iter(STYLE + "page-layout"):
            properties = layout.find(STYLE + "page-layout-properties")
            if properties is not None:
                size = points(properties.get(FO + "page-width")), points(properties.get(FO + "page-height"))
                styles.sizes[layout.get(STYLE + "name") or ""] = size
    return styles
