"""Folder histories with real files: exactly the actions that were meant, and nothing lost."""

import os
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.catalogue import events
from archive.catalogue.documents import Withdrawn
from archive.catalogue.status import status
from archive.catalogue.tables import Event
from archive.originals import Originals
from archive.outcomes import PlaceState
from archive.settings import IngestSettings
from ingest.folder.reconciler import Reconciler
from tests.ingest.folder.conftest import Archive


def counts(report: object) -> dict[str, int]:
    names = ("added", "changed", "moved", "withdrawn", "unchanged")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def test_a_new_file_becomes_a_document(archive: Archive) -> None:
    archive.put("Kunskapsseminarium I/Samverkan.txt", "Samverkan mellan kommun och polis")
    report = archive.reconcile()
    assert counts(report) == {"added": 1}
    assert report.pages == 1
    assert report.is_clean
    document = archive.document_at("Kunskapsseminarium I/Samverkan.txt")
    assert document.series[0].name == "Kunskapsseminarium I"
    assert document.source == "Kunskapsseminarium I/Samverkan.txt"
    assert archive.text_of(document) == "Samverkan mellan kommun och polis"
    assert Originals(archive.settings.archive.data).has(document.sha256)
    assert len(document.id) == 10


def test_a_file_at_the_root_belongs_to_no_series(archive: Archive) -> None:
    archive.put("Ensam.txt", "text")
    archive.reconcile()
    assert archive.document_at("Ensam.txt").series[0].name == "Utan serie"


def test_the_same_folder_again_is_nothing(archive: Archive) -> None:
    archive.put("a.txt", "ett")
    archive.put("b/c.txt", "två")
    archive.reconcile()
    assert counts(archive.reconcile()) == {"unchanged": 2}


def test_a_rename_keeps_the_document(archive: Archive) -> None:
    file = archive.put("I/gammal.txt", "ett")
    archive.reconcile()
    before = archive.document_at("I/gammal.txt")
    (archive.folder / "II").mkdir()
    file.rename(archive.folder / "II" / "ny.txt")
    assert counts(archive.reconcile()) == {"moved": 1}
    after = archive.document_at("II/ny.txt")
    assert (after.id, after.version, after.source) == (before.id, 1, "II/ny.txt")
    assert after.series[0].name == "II"
    assert after.title == "ny"


def test_a_change_is_a_new_version_and_the_old_one_stays(archive: Archive) -> None:
    archive.put("a.txt", "första lydelsen")
    archive.reconcile()
    before = archive.document_at("a.txt")
    archive.put("a.txt", "andra lydelsen")
    assert counts(archive.reconcile()) == {"changed": 1}
    after = archive.document_at("a.txt")
    assert (after.id, after.version) == (before.id, 2)
    assert archive.text_of(after) == "andra lydelsen"
    old = archive.document(before.id, version=1)
    assert old is not None
    assert not isinstance(old, Withdrawn)
    assert archive.text_of(old) == "första lydelsen"


def test_a_removal_withdraws_and_a_return_restores(archive: Archive) -> None:
    file = archive.put("a.txt", "ett")
    archive.reconcile()
    document = archive.document_at("a.txt")
    file.unlink()
    assert counts(archive.reconcile()) == {"withdrawn": 1}
    assert isinstance(archive.document(document.id), Withdrawn)
    assert Originals(archive.settings.archive.data).has(document.sha256)
    archive.put("b.txt", "ett")
    assert counts(archive.reconcile()) == {"added": 1}
    assert archive.document_at("b.txt").id == document.id


def test_an_old_file_that_is_moved_in_is_found(archive: Archive, tmp_path: Path) -> None:
    archive.put("a.txt", "ett")
    archive.reconcile()
    outside = tmp_path / "gammal.txt"
    outside.write_text("från 1999")
    os.utime(outside, (930_000_000, 930_000_000))
    outside.rename(archive.folder / "gammal.txt")
    assert counts(archive.reconcile()) == {"added": 1, "unchanged": 1}


def test_bytes_replaced_under_the_same_size_and_time_are_found(archive: Archive) -> None:
    file = archive.put("a.txt", "ett")
    archive.reconcile()
    found = file.stat()
    file.write_text("två"[:3].ljust(3))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    file.write_bytes(b"sex")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert file.stat().st_size == found.st_size
    assert counts(archive.reconcile()) == {"changed": 1}


