"""Every address of the staff's pages, built in this one place."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from web.urls import Pairs

MOUNTED = "/personal"
"""Where these pages stand below the site; their cookie is sent nowhere else."""


def is_below(path: str) -> bool:
    """Tell whether a path of the site is one of the staff's pages."""
    return path == MOUNTED or path.startswith(f"{MOUNTED}/")


@dataclass(frozen=True, slots=True)
class StaffUrls:
    """Builds addresses below `base`, the path that the site is mounted under.

    `lang` is the language that was chosen; every address carries it on.
    """

    base: str = ""
    lang: str = ""

    def home(self) -> str:
        """Return the address of the first page: what waits."""
        return self._at("")

    def is_at(self, address: str, path: str) -> bool:
        """Tell whether a path is the page at an address of the menu, or one below it."""
        page, home = address.partition("?")[0], self.home().partition("?")[0]
        return path == page or (page != home and path.startswith(f"{page}/"))

    def sign_in(self, onward: str = "") -> str:
        """Return where one signs in; `onward` is the path to come to then."""
        return self._at("logga-in", [("vidare", onward)] if onward else [])

    def sign_out(self) -> str:
        """Return where one signs out (POST)."""
        return self._at("logga-ut")

    def folder(self, pairs: Pairs = ()) -> str:
        """Return the address of *Mappen*."""
        return self._at("mappen", pairs)

    def folder_file(self, path: str) -> str:
        """Return the address of one file of the folder, with what has happened to it."""
        return self._at("mappen/fil", [("fil", path)])

    def folder_asking(self, what: str) -> str:
        """Return where something is asked of the watcher (POST): `forsok` or `bekrafta`."""
        return self._at(f"mappen/{what}")

    def add(self, pairs: Pairs = ()) -> str:
        """Return the address of *Lägg till*."""
        return self._at("lagg-till", pairs)

    def upload(self, number: str = "", part: str = "") -> str:
        """Return the address of an upload, of `klar` or `avbryt` below it, or where one is begun."""
        return self._at("/".join(filter(None, ("lagg-till/filer", number, part))))

    def upload_states(self) -> str:
        """Return where it is told how far files have come that were uploaded."""
        return self._at("lagg-till/lage")

    def documents(self, pairs: Pairs = ()) -> str:
        """Return the address of the list of every document, also those that readers do not see."""
        return self._at("dokument", pairs)

    def document(self, document: str, part: str = "", pairs: Pairs = ()) -> str:
        """Return the address of a document's facts (*Rätta*), or of another part of it."""
        return self._at(f"dokument/{quote(document, safe='')}" + (f"/{part}" if part else ""), pairs)

    def people(self, pairs: Pairs = ()) -> str:
        """Return the address of the list of persons."""
        return self._at("personer", pairs)

    def person(self, slug: str) -> str:
        """Return the address of a person."""
        return self._at(f"personer/{quote(slug, safe='')}")

    def publishing(self, pairs: Pairs = ()) -> str:
        """Return the address of *Publicering*."""
        return self._at("publicering", pairs)

    def receipt(self, number: int) -> str:
        """Return the address of the receipt of a decision."""
        return self._at(f"kvitto/{number}")

    def undo(self, number: int) -> str:
        """Return where a decision is undone (POST)."""
        return self._at(f"angra/{number}")

    def likenesses(self) -> str:
        """Return the address of the proposals to make one document of two."""
        return self._at("forslag")

    def likeness(self, number: int, answer: str) -> str:
        """Return where a proposal is answered (POST): `ja`, `nej` or `angra`."""
        return self._at(f"forslag/{number}/{answer}")

    def review(self, pairs: Pairs = ()) -> str:
        """Return the address of *Granska arkivet*."""
        return self._at("granska", pairs)

    def review_table(self) -> str:
        """Return the address of *Granska arkivet* as a table."""
        return self._at("granska.csv")

    def events(self, pairs: Pairs = ()) -> str:
        """Return the address of the event log."""
        return self._at("handelser", pairs)

    def listing(self, pairs: Pairs = ()) -> str:
        """Return the address of what was read from listing pages."""
        return self._at("forteckning", pairs)

    def listed(self, number: int, what: str) -> str:
        """Return where something is done with an item of a listing (POST): `godta`, `avboj` or `hamta`."""
        return self._at(f"forteckning/{number}/{what}")

    def listed_several(self) -> str:
        """Return where several items of a listing are accepted at once (POST)."""
        return self._at("forteckning/flera")

    def _at(self, path: str, pairs: Pairs = ()) -> str:
        encoded = urlencode([*pairs, *([("lang", self.lang)] if self.lang else [])])
        return f"{self.base}{MOUNTED}/{path}" + (f"?{encoded}" if encoded else "")
