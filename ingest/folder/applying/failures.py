"""Whose a failure is: one file's, which costs that file alone, or the machine's, which ends the round."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError

_OF_THE_MACHINE = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG),  # the disk of originals and catalogue
        *(errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN),
    }
)


def concerns_every_file(error: Exception) -> bool:
    """Tell a full disk, a locked or torn catalogue and the like from what is wrong with one file."""
    if isinstance(error, OSError):
        return error.errno in _OF_THE_MACHINE
    if isinstance(error, DatabaseError):
        return not isinstance(error, DataError | IntegrityError | ProgrammingError)
    return isinstance(error, MemoryError)


def in_words(error: Exception) -> str:
    """Return what kind of error it is and what it says, 300 characters at most."""
    return f"{type(error).__name__}: {error}"[:300]
