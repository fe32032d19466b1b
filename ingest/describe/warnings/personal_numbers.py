"""Personal identity numbers (*personnummer*) and co-ordination numbers (*samordningsnummer*) in a text.

Ten or twelve digits: a date of birth, three digits, and a check digit (Folkbokföringslagen 1991:481,
18 §; a co-ordination number has 60 added to the day). What has no such date or check digit is none,
which leaves out organisation numbers: their "month" is 20 or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import personnummer

from archive.pages import Span

_OLDEST = 125  # years
_LABEL_WITHIN = 30  # characters before a number, in which a word may say what it is

_NUMBER = re.compile(
    r"(?<![\d+])(?<!\d[.,:/\-\u2010-\u2212])"
    r"(?P<born>(?:1[89]|20)?\d{6})(?P<sign>\s?[-\u2010-\u2015\u2212+]\s?|\s)?(?P<last>\d{4})"
    r"(?!\d)(?![.,:/\-\u2010-\u2212]\d)"
)
_IS_ONE = re.compile(
    r"\b(?:person(?:\s?-?\s?)n(?:umme)?r|samordnings(?:nr|nummer)|pnr|p\.?nr|född)", re.IGNORECASE
)
_IS_NONE = re.compile(
    r"\b(?:dnr|diarie\w*|ärende(?:nr|nummer)|isbn|issn|doi|ocr|bankgiro|bg|plusgiro|konto\w*|tel\w*|tfn|mobil\w*|fax)",
    re.IGNORECASE,
)


def personal_numbers(text: str) -> Iterator[Span]:
    """Yield where each valid number stands in a text."""
    for found in _NUMBER.finditer(text):
        before = text[max(0, found.start() - _LABEL_WITHIN) : found.start()]
        if _may_be(found, before) and _is_valid(found["born"], found["sign"] or "", found["last"]):
            yield found.span()


def _may_be(found: re.Match[str], before: str) -> bool:
    """Tell whether digits are written as such a number is, or are said to be one.

    Without a hyphen ten digits that begin with 0 are a telephone number sooner, and digits with a
    space between may be two numbers of a table.
    """
    said = max((match.end() for match in _IS_ONE.finditer(before)), default=-1)
    denied = max((match.end() for match in _IS_NONE.finditer(before)), default=-1)
    if denied > said:
        return False
    sign = (found["sign"] or "").strip()
    if sign or said >= 0:
        return True
    if found["sign"]:
        return False
    return len(found["born"]) == 8 or not found["born"].startswith("0")


def _is_valid(born: str, sign: str, last: str) -> bool:
    day = int(born[-2:])
    real = f"{born[:-2]}{day - 60 if day > 60 else day:02d}"
    try:
        birth = personnummer.get_birth_date(f"{real}{'+' if '+' in sign else '-'}{last}")
        luhn.validate(born[-6:] + last)
    except ValidationError:
        return False
    today = date.today()
    return last[:3] != "000" and birth <= today and today.year - birth.year <= _OLDEST
