"""A document's publication: what readers see of it, from when, and what files and staff say of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.publication import Parts, parts_of
from archive.catalogue.staff.overview import contents
from archive.catalogue.staff.overview.contents import Held
from archive.catalogue.staff.publication import publishing, taking_down
from archive.catalogue.tables import Document
from archive.catalogue.values import Origin
from web.language import wording as readers_wording
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done, page, staff_links
from web.staff.documents.heading import find, heading, led_on
from web.staff.publishing import wording
from web.staff.publishing.form import BadChoice, Chosen
from web.staff.signing.member import who


@dataclass(frozen=True, slots=True)
class FileSays:
    """What one origin other than staff says of publication, in words; `overruled` where staff decided."""

    origin: str
    text: str
    overruled: bool


def publication(document_id: str) -> AnyResponse:
    """Show a document's publication (GET), or decide it anew (POST)."""
    if request.method == "GET":
        return _page(document_id, None)
    chosen = Chosen.of_form(request.form)
    try:
        wanted = chosen.wanted(zone())
    except BadChoice as wrong:
        return _page(document_id, chosen, str(wrong), 400)
    with site().catalogue.write() as session:
        document = find(session, document_id)
        stale = publishing.seen(session, document) != request.form.get("sedd", "")
        decided = None if stale else publishing.decide(session, who(), document, wanted)
    if stale:
        return _page(document_id, chosen, status=409, stale=True)
    said = gettext("Publiceringen är ändrad.") if decided else gettext("Inget behövde ändras.")
    return done(staff_links().document(document_id, "publicering"), said)


def reviewed(document_id: str) -> AnyResponse:
    """Let a held document go, or hold one."""
    wanted = request.form.get("gor", "")
    if wanted not in ("publicera", "hall"):
        raise BadRequest(gettext("Välj om dokumentet ska publiceras eller hållas kvar."))
    with site().catalogue.write() as session:
        document = find(session, document_id)
        stale = publishing.seen(session, document) != request.form.get("sedd", "")
        act = publishing.release if wanted == "publicera" else publishing.hold
        decided = None if stale else act(session, who(), document)
    if stale:
        return _page(document_id, None, status=409, stale=True)
    said = {
        "publicera": gettext("Dokumentet är granskat och hålls inte kvar längre."),
        "hall": gettext("Dokumentet hålls kvar tills någon publicerar det."),
    }[wanted]
    return done(
        staff_links().document(document_id, "publicering"),
        said if decided else gettext("Inget behövde ändras."),
    )


def zone() -> ZoneInfo:
    """Return the archive's time zone."""
    return ZoneInfo(site().settings.archive.timezone)


def _page(
    document_id: str, chosen: Chosen | None, wrong: str = "", status: int = 200, *, stale: bool = False
) -> AnyResponse:
    settings = site().settings.publish
    with site().catalogue.read() as session:
        document = find(session, document_id)
        if elsewhere := led_on(session, document, "publicering"):
            return elsewhere
        head = heading(session, document)
        stated = publishing.stated(session, document.id)
        latest = contents.version(session, document.id, document.version)
        down = taking_down.latest(session, document.id)
        values: dict[str, Any] = {
            "sedd": publishing.seen(session, document),
            "held": document.held_at is not None,
            "reasons": [wording.reason(code) for code in document.held_for],
            "said": _said(session, document, stated),
            "parts": parts_of(document, settings),
        }
    present = Chosen.of_stated(stated, zone())
    return page(
        "publication.html",
        status=status,
        head=head,
        latest=latest,
        warnings=wording.warnings(document_id, latest.warnings) if latest else (),
        chosen=chosen if chosen and not stale else present,
        yours=_in_words(chosen) if chosen and stale else (),
        present=_in_words(present),
        wrong=wrong,
        stale=stale,
        down=down,
        by_setting=_by_setting(latest, values["parts"], stated),
        zone=site().settings.archive.timezone,
        **values,
    )


def _said(session: Session, document: Document, stated: Mapping[str, Any]) -> tuple[FileSays, ...]:
    """Return what files and folders say of publication."""
    said = []
    for origin in Origin:
        if origin is Origin.STAFF:
            continue
        for name, value in publishing.stated(session, document.id, origin).items():
            overruled = name in stated or (name == "embargo_until" and "visibility" in stated)
            text = _statement(name, value)
            if origin is Origin.FOLDER:
                text = gettext("Filen ligger i mappen _ej publicerat.")
            said.append(FileSays(readers_wording.origin_name(origin), text, overruled))
    return tuple(said)


def _statement(name: str, value: Any) -> str:
    yes_no = gettext("ja") if value is True else gettext("nej")
    if name == "visibility":
        return visibility_name(value) + "."
    if name == "embargo_until":
        return gettext("Publiceras %(time)s.", time=value.replace("T", " "))
    if name == "publish_notes":
        return gettext("Visa anteckningar: %(yes_no)s.", yes_no=yes_no)
    return gettext("Visa dolda bilder: %(yes_no)s.", yes_no=yes_no)


def visibility_name(visibility: str) -> str:
    """Say for whom a document is, as a choice."""
    return {
        "": gettext("Som filerna säger"),
        "public": gettext("Publik"),
        "hidden": gettext("Dold"),
        "embargoed": gettext("Embargo"),
    }[visibility]


def _in_words(chosen: Chosen) -> tuple[str, ...]:
    part = {"": gettext("som inställningen säger"), "ja": gettext("ja"), "nej": gettext("nej")}
    visibility = visibility_name(chosen.visibility)
    if chosen.visibility == "embargoed":
        visibility += f" {chosen.day} {chosen.time}"
    return (
        gettext("Synlighet: %(visibility)s", visibility=visibility),
        gettext("Visa anteckningar: %(yes_no)s", yes_no=part[chosen.notes]),
        gettext("Visa dolda bilder: %(yes_no)s", yes_no=part[chosen.hidden_slides]),
    )


def _by_setting(latest: Held | None, parts: Parts, stated: Mapping[str, Any]) -> dict[str, str]:
    """Return what readers see now of each part, where staff have left it to files and settings."""
    now_shown = {"publish_notes": parts.notes, "publish_hidden_slides": parts.hidden_slides}
    return {
        name: (gettext("visas nu") if shown else gettext("visas inte nu"))
        for name, shown in now_shown.items()
        if latest and name not in stated
    }
