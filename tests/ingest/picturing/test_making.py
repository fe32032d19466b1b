"""What is made, when, and what is left where it goes wrong: kills, damage, purges, want of room."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from archive.catalogue.folder import events
from archive.catalogue.folder.events import Asked
from archive.catalogue.tables import PageRow, Place, Version
from archive.folder.outcomes import Progress
from archive.kept.pictures import Size
from ingest.picturing import made as notes
from ingest.picturing import pages, room, wanted
from ingest.picturing.background import EVENT, PictureMaker
from ingest.sandbox.process import Cancelled
from ingest.sandbox.tools import Ran
from tests.ingest.folder.conftest import Archive
from tests.ingest.picturing.conftest import draw, pictures
from tests.ingest.readers.pdf.making import LEFT, lines, make


def put(archive: Archive, path: str, *texts: str) -> str:
    """Put a PDF with a page for each text; return its hash."""
    make(archive.folder / path, *[lines(text, *LEFT) for text in texts])
    archive.reconcile()
    return archive.document_at(path).sha256


def files(archive: Archive, sha256: str) -> set[str]:
    folder = pictures(archive).folder(sha256)
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_the_watchers_process_makes_them_and_stops(archive: Archive) -> None:
    sha256 = put(archive, "a.pdf", "Ett")
    maker = PictureMaker(archive.catalogue, archive.settings)
    maker.start()
    settled = threading.Event()
    for _ in range(600):
        if pictures(archive).are_settled(sha256):
            break
        settled.wait(0.05)
    maker.stop()
    assert files(archive, sha256) == {"1.webp", "1-stor.webp", "1-liten.webp", "made.json"}
    assert maker.missing() == []


def test_nothing_is_made_twice_and_the_newest_first(archive: Archive) -> None:
    older, newer = put(archive, "a.pdf", "Ett"), put(archive, "b.pdf", "Två")
    maker = PictureMaker(archive.catalogue, archive.settings)
    assert [each.sha256 for each in maker.missing()] == [newer, older]
    draw(archive)
    assert draw(archive).missing() == []


def test_while_a_file_waits_to_be_read_or_the_disk_is_full_none_is_begun(archive: Archive) -> None:
    sha256 = put(archive, "a.pdf", "Ett")
    maker = PictureMaker(archive.catalogue, archive.settings)
    with archive.catalogue.write() as session:
        session.execute(update(Place).values(progress=Progress.QUEUED.value))
    maker.look()
    assert not files(archive, sha256)
    with archive.catalogue.write() as session:
        session.execute(update(Place).values(progress=Progress.NONE.value))
    full = archive.settings.ingest.model_copy(update={"min_free_mb": 1 << 40})
    PictureMaker(archive.catalogue, archive.settings.model_copy(update={"ingest": full})).look()
    assert not files(archive, sha256)
    maker.look()
    assert files(archive, sha256)


def test_what_a_kill_left_is_swept_and_the_rest_is_made(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    sha256 = put(archive, "a.pdf", "Ett", "Två")
    run, begun = pages.run_tool, []

    def killed(*arguments: object) -> Ran:
        begun.append(1)
        if len(begun) == 2:
            raise Cancelled
        return run(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "run_tool", killed)
    with pytest.raises(Cancelled):
        draw(archive)
    assert files(archive, sha256) == {"1.webp", "1-stor.webp", "1-liten.webp"}
    assert not pictures(archive).are_settled(sha256)
    (pictures(archive).folder(sha256) / ".making-x").write_bytes(b"half")
    draw(archive)
    assert len(files(archive, sha256)) == 7


def test_a_page_that_brings_the_program_down_takes_no_other_with_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = put(archive, "a.pdf", "Ett", "Två", "Tre")
    run = pages.run_tool

    def failing(argv: list[str], *rest: object) -> Ran:
        first, count = int(argv[-6]), int(argv[-5])
        return Ran(reason="it crashed") if first <= 1 < first + count else run(argv, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "run_tool", failing)
    maker = draw(archive)
    made = notes.read(pictures(archive).folder(sha256))
    assert made is not None
    assert (made.pages, dict(made.failed)) == (2, {"2": "it crashed"})
    assert {"1.webp", "3.webp"} < files(archive, sha256)
    assert "2.webp" not in files(archive, sha256)
    with archive.catalogue.read() as session:
        told = events.happened(session, Asked(kinds=(EVENT,)), 0, 10)
    assert [each.detail["reason"] for each in told] == ["1 pages could not be drawn"]
    assert maker.missing() == []
    notes.write(pictures(archive).folder(sha256), replace(made, tool=f"{made.tool}, another LibreOffice"))
    assert [each.sha256 for each in maker.missing()] == [sha256]


def test_what_is_purged_while_it_is_drawn_leaves_nothing(archive: Archive) -> None:
    sha256 = put(archive, "a.pdf", "Ett")
    maker = PictureMaker(archive.catalogue, archive.settings)
    (each,) = maker.missing()
    with archive.catalogue.read() as session:
        parts = wanted.parts(session, each.version)
    with archive.catalogue.write() as session:
        session.execute(delete(PageRow))
        session.execute(delete(Version))
    assert parts
    assert maker.step(each) is None
    maker.tidy()
    assert not files(archive, sha256)


def test_what_is_of_no_version_is_swept(archive: Archive) -> None:
    sha256 = put(archive, "a.pdf", "Ett")
    draw(archive)
    stranger = pictures(archive).path("ab" * 32, 1)
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"RIFF")
    draw(archive)
    assert not stranger.exists()
    assert pictures(archive).path(sha256, 1).exists()


def test_for_want_of_room_the_oldest_large_ones_go_first(archive: Archive) -> None:
    older, newer = put(archive, "a.pdf", "Ett"), put(archive, "b.pdf", "Två")
    draw(archive)
    place, newest = pictures(archive), [newer, older]
    all_of_it = room.used(place)
    assert room.make_room(place, newest, all_of_it) == 0
    assert room.make_room(place, newest, all_of_it - 1) == 1
    assert "1-stor.webp" not in files(archive, older)
    assert "1-stor.webp" in files(archive, newer)
    small = room.used(place) - place.path(newer, 1, Size.LARGE).stat().st_size
    room.make_room(place, newest, small - 100)
    assert files(archive, older) == {"made.json"}
    assert files(archive, newer) == {"1.webp", "1-liten.webp", "made.json"}
    assert draw(archive).missing() == []
