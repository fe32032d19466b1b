"""The list of what was removed for good, beside the catalogue: it outlives an older copy put back.

``purged.jsonl`` in the data folder, a line of JSON for each step, only ever added to. It holds the
document's id, the hashes of its versions, the reason and when; no title and no file name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from archive.dates import now

NAME = "purged.jsonl"


class Step(StrEnum):
    """What a line tells of."""

    BEGUN = "begun"  # from here on nobody sees the document, and its bytes are blocked
    DONE = "done"  # all of it is gone
    ALLOWED = "allowed"  # its bytes may come back


class TornList(Exception):  # noqa: N818 - named for the state of the world
    """A line of the list is no line of it; the text says which."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step. `hashes` are the SHA-256 of the versions, `read` whether anybody could ever read it."""

    step: Step
    document: str
    at: str  # ISO 8601, UTC
    hashes: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    read: bool = True


@dataclass(frozen=True, slots=True)
class Purged:
    """A document that was removed, or whose removal has begun."""

    document: str
    at: str
    hashes: tuple[str, ...]
    read: bool
    done: bool


class PurgedList:
    """The list of one data folder. Only the holder of the writer's lock adds to it."""

    def __init__(self, data: Path) -> None:
        """Keep the list in this data folder."""
        self.path = data / NAME

    def begin(self, document: str, hashes: Collection[str], reason: str, by: str, *, read: bool) -> None:
        """Write down that a document is to be removed; on the disk when this returns."""
        self._append(Line(Step.BEGUN, document, _present(), tuple(sorted(hashes)), reason, by, read))

    def finish(self, document: str) -> None:
        """Write down that all of a document is gone."""
        self._append(Line(Step.DONE, document, _present()))

    def allow(self, document: str, by: str) -> None:
        """Let the bytes of a removed document come back, as a document of their own."""
        self._append(Line(Step.ALLOWED, document, _present(), by=by))

    def documents(self) -> dict[str, Purged]:
        """Return what was removed and may not come back, by id; raise :class:`TornList`."""
        found: dict[str, Purged] = {}
        for line in self._lines():
            known = found.get(line.document)
            match line.step:
                case Step.BEGUN:
                    hashes = {*line.hashes, *(known.hashes if known else ())}
                    read = line.read or bool(known and known.read)
                    found[line.document] = Purged(line.document, line.at, tuple(sorted(hashes)), read, False)
                case Step.DONE if known:
                    found[line.document] = Purged(known.document, known.at, known.hashes, known.read, True)
                case Step.ALLOWED:
                    found.pop(line.document, None)
        return found

    def blocked(self) -> frozenset[str]:
        """Return the SHA-256 of everything that may not come back."""
        return frozenset(sha256 for purged in self.documents().values() for sha256 in purged.hashes)

    def _lines(self) -> Iterator[Line]:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        whole = text[: text.rfind("\n") + 1]  # a line that the power cut off was never begun
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                said = json.loads(line)
                yield Line(**{**said, "step": Step(said["step"]), "hashes": tuple(said["hashes"])})
            except (ValueError, TypeError, KeyError) as error:
                raise TornList(
                    f"line {number} of {self.path} cannot be read ({error}); what was removed for good "
                    "is known from it alone: mend the line, or put back the newest copy of the file"
                ) from error

    def _append(self, line: Line) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        with os.fdopen(descriptor, "r+b") as file:
            present = file.read()
            file.seek(present.rfind(b"\n") + 1)
            file.truncate()
            file.write(json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _present() -> str:
    moment: datetime = now()
    return moment.isoformat(timespec="seconds")
