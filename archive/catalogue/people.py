"""Persons: one person of several spellings (decision 7)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import names
from archive.catalogue.tables import Person, PersonAlias


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


def _person(session: Session, name: str) -> Person:
    known = session.get(PersonAlias, names.alias(name))
    if known is not None:
        return known.person
    taken = frozenset(session.scalars(select(Person.slug)))
    person = Person(slug=names.slug(name, taken), name=name)
    person.aliases.append(PersonAlias(alias=names.alias(name)))
    session.add(person)
    session.flush()
    return person
