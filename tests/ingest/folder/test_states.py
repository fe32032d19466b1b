"""Each file of the folder stands in exactly one state, which people can read."""

from datetime import timedelta

from sqlalchemy import select

from archive.catalogue.folder import ledger
from archive.catalogue.folder.status import FileStatus, status
from archive.catalogue.tables import Event
from archive.dates import now
from archive.settings import IngestSettings
from ingest.folder.reconciler import Reconciler
from tests.ingest.folder.conftest import Archive


def files(archive: Archive) -> dict[str, FileStatus]:
    with archive.catalogue.read() as session:
        found = status(session).files
    assert len({file.path for file in found}) == len(found)
    return {file.path: file for file in found}


def test_each_file_has_one_state_and_an_explanation(archive: Archive) -> None:
    archive.put("a.txt", "text")
    archive.put("kopia.txt", "text")
    archive.put("tom.pdf", "")
    archive.put("~$a.pptx", "x")
    archive.put("borta.txt", "annan text")
    archive.reconcile()
    (archive.folder / "borta.txt").unlink()
    archive.reconcile()
    settings = archive.settings.model_copy(update={"ingest": IngestSettings(settle_seconds=60)})
    archive.put("ny.txt", "bör")
    archive.put("a.txt", "text som änd")
    Reconciler(archive.catalogue, settings).run()
    labels = {path: (file.state, file.explained.label) for path, file in files(archive).items()}
    assert labels == {
        "a.txt": ("waiting", "väntar (växer ännu)"),
        "kopia.txt": ("duplicate", "dubblett av a.txt"),
        "tom.pdf": ("refused", "kunde inte läsas"),
        "~$a.pptx": ("skipped", "hoppas över"),
        "borta.txt": ("removed", "borttagen"),
        "ny.txt": ("waiting", "väntar (växer ännu)"),
    }
    archive.reconcile()
    assert files(archive)["a.txt"].explained.label == "i arkivet"


def test_a_file_that_was_growing_and_is_as_it_was_waits_no_longer(archive: Archive) -> None:
    file = archive.put("a.txt", "text")
    archive.reconcile()
    settings = archive.settings.model_copy(update={"ingest": IngestSettings(settle_seconds=60)})
    file.write_text("text")
    Reconciler(archive.catalogue, settings).run()
    assert files(archive)["a.txt"].state == "waiting"
    archive.reconcile()
    assert files(archive)["a.txt"].state == "archived"


def test_what_is_gone_stays_listed_until_it_is_pruned_and_can_come_back(archive: Archive) -> None:
    file = archive.put("a.txt", "text")
    archive.reconcile()
    document = archive.document_at("a.txt").id
    file.unlink()
    archive.reconcile()
    assert (files(archive)["a.txt"].state, files(archive)["a.txt"].document) == ("removed", document)
    archive.reconcile()
    archive.put("a.txt", "text")
    archive.reconcile()
    assert files(archive)["a.txt"].state == "archived"
    file.unlink()
    archive.reconcile()
    with archive.catalogue.write() as session:
        assert ledger.prune_removed(session, now() - timedelta(days=1)) == 0
        assert ledger.prune_removed(session, now() + timedelta(seconds=1)) == 1
    assert files(archive) == {}


def test_a_file_that_moved_is_not_listed_as_removed(archive: Archive) -> None:
    file = archive.put("a.txt", "text")
    archive.reconcile()
    file.rename(archive.folder / "b.txt")
    archive.reconcile()
    assert list(files(archive)) == ["b.txt"]


def test_the_event_log_has_each_state_with_its_time(archive: Archive) -> None:
    file = archive.put("a.txt", "text")
    archive.reconcile()
    file.unlink()
    archive.reconcile()
    with archive.catalogue.read() as session:
        logged = [e for e in session.scalars(select(Event).order_by(Event.id)) if e.kind == "place"]
    assert [event.detail["state"] for event in logged] == ["waiting", "archived", "removed"]
    assert {event.detail["place"] for event in logged} == {ledger.mark("a.txt")}
    assert all(event.at for event in logged)
