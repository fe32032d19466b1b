"""What the archive explains to staff, in English: it speaks Swedish, as its staff do.

A sentence that is not known here is handed on as it is. What a reader said of a file is told in the words
that it used, which are English; `archive.folder.reasons` makes them Swedish.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.catalogue.folder.events import Standing
from archive.catalogue.folder.status import FileStatus
from archive.folder import attention
from archive.folder.attention import Attention
from archive.folder.explaining import Explained
from web.language.choosing import LANGUAGES, spoken

_ENGLISH = {
    # archive.folder.explaining: where a file stands
    "väntar (växer ännu)": "waiting (still growing)",
    "Filen har ändrats alldeles nyss och kopieras kanske fortfarande hit.": (
        "The file was changed just now and is perhaps still being copied here."
    ),
    "Vänta; den läses när den har stått orörd en stund.": (
        "Wait; it is read when it has been left alone for a while."
    ),
    "väntar (står i kö)": "waiting (in the queue)",
    "Andra filer läses före.": "Other files are read before it.",
    "Vänta; den läses i tur och ordning.": "Wait; it is read in its turn.",
    "läses": "being read",
    "Filen är skyddad med lösenord.": "The file is protected by a password.",
    "Spara en kopia utan lösenord och lägg den i mappen i stället.": (
        "Save a copy without a password and put that in the folder instead."
    ),
    "Filen är tom eller skadad.": "The file is empty or damaged.",
    "Öppna den i programmet som den gjordes i och spara den på nytt, eller kopiera hit den igen.": (
        "Open it in the program it was made in and save it again, or copy it here once more."
    ),
    "Innehållet är inte vad filnamnet säger, eller ett format som arkivet inte läser.": (
        "The content is not what the file name says, or is of a format that the archive does not read."
    ),
    "Spara filen som PDF eller som PowerPoint (.pptx) eller Word (.docx) och lägg den i mappen.": (
        "Save the file as PDF or as PowerPoint (.pptx) or Word (.docx) and put that in the folder."
    ),
    "Filen är för stor för att läsas.": "The file is too large to be read.",
    "Dela upp den eller förminska bilderna. Den som sköter arkivet kan också höja gränsen.": (
        "Split it or reduce its pictures. Whoever looks after the archive can also raise the limit."
    ),
    "Det tog för lång tid att läsa filen.": "It took too long to read the file.",
    "Spara den på nytt, gärna som PDF, eller dela upp den.": "Save it again, preferably as PDF, or split it.",
    "Arkivet kan inte läsa filen just nu.": "The archive cannot read the file at the moment.",
    "Filen är det inget fel på. Säg till den som sköter arkivet.": (
        "There is nothing wrong with the file. Tell whoever looks after the archive."
    ),
    "Arkivet försöker igen av sig självt.": "The archive tries again by itself.",
    "Filen håller på att läggas hit från sidan Lägg till.": ("The file is being put here from the page Add."),
    "Ett Office-program har lagt den här medan en fil är öppen.": (
        "An Office program has put it here while a file is open."
    ),
    "LibreOffice har lagt den här medan en fil är öppen.": (
        "LibreOffice has put it here while a file is open."
    ),
    "Filen är dold: namnet börjar med en punkt.": "The file is hidden: its name begins with a full stop.",
    "Döp om den om den ska vara med.": "Rename it if it is to be included.",
    "Windows har lagt den här för egen del.": "Windows has put it here for its own use.",
    "Namnet är det som program ger tillfälliga filer.": "The name is one that programs give temporary files.",
    "Det är en papperskorg.": "It is a wastebasket.",
    "Flytta ut det som ska vara med.": "Move out what is to be included.",
    "Filservern har mappen för egen del.": "The file server keeps the folder for its own use.",
    "Namnet innehåller tecken som inte kan läsas.": "The name contains characters that cannot be read.",
    "Döp om filen.": "Rename the file.",
    "Det är en länk till en annan plats.": "It is a link to another place.",
    "Lägg själva filen här.": "Put the file itself here.",
    "Det är inte en vanlig fil.": "It is not an ordinary file.",
    "Innehållet har tagits bort ur arkivet för gott och får inte komma tillbaka.": (
        "The content has been removed from the archive for good and may not come back."
    ),
    "Ta bort filen ur mappen. Den som sköter arkivet kan tillåta den igen.": (
        "Remove the file from the folder. Whoever looks after the archive can allow it again."
    ),
    "Filen beskriver andra filer och är inte själv ett dokument.": (
        "The file describes other files and is not a document itself."
    ),
    "Filen eller mappen kan inte öppnas.": "The file or folder cannot be opened.",
    "Kontrollera behörigheten; arkivet behöver få läsa.": (
        "Check the permissions; the archive needs to be allowed to read."
    ),
    "dubblett": "duplicate",
    "Samma innehåll finns redan i arkivet; det är ett dokument med två platser.": (
        "The same content is already in the archive; it is one document in two places."
    ),
    "Ta bort den ena om den inte behövs.": "Remove one of them if it is not needed.",
    "kunde inte läsas": "could not be read",
    "hoppas över": "skipped",
    "borttagen": "removed",
    "Filen finns inte längre i mappen.": "The file is no longer in the folder.",
    "Lägg tillbaka den om den ska vara med; dokumentet behåller sin adress.": (
        "Put it back if it is to be included; the document keeps its address."
    ),
    "i arkivet": "in the archive",
    "i arkivet men ofullständig": "in the archive but incomplete",
    "Vänta; de läses i bakgrunden. Står det kvar länge: be den som sköter arkivet att se efter.": (
        "Wait; they are read in the background. If this stays for long, ask whoever looks after the archive "
        "to have a look."
    ),
    "Allt i filen kunde inte läsas; det som lästes finns i arkivet.": (
        "Not all of the file could be read; what was read is in the archive."
    ),
    "Spara filen på nytt om något viktigt saknas.": "Save the file again if something important is missing.",
    "Filen har ingen text som går att söka i; den är kanske inskannad.": (
        "The file has no text that can be searched; perhaps it is scanned."
    ),
    "Gör texten sökbar med OCR och lägg hit filen på nytt.": (
        "Make its text searchable with OCR and put the file here again."
    ),
    # archive.folder.attention: what needs somebody to look
    "Mappen går inte att nå": "The folder cannot be reached",
    "Den delade mappen saknas eller går inte att läsa just nu. Inget tas bort ur arkivet; allt som fanns där "
    "förut visas som vanligt, men inget nytt kommer in.": (
        "The shared folder is missing or cannot be read at the moment. Nothing is removed from the archive; "
        "all that was there before is shown as usual, but nothing new comes in."
    ),
    "Be den som sköter arkivet att se efter om mappen är ansluten och får läsas.": (
        "Ask whoever looks after the archive to see whether the folder is connected and may be read."
    ),
    "Mappen är tom, och det är inte samma mapp som förut": (
        "The folder is empty, and it is not the same folder as before"
    ),
    "Det brukar betyda att den delade mappen inte är ansluten. Inget tas bort ur arkivet.": (
        "That usually means that the shared folder is not connected. Nothing is removed from the archive."
    ),
    "Be den som sköter arkivet att se efter om mappen är ansluten. Är det meningen att den ska vara tom, "
    "bekräfta det här.": (
        "Ask whoever looks after the archive to see whether the folder is connected. If it is meant to be "
        "empty, confirm that here."
    ),
    "Många filer är borta på en gång": "Many files are gone at once",
    "Det är så många att det kan vara ett misstag. Arkivet har därför inte tagit bort något; dokumenten "
    "visas som vanligt.": (
        "They are so many that it may be a mistake. The archive has therefore not removed anything; the "
        "documents are shown as usual."
    ),
    "Lägg tillbaka filerna om de ska vara kvar, så försvinner rutan. Ska de bort, bekräfta det här.": (
        "Put the files back if they are to stay, and this box disappears. If they are to go, confirm it here."
    ),
    "Disken är nästan full": "The disk is nearly full",
    "Nya filer läses inte förrän det finns mer plats. Allt som redan finns i arkivet visas som vanligt.": (
        "New files are not read until there is more room. What is already in the archive is shown as usual."
    ),
    "Be den som sköter arkivet att göra plats på disken.": (
        "Ask whoever looks after the archive to make room on the disk."
    ),
    "Arkivet kunde inte gå igenom mappen": "The archive could not go through the folder",
    "Något gick fel, och felet har antecknats i loggen. Arkivet försöker igen av sig självt.": (
        "Something went wrong, and the error has been noted in the log. The archive tries again by itself."
    ),
    "Står det kvar om en stund: be den som sköter arkivet att se efter.": (
        "If this is still here in a while, ask whoever looks after the archive to have a look."
    ),
    "Något behöver ses efter": "Something needs to be looked at",
    "Felet har antecknats i loggen.": "The error has been noted in the log.",
    "Be den som sköter arkivet att se efter.": "Ask whoever looks after the archive to have a look.",
    "En fil kunde inte tas in": "A file could not be taken in",
    "Något gick fel när filen skulle tas in. Felet har antecknats, och arkivet försöker igen.": (
        "Something went wrong when the file was to be taken in. The error has been noted, and the archive "
        "tries again."
    ),
    "Filen eller mappen går inte att läsa": "The file or folder cannot be read",
    "Kontrollera behörigheten; arkivet behöver få läsa. Tills dess tas inget bort som finns där.": (
        "Check the permissions; the archive needs to be allowed to read. Until then nothing that is there is "
        "removed."
    ),
    "Det som står i beskrivningsfilen används inte fullt ut": (
        "What the description file says is not used in full"
    ),
    "Öppna filen, rätta raden och spara.": "Open the file, correct the line and save.",
    "Öppna filen, rätta det som är fel och spara.": "Open the file, correct what is wrong and save.",
    # archive.catalogue.staff: why something cannot be done or undone
    "Personen finns inte längre.": "The person no longer exists.",
    "Personen har ändrats sedan dess. Ångra det som hände senare först.": (
        "The person has been changed since. Undo what happened later first."
    ),
    "Dokumentet finns inte längre.": "The document no longer exists.",
    "Förslaget har ändrats under tiden. Se hur det står nu.": (
        "The proposal has changed meanwhile. See how it stands now."
    ),
    "Ett av dokumenten finns inte längre.": "One of the documents no longer exists.",
    "Ett av dokumenten hör redan ihop med ett annat.": "One of the documents already belongs with another.",
    "Den äldre filen finns i mappen igen, så de två är olika dokument.": (
        "The older file is in the folder again, so the two are different documents."
    ),
    "Den nya filen finns inte längre i mappen.": "The new file is no longer in the folder.",
    "De två är redan samma dokument i två format. Ångra det först.": (
        "The two are already the same document in two formats. Undo that first."
    ),
    "De två hör ihop med olika andra format. Ångra det först.": (
        "The two belong with different other formats. Undo that first."
    ),
    "Dokumentet har sedan blivit en version av ett annat. Ångra det först.": (
        "The document has since become a version of another. Undo that first."
    ),
    "Ytterligare ett dokument har sedan blivit en version av det här. Ångra det först.": (
        "A further document has since become a version of this one. Undo that first."
    ),
    "Dokumentet är sedan ett andra format av ett annat. Ångra det först.": (
        "The document has since become a second format of another. Undo that first."
    ),
    "Ett av dokumenten är redan ett andra format av ett annat.": (
        "One of the documents is already a second format of another."
    ),
    "En av filerna finns inte längre i mappen.": "One of the files is no longer in the folder.",
    "Ett av dokumenten har sedan blivit en version av ett annat. Ångra det först.": (
        "One of the documents has since become a version of another. Undo that first."
    ),
    "Raden finns inte längre i det som lästs in.": "The row is no longer in what has been read in.",
    "Det har ändrats sedan dess. Se hur det står nu och ändra det där.": (
        "It has been changed since. See how it stands now and change it there."
    ),
    "Raden är redan godtagen för ett annat dokument. Ångra det först.": (
        "The row has already been accepted for another document. Undo that first."
    ),
    "Det beslutet går inte att ångra.": "That decision cannot be undone.",
    "Dokumentet ingår i ett annat nu. Ändra det där, eller ångra först att de hör ihop.": (
        "The document is part of another now. Change it there, or first undo that they belong together."
    ),
}
_DUPLICATE_OF = re.compile(r"dubblett av (.*)", re.DOTALL)
_NEED_OCR = re.compile(r"(\d+) sid(?:a|or) behöver OCR: .*")
_WITH_DETAIL = re.compile(r"(.*?) \(.*\)\.", re.DOTALL)
_TRIED_AGAIN = "Arkivet försöker igen av sig självt."


def told(sentence: str) -> str:
    """Return a sentence of the archive's in the language of the page."""
    return sentence if spoken() == LANGUAGES[0] else _ENGLISH.get(sentence, sentence)


