"""Persons as staff put them right: another name, further spellings, one person of two, and back.

Each function records its decision and lets the documents concerned follow. The subject of a decision
is the person's address (slug) at the time. What is said of a document keeps names as they were spelled,
so undoing needs no more than to give the spellings back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.naming import names, people
from archive.catalogue.staff import decisions, requests
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.tables import Document, DocumentSpeaker, FieldValue, Person, PersonAlias

RENAMED = "person-name"
"""Before and after are ``{"name", "slug"}``."""

ALIAS = "person-alias"
"""A spelling given to a person (after) or taken away (before), ``{"spelling"}``."""

MERGED = "person-merge"
"""The person that went into another (before), or came out of it again (after), as :func:`_packed` says."""

KINDS = (RENAMED, ALIAS, MERGED)

_GONE = "Personen finns inte längre."
_CHANGED = "Personen har ändrats sedan dess. Ångra det som hände senare först."


def rename(session: Session, by: str, person: Person, name: str) -> int | None:
    """Call a person otherwise; the old name is a spelling from now on, the old address leads on.

    Returns the decision's number, None where nothing changes. A name that means somebody else is
    for :func:`merge`; it must not come here.
    """
    if name == person.name:
        return None
    before = {"name": person.name, "slug": person.slug}
    person.name = name
    _add_alias(person, name)
    if names.slug(name) != names.slug(before["name"]):
        _move(session, person, people.new_slug(session, name))
    _touch(session, by, _documents(session, person))
    after = {"name": person.name, "slug": person.slug}
    return decisions.record(session, by, RENAMED, subject=before["slug"], before=before, after=after)


def add_alias(session: Session, by: str, person: Person, spelling: str) -> int | None:
    """Let a spelling that means nobody else mean this person; None where it does so already."""
    if people.by_spelling(session, spelling) is not None:
        return None
    _add_alias(person, spelling)
    session.flush()
    return decisions.record(session, by, ALIAS, subject=person.slug, after={"spelling": spelling})


def remove_alias(session: Session, by: str, person: Person, spelling: str) -> int | None:
    """Take a spelling from a person: what it stands in is by somebody else. None where it cannot be.

    The person's own name is a spelling that cannot be taken.
    """
    kept = names.alias(spelling)
    row = session.get(PersonAlias, kept)
    if row is None or row.person_id != person.id or kept == names.alias(person.name):
        return None
    before = {"spelling": row.spelling or row.alias}
    concerned = _spelled(session, person, {kept})
    person.aliases.remove(row)
    _follow(session, by, concerned)
    return decisions.record(session, by, ALIAS, subject=person.slug, before=before)


def merge(session: Session, by: str, kept: Person, gone: Person) -> int | None:
    """Make one person of two: all spellings, documents and addresses of `gone` are those of `kept`."""
    if kept.id == gone.id:
        return None
    before = _packed(gone)
    _take_in(session, by, kept, gone)
    return decisions.record(session, by, MERGED, subject=kept.slug, before=before)


def undo_rename(session: Session, decided: Decided, by: str) -> str:
    """Give a person the former name and address back."""
    person = people.by_slug(session, decided.after["slug"])
    if person is None:
        return _GONE
    former = decided.before["slug"]
    means = people.by_spelling(session, decided.before["name"]) or person
    if person.name != decided.after["name"] or means is not person:
        return _CHANGED
    if people.by_slug(session, former) is not person:
        return _CHANGED
    person.name = decided.before["name"]
    _add_alias(person, person.name)
    if person.slug != former:
        _move(session, person, former)
    _touch(session, by, _documents(session, person))
    decisions.record(
        session, by, RENAMED, subject=decided.after["slug"], before=decided.after, after=decided.before
    )
    return ""


def undo_alias(session: Session, decided: Decided, by: str) -> str:
    """Give a spelling back, or take it away again."""
    person = people.by_slug(session, decided.subject)
    if person is None:
        return _GONE
    if decided.after is not None:
        done = remove_alias(session, by, person, decided.after["spelling"])
        return "" if done is not None else _CHANGED
    spelling = decided.before["spelling"]
    other = people.by_spelling(session, spelling)
    if other is not None and other is not person:
        if {alias.alias for alias in other.aliases} != {names.alias(spelling)}:
            return _CHANGED
        _take_in(session, by, person, other)  # made of this spelling alone when it was taken away
        decisions.record(session, by, ALIAS, subject=person.slug, after={"spelling": spelling})
    else:
        add_alias(session, by, person, spelling)
    return ""


def undo_merge(session: Session, decided: Decided, by: str) -> str:
    """Make two persons again of one, or one of two where that was undone before."""
    person = people.by_slug(session, decided.subject)
    if person is None:
        return _GONE
    if decided.after is not None:
        other = people.by_slug(session, decided.after["slug"])
        if other is None or other is person:
            return _CHANGED
        merge(session, by, person, other)
        return ""
    split = _unpacked(decided.before)
    if not _can_split(person, decided.before):
        return _CHANGED
    concerned = _spelled(session, person, {alias for alias, _ in decided.before["aliases"]})
    spelled = {alias.alias: alias for alias in person.aliases}
    person.former_slugs = [s for s in person.former_slugs if s not in {split.slug, *split.former_slugs}]
    session.add(split)
    for alias, _ in decided.before["aliases"]:
        spelled[alias].person = split
    _follow(session, by, concerned)
    decisions.record(session, by, MERGED, subject=person.slug, after=decided.before)
    return ""


def _can_split(person: Person, packed: Mapping[str, Any]) -> bool:
    """Tell whether a person still has what came of another, and keeps a name without it."""
    own = {alias.alias for alias in person.aliases}
    theirs = {alias for alias, _ in packed["aliases"]}
    return packed["slug"] in person.former_slugs and theirs <= own and names.alias(person.name) not in theirs


def _take_in(session: Session, by: str, kept: Person, gone: Person) -> None:
    concerned = _documents(session, gone)
    for alias in list(gone.aliases):
        alias.person = kept
    kept.former_slugs = [*kept.former_slugs, *(s for s in (gone.slug, *gone.former_slugs) if s != kept.slug)]
    session.flush()
    _follow(session, by, concerned)
    session.refresh(gone)
    session.delete(gone)
    session.flush()


def _packed(person: Person) -> dict[str, Any]:
    """Return a person as a decision keeps one."""
    aliases = sorted((alias.alias, alias.spelling) for alias in person.aliases)
    return {
        "slug": person.slug,
        "name": person.name,
        "former_slugs": list(person.former_slugs),
        "aliases": [list(alias) for alias in aliases],
    }


def _unpacked(packed: Mapping[str, Any]) -> Person:
    return Person(slug=packed["slug"], name=packed["name"], former_slugs=list(packed["former_slugs"]))


def _add_alias(person: Person, spelling: str) -> None:
    kept = names.alias(spelling)
    if all(alias.alias != kept for alias in person.aliases):
        person.aliases.append(PersonAlias(alias=kept, spelling=spelling))


def _move(session: Session, person: Person, slug: str) -> None:
    """Give a person another address; the present one leads on to it."""
    former = [known for known in person.former_slugs if known != slug]
    person.former_slugs, person.slug = [*former, person.slug], slug
    session.flush()


def _documents(session: Session, person: Person) -> list[Document]:
    """Return every document that a person speaks in."""
    speaking = select(DocumentSpeaker.document_id).where(DocumentSpeaker.person_id == person.id)
    return list(session.scalars(select(Document).where(Document.id.in_(speaking)).order_by(Document.id)))


def _spelled(session: Session, person: Person, spellings: Collection[str]) -> list[Document]:
    """Return those of a person's documents of which somebody says the name in one of these spellings."""
    said = (
        select(FieldValue.document_id, FieldValue.value)
        .join(DocumentSpeaker, DocumentSpeaker.document_id == FieldValue.document_id)
        .where(FieldValue.field == "speakers", DocumentSpeaker.person_id == person.id)
    )
    found = {
        document
        for document, speakers in session.execute(said)
        if any(names.alias(speaker) in spellings for speaker in speakers)
    }
    return [document for document in _documents(session, person) if document.id in found]


def _follow(session: Session, by: str, documents: Iterable[Document]) -> None:
    """Let documents name those whom their spellings mean now."""
    session.flush()
    for document in documents:
        store.reapply(session, document)
    requests.ask(session, by, requests.FOLLOW)


def _touch(session: Session, by: str, documents: Iterable[Document]) -> None:
    for document in documents:
        store.touch(document)
    session.flush()
    requests.ask(session, by, requests.FOLLOW)
