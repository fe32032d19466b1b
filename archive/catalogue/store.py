"""Writing documents: a first version, a further one, what is said of them, withdrawal and return.

Each function works within the caller's transaction. Whatever readers could see afterwards that
they could not before raises the document's `revision`, which makes the indexer follow.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, object_session

from archive.catalogue import jobs, looks
from archive.catalogue.naming import names, series
from archive.catalogue.naming.people import persons_named
from archive.catalogue.staff.publication.holding import hold
from archive.catalogue.staff.publication.warned import Warned, pack
from archive.catalogue.tables import (
    Document,
    DocumentOrganisation,
    DocumentSpeaker,
    FieldValue,
    PageRow,
    Version,
)
from archive.catalogue.values import Origin, Statement, effective
from archive.dates import StatedDate, now
from archive.folder.outcomes import Outcome
from archive.pages import Page, pack_blocks, pack_coverage, pack_words


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was read: its bytes' name, what became of reading it, and its pages."""

    sha256: str
    size: int
    format: str
    file_name: str
    modified_at: datetime
    outcome: Outcome
    reason: str
    reader: str
    page_count: int
    pages: Sequence[Page]
    embedded: Mapping[str, str] = field(default_factory=dict)
    outline: Sequence[Sequence[Any]] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    sketch: bytes = b""  # of its text (archive.catalogue.alike.likeness)
    warnings: Sequence[Warned] = ()
    attachments: Sequence[Mapping[str, Any]] = ()  # each with name, format, size, page_count, reason


def document_id(session: Session, sha256: str) -> str:
    """Return a new id: the first 10 base32 characters of the hash, more where they are taken."""
    digest = bytes.fromhex(sha256)
    encoded, length = _base32(digest), 10
    while session.get(Document, encoded[:length]) is not None:
        length += 2
        if length > len(encoded):  # a template that began many documents: its hash is used up
            digest = hashlib.sha256(digest).digest()
            encoded += _base32(digest)
    return encoded[:length]


def _base32(digest: bytes) -> str:
    return base64.b32encode(digest).decode().rstrip("=").lower()


def add_document(
    session: Session,
    content: Content,
    source: str,
    statements: Iterable[Statement],
    held_for: Iterable[str] = (),
    known_as: tuple[str, int] | None = None,
) -> Document:
    """Make a document of a file's first version; `known_as` is an id and number that it was cited by."""
    moment = now()
    id_, number = known_as or (document_id(session, content.sha256), 1)
    document = Document(
        id=id_,
        created_at=moment,
        changed_at=moment,
        revision=0,
        format=content.format,
        source=source,
        version=number - 1,
        held_for=[],
        series_id=series.of_folder(session, "").id,
    )
    session.add(document)
    session.flush()
    add_version(session, document, content, source, statements, held_for)
    return document


def add_version(
    session: Session,
    document: Document,
    content: Content,
    source: str,
    statements: Iterable[Statement],
    held_for: Iterable[str] = (),
) -> None:
    """Give a document a further version, which is from now on the latest.

    Where there is a reason to hold it for staff, all of the document is held: one that shows its older
    version would answer every address without a version with what is no longer the latest.
    """
    document.version += 1
    hold(document, held_for)
    document.page_count = content.page_count
    document.format = content.format
    version = Version(
        document_id=document.id,
        number=document.version,
        sha256=content.sha256,
        size=content.size,
        format=content.format,
        file_name=content.file_name,
        file_modified_at=content.modified_at,
        added_at=now(),
        outcome=content.outcome.value,
        reason=content.reason,
        reader=content.reader,
        page_count=content.page_count,
        counts={**content.counts, **looks.tallied((page.text, page.coverage) for page in content.pages)},
        embedded=dict(content.embedded),
        outline=[list(entry) for entry in content.outline],
        withheld=_withheld(content.pages),
        warnings=pack(content.warnings),
        attachments=[dict(each) for each in content.attachments],
        sketch=content.sketch,
    )
    session.add(version)
    session.flush()
    session.add_all(_page_row(version.id, page) for page in content.pages)
    jobs.ask(session, version.id, (page.number for page in content.pages if page.coverage.wants))
    restate(session, document, source, statements)
    touch(document)


def restate(
    session: Session,
    document: Document,
    source: str,
    statements: Iterable[Statement],
    keep: frozenset[Origin] = frozenset(),
) -> bool:
    """Replace what files say of a document, and tell whether readers could see a change.

    What staff and listings say always stays; `keep` names further origins that are not said anew
    (what was read in the file, where only its place or its descriptors changed). Where one origin
    says a field twice (two ``_serie.toml``, one below the other), the first counts.
    """
    session.flush()
    known = {
        (value.field, value.origin): value
        for value in session.scalars(select(FieldValue).where(FieldValue.document_id == document.id))
    }
    before = _visible_values(document)
    document.source = source
    moment = now()
    first: dict[tuple[str, str], Statement] = {}
    for statement in statements:
        first.setdefault((statement.field, statement.origin.value), statement)
    for (name, origin), statement in first.items():
        value = known.pop((name, origin), None)
        if value is None:
            value = FieldValue(document_id=document.id, field=name, origin=origin, set_at=moment)
            session.add(value)
        elif value.value != statement.value:  # a file that moved says nothing new
            value.set_at = moment
        value.value, value.detail = statement.value, statement.detail
    for (_, origin), value in known.items():
        if origin not in keep | {Origin.STAFF, Origin.LISTING}:
            session.delete(value)
    return _follow(session, document, before)


def reapply(session: Session, document: Document) -> bool:
    """Merge the field values of a document anew, and tell whether readers could see a change."""
    return _follow(session, document, _visible_values(document))


