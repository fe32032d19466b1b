"""Whether a file looks whole: a copy over a network may pause for minutes in the middle of it."""

from __future__ import annotations

from pathlib import Path

from archive.kept.originals import open_regular

_LAST = 1 << 16  # bytes looked at: a ZIP file's directory ends with a comment of at most so many
_BLOCK = 4096
_ZIPPED = (".pptx", ".ppsx", ".pptm", ".potx", ".docx", ".docm", ".dotx", ".odp", ".otp", ".odt", ".ott")
_ENDS = {
    ".pdf": b"%%EOF",
    **dict.fromkeys(_ZIPPED, b"PK\x05\x06"),
}


def looks_whole(path: Path, root: Path | None = None) -> bool:
    """Tell whether a file of the folder `root` has an end as its kind should.

    What cannot be read looks whole. Windows gives a file its full size before it copies, so that what
    is missing reads as zeros.
    """
    try:
        with open_regular(path, root) as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _LAST))
            last = file.read(_LAST)
    except OSError:
        return True
    if not last.strip(b"\0") or (len(last) > _BLOCK and not last[-_BLOCK:].strip(b"\0")):
        return False
    return _ENDS.get(path.suffix.lower(), b"") in last
