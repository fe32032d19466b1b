"""Where the archive stands in numbers, for whoever watches it and wants to be woken.

In Prometheus' text format, by prometheus-client. Times are in seconds since 1970, so that an alert
rule says how old is too old.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.checks import CheckKind, last
from archive.catalogue.folder import rounds
from archive.catalogue.folder.status import pending
from archive.catalogue.publication import is_listed
from archive.catalogue.tables import Document, Job, Notice, Place
from archive.dates import now
from archive.folder.outcomes import PlaceState
from archive.settings import Settings

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4


def metrics(catalogue: Catalogue, settings: Settings) -> str:
    """Return every metric as text."""
    registry = CollectorRegistry()
    registry.register(_Archive(catalogue, settings))
    return generate_latest(registry).decode()


class _Archive(Collector):
    """Asked when somebody looks; nothing is counted in between."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue = catalogue
        self._settings = settings

    def collect(self) -> Iterator[Metric]:
        """Yield every metric as it is just now."""
        with self._catalogue.read() as session:
            yield from _contents(session)
            yield from _folder(session)
            yield from _checks(session)
        free = shutil.disk_usage(self._settings.archive.data).free
        yield _gauge("free_disk_bytes", "Free on the disk of archive.data", free)
        least = self._settings.ingest.min_free_mb << 20
        yield _gauge("least_free_disk_bytes", "Below which reading pauses (ingest.min_free_mb)", least)


def _contents(session: Session) -> Iterator[Metric]:
    documents, pages = session.execute(
        select(func.count(), func.coalesce(func.sum(Document.page_count), 0)).where(is_listed(now()))
    ).one()
    yield _gauge("documents", "Documents that readers can find", documents)
    yield _gauge("pages", "Pages of these", pages)
    yield _gauge(
        "pending_documents", "Documents that the index does not hold as they now are", pending(session)
    )
    jobs = session.execute(select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state))
    yield _labelled("jobs", "Slow work on single pages", ("kind", "state"), jobs.all())


def _folder(session: Session) -> Iterator[Metric]:
    counted = dict(session.execute(select(Place.state, func.count()).group_by(Place.state)).all())
    rows = [(state.value, counted.get(state.value, 0)) for state in PlaceState]
    yield _labelled("files", "Files of the folder by state", ("state",), rows)
    notices = session.scalar(select(func.count()).select_from(Notice)) or 0
    yield _gauge("notices", "What holds the service up just now, or needs a look", notices)
    held = rounds.held(session).total
    yield _gauge("held_files", "Files that the guard holds for somebody to confirm", held)
    yield from _time("last_scan", "When the folder was last looked through", rounds.looked(session))


def _checks(session: Session) -> Iterator[Metric]:
    for kind in CheckKind:
        done = last(session, kind, whole=True)
        yield from _time(f"last_{kind}", f"When the last whole {kind} ended", done.ended_at if done else None)
    found = last(session, CheckKind.VERIFY)
    if found:
        yield _gauge("verify_wrong", "What the last verify found wrong", found.wrong)


def _time(name: str, what: str, moment: datetime | None) -> Iterator[Metric]:
    """Yield a moment; 0 where there was none, so that an alert for its age fires."""
    yield _gauge(f"{name}_timestamp_seconds", what, moment.timestamp() if moment else 0)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"helixarkiv_{name}", what, value=value)


def _labelled(name: str, what: str, labels: tuple[str, ...], rows: Iterable[Sequence[Any]]) -> Metric:
    family = GaugeMetricFamily(f"helixarkiv_{name}", what, labels=labels)
    for *values, count in rows:
        family.add_metric(list(values), count)
    return family
