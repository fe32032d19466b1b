"""Where a file of the folder stands, in Swedish that staff understand: the state, why, and what to do.

One module for the command line and the pages, so that both say the same. The states of the ledger
are the machine's (`archive.folder.outcomes`); of each there is exactly one explanation at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.folder.outcomes import Outcome, PlaceState, Progress
from archive.folder.reasons import in_swedish


@dataclass(frozen=True, slots=True)
class Explained:
    """A state in Swedish: its name, why it is so, and what staff can do ("" where nothing is needed)."""

    label: str
    reason: str = ""
    remedy: str = ""


_WAITS = {
    Progress.GROWING: Explained(
        "väntar (växer ännu)",
        "Filen har ändrats alldeles nyss och kopieras kanske fortfarande hit.",
        "Vänta; den läses när den har stått orörd en stund.",
    ),
    Progress.QUEUED: Explained(
        "väntar (står i kö)", "Andra filer läses före.", "Vänta; den läses i tur och ordning."
    ),
    Progress.READING: Explained("läses"),
}
_REFUSED = {
    Outcome.ENCRYPTED: (
        "Filen är skyddad med lösenord.",
        "Spara en kopia utan lösenord och lägg den i mappen i stället.",
    ),
    Outcome.DAMAGED: (
        "Filen är tom eller skadad.",
        "Öppna den i programmet som den gjordes i och spara den på nytt, eller kopiera hit den igen.",
    ),
    Outcome.NOT_WHAT_IT_CLAIMS: (
        "Innehållet är inte vad filnamnet säger, eller ett format som arkivet inte läser.",
        "Spara filen som PDF eller som PowerPoint (.pptx) eller Word (.docx) och lägg den i mappen.",
    ),
    Outcome.TOO_LARGE: (
        "Filen är för stor för att läsas.",
        "Dela upp den eller förminska bilderna. Den som sköter arkivet kan också höja gränsen.",
    ),
    Outcome.TIMED_OUT: (
        "Det tog för lång tid att läsa filen.",
        "Spara den på nytt, gärna som PDF, eller dela upp den.",
    ),
}
_OUR_OWN_FAULT = "the installation lacks "  # ingest.sandbox.workers.worker
_NOT_INSTALLED = (
    "Arkivet kan inte läsa filen just nu.",
    "Filen är det inget fel på. Säg till den som sköter arkivet.",
)
_RETRIED = "Arkivet försöker igen av sig självt."
_PASSED_OVER = {
    "a file that is being put here from the browser": (
        "Filen håller på att läggas hit från sidan Lägg till.",
        "",
    ),
    "a lock that an Office program keeps while a file is open": (
        "Ett Office-program har lagt den här medan en fil är öppen.",
        "",
    ),
    "a lock that LibreOffice keeps while a file is open": (
        "LibreOffice har lagt den här medan en fil är öppen.",
        "",
    ),
    "a hidden file": ("Filen är dold: namnet börjar med en punkt.", "Döp om den om den ska vara med."),
    "a file that Windows keeps for itself": ("Windows har lagt den här för egen del.", ""),
    "a temporary file": (
        "Namnet är det som program ger tillfälliga filer.",
        "Döp om den om den ska vara med.",
    ),
    "a wastebasket": ("Det är en papperskorg.", "Flytta ut det som ska vara med."),
    "a folder that the file server keeps for itself": ("Filservern har mappen för egen del.", ""),
    "its name is not valid UTF-8; rename it": (
        "Namnet innehåller tecken som inte kan läsas.",
        "Döp om filen.",
    ),
    "a symbolic link; put the file itself here": (
        "Det är en länk till en annan plats.",
        "Lägg själva filen här.",
    ),
    "not a regular file": ("Det är inte en vanlig fil.", ""),
    "its content was removed for good": (
        "Innehållet har tagits bort ur arkivet för gott och får inte komma tillbaka.",
        "Ta bort filen ur mappen. Den som sköter arkivet kan tillåta den igen.",
    ),
    "describes other files": ("Filen beskriver andra filer och är inte själv ett dokument.", ""),
}
_CANNOT_BE_OPENED = (
    "Filen eller mappen kan inte öppnas.",
    "Kontrollera behörigheten; arkivet behöver få läsa.",
)
PASSED_OVER = frozenset(_PASSED_OVER)
"""The reasons, as the ledger has them, that are told in Swedish of their own."""


def explain(
    state: PlaceState,
    progress: str = Progress.NONE,
    outcome: str = "",
    reason: str = "",
    *,
    home: str = "",
    tried_again: bool = False,
    ocr: int = 0,
) -> Explained:
    """Explain where a file stands, from what its entry in the ledger says.

    `home` is the path that names and describes the same document; `tried_again` tells that the
    archive will read a refused file once more by itself; `ocr` is how many pages wait for OCR.
    """
    if progress:
        return _WAITS[Progress(progress)]
    match state:
        case PlaceState.WAITING:
            return _WAITS[Progress.GROWING]
        case PlaceState.ARCHIVED:
            return _archived(outcome, reason, ocr)
        case PlaceState.DUPLICATE:
            return Explained(
                f"dubblett av {home}" if home else "dubblett",
                "Samma innehåll finns redan i arkivet; det är ett dokument med två platser.",
                "Ta bort den ena om den inte behövs.",
            )
        case PlaceState.REFUSED:
            why, remedy = _REFUSED.get(Outcome(outcome), _REFUSED[Outcome.DAMAGED])
            if reason.startswith(_OUR_OWN_FAULT):
                why, remedy = _NOT_INSTALLED
            remedy = f"{_RETRIED} {remedy}" if tried_again else remedy
            return Explained("kunde inte läsas", _with_detail(why, reason), remedy)
        case PlaceState.SKIPPED:
            why, remedy = _PASSED_OVER.get(reason, _CANNOT_BE_OPENED)
            detail = "" if reason in _PASSED_OVER else reason
            return Explained("hoppas över", _with_detail(why, detail), remedy)
        case PlaceState.REMOVED:
            return Explained(
                "borttagen",
                "Filen finns inte längre i mappen.",
                "Lägg tillbaka den om den ska vara med; dokumentet behåller sin adress.",
            )


def _archived(outcome: str, reason: str, ocr: int) -> Explained:
    if ocr:
        pages = "1 sida" if ocr == 1 else f"{ocr} sidor"
        return Explained(
            "i arkivet men ofullständig",
            f"{pages} behöver OCR: texten där är en bild, och går att söka i när en maskin har läst den.",
            "Vänta; de läses i bakgrunden. Står det kvar länge: be den som sköter arkivet att se efter.",
        )
    if outcome == Outcome.PARTIAL:
        why = _with_detail("Allt i filen kunde inte läsas; det som lästes finns i arkivet.", reason)
        return Explained("i arkivet men ofullständig", why, "Spara filen på nytt om något viktigt saknas.")
    if outcome == Outcome.NO_TEXT:
        return Explained(
            "i arkivet men ofullständig",
            "Filen har ingen text som går att söka i; den är kanske inskannad.",
            "Gör texten sökbar med OCR och lägg hit filen på nytt.",
        )
    return Explained("i arkivet")


def _with_detail(text: str, detail: str) -> str:
    """Add what the reader said: in Swedish where that can be, else in the words that the log has."""
    said = in_swedish(detail) or detail
    return f"{text.rstrip('.')} ({said})." if said else text
