"""The files in which staff describe others: ``NAME.ext.toml``, ``_serie.toml``, ``NAME.txt``.

Beside TOML, lines of ``Titel: …`` in ``NAME.ext.txt`` and ``_serie.txt``; and since Notepad adds its
own ending, ``NAME.ext.toml.txt`` is TOML too. Where several stand, the first in this order counts.

A sidecar ``NAME.ext.toml`` describes the document beside it. A ``_serie.toml`` holds for every
document below its folder, a deeper one before one further up, and names the series where it
stands in the series' own folder. ``NAME.txt`` beside the shortcut ``NAME.url`` or
``NAME.webloc`` is its description in plain words.

What is wrong in them is reported with file and line, and keeps no document out of the archive. One
that cannot be read at all may have said that a document is to be hidden: until it can, a new
document stays hidden, and one that is known stays as it was.
"""

from __future__ import annotations

import errno
import hashlib
import os
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive import beneath
from archive.catalogue.folder.ledger import Fingerprint
from archive.catalogue.values import Origin, Statement, effective
from archive.folder.unpublished import series_folder
from archive.kept.originals import open_regular
from archive.stating import paragraphs
from ingest.describe import keys, plain
from ingest.readers.encoding import decode, is_text

SERIES_FILE = "_serie.toml"
_SERIES_FILES = (SERIES_FILE, "_serie.toml.txt", "_serie.txt")
MOST_BYTES = 64 << 10  # of one descriptor
SHORTCUTS = (".url", ".URL", ".Url", ".webloc", ".WEBLOC", ".Webloc")
DOCUMENTS = frozenset(
    (".pdf", ".pptx", ".ppsx", ".pptm", ".potx", ".ppt", ".pps", ".pot", ".txt", ".url", ".webloc", ".docx",
     ".docm", ".dotx", ".dotm", ".odp", ".otp", ".odt", ".ott")
)  # fmt: skip
_OF_THE_SERIES = ("series_name", "series_description", "series_position")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a descriptor, in one English sentence. Line 0 is the file as a whole."""

    path: str  # relative to the archive's folder
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Descriptors:
    """What descriptors say of one document.

    `digest` is a SHA-256 over their names and bytes, empty where there are none: while it stays
    the same, so does what they say. A problem in a `_serie.toml` is told for each of its documents.
    `unread` tells that one of them is there and could not be read just now, `growing` that one is
    perhaps still being written.
    """

    digest: str = ""
    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: bool = False
    growing: bool = False


@dataclass(frozen=True, slots=True)
class _Descriptor:
    """One descriptor as it was read; `seen` is its bytes, or why they could not be read."""

    path: str
    seen: bytes
    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: bool = False
    growing: bool = False

    def only(self, *fields: str) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.field in fields)

    def without(self, *fields: str) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.field not in fields)


def is_descriptor(path: str, siblings: Collection[str]) -> bool:
    """Tell whether a file describes others and is no document itself.

    `siblings` are the names in its folder; a set, where there are many. A sidecar whose document
    is missing is a descriptor all the same.
    """
    name = path.rpartition("/")[2]
    stem, _, extension = name.rpartition(".")
    if extension.lower() not in ("toml", "txt"):
        return False
    if name.lower() in _SERIES_FILES:
        return True
    if extension.lower() == "toml":
        return PurePosixPath(stem).suffix.lower() in DOCUMENTS or stem in siblings
    described = stem[:-5] if stem.lower().endswith(".toml") else stem
    if PurePosixPath(described).suffix.lower() in DOCUMENTS and _stands(described, siblings):
        return True
    return any(f"{stem}{shortcut}" in siblings for shortcut in SHORTCUTS)


def _stands(name: str, siblings: Collection[str]) -> bool:
    """Tell whether a file of this name is beside, in whichever way its letters are composed."""
    if name in siblings:
        return True
    composed = unicodedata.normalize("NFC", name)
    return not name.isascii() and any(unicodedata.normalize("NFC", other) == composed for other in siblings)


class DescriptorReader:
    """Finds and reads descriptors, each ``_serie.toml`` and each folder's list of names once.

    Make a new one for each scan: it does not see what changes after it has looked. `found` and
    `growing` are the paths of the descriptors that it met, and of those that do not stand still yet.
    """

    def __init__(
        self, folder: Path, is_settled: Callable[[str, Fingerprint], bool] = lambda *_: True
    ) -> None:
        """Read descriptors in the archive's folder; `is_settled` tells whether one stands still."""
        self._root = folder
        self._is_settled = is_settled
        self.found: set[str] = set()
        self.growing: set[str] = set()
        self._names: dict[str, Mapping[str, list[str]]] = {}
        self._closed: dict[str, str] = {}  # folders whose names cannot be had, and why
        self._series_files: dict[str, tuple[_Descriptor, ...]] = {}
        self._of_folders: dict[str, Descriptors] = {}  # what holds for a file without a sidecar

    def find(self, path: str) -> Descriptors:
        """Return what describes a file of the folder. Raises nothing for what it finds there.

        `path` is relative to the archive's folder, with "/" between its parts.
        """
        folder, _, name = path.rpartition("/")
        own = self._own(folder, name)
        if own:
            return self._together(path, own)
        if folder not in self._of_folders:
            self._of_folders[folder] = self._together(path, [])
        return self._of_folders[folder]

    def _own(self, folder: str, name: str) -> list[_Descriptor]:
        """Return the descriptors of one file alone, the strongest first."""
        own = self._either(folder, name, Origin.SIDECAR, keys.SIDECAR_KEYS)
        if name.endswith(SHORTCUTS):
            text = f"{name.rpartition('.')[0]}.txt"
            own += self._read(folder, text, Origin.DESCRIPTION, _description)
        return own

    def _either(
        self, folder: str, name: str, origin: Origin, known: Mapping[str, keys.Key]
    ) -> list[_Descriptor]:
        """Read what describes a name, as TOML and as lines."""
        found: list[_Descriptor] = []
        names, composed = self._listed(folder), _composed(name)
        for ending, understand in ((".toml", _toml), (".toml.txt", _toml), (".txt", _lines)):
            if composed + ending in names or (ending == ".toml" and folder in self._closed):
                found += self._read(folder, name + ending, origin, understand(known))
        return found

    def _together(self, path: str, own: list[_Descriptor]) -> Descriptors:
        above = [found for level in _upwards(path.rpartition("/")[0]) for found in self._series_file(level)]
        naming = self._series_file(_series_of(path, own))
        statements = [statement for found in own for statement in found.statements]
        statements += [s for found in above for s in found.without(*_OF_THE_SERIES)]
        statements += [s for found in naming for s in found.only(*_OF_THE_SERIES)]
        met = (*own, *above, *naming)
        everything = list(dict.fromkeys((found.path, found.seen) for found in met))
        problems = [problem for found in met for problem in found.problems]
        problems += _endless_embargo(statements)
        return Descriptors(
            _digest(everything),
            tuple(statements),
            tuple(dict.fromkeys(problems)),
            unread=any(found.unread for found in met),
            growing=any(found.growing for found in met),
        )

    def _series_file(self, folder: str) -> tuple[_Descriptor, ...]:
        if folder not in self._series_files:
            known = keys.FOLDER_KEYS if "/" in folder else keys.SERIES_KEYS
            found = tuple(self._either(folder, "_serie", Origin.SERIES_FILE, known))
            self._series_files[folder] = found
        return self._series_files[folder]

    def _read(
        self, folder: str, name: str, origin: Origin, understand: Callable[[str], keys.Said]
    ) -> Iterator[_Descriptor]:
        """Read the descriptor of this name, if there is one; of several that differ in case, one."""
        alike = self._listed(folder).get(_alike(name), [])
        if folder in self._closed:
            yield _unreadable(folder, origin, self._closed[folder], unread=True)
            return
        first, *others = sorted(alike, key=lambda found: found != name) or [""]
        if first:
            yield self._descriptor(_joined(folder, first), origin, understand)
        for other in others:
            path = _joined(folder, other)
            yield _Descriptor(path, b"", (), (Problem(path, 0, f"not read, for {first!r} stands beside it"),))

    def _descriptor(self, path: str, origin: Origin, understand: Callable[[str], keys.Said]) -> _Descriptor:
        """Read one descriptor; one that cannot be read, or is too large, is a problem."""
        self.found.add(path)
        try:
            with open_regular(self._root / path, self._root) as file:
                about = os.fstat(file.fileno())
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            return _unreadable(path, origin, f"cannot be read: {_why(error)}", unread=True)
        if not self._is_settled(path, Fingerprint(about.st_size, about.st_mtime_ns, about.st_ctime_ns)):
            self.growing.add(path)
            return _Descriptor(path, data, growing=True)
        faults: tuple[tuple[int, str], ...] = ()
        if len(data) > MOST_BYTES and path.lower().endswith(".txt"):  # a whole text may bear such a name
            faults = ((0, f"larger than {MOST_BYTES >> 10} KiB: what follows is not read"),)
        elif len(data) > MOST_BYTES:
            reason = f"larger than {MOST_BYTES >> 10} KiB, so it is not read"
            return _unreadable(path, origin, reason, data)
        if not is_text(data):
            return _unreadable(path, origin, "not a text file", data)
        said = understand(decode(data[:MOST_BYTES], cut=bool(faults)))
        statements = tuple(Statement(field, origin, value, path) for field, value in said.values)
        problems = tuple(Problem(path, *fault) for fault in (*faults, *said.faults))
        return _Descriptor(path, data, statements, problems)

    def _listed(self, folder: str) -> Mapping[str, list[str]]:
        """Return the names in a folder by what they are alike; none where it is a symbolic link."""
        if folder not in self._names:
            try:
                with beneath.folder(self._root, folder) as opened:
                    listed = sorted(os.listdir(opened))  # noqa: PTH208
            except (FileNotFoundError, NotADirectoryError):
                listed = []
            except OSError as error:
                listed, self._closed[folder] = [], f"the folder cannot be read: {error.strerror}"
            names: dict[str, list[str]] = {}
            for name in listed:
                names.setdefault(_alike(name), []).append(name)
            self._names[folder] = names
        return self._names[folder]


