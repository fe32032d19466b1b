"""PDF files written object by object, for what a drawing library has no word for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
FIRST_PAGE = 10  # number of its object; its content is the next, the next page the one after


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: what is drawn on it, and further entries of its dictionary."""

    content: bytes = b""
    entries: bytes = b""


def text(*lines: str, x: int = 60, y: int = 760, size: int = 11) -> bytes:
    """Return the content that writes lines below each other."""
    return b"".join(
        b"BT /F1 %d Tf %d %d Td %s Tj ET\n" % (size, x, y - 16 * index, literal(line, "cp1252"))
        for index, line in enumerate(lines)
    )


def marked(tag: str, number: int, content: bytes) -> bytes:
    """Return content that is marked with a tag and a number."""
    return b"/%s << /MCID %d >> BDC\n%sEMC\n" % (tag.encode(), number, content)


def literal(text: str, encoding: str = "") -> bytes:
    """Return a string of PDF, in UTF-16 where no encoding is asked for."""
    data = text.encode(encoding) if encoding else b"\xfe\xff" + text.encode("utf-16-be")
    return b"<" + data.hex().encode() + b">"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def build(
    path: Path,
    leaves: Sequence[Leaf],
    catalog: bytes = b"",
    objects: Mapping[int, bytes] | None = None,
) -> Path:
    """Write a file of pages with further entries of its catalog, and further objects by their number."""
    numbers = [FIRST_PAGE + 2 * index for index in range(len(leaves))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    all_objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(leaves)),
        3: FONT,
        **(objects or {}),
    }
    for number, leaf in zip(numbers, leaves, strict=True):
        all_objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % (number + 1, leaf.entries)
        )
        all_objects[number + 1] = stream(leaf.content)
    data = b"%PDF-1.7\n"
    places = {}
    for number in sorted(all_objects):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, all_objects[number])
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    data += (
        b"xref\n0 1\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            max(places) + 1,
            len(data),
        )
    )
    path.write_bytes(data)
    return path
