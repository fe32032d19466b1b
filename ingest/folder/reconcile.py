"""The reconcile plan: from what the ledger knows and what a scan saw to what is to be done.

Pure: no file is read and nothing is written here, so that every history of a folder can be tested
without one. Bytes decide (SHA-256), never times: a document follows its bytes to another path, a
path with new bytes is a new version, bytes that are already archived are one document more places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.catalogue.ledger import Entry, Fingerprint
from archive.outcomes import PlaceState


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the scan saw it. `sha256` is "" for one that is still growing."""

    path: str
    fingerprint: Fingerprint
    sha256: str
    descriptors: str = ""  # digest of the files that describe it


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands in the folder. `absent` says why the folder itself could not be read."""

    files: Mapping[str, Seen] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)  # path: why it is passed over
    unreadable: Mapping[str, str] = field(default_factory=dict)  # folder or file: why
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the catalogue knows: the entry of each path, and whose latest bytes a hash is."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)  # hash: document, also withdrawn ones


@dataclass(frozen=True, slots=True)
class Add:
    """Bytes that no document has: read them and make one."""

    seen: Seen


@dataclass(frozen=True, slots=True)
class Change:
    """New bytes where a document stands: read them and make a further version of it."""

    seen: Seen
    document: str


@dataclass(frozen=True, slots=True)
class Place:
    """Bytes that a document has already: it stands here (too). `moved_from` is where it stood."""

    seen: Seen
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class Redescribe:
    """The same bytes, described anew; or the file system says something else of the same bytes."""

    seen: Seen
    restate: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """A path that holds nothing any more."""

    path: str
    document: str | None


@dataclass(frozen=True, slots=True)
class Wait:
    """A file that is still growing."""

    seen: Seen


Action = Add | Change | Place | Redescribe | Gone | Wait


@dataclass(frozen=True, slots=True)
class Guard:
    """When so much is gone at once that it may be the folder's fault and not meant."""

    share: float = 0.2
    minimum: int = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in this order, and what is held back for people to confirm."""

    actions: tuple[Action, ...]
    held: tuple[Gone, ...] = ()
    unchanged: int = 0


def plan(ledger: Ledger, scan: Scan, guard: Guard, *, confirmed: bool = False) -> Plan:
    """Return what to do so that the catalogue says what the folder holds.

    A folder that cannot be read withdraws nothing, nor does what stands below an unreadable part
    of it. Where more documents would be withdrawn than the guard allows, everything gone is held
    unless `confirmed`.
    """
    if scan.absent:
        return Plan(())
    missing = {
        path: entry
        for path, entry in ledger.entries.items()
        if path not in scan.files and not _below(path, scan.unreadable)
    }
    lost = _documents_by_hash(missing)
    actions: list[Action] = []
    unchanged = 0
    fresh: set[str] = set()  # hashes that an Add of this plan brings in
    for path in sorted(scan.files):
        seen = scan.files[path]
        entry = ledger.entries.get(path)
        action = _action(seen, entry, ledger, lost, fresh, scan)
        if action is None:
            unchanged += 1
        else:
            actions.append(action)
    moved = {action.moved_from for action in actions if isinstance(action, Place)}
    gone = tuple(Gone(path, missing[path].document) for path in sorted(missing) if path not in moved)
    if not confirmed and _too_many(gone, actions, ledger, guard):
        return Plan(tuple(actions), held=gone, unchanged=unchanged)
    return Plan((*actions, *gone), unchanged=unchanged)


def _action(
    seen: Seen,
    entry: Entry | None,
    ledger: Ledger,
    lost: dict[str, list[str]],
    fresh: set[str],
    scan: Scan,
) -> Action | None:
    if not seen.sha256:
        return Wait(seen)
    if entry is not None and entry.sha256 == seen.sha256 and entry.state != PlaceState.WAITING:
        described = entry.descriptors != seen.descriptors
        same = not described and entry.fingerprint == seen.fingerprint
        return None if same else Redescribe(seen, restate=described and entry.document is not None)
    if seen.sha256 in ledger.documents or seen.sha256 in fresh:
        return Place(seen, moved_from=_taken(lost, seen.sha256))
    fresh.add(seen.sha256)
    if entry is not None and entry.document and _stands_nowhere_else(entry, ledger, scan):
        return Change(seen, entry.document)
    return Add(seen)


def _documents_by_hash(missing: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return the paths that were lost with each hash, in order: where a move can have come from."""
    lost: dict[str, list[str]] = {}
    for path in sorted(missing, reverse=True):
        if missing[path].document:
            lost.setdefault(missing[path].sha256, []).append(path)
    return lost


def _taken(lost: dict[str, list[str]], sha256: str) -> str:
    return lost[sha256].pop() if lost.get(sha256) else ""


def _stands_nowhere_else(entry: Entry, ledger: Ledger, scan: Scan) -> bool:
    """Tell whether a document's old bytes are nowhere in the folder now.

    Where they are (a copy was edited, or the file moved and another took its path), the new bytes
    are a document of their own.
    """
    if any(seen.sha256 == entry.sha256 for seen in scan.files.values()):
        return False
    others = (other for other in ledger.entries.values() if other.document == entry.document)
    return not any(other.path != entry.path and _below(other.path, scan.unreadable) for other in others)


def _below(path: str, folders: Mapping[str, str]) -> bool:
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def _too_many(gone: tuple[Gone, ...], actions: list[Action], ledger: Ledger, guard: Guard) -> bool:
    withdrawn = set(_withdrawn(gone, actions, ledger))
    archived = {entry.document for entry in ledger.entries.values() if entry.document}
    return len(withdrawn) >= guard.minimum and len(withdrawn) > guard.share * len(archived)


def _withdrawn(gone: tuple[Gone, ...], actions: list[Action], ledger: Ledger) -> Iterator[str]:
    """Yield the documents that would stand nowhere any more."""
    going = {item.path for item in gone}
    placed = {ledger.documents.get(a.seen.sha256) for a in actions if isinstance(a, Place)}
    remaining = {e.document for path, e in ledger.entries.items() if path not in going}
    for item in gone:
        if item.document and item.document not in remaining and item.document not in placed:
            yield item.document
