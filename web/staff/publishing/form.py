"""What staff choose of a document's publication, read from the form and shown in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from archive.catalogue.staff.publication import publishing
from web.language.translated import gettext

VISIBILITIES = ("", "public", "hidden", "embargoed")
_PARTS: Mapping[str, bool | None] = {"": None, "ja": True, "nej": False}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form as it was filled in; day and time are those of the archive's time zone."""

    visibility: str = ""
    day: str = ""
    time: str = ""
    notes: str = ""
    hidden_slides: str = ""

    @classmethod
    def of_form(cls, form: Mapping[str, str]) -> Chosen:
        """Read a form that was sent."""
        names = ("synlighet", "dag", "tid", "anteckningar", "dolda-bilder")
        return cls(*(form.get(name, "").strip() for name in names))

    @classmethod
    def of_stated(cls, stated: publishing.Stated, zone: ZoneInfo) -> Chosen:
        """Return the form that says what staff have stated."""
        until = stated.get("embargo_until")
        local = datetime.fromisoformat(until).astimezone(zone) if until else None
        named = {value: name for name, value in _PARTS.items()}
        return cls(
            stated.get("visibility", ""),
            f"{local:%Y-%m-%d}" if local else "",
            f"{local:%H:%M}" if local else "",
            named[stated.get("publish_notes")],
            named[stated.get("publish_hidden_slides")],
        )

    def wanted(self, zone: ZoneInfo) -> dict[str, Any]:
        """Return what is to be stated. Raises :class:`BadChoice` with what is wrong, in Swedish."""
        known = self.visibility in VISIBILITIES and self.notes in _PARTS and self.hidden_slides in _PARTS
        if not known:
            raise BadChoice(gettext("Formuläret gick inte att förstå. Ladda om sidan och försök igen."))
        until = self._until(zone) if self.visibility == "embargoed" else None
        return publishing.choice(self.visibility, until, _PARTS[self.notes], _PARTS[self.hidden_slides])

    def _until(self, zone: ZoneInfo) -> datetime:
        try:
            local = datetime.fromisoformat(f"{self.day}T{self.time or '00:00'}")
        except ValueError:
            raise BadChoice(
                gettext("Ange dagen då dokumentet ska publiceras, till exempel 2027-01-31, och klockslaget.")
            ) from None
        # of an hour that comes twice, in autumn, the later one: nothing opens too soon
        return local.replace(tzinfo=zone, fold=1).astimezone(UTC)


class BadChoice(Exception):  # noqa: N818 - named for the mistake
    """What was chosen cannot be; the text says why, in Swedish."""
