"""How a decision is told in words: what it was about, and what stood before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import format_datetime
from sqlalchemy.orm import Session

from archive.catalogue.staff.corrections import correcting, merging
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.staff.harvesting import accepting as harvesting
from archive.catalogue.staff.joining import deciding
from archive.catalogue.staff.publication import holding, publishing, rules, taking_down
from archive.catalogue.tables import Document
from web.language.translated import gettext
from web.staff.answers import staff_links
from web.staff.documents import saying
from web.staff.harvest import wording as harvest_wording


@dataclass(frozen=True, slots=True)
class Told:
    """A decision in words; before and after are "" where there is nothing to set against each other."""

    what: str
    before: str = ""
    after: str = ""
    url: str = ""  # where more of it stands


def told(session: Session, decided: Decided) -> Told:
    """Say a decision. A kind that nobody has words for is told by its name."""
    if decided.emptied:
        return Told(gettext("Beslut om något som är raderat för gott"))
    telling = TELLING.get(decided.kind)
    return telling(session, decided) if telling else Told(gettext("Beslut: %(kind)s", kind=decided.kind))


def moment(at: datetime) -> str:
    """Say when something was decided, in the archive's time zone."""
    return str(format_datetime(at, "d MMMM y 'kl.' HH.mm"))


def _correction(session: Session, decided: Decided) -> Told:
    series = saying.series_names(session)
    before, after = (
        saying.given(decided.subject, correcting.unpacked(kept), series)
        for kept in (decided.before, decided.after)
    )
    return Told(saying.field_name(decided.subject), before, after)


def _publication(_: Session, decided: Decided) -> Told:
    return Told(gettext("Publicering"), _stated(decided.before or {}), _stated(decided.after or {}))


def _stated(stated: Mapping[str, Any]) -> str:
    """Say what staff state of publication."""
    parts = []
    visibility = stated.get("visibility")
    if visibility == "embargoed" and stated.get("embargo_until"):
        until = moment(datetime.fromisoformat(stated["embargo_until"]))
        parts.append(gettext("embargo till %(until)s", until=until))
    elif visibility:
        parts.append(gettext("offentligt") if visibility == "public" else gettext("dolt"))
    for name, shown, withheld in (
        ("publish_notes", gettext("anteckningar visas"), gettext("anteckningar visas inte")),
        ("publish_hidden_slides", gettext("dolda bilder visas"), gettext("dolda bilder visas inte")),
    ):
        if name in stated:
            parts.append(shown if stated[name] else withheld)
    return "; ".join(parts) or gettext("som filerna säger")


def _take_down(_: Session, decided: Decided) -> Told:
    reason = str((decided.after or {}).get("reason", ""))
    return Told(gettext("Avpublicerat"), "", reason, staff_links().receipt(decided.id))


def _rule(_: Session, decided: Decided) -> Told:
    said = {
        None: gettext("som mappen ovanför"),
        True: gettext("efter granskning"),
        False: gettext("genast"),
    }
    what = gettext("Publicering i mappen %(folder)s", folder=decided.subject or "/")
    return Told(what, said[decided.before], said[decided.after])


def _joined(session: Session, decided: Decided) -> Told:
    other = session.get(Document, (decided.after or {}).get("other", ""))
    title = other.title if other else gettext("ett dokument som inte finns längre")
    return Told(
        {
            deciding.JOIN_VERSION: gettext("Ny version: %(title)s", title=title),
            deciding.JOIN_FORMAT: gettext("Samma föredrag i annat format: %(title)s", title=title),
            deciding.DECLINE: gettext("Hör inte ihop med: %(title)s", title=title),
        }[decided.kind]
    )


def _renamed(_: Session, decided: Decided) -> Told:
    return Told(gettext("Namn"), decided.before["name"], decided.after["name"])


def _alias(_: Session, decided: Decided) -> Told:
    spelling = (decided.after or decided.before)["spelling"]
    if decided.after:
        return Told(gettext("Ny stavning: %(spelling)s", spelling=spelling))
    return Told(gettext("Borttagen stavning: %(spelling)s", spelling=spelling))


def _merged(_: Session, decided: Decided) -> Told:
    name = (decided.before or decided.after)["name"]
    if decided.before:
        return Told(gettext("Slogs ihop med %(name)s", name=name))
    return Told(gettext("Delades igen från %(name)s", name=name))


def _harvested(session: Session, decided: Decided) -> Told:
    after = decided.after or {}
    if after.get("state") == "declined":
        return Told(gettext("Rad i förteckningen avböjd"))
    series = saying.series_names(session)
    stated = {field: kept[0] for field, kept in after.get("said", {}).items() if kept}
    told = [
        f"{harvest_wording.field_name(f)}: {harvest_wording.value(f, v, series)}" for f, v in stated.items()
    ]
    return Told(gettext("Godtaget från webbplatsens förteckning"), "", "; ".join(told))


TELLING: Mapping[str, Callable[[Session, Decided], Told]] = {
    correcting.DECISION: _correction,
    merging.RENAMED: _renamed,
    merging.ALIAS: _alias,
    merging.MERGED: _merged,
    publishing.DECISION: _publication,
    holding.RELEASE: lambda *_: Told(gettext("Granskat och publicerat")),
    holding.HOLD: lambda *_: Told(gettext("Hålls kvar för granskning")),
    taking_down.DECISION: _take_down,
    harvesting.DECISION: _harvested,
    rules.DECISION: _rule,
    **dict.fromkeys(deciding.KINDS, _joined),
}
"""What each kind of decision is called. Add a line for a kind of your own."""
