"""The first page of the staff: what waits for them, and what came today."""

from __future__ import annotations

from flask import Response

from web.staff.answers import page


def home() -> Response:
    """Show what waits."""
    return page("home.html")
