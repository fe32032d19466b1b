"""Folder histories with real files: exactly the actions that were meant, and nothing lost."""

import errno
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from archive.catalogue.documents import Withdrawn
from archive.catalogue.folder import events
from archive.catalogue.folder.status import pending, status
from archive.catalogue.tables import Document, Event
from archive.folder.outcomes import PlaceState
from archive.kept.originals import Originals, digest
from archive.settings import IngestSettings
from ingest.describe import describe
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
    archive.put("trasig.pdf", "text that is called a PDF")
    assert [refused.status for refused in archive.reconcile().refused] == ["not-what-it-claims"]
    (archive.folder / "trasig.pdf").rename(archive.folder / "trasig.txt")
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

    def refuse(opened: int | Path) -> object:
        if isinstance(opened, int) and os.path.sameopenfile(opened, inside):
            raise PermissionError(13, "Permission denied")
        return whole(opened)

    inside = os.open(archive.folder / "in", os.O_RDONLY)

    monkeypatch.setattr("ingest.folder.scanning.listing.os.scandir", refuse)
    report = archive.reconcile()
    assert counts(report) == {"unchanged": 1}
    os.close(inside)
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
    assert {event.kind for event in logged} == {"added", "refused", "place"}
    assert "Bergman" not in str([(event.document_id, event.detail) for event in logged])


def test_three_spellings_are_one_person(archive: Archive) -> None:
    for number, name in enumerate(("Helene Lööw", "helene lööw", "Helene  LÖÖW")):
        archive.put(f"{number}.txt", f"text {number}")
        archive.put(f"{number}.txt.toml", f'speakers = ["{name}"]\n')
    archive.reconcile()
    speakers = {archive.document_at(f"{number}.txt").speakers for number in range(3)}
    assert len(speakers) == 1


def test_files_emptied_at_once_keep_their_documents(archive: Archive) -> None:
    for name in ("a", "b", "c"):
        archive.put(f"{name}.txt", f"text {name}")
    archive.reconcile()
    before = [archive.document_at(f"{name}.txt") for name in ("a", "b", "c")]
    for name in ("a", "b", "c"):
        archive.put(f"{name}.txt", "")
    assert len(archive.reconcile().refused) == 3
    archive.reconcile()
    assert [archive.document(document.id) for document in before] == before


def test_many_files_overwritten_with_the_same_bytes_are_held(archive: Archive) -> None:
    for number in range(12):
        archive.put(f"{number}.txt", f"text {number}")
    archive.reconcile()
    for number in range(12):
        archive.put(f"{number}.txt", "The server could not be reached")
    report = archive.reconcile()
    assert (report.withdrawn, report.changed) == (0, 1)
    assert "11 files" in report.held


def test_two_copies_that_are_both_edited_are_both_found(archive: Archive) -> None:
    archive.put("a.txt", "ett")
    archive.put("b.txt", "ett")
    archive.reconcile()
    document = archive.document_at("a.txt").id
    archive.put("a.txt", "två")
    archive.put("b.txt", "tre")
    assert counts(archive.reconcile()) == {"added": 1, "changed": 1}
    assert (archive.document_at("a.txt").id, archive.document_at("a.txt").version) == (document, 2)
    assert archive.text_of(archive.document_at("a.txt")) == "två"
    assert archive.text_of(archive.document_at("b.txt")) == "tre"


def test_a_file_edited_and_copied_at_once_keeps_its_document(archive: Archive) -> None:
    archive.put("deck.txt", "ett")
    archive.reconcile()
    document = archive.document_at("deck.txt").id
    archive.put("deck.txt", "två")
    archive.put("a copy of deck.txt", "två")
    assert counts(archive.reconcile())["changed"] == 1
    assert (archive.document_at("deck.txt").id, archive.document_at("deck.txt").version) == (document, 2)


