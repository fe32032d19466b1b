"""Facets as they are shown: each value that the engine counted, with its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.catalogue import publication, tables
from archive.catalogue.naming import people
from archive.dates import now
from search.engine import FACETS, Answer, FacetCount
from search.results import FacetValue, Request

_FIXED_LABELS = {
    "format": {
        "pdf": "PDF",
        "pptx": "PowerPoint",
        "ppt": "PowerPoint 97–2003",
        "odp": "OpenDocument-presentation",
        "docx": "Word",
        "odt": "OpenDocument-text",
        "txt": "Text",
        "link": "Länk",
    },
    "sprak": {"sv": "svenska", "en": "engelska"},
    "ar": {"odaterad": "odaterad"},
}
_NAMES: Mapping[str, Select[str, str]] = {
    "serie": select(tables.Series.slug, tables.Series.name).join(
        tables.Document, tables.Document.series_id == tables.Series.id
    ),
    "talare": select(tables.Person.slug, tables.Person.name)
    .join(tables.DocumentSpeaker, tables.DocumentSpeaker.person_id == tables.Person.id)
    .join(tables.Document, tables.Document.id == tables.DocumentSpeaker.document_id),
    "organisation": select(tables.DocumentOrganisation.slug, tables.DocumentOrganisation.name).join(
        tables.Document, tables.Document.id == tables.DocumentOrganisation.document_id
    ),
}


def at_present(session: Session, request: Request) -> Request:
    """Return a request that names each person by the present address, so that old links still narrow.

    The present one is not told of somebody who speaks in withheld documents alone.
    """
    asked = request.facets.get("talare", ())
    persons = {slug: people.by_slug(session, slug) for slug in asked}
    now_called = {slug: person.slug for slug, person in persons.items() if person and person.slug != slug}
    if not now_called:
        return request
    told = labels(session, "talare", now_called.values())
    slugs = (now_called[slug] if now_called.get(slug) in told else slug for slug in asked)
    return replace(request, facets={**request.facets, "talare": tuple(dict.fromkeys(slugs))})


def facets(
    session: Session, answer: Answer, chosen: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[FacetValue, ...]]:
    """Return every facet with its values; those that are chosen stay where they would find nothing."""
    return {name: _facet(session, name, answer, chosen.get(name, ())) for name in FACETS}


def _facet(session: Session, name: str, answer: Answer, chosen: Iterable[str]) -> tuple[FacetValue, ...]:
    """Return the values of a facet; one that is chosen stays, also where it would find nothing."""
    selected = frozenset(chosen)
    counts = answer.facets[name]
    names = labels(session, name, counts.keys() | selected)
    none = FacetCount(0, 0)
    values = [
        FacetValue(value, names.get(value, value), counts.get(value, none).documents, value in selected)
        for value in counts.keys() | selected
    ]
    if name == "ar":
        years = sorted((v for v in values if v.value.isdecimal()), key=lambda v: v.value, reverse=True)
        return (*years, *sorted((v for v in values if not v.value.isdecimal()), key=lambda v: v.value))
    return tuple(sorted(values, key=lambda v: (-v.count, v.label.casefold(), v.value)))


def labels(session: Session, name: str, values: Iterable[str]) -> Mapping[str, str]:
    """Return how values of a facet are called, of those that a document to read carries.

    A name that stands on withheld documents alone is not told to who guesses its slug.
    """
    if name in _FIXED_LABELS:
        return _FIXED_LABELS[name]
    query = _NAMES[name].where(publication.is_visible(now())).distinct()
    slug = query.selected_columns[0]
    return {row[0]: row[1] for row in session.execute(query.where(slug.in_(sorted(values))))}
