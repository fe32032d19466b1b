"""The lines of a web page's main content, in order, as a person reads them: headings, text, links.

Menus, search, footers and cookie notices are left out. What is folded away until it is clicked
(``hidden``, ``display: none``) is kept, since lists often are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from archive.stating import tidy
from ingest.readers.encoding import decode

_MOST_CHARS = 2000  # of one line or link that are kept
_MOST_MAINS = 20  # elements that are looked at for the main content; a page has one

_LEFT_OUT = frozenset(
    ("script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select",
    "dialog", "iframe", "object", "math", "head", "title", "canvas", "audio", "video", "textarea")
)  # fmt: skip
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu",
    "menubar", "toolbar")
)  # fmt: skip
_FURNITURE = re.compile(
    r"(?i)(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|brodsmul\w*|skip-?(?:link|nav)\w*|pagination|share|dela"
    r"|delning|social|globalmenu|huvudmeny|sidfot|sidhuvud|e-?tjanst\w*)(?=$|[\s_-])"
)
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "thead", "tbody", "tfoot", "tr", "caption", "br", "hr", "blockquote", "figure", "figcaption", "pre",
    "details", "summary", "fieldset", "legend", "address", "center", "body", "hgroup")
)  # fmt: skip
_RANKS = {**{f"h{rank}": rank for rank in range(1, 7)}, "dt": 7, "caption": 7, "summary": 7, "legend": 7}
_SCOPES = frozenset(("li", "dl", "table", "details", "fieldset"))
_STRONG = frozenset(("strong", "b"))
_STATED = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""")
_CHARSETS = re.compile(r"(?i)utf-?(?:8|16|16le|16be)|iso-8859-\d+|windows-125\d|latin-?1|us-ascii|macintosh")
_AS_WINDOWS = frozenset(("iso-8859-1", "latin1", "latin-1", "us-ascii"))  # as browsers read them


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where to, as it stands there; its text; what its pictures and labels say."""

    href: str
    text: str
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line. `rank` is that of a heading, 1 to 7, or 0; `strong` tells that all is bold.

    `cells` counts the cells of a table's row before each part; `depth` how many lists, tables and foldings
    it stands in: what a line says there holds until they end.
    """

    parts: tuple[str | Link, ...]
    rank: int = 0
    strong: bool = False
    depth: int = 0
    cells: tuple[int, ...] = ()
    heads: bool = False  # a table's row of headings

    @property
    def links(self) -> tuple[Link, ...]:
        """Return its links."""
        return tuple(part for part in self.parts if isinstance(part, Link))

    @property
    def text(self) -> str:
        """Return its text, that of links too."""
        return tidy(" ".join(part.text if isinstance(part, Link) else part for part in self.parts))


def parsed(data: bytes, charset: str = "") -> html.HtmlElement | None:
    """Return the tree of a page, however broken; None where there is nothing in it.

    `charset` is what the server said; the page's own mark and statement come after a byte order mark.
    """
    text = _decoded(data, charset).replace("\0", "")
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text, count=1)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _decoded(data: bytes, charset: str) -> str:
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        stated = _STATED.search(data[:4096])
        for name in (charset, stated[1].decode("ascii") if stated else ""):
            if _CHARSETS.fullmatch(name):
                try:
                    return data.decode("cp1252" if name.lower() in _AS_WINDOWS else name)
                except (LookupError, UnicodeError):
                    continue
    return decode(data)


