"""Any history of a folder, with real files and a reader that only says what it was given.

At rest the catalogue says what the folder holds: nothing lost, nothing twice, each file explained.
`TEST_HISTORIES` sets how many are tried.
"""

import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from archive.catalogue import open_catalogue
from archive.catalogue.folder.status import status
from archive.catalogue.tables import Document, Version
from archive.outcomes import Outcome
from archive.pages import Page
from archive.settings import ArchiveSettings, IngestSettings, Settings
from ingest.folder.reconciler import Reconciler
from ingest.readers.reading import Limits
from ingest.sandbox import Reading

HISTORIES = int(os.environ.get("TEST_HISTORIES", "25"))
NAMES = ("a.txt", "A.txt", "I/a.txt", "I/b.txt", "I/\u00e5.txt", "I/a\u030a.txt")
TEXTS = ("ett", "två", "tre", "")

names, texts = st.sampled_from(NAMES), st.sampled_from(TEXTS)
steps = st.one_of(
    st.tuples(st.just("write"), names, texts),
    st.tuples(st.just("move"), names, names),
    st.tuples(st.just("copy"), names, names),
    st.tuples(st.just("delete"), names, st.just("")),
    st.tuples(st.just("hide"), names, st.just("")),
    st.tuples(st.just("look"), st.just(""), st.just("")),
    st.tuples(st.just("glance"), st.just(""), st.just("")),
    st.tuples(st.just("kill"), st.just(""), st.just("")),
)


class Echo:
    """A pool that reads at once, one file at a time; empty ones are damaged."""

    def __init__(self, limits: Limits, workers: int) -> None:
        self.given: list[Path] = []

    @property
    def in_hand(self) -> frozenset[Path]:
        return frozenset(self.given)

    @property
    def has_room(self) -> bool:
        return not self.given

    def start(self, path: Path, name: str) -> None:
        self.given.append(path)

    def ready(self, seconds: float | None) -> list[tuple[Path, Reading]]:
        done, self.given = self.given, []
        return [(path, _read(path)) for path in done]

    def close(self) -> None:
        self.given = []


def _read(path: Path) -> Reading:
    text = path.read_text() if path.exists() else ""
    if not text:
        return Reading(Outcome.DAMAGED, "the file is empty")
    return Reading(Outcome.COMPLETE, format="txt", pages=(Page(number=1, text=text),))


def change(folder: Path, what: str, name: str, other: str) -> None:
    """Do one thing to the folder, as people do."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    if what == "write":
        file.write_text(other)
    elif what == "hide":
        Path(f"{file}.toml").write_text('visibility = "hidden"\n')
    elif file.is_file():
        if what == "delete":
            file.unlink()
            return
        (folder / other).parent.mkdir(exist_ok=True)
        if what == "move":
            file.rename(folder / other)
        else:
            (folder / other).write_bytes(file.read_bytes())


@pytest.mark.slow
@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(steps, max_size=14))
def test_at_rest_the_catalogue_says_what_the_folder_holds(
    history: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.folder.reconciler.Pool", Echo)
    with tempfile.TemporaryDirectory() as place:
        folder, data = Path(place, "folder"), Path(place, "data")
        folder.mkdir()
        section = ArchiveSettings(folder=folder, data=data)
        chosen = Settings(archive=section, ingest=IngestSettings(settle_seconds=0))
        catalogue = open_catalogue(data)
        reconciler = Reconciler(catalogue, chosen)
        for what, name, other in history:
            if what == "look":
                reconciler.run()
            elif what == "glance":
                reconciler.run(seconds=0)
            elif what == "kill":
                reconciler = Reconciler(catalogue, chosen)
            else:
                change(folder, what, name, other)
        reconciler.run()
        again = reconciler.run()
        assert not (again.did_something or again.waits)
        held = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.txt")}
        with catalogue.read() as session:
            listed = [file for file in status(session).files if file.state not in ("removed", "skipped")]
            rows = session.execute(
                select(Document.id, Document.source, Version.sha256)
                .join(Version)
                .where(Document.withdrawn_at.is_(None), Version.number == Document.version)
            ).all()
        catalogue.close()
        assert sorted(file.path for file in listed) == sorted(held), "each file has one state"
        assert {file.path for file in listed if file.state == "refused"} == {
            p for p, b in held.items() if not b
        }
        latest = {document: sha256 for document, _, sha256 in rows}
        for file in listed:
            if file.state != "refused":
                assert latest[str(file.document)] == hashlib.sha256(held[file.path]).hexdigest()
        standing = {file.document for file in listed if file.state != "refused"}
        assert len(standing) == len({body for body in held.values() if body}), "no bytes are two documents"
        assert set(latest) == {file.document for file in listed if file.document}
        assert all(source in held for _, source, _ in rows)
