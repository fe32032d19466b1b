"""What kind of file this is, told by its content and never by its name.

The name only breaks ties between things that are all text: plain text that is called ``x.pdf`` is
an error page that somebody saved, and not a text for the archive.
"""

from __future__ import annotations

import plistlib
import re
import zipfile
from enum import StrEnum
from pathlib import Path, PurePath

from archive.folder.outcomes import Outcome
from ingest.readers import ole
from ingest.readers.encoding import decode, is_text
from ingest.readers.reading import Refused

HEAD = 64 << 10
"""Bytes looked at from the start of a file."""

PDF_START = 1024
"""``%PDF-`` may stand within the first 1 KiB (ISO 32000-1, annex H, note 13)."""


class Kind(StrEnum):
    """Kinds that are recognised. Those in :data:`READ` have a reader; the value is the catalogue's format."""

    PDF = "pdf"
    DECK = "pptx"
    TEXT = "txt"
    SHORTCUT = "link"
    LEGACY_DECK = "ppt"
    DOCUMENT = "docx"
    ODF_TEXT = "odt"
    ODF_DECK = "odp"
    WORD = "word"
    EXCEL = "excel"
    OPEN_DOCUMENT = "opendocument"
    OFFICE = "office"
    RTF = "rtf"
    HTML = "html"
    XML = "xml"
    IMAGE = "image"
    MEDIA = "media"
    POSTSCRIPT = "postscript"
    ARCHIVE = "archive"
    MISNAMED_TEXT = "misnamed"
    UNKNOWN = "unknown"


READ = frozenset(
    {Kind.PDF, Kind.DECK, Kind.LEGACY_DECK, Kind.TEXT, Kind.SHORTCUT}
    | {Kind.DOCUMENT, Kind.ODF_TEXT, Kind.ODF_DECK}
)
"""The kinds that have a reader."""

_WHAT = {
    Kind.WORD: "a Word 97–2003 document; save it as .docx or PDF",
    Kind.EXCEL: "an Excel workbook; save it as PDF",
    Kind.OPEN_DOCUMENT: "an OpenDocument file, but neither a text nor a presentation; save it as PDF",
    Kind.OFFICE: "an older Microsoft Office file; save it as PDF or .pptx",
    Kind.RTF: "a rich text document; save it as PDF",
    Kind.HTML: "a web page (HTML); save it as PDF",
    Kind.XML: "an XML file",
    Kind.IMAGE: "a picture; put it into a PDF",
    Kind.MEDIA: "a sound or video file; put a shortcut (.url) to it in its place",
    Kind.POSTSCRIPT: "a PostScript file; save it as PDF",
    Kind.ARCHIVE: "a ZIP or other archive, or a damaged one; unpack it",
    Kind.MISNAMED_TEXT: "plain text",
    Kind.UNKNOWN: "of no kind that can be read here",
}

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind.RTF),
    (b"%!PS", Kind.POSTSCRIPT),
    (b"\x89PNG\r\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"ID3", Kind.MEDIA),
    (b"OggS", Kind.MEDIA),
    (b"\x1aE\xdf\xa3", Kind.MEDIA),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ", Kind.ARCHIVE),
)

_LEGACY_DECKS = frozenset(("powerpoint document", "pp97_dualstorage", "pp40"))
_ODF_FIRST = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.([a-z-]+)")
_ODF_SAYS = 200  # bytes; the first entry's header and content (ODF 1.3 part 2, 3.3)
_PDF = re.compile(rb"%PDF-\d")
_INTERNET_SHORTCUT = re.compile(r"\A\s*(?:[;#][^\n]*\n\s*)*\[InternetShortcut\]", re.IGNORECASE)
_HTML = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_BINARY_NAMES = re.compile(
    r"\.(?:pdf|p[po][ts][xm]?|do[ct][xm]?|xls[xm]?|o[dt][pts]|zip|7z|rar|png|jpe?g|gif|tiff?|bmp|webp|heic"
    r"|mp[34]|m4[av]|mov|avi|wm[av]|mkv|webm|wav)\Z"
)


