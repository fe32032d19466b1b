"""The catalogue is lost: the originals and what lies beside them give every document its id back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from archive.catalogue import Catalogue, open_catalogue
from archive.catalogue.alike.joined import goes_on
from archive.catalogue.publication import is_visible
from archive.catalogue.staff.joining import versions
from archive.catalogue.tables import Document, Likeness
from archive.dates import now
from archive.kept.originals import IDS, Originals
from archive.purging import purge
from archive.settings import Settings, load
from ingest.folder.reconciler import Reconciler


class Archive:
    """A folder of small texts and a data folder, whose catalogue may be lost."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.folder, self.data = root / "folder", root / "data"
        self.settings = settings
        self.folder.mkdir()
        self.catalogue = open_catalogue(self.data)

    def put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def reconcile(self) -> None:
        Reconciler(self.catalogue, self.settings).run(confirm_withdraw=True)

    def lose_the_catalogue(self) -> None:
        self.catalogue.close()
        for path in self.data.glob("catalogue.sqlite*"):
            path.unlink()
        self.catalogue = open_catalogue(self.data)

    def told(self) -> dict[str, Any]:
        """Everything a citation leads to: ids, versions, their hashes, names and texts, and what is shown."""
        with self.catalogue.read() as session:
            shown = set(session.scalars(session.query(Document.id).filter(is_visible(now())).statement))
            return {
                row.id: (
                    row.title,
                    row.id in shown,
                    row.joined_to,
                    row.format_of,
                    row.created_at,
                    row.published_at,
                    [
                        (v.number, v.sha256, v.file_name, v.added_at, [page.text for page in v.pages])
                        for v in row.versions
                    ],
                )
                for row in session.query(Document)
            }

    def document_at(self, source: str) -> str:
        with self.catalogue.read() as session:
            return str(session.query(Document).filter(Document.source == source).one().id)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("HELIXARKIV_ARCHIVE__FOLDER", str(tmp_path / "folder"))
    monkeypatch.setenv("HELIXARKIV_ARCHIVE__DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HELIXARKIV_INGEST__SETTLE_SECONDS", "0")
    made = Archive(tmp_path, load())
    made.put("Träff/Överenskommelse åäö.txt", "Om samverkan, den första texten av flera.")
    made.put("Träff/annan.txt", "En annan text, om avhoppare.")
    made.put("Träff/borta.txt", "En text som togs bort ur mappen.")
    made.reconcile()
    made.put("Träff/Överenskommelse åäö.txt", "Om samverkan, den andra texten, som är längre än den första.")
    (made.folder / "Träff" / "borta.txt").unlink()
    made.reconcile()
    return made


def test_the_same_ids_and_versions_come_back(archive: Archive) -> None:
    before = archive.told()
    assert sorted(len(row[-1]) for row in before.values()) == [1, 1, 2]
    archive.lose_the_catalogue()
    archive.reconcile()
    assert archive.told() == before
    archive.reconcile()
    assert archive.told() == before


@pytest.mark.slow
def test_bytes_that_began_two_documents_get_both_ids_back(archive: Archive) -> None:
    archive.put("Träff/mall.txt", "Rubrik och tomma rader, en mall.")
    archive.reconcile()
    archive.put("Träff/mall.txt", "Mallen är ifylld och är nu en hel text.")
    archive.reconcile()
    archive.put("Träff/mall två.txt", "Rubrik och tomma rader, en mall.")
    archive.reconcile()
    before = archive.told()
    assert len(before) == 5
    archive.lose_the_catalogue()
    archive.reconcile()
    assert archive.told() == before


def _join(archive: Archive, older: str, newer: str) -> None:
    with archive.catalogue.write() as session:
        offered = Likeness(
            made_at=now(), kind="version", document_id=older, other_id=newer, share=1.0, detail={}
        )
        offered.state = "open"
        session.add(offered)
        session.flush()
        assert versions.join(session, offered) == ""


def test_what_was_joined_is_joined_and_can_be_undone(archive: Archive) -> None:
    gone = archive.document_at("Träff/borta.txt")
    archive.put("Träff/ny.txt", "Det som togs bort kom igen med ett annat namn.")
    archive.reconcile()
    newer = archive.document_at("Träff/ny.txt")
    _join(archive, gone, newer)
    archive.put("Träff/ny.txt", "Och ändrades sedan en gång till, under sitt nya namn.")
    archive.reconcile()
    before = archive.told()
    assert [number for number, *_ in before[gone][-1]] == [1, 2, 3]
    archive.lose_the_catalogue()
    archive.reconcile()
    after = archive.told()
    assert after[gone] == before[gone]
    assert after[newer][2] == gone
    with archive.catalogue.write() as session:
        found = goes_on(session, newer, 1)
        assert found is not None and (found.document, found.version) == (gone, 2)
        assert versions.part(session, session.query(Likeness).filter_by(state="accepted").one()) == ""
    assert len(archive.told()[newer][-1]) == 2


@pytest.mark.slow
def test_two_formats_are_two_formats_again(archive: Archive) -> None:
    first, second = (
        archive.document_at("Träff/Överenskommelse åäö.txt"),
        archive.document_at("Träff/annan.txt"),
    )
    with archive.catalogue.write() as session:
        session.get_one(Document, second).format_of = first
    archive.reconcile()
    archive.lose_the_catalogue()
    archive.reconcile()
    assert archive.told()[second][3] == first


@pytest.mark.slow
def test_what_readers_could_not_see_is_held_for_review(archive: Archive) -> None:
    document = archive.document_at("Träff/annan.txt")
    with archive.catalogue.write() as session:
        session.get_one(Document, document).taken_down_at = now()
    archive.reconcile()
    archive.lose_the_catalogue()
    archive.reconcile()
    assert not archive.told()[document][1]
    with archive.catalogue.read() as session:
        assert session.get_one(Document, document).held_for == ["review"]


@pytest.mark.slow
def test_what_was_removed_for_good_has_no_id_left_and_does_not_come_back(archive: Archive) -> None:
    document = archive.document_at("Träff/annan.txt")
    found = purge.look(archive.catalogue, document, block=True)
    kept = Originals(archive.data).root
    copies = archive.data.parent / "copies"
    shutil.copytree(kept, copies)
    purge.begin(archive.catalogue, archive.data, found, "begäran", "eva")
    purge.finish(archive.catalogue, archive.data, [document], lambda: None)
    assert not any(document.encode() in path.read_bytes() for path in kept.rglob(f"*{IDS}"))
    shutil.copytree(copies, kept, dirs_exist_ok=True)  # older originals are put back
    archive.lose_the_catalogue()
    archive.reconcile()
    assert document not in archive.told()


def test_a_recovery_that_was_killed_goes_on(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = archive.told()
    archive.lose_the_catalogue()

    class Killed(BaseException):
        pass

    write, writes = Catalogue.write, []

    def dies(catalogue: Catalogue) -> Any:
        writes.append(1)
        if len(writes) == 4:  # the fact, two versions, and then the power goes
            raise Killed
        return write(catalogue)

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Catalogue, "write", dies)
        archive.reconcile()
    assert 0 < len(archive.told()) < len(before)
    archive.reconcile()
    assert archive.told() == before


@pytest.mark.slow
def test_ids_of_before_are_written_by_the_next_round(archive: Archive) -> None:
    for path in Originals(archive.data).root.rglob(f"*{IDS}"):
        path.unlink()
    archive.reconcile()
    assert len(list(Originals(archive.data).root.rglob(f"*{IDS}"))) == 4