def test_a_copy_is_a_second_place_and_never_a_second_document(archive: Archive) -> None:
    first = archive.put("I/a.txt", "ett")
    archive.reconcile()
    document = archive.document_at("I/a.txt")
    archive.put("A/kopia.txt", "ett")
    assert counts(archive.reconcile()) == {"unchanged": 1}
    assert archive.entry("A/kopia.txt").state == PlaceState.DUPLICATE
    assert archive.document_at("I/a.txt") == document, "a copy elsewhere does not move the document"
    first.unlink()
    assert counts(archive.reconcile()) == {"moved": 1, "unchanged": 1}
    assert archive.document_at("A/kopia.txt").id == document.id
    assert archive.entry("A/kopia.txt").state == PlaceState.ARCHIVED


def test_two_files_that_change_names_keep_their_documents(archive: Archive) -> None:
    archive.put("a.txt", "ett")
    archive.put("b.txt", "två")
    archive.reconcile()
    one, two = archive.document_at("a.txt").id, archive.document_at("b.txt").id
    (archive.folder / "a.txt").rename(archive.folder / "c")
    (archive.folder / "b.txt").rename(archive.folder / "a.txt")
    (archive.folder / "c").rename(archive.folder / "b.txt")
    assert counts(archive.reconcile()) == {"moved": 2}
    assert (archive.document_at("b.txt").id, archive.document_at("a.txt").id) == (one, two)


def test_a_file_replaced_after_its_move_is_a_new_document(archive: Archive) -> None:
    archive.put("a.txt", "ett")
    archive.reconcile()
    one = archive.document_at("a.txt").id
    (archive.folder / "a.txt").rename(archive.folder / "b.txt")
    archive.put("a.txt", "två")
    assert counts(archive.reconcile()) == {"added": 1, "moved": 1}
    assert archive.document_at("b.txt").id == one
    assert archive.document_at("a.txt").id != one


def test_bytes_that_come_back_at_a_path_are_a_third_version(archive: Archive) -> None:
    for text in ("ett", "två", "ett"):
        archive.put("a.txt", text)
        archive.reconcile()
    assert archive.document_at("a.txt").version == 3


def test_a_file_that_cannot_be_read_is_refused_and_its_neighbour_is_in(archive: Archive) -> None:
    archive.put("trasig.pdf", "")
    archive.put("hel.txt", "text")
    report = archive.reconcile()
    assert counts(report) == {"added": 1}
    assert [(refused.path, refused.status) for refused in report.refused] == [("trasig.pdf", "damaged")]
    assert "empty" in report.refused[0].reason
    assert archive.entry("trasig.pdf").state == PlaceState.REFUSED
    again = archive.reconcile()
    assert again.refused == [], "a refused file is not read again until it changes"
    archive.put("trasig.pdf", "nu med text")
    assert counts(archive.reconcile())["added"] == 1


def test_a_change_that_cannot_be_read_leaves_the_older_version(archive: Archive) -> None:
    archive.put("a.txt", "ett")
    archive.reconcile()
    document = archive.document_at("a.txt")
    archive.put("a.txt", "")
    assert archive.reconcile().refused
    assert archive.document(document.id) == document
    archive.put("a.txt", "tre")
    assert counts(archive.reconcile()) == {"changed": 1}


def test_the_same_broken_bytes_twice_are_both_refused(archive: Archive) -> None:
    archive.put("a.pdf", "")
    archive.put("b.pdf", "")
    assert [refused.path for refused in archive.reconcile().refused] == ["a.pdf", "b.pdf"]
    assert counts(archive.reconcile()) == {"unchanged": 2}


def test_what_is_no_document_is_passed_over_and_explained(archive: Archive) -> None:
    archive.put("~$deck.pptx", "lock")
    archive.put(".gömd", "x")
    archive.put("half.pdf.part", "x")
    archive.put("a.txt", "text")
    archive.put("a.txt.toml", 'title = "En titel"\n')
    (archive.folder / "länk.txt").symlink_to("/etc/passwd")
    assert counts(archive.reconcile()) == {"added": 1}
    with archive.catalogue.read() as session:
        states = {file.path: (file.state, file.reason) for file in status(session).files}
    assert states["~$deck.pptx"] == ("skipped", "a lock that an Office program keeps while a file is open")
    assert states["länk.txt"][0] == "skipped"
    assert states["a.txt.toml"] == ("skipped", "describes other files")
    assert states["a.txt"][0] == "archived"
    (archive.folder / "half.pdf.part").rename(archive.folder / "half.txt")
    assert counts(archive.reconcile())["added"] == 1


