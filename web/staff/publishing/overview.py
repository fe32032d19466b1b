"""*Publicering*: what waits, the rules of folders, what is warned of, embargoed, hidden, taken down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, abort, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.staff.overview import waiting
from archive.catalogue.staff.overview.waiting import Listed, Listing
from archive.catalogue.staff.publication import rules
from archive.catalogue.staff.publication.warned import Kind
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done, page, staff_links
from web.staff.publishing import wording
from web.staff.publishing.wording import Told
from web.staff.signing.member import who

_SHOWN, _MOST = 50, 5000  # documents of one list at first, and where all of it was asked for
_WARNINGS_SHOWN = 5
_LISTS: dict[str, Callable[[Session, int], Listing]] = {
    "vantar": waiting.waiting,
    "varnade": waiting.warned,
    "embargo": waiting.embargoed,
    "dolda": waiting.hidden,
    "avpublicerade": waiting.taken_down,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list, with what is said of it."""

    document: Listed
    reasons: tuple[str, ...]
    warnings: tuple[Told, ...]
    more: int  # warnings that are not shown


@dataclass(frozen=True, slots=True)
class Shown:
    """One list as the page shows it."""

    rows: tuple[Row, ...]
    total: int
    all_of_it: str  # address, "" where all is shown


def overview() -> Response:
    """Show *Publicering*."""
    whole = request.args.get("alla", "")
    with site().catalogue.read() as session:
        lists = {
            name: _shown(name, listing(session, _MOST if name == whole else _SHOWN))
            for name, listing in _LISTS.items()
        }
        stated = rules.all_rules(session)
    return page(
        "publishing.html",
        lists=lists,
        rules=[(folder, stated[folder]) for folder in sorted(stated)],
        default=site().settings.publish.review,
        holding=_holding(),
    )


def rule() -> AnyResponse:
    """Give a folder a rule, or take it away."""
    folder, chosen = rules.cleaned(request.form.get("mapp", "")), request.form.get("regel", "")
    wanted = {"granska": True, "direkt": False, "ingen": None}
    if chosen not in wanted or len(folder) > 1000:
        abort(400, gettext("Välj om mappen ska publicera direkt eller efter granskning."))
    with site().catalogue.write() as session:
        made = rules.put(session, who(), folder, wanted[chosen])
    name = folder or gettext("hela arkivet")
    said = {
        "granska": gettext("Det som läggs i %(folder)s publiceras nu efter granskning.", folder=name),
        "direkt": gettext("Det som läggs i %(folder)s publiceras nu direkt.", folder=name),
        "ingen": gettext("Regeln för %(folder)s är borttagen.", folder=name),
    }[chosen]
    return done(staff_links().publishing() + "#regler", said if made else gettext("Regeln gällde redan."))


def _shown(name: str, listing: Listing) -> Shown:
    rows = tuple(
        Row(
            document,
            tuple(map(wording.reason, document.held_for)),
            wording.warnings(document.id, document.warnings[:_WARNINGS_SHOWN]),
            max(0, len(document.warnings) - _WARNINGS_SHOWN),
        )
        for document in listing.documents
    )
    more = len(rows) < listing.total
    address = staff_links().publishing([("alla", name)]) + f"#{name}" if more else ""
    return Shown(rows, listing.total, address)


def _holding() -> tuple[str, ...]:
    return tuple(wording.kind_name(Kind(code)).lower() for code in site().settings.publish.hold)
