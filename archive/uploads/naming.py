"""Names of what is uploaded: refused where they could harm, or where the archive would not read the file.

The folder is used from Windows, macOS and Linux alike, so a name must do on all of them
("Naming Files, Paths, and Namespaces", Microsoft). What is put into the folder has its letters
composed (NFC), as Windows writes them.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePosixPath

from archive.folder import passing_over

MOST_BYTES = 255
"""Of one name in UTF-8, as most file systems have it."""

READ = frozenset(
    (".pdf", ".pptx", ".ppsx", ".pptm", ".ppsm", ".potx", ".potm", ".ppt", ".pps", ".pot", ".txt", ".text",
     ".url", ".webloc", ".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".odp", ".otp")
)  # fmt: skip
"""Endings of what the archive reads; the scan tells by content, an upload by this first."""

_DECKS = frozenset((".key",))
_TEXTS = frozenset((".doc", ".dot", ".rtf", ".pages", ".xls", ".xlsx", ".ods", ".html", ".htm"))
_SHORTCUTS = (".url", ".webloc")

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
_NOT_IN_WINDOWS = re.compile(r'[<>:"|?*]')
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


class Fault(StrEnum):
    """What is wrong with a name."""

    EMPTY = "empty"
    SEPARATOR = "separator"  # a slash or a backslash
    UNSEEN = "unseen"  # control characters, marks that turn the direction of writing
    NOT_IN_WINDOWS = "not-in-windows"
    DEVICE = "device"  # CON, NUL …
    BEGINNING = "beginning"  # a dot, a hyphen, a space
    ENDING = "ending"  # a dot, a space
    LONG = "long"
    PASSED_OVER = "passed-over"
    DESCRIBES = "describes"  # it would describe other files and be no document
    OLD_DECK = "old-deck"
    OFFICE = "office"
    FORMAT = "format"


NOT_READ = frozenset((Fault.DESCRIBES, Fault.OLD_DECK, Fault.OFFICE, Fault.FORMAT))
"""Faults of what the file is, by its ending, and not of how it is called."""


class BadName(Exception):  # noqa: N818 - named for the mistake
    """A name will not do; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        """Refuse a name for this fault."""
        super().__init__(fault.value)
        self.fault = fault


def checked(name: str) -> str:
    """Return the name that a file is put into the folder under: `name`, composed. Raises :class:`BadName`."""
    name = checked_folder(name)
    if fault := _fault_of_file(name):
        raise BadName(fault)
    return name


def checked_folder(name: str) -> str:
    """Return the name that a folder is made under: `name`, composed. Raises :class:`BadName`."""
    name = unicodedata.normalize("NFC", name)
    if fault := _fault(name):
        raise BadName(fault)
    return name


def _fault(name: str) -> Fault | None:
    faults = (
        (not name.strip(), Fault.EMPTY),
        ("/" in name or "\\" in name, Fault.SEPARATOR),
        (any(unicodedata.category(letter) in _UNSEEN for letter in name), Fault.UNSEEN),
        (_NOT_IN_WINDOWS.search(name), Fault.NOT_IN_WINDOWS),
        (_DEVICE.match(name), Fault.DEVICE),
        (name[:1] in ".-–" or name != name.lstrip(), Fault.BEGINNING),
        (name[-1:] == "." or name != name.rstrip(), Fault.ENDING),
        (len(name.encode("utf-8", "replace")) > MOST_BYTES, Fault.LONG),
        (passing_over.why(name), Fault.PASSED_OVER),
    )
    return next((fault for found, fault in faults if found), None)


def _fault_of_file(name: str) -> Fault | None:
    path = PurePosixPath(name.lower())
    described = path.stem.removesuffix(".toml")
    if path.suffix == ".toml" or (path.suffix == ".txt" and _describes(described)):
        return Fault.DESCRIBES
    if path.suffix in _DECKS:
        return Fault.OLD_DECK
    if path.suffix in _TEXTS:
        return Fault.OFFICE
    return None if path.suffix in READ else Fault.FORMAT


def _describes(described: str) -> bool:
    """Tell whether a text of this stem is for another file, beside it or not: *x.pdf.txt*, *_serie.txt*."""
    return described == "_serie" or PurePosixPath(described).suffix in READ | _DECKS | _TEXTS


def described_by(name: str, siblings: frozenset[str]) -> str:
    """Return the shortcut in the folder that a text would describe, and so be no document; "" for none."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix.lower()
    if ending != ".txt":
        return ""
    shortcuts = {same(f"{stem}{shortcut}") for shortcut in _SHORTCUTS}
    return next((other for other in sorted(siblings) if same(other) in shortcuts), "")


def same(name: str) -> str:
    """Return what two names have in common that Windows and macOS take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def tidied(name: str) -> str:
    """Return a name that will do, as near to this as can be; "" where there is none.

    It is proposed and never taken by itself.
    """
    name = re.split(r"[/\\]", name)[-1]
    try:
        return checked(legal(name)) if "." in name else ""
    except BadName:
        return ""


def legal(name: str) -> str:
    """Return a name that every file system takes, as near to this as can be; "" where nothing is left."""
    name = unicodedata.normalize("NFC", name)
    name = "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in name)
    name = " ".join(re.sub(r"[/\\]", "_", _NOT_IN_WINDOWS.sub("_", name)).split())
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    stem = stem.strip(" .-–~$")
    if _DEVICE.match(stem):
        stem = f"_{stem}"
    room = MOST_BYTES - len(f"{dot}{ending}".encode())
    return f"{_cut(stem, room)}{dot}{ending}" if stem else ""


def another(name: str, taken: frozenset[str]) -> str:
    """Return a name like this that is not among `taken`: *Rapport (2).pdf*."""
    path, used = PurePosixPath(name), {same(other) for other in taken}
    for number in range(2, len(used) + 3):
        mark = f" ({number}){path.suffix}"
        proposed = _cut(path.stem, MOST_BYTES - len(mark.encode())) + mark
        if same(proposed) not in used:
            break
    return proposed


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[: max(most_bytes, 0)].decode("utf-8", "ignore").rstrip(" .")


def looks_like(name: str, head: bytes) -> bool:
    """Tell whether a file begins as one of its ending does, where that can be told.

    ``%PDF-`` stands within the first 1024 bytes (ISO 32000-1, annex H, note 13); PowerPoint and
    Word are ZIP, or OLE where of an older kind or locked by a password; OpenDocument is ZIP.
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".pdf":
        return b"%PDF-" in head[:1024]
    if ending.startswith((".p", ".do")):
        return head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    if ending.startswith((".od", ".ot")):
        return head.startswith(b"PK\x03\x04")
    return True