def lines(root: html.HtmlElement) -> Iterator[Line]:
    """Yield the lines of a page's main content."""
    flow = _Flow()
    walker = etree.iterwalk(_main(root), events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if _is_left_out(element):
                flow.left_out += 1
                walker.skip_subtree()
            elif not flow.left_out:
                flow.begin(element)
        elif flow.left_out:
            flow.left_out -= 1
            flow.say(element.tail)
        else:
            flow.end(element)
        yield from flow.take()
    flow.flush()
    yield from flow.take()


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element that holds the main content: of several the one with most links, else the body."""
    found = root.xpath('//main | //*[@role="main"]')[:_MOST_MAINS]
    holding = [(len(each.xpath(".//a[@href]")), -number, each) for number, each in enumerate(found)]
    most = max(holding, default=None, key=lambda each: each[:2])
    if most is not None and most[0]:
        return most[2]
    body: html.HtmlElement | None = root.find("body")
    return root if body is None else body


def _is_left_out(element: html.HtmlElement) -> bool:
    tag = element.tag
    if tag in ("html", "body", "main", "article"):
        return False
    if tag in _LEFT_OUT or element.get("role", "").lower() in _ROLES:
        return True
    if tag == "header":  # of the page; an article has one too
        return element.getparent() is not None and element.getparent().tag == "body"
    return bool(_FURNITURE.search(f"{element.get('class', '')} {element.get('id', '')}"[:500]))


@dataclass
class _Flow:
    """The line that is being read."""

    left_out: int = 0
    _ready: list[Line] = field(default_factory=list)
    _parts: list[str | Link] = field(default_factory=list)
    _cells: list[int] = field(default_factory=list)
    _ranks: list[int] = field(default_factory=list)
    _link: list[str] | None = None
    _labels: list[str] = field(default_factory=list)
    _href: str = ""
    _depth: int = 0
    _cell: int = 0
    _strong: int = 0
    _plain: bool = False  # the line holds a text that is not bold
    _heads: bool = False

    def take(self) -> list[Line]:
        """Return the lines that are whole."""
        ready, self._ready = self._ready, []
        return ready

    def begin(self, element: html.HtmlElement) -> None:
        """Come to an element."""
        tag = element.tag
        if tag in _BLOCKS or tag in _RANKS:
            self._break()
        if tag in _SCOPES:
            self._depth += 1
        if tag in _RANKS:
            self._ranks.append(_RANKS[tag])
        self._strong += tag in _STRONG
        if tag == "a" and element.get("href") and self._link is None:
            self._link, self._href, self._labels = [], element.get("href", ""), []
        if tag in ("td", "th"):
            self._cell += 1
            self._heads = tag == "th"
        self._label(element)
        self.say(element.text if tag != "svg" else None)

    def end(self, element: html.HtmlElement) -> None:
        """Leave an element, and go on with what stands after it."""
        tag = element.tag
        if tag == "a" and self._link is not None and element.get("href"):
            self._end_link()
        if tag in _BLOCKS or tag in _RANKS:
            self._break()
        if tag == "tr":
            self._cell, self._heads = 0, False
        if tag in _SCOPES:
            self._depth -= 1
        if tag in _RANKS:
            self._ranks.pop()
        self._strong -= tag in _STRONG
        self.say(element.tail)

    def say(self, text: str | None) -> None:
        """Read a text."""
        if not text:
            return
        if self._link is not None:
            self._link.append(text)
        else:
            self._parts.append(text)
            self._cells.append(self._cell)
        self._plain = self._plain or (not self._strong and not text.isspace())

    def _label(self, element: html.HtmlElement) -> None:
        if self._link is not None:
            self._labels += [label for name in ("alt", "aria-label") if (label := element.get(name))]

    def _break(self) -> None:
        if self._link is None:
            self.flush()
        else:
            self._link.append(" ")

    def _end_link(self) -> None:
        text = tidy("\n".join(["".join(self._link or ())]))[:_MOST_CHARS]
        self._parts.append(Link(self._href.strip(), text, tidy(" ".join(self._labels))[:_MOST_CHARS]))
        self._cells.append(self._cell)
        self._link = None

    def flush(self) -> None:
        """End the line."""
        if self._link is not None:
            self._end_link()
        parts = [part if isinstance(part, Link) else tidy(part)[:_MOST_CHARS] for part in self._parts]
        kept = [(part, cell) for part, cell in zip(parts, self._cells, strict=True) if part]
        if kept:
            self._ready.append(
                Line(
                    parts=tuple(part for part, _ in kept),
                    rank=self._ranks[-1] if self._ranks else 0,
                    strong=not self._plain,
                    depth=self._depth,
                    cells=tuple(cell for _, cell in kept),
                    heads=self._heads,
                )
            )
        self._parts, self._cells, self._plain = [], [], False
