"""The OLE file of a deck: its stream of records, and what it says of itself.

What it is instead is named: encrypted, a deck of PowerPoint 95 or 4, damaged.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.folder.outcomes import Outcome
from ingest.readers import ole
from ingest.readers.office.letters import normalise
from ingest.readers.reading import Limits, Refused

if TYPE_CHECKING:
    import olefile

_DECK = "PowerPoint Document"
_BOTH = "PP97_DUALSTORAGE"  # of a file saved for PowerPoint 95 and 97 at once: what 97 reads of it
_OLD = ("PP40", "Text_Content", "PersistentStorage Directory", "Header")
_SUMMARY = "\x05SummaryInformation"
_CODE_PAGE, _TITLE, _SUBJECT, _AUTHOR, _KEYWORDS, _CREATED, _MODIFIED = 1, 2, 3, 4, 5, 12, 13
_ENCRYPTED_TOKEN = 0xF3D1C4DF  # [MS-PPT] 2.3.2, headerToken
_FIRST_YEAR = 1987  # of PowerPoint; a clock that was never set says 1601 or 1980


@dataclass(frozen=True, slots=True)
class Opened:
    """What of the file is read: the records, where the last edit says that it stands, and properties."""

    stream: bytes
    last_edit: int  # offset of the last UserEditAtom; 0 where the file does not tell
    properties: dict[str, str]


def open_deck(path: Path, limits: Limits) -> Opened:
    """Read the stream of a deck; raise :class:`Refused` where there is none to read."""
    import olefile

    if not ole.has_sane_header(path):
        raise Refused(Outcome.DAMAGED, "the file is damaged or cut off: its header makes no sense")
    try:
        with olefile.OleFileIO(str(path)) as file:
            return _opened(file, limits)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # olefile lets IndexError, struct.error and others through
        raise Refused(Outcome.DAMAGED, f"the file is damaged or cut off: {_said(error)}") from error


def _opened(file: olefile.OleFileIO, limits: Limits) -> Opened:
    folder = f"{_BOTH}/" if file.exists(f"{_BOTH}/{_DECK}") else ""
    if not file.exists(folder + _DECK):
        _refuse_without_stream(file)
    size = file.get_size(folder + _DECK)
    if size > limits.text_bytes:
        raise Refused(Outcome.TOO_LARGE, f"{size >> 20} MiB; at most {limits.text_bytes >> 20} are read")
    user = _bytes(file, f"{folder}Current User")
    token, last_edit = struct.unpack_from("<II", user, 12) if len(user) >= 20 else (0, 0)
    if token == _ENCRYPTED_TOKEN or file.exists("EncryptedSummary"):
        raise _encrypted()
    if not folder and any(map(file.exists, _OLD)):
        raise _too_old()
    return Opened(file.openstream(folder + _DECK).read(), last_edit, _properties(file))


def _refuse_without_stream(file: olefile.OleFileIO) -> None:
    if file.exists("EncryptedPackage"):
        raise _encrypted()
    if any(map(file.exists, _OLD)):
        raise _too_old()
    raise Refused(Outcome.DAMAGED, "the file is damaged: no presentation can be made out in it")


def _encrypted() -> Refused:
    return Refused(Outcome.ENCRYPTED, "the file is encrypted with a password")


def _too_old() -> Refused:
    return Refused(
        Outcome.NOT_WHAT_IT_CLAIMS, "the file is a presentation of PowerPoint 95 or older; save it as .pptx"
    )


def _bytes(file: olefile.OleFileIO, name: str) -> bytes:
    try:
        data: bytes = file.openstream(name).read()
    except Exception:  # the deck is read without it
        return b""
    return data


def _properties(file: olefile.OleFileIO) -> dict[str, str]:
    """Return the title, author, and times of making and changing that the file states, where it does."""
    try:
        found: dict[int, Any] = file.getproperties(_SUMMARY, convert_time=True)
    except Exception:  # decks without properties are whole
        return {}
    code_page = found.get(_CODE_PAGE)
    words = {"title": _TITLE, "author": _AUTHOR, "subject": _SUBJECT, "keywords": _KEYWORDS}
    stated = {name: _text(found.get(key), code_page) for name, key in words.items()}
    stated["created"], stated["modified"] = _moment(found.get(_CREATED)), _moment(found.get(_MODIFIED))
    return {name: value for name, value in stated.items() if value}


def _text(value: object, code_page: object) -> str:
    """Return a property as text; the code page is a signed number of 16 bits, 65001 being UTF-8."""
    if isinstance(value, str):
        return normalise(value)
    if not isinstance(value, bytes):
        return ""
    number = code_page & 0xFFFF if isinstance(code_page, int) else 1252
    name = {65001: "utf-8", 1200: "utf-16-le", 10000: "mac-roman"}.get(number, f"cp{number}")
    try:
        return normalise(value.decode(name, "replace").rstrip("\0"))
    except LookupError:
        return normalise(value.decode("cp1252", "replace").rstrip("\0"))


def _moment(value: object) -> str:
    if not isinstance(value, datetime) or value.year < _FIRST_YEAR:
        return ""
    return value.replace(tzinfo=value.tzinfo or UTC).isoformat()


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:160]
