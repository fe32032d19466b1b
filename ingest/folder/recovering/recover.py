"""Making documents anew from the originals and the ids beside them, where the catalogue has none.

Every version is read again and gets its number; what the folder still holds is then found there as after
any absence, described by what stands beside it, and shown. What staff decided and corrected was in
the catalogue alone: documents that readers could not see when it was lost are held for review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, store
from archive.catalogue.folder import events, facts
from archive.catalogue.staff.publication.holding import REVIEW, hold
from archive.catalogue.tables import Document, Version
from archive.dates import now
from archive.folder.outcomes import Outcome
from archive.kept.ids import beside
from archive.kept.ids.beside import Known
from archive.kept.originals import Originals
from archive.purging.purged import PurgedList
from archive.settings import Settings
from ingest.describe import describe
from ingest.describe.descriptors import Descriptors
from ingest.describe.warnings import find
from ingest.folder.applying.arriving import held_for
from ingest.folder.applying.intake import content_of, limits_of
from ingest.folder.recovering.together import join_again
from ingest.sandbox import Reading, read_files

log = structlog.get_logger("ingest.folder")

_GOES_ON = "recovering"  # the fact that a recovery was begun and not finished


def recover(catalogue: Catalogue, settings: Settings, look: Callable[[str], None] = lambda _: None) -> int:
    """Make every document anew that ids beside originals tell of; return how many versions were read.

    Does nothing where the catalogue has documents, unless a recovery of it was interrupted. Nothing that was
    removed for good comes back. `look` may raise to end it between two files. Needs the writer's lock.
    """
    with catalogue.read() as session:
        begun = facts.get(session, _GOES_ON)
        if not begun and session.scalar(select(func.count()).select_from(Document)):
            return 0
    originals = Originals(settings.archive.data)
    known = _not_removed(beside.read(originals), PurgedList(settings.archive.data))
    if not known:
        return 0
    log.warning("the catalogue has no documents, and is made anew from originals and ids", count=len(known))
    with catalogue.write() as session:
        facts.put(session, _GOES_ON, "yes")
    count = sum(_read(catalogue, settings, ranked, look) for ranked in _by_version(known))
    with catalogue.write() as session:
        join_again(session, [each for _, each in known])
        facts.put(session, _GOES_ON, "")
    return count


def _not_removed(known: Iterable[tuple[str, Known]], listed: PurgedList) -> list[tuple[str, Known]]:
    removed = listed.documents().values()
    ids = {document for purged in removed for document in (purged.document, *purged.also)}
    hashes = {sha256 for purged in removed for sha256 in purged.hashes}
    return [
        (sha256, each)
        for sha256, each in known
        if sha256 not in hashes and not ids.intersection({each.document, *(id_ for id_, _ in each.then)})
    ]


def _by_version(known: Iterable[tuple[str, Known]]) -> list[Mapping[str, list[Known]]]:
    """Return first versions, then second ones …: each a number of documents by their bytes."""
    ranks: dict[int, dict[str, list[Known]]] = defaultdict(lambda: defaultdict(list))
    for sha256, each in known:
        ranks[each.version][sha256].append(each)
    return [ranks[number] for number in sorted(ranks)]


def _read(
    catalogue: Catalogue, settings: Settings, known: Mapping[str, list[Known]], look: Callable[[str], None]
) -> int:
    """Read originals and archive each under its ids; what an interrupted recovery did is left as it is."""
    originals = Originals(settings.archive.data)
    with catalogue.read() as session:
        rows = session.execute(select(Version.document_id, Version.number)).all()
    done = {(document, number) for document, number in rows}
    waiting = {
        originals.path(sha256): left
        for sha256, each in known.items()
        if (left := [one for one in each if (one.document, one.version) not in done])
    }

    def name_of(path: Path) -> str:
        return waiting[path][0].name

    limits = limits_of(settings)
    for path, reading in read_files(waiting, limits, settings.ingest.workers, name_of):
        for each in waiting[path]:
            look(each.source)
            with catalogue.write() as session:
                _archive(session, settings, path, each, reading)
    return len(waiting)


def _archive(session: Session, settings: Settings, path: Path, known: Known, reading: Reading) -> None:
    """Write one version as it was known; withdrawn, until the folder is seen to hold it."""
    if not reading.outcome.archived:  # it was archived once, so its document is; its pages are not
        reading = Reading(Outcome.PARTIAL, f"cannot be read any more: {reading.reason}", reading.format)
    about = path.stat()
    modified_at = datetime.fromtimestamp(about.st_mtime, UTC)
    content = content_of(path.name, about.st_size, known.name, modified_at, reading)
    statements = describe(known.source or known.name, reading.summary, reading.pages, Descriptors())
    title = next((str(each.value) for each in statements if each.field == "title"), "")
    warned = find(known.name, [title], reading.pages)
    document = session.get(Document, known.document)
    if document is None:
        cited = (known.document, known.version)
        document = store.add_document(session, content, known.source, statements, (), cited)
    else:
        document.version = known.version - 1
        store.add_version(session, document, content, known.source, statements)
    hold(document, held_for(session, known.source, path.name, warned, settings.publish))
    if known.withheld:
        hold(document, [REVIEW])
    version = session.scalars(
        select(Version).where(Version.document_id == document.id, Version.number == known.version)
    ).one()
    version.added_at = datetime.fromisoformat(known.added_at)
    document.created_at = datetime.fromisoformat(known.created_at)
    document.published_at = datetime.fromisoformat(known.published_at) if known.published_at else None
    document.withdrawn_at = now()
    events.record(session, "added", document.id, version=known.version, outcome=reading.outcome.value)
