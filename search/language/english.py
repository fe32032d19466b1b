"""The stem of an English word: Snowball's."""

from __future__ import annotations

from functools import lru_cache

from search.language.stemming import Snowball

_SNOWBALL = Snowball("english")


@lru_cache(maxsize=100_000)
def stems(word: str) -> tuple[str, ...]:
    """Return the one stem of a word in its exact form (`search.language.tokens.exact_form`)."""
    return (_SNOWBALL.stem(word),)
