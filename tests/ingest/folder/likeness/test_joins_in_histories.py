"""Any history of a folder with joins and undoing in between: nothing lost, nothing twice, ids in order."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.alike import joined
from archive.catalogue.folder.status import status
from archive.catalogue.staff import requests
from archive.catalogue.staff.joining import deciding
from archive.catalogue.tables import Document, Likeness, Version
from archive.settings import ArchiveSettings, IngestSettings, Settings
from ingest.folder.reconciler import Reconciler
from tests.ingest.folder.histories.machine import Echo, empty_catalogue
from tests.ingest.folder.likeness.conftest import text

HISTORIES = int(os.environ.get("TEST_HISTORIES", "25"))
NAMES = ("a.txt", "I/b.txt", "I/c.txt", "d.txt")
TEXTS = tuple(text(1, 90, instead=range(0, 9 * edits, 9)) for edits in range(6))

names, texts = st.sampled_from(NAMES), st.sampled_from(TEXTS)
nothing = st.just("")
steps = st.one_of(
    st.tuples(st.just("write"), names, texts),
    st.tuples(st.just("move"), names, names),
    st.tuples(st.just("copy"), names, names),
    st.tuples(st.just("delete"), names, nothing),
    st.tuples(st.just("replace"), names, texts),
    st.tuples(st.just("replace"), names, texts),
    *(st.tuples(st.just(what), nothing, nothing) for what in ("look", "yes", "yes", "no", "undo", "kill")),
)


@pytest.mark.slow
@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(steps, max_size=25))
def test_at_rest_the_catalogue_says_what_the_folder_holds(
    history: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.folder.reconciler.Pool", Echo)
    with tempfile.TemporaryDirectory() as place:
        folder, data = Path(place, "folder"), Path(place, "data")
        folder.mkdir()
        section = ArchiveSettings(folder=folder, data=data)
        chosen = Settings(archive=section, ingest=IngestSettings(settle_seconds=0))
        catalogue = empty_catalogue(data)
        reconciler = Reconciler(catalogue, chosen)
        (folder / "a.txt").write_text(TEXTS[0])
        reconciler.run()
        known: set[tuple[str, str]] = set()
        for what, name, other in history:
            if what == "look":
                reconciler.run()
            elif what == "kill":
                reconciler = Reconciler(catalogue, chosen)
            elif what in ("yes", "no", "undo"):
                reconciler.run()
                decide(catalogue, what)
            else:
                change(folder, what, name, other)
            known |= bytes_known(catalogue)
        reconciler.run()
        again = reconciler.run()
        assert not (again.did_something or again.waits)
        check(catalogue, folder, known)
        catalogue.close()


def change(folder: Path, what: str, name: str, other: str) -> None:
    """Do one thing to the folder, as people do; *replace*: another name and text in a file's place."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    if what == "write":
        file.write_text(other)
    elif what == "replace":
        standing = [file] if file.is_file() else sorted(folder.rglob("*.txt"))[:1]
        for old in standing:
            old.unlink()
        (folder / f"{file.stem} {len(other)}.txt").write_text(other)
    elif file.is_file() and what == "delete":
        file.unlink()
    elif file.is_file():
        (folder / other).parent.mkdir(exist_ok=True)
        if what == "move":
            file.rename(folder / other)
        else:
            (folder / other).write_bytes(file.read_bytes())


def decide(catalogue: Catalogue, what: str) -> None:
    """Answer the first proposal, or take the last answer back."""
    with catalogue.write() as session:
        state = Likeness.state != "open" if what == "undo" else Likeness.state == "open"
        order = Likeness.id.desc() if what == "undo" else Likeness.id
        offered = session.scalars(select(Likeness).where(state).order_by(order)).first()
        if offered is None:
            return
        if what == "yes":
            deciding.say_yes(session, offered.id, "eva")
        elif what == "no":
            deciding.say_no(session, offered.id, "eva")
        else:
            decided = deciding.last_decision(session, offered.id)
            if decided is not None:
                deciding.undo(session, decided, "eva")


def bytes_known(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Return each id together with the bytes that its addresses have led to."""
    with catalogue.read() as session:
        rows = session.execute(select(Version.document_id, Version.sha256).join(Document))
        return {(document, sha256) for document, sha256 in rows}


def check(catalogue: Catalogue, folder: Path, known: set[tuple[str, str]]) -> None:
    held = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.txt")}
    with catalogue.read() as session:
        assert not requests.any_waiting(session)
        listed = [file for file in status(session).files if file.state not in ("removed", "skipped")]
        documents = {row.id: row for row in session.scalars(select(Document))}
        versions: dict[str, dict[int, str]] = {}
        for version in session.scalars(select(Version)):
            versions.setdefault(version.document_id, {})[version.number] = version.sha256
        leads = {document: joined.goes_on(session, document, None) for document in documents}
    assert sorted(file.path for file in listed) == sorted(held), "each file has one state"
    for document, row in documents.items():
        numbers = sorted(versions.get(document, {}))
        if row.joined_to is None:
            assert numbers == list(range(1, row.version + 1)), "versions count from 1 without a gap"
        else:
            assert numbers == []
            goes_on = leads[document]
            assert goes_on is not None
            assert goes_on.version in versions[goes_on.document], "its addresses lead somewhere"
    for file in listed:
        latest = documents[str(file.document)]
        assert latest.withdrawn_at is None
        assert latest.joined_to is None
        assert versions[latest.id][latest.version] == hashlib.sha256(held[file.path]).hexdigest()
    standing = {file.document for file in listed}
    assert len(standing) == len(set(held.values())), "no bytes are two documents"
    assert standing == {
        key for key, row in documents.items() if row.withdrawn_at is None and row.joined_to is None
    }
    kept = {sha256 for found in versions.values() for sha256 in found.values()}
    assert {sha256 for _, sha256 in known} <= kept, "no version is ever lost"
