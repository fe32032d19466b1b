"""The page *Förteckning*: what a listing page says beside what the archive says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from archive.catalogue.staff import decisions
from archive.catalogue.staff.harvesting import accepting, proposals
from archive.catalogue.staff.harvesting.differences import Difference, Outcome
from archive.catalogue.staff.harvesting.items import LINK, State
from archive.catalogue.staff.harvesting.proposals import Proposal
from archive.catalogue.tables import Document
from web.language import wording as words
from web.language.translated import gettext
from web.site import site
from web.staff.answers import page, staff_links
from web.staff.documents import saying
from web.staff.harvest import unfetched, wording
from web.staff.paging import SIZE, first_of, page_number, pages_of

_SHOWN: Mapping[str, Callable[[Proposal], bool]] = {
    "vantar": lambda each: each.is_open or (each.state is State.COMING and not each.gone),
    "alla": lambda _: True,
    "godtagna": lambda each: each.state in (State.ACCEPTED, State.CHANGED) and not each.gone,
    "avbojda": lambda each: each.state is State.DECLINED and not each.gone,
    "borta": lambda each: each.gone,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of an item: what the page says, what the archive says and by whom, what becomes of it."""

    field: str
    label: str
    listed: str
    holds: str
    origin: str
    outcome: str
    ticked: bool
    yields: bool
    same: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the page shows it; `undo` is the decision that can be taken back, 0 for none."""

    proposal: Proposal
    state: str
    format: str
    rows: tuple[Row, ...]
    title: str  # of the document
    others: tuple[tuple[str, str, str], ...]  # further documents it may be: id, title, why
    reason: str
    problem: str  # why its file could not be fetched
    mark: str
    undo: int
    link: bool
    can_fetch: bool


def listings() -> Response:
    """Show the items of a listing page."""
    which, number = request.args.get("visa", "vantar"), page_number(request.args)
    if which not in _SHOWN:
        raise NotFound(gettext("Det finns ingen sådan sida."))
    with site().catalogue.read() as session:
        known = proposals.pages(session)
        chosen = request.args.get("lista", "") or next(iter(known), "")
        made = proposals.of_page(session, chosen) if chosen in known else ()
        kept = [each for each in made if _SHOWN[which](each)]
        here = kept[first_of(number) : first_of(number) + SIZE]
        shown = _all_shown(session, here)
    return page(
        "listing.html",
        pages=known,
        chosen=chosen,
        which=which,
        counts=[(name, _filter_name(name), sum(map(test, made))) for name, test in _SHOWN.items()],
        shown=shown,
        sure=sum(each.is_beyond_doubt for each in made),
        hosts=site().settings.harvest.hosts,
        number=number,
        last=pages_of(len(kept)),
        on_page=lambda n: staff_links().listing([("lista", chosen), ("visa", which), ("sida", str(n))]),
        show=lambda name: staff_links().listing([("lista", chosen), ("visa", name)]),
    )


def mark_of(proposal: Proposal) -> str:
    """Return a fingerprint of what a form shows of an item, by which it is seen that it still is so."""
    said = [(each.field, each.listed, str(each.outcome)) for each in proposal.differences]
    told = json.dumps([proposal.document, str(proposal.state), said], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def find(session: Session, number: int, document: str = "") -> Proposal:
    """Return an item, set against a document or the likeliest; raise 404 where one is not there."""
    row_page = proposals.page_of(session, number)
    found = proposals.of_page(session, row_page, [number])
    proposal = next(iter(found), None)
    if proposal is not None and document and document != proposal.document:
        proposal = proposals.against(session, proposal, document)
    if proposal is None:
        raise NotFound(gettext("Det finns inget sådant att godta."))
    return proposal


def _filter_name(name: str) -> str:
    return {
        "vantar": gettext("Väntar"),
        "alla": gettext("Alla"),
        "godtagna": gettext("Godtagna"),
        "avbojda": gettext("Avböjda"),
        "borta": gettext("Borta från sidan"),
    }[name]


def _all_shown(session: Session, here: list[Proposal]) -> list[Shown]:
    compared, other = request.args.get("rad", ""), _document_id(request.args.get("dokument", ""))
    made = [
        (proposals.against(session, each, other) or each) if other and compared == str(each.number) else each
        for each in here
    ]
    ids = {each.document for each in made} | {c.document for each in made for c in each.candidates}
    titles = dict(session.execute(select(Document.id, Document.title).where(Document.id.in_(ids))).all())
    series = saying.series_names(session)
    undos = _undos(session, made)
    return [_shown(each, titles, series, undos.get(each.number, 0)) for each in made]


def _document_id(text: str) -> str:
    """Return the id in what staff typed: the id itself, or the address of a document."""
    return text.strip().split("/dokument/")[-1].split("/")[0].split("?")[0][:60]


def _undos(session: Session, made: list[Proposal]) -> dict[int, int]:
    subjects = [str(each.number) for each in made]
    found = decisions.of_subjects(session, [accepting.DECISION], subjects)
    latest: dict[int, int] = {}
    for decided in found:
        if decided.undone_at is None:
            latest.setdefault(int(decided.subject), decided.id)
    return latest


def _shown(each: Proposal, titles: Mapping[str, str], series: Mapping[str, str], undo: int) -> Shown:
    likeliest = next((c for c in each.candidates if c.document == each.document), None)
    others = tuple(
        (c.document, titles.get(c.document, ""), wording.reason(c.reason))
        for c in each.candidates
        if c.document != each.document
    )
    return Shown(
        each,
        wording.state_name(each.state, each.gone),
        wording.format_name(each.item.format),
        tuple(_row(difference, series) for difference in each.differences),
        titles.get(each.document, ""),
        others,
        wording.reason(likeliest.reason) if likeliest else "",
        unfetched.told(each.problem),
        mark_of(each),
        undo,
        each.item.format == LINK,
        each.item.format == LINK or bool(site().settings.harvest.hosts),
    )


def _row(each: Difference, series: Mapping[str, str]) -> Row:
    return Row(
        each.field,
        wording.field_name(each.field),
        wording.value(each.field, each.listed, series),
        wording.value(each.field, each.holds.value, series) if each.holds else gettext("inget angivet"),
        words.origin_name(each.holds.origin) if each.holds else "",
        wording.outcome(each),
        ticked=not each.perhaps,
        yields=each.outcome is Outcome.YIELDS,
        same=each.outcome is Outcome.SAME,
    )
