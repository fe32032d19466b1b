"""A refused file is read again when there is a reason, and never in a loop."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.catalogue.folder import ledger
from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.catalogue.staff import requests
from archive.folder.outcomes import Outcome, PlaceState
from archive.settings import IngestSettings
from ingest.folder.applying import retrying
from ingest.folder.applying.retrying import PAUSES, due, readers, refusal
from ingest.folder.reconciler import Reconciler
from ingest.readers.reading import Limits
from ingest.sandbox import Reading
from tests.ingest.folder.conftest import Archive

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
REFUSED = Entry("a", Fingerprint(1, 1, 1), "ab", "", PlaceState.REFUSED, outcome="timed-out", reader="r")


def test_what_was_refused_for_want_of_time_is_tried_a_few_times_with_growing_pauses() -> None:
    moment, before, pauses = NOON, None, []
    while (now := refusal(REFUSED, before, moment, passing=True)).retry_at:
        pauses.append(now.retry_at - moment)
        assert not due({"a": now}, "r", moment)
        assert due({"a": now}, "r", now.retry_at) == {"a"}
        moment, before = now.retry_at, now
    assert tuple(pauses) == PAUSES
    assert now.tries == len(PAUSES) + 1


def test_what_is_broken_is_not_tried_again_by_itself() -> None:
    assert refusal(REFUSED, None, NOON, passing=False).retry_at is None


def test_other_bytes_and_other_readers_begin_anew() -> None:
    third = replace(REFUSED, tries=3, retry_at=NOON)
    assert refusal(replace(REFUSED, sha256="cd"), third, NOON, passing=True).tries == 1
    assert refusal(replace(REFUSED, reader="s"), third, NOON, passing=True).tries == 1
    assert due({"a": third}, "s", NOON - timedelta(days=1)) == {"a"}


def test_a_clock_that_is_put_back_postpones_nothing_for_long() -> None:
    ahead = replace(REFUSED, retry_at=NOON + timedelta(days=4000))
    assert due({"a": ahead}, "r", NOON) == {"a"}


def test_limits_are_part_of_what_reads() -> None:
    assert readers(Limits()) != readers(Limits(file_bytes=1))
    assert "pypdfium2" in readers(Limits())


def test_a_better_reader_reads_what_was_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.put("a.pdf", "")
    archive.put("kopia.pdf", "")
    assert len(archive.reconcile().refused) == 2
    assert archive.reconcile().refused == []
    monkeypatch.setattr(retrying, "readers", lambda _limits: "better")
    assert [refused.path for refused in archive.reconcile().refused] == ["a.pdf", "kopia.pdf"]
    assert archive.reconcile().refused == []


def test_a_higher_limit_reads_what_was_too_large(archive: Archive) -> None:
    archive.put("a.txt", "ord " * 500_000)
    ingest = IngestSettings(settle_seconds=0, max_file_mb=1)
    settings = archive.settings.model_copy(update={"ingest": ingest})
    assert Reconciler(archive.catalogue, settings).run().refused
    assert archive.reconcile().added == 1


def test_staff_can_ask(archive: Archive) -> None:
    archive.put("a.pdf", "")
    archive.reconcile()
    with archive.catalogue.write() as session:
        first = requests.ask(session, "eva", requests.RETRY, "a.pdf")
        assert requests.ask(session, "bo", requests.RETRY, "a.pdf") == first
        requests.ask(session, "eva", requests.RETRY, "b.pdf")
    assert len(archive.reconcile().refused) == 1
    with archive.catalogue.read() as session:
        assert requests.waiting(session) == ()
    assert archive.reconcile().refused == []
    assert len(Reconciler(archive.catalogue, archive.settings).run(retry=True).refused) == 1


def test_a_refusal_for_want_of_memory_is_noted_with_its_next_try(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    scarce = Reading(Outcome.TOO_LARGE, "the machine ran out of memory while it was read", passing=True)
    archive.put("a.txt", "text")
    with monkeypatch.context() as patched:
        patched.setattr("ingest.sandbox.many.read_file", lambda *_: scarce)
        archive.reconcile()
    entry = archive.entry("a.txt")
    assert (entry.state, entry.tries) == (PlaceState.REFUSED, 1)
    assert entry.retry_at is not None
    with archive.catalogue.write() as session:
        ledger.put(session, replace(entry, retry_at=entry.retry_at - PAUSES[0]))
    assert archive.reconcile().added == 1
