"""What the dictionary does not know of this field's words and their like: reviewed by hand."""

from __future__ import annotations

FIRST = {
    "andra": "andra",
    "attentats": "attentat",
    "avhoppar": "avhoppare",
    "avradikaliserings": "avradikalisering",
    "corona": "corona",
    "deradikaliserings": "deradikalisering",
    "dråp": "dråp",
    "dåds": "dåd",
    "el": "el",
    "extremism": "extremism",
    "freds": "fred",
    "första": "första",
    "graders": "grad",
    "gäng": "gäng",
    "halv": "halv",
    "hat": "hat",
    "hot": "hot",
    "islamism": "islamism",
    "jihad": "jihad",
    "kommitte": "kommitte",
    "kvinno": "kvinna",
    "lösen": "lösen",
    "läs": "läsa",
    "mans": "man",
    "moske": "moske",
    "mät": "mäta",
    "oros": "oro",
    "propaganda": "propaganda",
    "radikaliserings": "radikalisering",
    "råns": "rån",
    "sex": "sex",
    "tredje": "tredje",
    "våldsbejakar": "våldsbejakare",
    "vit": "vit",
}
"""Forms that begin a compound, with the word they stand for there."""

_LAST = """
attentat attentaten attentatet bot böter böterna delar delarna delarnas delars delens dåd dåden dådet
frid friden hat hatet hot hoten hotet jour jouren jourer jourerna köp köpen köpet tida värd värdar
värdarna värden våld våldet
"""

_AGENTS = ("bejak", "fatt", "hav", "utöv")
_AGENT_FORMS = ("are", "aren", "arens", "ares", "arna", "arnas")

LAST = frozenset(_LAST.split()) | {stem + form for stem in _AGENTS for form in _AGENT_FORMS}
"""Forms that end a compound; who does something is named so in compounds alone (beslutsfattare)."""
