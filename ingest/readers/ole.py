"""The outer shape of old Office files and of encrypted new ones: OLE compound files ([MS-CFB])."""

from __future__ import annotations

from pathlib import Path

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def streams(path: Path) -> frozenset[str]:
    """Return the names of the streams at the top of the file, in lower case; none where it is broken."""
    import olefile  # here, since most files are none

    try:
        with olefile.OleFileIO(str(path)) as file:
            return frozenset(str(entry[0]).lower() for entry in file.listdir() if entry)
    except Exception:  # olefile lets IndexError, struct.error and others through on broken input
        return frozenset()
