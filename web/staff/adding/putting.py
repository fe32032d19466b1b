"""Putting what was sent into the folder, with every check; what is refused is told in Swedish."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedRandom
from typing import Any

import structlog
from flask import request
from sqlalchemy.exc import OperationalError

from archive.catalogue.folder import ledger
from archive.catalogue.staff import decisions
from archive.catalogue.tables import Document
from archive.folder.outcomes import PlaceState
from archive.folder.unpublished import FOLDER, is_unpublished
from archive.purging.purged import PurgedList
from archive.uploads import folders, naming, parts, placing
from archive.uploads.placing import Placed, Sent
from web.language.wording import byte_size
from web.site import site
from web.staff.adding import bodies, wording
from web.staff.answers import staff_links
from web.staff.signing.member import who

log = structlog.get_logger("web.staff")

DECISION = "upload"
_READ_ONLY = frozenset((errno.EROFS, errno.EACCES, errno.EPERM))
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


@dataclass
class Refused(Exception):  # noqa: N818 - named for what it is
    """A file is not put into the folder; `said` is why in Swedish, `detail` what a script needs to ask on."""

    said: str
    kind: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    status: int = 422


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a file is wanted, and what staff answered to what may be asked."""

    folder: str
    name: str
    replace: bool = False  # a file that has the name
    anyway: bool = False  # though the archive has these bytes


def wanted(name: str) -> Wanted:
    """Return what the form says of a file that is called `name`."""
    form = request.form
    folder = form.get("ny_mapp", "").strip() or form.get("mapp", "")
    if "opublicerat" in form and not is_unpublished(f"{folder}/{name}"):
        folder = f"{folder}/{FOLDER}" if folder else FOLDER
    return Wanted(folder, form.get("namn", "") or name, "ersatt" in form, "anda" in form)


def ask(where: Wanted, size: int) -> None:
    """Raise :class:`Refused` for what can be told before a file is sent."""
    if size <= 0:
        raise Refused(wording.empty(), "empty")
    if size > bodies.most_of_a_file():
        raise Refused(wording.too_large(byte_size(bodies.most_of_a_file())), "size")
    folder = site().settings.archive.folder
    if not folders.can_write(folder):
        raise Refused(wording.read_only(), "read-only")
    with told(where):
        placing.ask(folder, where.folder, where.name, replace=where.replace)


def put(
    where: Wanted, source: BufferedRandom, size: int, modified_ns: int | None = None
) -> tuple[Placed, str]:
    """Put a whole file into the folder and write it down; return it, and a warning or "".

    Raises :class:`Refused`.
    """
    ask(where, size)
    settings = site().settings
    source.seek(0)
    head = source.read(1024)
    source.seek(0)
    sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    source.seek(0)
    if sha256 in PurgedList(settings.archive.data).blocked():
        raise Refused(wording.removed_for_good(), "removed")
    if not where.anyway:
        _refuse_known(sha256)
    if where.replace:
        _refuse_unread(where)
    with told(where):
        sent = Sent(source, size, sha256, modified_ns)
        notes = settings.archive.data / parts.FOLDER
        placed = placing.place(
            settings.archive.folder, notes, where.folder, where.name, sent, replace=where.replace
        )
    _write_down(placed)
    return placed, "" if naming.looks_like(placed.path, head) else wording.unlike()


@contextmanager
def told(where: Wanted | None = None) -> Iterator[None]:
    """Tell in Swedish what uploads are refused for."""
    try:
        yield
    except naming.BadName as error:
        suggestion = naming.tidied(where.name) if where else ""
        kind = "format" if error.fault in naming.NOT_READ else "name"  # another name would not help
        raise Refused(wording.fault(error.fault), kind, {"suggestion": suggestion}) from None
    except placing.Taken as error:
        detail = {"replaceable": error.replaceable, "suggestion": error.another}
        said = wording.taken(error.path, replaceable=error.replaceable)
        raise Refused(said, "taken", detail) from None
    except folders.NoFolder as error:
        log.warning("a file was not put into its folder", reason=str(error))
        raise Refused(wording.no_folder(), "folder") from None
    except parts.NoRoom:
        raise Refused(wording.no_room(), "room", status=507) from None
    except parts.TooMany:
        raise Refused(wording.too_many(), "many", status=429) from None
    except parts.Unknown:
        raise Refused(wording.unknown(), "unknown", status=404) from None
    except placing.Torn:
        raise Refused(wording.torn(), "torn") from None
    except OSError as error:
        raise _of_the_disk(error) from error


def _of_the_disk(error: OSError) -> Refused:
    if error.errno in _READ_ONLY:
        return Refused(wording.read_only(), "read-only")
    if error.errno in _FULL:
        return Refused(wording.no_room(), "room", status=507)
    log.error("a file could not be put into the folder", reason=error.strerror or str(error))
    return Refused(wording.failed(), "failed", status=500)


def _refuse_known(sha256: str) -> None:
    """Ask first where the archive has these bytes, in a file that is in the folder."""
    with site().catalogue.read() as session:
        known = [entry for entry in ledger.with_hash(session, sha256) if entry.document]
        titles = {entry.path: session.get_one(Document, entry.document).title for entry in known}
    if known:
        found = [
            {
                "title": titles[e.path] or e.path,
                "path": e.path,
                "address": staff_links().document(e.document or ""),
            }
            for e in known
        ]
        named = ", ".join(f"”{each['title']}” ({each['path']})" for each in found)
        raise Refused(wording.already(named), "already", {"documents": found})


def _refuse_unread(where: Wanted) -> None:
    """Refuse to replace bytes that the archive has not kept yet: they would be lost."""
    folder = site().settings.archive.folder
    try:
        placing.ask(folder, where.folder, where.name)
    except placing.Taken as taken:
        with site().catalogue.read() as session:
            entry = ledger.entry_at(session, taken.path)
        found = (folder / taken.path).lstat()
        same = entry is not None and (entry.fingerprint.size, entry.fingerprint.mtime_ns) == (
            found.st_size,
            found.st_mtime_ns,
        )
        if entry is None or not same or entry.progress or entry.state is PlaceState.WAITING:
            raise Refused(wording.not_read_yet(taken.path), "unread") from None


def _write_down(placed: Placed) -> None:
    after = {"size": placed.size, "sha256": placed.sha256, "replaced": placed.replaced}
    try:
        with site().catalogue.write() as session:
            decisions.record(session, by=who(), kind=DECISION, subject=placed.path, after=after)
    except OperationalError:
        log.error("an upload could not be written down")  # the file is in the folder all the same
