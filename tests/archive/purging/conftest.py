"""A data folder that holds a talk which is to be removed, and others that share something with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, open_catalogue, store, tables
from archive.catalogue.folder import ledger
from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.catalogue.store import Content
from archive.catalogue.values import Origin, Statement
from archive.dates import now
from archive.folder.outcomes import Outcome, PlaceState
from archive.kept.originals import Originals
from archive.pages import Page, Word, pack_words
from archive.purging import purge
from archive.purging.purge import Removed

TITLE, SPEAKER, WORD = "Hemlighetsfullt föredrag", "Östen Åkerhielm", "kryptoplanktonisk"
PATH = "Kvartalsträff/hemlig_fil_åäö.pdf"
WORDS = tuple(Word("x", at, at + 7, ((0.123, at / 1000, 0.5, 0.7),)) for at in range(50))


@dataclass
class Held:
    """A data folder, its catalogue, and what was done to it."""

    data: Path
    catalogue: Catalogue
    rebuilt: list[tuple[str, ...]] = field(default_factory=list)

    def keep(self, content: bytes) -> str:
        """Keep an original with a picture of its first page."""
        source = self.data / "incoming"
        source.write_bytes(content)
        sha256, _ = Originals(self.data).keep(source)
        source.unlink()
        picture = self.data / "pictures" / sha256[:2] / sha256 / "1.webp"
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(b"a picture of " + content)
        return sha256

    def add(
        self, content: bytes, path: str, title: str, speakers: tuple[str, ...] = (), version_of: str = ""
    ) -> str:
        """Archive a file as a document or a further version; it stands in the folder."""
        sha256, name = self.keep(content), path.rpartition("/")[2]
        page = Page(
            1, content.decode(), words=WORDS if title == TITLE else (), title=title, notes=f"notes: {title}"
        )
        read = Content(
            *(sha256, len(content), "pdf", name, now(), Outcome.COMPLETE, "", "test"),
            page_count=1,
            pages=[page],
            embedded={"title": title},
            outline=[[1, title, 1]],
        )
        said = [
            Statement("title", Origin.SIDECAR, title, f"{name}.toml"),
            Statement("speakers", Origin.SIDECAR, list(speakers), f"{name}.toml"),
            Statement("series", Origin.FOLDER, path.partition("/")[0], ""),
        ]
        with self.catalogue.write() as session:
            if version_of:
                document = session.get_one(tables.Document, version_of)
                store.add_version(session, document, read, path, said)
            else:
                document = store.add_document(session, read, path, said)
            print_of = Fingerprint(len(content), 1, 1)
            entry = Entry(path, print_of, sha256, "", PlaceState.ARCHIVED, document=document.id)
            ledger.put(session, entry)
            return document.id

    def leaves_the_folder(self, path: str) -> None:
        with self.catalogue.write() as session:
            ledger.note_removed(session, path)

    def rebuild(self) -> None:
        """Stand for the making of a new index: note what readers could find at that moment."""
        with self.catalogue.read() as session:
            rows = session.query(tables.Document).filter(tables.Document.taken_down_at.is_(None))
            self.rebuilt.append(tuple(sorted(row.id for row in rows)))

    def purge(self, document: str, *, block: bool = False) -> Removed:
        found = purge.look(self.catalogue, document, block=block)
        purge.begin(self.catalogue, self.data, found, "begäran 2026/17", "eva")
        return purge.finish(self.catalogue, self.data, [document], self.rebuild)

    def go_on(self) -> tuple[str, ...]:
        """Do what the next start does."""
        purge.hide_again(self.catalogue, self.data)
        documents = purge.unfinished(self.catalogue, self.data)
        if documents:
            purge.finish(self.catalogue, self.data, documents, self.rebuild)
        return documents

    def tells(self) -> list[str]:
        """Return which files of the data folder hold anything of the talk, in any way it may be written."""
        words = (TITLE, SPEAKER, WORD, PATH, PATH.rpartition("/")[2], "Åkerhielm", "akerhielm", "hemlig_fil")
        needles = {pack_words(WORDS)}
        for form in {form for word in words for form in (word, word.lower(), word.upper())}:
            needles |= {form.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")}
            needles.add(json.dumps(form)[1:-1].encode())
        return [
            f"{path.relative_to(self.data)}: {needle!r}"
            for path in sorted(self.data.rglob("*"))
            if path.is_file()
            for needle in needles
            if needle in path.read_bytes() or needle in bytes(path.relative_to(self.data))
        ]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue without a document, made once since that takes longer than most tests of it."""
    data = tmp_path_factory.mktemp("empty")
    open_catalogue(data).close()
    return data / "catalogue.sqlite"


@pytest.fixture
def held(tmp_path: Path, empty: Path) -> Iterator[Held]:
    """A data folder, so far without a document."""
    shutil.copy(empty, tmp_path)
    catalogue = Catalogue(tmp_path)
    yield Held(tmp_path, catalogue)
    catalogue.close()


@pytest.fixture
def talk(held: Held) -> str:
    """The talk in two versions, with everything that can hang on a document; its file has left the folder."""
    document = held.add(f"Om en {WORD} plan".encode(), PATH, TITLE, (SPEAKER,))
    held.add(f"Om två {WORD} planer".encode(), PATH, TITLE, (SPEAKER,), version_of=document)
    held.leaves_the_folder(PATH)
    return document
