"""Whether a document waits for staff before readers see it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.staff.publication.rules import needs_review
from archive.catalogue.staff.publication.warned import Kind
from archive.catalogue.tables import Decision, Document
from archive.dates import now
from archive.settings import PublishSettings

REVIEW = "review"
"""Held by the rule of its folder; other reasons are kinds of warnings, and :data:`STAFF`."""

STAFF = "staff"
"""Held by staff themselves."""

RELEASE, HOLD = "publish", "hold"
"""Kinds of decisions; `after` of a release tells version and sha256 of what was looked at."""


def reasons(
    path: str, warned: Iterable[Kind], rules: Mapping[str, bool], settings: PublishSettings
) -> tuple[str, ...]:
    """Return why what arrives at a path is held; nothing where it is published at once."""
    kinds = set(warned)
    by_rule = (REVIEW,) if needs_review(path, rules, settings.review) else ()
    return (*by_rule, *(kind.value for kind in Kind if kind in kinds and kind.value in settings.hold))


def hold(document: Document, codes: Iterable[str]) -> bool:
    """Hold a document for these reasons beside those it has; tell whether that is new. Raises no revision."""
    wanted = [*document.held_for, *(code for code in codes if code not in document.held_for)]
    if wanted == document.held_for:
        return False
    document.held_for = wanted
    document.held_at = document.held_at or now()
    return True


def is_released(session: Session, document_id: str, sha256: str) -> bool:
    """Tell whether staff have released a document with just these bytes."""
    query = select(Decision.after).where(
        Decision.document_id == document_id, Decision.kind == RELEASE, Decision.undone_at.is_(None)
    )
    return any(after.get("sha256") == sha256 for after in session.scalars(query))
