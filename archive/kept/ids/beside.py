"""The file beside an original: which documents and versions its bytes are, under which id they are cited.

``originals/ab/ab….ids.json``. It is made from the catalogue and may be made again at any time; where the
catalogue is lost, documents get their ids from it (`ingest.folder.recovering`).
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.kept.originals import IDS, Originals


@dataclass(frozen=True, slots=True)
class Known:
    """That an original is a version of a document.

    `then` are the documents that went on with it, each with the number of the version there: where staff
    made document B a version of A, B's first may be A's third, and both are cited.
    """

    document: str
    version: int
    name: str  # of the file
    source: str  # path in the folder where the document stood last
    added_at: str  # ISO 8601, UTC
    created_at: str
    published_at: str = ""  # when readers could first see the document; "" never
    then: tuple[tuple[str, int], ...] = ()
    format_of: str = ""  # the document whose other format it is
    withheld: bool = False  # by staff, a folder or a file: readers may not see it just now


def put(originals: Originals, sha256: str, known: Iterable[Known]) -> bool:
    """Write what an original is known as, unless that stands there; tell whether anything was written."""
    path = beside(originals, sha256)
    content = json.dumps([asdict(each) for each in known], ensure_ascii=False, indent=1).encode() + b"\n"
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return False
    if not originals.has(sha256):
        return False
    made = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with made.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    return True


def read(originals: Originals) -> Iterator[tuple[str, Known]]:
    """Yield what each original is known as; a file that cannot be read says nothing."""
    for path in sorted(originals.root.glob(f"[0-9a-f][0-9a-f]/*{IDS}")):
        sha256 = path.name.removesuffix(IDS)
        if not originals.has(sha256):
            continue
        try:
            said = json.loads(path.read_bytes())
            known = [Known(**{**each, "then": tuple(map(tuple, each["then"]))}) for each in said]
        except (OSError, ValueError, TypeError, KeyError):
            continue
        yield from ((sha256, each) for each in known)


def beside(originals: Originals, sha256: str) -> Path:
    """Return where an original's ids stand."""
    path = originals.path(sha256)
    return path.with_name(path.name + IDS)
