"""What happens on a share: copies that pause, names spelt otherwise, mounts that go, clocks that jump."""

import shutil
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import pytest

from archive.catalogue.folder import events
from archive.catalogue.folder.ledger import Fingerprint
from archive.folder.outcomes import PlaceState
from ingest.folder.reconciler import Reconciler
from ingest.folder.scanning.settling import Settling
from ingest.folder.scanning.wholeness import looks_whole
from tests.ingest.folder.conftest import Archive

NFC, NFD = "\u00e5tg\u00e4rd.txt", "a\u030atga\u0308rd.txt"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock of the wall and one that only goes forward, both of which a test sets."""
    told = SimpleNamespace(wall=1000.0, steady=50.0)
    fake = SimpleNamespace(time=lambda: told.wall, monotonic=lambda: told.steady)
    monkeypatch.setattr("ingest.folder.scanning.settling.time", fake)
    return told


def written(at: float, size: int = 1) -> Fingerprint:
    return Fingerprint(size, int(at * 1e9), int(at * 1e9))


def test_a_copy_that_pauses_is_waited_for_as_long_as_it_looks_cut_off(clock: SimpleNamespace) -> None:
    settling = Settling(2.0, patience=600)
    assert not settling.is_settled("a.pdf", written(1000), lambda: False)
    clock.wall, clock.steady = 1001, 51
    assert not settling.is_settled("a.pdf", written(1001, 2), lambda: False)
    clock.wall, clock.steady = 1300, 350
    assert not settling.is_settled("a.pdf", written(1001, 2), lambda: False)
    assert settling.is_settled("a.pdf", written(1001, 2), lambda: True)
    clock.steady = 652
    assert settling.is_settled("a.pdf", written(1001, 2), lambda: False), "it does not wait for ever"


def test_a_file_that_never_grew_does_not_wait_for_its_end(clock: SimpleNamespace) -> None:
    assert Settling(2.0, patience=600).is_settled("a.pdf", written(990), lambda: False)


def test_a_clock_that_jumps_back_makes_a_file_wait_the_set_time(
    clock: SimpleNamespace,
) -> None:
    settling = Settling(2.0)
    clock.wall = 400  # ten minutes back: the file seems to come from the future
    assert not settling.is_settled("a", written(1000))
    clock.wall, clock.steady = 403, 53
    assert settling.is_settled("a", written(1000))


@pytest.mark.parametrize(
    ("name", "data", "whole"),
    [
        ("a.pdf", b"%PDF-1.7 ... %%EOF\n", True),
        ("a.pdf", b"%PDF-1.7 ... endobj", False),
        ("a.PPTX", b"PK\x03\x04...PK\x05\x06" + bytes(18), True),
        ("a.pptx", b"PK\x03\x04...", False),
        ("a.txt", b"text", True),
        ("a.txt", b"", False),
        ("a.txt", b"text" * 2000 + bytes(5000), False),
    ],
)
def test_what_is_cut_off_is_told_by_its_end(tmp_path: Path, name: str, data: bytes, whole: bool) -> None:
    (tmp_path / name).write_bytes(data)
    assert looks_whole(tmp_path / name) == whole


@pytest.mark.parametrize(("before", "after"), [(NFC, NFD), (NFD, NFC), ("Fil.txt", "fil.TXT")])
@pytest.mark.parametrize("edited", [False, True])
def test_another_spelling_of_a_name_is_the_same_document(
    archive: Archive, before: str, after: str, edited: bool
) -> None:
    file = archive.put(before, "text")
    archive.reconcile()
    document = archive.document_at(before).id
    file.rename(archive.folder / after)
    if edited:
        archive.put(after, "ny text")
    report = archive.reconcile()
    assert (report.withdrawn, report.added) == (0, 0)
    found = archive.document_at(after)
    assert (found.id, found.source, found.version) == (document, after, 2 if edited else 1)
    assert archive.reconcile().unchanged == 1


def test_another_spelling_that_cannot_be_read_leaves_the_older_version(archive: Archive) -> None:
    file = archive.put("Fil.txt", "text")
    archive.reconcile()
    document = archive.document_at("Fil.txt").id
    file.unlink()
    archive.put("fil.txt", "")
    assert (len(archive.reconcile().refused), archive.reconcile().withdrawn) == (1, 0)
    assert archive.document_at("fil.txt").id == document


def test_two_spellings_side_by_side_are_two_documents(archive: Archive) -> None:
    archive.put(NFC, "ett")
    archive.put(NFD, "två")
    assert archive.reconcile().added == 2
    assert archive.document_at(NFC).id != archive.document_at(NFD).id


def test_a_copy_through_a_temporary_name_is_read_once_it_has_its_own(archive: Archive) -> None:
    archive.put("a.pdf.filepart", "hal")
    assert archive.reconcile().added == 0
    assert archive.entry("a.pdf.filepart").state == PlaceState.SKIPPED
    (archive.folder / "a.pdf.filepart").unlink()
    archive.put("a.txt", "hel")
    assert archive.reconcile().added == 1


def test_a_file_that_is_emptied_before_it_is_written_anew_keeps_its_document(archive: Archive) -> None:
    file = archive.put("a.txt", "ett")
    archive.reconcile()
    document = archive.document_at("a.txt")
    file.write_text("")
    archive.reconcile()
    assert archive.document(document.id) == document
    file.write_text("två")
    assert archive.reconcile().changed == 1
    assert archive.document_at("a.txt").id == document.id


def test_an_empty_folder_in_the_place_of_the_share_withdraws_nothing(archive: Archive) -> None:
    archive.put("a.txt", "text")
    archive.reconcile()
    share = archive.folder.rename(archive.folder.with_name("share"))
    archive.folder.mkdir()
    report = archive.reconcile()
    assert report.withdrawn == 0
    assert "is its share mounted?" in report.held
    archive.folder.rmdir()
    share.rename(archive.folder)
    assert archive.reconcile().held == ""
    shutil.rmtree(archive.folder)
    archive.folder.mkdir()
    assert archive.reconcile(confirm_withdraw=True).withdrawn == 1


def test_the_whole_folder_moved_elsewhere_is_the_same_archive(archive: Archive, tmp_path: Path) -> None:
    archive.put("I/a.txt", "text")
    archive.reconcile()
    before = archive.document_at("I/a.txt")
    shutil.copytree(archive.folder, tmp_path / "elsewhere")
    section = archive.settings.archive.model_copy(update={"folder": tmp_path / "elsewhere"})
    settings = archive.settings.model_copy(update={"archive": section})
    report = Reconciler(archive.catalogue, settings).run()
    assert (report.added, report.changed, report.moved, report.withdrawn) == (0, 0, 0, 0)
    assert archive.document_at("I/a.txt") == before


def test_with_little_free_space_reading_pauses_and_says_so(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put("gammal.txt", "gammal")
    archive.reconcile()
    (archive.folder / "gammal.txt").rename(archive.folder / "flyttad.txt")
    archive.put("ny.txt", "ny")
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as patched:
        patched.setattr("ingest.folder.applying.intake.shutil.disk_usage", lambda _: usage(1, 1, 100 << 20))
        report = archive.reconcile()
        assert (report.added, report.moved, report.unread) == (0, 1, ["ny.txt"])
        assert "reading is paused: 100 MiB are free" in report.held
        with archive.catalogue.read() as session:
            assert "reading is paused" in events.degradations(session)[0]
    assert archive.reconcile().added == 1
    with archive.catalogue.read() as session:
        assert events.degradations(session) == ()
