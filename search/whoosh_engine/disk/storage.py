"""Whoosh's folder of files, with what Whoosh leaves out: fsync, and no removal before its time.

Whoosh removes the files of the state before as part of its commit. Here they stay until the
manifest of the new state is on disk, so that a process killed between the two leaves the old
state whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from search.whoosh_engine.disk import files


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Remembers what was written, to be synced, and what was given up, to be removed later."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._folder = folder
        self.written: set[str] = set()
        self.given_up: set[str] = set()

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Create a file and remember its name."""
        self.written.add(name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file, which then counts as written under its new name."""
        super().rename_file(oldname, newname, safe)
        self.written.discard(oldname)
        self.written.add(newname)

    def delete_file(self, name: str) -> None:
        """Give a file up; it goes when :meth:`settle` is called."""
        self.given_up.add(name)

    def sync_written(self) -> frozenset[str]:
        """Bring everything written since :meth:`settle` down to disk; return the names."""
        written = frozenset(self.written - self.given_up)
        for name in sorted(written):
            files.sync(self._folder / name)
        files.sync(self._folder)
        return written

    def settle(self) -> None:
        """Remove what Whoosh has no use for any more, now that the new state is committed."""
        self.written.clear()
        for name in self.given_up:
            (self._folder / name).unlink(missing_ok=True)
        self.given_up.clear()
