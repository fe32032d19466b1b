"""The reconcile plan: from what the ledger knows and what a scan saw to what is to be done.

Pure: no file is read and nothing is written here, so that every history of a folder can be tested
without one. Bytes decide (SHA-256), never times: a document follows its bytes to another path, a
path with new bytes is a new version, bytes that are already archived are one document more places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.folder.outcomes import PlaceState


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the scan saw it. `sha256` is "" for one that is still growing, or too large to be read."""

    path: str
    fingerprint: Fingerprint
    sha256: str
    descriptors: str = ""  # digest of the files that describe it
    queued: bool = False  # stands still, and waits to be hashed
    too_large: bool = False  # stands still, and is not hashed, since it would not be read


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands in the folder. `absent` says why the folder itself could not be read."""

    files: Mapping[str, Seen] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)  # path: why it is passed over
    unreadable: Mapping[str, str] = field(default_factory=dict)  # folder or file: why
    leaving: frozenset[str] = frozenset()  # paths of the ledger that are missing since a moment only
    leaving_descriptors: frozenset[str] = frozenset()
    growing_descriptors: frozenset[str] = frozenset()
    problems: Mapping[str, str] = field(default_factory=dict)  # descriptor and line: what is wrong
    absent: str = ""
    another: bool = False  # it is absent since another folder, an empty one, stands in its place


BLOCKED = "its content was removed for good"
"""Why a file is passed over whose bytes were purged."""


def without_blocked(scan: Scan, blocked: Collection[str]) -> Scan:
    """Return a scan that passes over the files whose bytes (by SHA-256) may not come back."""
    found = {path for path, seen in scan.files.items() if seen.sha256 in blocked} if blocked else set()
    if not found:
        return scan
    files = {path: seen for path, seen in scan.files.items() if path not in found}
    return replace(scan, files=files, skipped={**scan.skipped, **dict.fromkeys(found, BLOCKED)})


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the catalogue knows: the entry of each path, and whose latest bytes a hash is."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)  # hash: document, also withdrawn ones
    due: frozenset[str] = frozenset()  # paths of refused files that are to be read again


@dataclass(frozen=True, slots=True)
class Add:
    """Bytes that no document has: read them and make one."""

    seen: Seen


@dataclass(frozen=True, slots=True)
class Change:
    """New bytes where a document stands: read them and make a further version of it.

    `moved_from` is where it stood where the name is now spelt otherwise.
    """

    seen: Seen
    document: str
    moved_from: str = ""


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


@dataclass(frozen=True, slots=True)
class Refuse:
    """A file that is too large to be read, and so not even hashed."""

    seen: Seen


_NO_ENTRY = Entry("", Fingerprint(0, 0, 0), "", "", PlaceState.WAITING)

Action = Add | Change | Place | Redescribe | Gone | Wait | Refuse


@dataclass(frozen=True, slots=True)
class Guard:
    """When so much is gone at once that it may be the folder's fault and not meant."""

    share: float = 0.2
    minimum: int = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in this order, and what is held back for people to confirm."""

    actions: tuple[Action, ...]
    held: tuple[Gone | Place, ...] = ()
    unchanged: int = 0


def plan(ledger: Ledger, scan: Scan, guard: Guard, *, confirmed: bool = False) -> Plan:
    """Return what to do so that the catalogue says what the folder holds.

    A folder that cannot be read withdraws nothing, nor does what stands below an unreadable part
    of it. What is missing since a moment only may be on its way back (Office programs save by
    putting a new file in the old one's place), or have moved. Where more documents would be
    withdrawn than the guard allows, whatever takes a document from a path is held unless `confirmed`.
    """
    if scan.absent:
        return Plan(())
    missing = {
        path: entry
        for path, entry in ledger.entries.items()
        if path not in scan.files and not is_below(path, scan.unreadable)
    }
    deciding = _Deciding(ledger, scan, missing)
    actions: list[Action] = []
    unchanged = 0
    for path in sorted(scan.files, key=lambda path: (_claim(ledger.entries.get(path)), path)):
        action = deciding.action(scan.files[path])
        if action is None:
            unchanged += 1
        else:
            actions.append(action)
    staying = {action.moved_from for action in actions if isinstance(action, Place | Change)} | scan.leaving
    gone = [Gone(path, missing[path].document) for path in sorted(missing) if path not in staying]
    if not confirmed and _too_many(gone, actions, ledger, guard):
        replacing = [a for a in actions if isinstance(a, Place) and _replaces(a, ledger)]
        held = set(replacing)
        going_on = tuple(action for action in actions if action not in held)
        return Plan(going_on, held=(*gone, *replacing), unchanged=unchanged)
    return Plan((*actions, *gone), unchanged=unchanged)


def _claim(entry: Entry | None) -> int:
    """Rank a path's claim on a document, so that new bytes at two paths go on with the right one."""
    if entry is None or not entry.document:
        return 2
    return 1 if entry.state == PlaceState.DUPLICATE else 0


class _Deciding:
    """What is to be done about one file after another; remembers what earlier ones took."""

    def __init__(self, ledger: Ledger, scan: Scan, missing: Mapping[str, Entry]) -> None:
        self._ledger = ledger
        self._lost = _documents_by_hash(missing)
        self._lost_names = {_alike(path): path for path in sorted(missing) if missing[path].document}
        self._fresh: set[str] = set()  # hashes that an Add or Change of this plan brings in
        self._standing = {seen.sha256 for seen in scan.files.values()}
        self._unhashed = {seen.fingerprint.size for seen in scan.files.values() if not seen.sha256}
        self._latest = {document: sha256 for sha256, document in ledger.documents.items()}
        # Documents that may stand where the scan could not look, or that a file of this plan goes on with
        self._taken = {e.document for path, e in ledger.entries.items() if is_below(path, scan.unreadable)}

    def action(self, seen: Seen) -> Action | None:
        entry = self._ledger.entries.get(seen.path)
        if seen.too_large:
            return None if self._is_refused(entry, seen) else Refuse(seen)
        if not seen.sha256:
            return Wait(seen)
        if entry is not None and self._is_known(entry, seen):
            described = entry.descriptors != seen.descriptors
            same = not described and not entry.progress and entry.fingerprint == seen.fingerprint
            return None if same else Redescribe(seen, restate=described and entry.document is not None)
        if seen.sha256 in self._ledger.documents or seen.sha256 in self._fresh:
            lost = self._lost.get(seen.sha256)
            return Place(seen, moved_from=lost.pop() if lost else "")
        self._fresh.add(seen.sha256)
        before = self._lost_names.get(_alike(seen.path), "") if self._lost_names and not entry else ""
        document = (self._ledger.entries[before] if before else entry or _NO_ENTRY).document
        if document and self._is_free(document):
            if self._may_have_moved(self._ledger.entries[before] if before else entry):
                self._fresh.discard(seen.sha256)
                return Wait(seen)
            self._taken.add(document)
            return Change(seen, document, before)
        return Add(seen)

    def _is_known(self, entry: Entry, seen: Seen) -> bool:
        """Tell whether these bytes were seen here before, and are not to be read again."""
        known = entry.sha256 == seen.sha256 and entry.state != PlaceState.WAITING
        return known and seen.path not in self._ledger.due

    def _may_have_moved(self, entry: Entry | None) -> bool:
        """Tell whether what stood here may be a file that waits to be hashed: one has its size.

        Two files that changed names may not stand still at the same moment; the new bytes wait too.
        """
        return entry is not None and entry.fingerprint.size in self._unhashed

    def _is_refused(self, entry: Entry | None, seen: Seen) -> bool:
        """Tell whether a file that is too large was refused as it is, and is not asked for again."""
        if entry is None or entry.state != PlaceState.REFUSED or entry.progress:
            return False
        same = entry.fingerprint == seen.fingerprint and entry.descriptors == seen.descriptors
        return same and not entry.sha256 and seen.path not in self._ledger.due

    def _is_free(self, document: str) -> bool:
        """Tell whether new bytes where a document stood go on with it.

        Where its old bytes are still in the folder (a copy was edited, or the file moved and
        another took its path), the new bytes are a document of their own.
        """
        return document not in self._taken and self._latest.get(document) not in self._standing


def _alike(path: str) -> str:
    """Return what spellings of a path share that Windows or macOS take for the same."""
    return unicodedata.normalize("NFC", path).casefold()


def _documents_by_hash(missing: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return the paths that were lost with each hash, in order: where a move can have come from."""
    lost: dict[str, list[str]] = {}
    for path in sorted(missing, reverse=True):
        if missing[path].document:
            lost.setdefault(missing[path].sha256, []).append(path)
    return lost


def is_below(path: str, folders: Collection[str]) -> bool:
    """Tell whether a path is one of these or stands below one; "" is the whole folder."""
    if not folders:
        return False
    while path and path not in folders:
        path = path.rpartition("/")[0]
    return path in folders


def _replaces(place: Place, ledger: Ledger) -> bool:
    """Tell whether the bytes of one document take the path of another."""
    entry = ledger.entries.get(place.seen.path)
    return bool(entry and entry.document and entry.document != ledger.documents.get(place.seen.sha256))


def _too_many(gone: list[Gone], actions: list[Action], ledger: Ledger, guard: Guard) -> bool:
    withdrawn = _withdrawn(gone, actions, ledger)
    archived = {entry.document for entry in ledger.entries.values() if entry.document}
    return len(withdrawn) >= guard.minimum and len(withdrawn) > guard.share * len(archived)


def _withdrawn(gone: list[Gone], actions: list[Action], ledger: Ledger) -> set[str]:
    """Return the documents that would stand nowhere any more."""
    leaving = {item.path for item in gone}
    staying: set[str | None] = set()
    for action in actions:
        match action:
            case Place(seen, moved_from):
                staying.add(ledger.documents.get(seen.sha256))
                leaving |= {seen.path, moved_from}
            case Add(seen):
                leaving.add(seen.path)
            case Change(_, document, _):
                staying.add(document)
    staying |= {entry.document for path, entry in ledger.entries.items() if path not in leaving}
    return {e.document for path, e in ledger.entries.items() if path in leaving and e.document} - staying
