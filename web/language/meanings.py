"""What the search says of a question, in English: it speaks Swedish, the language of what it searches.

A sentence that is not known here is handed on as it is.
"""

from __future__ import annotations

import re

from web.language.choosing import LANGUAGES, spoken

_W = "(.+)"
_PLACES = {
    " i titeln": " in the title",
    " bland talarna": " among the speakers",
    " i seriens namn": " in the name of the series",
}
_SAYINGS: tuple[tuple[str, str], ...] = (
    # search.query.wording
    ("ordet i alla dess former", "the word in all its forms"),
    ("ordet i alla dess former, eller en del av det", "the word in all its forms, or a part of it"),
    (f"ordet i alla dess former, även skrivet {_W}", r"the word in all its forms, also written \1"),
    ("så skrivet, också i datum och beteckningar", "as written, also in dates and designations"),
    ("exakt så skrivet", "written exactly so"),
    ("orden i följd", "the words in a row"),
    ("orden i följd, exakt så skrivna", "the words in a row, written exactly so"),
    ("alla ord som börjar så", "all words that begin so"),
    ("sida vid sida, i vilken ordning som helst", "side by side, in any order"),
    (r"högst (\d+) ord ifrån varandra", r"at most \1 words apart"),
    ("sammansättningar som börjar med ordet", "compounds that begin with the word"),
    ("sammansättningar som slutar med ordet", "compounds that end with the word"),
    ("ett småord som inte begränsar sökningen", "a small word that does not narrow the search"),
    (
        "ett småord som inte begränsar sökningen; "
        "skrivet med stora bokstäver, (ELLER|OR), räcker det med ett av orden",
        r"a small word that does not narrow the search; in capital letters, \1, one of the words is enough",
    ),
    (
        "ett småord som inte begränsar sökningen; ett minustecken före ett ord utesluter det",
        "a small word that does not narrow the search; a minus sign before a word excludes it",
    ),
    ("något av dem räcker", "any of them is enough"),
    (
        r"inget har alla orden; minst (\d+) av (\d+) räcker",
        r"nothing has all the words; at least \1 of \2 are enough",
    ),
    (r"minst (\d+) av (\d+) ord räcker", r"at least \1 of \2 words are enough"),
    (
        "frågan är en hel mening: något av orden räcker, och sidor med fler av dem kommer först",
        "the question is a whole sentence: any of the words is enough, pages with more of them come first",
    ),
    (f"söks som {_W}, så som det skrivs i arkivet", r"searched for as \1, as it is written in the archive"),
    (f"finns inte i arkivet; söks som {_W}", r"not in the archive; searched for as \1"),
    (
        f"finns inte i arkivet; sidor med alla dess delar: {_W}",
        r"not in the archive; pages with all its parts: \1",
    ),
    (
        f"finns inte i arkivet; sidor med någon av dess delar: {_W}",
        r"not in the archive; pages with any of its parts: \1",
    ),
    ("sidor där allt detta stämmer visas inte", "pages where all of this is so are not shown"),
    ("sidor med ordet visas inte", "pages with the word are not shown"),
    ("sidor med ord som börjar så visas inte", "pages with words that begin so are not shown"),
    ("sidor med orden i följd visas inte", "pages with the words in a row are not shown"),
    (
        "sidor med orden sida vid sida, i vilken ordning som helst visas inte",
        "pages with the words side by side, in any order, are not shown",
    ),
    (
        r"sidor med orden högst (\d+) ord ifrån varandra visas inte",
        r"pages with the words at most \1 words apart are not shown",
    ),
    (
        "sidor med sammansättningar som (börjar|slutar) med ordet visas inte",
        "pages with such compounds of the word are not shown",
    ),
    (f"sidor med {_W} visas inte", r"pages with \1 are not shown"),
    # search.query.understand, .meaning, .syntax.parse: what could not be used
    (
        "det går inte att söka bara på vad som inte ska finnas",
        "one cannot search only for what is to be absent",
    ),
    (
        "många okända ord i frågan; stavningen av dessa har inte prövats",
        "many unknown words in the question; the spelling of these has not been checked",
    ),
    (
        r"frågan har fler än (\d+) ord; dessa räknas inte",
        r"the question has more than \1 words; these do not count",
    ),
    (
        r"frågan är längre än (\d+) tecken; det här och det som följer räknas inte",
        r"the question is longer than \1 characters; this and what follows does not count",
    ),
    ("det finns inget ord att söka", "there is no word to search for"),
    (
        r"före stjärnan behövs minst (\d+) tecken; söks som ett helt ord",
        r"at least \1 characters are needed before the asterisk; searched for as a whole word",
    ),
    (
        "ett fält inom ett annat; bara det inre gäller här",
        "a field within another; only the inner one counts here",
    ),
    ("två nekningar tar ut varandra", "two negations cancel each other out"),
    (
        "ett uteslutet ord kan inte vara ett av flera alternativ; räknas inte",
        "an excluded word cannot be one of several alternatives; does not count",
    ),
    ("tecken som inte syns räknas inte", "characters that do not show do not count"),
    ("parentesen saknar början", "the parenthesis has no beginning"),
    ("parentesen är tom", "the parenthesis is empty"),
    ("parentesen saknar slut", "the parenthesis has no end"),
    (
        "citattecknet saknar slut; orden söks vart för sig",
        "the quotation mark has no end; the words are searched for one by one",
    ),
    ("citatet innehåller inga ord", "the quotation contains no words"),
    (
        "inom citattecken räknas inga stjärnor; orden söks som hela ord",
        "asterisks do not count inside quotation marks; the words are searched for as whole words",
    ),
    (
        "flera plus- eller minustecken i rad säger inget; ett räcker",
        "several plus or minus signs in a row say nothing; one is enough",
    ),
    ("det följs inte av något att söka", "nothing to search for follows it"),
    ("det saknas ord på ena sidan", "there is no word on one side of it"),
    ("det finns inget fält som heter så", "there is no field of that name"),
    (f"bara det sista fältet före ordet gäller: {_W}", r"only the last field before the word counts: \1"),
    (f"bara det sista före ordet gäller: {_W}", r"only the last one before the word counts: \1"),
    (
        "det går bara mellan två enstaka ord; båda sidor söks ändå",
        "that works only between two single words; both sides are searched for all the same",
    ),
    (
        "en stjärna kan bara stå sist i ett ord; orden söks utan den",
        "an asterisk can only be last in a word; the words are searched for without it",
    ),
    (
        "en stjärna behöver början av ett ord framför sig",
        "an asterisk needs the beginning of a word before it",
    ),
    ("det är inget ord och kan inte sökas", "it is no word and cannot be searched for"),
    (
        r"avståndet anges med en siffra; här räknas (\d+) ord",
        r"the distance is given with a digit; \1 words are counted here",
    ),
    (
        r"avståndet kan vara 1 till (\d+) ord; här räknas (\d+)",
        r"the distance can be 1 to \1 words; \2 are counted here",
    ),
    ("plus gäller bara ett ord eller ett citat", "plus counts only before a word or a quotation"),
    ("det gäller bara ett enstaka ord", "it counts only before a single word"),
    # search.asking.limits
    (
        f"En ordbörjan med [*] står för fler än {_W} ord; bara de vanligaste av dem har sökts[.]",
        r"The beginning of a word with * stands for more than \1 words; the most common were searched for.",
    ),
    (
        f"Bara de {_W} första dokumenten kan bläddras fram[.]",
        r"Only the first \1 documents can be browsed to.",
    ),
    (
        "Sökregistret görs om efter en uppgradering[.] Tills det är klart kan några träffar saknas[.]",
        "The search index is being made anew after an upgrade. Until it is ready some hits may be missing.",
    ),
    (
        "Sökningen tog för lång tid och avbröts; här är vad som hann hittas[.]",
        "The search took too long and was stopped; this is what was found in time.",
    ),
)


def meaning(told: str) -> str:
    """Return what the search said, in the reader's language."""
    return told if spoken() == LANGUAGES[0] else in_english(told)


def in_english(told: str) -> str:
    """Return in English what the search said in Swedish, with where in a document it holds."""
    for place, where in _PLACES.items():
        if told.endswith(place):
            return in_english(told.removesuffix(place)) + where
        if told.endswith(f"{place} visas inte"):
            kept = in_english(told.replace(place, ""))
            return kept.replace(" are not shown", f"{where} are not shown")
    for saying, english in _SAYINGS:
        if found := re.fullmatch(saying, told, re.DOTALL):
            return found.expand(english)
    return told
