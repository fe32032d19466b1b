"""What the dictionary does not know of this field, and what it lets stand in compounds that should not.

Reviewed by hand: a particle or a suffix that happens to be a word (*för*, *ing*, *skap*) would cut
derived words to pieces, and as a part it would be found by every question.
"""

from __future__ import annotations

FIRST: dict[str, str] = {
    "attentats": "attentat",
    "avhoppar": "avhoppare",
    "avradikaliserings": "avradikalisering",
    "deradikaliserings": "deradikalisering",
    "dåds": "dåd",
    "extremism": "extremism",
    "freds": "fred",
    "graders": "grad",
    "gäng": "gäng",
    "hat": "hat",
    "hot": "hot",
    "islamism": "islamism",
    "kvinno": "kvinna",
    "oros": "oro",
    "radikaliserings": "radikalisering",
    "våldsbejakar": "våldsbejakare",
    "vit": "vit",
}
"""Forms that begin a compound, with the word they stand for there."""

_ENDING = """
attentat attentatet attentaten dåd dådet dåden hat hatet hot hotet hoten jour jouren jourer jourerna
"""

LAST = frozenset(_ENDING.split())
"""Forms that end a compound."""

_PARTICLES = """
an av be bi bort bak bakom dit där efter ent er fel fort fram före förbi för från ge genom hit hop i in
ini innan inne igen igenom ihop emot kring med medel mellan mis miss mot ned ner nere nå om o på sam
samman så sönder till tillbaka um und under unge upp uppe ur ut ute utan van vid vidare väl åt åter över
inom full före tvär åter
"""

_FUNCTION = """
en ett två tre fem sju åtta nio tio elva van den det de som men och eller ha var vad hur när kan man ska
vill mer all alls allt alla enda egen egna sig sin sitt sina vår våra ert era hela helt half halv lik
lika sådan varje vart samt dess des här hän ens ej inte dock redan
"""

_PREFIXES = """
pre pro anti inter kon dis trans mono poly bio geo sub super ultra hyper auto mikro makro mini maxi multi
semi pseudo kvasi neo post
"""

_SCRAPS = """
ad als ana ant ar as at hans inn ing kas kraf nyck pol rekt se ser ses skick slut sta ten ter ung högsta
"""

NEVER_FIRST = frozenset(f"{_PARTICLES} {_FUNCTION} {_PREFIXES} {_SCRAPS}".split()) - {"slut"}
"""Particles, prefixes and scraps: they begin no compound."""

_SUFFIXES = """
het heten heter heterna hets hetens skap skapet skapen skapets lösa löst lig liga ligt bar bara bart sam
samma samt isk iska iskt ing ingen ingar ingarna else arna ande ende ism ismen ist ister tion ning ningen
dom domen domar domarna domarnas inna ska mässiga mässigt vis aktig aktiga aktigt artad artade artat
fulla fullt fullare fullast fria fritt
"""

_VERBAL = """
visa läggning läggningen läggare läggs lägga lagd lagt lagda mäktig mäktige sättning lösa komna kommen
gång gångar ställa ställd ställt tagen tagna taget taga satt sätta satta bart visad börd grips var vars
tog los rör gör gick
"""

_LAST_SCRAPS = """
ad al ala ande andes ant ans ant ar are arens aren arnas as ats att att ed ek ell ella en ens ent er era
eras erade erna ernas et hans hal ha iv iva ivt ju ja ni nad ner nytt or orna ren rens ro sen ser ses si
ta te ten tid tog ur ut vi ös ösa ås ära inom utom över under efter där här skrift visa hål
"""

NEVER_LAST = frozenset(f"{_SUFFIXES} {_VERBAL} {_LAST_SCRAPS}".split()) - frozenset(
    ["tid", "hål", "skrift", "gång"]
)
"""Suffixes and scraps: they end no compound."""


def everything() -> tuple[object, ...]:
    """Return all that is put in by hand, in an order that does not change."""
    return sorted(FIRST.items()), sorted(LAST), sorted(NEVER_FIRST), sorted(NEVER_LAST)
