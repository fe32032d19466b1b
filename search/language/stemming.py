"""Snowball stemmers that threads can share."""

from __future__ import annotations

from threading import Lock

import Stemmer


class Snowball:
    """A Snowball stemmer of one language. PyStemmer's own may serve one thread at a time only."""

    def __init__(self, algorithm: str) -> None:
        self._stemmer = Stemmer.Stemmer(algorithm)
        self._lock = Lock()

    def stem(self, word: str) -> str:
        """Return the stem of a word in lower case."""
        with self._lock:
            return str(self._stemmer.stemWord(word))
