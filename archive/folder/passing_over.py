"""Names that are passed over: programs use them for what is not, or not yet, a document.

The scan of the folder passes over whatever is called so, and nothing is uploaded under such a name.
"""

from __future__ import annotations

import re

UPLOADING = ".helixarkiv-"
"""How a file's name begins while it is put into the folder from the browser."""

_PASSED_OVER = (
    (re.escape(UPLOADING), "a file that is being put here from the browser"),
    (r"~\$", "a lock that an Office program keeps while a file is open"),
    (r"\.~lock\.", "a lock that LibreOffice keeps while a file is open"),
    (r"\.", "a hidden file"),
    (r"(?i:thumbs\.db|desktop\.ini|ehthumbs\.db)\Z", "a file that Windows keeps for itself"),
    (r"(?is:.*\.(?:tmp|temp|part|partial|crdownload|filepart|swp|bak~?)\Z)", "a temporary file"),
    (r"(?s:.*)~\Z", "a temporary file"),
    # What staff delete on a share may lie there still: it must not come back as if it had moved.
    (r"(?i:\$recycle\.bin|#recycle|@recycle|recycler)\Z", "a wastebasket"),
    (
        r"(?i:system volume information|@eadir|lost\+found|~snapshot)\Z",
        "a folder that the file server keeps for itself",
    ),
)
REASONS = tuple(reason for _, reason in _PASSED_OVER)
"""Why a name is passed over; `archive.folder.explaining` says each in Swedish."""

_PATTERNS = tuple((re.compile(pattern), reason) for pattern, reason in _PASSED_OVER)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _PASSED_OVER))


def why(name: str) -> str:
    """Return why a file or folder of this name is passed over; "" where it is not."""
    if not _ANY.match(name):  # one look at most names
        return ""
    return next(reason for pattern, reason in _PATTERNS if pattern.match(name))
