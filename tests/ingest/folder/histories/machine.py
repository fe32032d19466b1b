"""Any history of a folder: people, a share and the power do their worst, the archive is to follow.

The folder is real; what is faked is the clock, and in most runs the reader. At any moment a step may
be taken; at rest the catalogue must say what the folder holds: nothing lost, nothing twice, each
file in one explained state.
"""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from archive.catalogue import Catalogue, open_catalogue
from archive.catalogue.folder.status import FileStatus, status
from archive.catalogue.tables import Document, Version
from archive.folder.outcomes import Outcome
from archive.kept import originals
from archive.kept.originals import Originals
from archive.pages import Page
from archive.settings import ArchiveSettings, IngestSettings, Settings
from ingest.folder.reconciler import Reconciler
from ingest.folder.report import Report
from ingest.readers.reading import Limits
from ingest.sandbox import Reading

NAMES = (
    *("a.pdf", "A.pdf", "a_v2.pdf", "I/a.pdf", "I/B.pdf", "I/b.pdf"),
    *("I/\u00e5.pdf", "I/a\u030a.pdf", "II/" + "l" * 251 + ".pdf"),
)
_SETTLE, _PATIENCE = 2.0, 600.0
_END = b"\n%%EOF"
_MEMORY = Path("/dev/shm")  # thousands of histories need no disk


class Killed(BaseException):
    """The power went."""


class Echo:
    """A reader that reads at once and says what stands there; what is empty is damaged."""

    def __init__(self, limits: Limits, workers: int) -> None:
        self._given: list[Path] = []

    @property
    def in_hand(self) -> frozenset[Path]:
        return frozenset(self._given)

    @property
    def has_room(self) -> bool:
        return not self._given

    def start(self, path: Path, name: str) -> None:
        self._given.append(path)

    def ready(self, seconds: float | None) -> list[tuple[Path, Reading]]:
        done, self._given = self._given, []
        return [(path, self._read(path)) for path in done]

    def close(self) -> None:
        self._given = []

    @staticmethod
    def _read(path: Path) -> Reading:
        text = path.read_text() if path.exists() else ""
        if not text:
            return Reading(Outcome.DAMAGED, "the file is empty")
        return Reading(Outcome.COMPLETE, format="pdf", pages=(Page(number=1, text=text),))


_TEMPLATE: list[Path] = []


def empty_catalogue(data: Path) -> Catalogue:
    """Open a new catalogue quickly: its schema is made once and copied."""
    if not _TEMPLATE:
        made = Path(tempfile.mkdtemp()) / "data"
        open_catalogue(made).close()
        _TEMPLATE.append(made / "catalogue.sqlite")
    data.mkdir(parents=True)
    shutil.copy(_TEMPLATE[0], data)
    return open_catalogue(data)


names, numbers = st.sampled_from(NAMES), st.integers(0, 5)


