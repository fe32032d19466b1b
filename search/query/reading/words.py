"""Reading one word of a question in an archive.

A word that the archive has is asked for as it is. One that it lacks may be written there with other
dots (*valdsbejakande*, *Loow*), be a compound whose parts it has, or be misspelt. Of an archive of which
nothing is known, every word is taken as typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

from search.language.analyser import Analyser, AskedPart, Place
from search.language.tokens import exact_form, folded, words
from search.query import model
from search.query.reading.dotted import forms_with_dots
from search.query.reading.spelling import SHORTEST, meant
from search.query.vocabulary import Form, Vocabulary, records_of

COMMONER = 3
"""How many times commoner a spelling with å, ä, ö must be to be asked for beside one without that exists."""

TWIN_BESIDE = 0.7
"""Weight of such a spelling: less than that of the word as it was typed."""

LEAST_OF_TWINS, SHARED_BY_TWINS = 0.3, 0.7
"""Weight of a spelling asked for in place of the typed one: so much, and its share of so much."""

MISSPELT = 0.8
"""Weight of the word that a misspelt one is taken for."""

_MOST_TWINS = 3
_MOST_COMPARED = 20  # words of a question that tell how it was typed
_MOST_SPELLINGS = 10  # of one question are looked up: each costs about a millisecond


class WordReader:
    """Reads the words of one question, and keeps count of what was looked up."""

    def __init__(self, analyser: Analyser, vocabulary: Vocabulary | None, question: str) -> None:
        """Read the words of this question."""
        self.unchecked: list[str] = []
        self._analyser = analyser
        self._vocabulary = vocabulary
        self._question = unicodedata.normalize("NFC", question)
        self._spellings_left = _MOST_SPELLINGS
        self._written: dict[str, tuple[Form, ...]] = {}

    def term(
        self, surface: str, scope: str = "", *, literal: bool = False, weight: float = 1.0
    ) -> model.Term:
        """Return the word itself, in all its forms or as it is written."""
        related = () if literal else self._analyser.related_keys(surface)
        keys = self._analyser.question_keys(surface)
        return model.Term(surface, exact_form(surface), keys, literal, scope, weight, related)

    def compound(self, surface: str, place: Place, scope: str) -> model.Term:
        """Return what finds compounds that begin (`place` "first") or end ("last") with a word."""
        keys = self._analyser.compound_keys(surface, place)
        return model.Term(surface, exact_form(surface), keys, scope=scope, of_compound=place)

    def phrase(
        self, typed: Sequence[str], scope: str, *, literal: bool = False
    ) -> model.Phrase | model.Reading:
        """Return words one after the other; those that the archive writes otherwise, as it does."""
        if literal:
            return model.Phrase(tuple(self.term(word, scope, literal=True) for word in typed), scope)
        terms = tuple(self._as_it_stands(word, scope) for word in typed)
        phrase = model.Phrase(terms, scope)
        if tuple(term.surface for term in terms) == tuple(typed):
            return phrase
        return model.Reading(f'"{" ".join(typed)}"', "twin", phrase)

    def near(
        self, typed: Sequence[tuple[str, bool]], distances: Sequence[int], scope: str
    ) -> list[model.Near | model.Reading]:
        """Return each two words that are to stand near one another; of each word, whether it is literal."""
        terms = [
            self.term(word, scope, literal=True) if literal else self._as_it_stands(word, scope)
            for word, literal in typed
        ]
        pairs: list[model.Near | model.Reading] = []
        for place, distance in enumerate(distances):
            left, right = terms[place : place + 2]
            first, second = (word for word, _ in typed[place : place + 2])
            near = model.Near(left, right, distance, scope)
            same = (left.surface, right.surface) == (first, second)
            text = f"{first} NEAR/{distance} {second}"
            pairs.append(near if same else model.Reading(text, "twin", near))
        return pairs

    def read(self, surface: str, scope: str = "", *, absent: bool = False) -> model.Term | model.Reading:
        """Return how a word is asked for.

        What is to be `absent` is read otherwise only where the archive lacks what was typed: nobody
        wants to miss a page for a guess.
        """
        term = self.term(surface, scope)
        if self._vocabulary is None or not any(map(str.isalpha, term.exact)):
            return term
        written = self._spelled(term.exact)
        records = next((form.records for form in written if form.exact == term.exact), 0)
        twins = tuple(form for form in written if form.exact != term.exact)
        known = records or self._known(term.keys)
        if known:
            return term if absent else self._beside(term, twins, known, by_key=not records)
        if not twins and (self._lacks_dots or not self._analyser.is_word(surface)):  # *fara* is no *fåra*
            twins = forms_with_dots(term.exact, term.keys, self._vocabulary, self._analyser, self._known)
        if twins:
            return self._instead(term, twins)
        return term if absent else self._repaired(term)

    def _known(self, keys: Iterable[str]) -> int:
        """Return on how many records a word stands, by its keys."""
        assert self._vocabulary is not None
        return records_of(keys, self._vocabulary)

    def _beside(
        self, term: model.Term, twins: Sequence[Form], known: int, *, by_key: bool
    ) -> model.Term | model.Reading:
        """Return a word that exists, with what is written as it but for dots and is far commoner.

        A form that stands nowhere itself is compared by keys: with all forms of either word.
        """
        if not twins or not term.exact.isascii() or self._has_dots:
            return term
        if self._analyser.is_word(term.surface) and not self._lacks_dots:
            return term
        beside = [(form, self._twin(term, form, TWIN_BESIDE)) for form in twins[:_MOST_TWINS]]
        # Of what is no word, as names are, the archive's other spelling is as likely meant (Loow, Lööw)
        least = COMMONER * known if self._may_be_meant(term) else 1
        commoner = [
            twin for form, twin in beside if (self._known(twin.keys) if by_key else form.records) >= least
        ]
        return model.Reading(term.surface, "twin", model.AnyOf((term, *commoner))) if commoner else term

    def _may_be_meant(self, term: model.Term) -> bool:
        """Tell whether a word is likely what it is: a right one, or too short to be told from one."""
        return len(term.exact) < SHORTEST or self._analyser.is_word(term.surface)

    @cached_property
    def _has_dots(self) -> bool:
        """Tell whether å, ä or ö stand in the question: who types them somewhere types them everywhere."""
        return folded(self._question.lower()) != self._question.lower()

    @cached_property
    def _lacks_dots(self) -> bool:
        """Tell whether some word of the question can only have been typed without its dots.

        Then a right word may be another one (*stod till anhoriga*); alone, it is what it is.
        """
        typed = [self._question[start:end] for start, end in words(self._question)]
        return any(map(self._stands_with_dots_alone, typed[:_MOST_COMPARED]))

    def _stands_with_dots_alone(self, surface: str) -> bool:
        exact = exact_form(surface)
        written = self._spelled(exact)
        if not written or any(form.exact == exact for form in written):
            return False
        return not self._known(self._analyser.question_keys(surface))

    def _spelled(self, exact: str) -> tuple[Form, ...]:
        """Return the forms of the archive that are spelled so but for their dots, the commonest first."""
        assert self._vocabulary is not None
        if exact not in self._written:
            self._written[exact] = self._vocabulary.spelled(folded(exact))
        return self._written[exact]

    def _instead(self, term: model.Term, twins: Sequence[Form]) -> model.Reading:
        """Return what the archive writes in place of a word that it lacks."""
        total = sum(form.records for form in twins)
        terms = tuple(
            self._twin(term, form, LEAST_OF_TWINS + SHARED_BY_TWINS * form.records / total)
            for form in twins[:_MOST_TWINS]
        )
        return model.Reading(term.surface, "twin", model.AnyOf(terms) if len(terms) > 1 else terms[0])

    def _twin(self, typed: model.Term, form: Form, weight: float) -> model.Term:
        return self.term(_like(typed.surface, form.exact), typed.scope, weight=weight)

    def _as_it_stands(self, surface: str, scope: str) -> model.Term:
        """Return a word of a phrase: itself, or where the archive lacks it, how the archive writes it."""
        term = self.term(surface, scope)
        if self._vocabulary is None or not any(map(str.isalpha, term.exact)):
            return term
        written = self._spelled(term.exact)
        if not written or any(form.exact == term.exact for form in written):
            return term
        if self._known(term.keys) and self._may_be_meant(term):
            return term
        return self.term(_like(surface, written[0].exact), scope)

    def _repaired(self, term: model.Term) -> model.Term | model.Reading:
        """Return a word that the archive lacks, as all its parts or as it was likely meant."""
        if self._analyser.question_parts(term.surface):
            parts = self._parts(term)
            return model.Reading(term.surface, "parts", parts) if parts else term
        if not _may_be_misspelt(term) or self._analyser.is_word(term.surface):
            return term
        if not self._spellings_left:
            self.unchecked.append(term.surface)
            return term
        self._spellings_left -= 1
        assert self._vocabulary is not None
        form = meant(term.exact, self._vocabulary, self._records)
        if form is None:
            return term
        used = self.term(_like(term.surface, form.exact), term.scope, weight=MISSPELT)
        part = used if self._known(used.keys) else self._parts(used) or used
        return model.Reading(term.surface, "spelling", part)

    def _records(self, word: str) -> int:
        """Return on how many records a word stands in any form, or at most all of its parts."""
        known = self._known(self._analyser.question_keys(word))
        return known or min((self._known(part.keys) for part in self._known_parts(word)), default=0)

    def _parts(self, term: model.Term) -> model.All | None:
        """Return what finds all parts of a compound, None where the archive lacks them too."""
        parts = tuple(
            model.Term(part.word, part.word, part.keys, scope=term.scope, weight=term.weight)
            for part in self._known_parts(term.surface)
        )
        return model.All(parts) if parts else None

    def _known_parts(self, word: str) -> list[AskedPart]:
        """Return a compound in as few parts that the archive has as it goes, from the left.

        What it lacks in the middle is passed over; the first and the last part it must have.
        """
        parts = self._analyser.question_parts(word)
        found: list[AskedPart] = []
        at = min((part.start for part in parts), default=-1)
        while at >= 0:
            here = [part for part in parts if part.start == at]
            known = [part for part in here if self._known(part.keys)]
            if known:
                found.append(max(known, key=lambda part: part.end))
            elif not found:
                return []
            end = found[-1].end if known else min(part.end for part in here)
            # After a hyphen comes one place on; two parts may share one letter (fall, lucka: fallucka)
            at = min((part.start for part in parts if part.start > at and part.start >= end - 1), default=-1)
        whole = found and found[-1].end == max(part.end for part in parts)
        return found if whole else []


def _may_be_misspelt(term: model.Term) -> bool:
    """Tell whether a word is long enough to be one misspelt, and not a short name."""
    length = len(term.exact)
    return term.exact.isalpha() and length >= SHORTEST + (not term.surface[:1].islower())


def _like(typed: str, exact: str) -> str:
    """Return a form with the capitals of what was typed."""
    if typed.isupper() and len(typed) > 1:
        return exact.upper()
    return exact[:1].upper() + exact[1:] if typed[:1].isupper() else exact
