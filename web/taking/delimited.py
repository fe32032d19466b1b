"""Tables as text files, written while they are sent: CSV, CSV as a Swedish Excel opens it, and TSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_AT_ONCE = 200  # rows written before they are sent


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written. `for_spreadsheets`: nothing in it is taken for a formula."""

    media_type: str
    delimiter: str
    for_spreadsheets: bool = False


FORMS = {
    "csv": Form("text/csv", ","),  # RFC 4180: the values as they are
    "excel.csv": Form("text/csv", ";", for_spreadsheets=True),
    "tsv": Form("text/tab-separated-values", "\t"),
}
"""By the ending of the file."""


def written(form: Form, rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the text of a table, many rows at once.

    Excel takes UTF-8 for Windows-1252 unless a mark stands before it, and a Swedish one 1.5 for a date. What
    begins as a formula gets an apostrophe there (OWASP, CSV injection), a number does not. No cell of a TSV
    holds a tab or a line end.
    """
    buffer = io.StringIO("\ufeff" if form.for_spreadsheets else "")
    buffer.seek(0, io.SEEK_END)
    raw = form.delimiter == "\t"
    writer = csv.writer(
        buffer,
        delimiter=form.delimiter,
        quoting=csv.QUOTE_NONE if raw else csv.QUOTE_MINIMAL,
        quotechar=None if raw else '"',
    )
    for count, row in enumerate(rows, 1):
        writer.writerow([_cell(form, value) for value in row])
        if count % _AT_ONCE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _cell(form: Form, value: object) -> str:
    text = str(value)
    if form.for_spreadsheets and isinstance(value, float):
        return text.replace(".", ",")
    if form.delimiter == "\t":
        return _BREAKS.sub(" ", text)
    if form.for_spreadsheets and _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
