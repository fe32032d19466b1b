"""A listing page as a whole: its items in order, by the lines of its main content. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from archive import stating
from archive.catalogue.staff.harvesting.items import Item
from archive.catalogue.staff.harvesting.matching import file_name
from archive.stating import tidy
from ingest.harvest.listing import addresses, dating, wording
from ingest.harvest.listing.markup import Line, Link, lines, parsed
from ingest.harvest.listing.wording import LINK

MOST_BYTES = 10 << 20
MOST_ITEMS = 5000

_ENDINGS = {
    ".pdf": "pdf",
    **dict.fromkeys((".ppt", ".pptx", ".pps", ".ppsx", ".pptm", ".odp"), "pptx"),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf"), "docx"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), "xlsx"),
    ".zip": "zip",
    ".txt": "txt",
}
_LONGEST_HEADING = 100
_INTRODUCES = re.compile(
    r"(?i)(?:läs|se|ladda|hämta|här|mer|mer information|kontakt\w*|dela|skriv ut|öppettider|telefon|e-post)\b"
)
_E_SERVICE = re.compile(r"(?i)e-?tj[äa]nst")
_SHARES = frozenset(
    ("www.facebook.com", "facebook.com", "twitter.com", "x.com", "www.linkedin.com", "linkedin.com")
)


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What was read from a page.

    `left_out` counts the links that are no items, by why: internal, repeated, e-service, sharing, address,
    relative (nothing said where the page stands), many (more than are read).
    """

    items: tuple[Item, ...]
    left_out: Mapping[str, int]
    address: str = ""  # by which the page calls itself
    first_published: str = ""


@dataclass
class _Reading:
    """How far a page has been read."""

    base: str
    first_published: str
    items: list[Item] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    series: dict[int, str] = field(default_factory=dict)  # by the depth that it was said at
    columns: tuple[str, ...] = ()  # headings of the table that is being read


def read(data: bytes, base: str = "", charset: str = "") -> ListingPage:
    """Read a page that stands at `base`, "" where that is not known: then by what it says itself."""
    root = parsed(data, charset)
    if root is None:
        return ListingPage((), {})
    own = addresses.of_page(root)
    stands = addresses.base_of(root, base or own)
    published = dating.first_published(root)
    reading = _Reading(stands, published)
    for line in lines(root):
        _read_line(reading, line)
    return ListingPage(tuple(reading.items), dict(reading.left_out), own, published)


def _read_line(reading: _Reading, line: Line) -> None:
    for depth in [each for each in reading.series if each > line.depth]:
        del reading.series[depth]
    if line.depth == 0:
        reading.columns = ()
    if _is_table_head(line):
        reading.columns = tuple(part.text if isinstance(part, Link) else part for part in line.parts)
        return
    if not line.links:
        if (line.rank and line.rank < 8) or _is_heading(line):
            reading.series[line.depth] = _heading(line.text)
        else:
            _late_speakers(reading, line)
        return
    before, in_column = len(reading.items), _in_column(reading, line)
    for link, beside in _links(line):
        _read_link(reading, link, beside, in_column)
    if line.rank and len(reading.items) == before:  # a heading that leads to a page of its own
        reading.series[line.depth] = _heading(line.text)


def _is_table_head(line: Line) -> bool:
    return line.heads and not line.links and len(line.cells) > 1


def _is_heading(line: Line) -> bool:
    """Tell whether a line of text is a heading: short, and bold or with a colon at its end."""
    text = line.text
    if len(text) > _LONGEST_HEADING or _INTRODUCES.match(text) or wording.speakers(text):
        return False
    if len([part for part in line.cells if part]) > 1:
        return False
    sentence = re.search(r"[.!?]\s|\b(?:hittar|finns|nedan|här:)", text) or text.endswith((".", ","))
    return not sentence and (line.strong or (text.endswith(":") and len(text.split()) <= 8))


def _heading(text: str) -> str:
    return tidy(text).rstrip(" :").strip()[: stating.LONGEST_LINE]


def _late_speakers(reading: _Reading, line: Line) -> None:
    """Take what a line says of who speaks for the item above it."""
    if reading.items and not reading.items[-1].speakers and (found := wording.speakers(line.text)):
        last = reading.items[-1]
        reading.items[-1] = Item(
            last.address, last.position, last.title, last.series, found, last.format, last.first_published
        )


def _read_link(reading: _Reading, link: Link, beside: str, in_column: tuple[str, ...]) -> None:
    address, why = addresses.whole(link.href, reading.base)
    if not address:
        if why:
            reading.left_out[why] += 1
        return
    told = wording.told(link.text)
    kind = told.format or wording.Told("", wording.formats_within(link.labels)).format
    kind = kind or wording.Told("", wording.formats_within(beside[:60])).format
    kind = kind or _ENDINGS.get(_ending(address), "")
    why = _why_left_out(reading, address, kind, link)
    if why:
        reading.left_out[why] += 1
        return
    reading.seen.add(address)
    title = told.title or wording.told(link.labels).title or file_name(address) or urlsplit(address).netloc
    spoken = wording.speakers(title) or wording.speakers(beside) or in_column
    reading.items.append(
        Item(
            address=address,
            position=len(reading.items) + 1,
            title=tidy(title)[: stating.LONGEST_LINE],
            series=reading.series[max(reading.series)] if reading.series else "",
            speakers=spoken,
            format=kind or LINK,
            first_published=reading.first_published,
        )
    )


def _why_left_out(reading: _Reading, address: str, kind: str, link: Link) -> str:
    parts, own = urlsplit(address), urlsplit(reading.base).hostname
    if address in reading.seen:
        return "repeated"
    if _E_SERVICE.search(f"{parts.netloc}{parts.path} {link.text}"):
        return "e-service"
    if parts.hostname in _SHARES and re.search(r"(?i)share|intent", parts.path):
        return "sharing"
    if not kind and (parts.hostname == own or not (link.text or link.labels)):
        return "internal"
    return "many" if len(reading.items) >= MOST_ITEMS else ""


def _links(line: Line) -> Iterator[tuple[Link, str]]:
    """Yield each link with what stands between it and the next; of a line with one, all of its text."""
    if len(line.links) == 1:
        yield line.links[0], " ".join(part for part in line.parts if isinstance(part, str))
        return
    link: Link | None = None
    after: list[str] = []
    for part in (*line.parts, None):
        if isinstance(part, str):
            after.append(part)
            continue
        if link is not None:
            yield link, " ".join(after)
        link, after = part, []


def _in_column(reading: _Reading, line: Line) -> tuple[str, ...]:
    """Return the names in the column of a table whose heading says that they speak."""
    for part, cell in zip(line.parts, line.cells, strict=True):
        heads = reading.columns[cell - 1] if 0 < cell <= len(reading.columns) else ""
        if isinstance(part, str) and wording.SPEAKER_COLUMN.fullmatch(heads):
            return wording.names(part)
    return ()


def _ending(address: str) -> str:
    name = file_name(address)
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""
