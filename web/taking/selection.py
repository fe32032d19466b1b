"""A selection of documents: kept in its own address, shown, and sent as one ZIP file.

No account and no cookie: who keeps the address keeps the selection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotFound

from archive.catalogue import documents
from archive.catalogue.documents import Document
from archive.dates import now
from web import responses
from web.finding.question import wrong
from web.language.translated import gettext
from web.site import links, site
from web.taking import package, turns

MOST = 200
"""Documents of one selection; an address has to hold them."""

MOST_BYTES = 2_000_000_000
"""Originals of one ZIP file, together; four gigabytes is what every program can open."""

_CHOSEN = re.compile(r"([a-z2-7]{10,52})(?:@([1-9][0-9]{0,5}))?")  # an id, and a version


@dataclass(frozen=True, slots=True)
class Chosen:
    """One document of a selection; without a version the latest, and so on."""

    id: str
    version: int | None = None

    def __str__(self) -> str:
        return self.id if self.version is None else f"{self.id}@{self.version}"


def selection() -> Response:
    """Show the documents of a selection."""
    chosen = asked(request.args)
    found = _found(chosen)
    urls = links()
    kept = [each for each in chosen if each in found]
    size = sum(each.size for each in found.values() if package.has_original(each))
    return responses.page(
        "selection.html",
        noindex=True,
        selected=[(found[each], str(each), urls.selection(_pairs(_without(kept, each)))) for each in kept],
        gone=[str(each) for each in chosen if each not in found],
        archive=urls.selection_archive(_pairs(kept)) if kept and size <= MOST_BYTES else "",
        size=size,
        most_bytes=MOST_BYTES,
    )


def selection_as_zip() -> Response:
    """Send a selection: originals, texts, what is known of each, citations, and a page that leads to them."""
    found = _found(asked(request.args))
    if not found:
        raise NotFound(gettext("Urvalet är tomt."))
    if sum(each.size for each in found.values() if package.has_original(each)) > MOST_BYTES:
        raise BadRequest(gettext("Urvalet är för stort för en fil. Ta bort något av dokumenten."))
    name = f"helixarkivet-urval-{now():%Y-%m-%d}.zip"
    pieces = package.pieces(list(found.values()))
    return turns.in_turn(pieces, lambda sent: responses.export(sent, name, "application/zip"))


def asked(args: MultiDict[str, str]) -> tuple[Chosen, ...]:
    """Return the documents that an address selects, each once; raise 400 for what selects none."""
    chosen = []
    for value in filter(None, args.getlist("d")):
        read = _CHOSEN.fullmatch(value)
        if read is None:
            raise BadRequest(str(wrong("d", value, "selection")))
        chosen.append(Chosen(read[1], int(read[2]) if read[2] else None))
    each_once = tuple(dict.fromkeys(chosen))
    if len(each_once) > MOST:
        raise BadRequest(gettext("Ett urval har högst %(most)d dokument.", most=MOST))
    return each_once


def _found(chosen: Iterable[Chosen]) -> dict[Chosen, Document]:
    """Return what of a selection may be read, in its order."""
    publish = site().settings.publish
    found = {}
    with site().catalogue.read() as session:
        for each in chosen:
            document = documents.get(session, each.id, publish, each.version)
            if isinstance(document, Document):
                found[each] = document
    return found


def _without(chosen: Iterable[Chosen], one: Chosen) -> list[Chosen]:
    return [each for each in chosen if each != one]


def _pairs(chosen: Iterable[Chosen]) -> list[tuple[str, str]]:
    return [("d", str(each)) for each in chosen]
