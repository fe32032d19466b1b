"""What the reader of the present request would cite: with this archive's address, today."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from archive.catalogue.documents import Document
from archive.dates import now
from archive.pages import Page
from web.citing.item import Item, item
from web.site import permalinks, site


def cited(document: Document, page: Page | None = None) -> Item:
    """Return what a citation of a document, or of one page of it, says when it is read now."""
    settings = site().settings
    urls, number = permalinks(), page.number if page else None
    if number is None:
        url = urls.document(document.id, document.version)
    else:
        url = urls.page(document.id, number, version=document.version)
    return item(
        document,
        page=(page.number, page.label) if page else None,
        url=url,
        accessed=_today(now(), settings.archive.timezone),
        publisher=settings.accessibility.actor,
    )


def citable(document: Document) -> bool:
    """Tell whether a citation is offered: sample material is made up, and is not to be cited."""
    return not document.sample


def _today(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
