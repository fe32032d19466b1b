"""Many files at once: what is known or must go is carried out first, and reading takes turns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue.documents import Withdrawn
from archive.folder.outcomes import Outcome, PlaceState
from archive.kept.originals import Originals, digest
from archive.pages import Page
from ingest.folder.reconciler import Reconciler
from ingest.readers.reading import Limits
from ingest.sandbox import Reading
from tests.ingest.folder.conftest import Archive

WHOLE = Reading(Outcome.COMPLETE, format="txt", pages=(Page(number=1, text="text"),))


class SlowPool:
    """A pool whose files are read only when a test says so."""

    released = True

    def __init__(self, limits: Limits, workers: int) -> None:
        self.given: list[Path] = []

    @property
    def in_hand(self) -> frozenset[Path]:
        return frozenset(self.given)

    @property
    def has_room(self) -> bool:
        return len(self.given) < 4

    def start(self, path: Path, name: str) -> None:
        assert path.is_file()
        self.given.append(path)

    def ready(self, seconds: float | None) -> list[tuple[Path, Reading]]:
        done = [(path, WHOLE) for path in self.given if self.released]
        self.given = [] if self.released else self.given
        return done

    def close(self) -> None:
        self.given = []


@pytest.fixture
def reconciler(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reconciler]:
    monkeypatch.setattr("ingest.folder.reconciler.Pool", SlowPool)
    made = Reconciler(archive.catalogue, archive.settings)
    yield made
    made.close()


def test_what_must_go_does_not_wait_until_others_are_read(
    archive: Archive, reconciler: Reconciler, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dold", "borta", "flyttad"):
        archive.put(f"{name}.txt", name)
    archive.reconcile()
    hidden, gone, moved = (archive.entry(f"{n}.txt").document for n in ("dold", "borta", "flyttad"))
    for number in range(20):
        archive.put(f"ny {number:02}.txt", f"text {number}")
    archive.put("dold.txt.toml", 'visibility = "hidden"\n')
    (archive.folder / "borta.txt").unlink()
    (archive.folder / "flyttad.txt").rename(archive.folder / "hit.txt")
    monkeypatch.setattr(SlowPool, "released", False)
    report = reconciler.run(seconds=0.1)
    assert (report.added, report.moved, report.withdrawn, len(report.unread)) == (0, 1, 1, 20)
    assert isinstance(archive.document(str(hidden)), Withdrawn)
    assert isinstance(archive.document(str(gone)), Withdrawn)
    assert archive.entry("hit.txt").document == moved
    monkeypatch.setattr(SlowPool, "released", True)
    assert reconciler.run().added == 20


def test_the_rounds_after_hash_nothing_twice_and_go_on_with_what_is_being_read(
    archive: Archive, reconciler: Reconciler, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(
        "ingest.folder.scanning.scan.digest", lambda *p: hashed.append(p[0].name) or digest(*p)
    )
    for number in range(9):
        archive.put(f"{number}.txt", f"text {number}")
    monkeypatch.setattr(SlowPool, "released", False)
    assert len(reconciler.run(seconds=0.1).unread) == 9
    monkeypatch.setattr(SlowPool, "released", True)
    rounds = [reconciler.run(seconds=0.2) for _ in range(3)]
    assert sum(report.added for report in rounds) == 9
    assert rounds[-1].unread == []
    assert sorted(hashed) == [f"{number}.txt" for number in range(9)]


def test_what_changed_or_went_while_it_was_read_is_not_taken_in(
    archive: Archive, reconciler: Reconciler, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put("a.txt", "första lydelsen")
    archive.put("b.txt", "bort")
    monkeypatch.setattr(SlowPool, "released", False)
    assert len(reconciler.run(seconds=0.1).unread) == 2
    originals = Originals(archive.settings.archive.data)
    dropped = [originals.path(digest(archive.folder / name)) for name in ("a.txt", "b.txt")]
    archive.put("a.txt", "andra lydelsen")
    (archive.folder / "b.txt").unlink()
    monkeypatch.setattr(SlowPool, "released", True)
    reports = [reconciler.run(seconds=0.2) for _ in range(2)]
    assert sum(report.added for report in reports) == 1
    assert archive.entry("a.txt").sha256 == digest(archive.folder / "a.txt")
    assert not any(path.exists() for path in dropped)


def test_a_file_that_waits_to_be_hashed_may_have_moved(archive: Archive, reconciler: Reconciler) -> None:
    file = archive.put("I/a.txt", "ett")
    archive.reconcile()
    (archive.folder / "II").mkdir()
    file.rename(archive.folder / "II" / "a.txt")
    archive.put("0.txt", "noll")
    reconciler.run(seconds=-1)  # no time to hash anything
    assert archive.entry("II/a.txt").state == PlaceState.WAITING
    assert archive.document_at("I/a.txt").source == "I/a.txt", "not withdrawn for what is not known yet"
    report = reconciler.run(seconds=0.1)
    assert (report.moved, report.withdrawn) == (1, 0)


def test_a_descriptor_that_is_being_written_is_not_heeded(archive: Archive) -> None:
    settings = archive.settings.model_copy(
        update={"ingest": archive.settings.ingest.model_copy(update={"settle_seconds": 0.3})}
    )
    archive.put("a.txt", "text")
    archive.put("a.txt.toml", 'title = "En titel"\nvisibility = "hidden"\n')
    archive.reconcile()
    reconciler = Reconciler(archive.catalogue, settings)
    document = str(archive.entry("a.txt").document)
    archive.put("a.txt.toml", 'title = "En ti')
    archive.put("b.txt", "ny text")
    archive.put("b.txt.toml", 'title = "Halv')
    report = reconciler.run()
    assert {"a.txt.toml", "b.txt.toml"} <= set(report.waiting)
    assert (report.added, report.problems) == (0, [])
    (archive.folder / "a.txt.toml").unlink()
    assert "a.txt.toml" in reconciler.run().leaving
    assert isinstance(archive.document(document), Withdrawn | None), "what withholds may be on its way back"
    archive.put("b.txt.toml", 'title = "Hel"\n')
    reconciler.run(wait=True)
    assert archive.document_at("b.txt").title == "Hel"
    assert archive.document_at("a.txt").id == document


def test_a_descriptor_that_changes_after_the_scan_is_left_to_the_next(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put("a.txt", "text")
    archive.put("a.txt.toml", 'visibility = "hidden"\n')
    keep = Originals.keep

    def cut_off(originals: Originals, source: Path, root: Path) -> tuple[str, int]:
        archive.put("a.txt.toml", 'title = "x"\n')
        return keep(originals, source, root)

    with monkeypatch.context() as patched:
        patched.setattr(Originals, "keep", cut_off)
        assert archive.reconcile().waiting == ["a.txt"]
    assert archive.reconcile().added == 1
    assert archive.document_at("a.txt").title == "x"


def test_the_same_broken_bytes_many_times_are_each_refused_and_keep_no_other_file_waiting(
    archive: Archive,
) -> None:
    paths = [f"tomma/{number:03}.pdf" for number in range(250)]
    for path in paths:
        archive.put(path, b"")
    archive.put("ö.txt", "en fil bland tomma")
    reconciler = Reconciler(archive.catalogue, archive.settings)
    report = reconciler.run(seconds=5)
    assert report.added == 1
    assert {archive.entry(path).reason for path in paths} == {"the file is empty"}
    assert {archive.entry(path).state for path in paths} == {PlaceState.REFUSED}
    assert {refused.path for refused in report.refused} == set(paths)
    again = reconciler.run(seconds=5)
    assert (again.refused, again.unread, again.unchanged) == ([], [], 251)


def test_what_a_round_has_no_time_to_refuse_is_left_to_the_next(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.folder.applying.work._BATCH", 2)
    for number in range(9):
        archive.put(f"{number}.pdf", b"")
    with monkeypatch.context() as patched:
        patched.setattr("ingest.folder.applying.apply.TWINS_SHARE", -1e9)
        reconciler = Reconciler(archive.catalogue, archive.settings)
        first = reconciler.run(seconds=30)
    assert (len(first.refused), len(first.unread)) == (1, 8)
    assert len(reconciler.run(seconds=30).refused) == 8
    assert not reconciler.run(seconds=30).refused
