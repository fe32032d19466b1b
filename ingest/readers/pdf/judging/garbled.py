"""Whether the text of a page says anything: fonts may name their letters wrongly, or not at all."""

from __future__ import annotations

import re
import unicodedata

_LEAST_SHARE_BAD = 0.10  # of the signs: a page with more that say nothing is garbled
_LEAST_SHARE_LETTERS = 0.35  # of the signs of a page of text
_LEAST_SHARE_COMMON = 0.05  # of the words of a page of text
_LEAST_SIGNS = 20  # fewer prove nothing
_LEAST_SIGNS_OF_A_PAGE = 100
_LEAST_PAIRS = 120  # of letters: fewer prove nothing
_LEAST_SHARE_PAIRS = 0.65  # of the pairs of letters that are usual ones
_LEAST_LETTERS = 3  # of a word that is judged
_FIRST_WORDS = 3_000  # signs: where these read, the page does
_MOST_JUDGED = 20_000  # signs of a page: more do not change what it is
_LEADER = re.compile(r"[._·…]{3,}|(?:\. ){3,}")
_BAD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_SWEDISH = "och att det som en på är av för med till den har de inte om ett kan vi från eller vid när så men"
_ENGLISH = "the of and to in is that it as with on by are be this from or at an we not"
_COMMON = frozenset(f"{_SWEDISH} {_ENGLISH}".split())
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_DATA = re.compile(r"[\w+/=-]{40,}")  # no word is as long: a key, an address, a row of data
_USUAL_AFTER = (
    "a:bcdfgiklmnprstuvwy b:abeiloru c:acehiklortu d:adeilorsuy e:abcdefghijklmnoprstvwxy f:aefilortu "
    "g:aeghijlnorstu h:aeiortu i:abcdefgklmnoprstv j:aeou k:aeilnorstuv l:adeijklmostuvy "
    "m:abeimnopstuy n:acdegiklnostuvy o:abcdfgijklmnoprstuvw p:aehiloprtu q:u r:abcdefgijklmnorstuvy "
    "s:acehijklmnopstuvy t:aehilnorstuvwy u:abcdegiklmnprst v:aeios w:aehino y:cegorst "
)
_USUAL = frozenset(entry[0] + second for entry in _USUAL_AFTER.split() for second in entry.partition(":")[2])
"""Pairs of letters, accents left off, that make 97 % of those in Swedish or English words, weighed by how
common the words are (counted with wordfreq 3). Of Swedish pairs .98 are usual, of German, French, Danish or
Finnish ones .90 and more, of Polish ones .79; of Swedish with each letter moved by as many places .57 at
most, and with letters exchanged at random .44, seldom .6.
"""


def count_unreadable(text: str) -> int:
    """Return how many signs of a text say nothing: control characters, private ones, replacements."""
    return len(_BAD.findall(text))


def is_garbled(text: str) -> bool:
    """Return whether a page's text says nothing: signs without a meaning, or no word anyone uses.

    The second rule asks for both few letters and figures among the signs and few common words: a page
    of formulas has few letters, and a list of names few common words. Dot leaders do not count. The
    third asks for both unusual pairs of letters and few common words, and judges Latin letters only.
    """
    text = _LEADER.sub("", text)
    signs = len(text) - text.count(" ") - text.count("\n")
    if signs < _LEAST_SIGNS:
        return False
    if count_unreadable(text) > _LEAST_SHARE_BAD * signs:
        return True
    if signs < _LEAST_SIGNS_OF_A_PAGE or _reads(text[:_FIRST_WORDS].lower().split()):
        return False
    few_letters = sum(map(str.isalnum, text)) < _LEAST_SHARE_LETTERS * signs
    if not few_letters and share_of_usual_pairs(text) >= _LEAST_SHARE_PAIRS:
        return False
    return not _reads(_LETTER_RUN.findall(text.lower()))


def _reads(words: list[str]) -> bool:
    """Return whether enough of the words are those that every text has."""
    return sum(word in _COMMON for word in words) > _LEAST_SHARE_COMMON * len(words)


def share_of_usual_pairs(text: str) -> float:
    """Return the share of the pairs of letters in words that Swedish or English has; 1 where there are few.

    Other than Latin letters are left out, and words in capitals: those are names of things.
    """
    pairs = usual = 0
    for word in _LETTER_RUN.findall(_DATA.sub(" ", text[:_MOST_JUDGED])):
        if len(word) < _LEAST_LETTERS or word.isupper():
            continue
        bare = word.lower() if word.isascii() else _without_accents(word)
        for index in range(len(bare) - 1):
            pair = bare[index : index + 2]
            pairs += pair.isascii()
            usual += pair in _USUAL
    return usual / pairs if pairs >= _LEAST_PAIRS else 1.0


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
