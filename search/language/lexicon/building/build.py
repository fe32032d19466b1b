"""Building the lexicon: what each form may do in a compound, and what it costs there.

Forms and what they may do come from the dictionary, how common they are from wordfreq; what both get
wrong is set right by hand (`search.language.lexicon.sources`). Whatever can be decided once is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from search.language.lexicon.building import linking, productive
from search.language.lexicon.costs import part_cost, rarity, usable
from search.language.lexicon.entries import Entry
from search.language.lexicon.sources import reviewed, stops
from search.language.lexicon.sources.hunspell import DictionaryForm
from search.language.tokens import exact_form

_LONGEST_LINK = 2
_LINKED = 0.2  # zipf that a linking form lacks of its word's
_REVIEWED = -10  # costs less: the words of this field are not rare here
_NAME = 10  # costs more: a name begins few compounds
_SHORTEST_NAME = 5
_SHOWN = 5  # costs more where only the dictionary's compounds show what a form may do


@dataclass(slots=True)
class _Known:
    """What the sources say of one form."""

    stands: bool = False
    common: bool = False  # it is a word, and not only a name
    ends: bool = False
    bases: set[str] = field(default_factory=set)  # it begins a compound, for these words
    inside: bool = False  # but only after another part
    begins_dearer: int = 0
    ends_dearer: int = 0


class _Sources:
    """Gathers what the sources say, form by form."""

    def __init__(self, swedish: Mapping[str, float]) -> None:
        self.zipf = swedish
        self.known: defaultdict[str, _Known] = defaultdict(_Known)
        self._nouns: set[str] = set()
        self._forms_of: defaultdict[str, set[str]] = defaultdict(set)
        self._listed: set[str] = set()

    def add(self, form: DictionaryForm) -> None:
        word, base = exact_form(form.form), exact_form(form.base)
        known = self.known[word]
        # What is only listed was gathered from translations, with their mistakes: seen elsewhere, it is
        # a word, but what it may do in a compound follows from its dictionary word
        known.stands |= form.stands and (not form.bare or word in self.zipf)
        begins = form.begins and not form.bare and _may_begin(word, base)
        # What was added may be more than a link: *andrahands* is made of *andra*, and does not mean it
        meant = base if len(word) <= len(base) + _LONGEST_LINK else word
        if not form.form[0].islower():
            if begins and len(word) >= _SHORTEST_NAME:
                known.bases.add(meant)
                known.begins_dearer = 0 if known.common else _NAME
            return
        known.common |= form.stands
        self._forms_of[base].add(word)
        if word == base:
            self._listed.add(word)
        if form.noun:
            self._nouns.add(base)
        if begins:
            known.bases.add(meant)
            known.begins_dearer = 0
        known.ends |= form.ends and not form.bare and _may_end(word, base)

    def add_shown(self) -> None:
        """Add what the compounds of the dictionary show, and no flag says."""
        first = {word for word, known in self.known.items() if known.bases}
        last = {word for word, known in self.known.items() if known.ends}
        for noun in productive.last_parts(self._listed, self._nouns - last, first, self.zipf):
            for word in self._forms_of[noun]:
                known = self.known[word]
                if known.stands and not known.ends and _may_end(word, noun):
                    known.ends, known.ends_dearer = True, _SHOWN
        for word, base in productive.first_parts(self._listed, self._nouns, last, self.zipf):
            if word not in first and _may_begin(word, base):
                self.known[word].bases, self.known[word].begins_dearer = {base}, _SHOWN

    def add_joined(self) -> None:
        """Add -s to the nouns that end compounds: what is a compound is joined so (*lägesbilds-*)."""
        for noun in self._nouns:
            if self.known[noun].ends and not noun.endswith(("a", "e", "s")):
                word = noun + "s"
                if not self.known[word].bases and _may_begin(word, noun):
                    self.known[word].bases, self.known[word].inside = {noun}, True

    def add_reviewed(self) -> None:
        for word, base in reviewed.FIRST.items():
            known = self.known[word]
            known.bases, known.begins_dearer, known.inside = {base}, _REVIEWED, False
        for word in reviewed.LAST:
            self.known[word].ends, self.known[word].ends_dearer = True, _REVIEWED

    def entries(self) -> dict[str, Entry]:
        whole = {word for base in stops.WHOLE_WORDS for word in (base, *self._forms_of[base])}
        return {word: self._entry(word, known, word in whole) for word, known in self.known.items()}

    def _entry(self, word: str, known: _Known, fixed: bool) -> Entry:
        zipf = self.zipf.get(word, 0.0)
        base = self._base(word)
        common = max(zipf, self.zipf.get(base, 0.0) - _LINKED)
        return Entry(
            base or word,
            swedish=known.stands,
            fixed=fixed or (known.stands and not known.common and not _is_organisation(word)),
            inside=known.inside,
            whole=rarity(zipf) if known.stands or zipf else 0,
            begins=part_cost(word, common) + known.begins_dearer if base else 0,
            ends=part_cost(word, zipf) + known.ends_dearer if known.ends else 0,
        )

    def _base(self, word: str) -> str:
        """Return the word that a form stands for where it begins a compound, "" where it begins none."""
        bases = self.known[word].bases
        if not bases:
            return ""
        candidates = {base for base in bases if base != word or self.known[word].stands}
        if self._nouns.isdisjoint(candidates):  # of verbs and scraps (hyr, skol), nouns are made besides
            candidates |= {
                base for base in linking.bases(word) if base in self.known and self.known[base].stands
            }
        return max(candidates, key=lambda base: (self.zipf.get(base, 0.0), base), default=word)


def build(
    forms: Iterable[DictionaryForm], swedish: Mapping[str, float], english: Iterable[str]
) -> dict[str, Entry]:
    """Return the lexicon from the forms of the dictionary, Swedish words with their zipf, and English words.

    Zipf is the logarithm of how often a word comes in a thousand million (wordfreq).
    """
    sources = _Sources(swedish)
    for form in forms:
        if form.form.isalpha():
            sources.add(form)
    sources.add_shown()
    sources.add_joined()
    sources.add_reviewed()
    entries = sources.entries()
    for word, zipf in swedish.items():
        if word not in entries:
            entries[word] = Entry(word, whole=rarity(zipf))
    for word in english:
        entries[word] = replace(entries.get(word, Entry(word)), english=True)
    return entries


def _may_begin(word: str, base: str) -> bool:
    return usable(word) and word not in stops.NEVER_FIRST and base not in stops.NEVER_FIRST_WORDS


def _may_end(word: str, base: str) -> bool:
    return usable(word) and word not in stops.NEVER_LAST and base not in stops.NEVER_LAST_WORDS


def _is_organisation(name: str) -> bool:
    return name.removesuffix("s").endswith(stops.ORGANISATIONS)