def of_file(file: FileStatus) -> FileStatus:
    """Return where a file stands, explained in the language of the page."""
    if spoken() == LANGUAGES[0]:
        return file
    said = file.explained
    alone = said.remedy.removeprefix(f"{_TRIED_AGAIN} ")
    remedy = told(alone) if alone == said.remedy else f"{told(_TRIED_AGAIN)} {told(alone)}"
    return replace(file, explained=Explained(_label(said.label), _why(said.reason, file.reason), remedy))


def of_notice(standing: Standing) -> Attention:
    """Explain a notice in the language of the page."""
    about = attention.explained(standing.key, standing.text)
    if spoken() == LANGUAGES[0]:
        return about
    reason = told(about.reason)
    if reason == about.reason:  # it is what was said of one file, after where that is
        where = f"{about.path}, line {about.line}: ", f"{about.path or 'the folder'}: "
        detail = standing.text.removeprefix(where[0]).removeprefix(where[1])
        reason = detail[:1].upper() + detail[1:].rstrip(".") + "."
    return replace(about, heading=told(about.heading), reason=reason, remedy=told(about.remedy))


def _label(label: str) -> str:
    found = _DUPLICATE_OF.fullmatch(label)
    return f"duplicate of {found[1]}" if found else told(label)


def _why(why: str, detail: str) -> str:
    if found := _NEED_OCR.fullmatch(why):
        pages = "1 page needs" if found[1] == "1" else f"{found[1]} pages need"
        return f"{pages} OCR: the text there is an image, and can be searched when a machine has read it."
    if (found := _WITH_DETAIL.fullmatch(why)) and f"{found[1]}." in _ENGLISH:
        return f"{_ENGLISH[f'{found[1]}.'].rstrip('.')} ({detail.rstrip('.')})."
    return told(why)
