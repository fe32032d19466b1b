"""A table to take along: CSV that Excel opens as it is, and in which no cell can do anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from archive.legible import legible
from web.taking.delimited import FORMS, written


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Answer with a table as a file of this name, each value on one line."""
    form = FORMS["excel.csv"]
    cells = ([legible(str(value)) for value in row] for row in (head, *rows))
    response = Response("".join(written(form, cells)), content_type=f"{form.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
