"""A selection as a ZIP file that opens without a server: a page that leads to all that is in it.

Made while it is sent. What may not be seen any more when its turn comes is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED

from flask import render_template
from slugify import slugify
from zipstream import ZipStream

from archive.catalogue import coverage, documents
from archive.catalogue.documents import Document
from archive.dates import now
from archive.stating import tidy
from web.api.serialise import whole_document_body
from web.citing import formats
from web.citing.cited import citable, cited
from web.language import choosing, wording
from web.language.translated import gettext
from web.site import permalinks, site

_SLUG = 40  # characters of a title in the name of a folder
_CHUNK = 1 << 16
_PAGES_AT_ONCE = 50  # whose texts are held while they are written


def pieces(selected: Sequence[Document]) -> Iterator[bytes]:
    """Yield the bytes of the ZIP file."""
    stream = ZipStream(compress_type=ZIP_DEFLATED)
    folders = [_folder(number, document) for number, document in enumerate(selected, 1)]
    page = render_template(
        "selection_index.html",
        entries=[
            (each, folder, _original_name(each)) for each, folder in zip(selected, folders, strict=True)
        ],
        language=choosing.spoken(),
        citations=any(map(citable, selected)),
        permanent=permalinks(),
        made=now(),
    )
    stream.add(page.encode(), "index.html")
    for name, make in _CITATIONS.items():
        items = [cited(document) for document in selected if citable(document)]
        if items:
            stream.add("".join(make(items)).encode(), name)
    for document, folder in zip(selected, folders, strict=True):
        stream.add(_lazily(_text, document), f"{folder}/text.txt")
        stream.add(_lazily(_metadata, document), f"{folder}/metadata.json")
        if name := _original_name(document):
            stream.add(_lazily(_original, document), f"{folder}/{name}", compress_type=ZIP_STORED)
    yield from stream


def has_original(document: Document) -> bool:
    """Tell whether a document's original may be sent and is there."""
    return bool(document.original and not document.link and site().originals.has(document.sha256))


_CITATIONS: dict[str, Callable[[Iterable[dict[str, Any]]], Iterator[str]]] = {
    "referenser.ris": formats.ris,
    "referenser.bib": formats.bibtex,
    "referenser.json": formats.csl_json,
}


def _folder(number: int, document: Document) -> str:
    """Return a folder's name: safe in every file system, in order, and no two the same."""
    title = slugify(document.title, max_length=_SLUG) or "dokument"
    return f"{number:03}-{title}-{document.id}-v{document.version}"


def _original_name(document: Document) -> str:
    """Return what the original is called in its folder, beside text.txt and metadata.json; "" for none."""
    if not has_original(document):
        return ""
    suffix = slugify(PurePosixPath(document.file_name).suffix)
    return f"original.{suffix}" if suffix else "original"


def _lazily(make: Callable[[Document], Iterator[bytes]], document: Document) -> Iterator[bytes]:
    """Yield what is made when the stream comes to it; nothing of what cannot be read any more."""
    with site().catalogue.read() as session:
        still = documents.get(session, document.id, site().settings.publish, document.version)
    if isinstance(still, Document):
        yield from make(still)


def _original(document: Document) -> Iterator[bytes]:
    if has_original(document):
        with site().originals.path(document.sha256).open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


def _text(document: Document) -> Iterator[bytes]:
    """Yield a document's text, page by page, under the name of each page."""
    publish = site().settings.publish
    yield f"{tidy(document.title)}\n{permalinks().document(document.id, document.version)}\n".encode()
    with site().catalogue.read() as session:
        numbers = [head.number for head in documents.page_heads(session, document, publish)]
    for first in range(0, len(numbers), _PAGES_AT_ONCE):
        with site().catalogue.read() as session:
            pages = documents.get_pages(session, document, numbers[first : first + _PAGES_AT_ONCE], publish)
        for number in sorted(pages):
            page = pages[number]
            notes = f"\n-- {gettext('Anteckningar')} --\n\n{page.notes}\n" if page.notes else ""
            name = wording.page_name(document, number, page.label)
            yield f"\n\n== {name} ==\n\n{page.text}\n{notes}".encode()


def _metadata(document: Document) -> Iterator[bytes]:
    """Yield what is known of a document, as the API tells it."""
    publish = site().settings.publish
    with site().catalogue.read() as session:
        heads = documents.page_heads(session, document, publish)
        versions = documents.versions(session, document, publish)
        seen = coverage.seen(session, document, publish)
    body = whole_document_body(document, heads, versions, seen, permalinks())
    yield (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()