def _follow(session: Session, document: Document, before: tuple[Any, ...]) -> bool:
    session.flush()
    apply_values(session, document)
    changed = _visible_values(document) != before
    if changed:
        touch(document)
    return changed


def apply_values(session: Session, document: Document) -> None:
    """Merge the field values of a document into its row."""
    rows = session.scalars(select(FieldValue).where(FieldValue.document_id == document.id)).all()
    said = effective(Statement(r.field, Origin(r.origin), r.value, r.detail) for r in rows)

    def value(name: str, default: Any = "") -> Any:
        return said[name].value if name in said else default

    within = series.of_folder(session, value("series"))
    folder = next((r.value for r in rows if (r.field, r.origin) == ("series", Origin.FOLDER)), "")
    if value("series") == folder:  # what describes a series speaks of the one that it stands in
        series.rename(
            session,
            within,
            value("series_name"),
            value("series_description"),
            value("series_position", None),
        )
    stated = StatedDate.parse(value("date")) if value("date") else None
    document.title = value("title") or document.source
    document.description = value("description")
    document.series_id = within.id
    document.position = value("position", None)
    document.date = stated.stated if stated else ""
    document.date_first = int(stated.first.strftime("%Y%m%d")) if stated else None
    document.date_last = int(stated.last.strftime("%Y%m%d")) if stated else None
    document.language = value("language")
    document.link = value("link")
    document.sample = bool(value("sample", False))
    _set_speakers(session, document, value("speakers", []))
    _set_organisations(session, document, value("organisations", []))
    _set_publication(document, said)
    session.flush()


def withdraw(document: Document) -> None:
    """Take a document that no place holds any more out of everything readers see."""
    document.withdrawn_at = now()
    touch(document)


def restore(document: Document) -> None:
    """Bring a withdrawn document back, since its bytes are in the folder again."""
    document.withdrawn_at = None
    touch(document)


def touch(document: Document) -> None:
    """Raise a document's revision, so that the index follows what readers see otherwise now.

    The other formats of the same talk follow too: they are searched for what this one lacks.
    """
    moment = now()
    document.revision += 1
    document.changed_at = moment
    session = object_session(document)
    if session is not None:
        formats = update(Document).where(Document.format_of == document.id)
        session.execute(formats.values(revision=Document.revision + 1))
    if document.published_at is None or document.published_at > moment:
        document.published_at = _first_read_at(document, moment)


def _first_read_at(document: Document, moment: datetime) -> datetime | None:
    """Return when a document that nobody could read yet can first be read, None where that is not known."""
    away = (document.withdrawn_at, document.taken_down_at, document.held_at, document.joined_to)
    if any(each is not None for each in away):
        return None
    if document.visibility == "embargoed" and document.embargo_until is not None:
        return max(document.embargo_until, moment)
    return moment if document.visibility == "public" else None


def _visible_values(document: Document) -> tuple[Any, ...]:
    return (
        document.title,
        document.description,
        document.series_id,
        document.position,
        document.date,
        document.language,
        document.link,
        document.sample,
        document.source,
        document.visibility,
        document.embargo_until,
        document.publish_notes,
        document.publish_hidden_slides,
        document.series.name,
        tuple(speaker.person_id for speaker in document.speakers),
        tuple(organisation.name for organisation in document.organisations),
    )


def _withheld(pages: Sequence[Page]) -> dict[str, int]:
    """Count what may not be published together with the pages."""
    counts = {
        "notes": sum(bool(page.notes) for page in pages),
        "comments": sum(len(page.comments) for page in pages),
        "hidden_slides": sum(page.hidden for page in pages),
    }
    return {name: count for name, count in counts.items() if count}


def _page_row(version_id: int, page: Page) -> PageRow:
    return PageRow(
        version_id=version_id,
        number=page.number,
        label=page.label,
        title=page.title,
        language=page.language,
        hidden=page.hidden,
        width=page.width,
        height=page.height,
        text=page.text,
        notes=page.notes,
        comments=list(page.comments),
        remarks=list(page.remarks),
        part=page.part,
        links=list(page.links),
        coverage=pack_coverage(page.coverage),
        blocks=pack_blocks(page.blocks),
        words=pack_words(page.words),
    )


def _set_speakers(session: Session, document: Document, spoken: Sequence[str]) -> None:
    people = persons_named(session, spoken)
    if [speaker.person_id for speaker in document.speakers] == [person.id for person in people]:
        return
    document.speakers.clear()
    session.flush()
    document.speakers.extend(
        DocumentSpeaker(document_id=document.id, position=i, person=person) for i, person in enumerate(people)
    )


def _set_organisations(session: Session, document: Document, wanted: Sequence[str]) -> None:
    if [organisation.name for organisation in document.organisations] == list(wanted):
        return
    document.organisations.clear()
    session.flush()
    document.organisations.extend(
        DocumentOrganisation(document_id=document.id, position=i, slug=names.slug(name), name=name)
        for i, name in enumerate(wanted)
    )


def _set_publication(document: Document, said: Mapping[str, Statement]) -> None:
    """Take over what is said of publication; a change is noted, since it must bite at once."""
    until = said["embargo_until"].value if "embargo_until" in said else None
    wanted = (
        said["visibility"].value if "visibility" in said else "embargoed" if until else "public",
        datetime.fromisoformat(until).astimezone(UTC) if until else None,
        said["publish_notes"].value if "publish_notes" in said else None,
        said["publish_hidden_slides"].value if "publish_hidden_slides" in said else None,
    )
    present = (
        document.visibility,
        document.embargo_until,
        document.publish_notes,
        document.publish_hidden_slides,
    )
    if wanted == present:
        return
    (
        document.visibility,
        document.embargo_until,
        document.publish_notes,
        document.publish_hidden_slides,
    ) = wanted
    document.publication_revision = document.revision + 1
