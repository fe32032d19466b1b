"""What is known of one document, for an archivist: every value with its origin, also what readers never see.

An export is for the authority itself. Nothing is left out of it; what is withheld is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.publication import is_visible
from archive.catalogue.tables import Decision, Document, FieldValue, PageRow, Version
from archive.catalogue.values import Origin, Statement, effective
from archive.dates import now


def record(session: Session, document: Document, files: Mapping[int, str]) -> dict[str, Any]:
    """Return a document as plain values for JSON; `files` are the paths of its originals, by version."""
    public = session.scalar(select(Document.id).where(Document.id == document.id, is_visible(now())))
    return {
        "id": document.id,
        "title": document.title,
        "description": document.description,
        "series": {"slug": document.series.slug, "name": document.series.name},
        "speakers": [
            {"slug": each.person.slug, "name": each.person.name, "aliases": _aliases(each.person.aliases)}
            for each in document.speakers
        ],
        "organisations": [each.name for each in document.organisations],
        "date": document.date,
        "language": document.language,
        "format": document.format,
        "link": document.link,
        "source": document.source,
        "sample": document.sample,
        "version": document.version,
        "joined_to": document.joined_to,
        "format_of": document.format_of,
        "created_at": _time(document.created_at),
        "changed_at": _time(document.changed_at),
        "published_at": _time(document.published_at),
        "public": public is not None,
        "withheld": withheld(document),
        "values": _values(session, document),
        "versions": [_version(each, files.get(each.number, "")) for each in document.versions],
        "history": _history(session, document),
    }


def withheld(document: Document) -> dict[str, Any]:
    """Return what keeps a document, or parts of it, from readers; empty where nothing is said."""
    said = {
        "withdrawn_at": _time(document.withdrawn_at),
        "taken_down_at": _time(document.taken_down_at),
        "held_at": _time(document.held_at),
        "held_for": list(document.held_for),
        "visibility": document.visibility if document.visibility != "public" else "",
        "embargo_until": _time(document.embargo_until),
        "publish_notes": document.publish_notes,
        "publish_hidden_slides": document.publish_hidden_slides,
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _values(session: Session, document: Document) -> list[dict[str, Any]]:
    order = (FieldValue.field, FieldValue.origin)
    rows = list(
        session.scalars(select(FieldValue).where(FieldValue.document_id == document.id).order_by(*order))
    )
    winning = effective(Statement(row.field, Origin(row.origin), row.value, row.detail) for row in rows)
    return [
        {
            "field": row.field,
            "origin": row.origin,
            "value": row.value,
            "detail": row.detail,
            "set_at": _time(row.set_at),
            "counts": winning[row.field].origin == row.origin,
        }
        for row in rows
    ]


def _version(version: Version, file: str) -> dict[str, Any]:
    return {
        "number": version.number,
        "file": file,
        "sha256": version.sha256,
        "size": version.size,
        "format": version.format,
        "file_name": version.file_name,
        "file_modified_at": _time(version.file_modified_at),
        "added_at": _time(version.added_at),
        "outcome": version.outcome,
        "reason": version.reason,
        "reader": version.reader,
        "page_count": version.page_count,
        "counts": version.counts,
        "embedded": version.embedded,
        "outline": version.outline,
        "withheld": version.withheld,
        "warnings": version.warnings,
        "attachments": version.attachments,
        "pages": [_page(page) for page in version.pages],
    }


def _page(page: PageRow) -> dict[str, Any]:
    return {
        "number": page.number,
        "label": page.label,
        "title": page.title,
        "language": page.language,
        "hidden": page.hidden,
        "notes": page.notes,
        "comments": page.comments,
        "remarks": page.remarks,
        "part": page.part,
        "links": page.links,
        "coverage": page.coverage,
    }


def _history(session: Session, document: Document) -> list[dict[str, Any]]:
    query = select(Decision).where(Decision.document_id == document.id).order_by(Decision.id)
    return [
        {
            "at": _time(row.at),
            "by": row.by,
            "kind": row.kind,
            "subject": row.subject,
            "before": row.before,
            "after": row.after,
            "undone_at": _time(row.undone_at),
            "undone_by": row.undone_by,
        }
        for row in session.scalars(query)
    ]


def _aliases(aliases: Iterable[Any]) -> list[str]:
    return sorted(each.spelling or each.alias for each in aliases)


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
