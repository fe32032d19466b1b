"""The files that stand within a PDF file: in its list of embedded files, or pinned to a page."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from ingest.readers.pdf.engines.beside.strings import wide

MOST_FILES = 1_000
"""Attached files that are listed; a file with more says so."""

MOST_BYTES = 64 << 20
"""Of one attached file that is read: what the sandbox lets a process write (`LARGEST_WRITTEN_FILE`)."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file within a file. `data` is empty, with the reason, where it was not unpacked."""

    name: str  # without folders
    size: int
    data: bytes
    reason: str = ""


def embedded(document: object) -> list[Attached]:
    """Unpack the files in a document's list of embedded files."""
    count = int(pdfium.FPDFDoc_GetAttachmentCount(document))
    found = [unpack(pdfium.FPDFDoc_GetAttachment(document, index)) for index in range(min(count, MOST_FILES))]
    if count > MOST_FILES:
        found.append(Attached(f"{count - MOST_FILES} more files", 0, b"", f"only {MOST_FILES} are listed"))
    return found


def each_once(files: Iterable[Attached]) -> list[Attached]:
    """Return files without those that are listed twice: the same bytes under the same name."""
    known = {(file.name, hashlib.sha256(file.data).digest()): file for file in reversed(list(files))}
    return list(known.values())[::-1]


def unpack(entry: object) -> Attached:
    """Unpack one file; `entry` is PDFium's."""
    if not entry:
        return Attached("?", 0, b"", "its entry is damaged")
    name = _base(wide(pdfium.FPDFAttachment_GetName, entry))
    size = ctypes.c_ulong()
    if not pdfium.FPDFAttachment_GetFile(entry, None, 0, ctypes.byref(size)):
        return Attached(name, 0, b"", "the file says that it is there, but holds nothing of it")
    if size.value > MOST_BYTES:
        return Attached(name, size.value, b"", f"it is larger than {MOST_BYTES >> 20} MiB")
    data = ctypes.create_string_buffer(size.value)
    if not pdfium.FPDFAttachment_GetFile(entry, data, size.value, ctypes.byref(size)):
        return Attached(name, size.value, b"", "it cannot be unpacked")
    return Attached(name, size.value, data.raw[: size.value])


def _base(name: str) -> str:
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split()) or "?"
