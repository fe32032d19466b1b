"""The vocabulary of the reference engine, in plain loops."""

from __future__ import annotations

from collections import Counter

from search.engine import Posting
from search.language import tokens
from search.query.vocabulary import Form


class ReferenceVocabulary:
    """Counts every word of some records for every question."""

    def __init__(self, records: list[dict[str, tuple[Posting, ...]]]) -> None:
        """Take the parts of each record."""
        stand = [{p.exact for part in parts.values() for p in part} for parts in records]
        keys = [{key for part in parts.values() for p in part for key in p.keys} for parts in records]
        self._forms = Counter(form for each in stand for form in each)
        self._keys = Counter(key for each in keys for key in each)

    def records(self, exact: str) -> int:
        return self._forms[exact]

    def key_records(self, key: str) -> int:
        return self._keys[key]

    def spelled(self, folded: str) -> tuple[Form, ...]:
        return tuple(form for form in self._commonest() if tokens.folded(form.exact) == folded)

    def beginning(self, folded: str, limit: int) -> tuple[Form, ...]:
        found = [form for form in self._commonest() if tokens.folded(form.exact).startswith(folded)]
        return tuple(found[:limit])

    def close_to(self, folded: str, distance: int, limit: int) -> tuple[Form, ...]:
        edits = {
            form: _edits(folded, tokens.folded(form.exact))
            for form in self._commonest()
            if form.exact.isalpha() and len(form.exact) >= 4 and form.records >= 2
        }
        near = sorted((form for form in edits if edits[form] <= distance), key=lambda form: edits[form])
        return tuple(near[:limit])

    def _commonest(self) -> list[Form]:
        return [
            Form(exact, count) for exact, count in sorted(self._forms.items(), key=lambda f: (-f[1], f[0]))
        ]


def _edits(one: str, other: str) -> int:
    """Return how far apart two words are by optimal string alignment."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i in range(1, len(one) + 1):
        before, last, row = row, before, [i]
        for j in range(1, len(other) + 1):
            changed = before[j - 1] + (one[i - 1] != other[j - 1])
            row.append(min(before[j] + 1, row[j - 1] + 1, changed))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
