"""Bringing an item of a listing page into the folder: its file, or a shortcut where it leads elsewhere.

The folder is the truth: what is brought is read and catalogued as any file there. One at a time, in whichever
process: a lock below `archive.data` sees to that.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import structlog
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.folder import ledger
from archive.catalogue.staff.harvesting import accepting, folders
from archive.catalogue.staff.harvesting.items import LINK, State
from archive.catalogue.tables import Harvested
from archive.purging.purged import PurgedList
from archive.settings import Settings
from archive.uploads import naming, parts, placing
from archive.uploads.folders import NoFolder
from archive.uploads.placing import Sent
from ingest.harvest.fetching import checking
from ingest.harvest.fetching.allowed import NotAllowed
from ingest.harvest.fetching.connecting import Network, NotFetched
from ingest.harvest.fetching.fetch import fetch

log = structlog.get_logger("ingest.harvest")

FOLDER = "harvest"
"""Below `archive.data`: the lock, and files that are not whole yet."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An item as it is to be brought; `path` is where it was put before, "" if it was not."""

    address: str
    title: str
    format: str
    folder: str
    path: str
    validators: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Came:
    """A whole file: its bytes, its name, and by what it is asked whether it has changed."""

    source: BinaryIO
    size: int
    sha256: str
    name: str
    validators: Mapping[str, str]


def bring(
    catalogue: Catalogue,
    settings: Settings,
    number: int,
    *,
    again: bool = False,
    network: Network | None = None,
) -> str:
    """Bring an item; return "" or why that cannot be, in Swedish, which the item keeps too.

    What was brought before is left alone, or with `again` asked for anew: other bytes then take the place of
    those that were brought, as a new version. A file with the name that was not brought is never replaced.
    """
    with _alone(settings.archive.data) as workshop:
        with catalogue.read() as session:
            wanted = _wanted(session, number)
        if wanted is None:
            return accepting.NO_ITEM
        if wanted.path and not again:
            return ""
        try:
            with tempfile.TemporaryFile(dir=workshop) as into:
                came = _get(wanted, into, settings, network or Network())
                path = _put(catalogue, settings, wanted, came) if came else wanted.path
        except (NotAllowed, NotFetched) as error:
            return _note(catalogue, number, str(error))
        except (naming.BadName, NoFolder, placing.Torn) as error:
            log.warning("what was fetched was not put into the folder", reason=str(error))
            return _note(catalogue, number, "Filen gick inte att lägga i mappen.")
        except OSError as error:
            log.error(
                "what was fetched could not be put into the folder", reason=error.strerror or str(error)
            )
            return _note(
                catalogue, number, "Filen gick inte att skriva i mappen. Är den skrivskyddad eller full?"
            )
        with catalogue.write() as session:
            row = session.get(Harvested, number)
            if row is not None:
                row.fetched, row.problem = path, ""
                row.validators = dict(came.validators if came else wanted.validators)
    return ""


@contextmanager
def _alone(data: Path) -> Iterator[Path]:
    workshop = data / FOLDER
    workshop.mkdir(parents=True, exist_ok=True)
    with (workshop / "lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield workshop


def _wanted(session: Session, number: int) -> _Wanted | None:
    row = session.get(Harvested, number)
    if row is None:
        return None
    folder = folders.folder_of(row.series, folders.of_series(session)) if row.series else ""
    return _Wanted(row.address, row.title, row.format, folder, row.fetched, row.validators)


def _get(wanted: _Wanted, into: BinaryIO, settings: Settings, network: Network) -> _Came | None:
    """Return the item's file; None where it is as it was brought before."""
    if wanted.format == LINK:
        data = checking.shortcut(wanted.address)
        sha256 = hashlib.sha256(data).hexdigest()
        name = checking.shortcut_name(wanted.title, wanted.address)
        return _Came(io.BytesIO(data), len(data), sha256, name, {"sha256": sha256})
    if shutil.disk_usage(settings.archive.data).free < settings.ingest.min_free_mb << 20:
        raise NotFetched("Det är för lite ledigt utrymme på disken för att hämta filer.")
    checking.name_for(wanted.address, "", wanted.title or "x", wanted.format)  # before it is asked for
    most = settings.ingest.max_file_mb << 20
    fetched = fetch(wanted.address, into, settings, most, network, wanted.validators)
    if fetched is None or fetched.sha256 == wanted.validators.get("sha256"):
        return None
    if not fetched.size:
        raise NotFetched("Filen är tom.")
    into.seek(0)
    head = into.read(1024)
    into.seek(0)
    name = checking.name_for(wanted.address, fetched.file_name, wanted.title, wanted.format)
    checking.check(name, fetched.media_type, head)
    return _Came(into, fetched.size, fetched.sha256, name, fetched.validators)


def _put(catalogue: Catalogue, settings: Settings, wanted: _Wanted, came: _Came) -> str:
    """Put a file into the folder and return its path; where the folder has its bytes already, theirs."""
    data = settings.archive.data
    if came.sha256 in PurgedList(data).blocked():
        raise NotFetched("Innehållet har tagits bort för gott ur arkivet och tas inte in igen.")
    with catalogue.read() as session:
        known = [entry.path for entry in ledger.with_hash(session, came.sha256) if entry.document]
        before = ledger.entry_at(session, wanted.path) if wanted.path else None
    if known:
        return wanted.path if wanted.path in known else known[0]
    folder, name = wanted.folder, came.name
    if wanted.path:
        if before is None or before.sha256 != wanted.validators.get("sha256"):
            raise NotFetched("Filen i mappen har ändrats eller flyttats sedan den hämtades och ersätts inte.")
        folder, _, name = wanted.path.rpartition("/")
    sent = Sent(came.source, came.size, came.sha256)
    try:
        placed = placing.place(
            settings.archive.folder, data / parts.FOLDER, folder, name, sent, replace=bool(wanted.path)
        )
    except placing.Taken as taken:
        raise NotFetched(f"Det finns redan en annan fil med namnet ”{taken.path}” i mappen.") from None
    log.info("a listed file was put into the folder", size=came.size)
    return placed.path


def _note(catalogue: Catalogue, number: int, problem: str) -> str:
    """Keep with an item why it could not be brought; it waits for staff again."""
    with catalogue.write() as session:
        row = session.get(Harvested, number)
        if row is not None:
            row.problem = problem
            if row.state == State.COMING:
                row.state, row.accepted = State.NEW, {}
    return problem
