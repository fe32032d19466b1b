"""One form of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an exact form (`search.language.tokens.exact_form`).

    `swedish` and `english` tell whether it is a word by itself in the language, `fixed` that it is never
    cut, `inside` that it may begin no compound, but stand between its first part and its last.

    The others are costs (`search.language.lexicon.costs`), 0 for what it may not be: `whole` of the word
    by itself (0 where it has never been seen), `begins` as a part that does not end a compound, `ends`
    as one that ends it. `base` is the word that it stands for at the beginning: *samverkan* for
    samverkans, *gata* for gatu.
    """

    base: str
    swedish: bool = False
    english: bool = False
    fixed: bool = False
    inside: bool = False
    whole: int = 0
    begins: int = 0
    ends: int = 0
