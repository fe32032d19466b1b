"""Names of people and bodies as a citation needs them: family and given name apart, where that is sure."""

from __future__ import annotations

import re

# Written small before a family name; in Sweden they are not sorted by (af Ugglas stands under U)
_PARTICLES = frozenset(
    """af av von zu zur de du del della di da dos das la le van der den ter ten bin ibn el al""".split()  # noqa: SIM905
)
_NO_PERSON = re.compile(r"[\d()\[\]{}<>/&@:;\"”|]|(?<!\w)(?:och|and|samt|m\.fl\.)(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.'’–-]*")


def person(name: str) -> dict[str, str]:
    """Return a person's name as CSL has it: given, family and a particle before it, else literal.

    The last word is the family name, as in Swedish names two first names are commoner than two family
    names without a hyphen. A name in reverse (Ek, Anna) is taken as such. What may not be a person's
    name, such as one with digits or with *och*, and a single word stay as they are.
    """
    if _NO_PERSON.search(name):
        return {"literal": name}
    before, comma, after = (part.strip() for part in name.partition(","))
    given, family = (after.split(), before.split()) if comma else _cut(name.split())
    if not given or not family or not all(map(_WORD.fullmatch, [*given, *family])):
        return {"literal": name}
    particle = []
    while len(family) > 1 and family[0] in _PARTICLES:
        particle.append(family.pop(0))
    parted = {"family": " ".join(family), "given": " ".join(given)}
    return {**parted, "non-dropping-particle": " ".join(particle)} if particle else parted


def _cut(words: list[str]) -> tuple[list[str], list[str]]:
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    return words[:at], words[at:]


def body(name: str) -> dict[str, str]:
    """Return an organisation's name as CSL has it: in one piece."""
    return {"literal": name}
