"""From an OpenDocument text to its pages."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from archive.folder.outcomes import Outcome
from archive.pages import Page
from ingest.readers.office.flow import Flow
from ingest.readers.office.sheet import Layout, Token, Whole
from ingest.readers.opendocument.masters import furniture
from ingest.readers.opendocument.package import Package
from ingest.readers.opendocument.styles import read_styles
from ingest.readers.opendocument.walking import Walker
from ingest.readers.opendocument.xml import OFFICE, TEXT
from ingest.readers.reading import Limits, Refused, Summary

_STANDARD = "Standard"  # the master of a text that names none


@dataclass
class _TextWalker(Walker):
    """Walks a text, whose paragraphs may begin pages of another master."""

    begun: list[str] = field(default_factory=list)

    def begin_master(self, name: str) -> Iterator[Token]:
        """Yield the size of a master's pages and what stands in their heads and feet."""
        if self.begun and self.begun[-1] == name:
            return
        self.begun.append(name)
        around = Walker(self.package, self.styles, furniture=True)
        yield Layout(self.styles.size(name), furniture(around, self.styles.masters.get(name)))


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the pages of a text; raise :class:`Refused` where it cannot be read at all."""
    whole = Whole()
    with Package(path, limits) as package:
        roots = package.roots(whole)
        body = roots.content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "an OpenDocument file, but not a text")
        walker = _TextWalker(package, read_styles(roots))
        flow = Flow(limits, whole)
        for token in walker.begin_master(_first_master(walker, body)):
            flow.put(token)
        for token in walker.blocks(body):
            flow.put(token)
            yield from flow.take()
        yield from flow.close()
        embedded = package.stated()
        package.tell_variant(whole)
    return whole.summary(f"lxml {version('lxml')}", flow.number, embedded, tuple(flow.outline))


def _first_master(walker: Walker, body: etree._Element) -> str:
    """Return the master of the first page: the first paragraph's, or the one all texts have."""
    first = next(body.iter(TEXT + "p", TEXT + "h"), None)
    named = walker.styles.master(first.get(TEXT + "style-name") or "") if first is not None else ""
    return named or _STANDARD
