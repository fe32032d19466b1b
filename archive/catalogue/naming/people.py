"""Persons: one person of several spellings (decision 7), and the addresses that lead to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session, selectinload

from archive.catalogue.naming import names
from archive.catalogue.tables import DocumentSpeaker, Person, PersonAlias


def persons_named(session: Session, spellings: Sequence[str]) -> list[Person]:
    """Return the persons that these spellings mean, in order, each once; make those that are new."""
    people: list[Person] = []
    for spelling in spellings:
        if not spelling.strip():
            continue
        person = _person(session, " ".join(spelling.split()))
        if person not in people:
            people.append(person)
    return people


def by_spelling(session: Session, spelling: str) -> Person | None:
    """Return the person that a spelling means."""
    known = session.get(PersonAlias, names.alias(spelling))
    return known.person if known else None


def by_slug(session: Session, slug: str) -> Person | None:
    """Return the person whose address this is, or was."""
    now = session.scalar(select(Person).where(Person.slug == slug))
    if now is not None:
        return now
    former = cast(Person.former_slugs, Text)
    candidates = session.scalars(select(Person).where(former.contains(f'"{slug}"', autoescape=True)))
    return next((person for person in candidates if slug in person.former_slugs), None)


def new_slug(session: Session, name: str) -> str:
    """Return an address for a name that leads, and has led, to nobody."""
    taken = set(session.scalars(select(Person.slug)))
    for former in session.scalars(select(Person.former_slugs).where(cast(Person.former_slugs, Text) != "[]")):
        taken.update(former)
    return names.slug(name, taken)


def _person(session: Session, name: str) -> Person:
    known = by_spelling(session, name)
    if known is not None:
        return known
    person = Person(slug=new_slug(session, name), name=name, former_slugs=[])
    person.aliases.append(PersonAlias(alias=names.alias(name), spelling=name))
    session.add(person)
    session.flush()
    return person


@dataclass(frozen=True, slots=True)
class Known:
    """A person as staff see one: the spellings beside the name, and how many documents in whatever state."""

    slug: str
    name: str
    spellings: tuple[str, ...]
    documents: int


def known(session: Session, q: str, first: int, count: int) -> tuple[int, tuple[Known, ...]]:
    """Return how many persons have a spelling with this text in it, and a window of them by name."""
    meant = select(PersonAlias.person_id).where(PersonAlias.alias.contains(names.alias(q), autoescape=True))
    total = session.scalar(select(func.count()).where(Person.id.in_(meant)).select_from(Person)) or 0
    speaking = (
        select(func.count()).where(DocumentSpeaker.person_id == Person.id).correlate(Person).scalar_subquery()
    )
    query = (
        select(Person, speaking)
        .where(Person.id.in_(meant))
        .order_by(func.lower(Person.name), Person.id)
        .offset(first)
        .limit(count)
        .options(selectinload(Person.aliases))
    )
    return total, tuple(_known(person, number) for person, number in session.execute(query))


def _known(person: Person, documents: int) -> Known:
    own = names.alias(person.name)
    others = [alias.spelling or alias.alias for alias in person.aliases if alias.alias != own]
    return Known(person.slug, person.name, tuple(sorted(others)), documents)
