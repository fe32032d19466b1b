"""*Rätta*: a document's facts in a form, each with where it comes from; what staff state there counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from archive import stating
from archive.catalogue.naming.series import ROOT_SERIES_NAME
from archive.catalogue.staff.corrections import correcting
from archive.catalogue.staff.corrections.correcting import Said, Sources
from archive.catalogue.tables import Document, DocumentOrganisation, DocumentSpeaker, Person
from web.language import wording
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done, page, staff_links
from web.staff.documents import form, saying
from web.staff.documents.form import FORM, Entry, Field, Read, Sent
from web.staff.documents.heading import find, heading, led_on
from web.staff.signing.member import who

_SUGGESTED = 500
_EMPTY_ROWS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """One field as the page shows it; texts in Swedish, "" where there is nothing to say."""

    control: str
    label: str
    entry: Entry
    mark: str
    none: str  # the label of the box for "there is none"
    wrong: str
    origin: str
    said: tuple[tuple[str, str, str], ...]  # who says so, what, and in which file
    newer: str  # what files say since staff stated theirs
    files: str  # what counts if staff state nothing
    now: str  # what somebody else has made of it meanwhile
    both: bool  # and this form too


def facts(document_id: str) -> AnyResponse:
    """Show a document's facts (GET), or state what was typed (POST)."""
    if request.method == "GET":
        return _page(document_id, None, None)
    with site().catalogue.write() as session:
        row = find(session, document_id)
        if elsewhere := led_on(session, row):
            return elsewhere
        sources = correcting.sources(session, document_id)
        sent = _sent(session, sources)
        read = form.read(sent, sources)
        if not read.stale and not read.wrong:
            correcting.correct(session, who(), row, read.wanted)
    if read.stale:
        return _page(document_id, read, None, 409)
    if read.wrong:
        return _page(document_id, read, sent, 422)
    said = gettext("Uppgifterna är sparade.") if read.wanted else gettext("Inget behövde ändras.")
    return done(staff_links().document(document_id), said)


def _sent(session: Session, sources: Mapping[str, Sources]) -> Sent:
    """Return the form that was sent; that of one button leaves one field to the files, the others alone."""
    if "anvand" not in request.form:
        names = saying.series_names(session)
        return form.of_form(request.form, {name.casefold(): folder for folder, name in names.items()})
    entries = {field.name: form.entry(field, sources[field.name]) for field in FORM}
    marks = {name: entry.mark for name, entry in entries.items()}
    field = next((field for field in FORM if field.control == request.form["anvand"]), None)
    if field is None:
        raise BadRequest(gettext("Formuläret gick inte att förstå. Ladda om sidan och försök igen."))
    marks[field.name] = request.form.get(f"visat-{field.control}", "")
    entries[field.name] = Entry()
    return Sent(entries, marks)


def _page(document_id: str, read: Read | None, sent: Sent | None, status: int = 200) -> AnyResponse:
    """Show the form: as things are, or as it was typed. `sent` is a form whose marks still count."""
    with site().catalogue.read() as session:
        row = find(session, document_id)
        if elsewhere := led_on(session, row):
            return elsewhere
        sources = correcting.sources(session, document_id)
        series = _series(session, sources, read)
        shown = {
            field.name: _shown(field, sources[field.name], series, read, sent.marks if sent else {})
            for field in FORM
        }
        return page(
            "document.html",
            status=status,
            head=heading(session, row),
            shown=shown,
            wrong=[shown[field.name] for field in FORM if read and field.name in read.wrong],
            stale=[each for each in shown.values() if each.now],
            series=series,
            folder=form.FOLDER,
            languages=(*stating.LANGUAGES, form.NONE_LANGUAGE),
            rows=_EMPTY_ROWS,
            people=_people(session),
            organisations=_organisations(session),
        )


def _shown(
    field: Field, sources: Sources, series: Mapping[str, str], read: Read | None, marks: Mapping[str, str]
) -> Shown:
    now = form.entry(field, sources)
    holds, newer = sources.holds, sources.newer
    moved = read is not None and read.stale and field.name in (read.both | read.others)
    told = [sources.staff] if sources.staff else []
    return Shown(
        control=field.control,
        label=saying.field_name(field.name),
        entry=read.entries[field.name] if read else now,
        mark=marks.get(field.name, now.mark),
        none=saying.none_label(field.name) if field.ticked else "",
        wrong=saying.problem(field.name, read.wrong[field.name]) if read and field.name in read.wrong else "",
        origin=wording.origin_name(holds.origin) if holds else "",
        said=tuple(_told(field, said, series) for said in (*told, *sources.files)),
        newer=saying.value(field.name, newer.statement.value, series) if newer else "",
        files=saying.value(field.name, sources.files[0].statement.value if sources.files else "", series),
        now=saying.value(field.name, holds.value if holds else None, series) if moved else "",
        both=read is not None and field.name in read.both,
    )


def _told(field: Field, said: Said, series: Mapping[str, str]) -> tuple[str, str, str]:
    statement = said.statement
    return saying.says(statement.origin), saying.value(field.name, statement.value, series), statement.detail


def _series(session: Session, sources: Mapping[str, Sources], read: Read | None) -> dict[str, str]:
    """Return every series to choose from, by folder: those of the catalogue, and a new one just typed."""
    names = saying.series_names(session)
    names[""] = wording.series_name(names.get("", ROOT_SERIES_NAME))
    typed = read.entries["series"].texts if read else ()
    for said in (*typed, *(form.FOLDER + each.statement.value for each in sources["series"].files)):
        folder = said.removeprefix(form.FOLDER)
        names.setdefault(folder, folder)
    return names


def _people(session: Session) -> list[str]:
    """Return the names of persons, those who speak most first."""
    query = (
        select(Person.name)
        .join(DocumentSpeaker, DocumentSpeaker.person_id == Person.id)
        .group_by(Person.id)
        .order_by(func.count().desc(), Person.name)
        .limit(_SUGGESTED)
    )
    return list(session.scalars(query))


def _organisations(session: Session) -> list[str]:
    query = (
        select(DocumentOrganisation.name)
        .join(Document, Document.id == DocumentOrganisation.document_id)
        .group_by(DocumentOrganisation.name)
        .order_by(func.count().desc(), DocumentOrganisation.name)
        .limit(_SUGGESTED)
    )
    return list(session.scalars(query))
