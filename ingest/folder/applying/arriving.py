"""Whether what arrives is held for staff: decided when it is archived, or leaves *_ej publicerat*."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.staff.publication import holding, rules, warned
from archive.catalogue.staff.publication.warned import Warned
from archive.catalogue.tables import Document, Version
from archive.folder.unpublished import is_unpublished
from archive.settings import PublishSettings


def held_for(
    session: Session,
    path: str,
    sha256: str,
    warnings: Iterable[Warned],
    settings: PublishSettings,
    document: str | None = None,
) -> tuple[str, ...]:
    """Return why a file is held, nothing where it is published at once or staff have released these bytes.

    What stands in *_ej publicerat* waits for nobody: it is looked at when it is moved out.
    """
    if is_unpublished(path) or (document and holding.is_released(session, document, sha256)):
        return ()
    kinds = [warning.kind for warning in warnings]
    return holding.reasons(path, kinds, rules.all_rules(session), settings)


def hold_what_comes_out(session: Session, document: Document, path: str, settings: PublishSettings) -> bool:
    """Hold a document that moves out of *_ej publicerat* to a path, where there is a reason; tell if so."""
    if not is_unpublished(document.source) or is_unpublished(path):
        return False
    latest = select(Version).where(Version.document_id == document.id, Version.number == document.version)
    version = session.scalars(latest).one()
    found = warned.unpack(version.warnings)
    return holding.hold(document, held_for(session, path, version.sha256, found, settings, document.id))