def _alike(name: str) -> str:
    """Return what names share that differ in what Windows and macOS take for the same."""
    composed = _composed(name)
    if composed.lower() in _SERIES_FILES:
        return composed.lower()
    stem, dot, extension = composed.rpartition(".")
    if extension.lower() == "txt" and stem.lower().endswith(".toml"):
        stem = f"{stem[:-5]}.toml"
    return f"{stem}{dot}{extension.lower()}"


def _composed(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _upwards(folder: str) -> Iterator[str]:
    """Yield a folder, the one above it, and so on to the archive's folder, which is empty."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def _series_of(path: str, own: list[_Descriptor]) -> str:
    """Return the folder whose ``_serie.toml`` names the series of a document."""
    stated = effective(statement for found in own for statement in found.only("series")).get("series")
    return str(stated.value) if stated else series_folder(path)


def _unreadable(
    path: str, origin: Origin, reason: str, data: bytes = b"", *, unread: bool = False
) -> _Descriptor:
    """Return what a descriptor says that tells nothing: the careful value, as in `ingest.describe.keys`."""
    careful = () if origin == Origin.DESCRIPTION else (Statement("visibility", origin, "hidden", path),)
    return _Descriptor(path, data or reason.encode(), careful, (Problem(path, 0, reason),), unread)


def _why(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "it is a symbolic link, and those are not followed"
    return error.strerror or "it is not a regular file"


def _toml(known: Mapping[str, keys.Key]) -> Callable[[str], keys.Said]:
    return lambda text: keys.read(text, known)


def _lines(known: Mapping[str, keys.Key]) -> Callable[[str], keys.Said]:
    return lambda text: plain.read(text, known)


def _description(text: str) -> keys.Said:
    description = paragraphs(text)
    return keys.Said((("description", description),) if description else ())


def _endless_embargo(statements: list[Statement]) -> list[Problem]:
    """Tell of a document that waits for a time nobody has stated; it stays hidden."""
    said = effective(statements)
    if "visibility" in said and said["visibility"].value == "embargoed" and "embargo_until" not in said:
        path = said["visibility"].detail
        return [Problem(path, 0, "visibility is embargoed without embargo_until: the document stays hidden")]
    return []


def _digest(descriptors: list[tuple[str, bytes]]) -> str:
    if not descriptors:
        return ""
    digest = hashlib.sha256()
    for path, seen in descriptors:
        name = os.fsencode(path)
        digest.update(b"%d %d " % (len(name), len(seen)) + name + seen)
    return digest.hexdigest()