def test_a_sidecar_wins_and_its_change_is_taken_up_without_reading(archive: Archive) -> None:
    archive.put("I/a.txt", "text")
    archive.put("I/a.txt.toml", 'title = "En titel"\nspeakers = ["Helene Exempel"]\ndate = "2017-11"\n')
    archive.reconcile()
    document = archive.document_at("I/a.txt")
    assert (document.title, document.date) == ("En titel", "2017-11")
    assert [speaker.name for speaker in document.speakers] == ["Helene Exempel"]
    archive.put("I/a.txt.toml", 'title = "En annan titel"\n')
    report = archive.reconcile()
    assert counts(report) == {"changed": 1}
    assert report.pages == 0
    after = archive.document_at("I/a.txt")
    assert (after.title, after.speakers, after.date, after.version) == ("En annan titel", (), "", 1)


def test_a_broken_sidecar_is_told_with_its_line_and_blocks_nothing(archive: Archive) -> None:
    archive.put("a.txt", "text")
    archive.put("a.txt.toml", 'title = "x"\ntitle = \n')
    report = archive.reconcile()
    assert counts(report) == {"added": 1}
    assert any("a.txt.toml, line 2" in problem for problem in report.problems)
    archive.put("a.txt.toml", 'title = "x"\n')
    assert archive.reconcile().problems == []
    with archive.catalogue.read() as session:
        assert events.notices(session) == ()


def test_a_missing_folder_withdraws_nothing_and_says_so(archive: Archive) -> None:
    archive.put("a.txt", "text")
    archive.reconcile()
    document = archive.document_at("a.txt")
    archive.folder.rename(archive.folder.with_name("borta"))
    report = archive.reconcile()
    assert counts(report) == {}
    assert "is missing" in report.held
    with archive.catalogue.read() as session:
        assert "is missing" in events.degradations(session)[0]
    assert archive.document(document.id) == document
    archive.folder.with_name("borta").rename(archive.folder)
    archive.reconcile()
    with archive.catalogue.read() as session:
        assert events.degradations(session) == ()


def test_much_gone_at_once_is_held_until_confirmed(archive: Archive) -> None:
    for number in range(12):
        archive.put(f"{number}.txt", f"text {number}")
    archive.reconcile()
    for number in range(11):
        (archive.folder / f"{number}.txt").unlink()
    report = archive.reconcile()
    assert counts(report) == {"unchanged": 1}
    assert "--confirm-withdraw" in report.held
    assert counts(archive.reconcile(confirm_withdraw=True)) == {"withdrawn": 11, "unchanged": 1}
    assert archive.reconcile().held == ""


def test_an_unreadable_folder_withdraws_nothing_below_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put("in/a.txt", "text")
    archive.put("b.txt", "annan text")
    archive.reconcile()
    whole = os.scandir

    def refuse(path: os.PathLike[str]) -> object:
        if Path(path).name == "in":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr("ingest.folder.scan.os.scandir", refuse)
    report = archive.reconcile()
    assert counts(report) == {"unchanged": 1}
    assert "in: the folder cannot be read: Permission denied" in report.problems


def test_a_growing_file_waits_until_it_stands_still(archive: Archive) -> None:
    settings = archive.settings.model_copy(update={"ingest": IngestSettings(settle_seconds=0.3)})
    reconciler = Reconciler(archive.catalogue, settings)
    file = archive.put("a.txt", "bör")
    assert reconciler.run().waiting == ["a.txt"]
    assert archive.entry("a.txt").state == PlaceState.WAITING
    file.write_text("början och slut")
    assert reconciler.run().waiting == ["a.txt"]
    deadline = time.monotonic() + 10
    while (report := reconciler.run()).waiting and time.monotonic() < deadline:
        pass
    assert report.added == 1
    assert archive.text_of(archive.document_at("a.txt")) == "början och slut"


def test_events_name_documents_by_id_alone(archive: Archive) -> None:
    archive.put("Anders Bergman.txt", "text")
    archive.put("trasig Bergman.pdf", "")
    archive.reconcile()
    with archive.catalogue.read() as session:
        logged = list(session.scalars(select(Event)))
    assert {event.kind for event in logged} == {"added", "refused"}
    assert "Bergman" not in str([(event.document_id, event.detail) for event in logged])


def test_three_spellings_are_one_person(archive: Archive) -> None:
    for number, name in enumerate(("Helene Lööw", "helene lööw", "Helene  LÖÖW")):
        archive.put(f"{number}.txt", f"text {number}")
        archive.put(f"{number}.txt.toml", f'speakers = ["{name}"]\n')
    archive.reconcile()
    speakers = {archive.document_at(f"{number}.txt").speakers for number in range(3)}
    assert len(speakers) == 1
