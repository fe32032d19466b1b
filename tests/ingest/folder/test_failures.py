import errno
import os
import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from ingest.folder.applying.failures import concerns_every_file

CAUSE = sqlite3.Error("disk I/O error")


@pytest.mark.parametrize(
    ("error", "everybody"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), True),
        (OperationalError("UPDATE", {}, CAUSE), True),
        (MemoryError(), True),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), False),
        (IntegrityError("INSERT", {}, CAUSE), False),
        (OverflowError("Python int too large to convert to SQLite INTEGER"), False),
    ],
)
def test_the_machine_is_told_from_the_file(error: Exception, everybody: bool) -> None:
    assert concerns_every_file(error) is everybody
