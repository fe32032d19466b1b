"""The outer shape of old Office files and of encrypted new ones: OLE compound files ([MS-CFB])."""

from __future__ import annotations

import struct
from pathlib import Path

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SECTOR_SHIFT = 30  # where the header says how large sectors are, as a power of 2
_SHIFTS = ((9, 6), (12, 6))  # 512 or 4096 bytes, small ones 64 ([MS-CFB] 2.2)


def has_sane_header(path: Path) -> bool:
    """Return whether sectors are of a size that there is; olefile would read one of petabytes."""
    with path.open("rb") as file:
        head = file.read(_SECTOR_SHIFT + 4)
    return len(head) == _SECTOR_SHIFT + 4 and struct.unpack_from("<HH", head, _SECTOR_SHIFT) in _SHIFTS


def streams(path: Path) -> frozenset[str]:
    """Return the names of the streams at the top of the file, in lower case; none where it is broken."""
    import olefile  # here, since most files are none

    try:
        if not has_sane_header(path):
            return frozenset()
        with olefile.OleFileIO(str(path)) as file:
            return frozenset(str(entry[0]).lower() for entry in file.listdir() if entry)
    except Exception:  # olefile lets IndexError, struct.error and others through on broken input
        return frozenset()
