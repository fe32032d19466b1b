"""What stands still: remembered from one scan to the next, in the watcher's memory alone.

By the time that has passed on this machine since it was first seen so, or by the file's own times
where they say that it is old. A clock that jumps makes a file wait longer, or be read again when it
has changed; it loses none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.catalogue.folder.ledger import Entry, Fingerprint


class _Watched(NamedTuple):
    """A file that did not stand still: what it was, since when, and whether it was seen to change."""

    fingerprint: Fingerprint
    since: float
    grew: bool


def _whole() -> bool:
    return True


@dataclass
class Settling:
    """Remembers since when each new or changed file has stood unchanged, and each lost one is lost.

    Also the hashes of files that wait to be read, so that they are not read twice for their name.
    A file that was seen to grow and looks cut off is given `patience` seconds to be completed.
    """

    seconds: float
    patience: float = 0.0
    _watched: dict[str, _Watched] = field(default_factory=dict)
    _hashed: dict[str, tuple[Fingerprint, str]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _lost: dict[str, float] = field(default_factory=dict)
    _descriptors: frozenset[str] = frozenset()
    _lost_descriptors: dict[str, float] = field(default_factory=dict)

    def is_settled(
        self, path: str, fingerprint: Fingerprint, looks_whole: Callable[[], bool] = _whole
    ) -> bool:
        """Tell whether a file has not changed for the set time, by its times or by watching it.

        A time in the future (a share whose clock is ahead) says nothing, so the file is watched.
        """
        known = self._watched.get(path)
        old = time.time() - max(fingerprint.mtime_ns, fingerprint.ctime_ns) / 1e9 >= self.seconds
        if known is None and old:
            return True
        self._asked.add(path)
        if known is None or known.fingerprint != fingerprint:
            known = _Watched(fingerprint, time.monotonic(), grew=known is not None)
            self._watched[path] = known
        stood = time.monotonic() - known.since
        if not old and stood < self.seconds:
            return False
        return not known.grew or stood >= self.patience or looks_whole()

    def hash_of(self, path: str, fingerprint: Fingerprint) -> str:
        """Return the hash of a file that waits to be read, "" where it is not known."""
        known = self._hashed.get(path)
        if known is None or known[0] != fingerprint:
            return ""
        self._asked.add(path)
        return known[1]

    def remember(self, path: str, fingerprint: Fingerprint, sha256: str) -> None:
        """Remember the hash of a file for the next scan."""
        self._asked.add(path)
        self._hashed[path] = (fingerprint, sha256)

    def leaving(self, missing: Mapping[str, Entry], unhashed: Collection[int]) -> frozenset[str]:
        """Return which of the missing files may not be gone.

        That are those missing since less than the set time, and those that may have moved: a new
        file of their size (of those in `unhashed`) waits to be hashed.
        """
        present = time.monotonic()
        self._lost = {path: self._lost.get(path, present) for path in missing}
        return frozenset(
            path
            for path, since in self._lost.items()
            if present - since < self.seconds or missing[path].fingerprint.size in unhashed
        )

    def leaving_descriptors(self, found: Collection[str]) -> frozenset[str]:
        """Return the descriptors that were there and are missing since less than the set time."""
        present = time.monotonic()
        missing = (self._descriptors | self._lost_descriptors.keys()).difference(found)
        since = {path: self._lost_descriptors.get(path, present) for path in missing}
        self._lost_descriptors = {p: lost for p, lost in since.items() if present - lost < self.seconds}
        self._descriptors = frozenset(found)
        return frozenset(self._lost_descriptors)

    def end_scan(self) -> None:
        """Drop what is remembered of files that this scan did not ask about: they wait no longer."""
        self._watched = {path: seen for path, seen in self._watched.items() if path in self._asked}
        self._hashed = {path: seen for path, seen in self._hashed.items() if path in self._asked}
        self._asked = set()
