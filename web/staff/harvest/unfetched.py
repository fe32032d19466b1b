"""Why a listed file could not be fetched, in English: what fetches says it in Swedish.

`…` stands for what differs from time to time: a host, a number, a name.
"""

from __future__ import annotations

import re
from itertools import chain, zip_longest

from web.language.choosing import LANGUAGES, spoken

_ENGLISH = {
    # ingest.harvest.fetching.allowed
    "Inget får hämtas ännu. Den som sköter arkivet anger vilka webbplatser filer får hämtas från i "
    "inställningen harvest.hosts.": (
        "Nothing may be fetched yet. Whoever looks after the archive says which websites files may be "
        "fetched from, in the setting harvest.hosts."
    ),
    "Adressen är inte en giltig webbadress.": "The address is not a valid web address.",
    "Adressen börjar inte med http:// eller https://.": (
        "The address does not begin with http:// or https://."
    ),
    "Adressen innehåller ett användarnamn eller lösenord och hämtas därför inte.": (
        "The address contains a user name or a password and is therefore not fetched."
    ),
    "… finns inte bland de webbplatser som filer får hämtas från (inställningen harvest.hosts).": (
        "… is not among the websites that files may be fetched from (the setting harvest.hosts)."
    ),
    # ingest.harvest.fetching.connecting
    "Det tog för lång tid (inställningen harvest.timeout_seconds).": (
        "It took too long (the setting harvest.timeout_seconds)."
    ),
    "… gick inte att nå eller bröt förbindelsen (…).": "… could not be reached or broke the connection (…).",
    "Det finns ingen webbplats med namnet ….": "There is no website called ….",
    "… leder till en adress i ett internt nät, och därifrån hämtas inget.": (
        "… leads to an address in an internal network, and nothing is fetched from there."
    ),
    # ingest.harvest.fetching.fetch
    "… svarade med felkod ….": "… answered with the error code ….",
    "Adressen leder vidare för många gånger.": "The address redirects too many times.",
    "… leder vidare utan att säga vart.": "… redirects without saying where.",
    "… leder vidare dit inget hämtas: …": "… redirects to where nothing is fetched: …",
    "… leder vidare till något som inte är en webbadress.": (
        "… redirects to something that is not a web address."
    ),
    "… leder vidare från https till http, som inte är skyddat.": (
        "… redirects from https to http, which is not protected."
    ),
    "Webbplatsen skickar filen packad fast den inte ombetts.": (
        "The website sends the file compressed although it was not asked to."
    ),
    "Den är större än … MB, som är det mesta som hämtas.": (
        "It is larger than … MB, the most that is fetched."
    ),
    "Förbindelsen bröts innan hela filen hade kommit.": (
        "The connection was broken before the whole file had come."
    ),
    # ingest.harvest.fetching.checking
    "Arkivet läser bara PDF, PowerPoint, Word, OpenDocument och text. Spara om filen som PDF och lägg till "
    "den.": (
        "The archive reads only PDF, PowerPoint, Word, OpenDocument and text. Save the file as PDF and add "
        "that."
    ),
    "Filens namn går inte att använda i mappen.": "The name of the file cannot be used in the folder.",
    "Länkens namn går inte att använda i mappen.": "The name of the link cannot be used in the folder.",
    "Det som kom är en webbsida, kanske en inloggning eller ett felmeddelande, och inte filen.": (
        "What came is a web page, perhaps for signing in or with an error message, and not the file."
    ),
    "Webbplatsen säger att filen är av en annan typ (…).": (
        "The website says that the file is of another type (…)."
    ),
    "Filens innehåll är av en annan typ än dess namn säger.": (
        "The content of the file is of another type than its name says."
    ),
    # ingest.harvest.fetching.bringing, .fetcher
    "Raden finns inte längre i det som lästs in.": "The row is no longer in what has been read in.",
    "Filen gick inte att lägga i mappen.": "The file could not be put into the folder.",
    "Filen gick inte att skriva i mappen. Är den skrivskyddad eller full?": (
        "The file could not be written to the folder. Is it read-only or full?"
    ),
    "Det är för lite ledigt utrymme på disken för att hämta filer.": (
        "There is too little room left on the disk to fetch files."
    ),
    "Filen är tom.": "The file is empty.",
    "Innehållet har tagits bort för gott ur arkivet och tas inte in igen.": (
        "The content has been removed from the archive for good and is not taken in again."
    ),
    "Filen i mappen har ändrats eller flyttats sedan den hämtades och ersätts inte.": (
        "The file in the folder has been changed or moved since it was fetched and is not replaced."
    ),
    "Det finns redan en annan fil med namnet ”…” i mappen.": (
        "There is already another file called “…” in the folder."
    ),
    "Något gick fel. Felet har antecknats i loggen.": (
        "Something went wrong. The error has been noted in the log."
    ),
}
_FORMS = tuple(
    (re.compile("(.+?)".join(map(re.escape, swedish.split("…"))), re.DOTALL), english)
    for swedish, english in _ENGLISH.items()
)


def told(problem: str) -> str:
    """Return why a file could not be fetched in the language of the page; as it is where it is not known."""
    return problem if spoken() == LANGUAGES[0] else _in_english(problem)


def _in_english(problem: str) -> str:
    for swedish, english in _FORMS:
        if found := swedish.fullmatch(problem):
            blanks = map(_in_english, found.groups())
            return "".join(chain(*zip_longest(english.split("…"), blanks, fillvalue="")))
    return problem
