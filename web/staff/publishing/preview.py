"""What a document holds, for staff: every page with what is withheld, and warnings marked in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, request
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from archive.catalogue.publication import parts_of
from archive.catalogue.staff.overview import contents
from archive.catalogue.staff.publication.warned import Warned, Where
from archive.pages import Page, Span
from search.marking import Mark, mark
from web.language.translated import gettext
from web.reading.lookup import wanted_version
from web.reading.parts import text
from web.site import site
from web.staff.answers import page, staff_links
from web.staff.documents.heading import find, heading
from web.staff.publishing import wording

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the preview: its text and notes with the places of warnings marked."""

    page: Page
    body: Markup
    notes: Markup
    warnings: tuple[str, ...]


def preview(document_id: str) -> Response:
    """Show what a document holds."""
    with site().catalogue.read() as session:
        document = find(session, document_id)
        number = wanted_version() or document.version
        version = contents.version(session, document_id, number)
        if version is None:
            raise NotFound(gettext("Det finns ingen sådan version av dokumentet."))
        first = min(max(1, request.args.get("fran", 1, type=int)), _LARGEST)
        found = contents.pages(session, document_id, number, first, wording.PAGES_IN_CONTENTS + 1)
        head = heading(session, document)
        parts = parts_of(document, site().settings.publish)
        versions = document.version
    shown, more = found[: wording.PAGES_IN_CONTENTS], found[wording.PAGES_IN_CONTENTS :]
    return page(
        "contents.html",
        head=head,
        version=version,
        versions=versions,
        parts=parts,
        warnings=wording.warnings(document_id, version.warnings, number if number != versions else None),
        pages=[_shown(each, [w for w in version.warnings if w.page == each.number]) for each in shown],
        before=_at(document_id, number, versions, max(1, first - wording.PAGES_IN_CONTENTS))
        if first > 1
        else "",
        after=_at(document_id, number, versions, more[0].number) if more else "",
    )


def _at(document: str, number: int, latest: int, first: int) -> str:
    pairs = [("fran", str(first))] + ([("version", str(number))] if number != latest else [])
    return staff_links().document(document, "innehall", pairs)


def _shown(each: Page, warnings: Iterable[Warned]) -> Shown:
    warned = tuple(warnings)
    spans = {where: [s for w in warned if w.where is where for s in w.spans] for where in Where}
    return Shown(
        each,
        text.as_html(each, _marked(each.text, spans[Where.TEXT]), above=2),
        text.as_html(Page(1, each.notes), _marked(each.notes, spans[Where.NOTES]), above=3),
        tuple(dict.fromkeys(wording.kind_name(w.kind) for w in warned)),
    )


def _marked(written: str, spans: Iterable[Span]) -> text.Marked:
    marks: list[Mark] = []
    for start, end in sorted(spans):
        if not marks or start >= marks[-1].end:
            marks.append(Mark(start, end, 0))
    return lambda start, end: mark(written, marks, start, end)
