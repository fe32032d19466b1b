"""How common words are: wordfreq's tables (data CC BY-SA 4.0), read at building alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import wordfreq

from search.language.tokens import exact_form

_ENGLISH_COMMON = 3.0  # zipf from which an English word is taken for one, and not for a rare name


def swedish_words() -> Mapping[str, float]:
    """Return the Swedish words of letters with their zipf, by exact form."""
    found: dict[str, float] = {}
    for word, share in wordfreq.get_frequency_dict("sv").items():
        if word.isalpha():
            exact = exact_form(word)
            found[exact] = max(found.get(exact, 0.0), wordfreq.freq_to_zipf(share))
    return found


def english_words() -> Iterator[str]:
    """Yield the exact forms of common English words."""
    for word, share in wordfreq.get_frequency_dict("en").items():
        if word.isalpha() and wordfreq.freq_to_zipf(share) >= _ENGLISH_COMMON:
            yield exact_form(word)
