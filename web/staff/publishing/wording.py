"""How staff are told why something is held and what is warned of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_datetime

from archive.catalogue.staff.publication import holding
from archive.catalogue.staff.publication.warned import Kind, Warned, Where
from web.language.translated import gettext
from web.staff.answers import staff_links

PAGES_IN_CONTENTS = 20
"""Pages that the preview shows at a time."""


@dataclass(frozen=True, slots=True)
class Told:
    """A warning as it is shown: what, where, and the address of that place in the preview ("" for none)."""

    text: str
    place: str
    url: str


def warnings(document: str, found: tuple[Warned, ...], version: int | None = None) -> tuple[Told, ...]:
    """Say each warning of a document."""
    return tuple(
        Told(kind_name(each.kind), _place(each), _address(document, each, version)) for each in found
    )


def kind_name(kind: Kind) -> str:
    """Say what is warned of."""
    return {
        Kind.PERSONAL_NUMBER: gettext("Personnummer"),
        Kind.TELEPHONE_LIST: gettext("Telefonlista"),
        Kind.DRAFT: gettext("Märkt som arbetsmaterial eller utkast"),
        Kind.CONFIDENTIAL: gettext("Märkt med sekretess"),
    }[kind]


def reason(code: str) -> str:
    """Say why a document is held."""
    if code == holding.REVIEW:
        return gettext("Mappen publicerar först efter granskning.")
    if code == holding.STAFF:
        return gettext("Hålls kvar av personal.")
    return gettext("Hålls kvar av varningen: %(kind)s.", kind=kind_name(Kind(code)).lower())


def moment(at: datetime) -> str:
    """Say a moment to the second, with its time zone."""
    return str(format_datetime(at, "d MMMM y 'kl.' HH.mm.ss (zzzz)"))


def anchor(warned: Warned) -> str:
    """Return the id of the first place of a warning in the preview."""
    return f"sida-{warned.page}" + ("-anteckningar" if warned.where is Where.NOTES else "")


def _place(warned: Warned) -> str:
    if warned.where is Where.TITLE:
        return gettext("i titeln eller filnamnet")
    if warned.where is Where.NOTES:
        return gettext("i anteckningarna till sida %(number)d", number=warned.page)
    return gettext("på sida %(number)d", number=warned.page)


def _address(document: str, warned: Warned, version: int | None) -> str:
    if not warned.page:
        return ""
    first = (warned.page - 1) // PAGES_IN_CONTENTS * PAGES_IN_CONTENTS + 1
    pairs = [("fran", str(first))] if first > 1 else []
    pairs += [("version", str(version))] if version else []
    return f"{staff_links().document(document, 'innehall', pairs)}#{anchor(warned)}"