def test_a_template_can_begin_any_number_of_documents(archive: Archive) -> None:
    for number in range(25):
        archive.put(f"{number}.txt", "mall")
        archive.reconcile()
        archive.put(f"{number}.txt", f"ifylld {number}")
        archive.reconcile()
    assert len({archive.document_at(f"{number}.txt").id for number in range(25)}) == 25


@pytest.mark.parametrize("seconds", [253_000_000_000, -30_000_000_000])
def test_a_file_of_an_impossible_time_is_archived(archive: Archive, seconds: int) -> None:
    file = archive.put("a.txt", "text")
    os.utime(file, (seconds, seconds))
    reconciler = Reconciler(archive.catalogue, archive.settings)
    reconciler.run()
    reconciler.run()
    assert archive.entry("a.txt").state == PlaceState.ARCHIVED


@pytest.fixture
def deep_folder(archive: Archive) -> Iterator[None]:
    """A folder in a folder 2,100 times, beyond both the stack and the longest path."""
    here = os.open(archive.folder, os.O_RDONLY)
    for _ in range(2100):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    yield
    # Python's own rmtree, which pytest ends with, is recursive.
    subprocess.run(["rm", "-rf", str(archive.folder / "d")], check=True)


def test_folders_deeper_than_any_path_stop_nothing(archive: Archive, deep_folder: None) -> None:
    archive.put("a.txt", "text")
    report = archive.reconcile()
    assert report.added == 1
    assert any("File name too long" in problem for problem in report.problems)


HOSTILE_NAMES = (
    "rad\nbrytning.txt",
    "<img src=x onerror=alert(1)>.txt",
    "\u202etxt.exe.txt",
    "-rf.txt",
    "e\u0301tude.txt",
    "x" * 251 + ".txt",
    " .txt",
    "a'; DROP TABLE documents;--.txt",
)


def test_hostile_names_are_names(archive: Archive) -> None:
    for number, name in enumerate(HOSTILE_NAMES):
        archive.put(name, f"text {number}")
    (archive.folder / "mapp.pdf").mkdir()
    archive.put("mapp.pdf/i mappen.txt", "text i en mapp")
    (archive.folder / "mapp.pdf" / "slinga").symlink_to(archive.folder)
    os.mkfifo(archive.folder / "rör.txt")
    Path(os.fsdecode(os.fsencode(archive.folder) + b"/latin-\xe5.txt")).write_text("x")
    assert counts(archive.reconcile()) == {"added": len(HOSTILE_NAMES) + 1}
    assert counts(archive.reconcile()) == {"unchanged": len(HOSTILE_NAMES) + 1}
    assert archive.entry("latin-\\xe5.txt").reason == "its name is not valid UTF-8; rename it"
    assert archive.entry("rör.txt").reason == "not a regular file"
    assert archive.entry("mapp.pdf/slinga").reason == "a symbolic link; put the file itself here"


@pytest.mark.parametrize("basket", ["$RECYCLE.BIN", "#recycle"])
def test_what_is_thrown_away_does_not_come_back_from_the_wastebasket(archive: Archive, basket: str) -> None:
    file = archive.put("a.txt", "text")
    archive.reconcile()
    (archive.folder / basket).mkdir()
    file.rename(archive.folder / basket / "a.txt")
    assert counts(archive.reconcile()) == {"withdrawn": 1}


def test_a_series_file_below_another_wins(archive: Archive) -> None:
    archive.put("I/_serie.toml", 'language = "sv"\norganisations = ["A"]\n')
    archive.put("I/x/_serie.toml", 'language = "en"\n')
    archive.put("I/x/a.txt", "text")
    archive.reconcile()
    document = archive.document_at("I/x/a.txt")
    assert (document.language, [o.name for o in document.organisations]) == ("en", ["A"])


def test_two_broken_values_of_publication_withhold_and_block_nothing(archive: Archive) -> None:
    archive.put("a.txt", "text")
    archive.put("a.txt.toml", 'visibility = "hiden"\nembargo_until = "snart"\n')
    archive.put("b.txt", "text b")
    assert counts(archive.reconcile()) == {"added": 2}
    assert archive.document(str(archive.entry("a.txt").document)) is None


