"""The vocabulary of a handful of pages, counted in plain loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from search.language.analyser import Analyser
from search.language.tokens import folded
from search.query.vocabulary import Form

LEAST_RECORDS, SHORTEST = 2, 4


class WordsOf:
    """What `search.query.vocabulary.Vocabulary` says, of some texts: each is one record.

    A text may be given with how many records have it. `asked` counts questions by name.
    """

    def __init__(self, pages: Iterable[str | tuple[str, int]], analyser: Analyser) -> None:
        self.asked: Counter[str] = Counter()
        self._forms: Counter[str] = Counter()
        self._keys: Counter[str] = Counter()
        for page in pages:
            text, times = page if isinstance(page, tuple) else (page, 1)
            tokens = list(analyser.tokens(text, "sv"))
            self._forms.update({token.exact: times for token in tokens})
            self._keys.update({key: times for token in tokens for key in token.keys})

    def records(self, exact: str) -> int:
        return self._forms[exact]

    def key_records(self, key: str) -> int:
        self.asked["key_records"] += 1
        return self._keys[key]

    def spelled(self, folded_form: str) -> tuple[Form, ...]:
        self.asked["spelled"] += 1
        return self._commonest(form for form in self._forms if folded(form) == folded_form)

    def close_to(self, folded_form: str, distance: int, limit: int) -> tuple[Form, ...]:
        self.asked["close_to"] += 1
        near = {
            form: edits
            for form, records in self._forms.items()
            if records >= LEAST_RECORDS and form.isalpha() and len(form) >= SHORTEST
            if (edits := OSA.distance(folded(form), folded_form)) <= distance
        }
        return tuple(sorted(self._commonest(near), key=lambda form: near[form.exact])[:limit])

    def beginning(self, folded_form: str, limit: int) -> tuple[Form, ...]:
        return self._commonest(form for form in self._forms if folded(form).startswith(folded_form))[:limit]

    def _commonest(self, forms: Iterable[str]) -> tuple[Form, ...]:
        found = (Form(form, self._forms[form]) for form in forms)
        return tuple(sorted(found, key=lambda form: (-form.records, form.exact)))
