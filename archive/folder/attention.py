"""What holds the archive up, or needs somebody to look, in Swedish that staff understand.

A notice of the catalogue has a key for machines and an English text for the operator's log. Here each
key has its explanation; of a file that cannot be read, or a descriptor with a fault, key and text
together tell which, and where in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.folder.reasons import in_swedish

GUARD, ANOTHER, ABSENT = "folder.guard", "folder.another", "folder.absent"
DISK, FAILED = "folder.disk", "watcher.failed"
_FILE = "file."


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs attention. `path` is the file it is about, `line` where in it, both empty where none."""

    heading: str
    reason: str
    remedy: str = ""
    path: str = ""
    line: int = 0


_CALL = "Be den som sköter arkivet att se efter."
_EXPLAINED = {
    ABSENT: Attention(
        "Mappen går inte att nå",
        "Den delade mappen saknas eller går inte att läsa just nu. Inget tas bort ur arkivet; allt som fanns "
        "där förut visas som vanligt, men inget nytt kommer in.",
        "Be den som sköter arkivet att se efter om mappen är ansluten och får läsas.",
    ),
    ANOTHER: Attention(
        "Mappen är tom, och det är inte samma mapp som förut",
        "Det brukar betyda att den delade mappen inte är ansluten. Inget tas bort ur arkivet.",
        "Be den som sköter arkivet att se efter om mappen är ansluten. Är det meningen att den ska vara tom, "
        "bekräfta det här.",
    ),
    GUARD: Attention(
        "Många filer är borta på en gång",
        "Det är så många att det kan vara ett misstag. Arkivet har därför inte tagit bort något; dokumenten "
        "visas som vanligt.",
        "Lägg tillbaka filerna om de ska vara kvar, så försvinner rutan. Ska de bort, bekräfta det här.",
    ),
    DISK: Attention(
        "Disken är nästan full",
        "Nya filer läses inte förrän det finns mer plats. Allt som redan finns i arkivet visas som vanligt.",
        "Be den som sköter arkivet att göra plats på disken.",
    ),
    FAILED: Attention(
        "Arkivet kunde inte gå igenom mappen",
        "Något gick fel, och felet har antecknats i loggen. Arkivet försöker igen av sig självt.",
        f"Står det kvar om en stund: {_CALL[0].lower()}{_CALL[1:]}",
    ),
}
_OTHER = Attention("Något behöver ses efter", "Felet har antecknats i loggen.", _CALL)
_AT_A_LINE = re.compile(r"(.*), line (\d+): (.*)", re.DOTALL)
_OF_A_FILE = re.compile(r"(.*?): (\w+(?:Error|Exception): .*)", re.DOTALL)
_FAULT = "Det som står i beskrivningsfilen används inte fullt ut"
_UNREAD = "Filen eller mappen går inte att läsa"


def explained(key: str, text: str) -> Attention:
    """Explain a notice by its key and its text."""
    if not key.startswith(_FILE):
        return _EXPLAINED.get(key, _OTHER)
    about = key.removeprefix(_FILE)
    if text.startswith(f"{about or 'the folder'}: "):
        return _unreadable(about, text.removeprefix(f"{about or 'the folder'}: "))
    found = _AT_A_LINE.fullmatch(text)
    if found and about == f"{found[1]}:{found[2]}:{found[3]}":
        return _fault(found[1], int(found[2]), found[3])
    failed = _OF_A_FILE.fullmatch(text)
    if failed:
        why = "Något gick fel när filen skulle tas in. Felet har antecknats, och arkivet försöker igen."
        return Attention("En fil kunde inte tas in", why, _CALL, failed[1])
    return _OTHER


def _unreadable(path: str, reason: str) -> Attention:
    why = in_swedish(reason) or reason
    remedy = "Kontrollera behörigheten; arkivet behöver få läsa. Tills dess tas inget bort som finns där."
    return Attention(_UNREAD, _sentence(why), remedy, path)


def _fault(path: str, line: int, reason: str) -> Attention:
    why = in_swedish(reason) or reason
    what = "raden" if line else "det som är fel"
    return Attention(_FAULT, _sentence(why), f"Öppna filen, rätta {what} och spara.", path, line)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
