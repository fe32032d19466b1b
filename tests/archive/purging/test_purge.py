"""What is removed for good is gone from every byte, whenever the power goes, and takes nothing else along."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from archive.catalogue import open_catalogue, tables
from archive.catalogue.folder import events, ledger, rounds
from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.catalogue.naming.people import persons_named
from archive.catalogue.staff import decisions, requests
from archive.catalogue.staff.corrections import merging
from archive.folder.outcomes import PlaceState
from archive.kept.originals import Originals
from archive.purging import purge
from archive.purging.purged import NAME, PurgedList
from archive.uploads.parts import FOLDER
from tests.archive.purging.conftest import PATH, SPEAKER, TITLE, WORD, WORDS, Held


def hang_everything_on(held: Held, document: str) -> None:
    """Let all that can name the talk name it."""
    with held.catalogue.write() as session:
        decisions.record(session, "eva", "takedown", document, after={"title": TITLE})
        decisions.record(session, "eva", "upload", subject=PATH, after={"size": 1})
        decisions.record(session, "eva", "renamed", subject="osten-akerhielm", before={"name": SPEAKER})
        persons_named(session, ["Øystein Åkerhielm"])  # as a sidecar of it once had it
        requests.ask(session, "eva", requests.RETRY, PATH)
        events.set_notices(session, "file.", {PATH: f"{PATH}.toml, line 1: wrong"}, degraded=False)
        rounds.note_held(session, [PATH])
        for describing in (f"{PATH}.toml", PATH.replace(".pdf", ".txt")):
            unread = Fingerprint(0, 0, 0)
            ledger.put(session, Entry(describing, unread, "", "", PlaceState.SKIPPED, reason="describes"))
        for fetched in ("", PATH):
            session.add(
                tables.Harvested(
                    page="https://example.org/",
                    address=f"https://example.org/{fetched}",
                    position=1,
                    title=TITLE,
                    speakers=[SPEAKER],
                    document_id=None if fetched else document,
                    fetched=fetched,
                    seen_at=session.get_one(tables.Document, document).created_at,
                    first_seen_at=session.get_one(tables.Document, document).created_at,
                )
            )
    uploads = held.data / FOLDER
    uploads.mkdir()
    named = PATH.rpartition("/")[2]
    begun = f'{{"file": "{named}", "name": "annat.pdf", "placed": ""}}'
    (uploads / "1.json").write_text(begun)
    (uploads / "1.part").write_text(f"Om en {WORD}")
    (uploads / "2.json").write_text('{"file": "kopia.pdf", "name": "kopia.pdf", "placed": ""}')
    (uploads / "2.part").write_text(f"Om en {WORD} plan")
    (uploads / "3.json").write_text("{")
    shutil.copy(held.catalogue.path, held.data / "catalogue.20260101T000000.schema-0001.sqlite")


def test_every_trace_goes_and_what_stays_says_only_that_it_was_done(held: Held, talk: str) -> None:
    hang_everything_on(held, talk)
    assert len({line.partition(":")[0] for line in held.tells()}) >= 8
    removed = held.purge(talk)
    assert (removed.documents, removed.versions, removed.originals, removed.left) == ((talk,), 2, 2, ())
    assert removed.checked
    assert held.tells() == []
    assert held.rebuilt == [()]  # while it was hidden
    with held.catalogue.read() as session:
        assert session.query(tables.Person).count() == session.query(tables.Harvested).count() == 0
        assert [d.kind for d in decisions.of_document(session, talk)] == ["takedown"]
        assert [e.kind for e in session.scalars(select(tables.Event))][-1] == "purged"
        assert rounds.held(session).total == 0
    assert not [path for path in (held.data / "pictures").rglob("*") if path.is_file()]
    assert {path.name for path in (held.data / FOLDER).iterdir()} == {"3.json"}
    said = (held.data / NAME).read_text()
    assert "begäran 2026/17" in said
    assert '"by": "eva"' in said


_EFFECTS = (
    *("hide", "remove", "_remove_files", "_leave_nothing_behind", "_look_through"),
    *("parts.forget", "shutil.rmtree", "events.record", "PurgedList.begin", "PurgedList.finish"),
)


@pytest.mark.parametrize("effect", ["", *_EFFECTS])
def test_an_end_after_any_step_leaves_it_hidden_and_the_next_start_goes_on(
    held: Held, talk: str, monkeypatch: pytest.MonkeyPatch, effect: str
) -> None:
    hang_everything_on(held, talk)
    found = purge.look(held.catalogue, talk)
    owner, name = _owner(effect or "PurgedList.begin")
    done: Callable[..., Any] = getattr(owner, name)

    def ends(*arguments: Any, **options: Any) -> None:
        if effect:
            done(*arguments, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, ends)
        with pytest.raises(KeyboardInterrupt):
            purge.begin(held.catalogue, held.data, found, "x", "eva")
            purge.finish(held.catalogue, held.data, [talk], held.rebuild)
    never_begun = not effect
    assert held.go_on() == (() if never_begun or effect == "PurgedList.finish" else (talk,))
    with held.catalogue.read() as session:
        row = session.get(tables.Document, talk)
        assert (row is not None and row.taken_down_at is None) == never_begun
    assert bool(held.tells()) == never_begun
    assert held.go_on() == ()


def _owner(effect: str) -> tuple[Any, str]:
    owner, _, name = effect.rpartition(".")
    return (getattr(purge, owner) if owner else purge), name


def test_what_others_share_stays(held: Held, talk: str) -> None:
    """A person who speaks elsewhere, a series with other talks, bytes that began two documents."""
    template = f"Om två {WORD} planer".encode()
    other = held.add(template, "Kvartalsträff/annan.pdf", "Annat föredrag", (SPEAKER,))
    held.add(b"Om helt annat", "Kvartalsträff/annan.pdf", "Annat", (SPEAKER,), version_of=other)
    with held.catalogue.write() as session:
        decisions.record(session, "eva", "renamed", subject="osten-akerhielm", before={"name": SPEAKER})
        merging.add_alias(session, "eva", persons_named(session, ["Anna Ek"])[0], "A. Ek")
    removed = held.purge(talk, block=True)
    assert (removed.versions, removed.originals) == (2, 1)
    shared = hashlib.sha256(template).hexdigest()
    assert Originals(held.data).has(shared)
    assert (held.data / "pictures" / shared[:2] / shared / "1.webp").exists()
    with held.catalogue.read() as session:
        # She speaks nowhere just now; what staff made of her name is kept
        assert {person.name for person in session.query(tables.Person)} == {SPEAKER, "Anna Ek"}
        assert session.query(tables.Decision).filter_by(kind="renamed").one().before == {"name": SPEAKER}
        assert [series.folder for series in session.query(tables.Series)] == ["Kvartalsträff"]
        assert session.get(tables.Document, other) is not None
    assert held.go_on() == ()  # the shared bytes do not take the other document along
    assert shared in PurgedList(held.data).blocked()  # but no new document is made of them


def test_it_is_refused_with_a_line_on_what_to_do(held: Held, talk: str) -> None:
    standing = held.add(b"Om annat", "II/kvar.pdf", "Kvar")
    with pytest.raises(purge.NotPurged, match=r"the folder still holds it \('II/kvar\.pdf'\)"):
        purge.look(held.catalogue, standing)
    assert purge.look(held.catalogue, standing, block=True).title == "Kvar"
    with pytest.raises(purge.NotPurged, match="there is no document 'finns-inte'"):
        purge.look(held.catalogue, "finns-inte")
    with held.catalogue.write() as session:
        session.get_one(tables.Document, standing).joined_to = talk
    with pytest.raises(purge.NotPurged, match=f"goes on as {talk}"):
        purge.look(held.catalogue, standing, block=True)
    assert not (held.data / NAME).exists()


def test_what_went_on_as_it_goes_too_and_readers_are_told_of_both_addresses(held: Held, talk: str) -> None:
    newer = held.add(b"Om nyare", "II/ny.pdf", "Nyare")
    with held.catalogue.write() as session:
        session.get_one(tables.Document, newer).joined_to = talk
    held.purge(talk, block=True)
    listed = PurgedList(held.data)
    assert listed.known_to_readers(talk)
    assert listed.known_to_readers(newer)
    assert not listed.known_to_readers("finns-inte")
    with held.catalogue.read() as session:
        assert session.query(tables.Document).count() == 0


def test_the_other_format_of_the_talk_waits_for_staff(held: Held, talk: str) -> None:
    deck = held.add(b"Om samma som bilder", "II/bilder.pptx", "Bilderna")
    with held.catalogue.write() as session:
        session.get_one(tables.Document, deck).format_of = talk
    held.purge(talk)
    with held.catalogue.read() as session:
        row = session.get_one(tables.Document, deck)
        assert row.format_of is None
        assert row.held_at is not None
        assert row.publication_revision == row.revision


def test_an_older_catalogue_and_its_originals_come_back_in_vain(
    held: Held, talk: str, tmp_path: Path
) -> None:
    other = held.add(b"Om annat", "II/kvar.pdf", "Kvar")
    with sqlite3.connect(held.catalogue.path) as database:
        database.execute("VACUUM INTO ?", (str(tmp_path / "older"),))
    shutil.copytree(held.data / "originals", tmp_path / "kept")
    held.purge(talk)
    held.catalogue.close()
    (tmp_path / "older").replace(held.data / "catalogue.sqlite")
    shutil.copytree(tmp_path / "kept", held.data / "originals", dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "kept")
    held.catalogue = open_catalogue(held.data)
    assert held.tells()
    assert purge.hide_again(held.catalogue, held.data) == (talk,)
    held.rebuild()
    assert held.rebuilt[-1] == (other,)
    assert held.go_on() == (talk,)
    assert held.tells() == []
    assert held.go_on() == ()


def test_many_that_come_back_take_one_new_index(held: Held) -> None:
    ids = [held.add(f"Om {n}".encode(), f"II/{n}.pdf", f"Titel {n}") for n in range(3)]
    for document in ids:
        found = purge.look(held.catalogue, document, block=True)
        purge.begin(held.catalogue, held.data, found, "x", "eva")
    assert set(held.go_on()) == set(ids)
    assert held.rebuilt == [()]


def test_what_is_removed_may_be_let_back_by_its_id_or_its_bytes(held: Held, talk: str) -> None:
    held.purge(talk)
    listed = PurgedList(held.data)
    first = hashlib.sha256(f"Om en {WORD} plan".encode()).hexdigest()
    assert first in listed.blocked()
    assert listed.allow("finns-inte", "x", "eva") == ()
    assert listed.allow(first, "misstag", "eva") == (talk,)
    assert listed.blocked() == frozenset()
    assert listed.known_to_readers(talk)  # until it is there again, its address is one that was right
    assert "misstag" in (held.data / NAME).read_text()
    again = held.add(f"Om en {WORD} plan".encode(), PATH, TITLE)
    assert held.go_on() == ()
    held.purge(again, block=True)
    assert first in listed.blocked()


def test_a_catalogue_that_cannot_be_written_anew_is_told(
    held: Held, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that goes on for ever keeps the log; what is not told is not done, and is done later."""
    monkeypatch.setattr(purge, "_WAL_WITHIN", 0.2)
    reader = sqlite3.connect(held.catalogue.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM documents").fetchone()
    with pytest.raises(purge.NotPurged, match="another process reads all the time"):
        held.purge(talk)
    reader.close()
    assert purge.unfinished(held.catalogue, held.data) == (talk,)
    assert held.go_on() == (talk,)
    assert held.tells() == []


def test_the_words_are_looked_for_as_they_are_kept(held: Held, talk: str) -> None:
    """The search of these tests finds what it is to find."""
    with held.catalogue.read() as session:
        packed = session.scalars(select(tables.PageRow.words)).first()
    assert packed
    assert len(WORDS) == 50
    assert any("catalogue.sqlite" in line for line in held.tells())
