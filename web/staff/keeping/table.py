"""A table to take along: CSV that Excel opens as it is, and in which no cell can do anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from archive.legible import legible

_BEGINS_A_FORMULA = ("=", "+", "-", "@")
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Answer with a table as a file of this name; semicolons, as a Swedish Excel expects them."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    response = Response(_BYTE_ORDER_MARK + written.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: object) -> str:
    """Return a value on one line, that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = legible(str(value))
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
