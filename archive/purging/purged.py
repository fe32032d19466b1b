"""The list of what was removed for good, beside the catalogue: it outlives an older copy put back.

``purged.jsonl`` in the data folder, a line of JSON for each step, only ever added to. It holds the
document's id, the hashes of its versions, the reason, who and when; no title and no file name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from archive.dates import now
from archive.purging.traces import Traces

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
    """One step. `hashes` are the SHA-256 of the versions, `read` whether anybody could ever read it.

    `shared` are those that another document has too, `also` the ids that went on as this one.
    """

    step: Step
    document: str
    at: str  # ISO 8601, UTC
    hashes: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    read: bool = True
    shared: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Purged:
    """A document that was removed, or whose removal has begun."""

    document: str
    at: str
    hashes: frozenset[str]  # what has these bytes is removed wherever it comes from
    shared: frozenset[str]  # another document has these bytes; no new one is made of them
    also: frozenset[str]
    read: bool
    done: bool = False
    allowed: bool = False


class PurgedList:
    """The list of one data folder. Only the holder of the writer's lock adds to it."""

    def __init__(self, data: Path) -> None:
        """Keep the list in this data folder."""
        self.path = data / NAME

    def begin(self, found: Traces, reason: str, by: str) -> None:
        """Write down that a document is to be removed; on the disk when this returns."""
        document, also = found.document, found.documents - {found.document}
        hashes = tuple(sorted(found.unshared)), tuple(sorted(found.hashes - found.unshared))
        line = Line(Step.BEGUN, document, _present(), hashes[0], reason, by, found.read, hashes[1])
        self._append(replace(line, also=tuple(sorted(also))))

    def finish(self, document: str) -> None:
        """Write down that all of a document is gone."""
        self._append(Line(Step.DONE, document, _present()))

    def allow(self, named: str, reason: str, by: str) -> tuple[str, ...]:
        """Let the bytes of what was removed come back, as documents of their own; return which it was.

        `named` is a document's id, or the SHA-256 of one of its versions.
        """
        found = [
            purged.document
            for purged in self.documents().values()
            if named == purged.document or named in purged.hashes | purged.shared
        ]
        for document in found:
            self._append(Line(Step.ALLOWED, document, _present(), reason=reason, by=by))
        return tuple(found)

    def documents(self) -> dict[str, Purged]:
        """Return what was removed and may not come back, by id; raise :class:`TornList`."""
        return {key: purged for key, purged in self._all().items() if not purged.allowed}

    def known_to_readers(self, document: str) -> bool:
        """Tell whether a document was removed, or begun to be, that readers may have the address of."""
        found = (p for p in self._all().values() if document == p.document or document in p.also)
        return any(purged.read for purged in found)

    def is_going(self, document: str) -> bool:
        """Tell whether the removal of a document, or of what went on as it, has begun and is not done."""
        going = (each for each in self.documents().values() if not each.done)
        return any(document == each.document or document in each.also for each in going)

    def blocked(self) -> frozenset[str]:
        """Return the SHA-256 of everything that no new document may be made of."""
        return frozenset().union(*(each.hashes | each.shared for each in self.documents().values()))

    def _all(self) -> dict[str, Purged]:
        found: dict[str, Purged] = {}
        for line in lines(self.path):
            known = found.get(line.document)
            match line.step:
                case Step.BEGUN:
                    found[line.document] = _begun(line, known)
                case Step.DONE if known:
                    found[line.document] = replace(known, done=True)
                case Step.ALLOWED if known:
                    found[line.document] = replace(known, allowed=True)
        return found

    def _append(self, line: Line) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        with os.fdopen(descriptor, "r+b") as file:
            present = file.read()
            file.seek(present.rfind(b"\n") + 1)
            file.truncate()
            file.write(as_line(line))
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def lines(path: Path) -> Iterator[Line]:
    """Yield the steps of a list, none where there is no file; raise :class:`TornList`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    whole = text[: text.rfind("\n") + 1]  # a line that the power cut off was never begun
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            said = json.loads(line)
            lists = {name: tuple(said.get(name, ())) for name in ("hashes", "shared", "also")}
            yield Line(**{**said, **lists, "step": Step(said["step"])})
        except (ValueError, TypeError, KeyError) as error:
            raise TornList(
                f"line {number} of {path} cannot be read ({error}); what was removed for good "
                "is known from it alone: mend the line, or put back the newest copy of the file"
            ) from error


def as_line(line: Line) -> bytes:
    """Return a step as it stands in the list."""
    return json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n"


def merged(lists: Iterable[Iterable[Line]]) -> list[Line]:
    """Return the steps of several lists, which may share a beginning, each once and in order of time."""
    each_once = dict.fromkeys(line for steps in lists for line in steps)
    return sorted(each_once, key=lambda line: line.at)  # stable: within a second as they were written


def _begun(line: Line, known: Purged | None) -> Purged:
    """Return what a removal is of; one that is begun again adds to what was known."""
    before = known or Purged(line.document, line.at, frozenset(), frozenset(), frozenset(), read=False)
    return Purged(
        document=line.document,
        at=line.at,
        hashes=before.hashes.union(line.hashes),
        shared=before.shared.union(line.shared) - {*line.hashes},
        also=before.also.union(line.also),
        read=before.read or line.read,
    )


def _present() -> str:
    moment: datetime = now()
    return moment.isoformat(timespec="seconds")
