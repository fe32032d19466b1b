"""From a Word document to its pages."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from archive.folder.outcomes import Outcome
from archive.pages import Page
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.flow import Flow
from ingest.readers.office.package import Package, Part
from ingest.readers.office.properties import properties
from ingest.readers.office.sheet import Token, Whole
from ingest.readers.reading import Limits, Refused, Summary
from ingest.readers.word.apart import Apart, read_apart
from ingest.readers.word.sections import Sections, read_sections
from ingest.readers.word.styles import read_styles
from ingest.readers.word.walking import Walker
from ingest.readers.word.xml import W, parse

_MAIN = "word/document.xml"
_TYPES = "[content_types].xml"


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the pages of a document; raise :class:`Refused` where its text cannot be read at all."""
    whole = Whole()
    with Package(path, limits, parse) as package:
        part = _document(package)
        if part.fault:
            whole.left_out.append(f"what is damaged in the text: {part.fault}")
        walker = _walker(package, part, whole)
        flow = Flow(limits, whole)
        for token in _tokens(walker, part):
            flow.put(token)
            yield from flow.take()
        yield from flow.close()
        embedded = properties(package)
        _tell_variant(package, whole)
    if walker.styles.language:
        embedded.setdefault("language", walker.styles.language)
    reader = f"python-docx {version('python-docx')}+lxml {version('lxml')}"
    return whole.summary(reader, flow.number, embedded, tuple(flow.outline))


def _document(package: Package) -> Part:
    try:
        part = package.part(package.main(_MAIN))
    except BrokenPart as error:
        raise Refused(error.outcome, f"the text of the document cannot be read: {error}") from error
    if part.root.tag != W + "document":
        raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "an Office file, but not a document")
    return part


def _walker(package: Package, part: Part, whole: Whole) -> Walker:
    """Return what walks the text, with the notes, comments and sections that it refers to."""
    walker = Walker(package, part, read_styles(package, part, whole.left_out), Apart(), Sections())
    walker.apart = read_apart(package, part, lambda other: walker.of(other).blocks, whole.left_out)
    walker.sections = read_sections(package, part, lambda other: walker.of(other, furniture=True).blocks)
    return walker


def _tokens(walker: Walker, part: Part) -> Iterator[Token]:
    bodies = part.root.iterfind(W + "body")
    yield from walker.sections.first()
    yield from chain.from_iterable(walker.blocks(body) for body in bodies)
    yield from walker.apart.left()


def _tell_variant(package: Package, whole: Whole) -> None:
    """Count what tells a template or a file with macros from a plain document."""
    try:
        types = package.data(_TYPES)
    except BrokenPart:
        return
    whole.counts["template"] = int(b".template." in types or b"macroEnabledTemplate" in types)
    whole.counts["macros"] = int(b"vbaProject" in types)
