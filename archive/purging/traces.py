"""Every trace of a document in the catalogue, and taking it out in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import delete, exists, false, not_, or_, select, update
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.alike import joined
from archive.catalogue.folder import rounds
from archive.catalogue.staff.decisions import EMPTIED
from archive.catalogue.staff.publication import rules
from archive.catalogue.staff.publication.holding import REVIEW, hold
from archive.catalogue.tables import (
    Decision,
    Document,
    DocumentSpeaker,
    Harvested,
    Notice,
    OriginalCheck,
    Person,
    Place,
    Request,
    Series,
    Version,
)
from archive.dates import now
from archive.folder.outcomes import PlaceState

_NOT_STANDING = (PlaceState.REMOVED, PlaceState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of a document. `words` are what only it holds: what must be found nowhere afterwards."""

    document: str
    documents: frozenset[str]  # itself, and those that go on as it
    hashes: frozenset[str]  # of all its versions
    unshared: frozenset[str]  # those that no other document has
    standing: tuple[str, ...]  # paths of the folder that hold its bytes just now
    paths: frozenset[str]  # where it stands or stood, and of the files that describe it
    words: tuple[str, ...]
    title: str
    read: bool  # whether anybody could ever read it


def traces(session: Session, document: str) -> Traces | None:
    """Return every trace of a document; None where the catalogue has none of it."""
    ids = joined.all_that_go_on(session, document)
    rows = list(session.scalars(select(Document).where(Document.id.in_(ids))))
    if not rows:
        return None
    versions = list(session.scalars(select(Version).where(Version.document_id.in_(ids))))
    hashes = frozenset(version.sha256 for version in versions)
    others = select(Version.sha256).where(Version.sha256.in_(hashes), Version.document_id.not_in(ids))
    unshared = hashes - set(session.scalars(others))
    of_it = or_(Place.document_id.in_(ids), Place.sha256.in_(unshared))
    places = list(session.scalars(select(Place).where(of_it)))
    paths = {*(place.path for place in places), *(row.source for row in rows)}
    names = {version.file_name for version in versions}
    title = next((row.title for row in rows if row.id == document), rows[0].title)
    return Traces(
        document=document,
        documents=frozenset(ids),
        hashes=hashes,
        unshared=frozenset(unshared),
        standing=tuple(sorted(place.path for place in places if place.state not in _NOT_STANDING)),
        paths=frozenset(paths | _beside(session, paths)),
        words=_words(session, ids, {title, *names}),
        title=title,
        read=any(row.published_at is not None and row.published_at <= now() for row in rows),
    )


def hide(session: Session, documents: Collection[str]) -> None:
    """Let nobody see documents from now on, before the index follows; nor their other formats alone."""
    for row in session.scalars(select(Document).where(Document.id.in_(documents))):
        if row.taken_down_at is None:
            row.taken_down_at = now()
            store.touch(row)
            row.publication_revision = row.revision


def remove(session: Session, found: Traces) -> None:
    """Take every trace out of the catalogue. What stays tells that something was decided, not of what."""
    ids = found.documents
    for other in session.scalars(select(Document).where(Document.format_of.in_(ids))):
        other.format_of = None
        hold(other, [REVIEW])  # the same talk: it does not become public by itself
        store.touch(other)
        other.publication_revision = other.revision
    spoke = set(
        session.scalars(select(DocumentSpeaker.person_id).where(DocumentSpeaker.document_id.in_(ids)))
    )
    of_it = or_(Harvested.document_id.in_(ids), Harvested.fetched.in_(found.paths))
    session.execute(delete(Harvested).where(of_it))
    session.execute(delete(Place).where(or_(Place.document_id.in_(ids), Place.path.in_(found.paths))))
    session.execute(delete(Request).where(Request.subject.in_([*ids, *found.paths])))
    for path in found.paths:
        session.execute(delete(Notice).where(Notice.text.contains(path, autoescape=True)))
    if found.paths.intersection(rounds.held(session).paths):
        rounds.note_held(session, ())  # the next round notes anew what the guard holds
    session.execute(update(Decision).where(Decision.document_id.in_(ids)).values({**EMPTIED}))
    session.execute(
        update(Decision).where(Decision.subject.in_(found.paths)).values({**EMPTIED, "subject": ""})
    )
    for row in session.scalars(select(Document).where(Document.id.in_(ids))):
        session.delete(row)
    session.flush()
    session.execute(delete(OriginalCheck).where(OriginalCheck.sha256.not_in(select(Version.sha256))))
    _forget_people(session, spoke)
    empty = select(Series.id).outerjoin(Document).where(Document.id.is_(None))
    session.execute(delete(Series).where(Series.id.in_(empty)))


def _beside(session: Session, paths: Collection[str]) -> set[str]:
    """Return what is passed over since it describes files of these names; a scan notes anew what is left."""
    stems = {str(PurePosixPath(path).with_suffix("")) for path in paths if path}
    called = [Place.path.startswith(f"{stem}.", autoescape=True) for stem in stems]
    skipped = select(Place.path).where(Place.state == PlaceState.SKIPPED.value, or_(false(), *called))
    return set(session.scalars(skipped))


def _forget_people(session: Session, spoke: Collection[int]) -> None:
    """Remove those who speak nowhere any more, and what was decided of their names.

    Of those who spoke nowhere before, those that staff made nothing of: they may be how an earlier
    description of the document spelled its speakers.
    """
    still = exists(select(DocumentSpeaker.person_id).where(DocumentSpeaker.person_id == Person.id))
    for person in session.scalars(select(Person).where(not_(still))):
        if person.id in spoke or (len(person.aliases) < 2 and not person.former_slugs):
            of_person = Decision.subject.in_([person.slug, *person.former_slugs])
            # A folder may be called as a person is
            not_else = (Decision.document_id.is_(None), Decision.kind != rules.DECISION)
            decided = update(Decision).where(of_person, *not_else)
            session.execute(decided.values({**EMPTIED, "subject": ""}))
            session.delete(person)


def _words(session: Session, ids: Collection[str], words: Collection[str]) -> tuple[str, ...]:
    """Return those of the words that no other document has for its title or its file's name."""
    titles = select(Document.title).where(Document.title.in_(words), Document.id.not_in(ids))
    names = select(Version.file_name).where(Version.file_name.in_(words), Version.document_id.not_in(ids))
    shared = {*session.scalars(titles), *session.scalars(names)}
    return tuple(sorted(word for word in words if word not in shared))