def test_a_series_that_is_renamed_is_indexed_anew_with_every_document(archive: Archive) -> None:
    archive.put("I/a.txt", "a")
    archive.put("I/b.txt", "b")
    archive.reconcile()
    with archive.catalogue.write() as session:
        for document in session.scalars(select(Document)):
            document.indexed_revision, document.in_index = document.revision, True
    archive.put("I/_serie.toml", 'name = "Första seminariet"\n')
    archive.reconcile()
    with archive.catalogue.read() as session:
        assert pending(session) == 2
    assert archive.document_at("I/b.txt").series[0].name == "Första seminariet"


def test_a_sidecar_that_comes_with_broken_bytes_is_heeded(archive: Archive) -> None:
    archive.put("a.txt", "text")
    archive.reconcile()
    document = archive.document_at("a.txt").id
    archive.put("a.txt", "")
    archive.put("a.txt.toml", 'visibility = "hidden"\n')
    archive.reconcile()
    assert isinstance(archive.document(document), Withdrawn)
    archive.put("a.txt", "text")
    archive.put("a.txt.toml", 'visibility = "public"\n')
    archive.reconcile()
    assert archive.document_at("a.txt").id == document


def test_a_file_too_large_to_read_is_not_copied(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with archive.put("a.txt", "text").open("r+b") as file:
        file.truncate(3 << 20)
    ingest = IngestSettings(settle_seconds=0, max_file_mb=2)
    settings = archive.settings.model_copy(update={"ingest": ingest})
    monkeypatch.setattr(Originals, "keep", None)
    report = Reconciler(archive.catalogue, settings).run()
    assert [(refused.path, refused.status) for refused in report.refused] == [("a.txt", "too-large")]


def of_size(archive: Archive, path: str, size: int) -> Path:
    file = archive.put(path, b"%PDF-1.7\n")
    os.truncate(file, size)
    return file


def test_a_file_of_200_gb_is_refused_by_its_size_alone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put("ö.txt", "en annan fil")
    archive.put("I/a.pdf.toml", 'title = "Stor"\n')
    large = of_size(archive, "I/a.pdf", 200 << 30)
    hashed: list[str] = []

    def noted(path: Path, root: Path) -> str:
        hashed.append(path.name)
        return digest(path, root)

    monkeypatch.setattr("ingest.folder.scanning.scan.digest", noted)
    report = archive.reconcile()
    assert (report.added, [refused.path for refused in report.refused]) == (1, ["I/a.pdf"])
    assert archive.entry("I/a.pdf").reason == "204800 MiB; at most 1024 are read"
    assert counts(archive.reconcile()) == {"unchanged": 2}, "not tried in each round"
    os.truncate(large, 100 << 30)
    assert len(archive.reconcile().refused) == 1, "it has changed"
    large.rename(archive.folder / "b.pdf")
    assert [refused.path for refused in archive.reconcile().refused] == ["b.pdf"]
    assert archive.reconcile().leaving == []
    (archive.folder / "b.pdf").unlink()
    assert archive.reconcile().leaving == []
    assert hashed == ["ö.txt"]


def test_a_file_that_grew_too_large_leaves_its_older_version(archive: Archive) -> None:
    file = archive.put("a.txt", "text")
    archive.reconcile()
    before = archive.document_at("a.txt")
    os.truncate(file, 2 << 30)
    archive.reconcile()
    assert archive.entry("a.txt").state == PlaceState.REFUSED
    assert archive.document_at("a.txt") == before
    archive.put("a.txt", "ny text")
    assert archive.reconcile().changed == 1
    assert archive.document_at("a.txt").id == before.id


def test_what_was_too_large_is_read_once_the_limit_is_raised(archive: Archive) -> None:
    archive.put("a.txt", "text " * (300 << 10))
    small = archive.settings.model_copy(update={"ingest": IngestSettings(settle_seconds=0, max_file_mb=1)})
    refusing = Reconciler(archive.catalogue, small)
    assert len(refusing.run().refused) == 1
    assert len(refusing.run(retry=True).refused) == 1, "on request it is tried once more"
    assert refusing.run().refused == []
    assert archive.reconcile().added == 1


def test_what_goes_wrong_with_one_file_costs_that_file_only(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = describe

    def fails(path: str, *rest: Any) -> Any:
        if path == "b.txt":
            raise ZeroDivisionError("a mistake of ours")
        return whole(path, *rest)

    monkeypatch.setattr("ingest.folder.applying.intake.describe", fails)
    for name in "abc":
        archive.put(f"{name}.txt", f"text {name}")
    report = archive.reconcile()
    assert report.added == 2
    assert [(refused.path, refused.status) for refused in report.refused] == [("b.txt", "damaged")]
    assert "a mistake of ours" in archive.entry("b.txt").reason
    assert counts(archive.reconcile()) == {"unchanged": 3}, "and it is not tried for ever"


def test_a_full_disk_ends_the_round_and_blames_no_file(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    archive.put("a.txt", "text")
    with monkeypatch.context() as patched:
        patched.setattr(Originals, "keep", full)
        with pytest.raises(OSError, match="No space left"):
            archive.reconcile()
    assert counts(archive.reconcile()) == {"added": 1}


def test_a_file_swapped_for_a_link_before_it_is_kept_is_not_followed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt")
    keep = Originals.keep

    def swapped(originals: Originals, source: Path, root: Path) -> tuple[str, int]:
        if source.name == "a.txt":
            source.unlink()
            source.symlink_to(secret)
        return keep(originals, source, root)

    monkeypatch.setattr(Originals, "keep", swapped)
    archive.put("a.txt", "text")
    archive.put("b.txt", "text b")
    report = archive.reconcile()
    assert report.added == 1
    assert any(problem.startswith("a.txt: ") for problem in report.problems)
    assert archive.reconcile().problems == []
    assert archive.entry("a.txt").state == PlaceState.SKIPPED


def test_a_sidecar_that_cannot_be_read_publishes_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        archive.put(f"{name}.txt", f"text {name}")
    archive.put("a.txt.toml", 'visibility = "hidden"\n')
    archive.put("b.txt.toml", 'title = "Öppet"\n')
    archive.reconcile()
    hidden, public = str(archive.entry("a.txt").document), archive.document_at("b.txt")

    def fails(_path: Path, _root: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr("ingest.describe.descriptors.open_regular", fails)
        archive.put("c.txt", "text c")
        archive.put("c.txt.toml", 'title = "Ny"\n')
        report = archive.reconcile()
        assert "a.txt.toml, line 0: cannot be read: Input/output error" in report.problems
        assert archive.document(hidden) is None
        assert archive.document(public.id) == public
        assert archive.document(str(archive.entry("c.txt").document)) is None
    assert archive.reconcile().problems == []
    assert archive.document_at("c.txt").title == "Ny"
    assert archive.document(hidden) is None


def test_a_save_that_puts_a_new_file_in_the_old_one_s_place_is_a_version(archive: Archive) -> None:
    file = archive.put("a.txt", "ett")
    archive.reconcile()
    before = archive.document_at("a.txt")
    settings = archive.settings.model_copy(update={"ingest": IngestSettings(settle_seconds=0.2)})
    reconciler = Reconciler(archive.catalogue, settings)
    file.unlink()
    report = reconciler.run()
    assert (report.withdrawn, report.leaving) == (0, ["a.txt"])
    archive.put("a.txt", "två")
    assert counts(reconciler.run(wait=True)) == {"changed": 1}
    assert archive.document_at("a.txt").id == before.id
    file.unlink()
    assert counts(reconciler.run(wait=True)) == {"withdrawn": 1}
