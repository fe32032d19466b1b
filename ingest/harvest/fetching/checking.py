"""Whether what came is the file that was wanted, and what it is called in the folder. Pure."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from archive.catalogue.staff.harvesting.matching import file_name
from archive.uploads import naming
from ingest.harvest.fetching.connecting import NotFetched

_ENDING = {"pdf": ".pdf", "pptx": ".pptx", "docx": ".docx", "txt": ".txt"}
_ENDINGS = naming.READ - {".url", ".webloc"}
_ANY = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/download",
     "application/force-download", "application/x-download")
)  # fmt: skip
_MEDIA = {
    ".pdf": re.compile(r"application/(?:x-)?pdf"),
    ".txt": re.compile(r"text/plain"),
    ".text": re.compile(r"text/plain"),
}
_OFFICE = re.compile(r"application/(?:vnd\..*|zip|x-zip-compressed|mspowerpoint|powerpoint|msword)")
_WEB_PAGE = re.compile(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|script)\b"
)


def name_for(address: str, served: str, title: str, kind: str) -> str:
    """Return the name that a file gets in the folder; raise :class:`NotFetched` where it is of no use here.

    By its address where that ends in a file's name, else as the server calls it, else by its title.
    """
    if kind not in _ENDING and kind != "":
        raise NotFetched(
            "Arkivet läser bara PDF, PowerPoint, Word, OpenDocument och text. "
            "Spara om filen som PDF och lägg till den."
        )
    for wished in (file_name(address), served, f"{title}{_ENDING.get(kind, '')}"):
        if PurePosixPath(wished.lower()).suffix in _ENDINGS and (name := naming.tidied(wished)):
            return name
    raise NotFetched("Filens namn går inte att använda i mappen.")


def shortcut_name(title: str, address: str) -> str:
    """Return the name of the shortcut that stands for a link."""
    for wished in (title, address.partition("://")[2].partition("/")[0]):
        if name := naming.tidied(f"{wished.replace('/', '-')}.url"):
            return name
    raise NotFetched("Länkens namn går inte att använda i mappen.")


def shortcut(address: str) -> bytes:
    """Return a Windows shortcut to an address."""
    return f"[InternetShortcut]\r\nURL={address}\r\n".encode("ascii")


def check(name: str, media_type: str, head: bytes) -> None:
    """Raise :class:`NotFetched` where a file is not what its name says."""
    ending = PurePosixPath(name.lower()).suffix
    if _WEB_PAGE.match(head) or media_type in ("text/html", "application/xhtml+xml"):
        raise NotFetched(
            "Det som kom är en webbsida, kanske en inloggning eller ett felmeddelande, och inte filen."
        )
    if media_type not in _ANY and not _MEDIA.get(ending, _OFFICE).fullmatch(media_type):
        raise NotFetched(f"Webbplatsen säger att filen är av en annan typ ({media_type[:80]}).")
    if not naming.looks_like(name, head):
        raise NotFetched("Filens innehåll är av en annan typ än dess namn säger.")