class Histories(RuleBasedStateMachine):
    """A folder and what may happen to it. Sub-classes say what files hold and who reads them."""

    bodies: tuple[bytes, ...] = (*(b"%%PDF ord%d%s" % (i, _END) for i in range(4)), b"")
    pool: Any = Echo

    def __init__(self) -> None:
        super().__init__()
        self.patched = pytest.MonkeyPatch()
        self.place = Path(tempfile.mkdtemp(prefix="history-", dir=_MEMORY if _MEMORY.is_dir() else None))
        self.folder, self.mounted = self.place / "folder", True
        self.locked: set[Path] = set()
        self.growing: dict[Path, bytes] = {}
        self.wall = self.steady = 0.0
        self.left = -1  # transactions until the power goes; never, where negative
        self.identity: dict[bytes, str] = {}  # of what has stood in the folder without a break

    @initialize(last=st.integers(0, 12))
    def begin(self, last: int) -> None:
        self.last = last  # transaction of the first look at rest, at which the power goes once more
        self.folder.mkdir()
        self.catalogue = empty_catalogue(self.place / "data")
        self.settings = Settings(
            archive=ArchiveSettings(folder=self.folder, data=self.place / "data"),
            ingest=IngestSettings(settle_seconds=_SETTLE, guard_minimum=3),
        )
        clock = SimpleNamespace(
            time=lambda: time.time() + self.wall, monotonic=lambda: time.monotonic() + self.steady
        )
        self.patched.setattr("ingest.folder.scanning.settling.time", clock)
        if self.pool is not None:
            self.patched.setattr("ingest.folder.reconciler.Pool", self.pool)
        self._share_that_locks()
        self._power_that_goes()
        self._start()

    def teardown(self) -> None:
        try:
            self.comes_to_rest()
        finally:
            self.patched.undo()
            self.catalogue.close()
            shutil.rmtree(self.place)

    # What people and programs do in the folder

    @rule(name=names, body=st.data())
    def create_or_replace(self, name: str, body: st.DataObject) -> None:
        self._write(name, body.draw(st.sampled_from(self.bodies)))

    @rule(name=names, body=st.data(), share=st.floats(0.1, 0.9))
    def begin_to_copy(self, name: str, body: st.DataObject, share: float) -> None:
        whole = body.draw(st.sampled_from(self.bodies))
        file = self._write(name, whole[: int(len(whole) * share)])
        if file:
            self.growing[file] = whole

    @precondition(lambda self: self.growing)
    @rule(end=st.booleans())
    def go_on_copying(self, end: bool) -> None:
        file, whole = next(iter(self.growing.items()))
        if not (self.mounted and file.is_file()):
            del self.growing[file]
            return
        written = file.stat().st_size
        file.write_bytes(whole if end else whole[: (written + len(whole)) // 2])
        if end:
            del self.growing[file]

    @precondition(lambda self: self._files())
    @rule(which=numbers, to=names)
    def rename_or_move(self, which: int, to: str) -> None:
        file, target = self._file(which), self.folder / to
        if file != target:
            target.parent.mkdir(exist_ok=True)
            file.rename(target)
            self._moved(file, target)

    @precondition(lambda self: self._files())
    @rule(which=numbers, to=names)
    def duplicate(self, which: int, to: str) -> None:
        self._write(to, self._file(which).read_bytes())

    @precondition(lambda self: len(self._files()) > 1)
    @rule(which=numbers, other=numbers)
    def change_names(self, which: int, other: int) -> None:
        file, target = self._file(which), self._file(other)
        body = file.read_bytes()
        file.write_bytes(target.read_bytes())
        target.write_bytes(body)
        self.growing.pop(file, None)
        self.growing.pop(target, None)

    @precondition(lambda self: self._files())
    @rule(which=numbers)
    def delete(self, which: int) -> None:
        file = self._file(which)
        file.unlink()
        self.growing.pop(file, None)

    @precondition(lambda self: self._files())
    @rule(which=numbers)
    def lock(self, which: int) -> None:
        self.locked.add(self._file(which))

    @precondition(lambda self: self.locked)
    @rule()
    def unlock(self) -> None:
        self.locked.clear()

    @precondition(lambda self: self.mounted)
    @rule(gone=st.booleans())
    def unmount(self, gone: bool) -> None:
        self.folder.rename(self.place / "server")
        if not gone:
            self.folder.mkdir()  # the empty folder that the share is mounted on
        self.mounted = False

    @precondition(lambda self: not self.mounted)
    @rule()
    def remount(self) -> None:
        if self.folder.exists():
            self.folder.rmdir()
        (self.place / "server").rename(self.folder)
        self.mounted = True

    # What time and power do

    @rule(seconds=st.sampled_from((0.5, 3.0, 90.0)))
    def time_passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    @rule(seconds=st.sampled_from((-86_400.0, -3.0, 3.0, 86_400.0)))
    def the_clock_jumps(self, seconds: float) -> None:
        self.wall += seconds

    @rule()
    def look_when_all_stands_still(self) -> None:
        self.time_passes(_SETTLE + 1)
        self._run()
        self.time_passes(_SETTLE + 1)
        self._run()

    @rule(seconds=st.sampled_from((None, 0.0)))
    def look(self, seconds: float | None) -> None:
        self._run(seconds=seconds)

    @rule()
    def start_anew(self) -> None:
        self._start()

    @rule(step=st.integers(0, 12))
    def the_power_goes_during_a_look(self, step: int) -> None:
        self.time_passes(_SETTLE + 1)
        self._run_until(step)

    # What must hold

    @invariant()
    def nobody_has_two_homes(self) -> None:
        """No bytes are two documents that readers see, whatever happened a moment ago."""
        if not hasattr(self, "catalogue"):
            return
        with self.catalogue.read() as session:
            rows = self._standing(session)
        hashes = [sha256 for _, _, sha256 in rows]
        assert len(hashes) == len(set(hashes)), "the same bytes are two documents"

    def comes_to_rest(self) -> None:
        """Let everything end well, and compare the catalogue with the folder."""
        if not self.mounted:
            self.remount()
        self.locked.clear()
        for file, whole in self.growing.items():
            if file.is_file():
                file.write_bytes(whole)
        self.growing.clear()
        self.time_passes(_PATIENCE + 1)
        self._run(seconds=0)
        self.time_passes(_PATIENCE + 1)
        self._run_until(self.last, confirm_withdraw=True)
        for _ in range(3):
            self.time_passes(_PATIENCE + 1)
            self._run(confirm_withdraw=True)
        again = self._run(confirm_withdraw=True)
        assert not (again.did_something or again.waits or again.held), again.lines()
        self._agrees()

    def _agrees(self) -> None:
        held = self._held()
        with self.catalogue.read() as session:
            listed = {f.path: f for f in status(session).files if f.state not in ("removed", "skipped")}
            rows = self._standing(session)
            known = set(session.scalars(select(Version.sha256)))
        kept = Originals(self.place / "data")
        assert sorted(listed) == sorted(held), "each file has one state"
        assert all(file.explained.label for file in listed.values())
        assert all(kept.has(sha256) for sha256 in known), "every version's original is kept"
        latest = {document: sha256 for document, _, sha256 in rows}
        for path, file in listed.items():
            self._is_told_rightly(file, held[path], latest)
        whole = {body for body in held.values() if self.can_be_read(body)}
        read = {file.document for file in listed.values() if file.state != "refused"}
        assert len(read) == len(whole), "each of the folder's contents is one document"
        assert set(latest) == {file.document for file in listed.values() if file.document}
        assert all(source in held for _, source, _ in rows)
        for body in whole & self.identity.keys():
            sha256 = hashlib.sha256(body).hexdigest()
            assert latest[self.identity[body]] == sha256, "what never left the folder kept its address"

    def _is_told_rightly(self, file: FileStatus, body: bytes, latest: dict[str, str]) -> None:
        assert (file.state == "refused") == (not self.can_be_read(body)), file
        if file.state != "refused":
            assert file.state in ("archived", "duplicate")
            assert latest[str(file.document)] == hashlib.sha256(body).hexdigest()

    def can_be_read(self, body: bytes) -> bool:
        return bool(body)

    # How it is done

    def _start(self) -> None:
        self.reconciler = Reconciler(self.catalogue, self.settings)
        self.reconciler.settling.patience = _PATIENCE

    def _run(self, *, confirm_withdraw: bool = False, seconds: float | None = None) -> Report:
        report = self.reconciler.run(confirm_withdraw=confirm_withdraw, seconds=seconds)
        assert self.mounted or not report.withdrawn, "a share that is away withdraws nothing"
        self._note_identity()
        return report

    def _run_until(self, step: int, *, confirm_withdraw: bool = False) -> None:
        """Look, and let the power go at a transaction of it."""
        self.left = step
        try:
            self._run(confirm_withdraw=confirm_withdraw)
        except Killed:
            self._forget_what_is_out_of_sight()
            self._start()
        finally:
            self.left = -1

    def _forget_what_is_out_of_sight(self) -> set[bytes]:
        """Forget whose address contents have that cannot be seen in the folder now; return the others.

        An interrupted look counts: what stood behind a lock then was as good as gone.
        """
        seen = {body for path, body in self._held().items() if self.folder / path not in self.locked}
        held = seen if self.mounted else set(self.identity)
        self.identity = {body: document for body, document in self.identity.items() if body in held}
        return held

    def _note_identity(self) -> None:
        """Remember whose address the folder's contents have."""
        held = self._forget_what_is_out_of_sight()
        with self.catalogue.read() as session:
            standing = {sha256: document for document, _, sha256 in self._standing(session)}
        for body in held:
            document = standing.get(hashlib.sha256(body).hexdigest())
            if document:
                self.identity.setdefault(body, document)

    def _standing(self, session: Any) -> list[tuple[str, str, str]]:
        query = (
            select(Document.id, Document.source, Version.sha256)
            .join(Version, Version.document_id == Document.id)
            .where(Document.withdrawn_at.is_(None), Version.number == Document.version)
        )
        return [tuple(row) for row in session.execute(query)]

    def _files(self) -> list[Path]:
        return sorted(self.folder.rglob("*.pdf")) if self.mounted else []

    def _file(self, number: int) -> Path:
        files = self._files()
        return files[number % len(files)]

    def _held(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in self._files()}

    def _write(self, name: str, body: bytes) -> Path | None:
        if not self.mounted:
            return None
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(body)
        self.growing.pop(file, None)
        return file

    def _moved(self, file: Path, target: Path) -> None:
        self.growing.pop(target, None)
        if file in self.growing:
            self.growing[target] = self.growing.pop(file)

    def _share_that_locks(self) -> None:
        opened = originals.open_regular

        def refusing(path: Path, root: Path | None = None) -> Any:
            if path in self.locked:
                raise PermissionError(13, "another program holds it", str(path))
            return opened(path, root)

        self.patched.setattr("archive.kept.originals.open_regular", refusing)

    def _power_that_goes(self) -> None:
        """Let the power go before or after one of a round's transactions, in turn."""
        write = Catalogue.write

        @contextmanager
        def failing(catalogue: Catalogue) -> Iterator[Any]:
            self._step()
            with write(catalogue) as session:
                yield session
            self._step()

        self.patched.setattr(Catalogue, "write", failing)

    def _step(self) -> None:
        if self.left == 0:
            self.left = -1
            raise Killed
        self.left -= 1 if self.left > 0 else 0
