"""What is asked of *Mappen* in its address: which folder, which files, which page of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from archive.catalogue.folder.tree import FileState, Wanted
from archive.dates import now
from web.language.translated import gettext
from web.staff.answers import staff_links
from web.staff.folder.wording import STATES, address_name
from web.staff.paging import page_number

TODAY, TO_DECIDE = "i-dag", "beslut"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Without a filter it is one level of the tree."""

    folder: str = ""
    state: FileState | None = None
    text: str = ""
    only: str = ""  # TODAY, TO_DECIDE or ""
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Whether files are asked for at any depth, rather than one level."""
        return bool(self.state or self.text or self.only)

    def wanted(self, zone: ZoneInfo) -> Wanted:
        """Return which files are asked for."""
        midnight = datetime.combine(now().astimezone(zone).date(), time(), zone)
        since = midnight if self.only == TODAY else None
        return Wanted(self.folder, self.state, self.text, since, self.only == TO_DECIDE)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of the address that asks for this."""
        pairs = [
            ("mapp", self.folder),
            ("lage", address_name(self.state) if self.state else ""),
            ("sok", self.text),
            ("visa", self.only),
            ("sida", str(self.page) if self.page > 1 else ""),
        ]
        return [(name, value) for name, value in pairs if value]

    def address(self) -> str:
        """Return the address that asks for this."""
        return staff_links().folder(self.pairs())

    def at(self, folder: str) -> str:
        """Return the address of a folder's level."""
        return Asked(folder).address()

    def on_page(self, page: int) -> str:
        """Return the address of another page of the same."""
        return replace(self, page=page).address()

    def with_state(self, state: FileState) -> str:
        """Return the address of the files in one state, below this folder."""
        return Asked(self.folder, state).address()

    def with_only(self, only: str) -> str:
        """Return the address of what came today, or of what waits, below this folder."""
        return Asked(self.folder, only=only).address()


def asked(args: MultiDict[str, str]) -> Asked:
    """Read what is asked for; raise 400 for a state or page that there is not."""
    state, only = args.get("lage", ""), args.get("visa", "")
    if (state and state not in STATES) or only not in ("", TODAY, TO_DECIDE):
        raise BadRequest(gettext("Det finns inget sådant urval av filer."))
    text = " ".join(args.get("sok", "").split())[:200]
    # A form sends a line break in a hidden field as two characters, whichever it was
    folder = args.get("mapp", "").replace("\r\n", "\n").strip("/")
    return Asked(folder, STATES.get(state), text, only, page_number(args))
