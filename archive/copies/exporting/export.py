"""Making an export: filled beside its place, then made a bag, then given its name."""

from __future__ import annotations

import csv
import io
import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bagit
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.checks import CheckKind, recorded
from archive.catalogue.tables import Document
from archive.copies import files, snapshot
from archive.copies.exporting import layout
from archive.copies.exporting.read_me import READ_ME
from archive.copies.exporting.record import record
from archive.copies.files import Changed, CopyError
from archive.kept.originals import Originals
from archive.purging.purged import NAME as PURGED

log = structlog.get_logger("archive.copies")

_COLUMNS = (
    *("id", "titel", "serie", "talare", "datum", "språk", "format", "version", "sidor", "offentligt"),
    *("källa", "mapp", "original", "sha256"),
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export came to. `missing` are originals, by SHA-256, that are gone or damaged."""

    path: str
    documents: int
    originals: int
    bytes: int
    missing: tuple[str, ...]


@dataclass(slots=True)
class _Filling:
    """What was put into a bag so far."""

    root: Path
    originals: Originals
    count: int = 0
    bytes: int = 0
    missing: set[str] = field(default_factory=set)
    rows: list[dict[str, Any]] = field(default_factory=list)


def export(catalogue: Catalogue, data: Path, bag: Path) -> Exported:
    """Make a bag of a data folder at a path where nothing is, or an empty folder.

    Raises :class:`CopyError` where it cannot be made; what was begun is removed then.
    """
    _nothing_stands_at(bag)
    bag.parent.mkdir(parents=True, exist_ok=True)
    begun = bag.with_name(f".{bag.name}.unfinished")
    with recorded(catalogue, CheckKind.EXPORT) as found:
        shutil.rmtree(begun, ignore_errors=True)
        sizes = snapshot.originals(catalogue.path)
        files.need_space(bag.parent, sum(sizes.values()) + 4 * files.size(catalogue.path))
        begun.mkdir(mode=0o750)  # it holds what is withheld too
        try:
            filling = _fill(catalogue, data, begun)
            _make_bag(begun, filling)
            if bag.exists():
                bag.rmdir()
            begun.rename(bag)
        except BaseException:
            shutil.rmtree(begun, ignore_errors=True)
            raise
        files.sync(bag.parent)
        found.whole, found.wrong = not filling.missing, len(filling.missing)
        found.counts = {"originals": filling.count, "bytes": filling.bytes, "linked": 0}
    missing = tuple(sorted(filling.missing))
    return Exported(str(bag), len(filling.rows), filling.count, filling.bytes, missing)


def _nothing_stands_at(bag: Path) -> None:
    if not bag.name or (bag.exists() and (not bag.is_dir() or any(bag.iterdir()))):
        raise CopyError(f"{bag} is not empty: name a folder for the export that is not there yet")
    if bag.is_mount():
        raise CopyError(f"{bag} is a disk of its own: name a folder on it that is not there yet")


def _fill(catalogue: Catalogue, data: Path, root: Path) -> _Filling:
    """Put the payload into a folder: documents with their originals, the index, the catalogue."""
    removed = _bytes_of(data / PURGED)
    kept = root / layout.below_data(layout.CATALOGUE)
    kept.parent.mkdir(parents=True)
    snapshot.take(catalogue.path, kept)
    copied = Catalogue(kept.parent)
    filling = _Filling(root, Originals(data))
    try:
        with copied.read() as session:
            for document in _documents(session):
                _put(session, document, filling)
                session.expunge_all()  # of each its pages were read
    finally:
        copied.close()
    snapshot.settle(kept)
    files.write(root / "index.csv", _table(filling.rows))
    files.write(root / "LÄS MIG.txt", READ_ME.encode())
    if removed:
        files.write(root / layout.below_data(layout.PURGED), removed)
    if _bytes_of(data / PURGED) != removed:
        raise CopyError("a document was removed for good meanwhile; export again, so that it is not in it")
    return filling


def _documents(session: Session) -> Iterator[Document]:
    for document_id in session.scalars(select(Document.id).order_by(Document.id)).all():
        yield session.get_one(Document, document_id)


def _put(session: Session, document: Document, filling: _Filling) -> None:
    """Put one document into its folder: what is known of it, and each version's file and texts."""
    folder = f"dokument/{layout.folder_of(document.id, document.title)}"
    where: dict[int, str] = {}
    for version in document.versions:
        within = f"{folder}/version {version.number}"
        original = f"{within}/{layout.readable(version.file_name, version.sha256)}"
        try:
            files.copy(filling.originals.path(version.sha256), filling.root / original, version.sha256)
        except (FileNotFoundError, Changed) as error:
            log.warning("an original is not in the export", sha256=version.sha256, reason=str(error))
            filling.missing.add(version.sha256)
        else:
            where[version.number] = original
            filling.count, filling.bytes = filling.count + 1, filling.bytes + version.size
        for page in version.pages:
            text = filling.root / within / "text" / f"{page.number:04}.txt"
            files.write(text, page.text.encode("utf-8", "replace"))
    said = record(session, document, where)
    content = json.dumps(said, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    files.write(filling.root / folder / "dokument.json", content + b"\n")
    filling.rows.append(_row(said, folder))


def _row(said: dict[str, Any], folder: str) -> dict[str, Any]:
    latest = said["versions"][-1] if said["versions"] else {}
    spoke = "; ".join(speaker["name"] for speaker in said["speakers"])
    values = (
        *(said["id"], said["title"], said["series"]["name"], spoke, said["date"], said["language"]),
        *(said["format"], said["version"], latest.get("page_count", ""), "ja" if said["public"] else "nej"),
        *(said["source"], folder, latest.get("file", ""), latest.get("sha256", "")),
    )
    return dict(zip(_COLUMNS, map(_harmless, values), strict=True))


def _harmless(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _table(rows: list[dict[str, Any]]) -> bytes:
    """Return the rows as a spreadsheet in Swedish reads them: semicolons, and a mark that it is UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _make_bag(root: Path, filling: _Filling) -> None:
    logging.getLogger("bagit").setLevel(logging.WARNING)
    about = {
        "External-Description": "Helixarkivet: alla dokument med original, texter och uppgifter",
        "Bag-Software-Agent": "Helixarkivet",
        "Missing-Original": " ".join(sorted(filling.missing)),
    }
    said = {name: value for name, value in about.items() if value}
    try:
        bagit.make_bag(str(root.absolute()), said, processes=1, checksums=["sha256"])
    except bagit.BagError as error:
        raise CopyError(f"the bag cannot be made: {error}") from error
    for tag in root.glob("*.txt"):
        files.sync(tag)
    files.sync_folders(root)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
