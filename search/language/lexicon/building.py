"""Building the lexicon: what each form may do in a compound, and what it costs there.

Forms and what they may do come from the dictionary, how common they are from wordfreq, and what both
get wrong from `search.language.lexicon.reviewed`. Everything that can be decided once is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from search.language.lexicon import linking, reviewed
from search.language.lexicon.costs import part_cost, rarity, usable
from search.language.lexicon.entries import Entry
from search.language.lexicon.hunspell import DictionaryForm
from search.language.tokens import exact_form

_LINKED = 0.2  # zipf that a linking form lacks of its word's


@dataclass(slots=True)
class _Known:
    """What the sources say of one form."""

    stands: bool = False
    ends: bool = False
    bases: set[str] = field(default_factory=set)  # it begins a compound, for these words


def build(
    forms: Iterable[DictionaryForm], swedish: Mapping[str, float], english: Iterable[str]
) -> dict[str, Entry]:
    """Return the lexicon from the forms of the dictionary, Swedish words with their zipf, and English words.

    Zipf is the logarithm of how often a word comes in a thousand million (wordfreq).
    """
    known = _known(forms, swedish)
    entries: dict[str, Entry] = {}
    for word, of in known.items():
        base = _base(word, of.bases, known, swedish)
        zipf = swedish.get(word, 0.0)
        entries[word] = Entry(
            swedish=of.stands,
            english=False,
            whole=rarity(zipf) if of.stands or zipf else 0,
            begins=part_cost(word, max(zipf, swedish.get(base, 0.0) - _LINKED)) if base else 0,
            ends=part_cost(word, zipf) if of.ends else 0,
            base=base or word,
        )
    for word, zipf in swedish.items():
        if word not in entries:
            entries[word] = Entry(False, False, rarity(zipf), 0, 0, word)
    for word in english:
        entries[word] = replace(entries.get(word, Entry(False, True, 0, 0, 0, word)), english=True)
    return entries


def _known(forms: Iterable[DictionaryForm], swedish: Mapping[str, float]) -> dict[str, _Known]:
    known: dict[str, _Known] = {}
    for form in forms:
        if not form.form.isalpha():
            continue
        word = exact_form(form.form)
        of = known.setdefault(word, _Known())
        # What is only listed was gathered from translations, with their mistakes: seen elsewhere, it is
        # a word, but what it may do in a compound follows from its dictionary word
        of.stands |= form.stands and (not form.bare or word in swedish)
        if form.bare:
            continue
        if form.begins and usable(word) and word not in reviewed.NEVER_FIRST:
            of.bases.add(exact_form(form.base))
        if form.ends and form.form[0].islower() and usable(word) and word not in reviewed.NEVER_LAST:
            of.ends = True
    for word, base in reviewed.FIRST.items():
        known.setdefault(word, _Known()).bases = {base}
    for word in reviewed.LAST:
        known.setdefault(word, _Known()).ends = True
    return known


def _base(word: str, bases: set[str], known: Mapping[str, _Known], swedish: Mapping[str, float]) -> str:
    """Return the word that a form stands for where it begins a compound, "" where it begins none."""
    if not bases:
        return ""
    candidates = {base for base in bases if base != word or known[word].stands}
    if not candidates:
        candidates = {base for base in linking.bases(word) if base in known and known[base].stands}
    return max(candidates, key=lambda base: (swedish.get(base, 0.0), base), default=word)