def sniff(path: Path, name: str = "") -> Kind:
    """Return what kind of file `path` is; `name` is its name in the folder where `path` is not it.

    Raises :class:`Refused` (damaged) for an empty file and :class:`OSError` where it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Refused(Outcome.DAMAGED, "the file is empty")
    if head.startswith(b"PK"):
        return _kind_of_zip(path, head)
    if head.startswith(ole.MAGIC):
        return _kind_of_ole(path, PurePath(name or path.name).suffix.lower())
    if head.startswith(b"bplist00"):
        return Kind.SHORTCUT if _has_url(head) else Kind.UNKNOWN
    if (binary := _kind_of_magic(head)) is not None:
        return binary
    return _kind_of_text(head, PurePath(name or path.name).suffix.lower())


def refusal(kind: Kind, name: str) -> Refused:
    """Return the refusal of a file whose kind has no reader."""
    suffix = PurePath(name).suffix.lower()
    called = f"the file is called {suffix}, but it is " if _BINARY_NAMES.match(suffix) else "the file is "
    return Refused(Outcome.NOT_WHAT_IT_CLAIMS, called + _WHAT[kind])


def _kind_of_magic(head: bytes) -> Kind | None:
    pdf = _PDF.search(head[: PDF_START + 8])
    if pdf and (pdf.start() == 0 or b" obj" in head):
        return Kind.PDF
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return Kind.IMAGE if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else Kind.MEDIA
    if head.startswith(b"RIFF"):
        return Kind.IMAGE if head[8:12] == b"WEBP" else Kind.MEDIA
    if head.startswith(b"BM") and len(head) > 14 and head[6:10] == b"\0\0\0\0":
        return Kind.IMAGE
    return None


def _kind_of_zip(path: Path, head: bytes) -> Kind:
    if (said := _ODF_FIRST.search(head[:_ODF_SAYS])) is not None:
        return _kind_of_odf(said[1])
    mimetype = b""
    try:
        with zipfile.ZipFile(path) as package:
            mimetype = _mimetype(package)
            names = {info.filename.replace("\\", "/").lstrip("/").lower() for info in package.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        # Cut off: the table of contents at the end is gone, but names of parts stand before each part.
        names = {name.decode("latin-1").lower() for name in re.findall(rb"(?:ppt|word|xl)/[\w./]+", head)}
    if any(name.startswith("ppt/") for name in names):
        return Kind.DECK
    if any(name.startswith("word/") for name in names):
        return Kind.DOCUMENT
    if any(name.startswith("xl/") for name in names):
        return Kind.EXCEL
    if "mimetype" in names and "content.xml" in names:
        return _kind_of_odf(mimetype)
    return Kind.ARCHIVE


def _mimetype(package: zipfile.ZipFile) -> bytes:
    """Return what an OpenDocument file says that it is, where it does not say it in its first bytes."""
    entry = package.NameToInfo.get("mimetype")
    if entry is None or entry.file_size > _ODF_SAYS:
        return b""
    try:
        with package.open(entry) as file:
            return file.read(_ODF_SAYS).rpartition(b".")[2]
    except Exception:  # zipfile lets errors of every compression through on broken input
        return b""


def _kind_of_odf(said: bytes) -> Kind:
    if said.startswith(b"text"):
        return Kind.ODF_TEXT
    return Kind.ODF_DECK if said.startswith(b"presentation") else Kind.OPEN_DOCUMENT


def _kind_of_ole(path: Path, suffix: str) -> Kind:
    streams = ole.streams(path)
    if "encryptedpackage" in streams:  # the reader says that it is encrypted; of what, the name alone tells
        return Kind.DOCUMENT if suffix.startswith(".do") else Kind.DECK
    if streams & _LEGACY_DECKS or (not streams and suffix in (".ppt", ".pps", ".pot")):
        return Kind.LEGACY_DECK  # its reader says what else it is: of PowerPoint 4, damaged
    if "worddocument" in streams:
        return Kind.WORD
    if streams & {"workbook", "book"}:
        return Kind.EXCEL
    return Kind.OFFICE


def _kind_of_text(head: bytes, suffix: str) -> Kind:
    if not is_text(head):
        return Kind.UNKNOWN
    text = decode(head, cut=True).lstrip("\ufeff")
    if _INTERNET_SHORTCUT.match(text):
        return Kind.SHORTCUT
    if "<plist" in text[:4096] and _has_url(head):
        return Kind.SHORTCUT
    if _HTML.match(text):
        return Kind.HTML
    if _BINARY_NAMES.match(suffix):
        return Kind.MISNAMED_TEXT
    if text.lstrip().startswith("<?xml") and suffix not in (".txt", ".text"):
        return Kind.XML
    return Kind.TEXT


def _has_url(head: bytes) -> bool:
    try:
        values = plistlib.loads(head)
    except Exception:  # plistlib lets half a dozen kinds of error through on broken input
        return False
    return isinstance(values, dict) and isinstance(values.get("URL"), str)
