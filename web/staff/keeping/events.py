"""The event log: what happened in the folder and to the documents, by kind, document and day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Response, request
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from archive.catalogue.folder import events as log
from archive.catalogue.tables import Document
from web.language.translated import gettext
from web.site import site
from web.staff.answers import page, staff_links
from web.staff.keeping import wording
from web.staff.paging import SIZE, first_of, page_number, pages_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events the address asks for."""

    kind: str = ""
    document: str = ""
    day: str = ""  # YYYY-MM-DD
    page: int = 1

    def of_log(self, zone: ZoneInfo) -> log.Asked:
        """Return the question to the log; raise 400 where the day is none."""
        since = before = None
        if self.day:
            try:
                first = date.fromisoformat(self.day)
                since = datetime.combine(first, time(), zone)
                before = datetime.combine(first + timedelta(days=1), time(), zone)
            except (ValueError, OverflowError):
                raise BadRequest(gettext("Skriv dagen som 2026-11-23.")) from None
        kinds = (self.kind,) if self.kind else ()
        return log.Asked(kinds, self.document, since=since, before=before)

    def on_page(self, number: int) -> str:
        """Return the address of another page of the same."""
        asked = replace(self, page=number)
        pairs = [("handelse", asked.kind), ("dokument", asked.document), ("dag", asked.day)]
        pairs.append(("sida", str(asked.page) if asked.page > 1 else ""))
        return staff_links().events([(name, value) for name, value in pairs if value])


def events() -> Response:
    """Show the event log."""
    asked = _asked(request.args)
    zone = ZoneInfo(site().settings.archive.timezone)
    of_log = asked.of_log(zone)
    with site().catalogue.read() as session:
        happened = log.happened(session, of_log, first_of(asked.page), SIZE)
        total = log.count(session, of_log)
        kinds = log.kinds(session)
        ids = {each.document for each in happened if each.document}
        titles = dict(session.execute(select(Document.id, Document.title).where(Document.id.in_(ids))).all())
    return page(
        "events.html",
        asked=asked,
        happened=wording.told(happened),
        titles=titles,
        total=total,
        pages=pages_of(total),
        kinds=sorted(((kind, wording.kind_name(kind)) for kind in kinds), key=lambda each: each[1]),
        keeps_days=site().settings.archive.keep_events_days,
    )


def _asked(args: MultiDict[str, str]) -> Asked:
    document = args.get("dokument", "").strip()[:50]
    return Asked(args.get("handelse", "")[:50], document, args.get("dag", "").strip(), page_number(args))
