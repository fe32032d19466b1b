"""The lists of *Granska arkivet*: how each is named in addresses, what it is called, how it is put right."""

from __future__ import annotations

from archive.catalogue.looks import Look
from archive.catalogue.staff.overview.lacking import Asked, Lack
from web.language.translated import gettext

LACKS: dict[str, Lack] = {
    "text": Lack.TEXT,
    "titel": Lack.TITLE,
    "datum": Lack.DATE,
    "talare": Lack.SPEAKER,
    "sprak": Lack.LANGUAGE,
    "alternativtext": Lack.ALT_TEXT,
    "taggar": Lack.TAGS,
}

LOOKS: dict[str, Look] = {
    "ocr-gick-inte": Look.FAILED,
    "behover-ocr": Look.WANTED,
    "vantar-pa-ocr": Look.WAITING,
    "otydbart": Look.GARBLED,
    "oense": Look.DISAGREE,
    "osaker-ocr": Look.UNSURE,
    "bilder": Look.PICTURES,
}
"""Also what *Så lästes dokumentet* picks pages out by."""


def label(asked: Asked) -> str:
    """Say what a list is of."""
    return look_label(asked) if isinstance(asked, Look) else _lack_label(asked)


def remedy(asked: Asked) -> str:
    """Say how it is put right, in the file where that is best."""
    return look_remedy(asked) if isinstance(asked, Look) else _lack_remedy(asked)


def look_label(look: Look) -> str:
    """Say why a page is to be looked at."""
    return {
        Look.FAILED: gettext("Textigenkänningen (OCR) gick inte"),
        Look.WANTED: gettext("Behöver OCR"),
        Look.WAITING: gettext("Väntar på textigenkänning"),
        Look.GARBLED: gettext("Tecknen går inte att tyda"),
        Look.DISAGREE: gettext("Två läsprogram är oense"),
        Look.UNSURE: gettext("Osäker textigenkänning"),
        Look.PICTURES: gettext("Bilder utan sökbar text"),
    }[look]


def look_remedy(look: Look) -> str:
    """Say what staff can do about it."""
    return {
        Look.FAILED: gettext(
            "Arkivet har försökt läsa sidorna från bilden, men det gick inte. Skanna dem på nytt, tydligare, "
            "eller gör texten sökbar i skannern eller i Acrobat, och lägg filen där igen."
        ),
        Look.WANTED: gettext(
            "Filen kom in innan arkivet kunde läsa bilder av text. Sidorna läses av sig själva när tjänsten "
            "har startats om och programmet för textigenkänning är installerat."
        ),
        Look.WAITING: gettext(
            "Du behöver inte göra något: sidorna läses i bakgrunden, de nyaste dokumenten först. Blir listan "
            "inte kortare på ett dygn, fråga den som sköter arkivet om programmet för OCR är installerat."
        ),
        Look.GARBLED: gettext(
            "Filen säger inte vilka tecken som står på sidan. Arkivet läser den med OCR i stället. Bäst är "
            "att spara om dokumentet som PDF från det program det skrevs i."
        ),
        Look.DISAGREE: gettext(
            "Två läsprogram har fått fram olika ord på sidan. Jämför dem, och se efter i originalet om något "
            "viktigt saknas i den text som arkivet söker i."
        ),
        Look.UNSURE: gettext(
            "Texten är läst från en otydlig bild och har troligen fel. Jämför med bilden. En tydligare "
            "skanning i 300 dpi blir bättre."
        ),
        Look.PICTURES: gettext(
            "Det som står i bilderna hittas inte vid sökning. Beskriv bilderna med alternativtext i "
            "PowerPoint eller Word, och spara filen på nytt."
        ),
    }[look]


def _lack_label(lack: Lack) -> str:
    return {
        Lack.TEXT: gettext("Sökbar text"),
        Lack.TITLE: gettext("Titel"),
        Lack.DATE: gettext("Datum"),
        Lack.SPEAKER: gettext("Talare"),
        Lack.LANGUAGE: gettext("Språk"),
        Lack.ALT_TEXT: gettext("Alternativtexter"),
        Lack.TAGS: gettext("Taggad PDF"),
    }[lack]


def _lack_remedy(lack: Lack) -> str:
    return {
        Lack.TEXT: gettext(
            "Sidorna är bilder, kanske inskannade. Arkivet läser dem med OCR i bakgrunden, om det är "
            "installerat. Annars: gör texten sökbar i skannern eller i Acrobat och lägg filen där på nytt."
        ),
        Lack.TITLE: gettext(
            "Dokumentet heter som filen. Skriv en titel under Uppgifter, eller under Arkiv > Info i "
            "PowerPoint eller Word innan filen sparas som PDF."
        ),
        Lack.DATE: gettext("Skriv seminariets datum under Uppgifter, eller i seriens fil _serie.txt."),
        Lack.SPEAKER: gettext("Skriv vem som talar under Uppgifter. Arkivet gissar aldrig namn."),
        Lack.LANGUAGE: gettext(
            "Det finns för lite text för att språket ska gå att avgöra. Välj språk under Uppgifter."
        ),
        Lack.ALT_TEXT: gettext(
            "Högerklicka på bilden i PowerPoint eller Word, välj Visa alternativtext, beskriv den eller "
            "markera den som dekorativ, och spara filen på nytt."
        ),
        Lack.TAGS: gettext(
            "Spara som PDF från Word eller PowerPoint med valet Taggar för dokumentstruktur; skriv inte ut "
            "till PDF. Utan taggar kan en skärmläsare inte läsa filen i rätt ordning."
        ),
    }[lack]
