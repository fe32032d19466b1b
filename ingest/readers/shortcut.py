"""Shortcuts to a lecture or document elsewhere: Windows ``.url`` and macOS ``.webloc``.

A shortcut has no pages; its document is the link. Only ``http`` and ``https`` are taken: what
people click in the archive must not open a file or run anything on their machine.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

from archive.folder.outcomes import Outcome
from archive.pages import Page
from ingest.readers.encoding import decode
from ingest.readers.reading import Limits, Refused, Summary

MOST_BYTES = 64 << 10
MOST_CHARS = 2000  # of an address; longer ones do not work in browsers either
_URL_LINE = re.compile(r"^[ \t]*URL[ \t]*=[ \t]*(\S.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SECTION = re.compile(r"(?ims)^\s*\[InternetShortcut\]\s*$(.*?)(?=^\s*\[|\Z)")


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield no page and return where the shortcut leads."""
    yield from ()
    with path.open("rb") as file:
        data = file.read(min(limits.file_bytes, MOST_BYTES))
    name, found = _webloc(data) if b"plist" in data[:256] else _url(data)
    return Summary(reader=name, page_count=0, link=_checked(found))


def _url(data: bytes) -> tuple[str, str]:
    section = _SECTION.search(decode(data).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    line = _URL_LINE.search(section[1]) if section else None
    return "shortcut .url", line[1] if line else ""


def _webloc(data: bytes) -> tuple[str, str]:
    try:
        values = plistlib.loads(data)
    except Exception as error:  # plistlib lets half a dozen kinds of error through on broken input
        raise Refused(Outcome.DAMAGED, f"the shortcut is damaged: {error}") from error
    found = values.get("URL") if isinstance(values, dict) else None
    return "shortcut .webloc", found if isinstance(found, str) else ""


def _checked(link: str) -> str:
    link = link.strip()
    if not link:
        raise Refused(Outcome.DAMAGED, "the shortcut holds no address")
    if len(link) > MOST_CHARS or re.search(r"[\x00-\x20\x7f\"<>\\^`{|}]", link):
        raise Refused(Outcome.DAMAGED, "the shortcut's address is not a valid web address")
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        raise Refused(Outcome.DAMAGED, "the shortcut's address is not a valid web address") from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or port == 0:
        raise Refused(
            Outcome.NOT_WHAT_IT_CLAIMS, f"the shortcut leads to {link[:80]!r}; only http and https are taken"
        )
    if parts.username or parts.password:
        raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "the shortcut's address holds a user name or password")
    return link
