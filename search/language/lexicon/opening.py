"""The one lexicon of the program: opened when first needed, built where there is none.

It is the checkout's own and no archive's: every archive on the machine shares it.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from search.language.lexicon.lexicon import Lexicon
from search.language.lexicon.sources.hunspell import DictionaryError, read_dictionary
from search.language.lexicon.stamp import stamp
from search.language.lexicon.storing import NoLexicon, read, read_stamp, write

PLACE = Path(__file__).resolve().parents[3] / "data" / "run" / "lexicon" / "swedish.lexicon"
"""Where it lies: below the checkout, whatever archive is configured."""

log = structlog.get_logger("search.language.lexicon")

_once = threading.Lock()
_opened: dict[Path, Lexicon] = {}


class LexiconError(OSError):
    """The lexicon is not there and cannot be made; the text says why, and what to do."""


def lexicon(path: Path = PLACE) -> Lexicon:
    """Return the lexicon; read, or built and read, at the first call, which others wait for.

    Raises :class:`LexiconError`.
    """
    found = _opened.get(path)
    if found is None:
        with _once:
            found = _opened.get(path) or _open(path)
            _opened[path] = found
    return found


def ensure(path: Path = PLACE) -> bool:
    """Build the lexicon where it is missing or not the present one; tell whether it was built.

    Raises :class:`LexiconError`.
    """
    if _is_present(path):
        return False
    with _alone(path):
        if _is_present(path):  # another process built it while we waited
            return False
        _build(path)
    return True


def _open(path: Path) -> Lexicon:
    try:
        return read(path, stamp())
    except NoLexicon as error:
        log.info("the lexicon is built", reason=str(error))
    try:
        with _alone(path):
            try:
                return read(path, stamp())
            except NoLexicon:
                _build(path)
        return read(path, stamp())
    except NoLexicon as error:
        raise LexiconError(f"the lexicon cannot be read back: {error}") from None


def _is_present(path: Path) -> bool:
    try:
        return read_stamp(path) == stamp()
    except NoLexicon:
        return False


def _build(path: Path) -> None:
    from search.language.lexicon.building.build import build  # takes wordfreq along, which nothing else needs
    from search.language.lexicon.building.packing import pack
    from search.language.lexicon.sources.frequency import english_words, swedish_words

    started = time.monotonic()
    try:
        entries = build(read_dictionary(), swedish_words(), english_words())
        write(path, pack(entries), stamp())
    except DictionaryError as error:
        raise LexiconError(str(error)) from None
    except OSError as error:
        raise _cannot_write(path, error) from None
    log.info("the lexicon has been built", forms=len(entries), seconds=round(time.monotonic() - started, 1))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of those who build; the kernel lets go of it when the process dies."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _cannot_write(path, error) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, error: OSError) -> LexiconError:
    return LexiconError(
        f"the lexicon of Swedish is not built and cannot be written to {path.parent} ({error.strerror}); "
        "run `make env` or `helixarkiv lexicon` as a user who may write there"
    )
