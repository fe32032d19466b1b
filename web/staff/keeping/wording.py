"""What happened, in Swedish: each kind of event, with what its detail says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.catalogue.folder.events import Happened
from archive.folder.explaining import explain
from archive.folder.outcomes import Outcome, PlaceState
from web.language.translated import gettext
from web.staff import explaining
from web.staff.publishing import wording as publishing


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is shown. `mark` stands for a file, which the log does not name; "" where none."""

    at: datetime
    text: str
    detail: str
    document: str
    mark: str


def kind_name(kind: str) -> str:
    """Say what kind of event it is; a kind without words is shown as the log has it."""
    return {
        "place": gettext("En fil i mappen fick ett nytt läge"),
        "added": gettext("Ett dokument kom till"),
        "changed": gettext("Ett dokument fick en ny version"),
        "refused": gettext("En fil kunde inte läsas"),
        "moved": gettext("En fil flyttades eller bytte namn"),
        "redescribed": gettext("Ett dokument fick nya uppgifter ur en fil"),
        "withdrawn": gettext("Ett dokument togs bort, eftersom filen är borta"),
        "restored": gettext("Ett dokument kom tillbaka, eftersom filen är tillbaka"),
        "held": gettext("Ett dokument hålls tills någon har granskat det"),
        "ocr": gettext("Ett dokuments inskannade sidor är lästa av maskin (OCR)"),
        "no-pictures": gettext("Ett dokuments sidor eller bilder kunde inte ritas"),
        "released": gettext("Ett dokument är granskat och släppt"),
        "taken-down": gettext("Ett dokument avpublicerades"),
        "republished": gettext("Ett dokument publicerades igen"),
        "joined": gettext("Två dokument blev versioner av ett"),
        "parted": gettext("Två versioner skildes åt igen"),
        "format-joined": gettext("Två dokument blev format av samma material"),
        "format-parted": gettext("Två format skildes åt igen"),
        "purged": gettext("Ett dokument raderades för gott"),
    }.get(kind, kind)


def told(happened: Iterable[Happened]) -> tuple[Told, ...]:
    """Say what happened."""
    return tuple(
        Told(
            each.at,
            kind_name(each.kind),
            _detail(each.kind, each.detail),
            each.document or "",
            str(each.detail.get("place", "")),
        )
        for each in happened
    )


def _detail(kind: str, detail: Mapping[str, Any]) -> str:
    if kind == "place":
        return _state(str(detail.get("state", "")), str(detail.get("outcome", "")))
    if kind == "refused":
        return _state(PlaceState.REFUSED, str(detail.get("outcome", "")), why=True)
    if kind == "held":
        return " ".join(_reason(str(code)) for code in detail.get("reasons", ()))
    if kind == "no-pictures":
        return _undrawn(str(detail.get("reason", "")))
    if "version" in detail:
        return gettext("Version %(number)s.", number=detail["version"])
    return ""


def _state(state: str, outcome: str, *, why: bool = False) -> str:
    """Say a state of the ledger, as far as this program knows it."""
    try:
        explained = explain(PlaceState(state), outcome=Outcome(outcome) if outcome else "")
    except ValueError:
        return state
    return explaining.told(explained.reason if why else explained.label)


def _undrawn(reason: str) -> str:
    """Say why there are no pictures; what a program said itself stays in its own words."""
    if reason == "LibreOffice is not installed":
        return gettext("LibreOffice är inte installerat, så bilderna visas som text.")
    return gettext("Läsaren ser texten i stället. Programmets besked: %(reason)s", reason=reason)


def _reason(code: str) -> str:
    try:
        return publishing.reason(code)
    except ValueError:
        return code
