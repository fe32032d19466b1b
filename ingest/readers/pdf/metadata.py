"""What a PDF says of itself beside its pages, in the archive's words, whichever engine found it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from ingest.readers.pdf.repair import mended_text
from ingest.readers.reading import OutlineEntry

_INFO_KEYS = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "CreationDate": "created",
    "ModDate": "modified",
    "Producer": "producer",
    "Creator": "creator",
}
_LONGEST_VALUE = 2_000  # characters of one value or title
_PDF_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:([+-])(\d\d)'?(\d\d)?'?|(Z).*)?"
)


@dataclass(slots=True)
class Structure:
    """What a file says of itself."""

    embedded: dict[str, str] = field(default_factory=dict)
    outline: tuple[OutlineEntry, ...] = ()
    form_fields: int = 0
    is_portfolio: bool = False
    has_more: bool = False  # annotations, form fields or attached files, which pdfminer.six does not read
    undescribed: int = 0  # of the figures that its tags tell, those that nobody says what they show
    failed: int = 0  # how many of the things asked for could not be had


def information(values: dict[str, str]) -> dict[str, str]:
    """Return entries of a document information dictionary under the archive's keys, dates as ISO 8601."""
    found = {}
    for key, value in values.items():
        name = _INFO_KEYS.get(key)
        text = one_line(value)
        if name in ("created", "modified"):
            text = iso_date(text)
        if name and text:
            found[name] = text
    return found


def one_line(text: str) -> str:
    """Return a value or title as one line of whole letters, not longer than anyone reads."""
    return " ".join(mended_text(text[:_LONGEST_VALUE]).split())


def iso_date(text: str) -> str:
    """Return a date of PDF or XMP as ISO 8601, as precise as it is; an empty string where it is none."""
    try:
        return datetime.fromisoformat(text).isoformat() if "-" in text[4:5] else _pdf_date(text)
    except ValueError:
        return ""


def _pdf_date(text: str) -> str:
    match = _PDF_DATE.match(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, zone_hours, zone_minutes, zulu = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    datetime(int(year), int(month or 1), int(day or 1))  # raises ValueError where there is no such day
    if hour is None:
        return date
    clock = datetime(1970, 1, 1, int(hour), int(minute or 0), int(second or 0)).time().isoformat()
    zone = "+00:00" if zulu else f"{sign}{zone_hours}:{zone_minutes or '00'}" if sign else ""
    return datetime.fromisoformat(f"{date}T{clock}{zone}").isoformat()
