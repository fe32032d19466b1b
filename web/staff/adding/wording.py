"""What is wrong with an upload, in words that help."""

from __future__ import annotations

from archive.uploads.naming import MOST_BYTES, Fault
from web.language.translated import gettext


def fault(found: Fault) -> str:
    """Say what is wrong with a name."""
    return {
        Fault.EMPTY: gettext("Namnet är tomt. Ge filen ett namn."),
        Fault.SEPARATOR: gettext("Namnet innehåller ett snedstreck. Ta bort det; mappen väljer du för sig."),
        Fault.UNSEEN: gettext("Namnet innehåller tecken som inte syns, som radbrytningar. Skriv om namnet."),
        Fault.NOT_IN_WINDOWS: gettext(
            'Namnet innehåller något av tecknen < > : " | ? * som Windows inte tar.'
        ),
        Fault.DEVICE: gettext("Windows har namnet för egen del. Välj ett annat."),
        Fault.BEGINNING: gettext(
            "Namnet börjar med punkt, bindestreck eller mellanslag. Börja med en bokstav eller siffra."
        ),
        Fault.ENDING: gettext("Namnet slutar med punkt eller mellanslag. Ta bort det."),
        Fault.LONG: gettext("Namnet är för långt. Det får ta högst %(num)d byte.", num=MOST_BYTES),
        Fault.PASSED_OVER: gettext(
            "Namnet är sådant som program ger tillfälliga filer, och arkivet hoppar över det. Döp om filen."
        ),
        Fault.DESCRIBES: gettext(
            "En fil med det namnet beskriver andra filer och blir inget dokument. "
            "Rätta uppgifterna på dokumentets egen sida i stället."
        ),
        Fault.OLD_DECK: gettext(
            "Arkivet läser inte det formatet. Spara presentationen som PowerPoint (.pptx) eller PDF."
        ),
        Fault.OFFICE: gettext(
            "Arkivet läser inte det formatet. Spara dokumentet som Word (.docx) eller PDF."
        ),
        Fault.FORMAT: gettext(
            "Arkivet läser PDF, PowerPoint (.pptx, .ppt), Word (.docx), OpenDocument (.odt, .odp), "
            "text (.txt) och genvägar (.url, .webloc), "
            "inte den här filen."
        ),
    }[found]


def taken(path: str, *, replaceable: bool) -> str:
    """Say that a name is another file's."""
    if replaceable:
        return gettext("Det finns redan en fil som heter så: %(path)s.", path=path)
    return gettext(
        "Det finns redan en mapp eller genväg som heter så: %(path)s. Välj ett annat namn.", path=path
    )


def already(titles: str) -> str:
    """Say that the archive has these bytes."""
    return gettext("Filen finns redan: %(titles)s.", titles=titles)


def not_read_yet(path: str) -> str:
    """Say that a file cannot be replaced before the archive has it."""
    return gettext(
        "%(path)s är inte läst till arkivet än, så den kan inte ersättas. "
        "Vänta en stund, eller välj ett annat namn.",
        path=path,
    )


def too_large(most: str) -> str:
    """Say that a file is too large."""
    return gettext("Filen är för stor. Arkivet tar emot högst %(most)s per fil.", most=most)


def empty() -> str:
    """Say that a file is empty."""
    return gettext("Filen är tom.")


def no_room() -> str:
    """Say that there is too little free space."""
    return gettext("Det finns för lite ledigt utrymme på servern. Säg till den som sköter arkivet.")


def too_many() -> str:
    """Say that too much was begun and not finished."""
    return gettext("Du har för många uppladdningar som inte är klara. Avbryt någon av dem först.")


def read_only() -> str:
    """Say that nothing can be put into the folder."""
    return gettext(
        "Arkivet får inte skriva i mappen, så det går inte att lägga till filer härifrån. "
        "Lägg dem i mappen på servern i stället, eller säg till den som sköter arkivet."
    )


def no_folder() -> str:
    """Say that the folder is not there."""
    return gettext("Mappen finns inte längre, eller är en genväg. Ladda om sidan och välj en annan mapp.")


def torn() -> str:
    """Say that what came is not what was sent."""
    return gettext("Filen kom inte fram hel. Försök igen.")


def unknown() -> str:
    """Say that an upload is not known."""
    return gettext("Uppladdningen finns inte längre. Välj filen på nytt.")


def failed() -> str:
    """Say that the file system refused."""
    return gettext("Filen kunde inte läggas i mappen. Försök igen om en stund; felet har antecknats.")


def unlike() -> str:
    """Warn of a file that does not begin as its name says."""
    return gettext("Filen ser inte ut att vara vad namnet säger. Kontrollera att den går att läsa.")


def uploaded(path: str) -> str:
    """Say that a file is in the folder."""
    return gettext("Uppladdad till %(path)s.", path=path)


def removed_for_good() -> str:
    """Say that these bytes may not come back."""
    return gettext(
        "Innehållet har tagits bort ur arkivet för gott och får inte komma tillbaka. "
        "Den som sköter arkivet kan tillåta det igen."
    )
