"""The structure of a PDF through pdfminer.six: metadata, outline, language, tags, forms.

Each thing is asked for on its own, so that a broken outline does not take the title with it; what
could not be had is counted, since no text is lost with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from pdfminer.pdfdocument import PDFDocument, PDFNoOutlines
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

from ingest.readers.pdf.engines.figures import count_figures
from ingest.readers.pdf.metadata import Structure, information, iso_date, one_line
from ingest.readers.reading import OutlineEntry

_XMP_KEYS = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}description": "subject",
    "{http://purl.org/dc/elements/1.1/}language": "language",
    "{http://ns.adobe.com/pdf/1.3/}Keywords": "keywords",
    "{http://ns.adobe.com/pdf/1.3/}Producer": "producer",
    "{http://ns.adobe.com/xap/1.0/}CreateDate": "created",
    "{http://ns.adobe.com/xap/1.0/}ModifyDate": "modified",
    "{http://ns.adobe.com/xap/1.0/}CreatorTool": "creator",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MOST_ENTRIES = 5_000  # of an outline: one that runs in a circle has no end
_MOST_XMP = 4 << 20  # bytes


def structure(document: PDFDocument, pages: list[PDFPage]) -> Structure:
    """Return the structure of an open document; what is broken in it is counted and left out."""
    found = Structure()

    def ask(step: Callable[[], None]) -> None:
        try:
            step()
        except (Exception, RecursionError, MemoryError):  # a broken file raises anything
            found.failed += 1

    catalog: dict[str, Any] = document.catalog
    ask(lambda: found.embedded.update(_xmp(catalog)))
    ask(lambda: found.embedded.update(_info(document)))
    ask(lambda: found.embedded.update(_catalog_facts(catalog)))

    def outline() -> None:
        found.outline = _outline(document, pages)

    def forms() -> None:
        form = resolve1(catalog.get("AcroForm"))
        found.form_fields = len(list_value(dict_value(form).get("Fields", []))) if form else 0
        found.is_portfolio = resolve1(catalog.get("Collection")) is not None
        names = resolve1(catalog.get("Names"))
        embeds = isinstance(names, dict) and resolve1(names.get("EmbeddedFiles")) is not None
        found.has_more = bool(found.form_fields or embeds or any(page.annots for page in pages))

    ask(outline)
    ask(forms)
    return found


def tell_figures(document: PDFDocument, found: Structure) -> None:
    """Add how many figures the tags tell, and how many are not described. A large tree takes seconds."""
    try:
        counted = count_figures(document.catalog.get("StructTreeRoot"))
    except (Exception, RecursionError, MemoryError):  # a broken file raises anything
        found.failed += 1
        return
    if counted is not None:
        found.embedded["figures"], found.undescribed = str(counted.figures), counted.undescribed


def _clean(value: object) -> str:
    """Return a value of any kind as one line of text."""
    value = resolve1(value)
    if isinstance(value, bytes):
        value = decode_text(value)
    elif isinstance(value, PSLiteral):
        value = literal_name(value)
    return one_line(str(value)) if value is not None else ""


def _info(document: PDFDocument) -> dict[str, str]:
    found: dict[str, str] = {}
    for info in reversed(document.info):  # the first is the newest
        found.update(information({key: _clean(value) for key, value in dict_value(info).items()}))
    return found


def _catalog_facts(catalog: dict[str, Any]) -> dict[str, str]:
    """Return the file's language, where it says one, and whether it is tagged."""
    marks = resolve1(catalog.get("MarkInfo"))
    marked = bool(resolve1(marks.get("Marked"))) if isinstance(marks, dict) else False
    tagged = marked and isinstance(resolve1(catalog.get("StructTreeRoot")), dict)
    language = _clean(catalog.get("Lang"))
    return {"tagged": "yes" if tagged else "no", **({"language": language} if language else {})}


def _xmp(catalog: dict[str, Any]) -> dict[str, str]:
    """Return what the XMP packet says, from elements and attributes alike."""
    stream = resolve1(catalog.get("Metadata"))
    if not isinstance(stream, PDFStream):
        return {}
    data = stream.get_data()
    begin, end = data.find(b"<"), data.rfind(b">")
    if begin < 0 or end - begin > _MOST_XMP:
        return {}
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data[begin : end + 1], parser)
    found: dict[str, str] = {}
    for element in root.iter(f"{_RDF}Description") if root is not None else ():
        for tag, text in _properties(element):
            name = _XMP_KEYS.get(tag)
            value = _clean(text)
            if name in ("created", "modified"):
                value = iso_date(value)
            if name and value:
                found.setdefault(name, value)
    return found


def _properties(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each property; the entries of a list or of languages with semicolons."""
    for name, value in element.attrib.items():
        yield str(name), str(value)
    for child in element:
        if isinstance(child.tag, str):
            entries = [entry.text or "" for entry in child.iter(f"{_RDF}li")]
            if any(entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in child.iter()):
                entries = entries[:1]  # the same in several languages; the first is the default
            yield child.tag, "; ".join(entries) or child.text or ""


def _outline(document: PDFDocument, pages: list[PDFPage]) -> tuple[OutlineEntry, ...]:
    numbers = {page.pageid: number for number, page in enumerate(pages, 1)}
    entries: list[OutlineEntry] = []
    try:
        for level, title, destination, action, _element in document.get_outlines():
            page = _page_of(document, destination, action, numbers)
            entry = OutlineEntry(level, _clean(title), page)
            if len(entries) >= _MOST_ENTRIES:
                break
            if entry.title:
                entries.append(entry)
    except PDFNoOutlines:
        return ()
    return tuple(entries)


def _page_of(document: PDFDocument, destination: object, action: object, numbers: dict[object, int]) -> int:
    """Return the number of the page that an entry leads to; 0 where it leads nowhere in this file."""
    try:
        if destination is None and isinstance(action := resolve1(action), dict):
            destination = action.get("D") if literal_name(action.get("S")) == "GoTo" else None
        destination = resolve1(destination)
        if isinstance(destination, PSLiteral):
            destination = literal_name(destination)
        if isinstance(destination, (bytes, str)):
            destination = resolve1(document.get_dest(destination))
        if isinstance(destination, dict):
            destination = resolve1(destination.get("D"))
        target = destination[0] if isinstance(destination, list) and destination else None
    except (Exception, RecursionError):  # one entry that leads nowhere is no reason to lose the others
        return 0
    if isinstance(target, PDFObjRef):
        return numbers.get(target.objid, 0)
    return target + 1 if isinstance(target, int) and 0 <= target < len(numbers) else 0
