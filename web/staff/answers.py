"""Answers of the staff's pages: never kept by anybody, never listed by crawlers."""

from __future__ import annotations

from typing import Any

from flask import Response, flash
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from web import responses
from web.site import links
from web.staff.addresses import StaffUrls
from web.staff.explaining import told


def staff_links() -> StaffUrls:
    """Return the addresses for links inside the staff's pages."""
    here = links()
    return StaffUrls(here.base, here.lang)


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Answer with a page of the staff's; `template` is below templates/staff/."""
    response = responses.page(f"staff/{template}", status=status, noindex=True, staff=staff_links(), **values)
    response.headers["Cache-Control"] = "no-store"
    return response


def done(address: str, said: str) -> AnyResponse:
    """Go on to a page after something was done, and say there what (POST, redirect, GET)."""
    flash(told(said))
    return redirect(address, 303)
