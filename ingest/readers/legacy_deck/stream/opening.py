"""The OLE file of a deck: its stream of records, and what it says of itself.

What it is instead is named: encrypted, a deck of PowerPoint 95 or 4, damaged.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archive.folder.outcomes import Outcome
from ingest.readers import ole
from ingest.readers.legacy_deck.stream.summary import summary
from ingest.readers.reading import Limits, Refused

if TYPE_CHECKING:
    import olefile

_DECK = "PowerPoint Document"
_BOTH = "PP97_DUALSTORAGE"  # of a file saved for PowerPoint 95 and 97 at once: what 97 reads of it
_OLD = ("PP40", "Text_Content", "PersistentStorage Directory", "Header")
_SUMMARY = "\x05SummaryInformation"
_ENCRYPTED_TOKEN = 0xF3D1C4DF  # [MS-PPT] 2.3.2, headerToken


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
    return Opened(file.openstream(folder + _DECK).read(), last_edit, summary(_bytes(file, _SUMMARY)))


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


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:160]
